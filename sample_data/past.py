"""The figures of the years before 2023/24; those not among `AS_PUBLISHED` are illustrative."""

from decimal import ROUND_HALF_UP, Decimal

YEARS = ("2016/17", "2017/18", "2018/19", "2019/20", "2020/21", "2021/22", "2022/23")
LAST = YEARS[-1]
RECEIVED = {
    1: (298, 324, 341, 356, 318, 362, 353),
    2: (38, 42, 45, 47, 44, 52, 57),
    3: (11, 13, 15, 12, 13, 18, 22),
}
STATUTORY = {1: (214, 235, 249, 258, 231, 262, 254), 2: (30, 34, 37, 39, 36, 43, 47)}
COUNTS_AND_SHARES = {  # of the complaints received at stage 1
    "from_children": (22, 27, 31, 29, 26, 21, 25),
    "from_family": (223, 240, 257, 265, 242, 273, 268),
    "via_advocate": (12, 14, 17, 19, 15, 18, 20),
    "by_email_or_online": (198, 223, 250, 281, 274, 314, 307),
    "by_post": (30, 41, 33, 27, 18, 14, 9),
}
GROUPS_2022_23 = {
    "method": {"email": 222, "online form": 85, "post": 9, "telephone": 26, "in person": 8, "other": 3},
    "complainant": {
        "parent": 219,
        "extended family": 49,
        "child or young person": 17,
        "care leaver": 8,
        "carer": 18,
        "adopter": 6,
        "adopted adult": 1,
        "advocate": 20,
        "professional": 8,
        "other": 7,
    },
}
WITHIN_20 = ("58.3", "56.1", "59.6", "63.3", "60.5", "55.9", "52.3")
MEAN_DAYS = {
    1: ("21.84", "22.37", "21.15", "20.46", "21.92", "23.71", "25.64"),
    2: ("58.42", "57.90", "60.35", "59.17", "64.08", "69.51", "75.73"),
}
TIMED_2 = (36, 40, 43, 45, 42, 50, 57)
WITHIN_2 = {25: (5, 6, 5, 6, 5, 5, 5), 65: (22, 24, 25, 27, 23, 26, 27)}
UPHELD_OR_PARTLY = {  # of the complaints received; the last year's share at stage 1 has no whole number
    1: (131, 139, 150, 153, 132, 147, None),
    2: (27, 30, 31, 34, 31, 36, 40),
    3: (7, 9, 10, 8, 9, 12, 15),
}
UPHELD_OR_PARTLY_1_LAST = "39.2"
OUTCOMES_2022_23 = {
    2: (6, 34, 14, 1, 0, 2),
    3: (1, 14, 6, 0, 1, 0),
}
OUTCOME_NAMES = (
    "upheld",
    "partially upheld",
    "not upheld",
    "inconclusive",
    "outside jurisdiction",
    "withdrawn",
)
REFERRALS = (14208, 14655, 14982, 15120, 13876, 15636, 18173)
ASSESSMENTS = (10944, 11235, 11410, 11687, 10852, 11588, 17678)
COMPLIMENTS = (96, 104, 121, 133, 118, 125, 109)
OMBUDSMAN_REFERRALS = (15, 17, 18, 16, 12, 17, 19)
OMBUDSMAN_DECISIONS = (4, 5, 4, 5, 3, 5, 6)
OMBUDSMAN_RESULTS = {"premature": 5, "declined": 8, "upheld": 5, "not upheld": 1, "pending": 0}
OMBUDSMAN_PAYMENTS_2022_23 = "1850.00"
RATES_2022_23 = {  # metric and stage -> numerator and denominator
    ("within_10_days", "1"): (47, 281),
    ("extended", "1"): (106, 353),
    ("extended", "2"): (35, 57),
    ("actions_complete", ""): (7, 11),
    ("within_limit", "1"): (104, 281),
    ("within_limit", "2"): (17, 57),
    ("within_limit_of_due", "1"): (104, 281),
    ("within_limit_of_due", "2"): (17, 57),
    ("extended_within_limit", "1"): (34, 105),
    ("extended_within_limit", "2"): (13, 35),
    ("within_65_days_of_due", "2"): (27, 57),
    ("upheld_of_findings", "2"): (40, 54),
    ("upheld_of_findings", "3"): (15, 21),
}
DAYS_2022_23 = {"median_days": {"1": "19.00", "2": "67.00"}, "p90_days": {"1": "48.00", "2": "129.00"}}
COUNTS_2022_23 = {
    "learning": {"1": 6, "2": 3, "3": 2},
    "unanswered": {"1": 0, "2": 0},
    "overdue": {"1": 0, "2": 0},
    "open_at_end": {"1": 29, "2": 16},
    "actions_overdue": {"": 3},
}

