# On a fresh machine with Python 3.11 or later and make: `make demo`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := $(VENV)/.ready
BENCH := .venv-bench
BENCH_BIN := $(BENCH)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
BENCH_READY := $(BENCH)/.ready
VALIDATOR := tests/document/node_modules/.package-lock.json
BROWSING := tests/web/node_modules/.package-lock.json

.PHONY: help demo test test-long search test-document test-web bench bench-scale bench-verify learn golden readme sample pictures messages release release-windows clean

help:  ## What each target does
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 17

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or later is needed: make PYTHON=python3.11')"
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src  # as pip does with all packages but editable ones
	touch $@

$(BENCH_READY): requirements-bench.lock pyproject.toml
	$(PYTHON) -m venv --clear $(BENCH)
	$(BENCH_BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	$(BENCH_BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BENCH_BIN)/python -m compileall -q src
	touch $@

demo: $(READY)  ## Set up and make the sample's report for the board and its pages for the public
	$(BIN)/complaints-report build --year 2023/24 --folder sample_data
	$(BIN)/complaints-report publish --year 2023/24 --folder sample_data

test: $(READY)  ## Set up and run every check that needs Python alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check README.md docs/exports.md docs/content.md
	$(BIN)/pytest -m "not document and not web and not long" -n auto --dist worksteal

test-long: $(READY)  ## Kill commands at many moments, run pairs of them, try many more examples, and all of what is alike
	$(BIN)/pytest -m "(long or hypothesis) and not document and not web" -n auto --dist worksteal --hypothesis-profile=long

search: $(READY)  ## Look for examples that fail among many new ones, other ones each time
	$(BIN)/pytest -m hypothesis -n auto --dist worksteal --hypothesis-profile=search

test-document: $(READY) $(VALIDATOR)  ## Check finished reports with Microsoft's validator and LibreOffice
	$(BIN)/pytest -m document tests/document

test-web: $(READY) $(BROWSING)  ## Check the public's pages in a browser
	$(BIN)/pytest -m web tests/web

$(VALIDATOR): tests/document/package-lock.json
	@command -v npm >/dev/null || { echo "make test-document needs soffice, pdfinfo, node and npm; on Debian or Ubuntu: sudo apt-get install libreoffice-writer-nogui poppler-utils nodejs npm" >&2; exit 1; }
	npm install --no-save --no-audit --no-fund --loglevel=error --prefix tests/document
	@touch $@

$(BROWSING): tests/web/package-lock.json
	@command -v npm >/dev/null || { echo "make test-web needs chromium, node and npm; on Debian or Ubuntu: sudo apt-get install chromium nodejs npm" >&2; exit 1; }
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix tests/web
	@touch $@

bench: $(BENCH_READY)  ## Measure the program against its peers (about a quarter of an hour); writes docs/benchmarks.md
	$(BENCH_BIN)/python -m benchmarks $(BENCH_OPTIONS)

bench-scale: $(BENCH_READY)  ## Measure how time and memory grow with the rows; writes docs/scale.md
	$(BENCH_BIN)/python -m benchmarks.scale

bench-verify: $(READY)  ## Measure what `verify` finds of altered numbers, and put it into docs/verify.md
	$(BIN)/python -m benchmarks.verify --write docs/verify.md

learn: $(BENCH_READY)  ## Learn again when `verify` is to call a number wrong, from reports that others wrote
	$(BENCH_BIN)/python -m benchmarks.learning

golden: $(READY)  ## Rewrite the golden texts from what the program makes now
	$(BIN)/pytest --golden tests/test_report.py

readme: $(READY)  ## Rewrite the generated parts of the README
	$(BIN)/cog -r README.md docs/exports.md docs/content.md

sample: $(READY)  ## Make the sample data again
	$(BIN)/python sample_data/make_sample.py

pictures: $(READY)  ## Make the pictures of the README again (needs LibreOffice, poppler and Chromium)
	$(BIN)/python docs/make_pictures.py

release: $(READY)  ## Make the wheel, constraints.txt and the list of wheels for Windows, in dist/
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --wheel-dir dist .
	$(BIN)/python -m release

release-windows: release  ## The same, and the wheels themselves as dist/wheels-windows.zip, for computers without PyPI
	$(BIN)/python -m release --wheels
messages: $(READY)  ## List every message that the tests provoke in docs/messages.md, to be read through
	$(BIN)/pytest -m "not document and not web and not long" -n auto --dist worksteal --messages=docs/messages.md tests

clean:  ## Remove what was set up and built
	rm -rf $(VENV) $(BENCH) dist sample_data/output tests/document/node_modules tests/web/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
