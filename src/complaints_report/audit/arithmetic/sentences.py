"""Relations between the numbers of a sentence, by where they stand to each other in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from complaints_report.audit.arithmetic.lines import ANY, IS, Line
from complaints_report.audit.arithmetic.near_misses import near_misses
from complaints_report.audit.arithmetic.relations import (
    Forms,
    Relation,
    change_as_told,
    fits,
    held,
    impossible,
    may_be_slip,
    part,
    size_of,
    total,
    voted,
)
from complaints_report.audit.arithmetic.sentence_changes import alike, changes, told_by
from complaints_report.audit.arithmetic.sums import sums
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import COUNT, PERCENT

MOST_OTHERS = 12
"""So many numbers of a sentence are tried in the place of one."""
_CLOSE = 40
"""In so many letters three numbers stand close together."""
_SHARES = Forms("shares")


def relations_in(said: Line) -> list[Relation]:
    """Every relation between the numbers of a line; of two readings of a number the one that holds."""
    kept: dict[tuple[Kind, frozenset[Spot]], Relation] = {}
    without_asides = replace(said, words=IS["aside"].sub("", said.words))
    shares = shares_of_one_whole(said, said.spots)
    every = *_parts(said), *shares, *changes(said), *changes(without_asides), *sums(said)
    for one in every if len(said.spots) > 1 else ():
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
        if fits(p.number, 100 - 100 * Fraction(a.number.value) / Fraction(b.number.value)):
            return replace(one, holds=True, solved=dict)
        counts = [spot for spot in others if spot.number.unit != PERCENT]
        tries = [part(*both, p) for spot in counts for both in ((a, spot), (spot, b))]
    elif one.kind is Kind.CHANGE and len(one.spots) > 2:
        old, new, by = one.spots
        pairs = [pair for spot in others for pair in ((old, spot), (spot, new), (spot, old), (new, spot))]
        tries = [change_as_told(*pair, by) for pair in pairs if alike(*pair)]
    elif one.kind is Kind.SUM:
        tries = [total(one.spots[:-1], spot) for spot in others if alike(spot, one.spots[0])]
    return next((found for found in tries if found and found.holds), None)


# A part, its whole and their percentage


def _parts(said: Line) -> Iterator[Relation]:
    """Parts with their wholes and percentages, and percentages of a count that no whole number gives."""
    taken: set[str] = set()
    readings = (*_plain_parts(said), *_parts_of_lead(said))
    for a, b, p, sure in sorted(readings, key=lambda one: size_of(said.spot(one[0])) > size_of(said.spot(one[1]))):
        found = part(*said.of((a, b, p))) if not any(spot.number.sign for spot in said.of((a, b, p))) else None
        if found and (found.holds or (sure and p not in taken)):
            taken.add(p)
            yield replace(found, is_plain=_stand_close(said, a, b, p))
    for match in IS["both-of"].finditer(said.words):
        found = part(said.of(match.group("a", "c")), *said.of(match.group("b", "p")))
        yield from [found] if found and found.holds else []
    for match in (one for form in ("share-of", "of-share") for one in IS[form].finditer(said.words)):
        if match["p"] not in taken and not IS.has("aim", match[0]):
            yield from filter(None, [impossible(*said.of((match["p"], match["b"] or match["c"] or match["d"])))])


def _stand_close(said: Line, *letters: str) -> bool:
    """Whether a few words hold some numbers, and no other number, so that they are of each other whatever they say."""
    places = [said.words.index(letter) for letter in letters]
    held_in = said.words[min(places) : max(places) + 1]
    return len(held_in) < _CLOSE and len(ANY.findall(held_in)) == len(letters)


def _plain_parts(said: Line) -> Iterator[tuple[str, str, str, bool]]:
    """The letters of a part, its whole and its percentage, and whether their form is sure, as in "24 of 94 (26%)"."""
    for match in (one for form in _SHARES.values() for one in form.finditer(said.words)):
        link = said.words[max(match.end("a"), match.end("b")) : match.start("p")]
        sure = match.end("p") != match.end() or _is_its_own(said.words, match.end(), link)
        begins = min(match.start("a"), match.start("p")) if match.start("b") < match.start("a") else match.start()
        beside = said.words[begins : match.end()].removesuffix(f"{match['a']} against {match['b']}")
        yield match["a"], match["b"], match["p"], sure and not IS.has("other-base", beside)


def _parts_of_lead(said: Line) -> Iterator[tuple[str, str, str, bool]]:
    """As in "Of the 94, 24 (25%) were upheld and 30 (32%) were not": each count with the percentage right behind it."""
    leads = list(IS["lead"].finditer(said.words))
    for lead, after in zip(leads, [*leads[1:], None], strict=False):
        stop = min(after.start(one) for one in "bcd" if after[one]) if after else len(said.words)
        whole = lead["b"] or lead["c"] or lead["d"]
        for match in IS["pair"].finditer(said.words, lead.end(), stop):
            between = said.words[lead.end() : match.end()]
            sure = match["link"].endswith("(") or len(re.findall("[\ue000-\ue0ff\ue300-\ue4ff]", between)) == 1
            sure = sure and _is_its_own(said.words, match.end(), match["link"]) and not IS.has("other-base", between)
            less = said.spot(match["a"]).number.value <= said.spot(whole).number.value
            yield match["a"], whole, match["p"], sure and less


def shares_of_one_whole(said: Line, wholes: Sequence[Spot]) -> list[Relation]:
    """The pairs of a line, as in "30 (67%) were upheld, 10 (22%) were not", of that whole which most of them fit.

    Where their percentages make up a whole, the counts must too.
    """
    closed = [one for one in IS["pair"].finditer(said.words) if one["link"].endswith("(")]
    pairs = [said.of(one.group("a", "p")) for one in closed if said.words.startswith(")", one.end())]
    counts = [count for count, _ in pairs]
    others = [one for one in wholes if one.number.unit == COUNT and one not in counts and not one.number.hedged]
    readings = [filter(None, (part(count, whole, p) for count, p in pairs)) for whole in others[:MOST_OTHERS]]
    made = voted(max(map(list, readings), key=held, default=[])) or _shares_of_sum(pairs)
    if held(made) > 1 and len(pairs) > 2 and total([p for _, p in pairs]).holds:
        made += [total(counts, one) for one in made[0].spots[2:]]
    return made


def _shares_of_sum(pairs: Sequence[Sequence[Spot]]) -> list[Relation]:
    """Three pairs or more as parts of what they come to, which stands nowhere."""
    whole = sum((size_of(count) for count, _ in pairs), Fraction(0))
    made = [part(count, whole, p, where=", as the list adds up") for count, p in pairs]
    return voted([one for one in made if one], max(2, len(pairs) - 1)) if len(pairs) > 2 else []


def _is_its_own(words: str, ends: int, link: str) -> bool:
    """Whether the words before and after a percentage say that it is of the count before it."""
    behind = words[ends : ends + 40]
    if link.endswith("("):
        return bool(re.match(r"\)|[,;]| of (?:all|the total)| overall", behind))
    linked = IS.has("link", link) or (re.search(r",\s*$", link) and IS["closed"].match(behind))
    return bool(linked and not IS["not-its-own"].match(behind))
