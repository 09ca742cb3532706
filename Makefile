# On a fresh machine with Python 3.11 or later and make: `make demo`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := $(VENV)/.ready

.PHONY: help demo test golden readme sample clean

help:  ## What each target does
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or later is needed: make PYTHON=python3.11')"
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: $(READY)  ## Set up and build the sample report
	$(BIN)/complaints-report build --year 2023/24 --folder sample_data

test: $(READY)  ## Set up and run every check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check README.md docs/exports.md docs/content.md
	$(BIN)/pytest -n auto

golden: $(READY)  ## Rewrite the golden texts from what the program makes now
	$(BIN)/pytest -n auto --golden tests

readme: $(READY)  ## Rewrite the generated parts of the README
	$(BIN)/cog -r README.md docs/exports.md docs/content.md

sample: $(READY)  ## Make the sample data again
	$(BIN)/python sample_data/make_sample.py

clean:  ## Remove what was set up and built
	rm -rf $(VENV) sample_data/output .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