PUBLISHED_IN_BOTH = ("referrals", "assessments", "complaints_per_referral", "complaints_per_assessment")
AS_PUBLISHED = {
    ("2021/22", "received", "1", ""),
    *((year, metric, "", "") for year in YEARS[-2:] for metric in PUBLISHED_IN_BOTH),
    *((LAST, metric, str(stage), "") for metric in ("received", "upheld_or_partly") for stage in (1, 2, 3)),
    (LAST, "escalation", "2", ""),
    (LAST, "escalation", "3", ""),
    (LAST, "received", "2", "procedure"),
    (LAST, "within_20_days", "1", ""),
    (LAST, "mean_days", "1", ""),
    (LAST, "mean_days", "2", ""),
    (LAST, "within_25_days", "2", ""),
    (LAST, "within_65_days", "2", ""),
    (LAST, "share_from_family", "1", ""),
    (LAST, "from_children", "1", ""),
    (LAST, "ombudsman_referrals", "", ""),
    (LAST, "compliments", "", ""),
}
COLUMNS = ("year", "metric", "stage", "by", "group", "value", "numerator", "denominator", "status", "note")


def all_history() -> list[dict[str, str]]:
    """The rows of the history table, year by year."""
    return [row for at, year in enumerate(YEARS) for row in _year(at, year)]


def _year(at: int, year: str) -> list[dict[str, str]]:
    """The rows of one year."""
    rows = _volumes(at) + _responses(at) + _found(at) + _others(at)
    if year == LAST:
        rows += _groups_2022_23() + _totals_2022_23()
    return [_noted(year, row) for row in rows]


def _noted(year: str, row: dict[str, str]) -> dict[str, str]:
    """The row with its year, and whether its figure was published or is illustrative."""
    published = (year, row["metric"], row["stage"], row["by"]) in AS_PUBLISHED
    note = "as published" if published else "illustrative"
    return {"year": year, **row, "status": "published", "note": note}


def _count(metric: str, number: int, stage: str = "", by: str = "", group: str = "") -> dict[str, str]:
    """A row that counts."""
    return _row(metric, str(number), str(number), "", stage, by, group)


def _rate(
    metric: str, top: int, bottom: int, stage: str = "", by: str = "", group: str = "", places: str = "0.1"
) -> dict[str, str]:
    """A row that is a percent of two whole numbers, rounded half up."""
    value = (Decimal(top) * 100 / Decimal(bottom)).quantize(Decimal(places), ROUND_HALF_UP)
    return _row(metric, str(value), str(top), str(bottom), stage, by, group)


def _row(
    metric: str, value: str, top: str = "", bottom: str = "", stage: str = "", by: str = "", group: str = ""
) -> dict[str, str]:
    """A row of the table, but for its year, status and note."""
    return {
        "metric": metric,
        "stage": stage,
        "by": by,
        "group": group,
        "value": value,
        "numerator": top,
        "denominator": bottom,
    }


def _shared(total: int, number: int, stage: str, by: str, group: str) -> list[dict[str, str]]:
    """A group's complaints received and their share."""
    return [
        _count("received", number, stage, by, group),
        _rate("share_received", number, total, stage, by, group),
    ]


