"""The figure that a person asks for by name, or what is wrong with the asking."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from complaints_report.calendar import parse_year
from complaints_report.english import listed
from complaints_report.errors import suggestion
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.metric import Metric
from complaints_report.procedures import CHARACTERISTICS
from complaints_report.report.offered import UnclearError

POSITIONS = ("metric", "stage")
KEYS = (*POSITIONS, "by", "group", "year")
# More names than these are not listed in one line.
MOST_LISTED = 12


def figure_asked(figures: Figures, given: Sequence[Any], named: Mapping[str, Any]) -> Figure:
    """The figure asked for; UnclearError where no such figure can be."""
    asked = _bound(given, named)
    metric = _metric(asked.get("metric"))
    stage, by, group = asked.get("stage"), asked.get("by", ""), asked.get("group", "")
    _require_stage(metric, stage)
    _require_breakdown(metric, stage, by, group)
    _require_group(figures, by, group)
    return _found(figures, (metric.name, stage, by, group), _year(asked.get("year", figures.year)))


def nearest(word: str, known: Sequence[str], otherwise: str = "") -> str:
    """The nearest of the known names; where none is near all of them, or `otherwise` where they are too many."""
    said = suggestion(word, list(known))
    return said if said.startswith("did") or len(known) <= MOST_LISTED else otherwise


def _bound(given: Sequence[Any], named: Mapping[str, Any]) -> dict[str, Any]:
    if len(given) > len(POSITIONS):
        raise UnclearError('a figure\'s breakdown is named, as in by="area", group="Fostering".')
    asked = dict(zip(POSITIONS, given, strict=False))
    for key, value in named.items():
        if key not in KEYS:
            raise UnclearError(f"a figure has no '{key}'; {nearest(key, KEYS)}")
        if key in asked:
            raise UnclearError(f"'{key}' is given twice.")
        asked[key] = value
    for key in set(asked) - {"stage"}:
        if not isinstance(asked[key], str):
            raise UnclearError(f"'{key}' must stand in quotation marks, such as {key}=\"{asked[key]}\".")
    return asked


def _metric(name: str | None) -> Metric:
    if name is None:
        raise UnclearError('a figure needs its metric first, such as figure("received", stage=1).')
    if name not in METRICS:
        cure = nearest(name, list(METRICS), "`complaints-report metrics` lists them.")
        raise UnclearError(f"there is no metric '{name}'; {cure}")
    return METRICS[name]


def _require_stage(metric: Metric, stage: Any) -> None:
    stages = [str(one) for one in metric.stages if one is not None]
    if not stages and stage is not None:
        raise UnclearError(f"'{metric.name}' is not counted by stage; leave the stage out.")
    if stages and (type(stage) is not int or stage not in metric.stages):
        which = "has no stage" if stage is None else f"is not known at stage {stage!r}"
        raise UnclearError(f"'{metric.name}' {which}; write stage={listed(stages, 'or')}.")


def _require_breakdown(metric: Metric, stage: int | None, by: str, group: str) -> None:
    if by in CHARACTERISTICS:
        raise UnclearError(
            f"figures by '{by}' cannot be used here, because small numbers among them are withheld; "
            "the report's own tables show the others."
        )
    if by not in metric.breakdowns(stage):
        raise UnclearError(_no_such_breakdown(metric, stage, by))
    if bool(by) != bool(group):
        raise UnclearError(f'by and group go together, as in by="{by or "area"}", group="{group or "Fostering"}".')


def _no_such_breakdown(metric: Metric, stage: int | None, by: str) -> str:
    names = [one for one in metric.breakdowns(stage) if one and one not in CHARACTERISTICS]
    if not names:
        return f"'{metric.name}' is not broken down; leave out by and group."
    if not by:
        return f"'{metric.name}' is only known by group; give by and group. For by, {nearest(by, names)}"
    return f"'{metric.name}' is not broken down by '{by}'; {nearest(by, names)}"


def _require_group(figures: Figures, by: str, group: str) -> None:
    """Stop at a group that no figure of the breakdown has in any year, unless the data hold none at all."""
    known = list(dict.fromkeys(key[3] for year in figures.years.values() for key in year if by and key[2] == by))
    if known and group not in known:
        cure = nearest(group, known, "`complaints-report figures` lists them.")
        raise UnclearError(f"there is no group '{group}' by {by}; {cure}")


def _year(year: str) -> str:
    try:
        return parse_year(year)
    except ValueError as error:
        raise UnclearError(f"{error}.") from None


def _found(figures: Figures, key: tuple[str, int | None, str, str], year: str) -> Figure:
    """The figure; a group that is not there in a year whose other groups make up the whole is none."""
    metric, stage, by, group = key
    figure = figures.figure(metric, stage, by=by, group=group, year=year)
    if figure.known or not by or figure.unit != "count":
        return figure
    there = figures.years.get(year, {})
    whole = figures.figure(metric, stage, year=year).exact
    parts = [one.exact or 0 for one_key, one in there.items() if one_key[:3] == key[:3]]
    return replace(figure, exact=Fraction(0)) if parts and sum(parts) == whole else figure
