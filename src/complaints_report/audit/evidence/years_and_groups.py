"""What the years and the groups that are told of a number count for each fact."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from complaints_report.audit.evidence.facts import Fact
from complaints_report.audit.evidence.lexicon import GROUP, STAGE, YEAR, Key
from complaints_report.audit.evidence.surroundings import FAR, PREVIOUS, SAID, Told, worth
from complaints_report.calendar import shift_year
from complaints_report.metrics.catalogue import METRICS


@dataclass(frozen=True)
class Years:
    """The years told of a number of a report of one year, and how much says that it is the year before's."""

    told: Told
    year: str
    before: float

    def points(self, year: str) -> float:
        """What the years told count for one of them."""
        told: dict[Key, tuple[float, float]] = dict(self.told[YEAR])
        before = shift_year(self.year, -1)
        if self.before:
            told[before] = min(told.get(before, (FAR, 1.0)), (1 - self.before, 1.0))
        nearest = min((cost for cost, _ in told.values()), default=FAR)
        if year in told:
            cost, weight = told[year]
            return (0.4 if year == self.year else 1.0) * weight * worth(cost) - 1.1 * min(2.0, cost - nearest)
        if year == self.year:
            return -1.8 * worth(nearest * 1.4) if nearest < FAR else 0.0
        said = worth(told[self.year][0]) if self.year in told else 0.0
        return (-1.5 if year == before else -2.5) - 2.0 * said

    def is_another(self, year: str) -> bool:
        """Whether the words at the number, or its labels, name a year that is not this one."""
        said = [key for key, (cost, weight) in self.told[YEAR].items() if cost < SAID and weight == 1]
        return bool(said) and year not in said and not self.before

    def is_told(self, fact: Fact) -> bool:
        """Whether something at all tells that a fact's year may be meant."""
        years = self.told[YEAR]
        return fact.figure.year == self.year or fact.figure.year in years or fact.is_change or self.before > 0

    def is_said(self, fact: Fact) -> bool:
        """Whether a fact is of the report's own year or of one that the words name."""
        told = self.told[YEAR].get(fact.figure.year, (FAR, 1.0))
        return fact.figure.year == self.year or (told[0] < SAID and told[1] == 1) or self.before > 0

    def may_be_meant(self, fact: Fact, instead: Fact) -> bool:
        """Whether nothing says that it is the same of another year or stage: the report's own year needs no word."""
        if fact.figure.stage != instead.figure.stage:
            return instead.figure.stage not in self.told[STAGE]
        years = self.told[YEAR]
        nearest = min(years, key=lambda year: years[year][0], default=self.year)
        if fact.figure.year != self.year:
            return nearest == fact.figure.year and years[nearest][0] < SAID
        return not self.is_another(self.year)

    def points_of_change(self, year: str) -> float:
        """What the years told count for a change in a year: the year before is what it is compared with."""
        if year == self.year:
            return 0.2
        return min(self.points(year), -0.6)


CATEGORY, SUB_CATEGORY = "category", "sub_category"


@dataclass(frozen=True)
class Groups:
    """The groups told of a number."""

    told: Told

    def is_said(self, fact: Fact) -> bool:
        """Whether a fact of a group has its group in the number's own sentence, labels or lead."""
        key = fact.figure.by, fact.figure.group
        return not fact.figure.by or self.told[GROUP].get(key, (FAR, 1.0))[0] < PREVIOUS

    def points(self, by: str, group: str, own: AbstractSet[str] = frozenset()) -> float:
        """What the groups that are told count for one of them, or for all together; those of `own` are the metric's."""
        told = {key: one for key, one in self.told[GROUP].items() if isinstance(key, tuple) and key[0] not in own}
        others = {key: one for key, one in told.items() if key != (by, group)}
        if not by:
            return -1.5 * max((weight * worth(cost * 1.3) for cost, weight in others.values()), default=0.0)
        if (by, group) not in told:
            return -3.0
        cost, weight = told[by, group]
        rivals = [near for key, (near, sure) in others.items() if key[0] == by and sure >= weight]
        over = CATEGORY, group.partition(": ")[0]
        beside = [
            sure * worth(near * 2)
            for key, (near, sure) in others.items()
            if key[0] != by and near < cost and not (by == SUB_CATEGORY and key == over)
        ]
        lost = min(2.0, max(0.0, cost - min(rivals, default=cost)))
        return 1.6 * weight * worth(cost) - 1.2 * lost - 0.8 * max(beside, default=0.0) + self._of_category(by, over)

    def _of_category(self, by: str, over: tuple[str, str]) -> float:
        """What the categories told count for a sub-category, whose name several of them may have."""
        told = [key for key in self.told[GROUP] if isinstance(key, tuple) and key[0] == CATEGORY]
        return 0.0 if by != SUB_CATEGORY or not told else 0.8 if over in told else -1.0

    def is_another(self, fact: Fact) -> bool:
        """Whether a label says that the number is of a group, which the fact is not."""
        metric = METRICS[fact.figure.metric]
        own = {cue.by for cue in metric.cues} | {fact.figure.by}
        groups = ((key, cost, weight) for key, (cost, weight) in self.told[GROUP].items() if isinstance(key, tuple))
        return not fact.figure.by and any(
            cost <= SAID and weight == 1 and key[0] not in own and key[1] not in metric.title.lower()
            for key, cost, weight in groups
        )
