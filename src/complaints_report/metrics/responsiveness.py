"""How quickly complaints are answered, in working days."""

from typing import TYPE_CHECKING

from complaints_report.metrics import cues
from complaints_report.metrics.conditions import Condition, always, at_most, both, is_filled, is_yes
from complaints_report.metrics.cues import Cue
from complaints_report.metrics.kinds import Count, Mean, Median, NinthDecile, Rate, Share
from complaints_report.metrics.metric import Metric
from complaints_report.procedures import PANEL, STATUTORY, UNTIMED_OUTCOMES

if TYPE_CHECKING:
    import pandas as pd


def _or_outcome(rows: "pd.DataFrame", why: "pd.Series") -> "pd.Series":
    """The outcome that needs no answer, where outcomes are there, else some other reason."""
    return why.mask(rows["outcome"].isin(UNTIMED_OUTCOMES), rows["outcome"]) if "outcome" in rows else why


def _why_untimed(rows: "pd.DataFrame") -> "pd.Series":
    """The outcome that leaves a complaint out, where outcomes are there, else its age, or that it was not answered."""
    from complaints_report.calendar import before_calendar  # loads pandas, which a list of metrics does without

    is_old = before_calendar(rows["received_on"]) & rows["responded_on"].notna()
    why = always("not yet answered")(rows).mask(is_old, "received before the bank holidays are known")
    return _or_outcome(rows, why)


def _why_not_due(rows: "pd.DataFrame") -> "pd.Series":
    """Why a complaint is not among those due: it has time yet, or is not timed at all."""
    return _why_untimed(rows).mask(rows["unanswered"], "not yet answered, and not yet due")


def _exceeds(rows: "pd.DataFrame", column: str, limit: str | int) -> "pd.Series":
    """Where a number of working days is over a limit, which is a number or stands in a column of its own."""
    days = rows[limit] if isinstance(limit, str) else limit
    return (rows[column] > days).fillna(False).astype(bool)


TIMED = is_yes("timed", _why_untimed)
UNANSWERED = is_yes("unanswered", lambda rows: _or_outcome(rows, always("answered")(rows)))
EXTENDED = is_yes("extension_agreed", always("no extension agreed"))
NOT_TIMED = "leaving out those withdrawn, outside jurisdiction or not yet answered"
OWN = ("own_limit", "extension_agreed")
"""What a complaint's own limit rests on."""

IN_OWN_LIMIT = Condition(
    ("working_days", *OWN),
    lambda rows: rows["working_days"].notna() & ~_exceeds(rows, "working_days", "own_limit"),
    lambda rows: always("took longer than its limit")(rows).mask(rows["working_days"].isna(), "not yet answered"),
)
OVERDUE = Condition(
    ("unanswered", "age", "extended_limit"),
    lambda rows: _exceeds(rows, "age", "extended_limit"),
    lambda rows: _or_outcome(rows, always("answered")(rows)).mask(rows["unanswered"], "not yet over the limit"),
)


def _due(limit: str | int, *columns: str) -> Condition:
    """A complaint is timed, or has waited for longer than a limit."""
    return Condition(
        ("timed", "age", *columns),
        lambda rows: rows["timed"] | _exceeds(rows, "age", limit),
        _why_not_due,
    )


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


def _within_of_due(days: int, stage: int) -> Metric:
    return Rate(
        name=f"within_{days}_days_of_due",
        title=f"Answered within {days} working days, of all due",
        stages=(stage,),
        of=_due(days),
        that=at_most("working_days", days),
        limit=days,
        as_of_export=True,
        cues=(cues.DUE, cues.REPLY, cues.IN_TIME, cues.DAYS, cues.COMPLAINT, cues.SHARE),
        whole_cues=(cues.DUE,),
        definition=f"Stage {stage} complaints answered within {days} working days, as a share of those answered "
        f"and those still unanswered after {days} working days on the day of the export.",
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
        definition=f"{words}, as a share of the stage {PANEL.stage} complaints for which both dates are known "
        "and in order.",
    )


