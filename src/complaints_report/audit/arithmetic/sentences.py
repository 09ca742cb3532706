"""Relations between the numbers of a sentence, by where they stand to each other in it."""

from collections.abc import Iterable
from dataclasses import replace

from complaints_report.audit.arithmetic.lines import IS, Line
from complaints_report.audit.arithmetic.near_misses import near_misses
from complaints_report.audit.arithmetic.relations import (
    Relation,
    change_as_told,
    may_be_slip,
    part,
    total,
)
from complaints_report.audit.arithmetic.sentence_changes import alike, changes, told_by
from complaints_report.audit.arithmetic.sentence_shares import MOST_OTHERS, shares, shares_of_one_whole
from complaints_report.audit.arithmetic.sums import sums
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import PERCENT


def relations_in(said: Line) -> list[Relation]:
    """Every relation between the numbers of a line; of two readings of a number the one that holds."""
    if len(said.spots) < 2:
        return []
    kept: dict[tuple[Kind, frozenset[Spot]], Relation] = {}
    without_asides = replace(said, words=IS["aside"].sub("", said.words))
    every = *shares(said), *shares_of_one_whole(said, said.spots), *changes(said), *changes(without_asides), *sums(said)
    for one in every:
        better = _other_reading(said, one) or one if not one.holds and _is_likely(one) else one
        kept.setdefault((better.kind, frozenset(better.spots)), better)
    right = {one.blamed for one in kept.values() if one.holds and one.kind is not Kind.DIRECTION}
    told = [one for one in kept.values() if one.holds or one.kind is Kind.DIRECTION or one.blamed not in right]
    told = [one for one in told if one.holds or ("respectively" not in said.words and _is_likely(one))]
    explained = {spot for one in kept.values() for spot in one.spots}
    ways = ((said.spot(letter), way) for letter, way in map(told_by, IS["change"].finditer(said.words)))
    going = {by: way for by, told_way in ways if (way := told_way or by.number.sign)}
    return told + list(near_misses(said, explained, going))


def _is_likely(one: Relation) -> bool:
    """Whether a failing relation is near to holding, as where one number of it is mistyped; else it was misread."""
    if one.kind is Kind.DIRECTION:
        least, most = sorted(spot.number.value for spot in one.spots)
        return most <= 5 * least
    return (
        one.is_plain
        or one.kind in (Kind.SUM, Kind.IMPOSSIBLE)
        or any(map(may_be_slip, one.ranges, one.ranges.values()))
    )


def _other_reading(said: Line, one: Relation) -> Relation | None:
    """A relation that another number of the line makes right was misread."""
    others = [spot for spot in said.spots if spot not in one.spots and not spot.number.hedged][:MOST_OTHERS]
    tries: Iterable[Relation | None] = ()
    if one.kind is Kind.PART and len(one.spots) > 2:
        p, a, b = one.spots
        counts = [spot for spot in others if spot.number.unit != PERCENT]
        tries = [part(*both, p) for spot in counts for both in ((a, spot), (spot, b))]
    elif one.kind is Kind.CHANGE and len(one.spots) > 2:
        old, new, by = one.spots
        pairs = [pair for spot in others for pair in ((old, spot), (spot, new), (spot, old), (new, spot))]
        tries = [change_as_told(*pair, by) for pair in pairs if alike(*pair)]
    elif one.kind is Kind.SUM:
        tries = [total(one.spots[:-1], spot) for spot in others if alike(spot, one.spots[0])]
    return next((found for found in tries if found and found.holds), None)
