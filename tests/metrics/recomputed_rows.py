"""The rows of a folder's tables, with what the contract says of each: whether it is timed, its limits, its groups."""

from datetime import date
from decimal import Decimal

from tests.metrics.recomputed_days import calendar_begins, last_day, quarter, span, year_of

CHARACTERISTICS = ("age_band", "gender", "ethnicity", "disability", "sexual_orientation")
OUTCOMES = ("upheld", "partially upheld", "not upheld", "inconclusive", "resolved", "outside jurisdiction", "withdrawn")
NEVER_TIMED = ("withdrawn", "outside jurisdiction")
BANDS = (
    *((5, "0 to 5"), (10, "6 to 10"), (20, "11 to 20"), (25, "21 to 25"), (40, "26 to 40"), (65, "41 to 65")),
    (float("inf"), "over 65"),
)
BAND_NAMES = tuple(name for _, name in BANDS)
NOT_RECORDED, NOT_MAPPED = "Not recorded", "Not mapped"
DEFAULT_LIMITS = {
    "statutory": {"stage_1": 10, "stage_1_extended": 20, "stage_2": 25, "stage_2_extended": 65},
    "local": {"stage_1": 20, "stage_2": 25},
}
COMPLAINT_DATES = ("received_on", "responded_on", "statement_agreed_on", "panel_held_on", "panel_report_on")


def day(row, column):
    """A cell as a day, or nothing."""
    text = row.get(column) or ""
    return date.fromisoformat(text) if text else None


def pounds(row, column):
    """A cell as pounds; a blank one adds nothing."""
    return Decimal(row.get(column) or "0")


def band(days):
    """The band of working days."""
    return next(name for most, name in BANDS if days <= most)


class Limits:
    """The working days of each procedure and stage, as report.toml has them or by default."""

    def __init__(self, settings):
        given = settings.get("limits", {})
        self.days = {name: {**days, **given.get(name, {})} for name, days in DEFAULT_LIMITS.items()}

    def plain(self, procedure, stage):
        """The limit; stage 3 has none."""
        return self.days[procedure].get(f"stage_{stage}")

    def extended(self, procedure, stage):
        """The extended limit where there is one, else the limit."""
        return self.days[procedure].get(f"stage_{stage}_extended", self.plain(procedure, stage))


def exported_on(tables, settings):
    """The day of the export, else (a reading) the latest date in the complaints' export itself."""
    given = settings.get("report", {}).get("exported_on")
    if given:
        return given
    found = (day(row, column) for row in tables["complaints"] for column in COMPLAINT_DATES)
    return max(one for one in found if one)


def areas_of(settings):
    """The area of each service."""
    return {service: area for area, services in settings.get("areas", {}).items() for service in services}


def complaint_rows(tables, settings):
    """Every row of complaints, read."""
    limits, areas, until = Limits(settings), areas_of(settings), exported_on(tables, settings)
    return [_complaint(row, limits, areas, until) for row in tables["complaints"]]


def _complaint(row, limits, areas, until):
    received, stage = day(row, "received_on"), int(row["stage"])
    one = {
        **{"reference": row["reference"], "stage": stage, "year": year_of(received), "received": received},
        **{"procedure": row["procedure"], "responded": day(row, "responded_on"), "outcome": row.get("outcome") or ""},
        **{"panel": day(row, "panel_held_on"), "report": day(row, "panel_report_on")},
        **{"method": row.get("method"), "complainant": row.get("complainant")},
        **{"agreed": row.get("extension_agreed") == "yes", "old": received < calendar_begins()},
        **{"remedy": pounds(row, "remedy_amount"), "cost": pounds(row, "investigation_cost")},
    }
    one |= _times(one, limits, until)
    return one | {"groups": _groups(one, row, areas)}


def _times(one, limits, until):
    """Days and ages; what was received before the calendar begins is in no figure of time."""
    counts = one["outcome"] not in NEVER_TIMED
    extended = limits.extended(one["procedure"], one["stage"])
    return {
        "timed": counts and one["responded"] is not None and not one["old"],
        "unanswered": counts and one["responded"] is None,
        "open_at_end": counts and (one["responded"] is None or one["responded"] > last_day(one["year"])),
        "days": span(one["received"], one["responded"]),
        "age": span(one["received"], until),
        "extended_limit": extended,
        "own_limit": extended if one["agreed"] else limits.plain(one["procedure"], one["stage"]),
    }


def _groups(one, row, areas):
    """The group of a row in each breakdown."""
    named = {name: row.get(name) or NOT_RECORDED for name in ("method", "complainant", *CHARACTERISTICS)}
    return named | {
        **{"": "", "procedure": one["procedure"], "service": row["service"]},
        **{"area": areas.get(row["service"], NOT_MAPPED), "outcome": one["outcome"]},
        **{"quarter": quarter(one["received"]), "month": f"{one['received']:%Y-%m}"},
        "band": band(one["days"]) if one["timed"] else "",
    }


def issue_rows(tables, complaints):
    """Every issue, with the year, stage and area of its complaint."""
    of = {(one["reference"], one["stage"]): one for one in complaints}
    return [_issue(row, of[row["reference"], int(row["stage"])]) for row in tables.get("issues", [])]


def _issue(row, complaint):
    category, full = row["category"], f"{row['category']}: {row['sub_category']}"
    area = complaint["groups"]["area"]
    groups = {"": "", "category": category, "sub_category": full, "area_sub_category": f"{area}: {full}"}
    return {"stage": complaint["stage"], "year": complaint["year"], "outcome": row.get("outcome"), "groups": groups}


def dated_rows(rows, column, by):
    """Compliments, or the Ombudsman's cases: the year is that of a day."""
    return [{**row, "year": year_of(day(row, column)), "groups": {"": "", by: row[by]}} for row in rows]


def learning_rows(rows):
    """Pieces of learning, of the year that they name."""
    return [{**row, "stage": int(row["stage"]), "due": day(row, "due_on"), "groups": {"": ""}} for row in rows]
