"""What cannot be brought up to the data: a report that is refused, and figures that are named and left."""

from zipfile import ZipFile

import pytest

from complaints_report.audit.controls import OwnReport
from complaints_report.audit.reading import read_document
from complaints_report.errors import CommandError
from complaints_report.refresh import changes_to_text, refreshed
from complaints_report.report.statements import FIGURE
from complaints_report.run import open_folder
from complaints_report.verify import verified
from complaints_report.word.custom_part import tag_of
from tests.audit import edits
from tests.audit.controls.held import BODY, KEPT, NOTES, W, changed, controls, free, held, retagged, tag
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.docx_text import to_text


def refused(run, path, said, tmp_path, **given):
    before = path.read_bytes()
    with pytest.raises(CommandError, match=said) as told:
        refreshed(run, path, given.get("output"), given.get("year"))
    assert "\n" not in str(told.value)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.bak*"))


def test_a_report_of_another_organisation_is_refused(report, tmp_path):
    other = copy_of(SAMPLE, tmp_path / "other")
    toml = other / "report.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("Example Children's Trust", "Other Council"), "utf-8")
    path = edits.edited(report, tmp_path / "mine.docx")
    run = open_folder(other, TODAY)
    refused(run, path, "is a report of Example Children's Trust, and .* the data of Other Council", tmp_path)
    found = held(run, path)
    assert found.agreeing == 0
    assert len(free(found)) > 700
    assert "built as the report of Example Children's Trust for 2023/24" in verified(run, path).held_to


def test_a_report_of_a_year_that_the_folder_lacks_is_refused(run, report, tmp_path):
    with ZipFile(report) as package:
        kept = package.read(KEPT).replace(b'year="2023/24" report', b'year="2031/32" report')
    path = changed(report, tmp_path / "x.docx", content={KEPT: kept})
    refused(run, path, "There are no complaints and no history for 2031/32", tmp_path)
    refused(run, edits.edited(report, tmp_path / "y.docx"), "is of 2023/24, not of 2022/23", tmp_path, year="2022/23")


def test_a_report_of_version_0_1_0_is_refused_and_read_as_any(run, report, tmp_path):
    def as_before(body, notes):
        for number, one in enumerate([*controls(body), *controls(notes)], 1):
            retagged(one, f"figure-{number}")

    kept = (
        b'<f:figures xmlns:f="urn:complaints-report:figures" year="2023/24"><f:item tag="figure-1" kind="figure" '
        b'said="371 complaints" title="Complaints received, stage 1">figure("received", stage=1, year="2023/24")'
        b'|compared("complaint")</f:item></f:figures>'
    )
    path = changed(report, tmp_path / "x.docx", as_before, (BODY, NOTES), content={KEPT: kept})
    refused(run, path, "was built by version 0.1.0, .* build it again, and move your words over", tmp_path)
    found = held(run, path)
    assert (found.findings, found.agreeing) == ((), 0)
    assert "371" in free(found)


def test_an_expression_that_this_version_lacks_is_named_and_left(later, report, tmp_path):
    with ZipFile(report) as package:
        kept = package.read(KEPT)
    path = changed(report, tmp_path / "x.docx", unknown_to(report), content={KEPT: kept.replace(*UNKNOWN)})
    assert held(later, path).lost.gone == 0
    assert "371" in free(held(later, path))
    changes = refreshed(later, path, None, None)
    assert ("371 complaints", "unknown") in [(one.old, one.reason) for one in changes]
    assert "“371 complaints” is left, since this version has no such figure" in changes_to_text(changes)
    assert ("82 compliments", "83 compliments") in [(one.old, one.new) for one in changes]
    assert "371 complaints" in to_text(path)


UNKNOWN = (
    b'figure("received", stage=1, year="2023/24")|compared("complaint")',
    b'figure("recieved", stage=1, year="2023/24")|compared("complaint")',
)


def unknown_to(report):
    kept = OwnReport.of(read_document(report)).kept
    old, new = (tag_of(kept.report, FIGURE, one.decode()) for one in UNKNOWN)

    def rename(body):
        for one in controls(body):
            if tag(one).get(W + "val") == old:
                retagged(one, new)

    return rename


def test_fewer_lost_controls_are_named_and_the_others_brought_up(later, report, tmp_path):
    def lose(body):
        for one in controls(body)[:20]:
            retagged(one, "")

    path = changed(report, tmp_path / "x.docx", lose)
    found = held(later, path)
    assert (found.lost.gone, found.lost.many) == (20, False)
    changes = refreshed(later, path, None, None)
    assert sum(one.reason == "missing" for one in changes) > 10
    assert "Key figures: “the table” could not be found in 1 of 1 of its places" in changes_to_text(changes)
    assert ("82 compliments", "83 compliments") in [(one.old, one.new) for one in changes]


@pytest.mark.parametrize(("data", "said"), [(b"not a zip", "is not a Word document"), (b"", "is not"), (None, "there")])
def test_a_file_that_is_no_report_is_refused_in_one_line(run, tmp_path, data, said):
    path = tmp_path / "x.docx"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CommandError, match=said) as told:
        refreshed(run, path, None, None)
    assert "\n" not in str(told.value)
