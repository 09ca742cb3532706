"""A report with comments, beside those of a person, held to Microsoft's validator and opened by LibreOffice."""

import pytest

from complaints_report.audit.comments import annotated
from complaints_report.audit.controls.checked import Checked
from complaints_report.audit.findings import ARITHMETIC, Finding, Kind
from complaints_report.audit.reading import read_document
from complaints_report.build import build_report
from complaints_report.run import open_folder
from tests.audit.controls.commented import commented, prose, said, theirs, unpacked
from tests.audit.controls.held import changed, controls, now_for, overtype
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.document.outside_tools import to_pdf, validator_faults
from tests.document.test_refreshed import fewer_complaints

INSERTED = f"<w:ins w:id='902' w:author='Jo'>{said('We met 2,222 people.')}</w:ins>"
LINKED = "<w:hyperlink w:anchor='here'><w:r><w:rPr><w:b/></w:rPr><w:t>We met 3,333 people.</w:t></w:r></w:hyperlink>"


def one_figure(body):
    overtype(controls(body, "371 complaints")[0], "9,999 complaints")
    removed = controls(body, "56 complaints")[0]
    removed.getparent().remove(removed)
    prose(body, INSERTED, LINKED)


def beside_a_persons(body):
    one_figure(body)
    commented(body)


@pytest.mark.document
@pytest.mark.parametrize("edit", [one_figure, beside_a_persons])
def test_every_kind_of_comment_is_as_word_has_it(edit, tmp_path):
    run = open_folder(copy_of(SAMPLE, tmp_path / "sample"), TODAY)
    report = build_report(run, "2023/24", draft=False, force=True)
    content = theirs(unpacked(report)) if edit is beside_a_persons else {}
    path, out = changed(report, tmp_path / "edited.docx", edit, content=content), tmp_path / "out.docx"
    document = read_document(path)
    typed = [spot for spot in document.spots() if spot.number.text in ("2,222", "3,333", "4,444")]
    told = [Finding(Kind.TYPED, ARITHMETIC, "", one.told, one.number.text, "", "why", place=one.place) for one in typed]
    found = Checked(document, now_for(fewer_complaints(tmp_path / "other"))).findings
    assert {one.kind.value for one in found} >= {"differs", "direction", "overtyped", "table", "chart", "removed"}
    out.write_bytes(annotated(document, [*found, *told]))
    assert validator_faults(path) == []
    assert validator_faults(out) == []
    assert to_pdf(out, tmp_path).stat().st_size
