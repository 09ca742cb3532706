"""The table of the contract, a line for a line: what is counted, over what, of which rows, in which breakdowns."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.metrics.recomputed_days import span
from tests.metrics.recomputed_odd import PER, actions_overdue, activity, escalated_so_far, escalation, per_activity
from tests.metrics.recomputed_rows import CHARACTERISTICS

ALL, FIRST_TWO, NONE = (1, 2, 3), (1, 2), (None,)
UPHELD, FINDINGS = ("upheld", "partially upheld"), ("upheld", "partially upheld", "not upheld")
ASKED = ("method", "complainant", *CHARACTERISTICS)
"""The breakdowns that stage 1 alone has, each where its column is there."""


def every(row):
    """All rows count."""
    return True


@dataclass(frozen=True)
class Metric:
    """One line of the contract's table; `hit` is the numerator's rows, `pool` the denominator's."""

    name: str
    unit: str
    kind: str  # count, share (of the total), rate (of the group), sum, mean, median, p90, or odd
    stages: tuple = ALL
    bys: tuple = ("",)
    hit: Callable = every
    pool: Callable = every
    of: Callable | None = None  # the number that a sum, a mean, a median or a 90th centile is of; what an odd one is
    table: str = "complaints"
    needs: tuple = ()
    as_of: bool = False  # as of the export: its previous is from history alone


def count(name, hit=every, **other):
    return Metric(name, "count", "count", hit=hit, **other)


def share(name, hit=every, **other):
    return Metric(name, "percent", "share", hit=hit, **other)


def rate(name, hit, pool=every, **other):
    return Metric(name, "percent", "rate", hit=hit, pool=pool, **other)


def both(name, hit, **other):
    """A count and its share of what was received."""
    return [count(name, hit, **other), share(f"share_{name}", hit, **other)]


def one_of(column, *values):
    return lambda row: row[column] in values


def has(*names):
    return lambda row: all(row[name] is not None for name in names)


def timed(row):
    return row["timed"]


def agreed_and_timed(row):
    return row["timed"] and row["agreed"]


def within(limit):
    """Timed, and answered within a number of days or within a limit of the row."""
    return lambda row: row["timed"] and row["days"] <= (row[limit] if isinstance(limit, str) else limit)


def older_than(limit):
    """Unanswered, with an age over a number of days or over a limit of the row."""
    most = (lambda row: row[limit]) if isinstance(limit, str) else (lambda row: limit)
    return lambda row: row["unanswered"] and row["age"] is not None and row["age"] > most(row)


def due(limit):
    """Timed, or unanswered and older than the limit."""
    return lambda row: row["timed"] or older_than(limit)(row)


def spans(start, end, most=None):
    """A span of stage 3 that can be measured, in at most so many working days."""

    def fits(row):
        days = span(row[start], row[end]) if not row["old"] else None
        return days is not None and (most is None or days <= most)

    return fits


def stage_3(name, start, end, most, needs):
    hit, pool = spans(start, end, most), spans(start, end)
    return rate(name, hit, pool, stages=(3,), needs=needs)


WHERE, QUARTERED = ("", "area", "procedure"), ("", "area", "procedure", "quarter")
TOTAL_PROCEDURE = ("", "procedure")
ANSWERED, AGREED = ("responded_on",), ("responded_on", "extension_agreed")
RECEIVED_BY = ("procedure", "area", "service", "quarter", "month", *ASKED)


def days_of(row):
    return row["days"]


VOLUME = [
    count("received", bys=("", *RECEIVED_BY)),
    share("share_received", bys=RECEIVED_BY),
    *both(
        "from_children",
        one_of("complainant", "child or young person", "care leaver"),
        stages=(1,),
        needs=("complainant",),
    ),
    *both("from_family", one_of("complainant", "parent", "extended family"), stages=(1,), needs=("complainant",)),
    *both("via_advocate", one_of("complainant", "advocate"), stages=(1,), needs=("complainant",)),
    *both("by_email_or_online", one_of("method", "email", "online form"), stages=(1,), needs=("method",)),
    *both("by_post", one_of("method", "post"), stages=(1,), needs=("method",)),
]

OUTCOMES = [
    count("outcomes", bys=("outcome",), needs=("outcome",)),
    share("share_outcomes", pool=lambda row: row["outcome"], bys=("outcome",), needs=("outcome",)),
    rate(
        "upheld_or_partly",
        one_of("outcome", *UPHELD),
        lambda row: row["outcome"],
        bys=("", "area", "service", "procedure"),
        needs=("outcome",),
    ),
    rate(
        "upheld_of_findings",
        one_of("outcome", *UPHELD),
        one_of("outcome", *FINDINGS),
        bys=TOTAL_PROCEDURE,
        needs=("outcome",),
    ),
    count("awaiting_outcome", one_of("outcome", ""), needs=("outcome",)),
]

