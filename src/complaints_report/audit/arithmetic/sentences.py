"""Relations between the numbers of a sentence, by where they stand to each other in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from complaints_report.audit.arithmetic.relations import (
    Forms,
    Relation,
    change_as_told,
    direction,
    fits,
    impossible,
    may_be_slip,
    part,
    total,
    way_of,
)
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Sentence, Spot
from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT, POINTS, POUNDS
from complaints_report.english import WAYS

MOST, MOST_OTHERS = 60, 12
"""So many numbers of a sentence take part, and so many are tried in the place of one; nobody writes more."""
_LETTERS = {COUNT: 0xE000, PERCENT: 0xE100, POINTS: 0xE200, POUNDS: 0xE300, DAYS: 0xE400}
_HEDGED, _ANY = 0xE500, re.compile("[\ue000-\ue5ff]")
_IS, _SHARES, _CHANGES = Forms("sentences"), Forms("shares"), Forms("changes")


@dataclass(frozen=True)
class Line:
    """Some words with each number as one letter that tells its unit, and where those numbers stand."""

    words: str
    spots: Sequence[Spot]

    def spot(self, letter: str) -> Spot:
        """The number that a letter stands for."""
        return self.spots[ord(letter) & 0xFF]

    def of(self, letters: Iterable[str]) -> list[Spot]:
        """The numbers that letters stand for."""
        return [self.spot(letter) for letter in letters]


def line(said: Sentence, spots: Sequence[Spot]) -> Line:
    """The line of a sentence, of which these are the numbers."""
    words, last = "", 0
    for place, number in enumerate(spot.number for spot in spots[:MOST]):
        before = said.words[last : number.begins]
        hedged = number.hedged and not (place and _IS["compared"].fullmatch(before))
        hedged |= number.spelled and number.value <= 10 and _IS.has("known", before)
        words += before + chr((_HEDGED if hedged else _LETTERS[number.unit]) + place)
        last = number.ends
    tail = said.words[last:] if len(spots) <= MOST else ""
    return Line(re.sub(r"[ \u00a0\u202f\t]+", " ", words + tail), spots[:MOST])


def joined(first: Line, second: Line) -> Line:
    """Two lines as one clause."""
    moved = _ANY.sub(lambda one: chr(ord(one[0]) + len(first.spots)), second.words)
    return Line(f"{first.words.rstrip(' .:')}, {moved}", [*first.spots, *second.spots])


def relations_in(said: Line) -> list[Relation]:
    """Every relation between the numbers of a line; of two readings of a number the one that holds."""
    kept: dict[tuple[Kind, frozenset[Spot]], Relation] = {}
    without_asides = replace(said, words=_IS["aside"].sub("", said.words))
    every = *_parts(said), *_changes(said), *_changes(without_asides), *_sums(said)
    for one in every if len(said.spots) > 1 else ():
        better = _other_reading(said, one) or one if not one.holds and _is_likely(one) else one
        kept.setdefault((better.kind, frozenset(better.spots)), better)
    held = {one.blamed for one in kept.values() if one.holds and one.kind is not Kind.DIRECTION}
    told = [one for one in kept.values() if one.holds or one.kind is Kind.DIRECTION or one.blamed not in held]
    return [one for one in told if one.holds or ("respectively" not in said.words and _is_likely(one))]


def _is_likely(one: Relation) -> bool:
    """Whether a failing relation is near to holding, as where one number of it is mistyped; else it was misread."""
    if one.kind is Kind.DIRECTION:
        least, most = sorted(spot.number.value for spot in one.spots)
        return most <= 5 * least
    return one.kind in (Kind.SUM, Kind.IMPOSSIBLE) or any(map(may_be_slip, one.ranges, one.ranges.values()))


def _other_reading(said: Line, one: Relation) -> Relation | None:
    """A relation that another number of the line makes right was misread."""
    others = [spot for spot in said.spots if spot not in one.spots and not spot.number.hedged][:MOST_OTHERS]
    tries: Iterable[Relation | None] = ()
    if one.kind is Kind.PART:
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
    for a, b, p, sure in (*_plain_parts(said), *_parts_of_lead(said)):
        found = part(*said.of((a, b, p)))
        if found and (found.holds or (sure and p not in taken)):
            taken.add(p)
            yield found
    for match in _IS["share-of"].finditer(said.words):
        if match["p"] not in taken and not _IS.has("aim", match["before"]):
            yield from filter(None, [impossible(*said.of((match["p"], match["b"])))])


def _plain_parts(said: Line) -> Iterator[tuple[str, str, str, bool]]:
    """The letters of a part, its whole and its percentage, and whether their form is sure, as in "24 of 94 (26%)"."""
    for match in (one for form in _SHARES.values() for one in form.finditer(said.words)):
        link = said.words[max(match.end("a"), match.end("b")) : match.start("p")]
        sure = match.end("p") != match.end() or _is_its_own(said.words, match.end(), link)
        said_beside = match[0].removesuffix(f"{match['a']} against {match['b']}")
        yield match["a"], match["b"], match["p"], sure and not _IS.has("other-base", said_beside)


def _parts_of_lead(said: Line) -> Iterator[tuple[str, str, str, bool]]:
    """As in "Of the 94, 24 (25%) were upheld and 30 (32%) were not": each count with the percentage right behind it."""
    leads = list(_IS["lead"].finditer(said.words))
    for lead, after in zip(leads, [*leads[1:], None], strict=False):
        stop, whole = after.start("b" if after["b"] else "c") if after else len(said.words), lead["b"] or lead["c"]
        for match in _IS["pair"].finditer(said.words, lead.end(), stop):
            between = said.words[lead.end() : match.end()]
            sure = match["link"].endswith("(") or len(re.findall("[\ue000-\ue0ff\ue300-\ue4ff]", between)) == 1
            sure = sure and _is_its_own(said.words, match.end(), match["link"]) and not _IS.has("other-base", between)
            less = said.spot(match["a"]).number.value <= said.spot(whole).number.value
            yield match["a"], whole, match["p"], sure and less


def _is_its_own(words: str, ends: int, link: str) -> bool:
    """Whether the words before and after a percentage say that it is of the count before it."""
    behind = words[ends : ends + 40]
    if link.endswith("("):
        return bool(re.match(r"\)|[,;]| of (?:all|the total)| overall", behind))
    linked = _IS.has("link", link) or (re.search(r",\s*$", link) and _IS["closed"].match(behind))
    return bool(linked and not _IS["not-its-own"].match(behind))


# Changes and directions


def _alike(old: Spot, new: Spot) -> bool:
    """Whether two values may be of one measure."""
    units = {old.number.unit, new.number.unit}
    told_once = old.number.unit == COUNT and new.number.unit == PERCENT and bool(old.number.places)
    return old != new and (len(units) == 1 or units == {COUNT, DAYS} or told_once)


def _changes(said: Line) -> Iterator[Relation]:
    """Changes and directions of pairs of values; a number that tells a change is no value of a pair."""
    told = {_told(one)[0] for one in _IS["change"].finditer(said.words) if _tells_change(said, one)}
    done: set[frozenset[str]] = set()
    for match in (one for form in _CHANGES.values() for one in form.finditer(said.words)):
        pair, by = frozenset(match.group("old", "new")), match.groupdict().get("by")
        old, new = said.of(match.group("old", "new"))
        if not _alike(old, new) or pair in done or told & pair or (by and _IS.has("else", match[0].replace(":", ""))):
            continue
        done.add(pair)
        word = "" if by else _going(said, match)
        if by:
            yield from filter(None, [change_as_told(old, new, said.spot(by), way_of(match["way"]))])
        elif word:
            yield direction(old, new, word)
        yield from _changes_of(said, match, (old, new), way_of(word) if word else 0)


def _told(match: re.Match[str]) -> tuple[str, int]:
    """The letter of a change, and the way that the word beside it says; 0 where none does."""
    ways = (WAYS[word] for word in re.findall("[a-z]+", match[0].lower()) if word in WAYS)
    return _ANY.findall(match[0])[0], next(ways, 0)


def _tells_change(said: Line, match: re.Match[str]) -> bool:
    """Whether a way word makes the number beside it a change: "12 more", "up 5%", but not "187, down from"."""
    return len(match[0]) > 1 and (bool(_ANY.match(match[0][-1])) or not said.words.startswith(" from", match.end()))


def _changes_of(said: Line, pair: re.Match[str], values: tuple[Spot, Spot], way: int) -> Iterator[Relation]:
    """The changes told right before a pair or right behind it, and one in brackets behind such a one."""
    words, ends = said.words, pair.end()
    for match in list(_IS["change"].finditer(words, max(0, pair.start() - 60), pair.start() + 1))[-1:]:
        yield from _near(said, match, values, words[match.end() : pair.start()], 0)
    for match in _IS["change"].finditer(words, pair.end() - 1):
        letter, own = _told(match)
        at = words.index(letter, match.start())
        if said.spot(letter) not in values:
            if at - ends > 60 or _ANY.search(words, ends, at):
                break
            way = own or way
            yield from _near(said, match, values, words[ends:at], way)
            ends = at + 1


def _near(said: Line, match: re.Match[str], values: tuple[Spot, Spot], between: str, way: int) -> Iterator[Relation]:
    """A change told near a pair; where other words stand between only one that holds."""
    letter, own = _told(match)
    by = said.spot(letter)
    clear = (own or way or by.number.sign) and not _ANY.search(between) and not _IS.has("else", between)
    if len(match[0]) == 1 and not by.number.sign:
        clear = clear and not _IS.has("before", between)
    found = change_as_told(*values, by, own or way) if by not in values else None
    yield from [found] if found and (found.holds or clear) else []


def _going(said: Line, pair: re.Match[str]) -> str:
    """The word that says which way a pair went, before it or in it; empty where none does or several differ."""
    near = re.split("[\ue000-\ue5ff,;:.(]", said.words[: pair.start()])[-1][-40:] + pair[0]
    found = [one[1] or one[2] or one[3] for one in _IS["goes"].finditer(near)]
    if not found and (both := _IS["both"].search(said.words)):
        return both[1]
    return found[0] if len(set(map(way_of, found))) == 1 and not _IS.has("denied", near) else ""


# Parts and their sum


def _sums(said: Line) -> Iterator[Relation]:
    """The lists of a line with their totals, before them, at their end, or as the whole whose rest is told."""
    words = re.sub(" ?\\([\ue100-\ue1ff]\\)", "", said.words)
    letters, gaps = _ANY.findall(words), _ANY.split(words)
    begins = 0
    for at, gap in enumerate(gaps[1:], 1):
        goes_on = _IS.has("totals", gap) or (_IS.has("separates", gap) and not re.search(r"[():]|\.\s", gap))
        if at == len(letters) or not goes_on or _unit(letters[at]) != _unit(letters[begins]):
            if at - begins > 1:
                yield from _sums_of(said, letters[:at], gaps[: at + 1], begins)
            begins = at


def _unit(letter: str) -> int:
    place = ord(letter) & 0xFF00
    return _LETTERS[COUNT] if place == _LETTERS[DAYS] else place


def _sums_of(said: Line, letters: Sequence[str], gaps: Sequence[str], begins: int) -> Iterator[Relation]:
    """The sums that a list tells, which is the last of these letters."""
    listed, opened, inner = letters[begins:], gaps[begins], gaps[begins + 1 : -1]
    some, remaining = any(_IS.has("some", gap) for gap in inner), _IS.has("rest", inner[-1])
    if begins and _IS.has("opens", opened) and not re.search(r"[,;?!)]|\.\s", opened):
        yield from _opened(said, letters, gaps, begins, some)
    if _unit(listed[0]) == _LETTERS[PERCENT] and remaining and not some:
        yield total(said.of(listed))
    if len(listed) > 2 and (_IS.has("totals", inner[-1]) or _IS["in-all"].match(gaps[-1])):
        tries = [total(said.of(listed[at:-1]), said.spot(listed[-1])) for at in range(len(listed) - 2)]
        sure = not some and _IS.has("last-of-list", inner[-2])
        yield from [one for one in tries if one.holds][:1] or _sum(said, listed[:-1], listed[-1], sure)
    if len(listed) > 2 and remaining and _IS.has("of-whole", opened):
        yield from _sum(said, listed[1:], listed[0], not some)


def _opened(said: Line, letters: Sequence[str], gaps: Sequence[str], begins: int, some: bool) -> Iterator[Relation]:
    """A list behind its total, or behind the number of its parts: "427 across three stages: 354, 56 and 17"."""
    listed, whole, ahead = letters[begins:], letters[begins - 1], letters[begins - 2 : begins - 1]
    counted = bool(ahead) and said.spot(whole).number.value == len(listed) and _unit(ahead[0]) == _unit(listed[0])
    some |= _IS.has("some", _IS["opens"].sub("", gaps[begins])) or _IS.has("some", re.split(r"[.;)]", gaps[-1])[0])
    some |= bool(ahead) and not counted and _IS.has("separates", gaps[begins - 1])
    yield from _sum(said, listed, ahead[0] if counted else whole, not some and _IS.has("last-of-list", gaps[-2]))


def _sum(said: Line, parts: Sequence[str], whole: str, sure: bool) -> Iterator[Relation]:
    """A sum, where it holds or is sure to be one; no part is greater than its whole."""
    found = total(said.of(parts), said.spot(whole))
    sure = sure and max(spot.number.value for spot in found.spots[:-1]) <= found.spots[-1].number.value
    yield from [found] if _unit(whole) == _unit(parts[0]) != _HEDGED and (found.holds or sure) else []
