"""A page of ours held to the data: each number that `data-figure` names beside that figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from complaints_report.audit.findings import CONTROL, Finding, Kind, Where, finding_at
from complaints_report.audit.reading.document import Grid, Spot
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figure_names import title_of
from complaints_report.metrics.figures import Figures
from complaints_report.web.data_figures import PARTS, VALUE, printed_forms

_POINTS = re.compile(r" percentage points?$")
"""What a number read from a page may have after it, outside of what is marked."""
_WHY = "the data now say otherwise ({})"


@dataclass(frozen=True)
class Marked:
    """The numbers of a document that name their figure: those that agree, what is found of the others, and the rest.

    In a document that names figures, the numbers of tables that name none, such as limits and how many rows were read,
    are none of the rest: they are no figures.
    """

    right: frozenset[Spot]
    findings: tuple[Finding, ...]
    free: tuple[Spot, ...]

    @property
    def wrong(self) -> frozenset[Spot]:
        """The numbers that are not those of their figures."""
        return frozenset(one.spot for one in self.findings if one.spot)


def held_to_figures(spots: Sequence[Spot], figures: Figures, where: Where) -> Marked:
    """Each number that names a figure which the data have, held to it; a figure that is withheld prints none."""
    right, findings, free = set(), [], []
    for spot in spots:
        named = figure_named(spot.tag, figures)
        forms = list(printed_forms(*named)) if named else []
        if not named or not forms:
            free.append(spot)
        elif _alike(spot.number.text) in map(_alike, forms):
            right.add(spot)
        else:
            figure = named[0]
            why = _WHY.format(title_of(f'figure("{figure.metric}", stage={figure.stage})'))
            findings.append(finding_at(spot, Kind.DIFFERS, CONTROL, forms[0], why, where(figure)))
    if right or findings:
        free = [spot for spot in free if not isinstance(spot.block, Grid)]
    return Marked(frozenset(right), tuple(findings), tuple(free))


def figure_named(tag: str, figures: Figures) -> tuple[Figure, str] | None:
    """The figure and the part of it that a `data-figure` names; None where the data have no such figure."""
    given = {name: values[-1] for name, values in parse_qs(tag).items()}
    stage, part = given.get("stage"), given.get("part", VALUE)
    if part not in PARTS or not (stage is None or stage.isdigit()):
        return None
    key = given.get("metric", ""), int(stage) if stage else None, given.get("by", ""), given.get("group", "")
    year = given.get("year", "")
    found = figures.years.get(year, {}).get(key)
    if found is None and key[0] in METRICS and figures.for_public:  # it may be withheld with its row
        figure = figures.figure(key[0], key[1], by=key[2], group=key[3], year=year)
        found = figure if figure.withheld else None
    return (found, part) if found else None


def _alike(words: str) -> str:
    return _POINTS.sub("", words.strip().lower())
