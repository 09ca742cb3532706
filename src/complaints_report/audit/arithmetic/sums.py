"""Parts and their sum in a sentence: lists with their totals before them, at their end, or told by the rest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from complaints_report.audit.arithmetic.lines import ANY, HEDGED, IS, LETTERS, Line, unit_of
from complaints_report.audit.arithmetic.relations import Relation, swapped, total, value_of
from complaints_report.audit.reading.numbers import PERCENT

TWO, QUARTERS, _SHORT = 2, 4, 30
"""So many letters of a part of a list are few."""
_IN_YEAR = re.compile(r"\bin (?:19|20)\d\d(?:[/–-]\d+)?")
_FEW = Fraction(3, 100)
"""Of a whole so much may be missed by a list that seems to tell all of it."""


def sums(said: Line) -> Iterator[Relation]:
    """The lists of a line with their totals, before them, at their end, or as the whole whose rest is told."""
    has_counts = re.search("[\ue000-\ue0ff]", said.words)
    words = re.sub(" ?\\([\ue100-\ue1ff]\\)", "", said.words) if has_counts else said.words  # shares beside counts
    if re.search("[\ue300-\ue3ff]", words):  # "£1,500 in one case"
        words = re.sub("[\ue000-\ue0ff]", lambda one: "one" if said.spot(one[0]).number.spelled else one[0], words)
    words = re.sub("\\(([\ue000-\ue1ff\ue300-\ue3ff])\\)", r"\1", words)  # as in "email (210) and post (61)"
    letters, gaps = ANY.findall(words), ANY.split(words)
    begins = 0
    for at, gap in enumerate(gaps[1:], 1):
        goes_on = (at - begins > 1 and IS.has("totals", gap)) or (
            IS.has("separates", gap) and not re.search(r"[()]|:(?! ?$)|\.\s", gap)
        )
        goes_on |= gap.rstrip().endswith(("(", ":")) and bool(
            IS["in-all"].match(gaps[at + 1] if at < len(letters) else "")
        )
        goes_on = goes_on and not IS.has("of-which", gap) and not re.search(r"\w", (IS["opens"].search(gap) or [""])[0])
        if at == len(letters) or not goes_on or unit_of(letters[at]) != unit_of(letters[begins]):
            if at - begins > 1:
                yield from _sums_of(_List(said, letters[:at], gaps[: at + 1], begins))
            begins = at


@dataclass(frozen=True)
class _List:
    """Numbers of a line that follow each other: all letters up to their last, and what stands around each of these."""

    said: Line
    letters: Sequence[str]
    gaps: Sequence[str]
    begins: int

    @property
    def listed(self) -> Sequence[str]:
        """The letters of the numbers."""
        return self.letters[self.begins :]

    @property
    def before(self) -> str:
        """What stands right before them."""
        return self.gaps[self.begins]

    @property
    def between(self) -> Sequence[str]:
        """What stands between them."""
        return self.gaps[self.begins + 1 : -1]

    @property
    def are_some(self) -> bool:
        """Whether the words between them say that they are some of several."""
        return any(IS.has("some", gap) for gap in self.between)

    @property
    def ends_as_list(self) -> bool:
        """Whether the last is told as the last of a list."""
        return IS.has("last-of-list", self.between[-1])

    @property
    def has_subtotal(self) -> bool:
        """Whether one of the numbers is what those before it come to."""
        values = [value_of(one) for one in self.said.of(self.listed)]
        return any(values[at] == sum(values[:at]) for at in range(TWO, len(values)))

    def has(self, form: str) -> bool:
        """Whether words of a form stand at any of them."""
        return any(IS.has(form, gap) for gap in self.gaps[self.begins :])

    def is_one_breath(self, first: int = 0, last: int | None = None) -> bool:
        """Whether the numbers from one to another share the verb of the first."""
        return _is_one_breath(["", *self.gaps[self.begins + 1 + first : last]])


def _sums_of(told: _List) -> Iterator[Relation]:
    """The sums that a list tells, which is the last of these letters."""
    remaining, is_percent = IS.has("rest", told.between[-1]), unit_of(told.listed[0]) == LETTERS[PERCENT]
    if told.begins:
        yield from _behind_its_total(told)
    if is_percent and (remaining or (not told.are_some and _is_divided(told))):
        yield total(told.said.of(told.listed))
    if len(told.listed) > 2:
        yield from _before_its_total(told)
        yield from _of_its_first(told)
        if remaining and IS.has("of-whole", told.before):
            yield from _sum(told.said, told.listed[1:], told.listed[0], not told.are_some)


def _behind_its_total(told: _List) -> Iterator[Relation]:
    """Sums whose total stands before the list: "56: 30 and 26", "56, of which 30 by post", "the 56 concerned"."""
    before, whole = told.before, told.letters[told.begins - 1]
    if IS.has("opens", before) and not re.search(r"[,;?!)]|\.\s", IS["opens"].sub("", before)):
        yield from _opened(told)
    if IS.has("of-which", before) and not told.gaps[told.begins + 1].startswith(","):  # as in "of those 56, 30"
        one_breath = _is_one_breath([IS["of-which"].sub("", before), *told.gaps[told.begins + 1 :]])
        made = _within(told.said, told.listed, whole, told.ends_as_list and IS.has("left-over", told.gaps[-1]))
        is_whole = told.has("not-upheld") and not told.has_subtotal
        is_part = ":" in told.gaps[told.begins - 1] and told.begins > 1  # of a list that goes on behind its own parts
        yield from made if (one_breath or is_whole) and not is_part else (one for one in made if one.holds)
    if len(told.listed) > 2 and IS.has("concerns", before) and told.ends_as_list and not told.are_some:
        yield from [one for one in _sum(told.said, told.listed, whole, True) if one.holds or _is_near(one, _FEW)]


def _before_its_total(told: _List) -> Iterator[Relation]:
    """Sums whose total ends the list: "30 by post and 26 by phone, 56 in all"."""
    listed, between = told.listed, told.between
    if not (IS.has("totals", between[-1]) or IS["in-all"].match(told.gaps[-1])):
        return
    tries = [total(told.said.of(listed[at:-1]), told.said.spot(listed[-1])) for at in range(len(listed) - 2)]
    quarters = len(listed) > QUARTERS and all(map(IS["quarters"].fullmatch, between[:-1]))
    is_list = IS.has("last-of-list", between[-2]) or quarters or told.is_one_breath(last=-1)
    sure = not (told.are_some or IS.has("most-of", told.before)) and (is_list or _is_near(tries[0]))
    is_alike = unit_of(listed[-1]) == unit_of(listed[0]) != HEDGED
    yield from [one for one in tries if one.holds][:1] or (tries[:1] if sure and is_alike else [])


def _of_its_first(told: _List) -> Iterator[Relation]:
    """Sums whose total is the first of the list: "82, 50 from parents, 20 from carers and 12 from children"."""
    listed, said = told.listed, told.said
    made = list(_sum(said, listed[1:], listed[0], True, plain=True))
    if told.is_one_breath(first=1):
        ahead = "".join(told.gaps[max(0, told.begins - 1) : told.begins + 1])
        sure = IS.has("together", ahead) and told.ends_as_list
        yield from [one for one in made if sure or (len(listed) > TWO + 1 and (one.holds or _is_near(one)))]
    if len(listed) > TWO + 1 and IS.has("lead-of", told.before) and told.has("not-upheld"):
        yield from [one for one in made if one.holds or sum(map(value_of, one.spots[:-1])) > value_of(one.spots[-1])]


def _opened(told: _List) -> Iterator[Relation]:
    """A list behind its total, or behind the number of its parts: "427 across three stages: 354, 56 and 17"."""
    listed, begins, said = told.listed, told.begins, told.said
    whole, ahead = told.letters[begins - 1], told.letters[begins - 2 : begins - 1]
    counted = bool(ahead) and said.spot(whole).number.value == len(listed) and unit_of(ahead[0]) == unit_of(listed[0])
    opened, behind = IS["opens"].sub("", told.before), re.split(r"[.;)]", told.gaps[-1])[0]
    some = told.are_some or IS.has("some", _IN_YEAR.sub("", opened)) or IS.has("some", behind)
    some |= bool(ahead) and not counted and IS.has("separates", told.gaps[begins - 1])
    is_closed = "(" in told.before[-_SHORT:] and ")" in told.gaps[-1] and max(map(len, told.between)) < _SHORT
    is_told = told.has("not-stated") or (IS.has("totals", opened) and told.is_one_breath())
    is_whole = told.ends_as_list or (len(listed) > TWO and (is_closed or is_told))
    yield from _sum(said, listed, ahead[0] if counted else whole, not some and is_whole, is_closed)


def _is_one_breath(gaps: Sequence[str]) -> bool:
    """Whether the parts of a list share the verb of the first, as in "of which 80 were by email and 45 by post".

    The first of the gaps is what stands before the list, the last what stands behind it.
    """
    before, first, *others = (*gaps[:-1], re.split("[.;]", gaps[-1])[0])
    ways = {found and found.groups() for found in map(IS["way-in"].match, (first, *others))}
    compared = any(IS.has("some", gap) for gap in (before, first, *others))
    return len(ways) == 1 and None not in ways and not compared and not any(IS.has("verb", gap) for gap in others)


def _within(said: Line, parts: Sequence[str], whole: str, are_all: bool) -> Iterator[Relation]:
    """Parts of a total, all or some of them; more than the total they are not."""
    found = total(said.of(parts), said.spot(whole))
    many = sum(map(value_of, found.spots[:-1])) > value_of(found.spots[-1])
    yield from [found] if unit_of(whole) == unit_of(parts[0]) != HEDGED and (found.holds or many or are_all) else []


def _is_near(one: Relation, less: Fraction = Fraction(0)) -> bool:
    """Whether parts come to a little more than their whole, to so much less of it, or to it with two digits swapped."""
    come_to, whole = sum(map(value_of, one.spots[:-1])), value_of(one.spots[-1])
    is_near = whole < come_to <= whole * 11 / 10 or (less and 0 < whole - come_to <= max(Fraction(1), whole * less))
    return bool(is_near) or f"{come_to}" in swapped(f"{whole}")


def _is_divided(told: _List) -> bool:
    """Whether words say that percentages make up a whole, or that each is made up by another group of it."""
    come_to = sum(map(value_of, told.said.of(told.listed)))
    is_told = IS.has("divided", told.before) or told.has("not-stated") or (come_to > 100 and told.has("one-of-all"))
    return len(told.listed) > TWO and 80 < come_to < 150 and is_told


def _sum(said: Line, parts: Sequence[str], whole: str, sure: bool, plain: bool = False) -> Iterator[Relation]:
    """A sum, where it holds or is sure to be one; no part is greater than its whole, unless it is plainly one."""
    found = total(said.of(parts), said.spot(whole))
    sure = sure and (plain or max(spot.number.value for spot in found.spots[:-1]) <= found.spots[-1].number.value)
    yield from [found] if unit_of(whole) == unit_of(parts[0]) != HEDGED and (found.holds or sure) else []


def sum_of_list(lead: Line, items: Sequence[Line]) -> Iterator[Relation]:
    """The items of a list as parts of the one number of the words that it hangs on."""
    counts = [one.spots[0] for one in items if len(one.spots) == 1]
    words = " ".join(one.words for one in items)
    if len(lead.spots) == 1 and len(counts) == len(items) > TWO and not IS.has("some", lead.words):
        found = total(counts, lead.spots[0])
        is_whole = IS.has("not-upheld", words) or IS.has("not-stated", words)
        alike = len({unit_of(letter) for one in (lead, *items) for letter in ANY.findall(one.words)}) == 1
        yield from [found] if alike and (found.holds or is_whole or _is_near(found)) else []
