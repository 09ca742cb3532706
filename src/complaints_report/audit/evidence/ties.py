"""How a number hangs together with others of its document, and whether those agree with the data."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from complaints_report.audit.arithmetic.relations import Relation
from complaints_report.audit.evidence.judging import Judged
from complaints_report.audit.evidence.traits import MOST, Traits
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Grid, Spot


class Ties:
    """Tells of a number in how many relations it fits the others, and whether these are the data's."""

    def __init__(self, relations: Sequence[Relation], agreeing: AbstractSet[Spot]) -> None:
        several = [one for one in relations if len(one.spots) > 2]
        self.borne = agreeing | _derived(several, agreeing)
        """The numbers that agree, and those that come of them."""
        self._fitting = Counter(spot for one in several if one.holds for spot in one.spots)
        self._failing = Counter(spot for one in several if not one.holds for spot in one.spots)
        self._apart, self._alone = _apart(several, self.borne), _pressed(several, agreeing)

    def traits(self, one: Judged) -> Traits:
        """In how many relations it fits or fails; whether all others agree, or none."""
        spot = one.spot
        return {
            "fits": min(self._fitting[spot], MOST),
            "fails": min(self._failing[spot], MOST),
            "comes of others": spot in self.borne,
            "fits others only": spot in self._apart,
            "fails alone": spot in self._alone,
        }


def _derived(relations: Iterable[Relation], agreeing: AbstractSet[Spot]) -> set[Spot]:
    """The numbers that come of others that agree: their sums, and in a sentence the percentages worked out of them."""
    return {
        spot
        for one in relations
        if one.holds
        for spot in _worked_out(one)
        if all(other in agreeing for other in one.spots if other != spot)
    }


def _worked_out(one: Relation) -> Iterable[Spot]:
    """The numbers of a relation that others of it leave no choice of; in tables a percentage may fit by chance."""
    if one.kind is Kind.SUM:
        return one.spots
    return [one.blamed] if one.kind is Kind.PART and not isinstance(one.blamed.block, Grid) else []


def _apart(relations: Iterable[Relation], borne: AbstractSet[Spot]) -> set[Spot]:
    """The numbers that hang together with others none of which is the data's: somebody else's."""
    holding = (one.spots for one in relations if one.holds)
    return {spot for spots in holding if borne.isdisjoint(spots) for spot in spots}


def _pressed(relations: Iterable[Relation], agreeing: AbstractSet[Spot]) -> set[Spot]:
    """The numbers that alone are at odds with others that agree."""
    failing = ([spot for spot in one.spots if spot not in agreeing] for one in relations if not one.holds)
    return {left[0] for left in failing if len(left) == 1}
