"""A report with comments, beside those of a person, held to Microsoft's validator and opened by LibreOffice."""

import pytest

from complaints_report.run import build_report, open_folder
from complaints_report.verify import verified
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.document.outside_tools import to_pdf, validator_faults
from tests.test_annotate import BODY, edited, fewer_complaints, overtype, prose, theirs, titled

INSERTED = "<w:ins w:id='902' w:author='Jo'><w:r><w:t>We met 2,222 people.</w:t></w:r></w:ins>"
LINKED = "<w:hyperlink w:anchor='here'><w:r><w:rPr><w:b/></w:rPr><w:t>We met 3,333 people.</w:t></w:r></w:hyperlink>"


def one_figure(parts):
    overtype(titled(parts[BODY], "Complaints received, stage 1"), "9,999 complaints")
    removed = titled(parts[BODY], "Complaints received, stage 2")
    removed.getparent().remove(removed)
    prose(parts[BODY], INSERTED, LINKED)


def beside_a_persons(parts):
    one_figure(parts)
    return theirs(parts)


@pytest.mark.document
@pytest.mark.parametrize("edit", [one_figure, beside_a_persons])
def test_every_kind_of_comment_is_as_word_has_it(edit, tmp_path):
    run = open_folder(copy_of(SAMPLE, tmp_path / "sample"), TODAY)
    path = edited(build_report(run, "2023/24", draft=False, force=True), tmp_path / "edited.docx", edit)
    out = tmp_path / "out.docx"
    kinds = {one.kind.value for one in verified(fewer_complaints(tmp_path / "other"), path, None, out).findings}
    assert kinds >= {"differs", "direction", "overtyped", "table", "chart", "typed", "removed"}
    assert validator_faults(path) == []
    assert validator_faults(out) == []
    assert to_pdf(out, tmp_path).stat().st_size
