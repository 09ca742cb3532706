"""`build --page-numbers`: what the contents list says, beside the pages that LibreOffice puts the headings on."""

import json
import re

import pytest

from complaints_report.build import build_report
from complaints_report.run import open_folder
from tests.awkward import awkward
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.document.conftest import Built, many_services
from tests.docx_lint import lint
from tests.docx_text import to_text
from tests.word.foreign_templates import make

pytestmark = pytest.mark.document

ENTRY = re.compile(r"^Toc \d: (.*?)\s*(\d+)$", re.MULTILINE)


def in_a_foreign_template(path):
    made = copy_of(SAMPLE, path)
    settings = made / "report.toml"
    text = settings.read_text(encoding="utf-8")
    assert text.count("\n[report]\n") == 1
    settings.write_text(text.replace("[report]\n", f'[report]\ntemplate = "{make("bare", made).name}"\n'), "utf-8")
    return made


MAKERS = {
    "sample": lambda path: copy_of(SAMPLE, path),
    "many-services": many_services,
    "one-complaint": lambda path: awkward("one-complaint", path),
    "foreign": in_a_foreign_template,
}


@pytest.fixture(scope="module", params=MAKERS)
def numbered(request, tmp_path_factory):
    made = MAKERS[request.param](tmp_path_factory.mktemp(request.param))
    return Built(build_report(open_folder(made, TODAY), "2023/24", draft=False, force=False, page_numbers=True))


def test_every_number_is_the_page_that_its_heading_is_on(numbered):
    said = [int(number) for _, number in ENTRY.findall(to_text(numbered.word))]
    headings = [block for block in numbered.pdf.tree.blocks() if block.role in ("H1", "H2")]
    assert said
    assert said == [min(heading.pages) for heading in headings]
    assert lint(numbered.word) == []


def test_the_record_says_what_measured_them_and_a_second_build_is_the_same(numbered):
    before = numbered.word.read_bytes()
    folder = numbered.word.parents[2]
    build_report(open_folder(folder, TODAY), "2023/24", draft=False, force=False, page_numbers=True)
    assert numbered.word.read_bytes() == before
    record = json.loads((folder / "output" / "2023-24" / "run.json").read_text(encoding="utf-8"))
    assert "LibreOffice" in next(found for found in find(record, "page_numbers_measured_with"))


def find(record, key):
    """Every value of a key, at any depth."""
    if isinstance(record, dict):
        yield from (value for name, value in record.items() if name == key)
        record = [*record.values()]
    if isinstance(record, list):
        for each in record:
            yield from find(each, key)
