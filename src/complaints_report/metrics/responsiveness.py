"""How quickly complaints are answered, in working days.

Time limits: Children Act 1989 Representations Procedure (England) Regulations 2006, regulations 14, 17, 19 and 20.
"""

from typing import TYPE_CHECKING

from complaints_report.intake.records.outcomes import UNTIMED_OUTCOMES
from complaints_report.metrics import cues
from complaints_report.metrics.cues import Cue
from complaints_report.metrics.kinds import Count, Mean, Median, Rate
from complaints_report.metrics.metric import Metric, always, at_most, is_filled, is_yes

if TYPE_CHECKING:
    import pandas as pd


def _why_untimed(rows: "pd.DataFrame") -> "pd.Series":
    """The outcome that leaves a complaint out, where outcomes are there, else its age, or that it was not answered."""
    from complaints_report.calendar import before_calendar  # loads pandas, which a list of metrics does without

    is_old = before_calendar(rows["received_on"]) & rows["responded_on"].notna()
    why = always("not yet answered")(rows).mask(is_old, "received before the bank holidays are known")
    return why.mask(rows["outcome"].isin(UNTIMED_OUTCOMES), rows["outcome"]) if "outcome" in rows else why


TIMED = is_yes("timed", _why_untimed)
NOT_TIMED = "leaving out those withdrawn, outside jurisdiction or not yet answered"


def _within(days: int, stage: int) -> Metric:
    return Rate(
        name=f"within_{days}_days",
        title=f"Answered within {days} working days",
        stages=(stage,),
        by=("", "area", "procedure", "quarter"),
        of=TIMED,
        that=at_most("working_days", days),
        limit=days,
        cues=(cues.REPLY, cues.IN_TIME, cues.DAYS, cues.COMPLAINT, cues.SHARE),
        definition=f"Stage {stage} complaints answered within {days} working days, "
        f"as a share of those answered, {NOT_TIMED}.",
    )


def _span(name: str, column: str, days: int, words: str, *told: Cue) -> Metric:
    return Rate(
        name=name,
        title=words,
        stages=(3,),
        of=is_filled(column, "a date is missing, or the later one is before the earlier"),
        that=at_most(column, days),
        limit=days,
        whole_cues=told,
        cues=(cues.PANEL, *told, cues.IN_TIME, cues.DAYS, cues.COMPLAINT, cues.SHARE),
        definition=f"{words}, at stage 3.",
    )


RESPONSIVENESS: tuple[Metric, ...] = (
    Count(
        name="timed",
        title="Responses timed",
        by=("", "area", "procedure"),
        of=TIMED,
        cues=(cues.TIMED, cues.COMPLAINT),
        definition=f"Complaints received in the year and answered, {NOT_TIMED}.",
    ),
    _within(10, 1),
    _within(20, 1),
    _within(25, 2),
    _within(65, 2),
    Mean(
        name="mean_days",
        title="Mean working days to respond",
        by=("", "area", "procedure"),
        of=TIMED,
        column="working_days",
        cues=(cues.MEAN, cues.REPLY, cues.DAYS, cues.COMPLAINT),
        definition=f"The mean number of working days from receipt to response, {NOT_TIMED}.",
    ),
    Median(
        name="median_days",
        title="Middle number of working days to respond",
        by=("", "area", "procedure"),
        of=TIMED,
        column="working_days",
        cues=(cues.MEDIAN, cues.REPLY, cues.DAYS, cues.COMPLAINT),
        definition=f"The middle number of working days from receipt to response, {NOT_TIMED}.",
    ),
    Rate(
        name="extended",
        title="Extensions agreed",
        stages=(1, 2),
        that=is_yes("extension_agreed", always("no extension agreed")),
        cues=(cues.EXTENDED, cues.COMPLAINT, cues.SHARE),
        definition="Complaints for which an extension was agreed, as a share of those received in the year.",
    ),
    _span("panel_within_30_days", "days_to_panel", 30, "Panels held within 30 working days of the request", cues.HELD),
    _span(
        "report_within_5_days",
        "days_to_report",
        5,
        "Panel reports made within 5 working days of the panel",
        cues.PANEL_REPORT,
    ),
    _span(
        "response_within_15_days",
        "days_to_response",
        15,
        "Responses made within 15 working days of the panel's report",
        cues.PANEL_RESPONSE,
        cues.PANEL_REPORT,
    ),
)
