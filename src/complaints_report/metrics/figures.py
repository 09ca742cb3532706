"""The one table of figures: what every sentence, chart and table of the report reads."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from complaints_report.calendar import shift_year
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.metric import Breakdown, Key, Tally
from complaints_report.settings import Limits


@dataclass(frozen=True)
class Figures:
    """The figures of one year and of the known years before it.

    `years` holds the figures of each known year by metric, stage, by and group, in the order they are printed;
    `alone` are figures that are not to be compared with those of other years; `limits` are those that answers
    were measured by, `areas` the services of each area. Of figures `for_public`, `in_one_row` are each year's
    breakdowns of which some groups have no row of their own.
    """

    year: str
    years: Mapping[str, Mapping[Key, Figure]]
    alone: bool = False
    limits: Limits = field(default_factory=Limits)
    areas: Mapping[str, Sequence[str]] = field(default_factory=dict)
    in_one_row: Mapping[str, Collection[Breakdown]] = field(default_factory=dict)
    for_public: bool = False

    def figure(
        self, metric: str, stage: int | None = None, *, by: str = "", group: str = "", year: str | None = None
    ) -> Figure:
        """The figure, of the report's year unless another is given; one without a value where it is not known."""
        year, definition = year or self.year, METRICS[metric]
        found = self.years.get(year, {}).get((metric, stage, by, group))
        if found:
            return found
        hidden = (metric, stage, by) in self.in_one_row.get(year, ())
        return Figure(metric=metric, year=year, unit=definition.unit, stage=stage, by=by, group=group, withheld=hidden)

    def groups(self, metric: str, stage: int | None = None, *, by: str) -> Sequence[Figure]:
        """The figures of every group of a breakdown in the report's year, in the order they are printed."""
        return list(self._breakdowns.get((metric, stage, by), ())) if by else []

    def series(self, metric: str, stage: int | None = None, *, by: str = "", group: str = "") -> Sequence[Figure]:
        """The figure in each year in which it has a value, oldest first, up to the report's year."""
        years = [self.year] if self.alone else sorted(self.years)
        found = (self.figure(metric, stage, by=by, group=group, year=year) for year in years)
        return [figure for figure in found if figure.known and figure.year <= self.year]

    def has(self, metric: str, stage: int | None = None, *, by: str = "") -> bool:
        """Whether the data allow a metric, at this stage and in this breakdown, in the report's year."""
        return (metric, stage, by) in self._breakdowns

    @cached_property
    def _breakdowns(self) -> Mapping[Breakdown, Sequence[Figure]]:
        """The figures of each breakdown in the report's year, in the order they are printed."""
        found: dict[Breakdown, list[Figure]] = {}
        for key, figure in self.years.get(self.year, {}).items():
            found.setdefault(key[:3], []).append(figure)
        return found

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.years.get(self.year, {}).values())


def without_comparison(figures: Figures) -> Figures:
    """The same figures, of the report's year alone: no year before, no series, no ratio to a whole year's work."""
    known = figures.years[figures.year].items()
    own = {key: replace(figure, previous=None) for key, figure in known if figure.unit != "ratio"}
    return replace(figures, years={**figures.years, figures.year: own}, alone=True)


def same_group_a_year_earlier(by: str, group: str) -> str:
    """The group that a group is compared with: for a month, the same month of the year before."""
    return f"{int(group[:4]) - 1}{group[4:]}" if by == "month" and group[:4].isdigit() else group


def same_group_a_year_later(by: str, group: str) -> str:
    """The group that will be compared with this one."""
    return f"{int(group[:4]) + 1}{group[4:]}" if by == "month" and group[:4].isdigit() else group


def to_figure(key: Key, year: str, tally: Tally, previous: Tally | None) -> Figure:
    """The figure of a tally, beside the year before's where that is known."""
    metric, stage, by, group = key
    unit = METRICS[metric].unit

    def made(of: str, a_tally: Tally, a_group: str, before: Figure | None) -> Figure:
        return Figure(
            metric=metric,
            year=of,
            unit=unit,
            stage=stage,
            by=by,
            group=a_group,
            exact=a_tally.exact,
            numerator=a_tally.numerator,
            denominator=a_tally.denominator,
            previous=before,
        )

    earlier = shift_year(year, -1)
    before = made(earlier, previous, same_group_a_year_earlier(by, group), None) if previous else None
    return made(year, tally, group, before)
