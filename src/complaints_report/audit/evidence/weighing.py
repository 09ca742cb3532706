"""How much speaks for each fact that a number may be: what the words around it tell, in points."""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from math import fsum

from complaints_report.audit.evidence.clauses import Clause, is_change, is_of, way_at, year_before
from complaints_report.audit.evidence.facts import ALL_STAGES, SUMS, Fact, Facts, Family, Part
from complaints_report.audit.evidence.lexicon import AGAINST, CUE, GROUP, LIMIT, STAGE, YEAR
from complaints_report.audit.evidence.surroundings import ABOVE, FAR, SAID, Surroundings, Told, worth
from complaints_report.audit.evidence.years_and_groups import Groups, Years
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT, POINTS
from complaints_report.calendar import shift_year
from complaints_report.metrics import cues
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.metric import Metric
from complaints_report.procedures import PANEL, STATUTORY

RIVALS = frozenset(cue.name for cue in cues.EVERY if cue.telling and cue.rival) | {cues.IN_TIME.name}
MOST = 30  # facts are thought of for a number at the most
NEAR = 1.6
"""The cost up to which words are taken to be about a number unless they are about it for sure."""
_LAST_DAYS = (*(limit.extended for limit in STATUTORY.limits.values()), PANEL.held)
"""The limits that are meant where none is told."""
_PERCENT_LABELS = ("%", "per cent", "percent", "share", "proportion", "rate", "of every 100", "in every 100")
_OF_DAYS = {one.name for metric in METRICS.values() if metric.unit == DAYS for one in metric.cues if one.telling}
"""The cues that tell of a number of days though no day is named."""


def _worth_of_cue(cost: float) -> float:
    """What words count that a metric is hardly told without: less than nothing from the title on."""
    return 1 - 0.3 * cost if cost <= ABOVE - 0.2 else max(-1.5, 0.3 - 1.2 * (cost - ABOVE + 0.2) - 0.8)


@cache
def _groups_counted(metric: str) -> frozenset[str]:
    """The breakdowns whose groups a metric's own cues name."""
    return frozenset(cue.by for cue in METRICS[metric].cues if cue.by)


_UNTOLD = _worth_of_cue(FAR)