ANSWERS: tuple[Metric, ...] = (
    Count(
        name="timed",
        title="Responses timed",
        by=("", "area", "procedure", "band"),
        of=TIMED,
        cues=(cues.TIMED, cues.COMPLAINT),
        definition=f"Complaints received in the year and answered, {NOT_TIMED}.",
    ),
    Share(
        name="share_timed",
        title="Share of responses timed",
        by=("band",),
        of=TIMED,
        cues=(cues.TIMED, cues.COMPLAINT, cues.SHARE),
        definition=f"Complaints answered within this band of working days, as a share of all answered, {NOT_TIMED}.",
    ),
    Count(
        name="unanswered",
        title="Not yet answered",
        by=("", "area", "procedure"),
        of=UNANSWERED,
        as_of_export=True,
        cues=(cues.UNANSWERED, cues.COMPLAINT),
        definition="Complaints received in the year that had no response on the day of the export, "
        "leaving out those withdrawn or outside jurisdiction.",
    ),
    Count(
        name="overdue",
        title="Not yet answered and late",
        stages=(1, 2),
        by=("", "area", "procedure"),
        of=OVERDUE,
        as_of_export=True,
        cues=(cues.UNANSWERED, cues.LATE, cues.COMPLAINT),
        definition="Complaints received in the year that had no response on the day of the export, "
        "although the longest time that their procedure allows had passed.",
    ),
    Count(
        name="open_at_end",
        title="Open at the end of the year",
        by=("", "procedure"),
        of=is_yes("open_at_end", lambda rows: _or_outcome(rows, always("answered by 31 March")(rows))),
        cues=(cues.OPEN_AT_END, cues.COMPLAINT),
        definition="Complaints received in the year that had no response by 31 March, "
        "leaving out those withdrawn or outside jurisdiction.",
    ),
)

IN_TIME: tuple[Metric, ...] = (
    Rate(
        name="within_limit",
        title="Answered within the limit that applied",
        stages=(1, 2),
        by=("", "area", "procedure", "quarter"),
        of=TIMED,
        that=IN_OWN_LIMIT,
        cues=(cues.REPLY, cues.OWN_LIMIT, cues.IN_TIME, cues.COMPLAINT, cues.SHARE),
        definition="Complaints answered within the time limit of their procedure, or within the extended limit "
        f"where more time was agreed, as a share of those answered, {NOT_TIMED}.",
    ),
    Rate(
        name="extended_within_limit",
        title="Extended, and answered within the extended limit",
        stages=(1, 2),
        by=("", "procedure"),
        of=both(TIMED, EXTENDED),
        that=IN_OWN_LIMIT,
        cues=(cues.EXTENDED, cues.REPLY, cues.OWN_LIMIT, cues.IN_TIME, cues.COMPLAINT, cues.SHARE),
        whole_cues=(cues.EXTENDED,),
        definition="Of the complaints answered for which more time was agreed, those answered within the limit "
        "that then applied.",
    ),
    Rate(
        name="within_limit_of_due",
        title="Answered within the limit that applied, of all due",
        stages=(1, 2),
        by=("", "procedure"),
        of=_due("own_limit", *OWN),
        that=IN_OWN_LIMIT,
        as_of_export=True,
        cues=(cues.DUE, cues.REPLY, cues.OWN_LIMIT, cues.IN_TIME, cues.COMPLAINT, cues.SHARE),
        whole_cues=(cues.DUE,),
        definition="Complaints answered within the limit that applied, as a share of those answered and those "
        "that had waited for longer than their limit on the day of the export.",
    ),
    *(_within(days, stage) for stage, limit in STATUTORY.limits.items() for days in limit if days),
    *(_within_of_due(limit.longest, stage) for stage, limit in STATUTORY.limits.items()),
)

TIMES: tuple[Metric, ...] = (
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
        title="Median working days to respond",
        by=("", "area", "procedure"),
        of=TIMED,
        column="working_days",
        cues=(cues.MEDIAN, cues.REPLY, cues.DAYS, cues.COMPLAINT),
        definition=f"The middle number of working days from receipt to response, {NOT_TIMED}.",
    ),
    NinthDecile(
        name="p90_days",
        title="Working days within which nine in ten were answered",
        by=("", "procedure"),
        of=TIMED,
        column="working_days",
        cues=(cues.NINE_IN_TEN, cues.REPLY, cues.DAYS, cues.COMPLAINT),
        definition=f"The number of working days within which nine in ten complaints were answered, {NOT_TIMED}.",
    ),
    Rate(
        name="extended",
        title="Extensions agreed",
        stages=(1, 2),
        that=EXTENDED,
        cues=(cues.EXTENDED, cues.COMPLAINT, cues.SHARE),
        definition="Complaints for which an extension was agreed, as a share of those received in the year.",
    ),
)

PANELS: tuple[Metric, ...] = (
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

RESPONSIVENESS: tuple[Metric, ...] = (*ANSWERS, *IN_TIME, *TIMES, *PANELS)