OPEN = [
    count("unanswered", lambda row: row["unanswered"], bys=WHERE, needs=ANSWERED, as_of=True),
    count("overdue", older_than("extended_limit"), stages=FIRST_TWO, bys=WHERE, needs=ANSWERED, as_of=True),
    count("open_at_end", lambda row: row["open_at_end"], bys=TOTAL_PROCEDURE, needs=ANSWERED),
]


def within_days(days, stage):
    return rate(f"within_{days}_days", within(days), timed, stages=(stage,), bys=QUARTERED, needs=ANSWERED)


def within_due(name, limit, **other):
    return rate(name, within(limit), due(limit), as_of=True, **other)


LIMITS = [
    rate("within_limit", within("own_limit"), timed, stages=FIRST_TWO, bys=QUARTERED, needs=AGREED),
    rate(
        "extended_within_limit",
        within("own_limit"),
        agreed_and_timed,
        stages=FIRST_TWO,
        bys=TOTAL_PROCEDURE,
        needs=AGREED,
    ),
    within_due("within_limit_of_due", "own_limit", stages=FIRST_TWO, bys=TOTAL_PROCEDURE, needs=AGREED),
    *(within_days(days, stage) for days, stage in ((10, 1), (20, 1), (25, 2), (65, 2))),
    within_due("within_20_days_of_due", 20, stages=(1,), needs=ANSWERED),
    within_due("within_65_days_of_due", 65, stages=(2,), needs=ANSWERED),
]

DAYS = [
    Metric("mean_days", "days", "mean", bys=WHERE, pool=timed, of=days_of, needs=ANSWERED),
    Metric("median_days", "days", "median", bys=WHERE, pool=timed, of=days_of, needs=ANSWERED),
    Metric("p90_days", "days", "p90", bys=TOTAL_PROCEDURE, pool=timed, of=days_of, needs=ANSWERED),
    rate("extended", lambda row: row["agreed"], stages=FIRST_TWO, needs=("extension_agreed",)),
    stage_3("panel_within_30_days", "received", "panel", 30, ("panel_held_on",)),
    stage_3("report_within_5_days", "panel", "report", 5, ("panel_held_on", "panel_report_on")),
    stage_3("response_within_15_days", "report", "responded", 15, ("panel_report_on", "responded_on")),
]

RESPONSE = [
    count("timed", timed, bys=(*WHERE, "band"), needs=ANSWERED),
    share("share_timed", timed, pool=timed, bys=("band",), needs=ANSWERED),
    *(*OPEN, *LIMITS, *DAYS),
]


def odd(name, unit, of, **other):
    return Metric(name, unit, "odd", of=of, **other)


ESCALATION = [
    odd("escalation", "percent", escalation, stages=(2, 3)),
    odd("escalated_so_far", "percent", escalated_so_far, stages=(2, 3), as_of=True),
    *(odd(name, "count", activity(name), stages=NONE, table="activity", needs=(name,)) for name in PER.values()),
    *(odd(name, "ratio", per_activity(of), stages=NONE, table="activity", needs=(of,)) for name, of in PER.items()),
]

ISSUES = [
    count("issues", table="issues", bys=("", "category", "sub_category", "area_sub_category")),
    share("share_issues", table="issues", bys=("category",)),
    rate(
        "issues_upheld_or_partly",
        one_of("outcome", *UPHELD),
        table="issues",
        bys=("", "category", "sub_category"),
        needs=("outcome",),
    ),
]

DECISIONS = one_of("result", "upheld", "not upheld")
OTHER_TABLES = [
    count("ombudsman_referrals", stages=NONE, table="ombudsman"),
    count("ombudsman_results", stages=NONE, table="ombudsman", bys=("result",)),
    count("ombudsman_decisions", DECISIONS, stages=NONE, table="ombudsman"),
    rate("ombudsman_upheld", one_of("result", "upheld"), DECISIONS, stages=NONE, table="ombudsman"),
    Metric(
        "ombudsman_payments",
        "pounds",
        "sum",
        NONE,
        of=lambda row: row["payment"] or 0,
        table="ombudsman",
        needs=("payment",),
    ),
    count("compliments", stages=NONE, table="compliments", bys=("", "service")),
    count("learning", table="learning"),
    rate(
        "actions_complete",
        one_of("status", "complete"),
        lambda row: row["status"],
        stages=NONE,
        table="learning",
        needs=("status",),
    ),
    odd(
        "actions_overdue",
        "count",
        actions_overdue,
        stages=NONE,
        table="learning",
        needs=("due_on",),
        as_of=True,
    ),
    Metric("remedies", "pounds", "sum", of=lambda row: row["remedy"], needs=("remedy_amount",)),
    Metric("investigation_costs", "pounds", "sum", of=lambda row: row["cost"], needs=("investigation_cost",)),
]

METRICS = [*VOLUME, *OUTCOMES, *RESPONSE, *ESCALATION, *ISSUES, *OTHER_TABLES]
UNITS = {metric.name: metric.unit for metric in METRICS}
