"""A sentence that nobody changed and that was worded for other data is told, with the words that it should have."""

from complaints_report.audit.controls import OwnReport
from complaints_report.audit.controls.worded import stale_wordings
from complaints_report.audit.findings import CONTROL, Kind
from complaints_report.audit.reading import read_document
from complaints_report.audit.wording import to_text
from complaints_report.build import build_report
from complaints_report.metrics.disclosure import publishable
from complaints_report.refresh import changes_to_text, refreshed
from complaints_report.report.wordings import identities_in, wordings_of
from complaints_report.run import figures_for, open_folder
from complaints_report.verify import now_of, verified
from tests.audit import edits
from tests.awkward import ONE, folder
from tests.conftest import TODAY

WAS = "At stage 1, the one complaint was about Fostering."
NONE = "At stage 1, all complaints were about Adoption."
LATER = [ONE.replace("Fostering", "Adoption").replace("A1", name) for name in ("A1", "A2", "A3")]


def built(path):
    """A report on one complaint, and its folder once there are three about another service."""
    report = build_report(open_folder(folder(path, ONE), TODAY), "2023/24", draft=False, force=False)
    return report, open_folder(folder(path, *LATER), TODAY)


def test_every_sentence_of_a_report_is_known_by_its_wording(run, report):
    own = OwnReport.of(read_document(report))
    now = now_of(run, publishable(figures_for(run, "2023/24")))
    assert own.kept.wordings == wordings_of(now.document).keys()
    assert len(own.kept.wordings) > 250
    assert list(stale_wordings(own, now)) == []
    everything_else = now_of(run, publishable(figures_for(run, "2022/23")))
    told = {one.sentence for one in stale_wordings(own, everything_else)}
    assert len(told) > 100


def test_verify_tells_the_sentence_and_what_it_should_be(tmp_path):
    report, later = built(tmp_path)
    found = verified(later, report)
    (told,) = (one for one in found.findings if one.sentence == WAS)
    assert (told.kind, told.layer, told.should, told.fault) == (Kind.DIFFERS, CONTROL, NONE, True)
    assert f"  {WAS}\n    should be “{NONE}”: nobody has changed this sentence" in to_text(found)


def test_refresh_tells_it_beside_what_it_brought_up(tmp_path):
    report, later = built(tmp_path)
    told = changes_to_text(refreshed(later, report, tmp_path / "new.docx", None))
    assert f"“{WAS}” is worded for other data; write “{NONE}”" in told
    assert any(one.sentence == WAS for one in verified(later, tmp_path / "new.docx").findings)


def test_a_sentence_that_somebody_changed_is_theirs(tmp_path):
    report, later = built(tmp_path / "made")
    mine = edits.edited(report, tmp_path / "mine.docx", edits.retypes("At stage 1, the one", "about", "only about"))
    assert not [one for one in verified(later, mine).findings if "only about" in one.sentence]


def test_a_sentence_that_names_a_figure_by_another_number_is_worded_as_before():
    ((first, _),), ((second, _),) = (identities_in(f"Figure {one} shows them in Table 1{one}.") for one in "35")
    assert first == second
    assert identities_in("Figure 3 shows it.")[0][0] != first
