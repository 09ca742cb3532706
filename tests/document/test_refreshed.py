"""A report that people edited, brought up to other data, held to Microsoft's validator and opened by LibreOffice."""

import pytest

from complaints_report.document.findings import FAULTS
from complaints_report.refresh import refreshed
from complaints_report.verify import verified
from tests import edits
from tests.document.outside_tools import to_pdf, validator_faults
from tests.test_annotate import fewer_complaints

EDITS = (
    *(edits.type_a_sentence, edits.move_a_paragraph, edits.delete_a_paragraph, edits.paste_twice, edits.cut_into_runs),
    *(edits.track_a_change, edits.track_a_deletion, edits.embolden, edits.restyle, edits.comment),
    *(edits.unwrap_a_control, edits.write_a_section),
)


@pytest.mark.document
@pytest.mark.parametrize("track", [False, True])
def test_a_refreshed_report_is_as_word_has_it(built_sample, track, tmp_path):
    path, out = edits.edited(built_sample[1], tmp_path / "edited.docx", *EDITS), tmp_path / "out.docx"
    later = fewer_complaints(tmp_path / "other")
    titles = {change.new for change in refreshed(later, path, out, None, track=track)}
    assert {"the rows of the data", "the numbers of the data"} < titles
    left = [one.theirs for one in verified(later, out, None).findings if one.kind in FAULTS]
    assert left == ["18 complaints"]  # a person's own tracked change of a figure, which is kept
    assert validator_faults(path) == []
    assert validator_faults(out) == []
    assert to_pdf(out, tmp_path).stat().st_size
