"""A report that people edited, brought up to other data, held to Microsoft's validator and opened by LibreOffice."""

import openpyxl
import pytest

from complaints_report.refresh import refreshed
from complaints_report.run import open_folder
from tests.audit import edits
from tests.audit.controls.held import faults, held
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.document.outside_tools import to_pdf, validator_faults

EDITS = (
    *(edits.type_a_sentence, edits.move_a_paragraph, edits.delete_a_paragraph, edits.paste_twice, edits.cut_into_runs),
    *(edits.track_a_change, edits.track_a_deletion, edits.embolden, edits.restyle, edits.comment),
    *(edits.unwrap_a_control, edits.write_a_section),
)


def fewer_complaints(folder):
    """The sample's data without two hundred complaints; the rows about their issues are left out, as in a draft."""
    copy_of(SAMPLE, folder)
    book = openpyxl.load_workbook(folder / "complaints-export.xlsx")
    book.active.delete_rows(300, 200)
    book.save(folder / "complaints-export.xlsx")
    return open_folder(folder, TODAY)


@pytest.mark.document
@pytest.mark.parametrize("track", [False, True])
def test_a_refreshed_report_is_as_word_has_it(built_sample, track, tmp_path):
    path, out = edits.edited(built_sample[1], tmp_path / "edited.docx", *EDITS), tmp_path / "out.docx"
    later = fewer_complaints(tmp_path / "other")
    titles = {change.new for change in refreshed(later, path, out, None, track=track)}
    assert {"the rows of the data", "the numbers of the data"} < titles
    left = faults(held(later, out))
    assert [one.document for one in left if one.document] == ["18"]  # a person's tracked change of a figure, kept
    worded = [one for one in left if not one.document]
    assert all(one.why.startswith("nobody has changed this sentence") for one in worded)
    assert validator_faults(path) == []
    assert validator_faults(out) == []
    assert to_pdf(out, tmp_path).stat().st_size
