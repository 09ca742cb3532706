"""Questions on the report itself: whose it is, and on which day its export was made."""

from collections.abc import Iterator
from datetime import date, datetime

from complaints_report.intake.proposals.candidates import to_days
from complaints_report.interview.questions import LATER, Choice, Question
from complaints_report.interview.state import InterviewState
from complaints_report.settings_lines import SettingLine

PLACEHOLDER = "Name of your organisation"


def folder_questions(state: InterviewState) -> Iterator[Question]:
    """What no export tells of a new folder."""
    if state.settings.organisation.name == PLACEHOLDER:
        yield Question(
            name="organisation.name",
            words="What is your organisation called, as the report is to print it?",
            typed=_named,
            wanted="Its name",
            proposed_text=_LATER,
        )
    if state.settings.report.exported_on is None and state.proposal.file:
        yield Question(
            name="report.exported_on",
            words="On which day was the export made? No date in it may be later.",
            typed=_on_day,
            wanted="The day, such as 12/04/2024",
            proposed_text=f"{_changed_on(state):%d/%m/%Y}",
        )


_LATER = "later"


def _named(typed: str) -> Choice | None:
    return LATER if typed in ("", _LATER) else Choice(typed, (SettingLine("organisation", "name", typed),))


def _on_day(typed: str) -> Choice | None:
    days = to_days(typed)
    return Choice(typed, (SettingLine("report", "exported_on", days[0]),)) if days and days[0] <= date.today() else None


def _changed_on(state: InterviewState) -> date:
    """The day on which the export's file was last written."""
    return datetime.fromtimestamp((state.files.folder / state.proposal.file).stat().st_mtime).date()
