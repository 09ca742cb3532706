"""Two values of a sentence: what they changed by, and which way the words say that they went."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

from complaints_report.audit.arithmetic.forms import Forms
from complaints_report.audit.arithmetic.lines import ANY, IS, Line
from complaints_report.audit.arithmetic.relations import Relation, change_as_told, direction, multiple, way_of
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT
from complaints_report.english import WAYS

_NEXT = re.compile(r",? ?(?:and |then |to )*")
_CHANGES, PAIR, _NOW, _BEFORE = Forms("changes"), 2, 1000, (999, 998)
"""For this year, and for last year and the one before, numbers after those of all years."""


def alike(old: Spot, new: Spot) -> bool:
    """Whether two values may be of one measure."""
    units = {old.number.unit, new.number.unit}
    told_once = old.number.unit == COUNT and new.number.unit == PERCENT and bool(old.number.places)
    return old != new and (len(units) == 1 or units == {COUNT, DAYS} or told_once)


def changes(said: Line) -> Iterator[Relation]:
    """Changes and directions of pairs of values; a number that tells a change is no value of a pair."""
    told = _told_changes(said)
    told -= {letter for letter in told if IS["year-right-behind"].match(said.words, said.words.index(letter) + 1)}
    told |= {letter for letter in ANY.findall(said.words) if said.spot(letter).number.sign}
    done: set[frozenset[str]] = set()
    of_forms = list(_pairs_of_forms(said))
    with_change = [one for one in of_forms if one.by]
    for pair in (*with_change, *_pairs_of_years(said, told), *of_forms):
        letters = frozenset((pair.old, pair.new))
        if alike(*said.of((pair.old, pair.new))) and letters not in done and not told & letters:
            done.add(letters)
            yield from _of_pair(said, pair)
    yield from _each_year(said)


def _told_changes(said: Line) -> set[str]:
    return {told_by(one)[0] for one in IS["change"].finditer(said.words) if _tells_change(said, one)}


def changes_by_year(said: Line) -> Iterator[Relation]:
    """Changes and directions of values that words give a year each, and of no others."""
    for pair in _pairs_of_years(said, _told_changes(said)):
        if alike(*said.of((pair.old, pair.new))):
            yield from _of_pair(said, pair)


def _each_year(said: Line) -> Iterator[Relation]:
    """A row of values of which words say that they went one way each year: "climbed each year (61, 70, 83)"."""
    letters, gaps = ANY.findall(said.words), ANY.split(said.words)[1:-1]
    found = _ways(said.words)
    is_row = len(letters) > PAIR and all(map(_NEXT.fullmatch, gaps)) and IS.has("each-year", said.words)
    if is_row and len(set(map(way_of, found))) == 1 and not IS.has("denied", said.words):
        yield from (direction(old, new, found[0]) for old, new in pairwise(said.of(letters)))


@dataclass(frozen=True)
class _Pair:
    """Two values, by their letters, in so much of a line: with the change between them where the form tells it."""

    old: str
    new: str
    begins: int
    ends: int
    by: str = ""
    way: str = ""
    by_years: bool = False


def _pairs_of_forms(said: Line) -> Iterator[_Pair]:
    for match in _CHANGES.found_in(said.words):
        found = match.groupdict()
        if not (found.get("by") and IS.has("else", match[0].replace(":", ""))):
            yield _Pair(match["old"], match["new"], *match.span(), found.get("by") or "", found.get("way") or "")


def _pairs_of_years(said: Line, told: AbstractSet[str]) -> Iterator[_Pair]:
    """The values that words give a year each, from one year to the next: "26 this year and 19 last year"."""
    compared = {one["a"] for one in IS["than"].finditer(said.words)}  # each with another number than its neighbours
    letters = [one for one in ANY.findall(said.words) if one not in told | compared]
    dated = [(year, one) for one in letters if (year := _year_of(said.words, one)) is not None]
    undated = [one for one in letters if one not in {each for _, each in dated}]
    if len(letters) == len(dated) + 1 == PAIR and dated[0][0] in _BEFORE:
        dated.append((_NOW, undated.pop()))
    if any(year in _BEFORE for year, _ in dated) and any(year < min(_BEFORE) for year, _ in dated):
        return  # which may be the same year
    if len(dated) > 1 and len({year for year, _ in dated}) == len(dated) == len(letters) - len(undated):
        for (_, old), (_, new) in pairwise(sorted(dated)):
            places = sorted((said.words.index(old), said.words.index(new)))
            yield _Pair(old, new, places[0], places[1] + 1, by_years=True)


def _year_of(words: str, letter: str) -> int | None:
    """The year that words right behind a number or right before it name: its last two digits, or one of these."""
    at = words.index(letter)
    before, after = ANY.split(words[:at])[-1], ANY.split(words[at + 1 :])[0]
    found = IS["year-behind"].match(after) or IS["year-ahead"].search(before)
    if not found:
        return None
    named = re.findall(r"20(\d\d)", found[0])
    if named:
        return int(named[0])
    is_second = "before" in found[0] and re.search("last|previous", ANY.sub("", words[:at]) + found[0])
    return _NOW if IS.has("this-year", found[0]) else _BEFORE[1 if is_second else 0]


def _of_pair(said: Line, pair: _Pair) -> Iterator[Relation]:
    """What is told of two values: their change, or which way they went, and the changes beside them."""
    old, new = said.of((pair.old, pair.new))
    word = "" if pair.by else _going(said, pair)
    if pair.by:
        found = change_as_told(old, new, said.spot(pair.by), way_of(pair.way) if pair.way else 0)
        yield from [replace(found, is_plain=True)] if found else []
    elif word:
        yield direction(old, new, word)
    else:
        yield from _said_otherwise(said, old, new)
    yield from _changes_of(said, pair, (old, new), way_of(word) if word else 0)


def told_by(match: re.Match[str]) -> tuple[str, int]:
    """The letter of a change, and the way that the word beside it says; 0 where none does."""
    words = re.findall("[a-z]+", match[0].lower())
    ways = (WAYS[word] for word in words if word in WAYS and not word.startswith("improv"))  # which may go either way
    return ANY.findall(match[0])[0], next(ways, 0)


def _tells_change(said: Line, match: re.Match[str]) -> bool:
    """Whether a way word makes the number beside it a change: "12 more", "up 5%", but not "187, down from"."""
    return len(match[0]) > 1 and (bool(ANY.match(match[0][-1])) or not said.words.startswith(" from", match.end()))


def _changes_of(said: Line, pair: _Pair, values: tuple[Spot, Spot], way: int) -> Iterator[Relation]:
    """The changes told right before a pair or right behind it, and one in brackets behind such a one."""
    words, ends = said.words, pair.ends
    for match in IS["change"].finditer(words, max(0, pair.begins - 60), pair.begins + 1):
        if IS.has("of-something-else", words[match.end() : pair.begins]):
            continue
        yield from _near(said, match, values, words[match.end() : pair.begins], 0)
    for match in IS["change"].finditer(words, pair.ends - 1):
        letter, own = told_by(match)
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
    letter, own = told_by(match)
    by = said.spot(letter)
    is_told = own or way or by.number.sign or "improv" in match[0].lower()
    clear = is_told and not ANY.search(between) and not IS.has("else", between.rstrip(": "))
    if len(match[0]) == 1 and not by.number.sign:
        clear = clear and not IS.has("before", between) and not re.search("[),;](?! or $)", between)
    found = change_as_told(*values, by, own or way) if by not in values else None
    yield from [found] if found and (found.holds or clear) else []


def _going(said: Line, pair: _Pair) -> str:
    """The word that says which way a pair went, before it or in it; empty where none does or several differ."""
    near = re.split("[\ue000-\ue6ff,;:.(]", said.words[: pair.begins].rstrip(": (") + " ")[-1][-40:]
    near += "" if pair.by_years else said.words[pair.begins : pair.ends]
    found, every = _ways(near), _ways(said.words)
    if pair.by_years and len(set(map(way_of, every))) > 1:
        return ""
    if pair.by_years and every and not found and IS.has("each-year", said.words):
        near, found = said.words, every
    if not found and (both := IS["both"].search(said.words)):
        return both[1]
    if not found and len(ANY.findall(said.words)) == PAIR:  # so that nothing else in the sentence can have gone any way
        near, found = said.words, every
    return found[0] if len(set(map(way_of, found))) == 1 and not IS.has("denied", near) else ""


def _ways(words: str) -> list[str]:
    """The words that say which way something went."""
    return [next(filter(None, one.groups())) for one in IS["goes"].finditer(words)]


def _said_otherwise(said: Line, old: Spot, new: Spot) -> Iterator[Relation]:
    """That a pair stayed as it was, doubled or was halved, or became better, which of times and of shares is a way."""
    if IS.has("denied", said.words) or len(ANY.findall(said.words)) > 2:
        return
    if match := IS["times"].search(said.words):
        yield multiple(old, new, match[2], bool(match["more"]))
    elif match := IS["above"].search(said.words):
        yield direction(old, new, match[0].split()[-1], 1 if match[1] else -1)
    elif match := IS["the-same"].search(said.words):
        yield direction(old, new, match[0], 0)
    elif (match := IS["better"].search(said.words)) and IS.has("in-time", said.words):
        better = 1 if match[1] else -1
        if new.number.unit == DAYS or (new.number.unit == PERCENT and not IS.has("late", said.words)):
            yield direction(old, new, match[0], -better if new.number.unit == DAYS else better)
