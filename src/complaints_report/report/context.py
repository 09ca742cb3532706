"""What the sections may speak of: the figures, the settings, and the rows that are printed as they stand."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any

import pandas as pd
from markupsafe import Markup

from complaints_report.calendar import ends_on, shift_year, starts_on
from complaints_report.charts import CHARTS, Drawing, drawings
from complaints_report.charts.services import in_one_order
from complaints_report.intake.export import Export
from complaints_report.intake.faults import Fault
from complaints_report.metrics.breakdowns import BANDS, limits_within
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.coverage import PartOfYear
from complaints_report.metrics.disclosure import faults_told
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.suppression import is_one_row
from complaints_report.procedures import CHARACTERISTICS, LOCAL, OUTCOMES, PROCEDURES, RESOLVED, STAGES
from complaints_report.report.expressions import FILTERS
from complaints_report.report.markdown import CHART, as_it_stands
from complaints_report.report.messages import Messages
from complaints_report.report.own_words import OwnWords
from complaints_report.report.phrases import Phrase
from complaints_report.report.sections import written_at
from complaints_report.settings import Settings


@dataclass(frozen=True)
class ByYear:
    """Series as the rows of a table whose columns are years, and the charts that show them."""

    years: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Figure]]]
    charts: Sequence[str]


@dataclass(frozen=True)
class Context:
    """Everything that a section may print."""

    settings: Settings
    figures: Figures
    export: Export
    tables: Mapping[str, pd.DataFrame]
    as_of: date
    """The day on which what is unanswered or not complete is as old as it is."""
    faults: Sequence[Fault]
    content: OwnWords
    part: PartOfYear | None = None
    """What there is of the year, where the data hold only part of it."""
    from_history: bool = False
    """Whether history alone tells of the year."""

    @cached_property
    def drawings(self) -> dict[str, Drawing]:
        """What each chart shows."""
        return drawings(self.figures)

    def to_dict(self) -> dict[str, Any]:
        """The names that templates know."""
        year = self.figures.year
        return {
            "figure": self.figures.figure,
            "groups": self.figures.groups,
            "series": self.figures.series,
            "has": self.figures.has,
            "messages": self.messages(),
            "key_years": self.key_years,
            "known_at_every_stage": self.known_at_every_stage,
            "chart": self.chart,
            "drawn": self.drawn,
            "drawings": self.drawings,
            "years_drawn": self.years_drawn,
            "limited_stages": self.limited_stages,
            "known_in_some": self.known_in_some,
            "parted_bands": self.parted_bands,
            "is_withheld": self.is_withheld,
            "is_shown": self.is_shown,
            "ref": lambda name: Markup(f"[](#{name})"),
            "written": lambda name: written_at(name, self.content),
            "stages": STAGES,
            "year": year,
            "previous_year": shift_year(year, -1),
            "first_day": starts_on(year),
            "last_day": ends_on(year),
            "part": self.part,
            "as_of": self.as_of,
            "exported_on": self.settings.report.exported_on,
            "from_history": self.from_history,
            "public": self.figures.for_public,
            "names": not self.figures.for_public or self.settings.publish.names,
            "organisation": self.settings.organisation.name,
            "trust": self.settings.calls_itself,
            "limits": self.settings.limits,
            "areas": list(self.settings.areas),
            "rows_of": self.rows_of,
            "quoted": [row for row in self.rows_of("compliments") if row["include"]],
            "learning_before": self.learning_before(),
            "common_issues": self.common_issues,
            "reasons": self.reasons,
            "totals": self.totals,
            "services": self.services,
            "records": self.records,
            "by_year": self.by_year,
            "equalities": self.equalities,
            "characteristics": CHARACTERISTICS,
            "not_asked": self.not_asked,
            "outcomes_listed": self.outcomes_listed,
            "numbers": self.numbers,
            "inputs": self.export.inputs,
            "faults": self.faults_by_rule,
        }

    def messages(self) -> list[Phrase]:
        """The messages of the summary, each said again as a whole."""
        made = Messages(self.figures, FILTERS)
        return [Phrase(made.message(number), f"message({number})") for number in range(1, len(made.chosen) + 1)]

    def key_years(self) -> list[str]:
        """The year and those of the two before of which complaints are known, oldest first; a part of one alone."""
        year = self.figures.year
        before = [] if self.part else [shift_year(year, -2), shift_year(year, -1)]
        known = {figure.year for stage in STAGES for figure in self.figures.series("received", stage)}
        return [*(one for one in before if one in known), year]

    def known_at_every_stage(self, metric: str) -> bool:
        """Whether a metric's totals at stages 1, 2 and 3 are all known."""
        return all(self.figures.figure(metric, stage).known for stage in STAGES)

    def drawn(self, name: str) -> bool:
        """Whether the figures have what a chart shows."""
        return name in self.drawings

    def chart(self, name: str, caption: str = "", caller: Callable[[], Markup] | None = None) -> Markup:
        """A chart's place in the text, its caption given as words or as what a `call` block prints.

        Where it cannot be drawn, a sentence that says why, but none where one year alone is known: the text has that.
        """
        chart = CHARTS[name]
        if not self.drawn(name) and (chart.of_years or self.figures.for_public):
            return Markup()
        if not self.drawn(name):
            return Markup(
                as_it_stands(
                    f"No chart is shown here, because the figures for {self.figures.year} hold no {chart.needs}."
                )
            )
        words = " ".join(caller().split()) if caller else as_it_stands(caption)
        return Markup(f"![{words}]({CHART}{name})")

    def years_drawn(self, name: str) -> tuple[str, str]:
        """The first and the last year of a chart over the years."""
        rows = self.drawings[name].rows
        return rows[0][0], rows[-1][0]

    def limited_stages(self) -> list[tuple[str, int, int, int]]:
        """Each procedure and stage that has complaints and a limit, with that limit and the extended one."""
        return [
            (procedure.name, stage, *limits)
            for procedure in PROCEDURES
            for stage in STAGES
            if self.figures.figure("received", stage, by="procedure", group=procedure.name).value
            and (limits := self.settings.limits.days(procedure.name, stage))
        ]

    def known_in_some(self, metric: str, stages: Sequence[tuple[str, int, int, int]]) -> bool:
        """Whether a metric is known for some of these procedures and stages."""
        return any(self.figures.figure(metric, one[1], by="procedure", group=one[0]).known for one in stages)

    def parted_bands(self) -> list[tuple[int, int, str]]:
        """Each limit that falls within a band of the chart of response times, with its stage and the band."""
        return [
            (days, stage, band)
            for stage in LOCAL.stages
            for band in BANDS
            for days in limits_within(band, self.settings.limits.of_stage(stage))
        ]

    def numbers(self, *elsewhere: str) -> list[tuple[str, str, Drawing]]:
        """Each chart that is drawn, with what it shows, but those whose numbers stand elsewhere."""
        drawn = self.drawings.items()
        return [(name, CHARTS[name].title, drawing) for name, drawing in drawn if name not in elsewhere]

    def rows_of(self, table: str) -> list[dict[str, Any]]:
        """A table's rows of the year, each with every column of the table; what is blank is None."""
        return _with_blanks(self.tables.get(table), lambda year: year == self.figures.year)

    def learning_before(self) -> list[dict[str, Any]]:
        """The learning of earlier years, oldest first."""
        rows = _with_blanks(self.tables.get("learning"), lambda year: year < self.figures.year)
        return sorted(rows, key=itemgetter("year"))

    def common_issues(self, area: str, most: int = 5) -> list[tuple[str, Figure]]:
        """The sub-categories raised most often at stage 1 in an area."""
        start = f"{area}: "
        groups = self.figures.groups("issues", 1, by="area_sub_category")
        found = [(figure.group.removeprefix(start), figure) for figure in groups if figure.group.startswith(start)]
        return [(name, figure) for name, figure in found if figure.value][:most]

    def reasons(self) -> list[tuple[Figure, list[tuple[str, Figure]]]]:
        """The issues of each category at stage 1, with those of its sub-categories by name, where they are known."""
        parts = [one for one in self.figures.groups("issues", 1, by="sub_category") if one.value or one.withheld]
        return [
            (whole, [(part.group.removeprefix(start), part) for part in parts if part.group.startswith(start)])
            for whole in self.figures.groups("issues", 1, by="category")
            if (whole.value or whole.withheld) and (start := f"{whole.group}: ")
        ]

    def totals(self, metric: str) -> list[Figure]:
        """A metric's totals of the year at each of its stages, those that are known."""
        found = (self.figures.figure(metric, stage) for stage in METRICS[metric].stages)
        return [figure for figure in found if figure.known]

    def services(self) -> list[tuple[str, list[Figure]]]:
        """Each service that had a complaint, in the order of its chart, with its number at every stage."""
        return [
            (service, [self.figures.figure("received", stage, by="service", group=service) for stage in STAGES])
            for service in dict.fromkeys([*in_one_order(self.figures), *self._withheld_services()])
        ]

    def _withheld_services(self) -> list[str]:
        """The services with a row of their own in which a number is withheld, by name."""
        rows = (one for stage in STAGES for one in self.figures.groups("received", stage, by="service"))
        return sorted({one.group for one in rows if one.withheld and not is_one_row(one.by, one.group)})

    def is_withheld(self, metric: str, by: str) -> bool:
        """Whether a number of a breakdown is withheld, at any stage."""
        return any(one.withheld for stage in STAGES for one in self.figures.groups(metric, stage, by=by))

    def is_shown(self, metric: str, stage: int, by: str) -> bool:
        """Whether some of a breakdown is shown, or there is nothing of it to withhold."""
        groups = self.figures.groups(metric, stage, by=by)
        return not groups or not all(one.withheld for one in groups)

    def records(self) -> list[tuple[str, int, int]]:
        """For each table, how many records of it were used and how many of these are of the year."""
        tables = {name: rows for name, rows in self.tables.items() if "year" in rows and len(rows)}
        return [(name, len(rows), int((rows["year"] == self.figures.year).sum())) for name, rows in tables.items()]

    def by_year(self, rows: Sequence[tuple[str, str, str, int | None]], most: int = 8) -> ByYear:
        """The last years of what charts show year by year: of each row its chart, its label, its metric and its stage.

        A chart that is not drawn has no row, nor has a series of one year, which no chart shows.
        """
        known = {row: self.figures.series(*row[2:]) for row in rows if self.drawn(row[0])}
        known = {row: series for row, series in known.items() if len(series) > 1}
        first = min((series[0].year for series in known.values()), default=self.figures.year)
        years = [year for back in range(most - 1, -1, -1) if (year := shift_year(self.figures.year, -back)) >= first]
        shown = [(row[1], [self.figures.figure(*row[2:], year=year) for year in years]) for row in known]
        return ByYear(years, shown, list(dict.fromkeys(row[0] for row in known)))

    def equalities(self) -> dict[str, list[Figure]]:
        """For each characteristic that is recorded, the number in each of its groups, those of none left out."""
        tables = {}
        for by in CHARACTERISTICS:
            groups = self.figures.groups("received", 1, by=by)
            tables[by] = [figure for figure in groups if figure.value or figure.withheld]
        return {by: groups for by, groups in tables.items() if groups}

    def outcomes_listed(self) -> list[str]:
        """The outcomes that a table of them lists: every one that the figures have, "resolved" only where it occurs."""
        found = [one for stage in STAGES for one in self.figures.groups("outcomes", stage, by="outcome")]
        occurring = {one.group for one in found if one.group != RESOLVED or one.value}
        return [outcome for outcome in OUTCOMES if outcome in occurring]

    def not_asked(self) -> list[str]:
        """The characteristics that the data have no column for, as words in a sentence."""
        return [label.lower() for by, label in CHARACTERISTICS.items() if not self.figures.has("received", 1, by=by)]

    def faults_by_rule(self) -> list[tuple[str, str, int, str, str]]:
        """Each rule that was broken: what it says, how serious it is, how often, and its cure."""
        told = (fault for fault in self.faults if fault.rule != "part-year" or fault.value == self.figures.year)
        counts = Counter[tuple[str, str, str, str]]()
        for fault in faults_told(told):
            counts[fault.rule, fault.severity, fault.file, fault.title] += fault.times
        return [(rule, severity, number, file, title) for (rule, severity, file, title), number in counts.items()]


def _with_blanks(rows: pd.DataFrame | None, wanted: Callable[[pd.Series], pd.Series]) -> list[dict[str, Any]]:
    """The rows whose year is wanted, what is blank in them None."""
    if rows is None or "year" not in rows:
        return []
    found = rows[wanted(rows["year"])].astype("object")
    known = found.where(found.notna(), None).to_dict("records")
    return [_Row({str(name): value for name, value in row.items()}) for row in known]


class _Row(dict[str, Any]):
    """A row whose absent columns are None."""

    def __missing__(self, column: str) -> None:
        return None
