"""What the words around a number tell of its group."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from complaints_report.audit.evidence.facts import Fact
from complaints_report.audit.evidence.lexicon import GROUP
from complaints_report.audit.evidence.surroundings import FAR, PREVIOUS, SAID, Told, worth
from complaints_report.metrics.catalogue import METRICS

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