@cache
def _cues_of(metric: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a metric's cues: those that it is hardly told without, and the others."""
    known = METRICS[metric].cues
    return tuple(one.name for one in known if one.telling), tuple(one.name for one in known if not one.telling)


class Weigher:
    """Weighs the facts that one number may be."""

    def __init__(self, facts: Facts, surroundings: Surroundings, spot: Spot) -> None:
        self.facts, self.spot = facts, spot
        self.told: Told = surroundings.told(spot)
        self.year = facts.figures.year
        self.lexicon = surroundings.lexicon
        self.groups = Groups(self.told)
        self.clause = Clause(self.lexicon, spot)
        self.changed = is_change(spot)
        self.years = Years(self.told, self.year, year_before(spot))
        self.is_whole = is_of(spot)
        self._way, _ = way_at(spot) or (0, "")
        self.points = cache(self._points)
        """What speaks for a fact, less what speaks against it."""
        self._by_noun, self._by_metric = cache(self._of_noun), cache(self._of_metric)
        self._by_stage, self._by_group = cache(self._of_stage), cache(self.groups.points)
        self._by_year, self._by_year_of_change = cache(self.years.points), cache(self.years.points_of_change)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that the number may have: a bare one may be percent or days where its labels say so."""
        unit = self.spot.number.unit
        if unit != COUNT:
            return (unit,)
        words = " ".join(self.spot.labels).lower()
        if any(label in words for label in _PERCENT_LABELS):
            return (POINTS, PERCENT, COUNT) if self.changed else (PERCENT, COUNT)
        if any(cue in self.told[CUE] for cue in _OF_DAYS):
            return (DAYS, COUNT) if self.spot.number.places else (COUNT, DAYS)
        return (COUNT,)

    @cached_property
    def against(self) -> float:
        """How near words such as "target" or "nationally" stand, by which a number is none of the data's: 0 to 1."""
        return max((worth(cost * 1.8) for cost, _ in self.told[AGAINST].values()), default=0.0)

    def is_denied(self, fact: Fact) -> bool:
        """Whether the words at a number name another stage, group or limit than a fact is of."""
        figure, limit = fact.figure, METRICS[fact.figure.metric].limit
        groups = {key for key, one in self.told[GROUP].items() if isinstance(key, tuple) and self._is_at(one)}
        stages = {key for key, one in self.told[STAGE].items() if self._is_at(one)}
        limits = {key for key, (cost, _) in self.told[LIMIT].items() if cost < ABOVE}
        other_group = any(by == figure.by for by, _ in groups) and (figure.by, figure.group) not in groups
        other_stage = bool(stages) and bool(figure.stage) and figure.stage not in {*self.told[STAGE], *SUMS}
        return other_group or other_stage or bool(limits and limit and limit not in limits)

    @staticmethod
    def _is_at(told: tuple[float, float]) -> bool:
        return told[0] < SAID and told[1] == 1

    def equal(self, floor: float) -> list[Fact]:
        """The facts that the number may be by its value, those first for which more speaks."""
        found = (fact for unit in self.units for fact in self.facts.equal(self.spot.number, unit))
        return sorted((fact for fact in found if self.points(fact) >= floor), key=self.points, reverse=True)

    def expected(self) -> list[Fact]:
        """The facts that the words speak for, whatever the number is, best first."""
        return sorted(self._possible(), key=self.points, reverse=True)[:MOST]

    def _possible(self) -> Iterator[Fact]:
        """The facts of the best families, of the groups and years that are told."""
        groups = dict.fromkeys([("", ""), *(key for key in self.told[GROUP] if isinstance(key, tuple))])
        years = [year for year in self.facts.years if year in self.told[YEAR]]
        wanted = dict.fromkeys((self.year, shift_year(self.year, -1), *years))
        units = self.units
        weighed = {key: self.family(key) for unit in units for key in self.facts.of_unit(unit)}
        best = max(weighed.values(), default=0.0)
        for key in (key for key, points in weighed.items() if points >= best - 3):
            known = self.facts.families[key]
            for by, group in groups:
                if by == key[2] and (key[1] not in SUMS or key[1] in self.told[STAGE]):
                    found = (known.get((group, year, part, unit)) for year in wanted for part in Part for unit in units)
                    yield from (fact for fact in found if fact is not None and self._fits(fact))

    def _fits(self, fact: Fact) -> bool:
        """Whether a fact could be printed at the number's places."""
        is_part = fact.part in (Part.NUMERATOR, Part.DENOMINATOR, Part.REST)
        return not self.spot.number.places or not (is_part or (fact.unit == COUNT and fact.figure.unit != "ratio"))

    def _points(self, fact: Fact) -> float:
        figure = fact.figure
        points = self._by_noun(figure.metric) + self.family(fact.family) + self._of_part(fact)
        points += (self._by_year_of_change if fact.is_change else self._by_year)(figure.year)
        if fact.part == Part.DENOMINATOR:
            points += self._of_population(METRICS[figure.metric])
        own = frozenset[str]() if figure.by else _groups_counted(figure.metric)
        return points + self._by_group(figure.by, figure.group, own)

    def names_what_it_counts(self, fact: Fact) -> bool:
        """Whether the noun behind the number is what a figure counts: "28 compliments"."""
        return self._by_noun(fact.figure.metric) > 0

    def _of_noun(self, name: str) -> float:
        """What it counts that the noun behind the number is what the metric counts, "28 compliments", or another."""
        told, noun = {cue.name: cue.telling for cue in METRICS[name].cues}, self.clause.noun_cues
        return 0.5 if any(map(told.get, noun)) else -1.5 if noun & RIVALS - told.keys() else 0.0

    def family(self, family: Family) -> float:
        """What speaks for a metric at a stage, whatever the group and the year."""
        return self._by_metric(family[0]) + self._by_stage(family[1])

    def _of_metric(self, name: str) -> float:
        """What the cues of a metric and its limit count."""
        (telling, others), told = _cues_of(name), self.told[CUE]
        points = self._of_limit(METRICS[name].limit)
        for cue in telling:
            points += max(_worth_of_cue(told[cue][0]) if cue in told else _UNTOLD, self._short(cue))
        points += 0.25 * fsum(worth(told[cue][0]) for cue in others if cue in told)
        return points - 0.9 * fsum(sorted(self._against(telling, others))[-2:])

    def _short(self, cue: str) -> float:
        """What "upheld" alone counts where all that is upheld at least in part is meant, as many write it."""
        told = self.told[GROUP].get(("outcome", "upheld")) if cue == cues.UPHELD_ANY.name else None
        return -0.3 - 0.3 * told[0] if told else -1.5

    @cached_property
    def _rivals(self) -> list[tuple[str, float]]:
        """The cues at the number that speak against the metrics which do not have them, and how far they stand."""
        return [(name, cost) for name, (cost, _) in self.told[CUE].items() if name in RIVALS and cost < NEAR]

    def _against(self, telling: Sequence[str], others: Sequence[str]) -> Iterator[float]:
        """What each cue of other metrics counts that stands no farther from the number than this one's own."""
        own, weak = (
            [self.told[CUE][name][0] for name in names if name in self.told[CUE]] for names in (telling, others)
        )
        reach = max(own, default=min(weak, default=0.6))
        for name, cost in self._rivals:
            if name not in (*telling, *others):
                yield worth(cost) * min(1.0, max(0.0, 1 - (cost - reach) / 0.6))

    def _of_population(self, metric: Metric) -> float:
        """What makes up for cues that only those counted are told by, where the words tell of the whole."""
        told = self.told[CUE]
        missing = sum(cue.telling and cue.name not in told for cue in metric.cues)
        whole = max((worth(told[cue.name][0]) for cue in metric.whole_cues if cue.name in told), default=0.0)
        return min(1.8 * missing, 2.2 * whole)

    def _of_limit(self, limit: int) -> float:
        told = self.told[LIMIT]
        nearest = min((cost for cost, _ in told.values()), default=FAR)
        if not limit:
            return -1.1 * worth(nearest) if nearest < NEAR else 0.0
        if limit in told:
            cost = told[limit][0]
            return 1.4 * worth(cost) - min(1.5, cost - nearest)
        if told or cues.IN_TIME.name not in self.told[CUE]:
            return -2.5
        return -0.5 if limit in _LAST_DAYS else -1.1

    def _of_stage(self, stage: int | None) -> float:
        told = self.told[STAGE]
        nearest = min((cost for cost, _ in told.values()), default=FAR)
        if stage is None:
            return -0.7 * worth(nearest) if nearest < 1 else 0.0
        if stage in told:
            cost = told[stage][0]
            return 1.2 * worth(cost) - 1.3 * min(2.0, cost - nearest)
        if stage in SUMS:
            is_told = stage == ALL_STAGES and cues.ALL_STAGES.name in self.told[CUE]
            return (-0.4 if is_told else -2.5) - 1.5 * worth(nearest)
        if nearest < FAR:
            return -2.2 * worth(nearest) - (0.2 if stage == 1 else 0.6)
        return -0.1 if stage == 1 else -1.3

    def _of_part(self, fact: Fact) -> float:
        changed = self.changed
        if self.spot.number.sign and not fact.is_change:
            return -4.0
        if fact.is_change:
            turned = 2.0 + self.clause.unknown if self.spot.number.sign else 1.0
            return 1.6 * changed - 1.8 * (1 - changed) - (turned if self._way * fact.exact < 0 else 0.0)
        points = -1.4 * changed
        if fact.part == Part.VALUE:
            return points - (0.2 if self.is_whole and fact.figure.by != "outcome" else 1.0 if self.is_whole else 0.0)
        if fact.part == Part.DENOMINATOR:
            return points + (0.4 if self.is_whole else -0.5)
        if fact.part == Part.REST:
            late = self.told[CUE].get(cues.LATE.name)
            return points + (1.2 if late is not None and late[0] < NEAR else -2.6)
        return points - (0.8 if self.is_whole else 0.1)
