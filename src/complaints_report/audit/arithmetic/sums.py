"""Parts and their sum in a sentence: lists with their totals before them, at their end, or told by the rest."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from complaints_report.audit.arithmetic.lines import ANY, HEDGED, IS, LETTERS, Line, unit_of
from complaints_report.audit.arithmetic.relations import Relation, swapped, total, value_of
from complaints_report.audit.reading.numbers import PERCENT

_SHORT = 30
"""So many letters of a part of a list are few."""
_FEW = Fraction(3, 100)
"""Of a whole so much may be missed by a list that seems to tell all of it."""


def sums(said: Line) -> Iterator[Relation]:
    """The lists of a line with their totals, before them, at their end, or as the whole whose rest is told."""
    has_counts = re.search("[\ue000-\ue0ff]", said.words)
    words = re.sub(" ?\\([\ue100-\ue1ff]\\)", "", said.words) if has_counts else said.words  # shares beside counts
    words = re.sub("\\(([\ue000-\ue1ff\ue300-\ue3ff])\\)", r"\1", words)  # as in "email (210) and post (61)"
    letters, gaps = ANY.findall(words), ANY.split(words)
    begins = 0
    for at, gap in enumerate(gaps[1:], 1):
        goes_on = IS.has("totals", gap) or (IS.has("separates", gap) and not re.search(r"[()]|:(?! ?$)|\.\s", gap))
        goes_on |= gap.rstrip().endswith(("(", ":")) and bool(
            IS["in-all"].match(gaps[at + 1] if at < len(letters) else "")
        )
        goes_on = goes_on and not IS.has("of-which", gap) and not re.search(r"\w", (IS["opens"].search(gap) or [""])[0])
        if at == len(letters) or not goes_on or unit_of(letters[at]) != unit_of(letters[begins]):
            if at - begins > 1:
                yield from _sums_of(said, letters[:at], gaps[: at + 1], begins)
            begins = at


def _sums_of(said: Line, letters: Sequence[str], gaps: Sequence[str], begins: int) -> Iterator[Relation]:
    """The sums that a list tells, which is the last of these letters."""
    listed, opened, inner = letters[begins:], gaps[begins], gaps[begins + 1 : -1]
    some, remaining = any(IS.has("some", gap) for gap in inner), IS.has("rest", inner[-1])
    if begins and IS.has("opens", opened) and not re.search(r"[,;?!)]|\.\s", IS["opens"].sub("", opened)):
        yield from _opened(said, letters, gaps, begins, some)
    if begins and IS.has("of-which", opened) and _is_one_breath([IS["of-which"].sub("", opened), *gaps[begins + 1 :]]):
        yield from _within(said, listed, letters[begins - 1])
    if unit_of(listed[0]) == LETTERS[PERCENT] and (remaining or not some) and (remaining or _is_divided(said, listed, gaps[begins:])):
        yield total(said.of(listed))
    if len(listed) > 2 and (IS.has("totals", inner[-1]) or IS["in-all"].match(gaps[-1])):
        tries = [total(said.of(listed[at:-1]), said.spot(listed[-1])) for at in range(len(listed) - 2)]
        sure = not some and IS.has("last-of-list", inner[-2])
        held = [one for one in tries if one.holds][:1]
        if not held and unit_of(listed[-1]) == unit_of(listed[0]) != HEDGED:
            quarters = len(listed) > 4 and all(map(IS["quarters"].fullmatch, inner[:-1]))
            is_sure = not some and (sure or _is_near(tries[0]) or _is_one_breath(["", *gaps[begins + 1 : -1]]) or quarters)
            held = tries[:1] if is_sure else []
        yield from held
    if len(listed) > 2 and _is_one_breath(["", *gaps[begins + 2 :]]):
        sure = IS.has("together", "".join(gaps[max(0, begins - 1) : begins + 1])) and IS.has("last-of-list", inner[-1])
        made = _sum(said, listed[1:], listed[0], True, plain=True) if len(listed) > 3 or sure else ()
        yield from [one for one in made if one.holds or sure or _is_near(one)]
    if begins and len(listed) > 2 and IS.has("concerns", opened) and IS.has("last-of-list", inner[-1]) and not some:
        made = _sum(said, listed, letters[begins - 1], True)
        yield from [one for one in made if one.holds or _is_near(one, _FEW)]
    if len(listed) > 3 and IS.has("lead-of", opened) and any(IS.has("not-upheld", gap) for gap in gaps[begins:]):
        made = _sum(said, listed[1:], listed[0], True, plain=True)
        yield from [one for one in made if one.holds or sum(map(value_of, one.spots[:-1])) > value_of(one.spots[-1])]
    if len(listed) > 2 and remaining and IS.has("of-whole", opened):
        yield from _sum(said, listed[1:], listed[0], not some)


def _opened(said: Line, letters: Sequence[str], gaps: Sequence[str], begins: int, some: bool) -> Iterator[Relation]:
    """A list behind its total, or behind the number of its parts: "427 across three stages: 354, 56 and 17"."""
    listed, whole, ahead = letters[begins:], letters[begins - 1], letters[begins - 2 : begins - 1]
    counted = bool(ahead) and said.spot(whole).number.value == len(listed) and unit_of(ahead[0]) == unit_of(listed[0])
    some |= IS.has("some", re.sub(r"\bin (?:19|20)\d\d(?:[/–-]\d+)?", "", IS["opens"].sub("", gaps[begins]))) or IS.has(
        "some", re.split(r"[.;)]", gaps[-1])[0]
    )
    some |= bool(ahead) and not counted and IS.has("separates", gaps[begins - 1])
    is_closed = "(" in gaps[begins][-_SHORT:] and ")" in gaps[-1] and max(map(len, gaps[begins + 1 : -1])) < _SHORT
    is_told = IS.has("totals", IS["opens"].sub("", gaps[begins])) and _is_one_breath(["", *gaps[begins + 1 :]])
    is_told |= any(IS.has("not-stated", gap) for gap in gaps[begins:])
    is_whole = IS.has("last-of-list", gaps[-2]) or (len(listed) > 2 and (is_closed or is_told))
    yield from _sum(said, listed, ahead[0] if counted else whole, not some and is_whole, is_closed)


def _is_one_breath(gaps: Sequence[str]) -> bool:
    """Whether the parts of a list share the verb of the first, as in "of which 80 were by email and 45 by post".

    The first of the gaps is what stands before the list, the last what stands behind it.
    """
    before, first, *others = (*gaps[:-1], re.split("[.;]", gaps[-1])[0])
    ways = {found and found.groups() for found in map(IS["way-in"].match, (first, *others))}
    compared = any(IS.has("some", gap) for gap in (before, first, *others))
    return len(ways) == 1 and None not in ways and not compared and not any(IS.has("verb", gap) for gap in others)


def _within(said: Line, parts: Sequence[str], whole: str) -> Iterator[Relation]:
    """Parts of a total, which may be some of them; more than the total they are not."""
    found = total(said.of(parts), said.spot(whole))
    many = sum(map(value_of, found.spots[:-1])) > value_of(found.spots[-1])
    yield from [found] if unit_of(whole) == unit_of(parts[0]) != HEDGED and (found.holds or many) else []


def _is_near(one: Relation, less: Fraction = Fraction(0)) -> bool:
    """Whether parts come to a little more than their whole, to so much less of it, or to it with two digits swapped."""
    come_to, whole = sum(map(value_of, one.spots[:-1])), value_of(one.spots[-1])
    is_near = whole < come_to <= whole * 11 / 10 or (less and 0 < whole - come_to <= max(1, whole * less))
    return bool(is_near) or f"{come_to}" in swapped(f"{whole}")


def _is_divided(said: Line, shares: Sequence[str], gaps: Sequence[str]) -> bool:
    """Whether words say that percentages make up a whole, or that each is made up by another group of it."""
    come_to = sum(map(value_of, said.of(shares)))
    if len(shares) < 3 or not 80 < come_to < 130:
        return False
    return IS.has("divided", gaps[0]) or any(IS.has("not-stated", gap) for gap in gaps) or (come_to > 100 and any(IS.has("one-of-all", gap) for gap in gaps))


def _sum(said: Line, parts: Sequence[str], whole: str, sure: bool, plain: bool = False) -> Iterator[Relation]:
    """A sum, where it holds or is sure to be one; no part is greater than its whole, unless it is plainly one."""
    found = total(said.of(parts), said.spot(whole))
    sure = sure and (plain or max(spot.number.value for spot in found.spots[:-1]) <= found.spots[-1].number.value)
    yield from [found] if unit_of(whole) == unit_of(parts[0]) != HEDGED and (found.holds or sure) else []
