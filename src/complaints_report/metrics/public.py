"""The figures as the public may see them: what could tell of a single person is withheld."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from complaints_report.calendar import shift_year
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.disclosure import SMALLEST_SHOWN
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures, same_group_a_year_earlier
from complaints_report.metrics.last_package import LastPackage
from complaints_report.metrics.metric import Breakdown, Key
from complaints_report.metrics.suppression import Suppression, Withholding, counted_by, may_be_few, named
from complaints_report.settings import Publish

_DAYS_WITHIN = tuple(name for name in METRICS if name.startswith(("within_", "extended_within_")))
_GIVE_BACK: Mapping[str, tuple[str, ...]] = {
    "complainant": (
        *("from_children", "share_from_children", "from_family", "share_from_family"),
        *("via_advocate", "share_via_advocate"),
    ),
    "method": ("by_email_or_online", "share_by_email_or_online", "by_post", "share_by_post"),
    "outcome": ("upheld_or_partly", "upheld_of_findings"),
    "band": (*_DAYS_WITHIN, "median_days", "p90_days"),
    "result": ("ombudsman_decisions", "ombudsman_upheld"),
}
"""The metrics that are groups of a breakdown under another name, or sums of some."""
_GIVE_BACK_A_STAGE_LATER: Mapping[str, tuple[str, ...]] = {"procedure": ("escalation", "escalated_so_far")}

Known = Mapping[Key, Figure]


def public(figures: Figures, settings: Publish, last: LastPackage | None = None) -> Figures:
    """The figures with all that the public must not see withheld; `last` are the editions of other years."""
    names, everywhere = named(settings.withhold), _everywhere(figures)
    package = last or LastPackage()
    years: dict[str, Known] = {}
    in_one_row: dict[str, frozenset[Breakdown]] = {}
    for year, known in sorted(figures.years.items()):
        hidden = frozenset(key for key in known if package.hides(year, key))
        edition = _Edition(known, Suppression(known, names, figures.areas, everywhere), hidden)
        earlier = shift_year(year, -1)
        before = _Before(years.get(earlier, {}), in_one_row.get(earlier, frozenset()), package, earlier)
        years[year] = edition.published(before)
        in_one_row[year] = edition.in_one_row
    return replace(figures, years=years, in_one_row=in_one_row, for_public=True)


def _everywhere(figures: Figures) -> dict[str, Sequence[str]]:
    """The groups of each breakdown at any stage of any known year."""
    found: dict[str, dict[str, None]] = {}
    for known in figures.years.values():
        for metric, _, by, group in known:
            if metric == counted_by(by):
                found.setdefault(by, {})[group] = None
    return {by: list(groups) for by, groups in found.items()}


class _Before:
    """The year before, as it was published or would be."""

    def __init__(self, known: Known, in_one_row: frozenset[Breakdown], package: LastPackage, year: str) -> None:
        self._known = known
        self._in_one_row = in_one_row
        self._package = package
        self._year = year

    def hides(self, key: Key) -> bool:
        """Whether the figure that this one is compared with is withheld."""
        earlier = (*key[:3], same_group_a_year_earlier(key[2], key[3]))
        found = self._known.get(earlier)
        return self.hides_name(key) or bool(found and found.withheld) or self._package.hides(self._year, earlier)

    def hides_name(self, key: Key) -> bool:
        """Whether not even the group's name is shown."""
        earlier = (*key[:3], same_group_a_year_earlier(key[2], key[3]))
        is_in_one_row = earlier not in self._known and key[:3] in self._in_one_row
        return is_in_one_row or self._package.hides_name(self._year, earlier)