def _volumes(at: int) -> list[dict[str, str]]:
    """How many complaints there were, of which procedure, from whom and how made."""
    first, second, third = (RECEIVED[stage][at] for stage in (1, 2, 3))
    rows = [_count("received", RECEIVED[stage][at], str(stage)) for stage in (1, 2, 3)]
    for stage, total in ((1, first), (2, second)):
        statutory = STATUTORY[stage][at]
        rows += _shared(total, statutory, str(stage), "procedure", "statutory")
        rows += _shared(total, total - statutory, str(stage), "procedure", "local")
    rows += [_rate("escalation", second, first, "2"), _rate("escalation", third, STATUTORY[2][at], "3")]
    for metric, numbers in COUNTS_AND_SHARES.items():
        rows += [_count(metric, numbers[at], "1"), _rate(f"share_{metric}", numbers[at], first, "1")]
    return rows


def _responses(at: int) -> list[dict[str, str]]:
    """How quickly complaints were answered."""
    return [
        _row("within_20_days", WITHIN_20[at], stage="1"),
        *(_rate(f"within_{days}_days", WITHIN_2[days][at], TIMED_2[at], "2") for days in WITHIN_2),
        *(_row("mean_days", MEAN_DAYS[stage][at], stage=str(stage)) for stage in (1, 2)),
    ]


def _found(at: int) -> list[dict[str, str]]:
    """How many were upheld or partially upheld."""
    rows = []
    for stage, numbers in UPHELD_OR_PARTLY.items():
        found = numbers[at]
        if found is None:
            rows.append(_row("upheld_or_partly", UPHELD_OR_PARTLY_1_LAST, stage=str(stage)))
        else:
            rows.append(_rate("upheld_or_partly", found, RECEIVED[stage][at], str(stage)))
    return rows


def _others(at: int) -> list[dict[str, str]]:
    """Activity and its ratios, compliments and the Ombudsman."""
    first = RECEIVED[1][at]
    return [
        _count("referrals", REFERRALS[at]),
        _count("assessments", ASSESSMENTS[at]),
        _rate("complaints_per_referral", first, REFERRALS[at], places="0.01"),
        _rate("complaints_per_assessment", first, ASSESSMENTS[at], places="0.01"),
        _count("compliments", COMPLIMENTS[at]),
        _count("ombudsman_referrals", OMBUDSMAN_REFERRALS[at]),
        _count("ombudsman_decisions", OMBUDSMAN_DECISIONS[at]),
    ]


def _groups_2022_23() -> list[dict[str, str]]:
    """The breakdowns that are held for the last year before."""
    rows = []
    for by, groups in GROUPS_2022_23.items():
        for group, number in groups.items():
            rows += _shared(RECEIVED[1][-1], number, "1", by, group)
    for stage, numbers in OUTCOMES_2022_23.items():
        for name, number in zip(OUTCOME_NAMES, numbers, strict=True):
            rows.append(_count("outcomes", number, str(stage), "outcome", name))
            rows.append(_rate("share_outcomes", number, sum(numbers), str(stage), "outcome", name))
    rows += [_count("ombudsman_results", n, by="result", group=name) for name, n in OMBUDSMAN_RESULTS.items()]
    upheld, decided = OMBUDSMAN_RESULTS["upheld"], OMBUDSMAN_DECISIONS[-1]
    return [*rows, _rate("ombudsman_upheld", upheld, decided)]


def _totals_2022_23() -> list[dict[str, str]]:
    """The totals that are held for the last year before alone."""
    return [
        *(_rate(metric, top, bottom, stage) for (metric, stage), (top, bottom) in RATES_2022_23.items()),
        *(_row(metric, days, stage=stage) for metric, held in DAYS_2022_23.items() for stage, days in held.items()),
        *(_count(metric, n, stage) for metric, held in COUNTS_2022_23.items() for stage, n in held.items()),
        _row("ombudsman_payments", OMBUDSMAN_PAYMENTS_2022_23, OMBUDSMAN_PAYMENTS_2022_23),
    ]
