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
    direction,
    fits,
    held,
    impossible,
    may_be_slip,
    part,
    size_of,
    total,
    voted,
    way_of,
)
from complaints_report.audit.arithmetic.sums import sums
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT
from complaints_report.english import WAYS

MOST_OTHERS = 12
"""So many numbers of a sentence are tried in the place of one."""
_CLOSE = 40
"""In so many letters three numbers stand close together."""
_SHARES, _CHANGES = Forms("shares"), Forms("changes")


def relations_in(said: Line) -> list[Relation]:
    """Every relation between the numbers of a line; of two readings of a number the one that holds."""
    kept: dict[tuple[Kind, frozenset[Spot]], Relation] = {}
    without_asides = replace(said, words=IS["aside"].sub("", said.words))
    shares = shares_of_one_whole(said, said.spots)
    every = *_parts(said), *shares, *_changes(said), *_changes(without_asides), *sums(said)
    for one in every if len(said.spots) > 1 else ():
        better = _other_reading(said, one) or one if not one.holds and _is_likely(one) else one
        kept.setdefault((better.kind, frozenset(better.spots)), better)
    right = {one.blamed for one in kept.values() if one.holds and one.kind is not Kind.DIRECTION}
    told = [one for one in kept.values() if one.holds or one.kind is Kind.DIRECTION or one.blamed not in right]
    told = [one for one in told if one.holds or ("respectively" not in said.words and _is_likely(one))]
    explained = {spot for one in kept.values() for spot in one.spots}
    ways = ((said.spot(letter), way) for letter, way in map(_told, IS["change"].finditer(said.words)))
    changes = {by: way for by, told_way in ways if (way := told_way or by.number.sign)}
    return told + list(near_misses(said, explained, changes))


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
    elif one.kind is Kind.CHANGE:
        old, new, by = one.spots
        pairs = [pair for spot in others for pair in ((old, spot), (spot, new), (spot, old), (new, spot))]
        tries = [change_as_told(*pair, by) for pair in pairs if _alike(*pair)]
    elif one.kind is Kind.SUM:
        tries = [total(one.spots[:-1], spot) for spot in others if _alike(spot, one.spots[0])]
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


# Changes and directions


def _alike(old: Spot, new: Spot) -> bool:
    """Whether two values may be of one measure."""
    units = {old.number.unit, new.number.unit}
    told_once = old.number.unit == COUNT and new.number.unit == PERCENT and bool(old.number.places)
    return old != new and (len(units) == 1 or units == {COUNT, DAYS} or told_once)


def _changes(said: Line) -> Iterator[Relation]:
    """Changes and directions of pairs of values; a number that tells a change is no value of a pair."""
    told = {_told(one)[0] for one in IS["change"].finditer(said.words) if _tells_change(said, one)}
    done: set[frozenset[str]] = set()
    for match in (one for form in _CHANGES.values() for one in form.finditer(said.words)):
        pair, by = frozenset(match.group("old", "new")), match.groupdict().get("by")
        old, new = said.of(match.group("old", "new"))
        if not _alike(old, new) or pair in done or told & pair or (by and IS.has("else", match[0].replace(":", ""))):
            continue
        done.add(pair)
        word = "" if by else _going(said, match)
        if by:
            found = change_as_told(old, new, said.spot(by), way_of(match["way"]) if match["way"] else 0)
            yield from [replace(found, is_plain=True)] if found else []
        elif word:
            yield direction(old, new, word)
        yield from _changes_of(said, match, (old, new), way_of(word) if word else 0)


def _told(match: re.Match[str]) -> tuple[str, int]:
    """The letter of a change, and the way that the word beside it says; 0 where none does."""
    ways = (WAYS[word] for word in re.findall("[a-z]+", match[0].lower()) if word in WAYS)
    return ANY.findall(match[0])[0], next(ways, 0)


def _tells_change(said: Line, match: re.Match[str]) -> bool:
    """Whether a way word makes the number beside it a change: "12 more", "up 5%", but not "187, down from"."""
    return len(match[0]) > 1 and (bool(ANY.match(match[0][-1])) or not said.words.startswith(" from", match.end()))


def _changes_of(said: Line, pair: re.Match[str], values: tuple[Spot, Spot], way: int) -> Iterator[Relation]:
    """The changes told right before a pair or right behind it, and one in brackets behind such a one."""
    words, ends = said.words, pair.end()
    for match in list(IS["change"].finditer(words, max(0, pair.start() - 60), pair.start() + 1))[-1:]:
        yield from _near(said, match, values, words[match.end() : pair.start()], 0)
    for match in IS["change"].finditer(words, pair.end() - 1):
        letter, own = _told(match)
        at = words.index(letter, match.start())
        if said.spot(letter) not in values:
            if at - ends > 60 or ANY.search(words, ends, at):
                break
            way = own or way
            is_plain = bool(own) and IS["right-behind"].match(words[ends : match.start()]) is not None
            yield from (replace(one, is_plain=is_plain) for one in _near(said, match, values, words[ends:at], way))
            ends = at + 1


def _near(said: Line, match: re.Match[str], values: tuple[Spot, Spot], between: str, way: int) -> Iterator[Relation]:
    """A change told near a pair; where other words stand between only one that holds."""
    letter, own = _told(match)
    by = said.spot(letter)
    clear = (own or way or by.number.sign) and not ANY.search(between) and not IS.has("else", between.rstrip(": "))
    if len(match[0]) == 1 and not by.number.sign:
        clear = clear and not IS.has("before", between)
    found = change_as_told(*values, by, own or way) if by not in values else None
    yield from [found] if found and (found.holds or clear) else []


def _going(said: Line, pair: re.Match[str]) -> str:
    """The word that says which way a pair went, before it or in it; empty where none does or several differ."""
    near = re.split("[\ue000-\ue5ff,;:.(]", said.words[: pair.start()].rstrip(": ") + " ")[-1][-40:] + pair[0]
    found = [next(filter(None, one.groups())) for one in IS["goes"].finditer(near)]
    if not found and (both := IS["both"].search(said.words)):
        return both[1]
    if not found and len(ANY.findall(said.words)) == 2:  # so that nothing else in the sentence can have gone any way
        near, found = said.words, [next(filter(None, one.groups())) for one in IS["goes"].finditer(said.words)]
    return found[0] if len(set(map(way_of, found))) == 1 and not IS.has("denied", near) else ""
