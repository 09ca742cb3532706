"""A report brought up to the data in tracked changes, which a person then accepts or rejects."""

from complaints_report.audit.findings import Kind
from complaints_report.refresh import refreshed
from tests.audit import tracked
from tests.audit.controls.held import BODY, NOTES, body_of, changed, held
from tests.docx_text import xpath


def test_track_changes_makes_revisions_by_the_program(later, report, tmp_path):
    out = tmp_path / "tracked.docx"
    refreshed(later, report, out, None, track=True)
    assert held(later, out).findings == ()
    body = body_of(out)
    assert set(xpath(body, ".//w:ins/@w:author | .//w:del/@w:author")) == {"complaints-report"}
    gone = ["".join(one.itertext()) for one in xpath(body, ".//w:del")]
    assert "82 compliments" in gone
    numbers = xpath(body, ".//w:ins/@w:id | .//w:del/@w:id")
    assert len(numbers) == len(set(numbers))


def resolved(path, to, keep):
    """The document with its tracked changes accepted ("ins") or rejected ("del"), in its notes too."""

    def resolve(*roots):
        for root in roots:
            tracked.resolve(root, keep)

    return changed(path, to, resolve, (BODY, NOTES))


def test_tracked_changes_that_a_person_accepts_agree(later, report, tmp_path):
    out = tmp_path / "tracked.docx"
    refreshed(later, report, out, None, track=True)
    accepted = resolved(out, tmp_path / "accepted.docx", "ins")
    assert held(later, accepted).findings == ()
    assert refreshed(later, accepted, None, None) == []


def test_tracked_changes_that_a_person_rejects_leave_the_report_as_it_was(run, later, report, tmp_path):
    out = tmp_path / "tracked.docx"
    refreshed(later, report, out, None, track=True)
    rejected = resolved(out, tmp_path / "rejected.docx", "del")
    told = held(later, rejected)
    assert {one.kind for one in told.findings} == {Kind.DIFFERS}
    assert ("82", "83") in [(one.document, one.should) for one in told.findings]
    assert not [one for one in held(run, rejected).findings if one.kind is Kind.OVERTYPED]
    changes = refreshed(later, rejected, None, None)
    assert {one.reason for one in changes} == {""}
    assert held(later, rejected).findings == ()