class _Edition:
    """One year's figures as they are published."""

    def __init__(self, known: Known, suppression: Suppression, hidden: frozenset[Key]) -> None:
        self._known = known
        self._suppression = suppression
        self._hidden_once = hidden
        self._given_back = frozenset(self._that_give_back())

    def published(self, before: _Before) -> Known:
        """The figures, those withheld without a number and last of their breakdown."""
        made: dict[Key, Figure] = {}
        for key, figure in self._known.items():
            if self._is_named_by_last_year_alone(key, before):
                continue
            shown = self._shown(key, figure)
            made[(*key[:3], shown.group)] = replace(shown, previous=None) if before.hides(key) else shown
        for key in over_few(made):
            made[key] = blank(made[key])
        return {key: made[key] for key in withheld_last(made)}

    @property
    def in_one_row(self) -> frozenset[Breakdown]:
        """The breakdowns in which not every group has a row of its own."""
        return frozenset(key[:3] for key in self._known if key[3] in self._cover(key).in_one_row)

    def _cover(self, key: Key) -> Withholding:
        metric, stage, by, _ = key
        is_ours = by and METRICS[metric].table != "compliments"
        return self._suppression.cover(stage, by) if is_ours else Withholding()

    def _shown(self, key: Key, figure: Figure) -> Figure:
        metric, stage, by, group = key
        cover = self._cover(key)
        if not cover.hides(metric, group):
            is_hidden = (metric, stage) in self._given_back or key in self._hidden_once
            return blank(figure) if is_hidden else figure
        name = cover.under.get(group, group)
        few = metric == counted_by(by) and name == group and group in cover.under
        return blank(figure, name, few=few and may_be_few(self._suppression.number(stage, by, group)))

    def _that_give_back(self) -> Iterator[tuple[str, int | None]]:
        """The metrics that would give back what is withheld of a breakdown at a stage, with their stage."""
        parts = {key[1:3] for key in self._known if key[2]}
        for later, metrics_of in ((0, _GIVE_BACK), (1, _GIVE_BACK_A_STAGE_LATER)):
            for stage, by in parts:
                if by in metrics_of and self._suppression.cover(stage, by).under:
                    yield from ((metric, stage + later if stage else None) for metric in metrics_of[by])

    def _is_named_by_last_year_alone(self, key: Key, before: _Before) -> bool:
        """Whether a group has none this year, and so stands here only as one of last year's, whose name is withheld."""
        _, stage, by, group = key
        return before.hides_name(key) and not self._suppression.number(stage, by, group)


def blank(figure: Figure, group: str | None = None, *, few: bool = False) -> Figure:
    """The figure without any of its numbers; `few` says that it is a number of one to four."""
    name = figure.group if group is None else group
    shown = replace(figure, exact=None, numerator=None, denominator=None, previous=None)
    return replace(shown, group=name, withheld=True, few=few)


def withheld_last(known: Known) -> list[Key]:
    """The keys as they are printed, the withheld ones of a breakdown last by name: their place tells their size."""
    first: dict[Breakdown, int] = {}
    for place, key in enumerate(known):
        first.setdefault(key[:3], place)

    def place_of(key: Key) -> tuple[int, bool, str]:
        is_withheld = known[key].withheld
        return first[key[:3]], is_withheld, key[3] if is_withheld else ""

    return sorted(known, key=place_of)


_PAIR = 2


def over_few(known: Mapping[Key, Figure]) -> frozenset[Key]:
    """The figures of groups that are over 1 to 4 cases, and those of others that would give them back."""
    breakdowns: dict[Breakdown, list[tuple[Key, Figure]]] = {}
    for key, figure in known.items():
        if key[2] and figure.denominator and not figure.withheld:
            breakdowns.setdefault(key[:3], []).append((key, figure))
    return frozenset(key for found in breakdowns.values() for key in _hidden_among(found))


def _hidden_among(found: Sequence[tuple[Key, Figure]]) -> Iterable[Key]:
    """One rate alone could be worked back from the total; so could several that are all 0%, or all 100%."""
    by_size = sorted(found, key=lambda one: one[1].denominator or 0)
    few = sum((figure.denominator or 0) < SMALLEST_SHOWN for _, figure in by_size)
    if not few:
        return ()
    hidden = by_size[: max(few, _PAIR)]
    shown = by_size if _is_all_or_none([figure for _, figure in hidden]) else hidden
    return [key for key, _ in shown]


def _is_all_or_none(figures: Sequence[Figure]) -> bool:
    if any(figure.unit != "percent" or figure.numerator is None for figure in figures):
        return False
    some = sum(figure.numerator or 0 for figure in figures)
    return some in (0, sum(figure.denominator or 0 for figure in figures))
