"""A small stand-in for the table of figures, and one rich year of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from complaints_report.metrics.breakdowns import BANDS
from complaints_report.metrics.figure import Figure
from complaints_report.settings import Limits

YEAR = "2023/24"
YEARS = tuple(f"{y}/{(y + 1) % 100}" for y in range(2016, 2024))


@dataclass
class Table:
    """Figures in a list, asked for as the real table is."""

    year: str = YEAR
    held: list[Figure] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)

    def figure(self, metric, stage=None, *, by="", group="", year=None):
        wanted = (metric, stage, by, group, year or self.year)
        for f in self.held:
            if (f.metric, f.stage, f.by, f.group, f.year) == wanted:
                return f
        return Figure(metric=metric, stage=stage, by=by, group=group, year=year or self.year, unit="count")

    def groups(self, metric, stage=None, *, by) -> Sequence[Figure]:
        return [f for f in self.held if (f.metric, f.stage, f.by, f.year) == (metric, stage, by, self.year)]

    def series(self, metric, stage=None, *, by="", group="") -> Sequence[Figure]:
        wanted = (metric, stage, by, group)
        found = [f for f in self.held if (f.metric, f.stage, f.by, f.group) == wanted and f.known]
        return sorted(found, key=lambda f: f.year)

    def add(self, *figures: Figure) -> "Table":
        self.held += figures
        return self

    def over(self, metric, stage, values, unit="count", years=YEARS) -> "Table":
        """Adds one value a year, the last in the last year; None is a year that is not known."""
        for year, value in zip(years[-len(values) :], values, strict=True):
            if value is not None:
                exact = Fraction(str(value))
                self.add(Figure(metric=metric, stage=stage, year=year, unit=unit, exact=exact))
        return self


def count(metric, stage, by, group, number, before=None) -> Figure:
    """A count of a group, with that of the year before where it is known."""
    earlier = None if before is None else count_in("2022/23", metric, stage, by, group, before)
    return count_in(YEAR, metric, stage, by, group, number, earlier)


def count_in(year, metric, stage, by, group, number, previous=None) -> Figure:
    return Figure(
        metric=metric, stage=stage, by=by, group=group, year=year, unit="count",
        exact=Fraction(number), numerator=number, previous=previous,
    )  # fmt: skip


def services(stage, numbers: dict[str, int], before=None) -> list[Figure]:
    return [count("received", stage, "service", name, number, before) for name, number in numbers.items()]


def shares(stage, numbers: dict[str, int], metric="share_issues", by="category") -> list[Figure]:
    total = sum(numbers.values())
    return [
        Figure(
            metric=metric, stage=stage, by=by, group=name, year=YEAR, unit="percent",
            exact=Fraction(100 * n, total) if total else None, numerator=n, denominator=total,
        )
        for name, n in numbers.items()
    ]  # fmt: skip


SERVICES = {
    "Children in Care - North West Central": 46,
    "Assessment and Short Term Intervention East": 41,
    "Disabled Children's Social Work Team": 38,
    "Children in Care - South": 35,
    "Fostering": 31,
    "Care Leavers - 18+ (Personal Advisers)": 30,
    "Safeguarding - Kings Norton": 28,
    "Emergency Duty Team": 25,
    "Adoption and Special Guardianship Support": 22,
    "Children's Advice and Support Service (CASS)": 22,
    "Family Support": 18,
    "Independent Reviewing Service and Child Protection Conferences": 17,
    "Residential Homes": 15,
    "Contact Centre": 3,
}
CATEGORIES = {"Service Quality": 536, "Service Failure / Refusal": 378, "Staff Conduct": 174, "Delay": 59, "Policy": 1}
METHODS = {"email": (250, 231), "online form": (76, 84), "telephone": (30, 26), "post": (6, 9)}
METHODS |= {"in person": (5, 0), "other": (4, 3)}


def times(stage, *numbers: int) -> list[Figure]:
    """So many answers in each band of working days, from the shortest."""
    return shares(stage, dict(zip(BANDS, numbers, strict=True)), "share_timed", "band")


def rich_table() -> Table:
    table = Table()
    table.over("received", 1, (298, 324, 341, 356, 318, 362, 353, 371))
    table.over("received", 2, (38, 42, 45, 47, 44, 52, 57, 56))
    table.over("received", 3, (11, 13, 15, 12, 13, 18, 22, 17))
    table.over("escalation", 2, (12.8, 13.0, 13.2, 13.2, 13.8, 14.4, 16.1, 15.1), "percent")
    table.over("escalation", 3, (36.7, 38.2, 40.5, 30.8, 36.1, 41.9, 46.8, 37.0), "percent")
    table.over("within_20_days", 1, (54.8, 54.4, 57.6, 60.6, 54.6, 52.3, 51.9, 50.7), "percent")
    table.over("within_65_days", 2, (52.6, 54.8, 51.1, 53.2, 50.0, 50.0, 47.4, 50.0), "percent")
    table.add(*times(1, 14, 41, 93, 28, 67, 41, 8), *times(2, 0, 0, 2, 2, 11, 10, 25))
    table.over("complaints_per_referral", None, (2.32, 1.94, 2.05), "ratio")
    table.over("complaints_per_assessment", None, (3.12, 2.00, 2.06), "ratio")
    table.over("compliments", None, (96, 104, 121, 133, 118, 125, 109, 82))
    table.add(*(count("received", 1, "method", name, *pair) for name, pair in METHODS.items()))
    table.add(*services(1, SERVICES))
    table.add(*services(2, {name: n // 6 for name, n in SERVICES.items()}))
    table.add(*services(3, {name: n // 20 for name, n in SERVICES.items()}))
    table.add(*shares(1, CATEGORIES))
    table.add(*shares(2, {"Service Quality": 88, "Staff Conduct": 41, "Service Failure / Refusal": 35, "Delay": 9}))
    return table.add(*shares(3, {"Service Quality": 21, "Service Failure / Refusal": 11, "Delay": 5}))
