"""How quickly complaints are answered, in working days."""

from typing import TYPE_CHECKING

from complaints_report.metrics import cues
from complaints_report.metrics.conditions import always, at_most, is_filled, is_yes
from complaints_report.metrics.cues import Cue
from complaints_report.metrics.kinds import Count, Mean, Median, Rate
from complaints_report.metrics.metric import Metric
from complaints_report.procedures import PANEL, STATUTORY, UNTIMED_OUTCOMES

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
        stages=(PANEL.stage,),
        of=is_filled(column, "a date is missing, or the later one is before the earlier"),
        that=at_most(column, days),
        limit=days,
        whole_cues=told,
        cues=(cues.PANEL, *told, cues.IN_TIME, cues.DAYS, cues.COMPLAINT, cues.SHARE),
        definition=f"{words}, at stage {PANEL.stage}.",
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
    *(_within(days, stage) for stage, limit in STATUTORY.limits.items() for days in limit if days),
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
    _span(
        f"panel_within_{PANEL.held}_days",
        "days_to_panel",
        PANEL.held,
        f"Panels held within {PANEL.held} working days of the request",
        cues.HELD,
    ),
    _span(
        f"report_within_{PANEL.report}_days",
        "days_to_report",
        PANEL.report,
        f"Panel reports made within {PANEL.report} working days of the panel",
        cues.PANEL_REPORT,
    ),
    _span(
        f"response_within_{PANEL.response}_days",
        "days_to_response",
        PANEL.response,
        f"Responses made within {PANEL.response} working days of the panel's report",
        cues.PANEL_RESPONSE,
        cues.PANEL_REPORT,
    ),
)
