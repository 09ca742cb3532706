"""Numbers that hang together: what must hold between them, whether it does, and which of them is to blame if not."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from complaints_report.audit.findings import ARITHMETIC, Finding, Kind
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import PERCENT, Number

Range = tuple[Fraction, Fraction]
"""The least and the greatest value that a number may have."""
HALF, NONE, ALL = Fraction(1, 2), Fraction(0), Fraction(10**12)
MOST_TRIED = 60
"""So many numbers of one relation are tried as the one at fault."""


@dataclass(frozen=True, eq=False)
class Relation:
    """Some numbers of one document that must agree with each other.

    `ranges` gives for each number the values that would make it agree with all the others, where some would;
    `blamed` is the number to tell of where nothing else says which of them is wrong, and `should` what it should be
    where that is more than a value. `why` says what does not agree, whichever of the numbers is at fault.
    """

    kind: Kind
    spots: tuple[Spot, ...]
    holds: bool
    blamed: Spot
    why: str = ""
    ranges: Mapping[Spot, Range] = field(default_factory=dict)
    should: str = ""

    @cached_property
    def fixes(self) -> Mapping[Spot, str]:
        """For each number the one text that would make it agree with all the others, where one would."""
        return {spot: text for spot, span in self.ranges.items() if (text := _text(spot.number, span))}


def value_of(spot: Spot) -> Fraction:
    """The value of a number, with its sign."""
    return Fraction(spot.number.value) * (spot.number.sign or 1)


def size_of(spot: Spot) -> Fraction:
    """The value of a number, without its sign."""
    return Fraction(spot.number.value)


def rounded(exact: Fraction, places: int) -> list[Fraction]:
    """What a value may be printed as: rounded half up, or half to even."""
    least, rest = divmod(exact * 10**places, 1)
    even = least + (rest > HALF or (rest == HALF and least % 2))
    return [Fraction(one, 10**places) for one in dict.fromkeys((least + (rest >= HALF), even))]


def fits(number: Number, exact: Fraction) -> bool:
    """Whether a number is a value as it may be printed."""
    return Fraction(number.value) in rounded(exact, number.places)


def numeral(value: Fraction, places: int = 0) -> str:
    """A value as people print it."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):,.{places}f}"


def _text(number: Number, span: Range) -> str:
    """The one text that a number may have in a range; empty where there are several or none."""
    unit = 10**number.places
    least, most = ceil(span[0] * unit), floor(span[1] * unit)
    value = Fraction(least, unit) if least == most else span[0]
    if (least != most and span[0] != span[1]) or value < 0:
        return ""
    digits = numeral(value, number.places if least == most else number.places + 1)
    return (
        re.sub(r"\d(?:[\d,.\s]*\d)?", digits, number.text, count=1)
        if number.text[-1:] and not number.spelled
        else digits
    )


def half(spot: Spot) -> Fraction:
    """Half of one in the last printed place of a number."""
    return Fraction(1, 2 * 10**spot.number.places)


def _slack(spot: Spot) -> Fraction:
    """By how much a rounded number may be off the value it was made of; whole numbers are what they are."""
    return half(spot) if spot.number.places or spot.number.unit == PERCENT else NONE


def _printed_as(exact: Fraction, number: Number) -> Range:
    found = rounded(abs(exact), number.places)
    return min(found), max(found)


def part(a: Spot, b: Spot | Fraction, p: Spot, where: str = "") -> Relation | None:
    """A part, the whole it is of, and its percentage; the whole may be known without standing anywhere."""
    whole = size_of(b) if isinstance(b, Spot) else b
    if whole <= 0:
        return None
    exact, share, off = 100 * size_of(a) / whole, size_of(p), half(p)
    ranges = {p: _printed_as(exact, p.number), a: (max(share - off, NONE) * whole / 100, (share + off) * whole / 100)}
    if isinstance(b, Spot):
        ranges[b] = 100 * size_of(a) / (share + off), 100 * size_of(a) / (share - off) if share > off else ALL
    places = p.number.places
    right, more = (numeral(rounded(exact, one)[0], one) for one in (places, places + 1))
    so = "" if Decimal(more.replace(",", "")) == Decimal(right.replace(",", "")) else f"{more}%, so it rounds to "
    why = f"{a.number.text} of {numeral(whole)} is {so}{right}%, not {p.number.text}{where}"
    return Relation(Kind.PART, tuple(ranges), fits(p.number, exact), p, why, ranges)


def impossible(p: Spot, b: Spot) -> Relation | None:
    """A percentage of a count, which some whole number must give."""
    whole, number = size_of(b), p.number
    if whole <= 0 or b.number.places or number.value > 100:
        return None
    about = size_of(p) * whole / 100
    near = {some: 100 * Fraction(some) / whole for some in (floor(about), ceil(about))}
    shares = {some: numeral(rounded(share, number.places)[0], number.places) for some, share in near.items()}
    told = " and ".join(f"{some} of {b.number.text} is {share}%" for some, share in shares.items())
    why = f"no whole number out of {b.number.text} is {number.text}: {told}"
    holds = any(fits(number, share) for share in near.values())
    return Relation(Kind.IMPOSSIBLE, (p, b), holds, p, why, {}, " or ".join(f"{share}%" for share in shares.values()))


def change(old: Spot, new: Spot, by: Spot, way: int = 0, percent: bool = True) -> Relation | None:
    """Two values and the change between them, in percent or in numbers, with the way it goes where that is said."""
    was, now, number = size_of(old), size_of(new), by.number
    if percent and was <= 0:
        return None
    exact, way = 100 * (now - was) / was if percent else now - was, number.sign or way
    gone = (exact > 0) - (exact < 0)
    slack = half(by) if percent else _slack(old) + _slack(new)
    size = fits(number, abs(exact)) or (not percent and abs(abs(exact) - size_of(by)) <= slack)
    ends = [(way or gone or 1) * (size_of(by) + off) for off in (-slack, slack)]
    news = [was * (1 + one / 100) if percent else was + one for one in ends]
    olds = (
        [now / (1 + one / 100) if percent else now - one for one in ends] if not percent or min(ends) > -100 else [ALL]
    )
    ranges = {by: _printed_as(exact, number), new: (min(news), max(news)), old: (min(olds), max(olds))}
    right = _text(number, (ranges[by][1],) * 2).lstrip("+-−–")
    told = {1: "a rise of ", 0: "", -1: "a fall of "}
    why = f"from {old.number.text} to {new.number.text} is {told[gone] or 'a change of '}{right}"
    should = f"{'-' if gone < 0 else '+' if number.sign else ''}{right}" if number.sign or way * gone < 0 else ""
    why += f", not {told[way]}{number.text.lstrip('+-−–')}"
    return Relation(Kind.CHANGE, (old, new, by), size and way * gone >= 0, by, why, ranges, should)


def direction(old: Spot, new: Spot, way: int, word: str) -> Relation:
    """Two values and a word that says which way it went from one to the other."""
    was, now = size_of(old), size_of(new)
    gone = (now > was) - (now < was)
    ranges = {new: (was, ALL), old: (NONE, now)} if way > 0 else {new: (NONE, was), old: (now, ALL)}
    went = {1: "went up", 0: "stayed the same", -1: "went down"}[gone]
    why = f"“{word}”, but from {old.number.text} to {new.number.text} it {went}"
    return Relation(Kind.DIRECTION, (old, new), gone == way, new, why, ranges, went)


def total(parts: Sequence[Spot], whole: Spot, slack: Fraction | None = None) -> Relation:
    """Parts that must add up to their whole; of percentages that make up 100 a part is to blame."""
    come_to = sum((value_of(one) for one in parts), NONE)
    off = value_of(whole) - come_to
    if slack is None:
        slack = sum((_slack(one) for one in (*parts, whole)), NONE) if _slack(whole) else NONE
    ranges = {one: (value_of(one) + off - slack, value_of(one) + off + slack) for one in parts}
    ranges = {one: span for one, span in ranges.items() if span[1] >= 0} | {whole: (come_to - slack, come_to + slack)}
    listed = (
        f"{' + '.join(one.number.text for one in parts)} is" if len(parts) < 7 else f"the {len(parts)} parts come to"
    )
    places = max(one.number.places for one in (*parts, whole))
    why = f"{listed} {numeral(come_to, places)}{'%' * (whole.number.unit == PERCENT)}, not {whole.number.text}"
    blamed = parts[0] if slack and whole.number.value == 100 else whole
    return Relation(Kind.SUM, (*parts, whole), abs(off) <= slack, blamed, why, ranges)


def shares(parts: Sequence[Spot]) -> Relation:
    """Percentages of one whole, all told, which must come to 100 but for rounding."""
    come_to, slack = sum(map(size_of, parts), NONE), sum(map(half, parts), NONE)
    ranges = {one: (size_of(one) + 100 - come_to - slack, size_of(one) + 100 - come_to + slack) for one in parts}
    listed, places = " + ".join(one.number.text for one in parts), max(one.number.places for one in parts)
    why = f"{listed} is {numeral(come_to, places)}%, not 100%"
    should = f"about {numeral(100 - come_to + size_of(parts[-1]), places)}%"
    return Relation(Kind.SUM, tuple(parts), abs(come_to - 100) <= slack, parts[-1], why, ranges, should)


def same(first: Spot, second: Spot, where: str) -> Relation:
    """One measure that is told in two places, the first of them `where`."""
    one, other = value_of(first), value_of(second)
    places = min(first.number.places, second.number.places)
    holds = one in rounded(other, places) or other in rounded(one, places)
    why = f"{where} says {first.number.text}, and this {second.number.text}"
    return Relation(Kind.TWO_PLACES, (first, second), holds, second, why, {first: (other, other), second: (one, one)})


def may_be_slip(spot: Spot, span: Range, near: int = 4) -> bool:
    """Whether a number may be a slip of one in a range: near it, or a digit wrong, left out, added or swapped."""
    value, least, most = float(spot.number.value), float(span[0]) - 1e-9, float(span[1]) + 1e-9
    if near * max(least - value, value - most) <= max(value, min(most, least)):
        return True
    text = f"{spot.number.value}"
    heads = [(text[:at], text[at:]) for at in range(len(text) + 1)]
    typed = [head + digit + tail[gone:] for head, tail in heads for gone in (0, 1) for digit in ("", *"0123456789")]
    typed += [head + tail[1] + tail[0] + tail[2:] for head, tail in heads if len(tail) > 1]
    return any(least <= float(one) <= most for one in typed if one.replace(".", "", 1).isdigit())


def findings(
    relations: Sequence[Relation], agreeing: AbstractSet[Spot] = frozenset(), wrong: AbstractSet[Spot] = frozenset()
) -> Iterator[Finding]:
    """For what does not hold, the number at fault; nothing that `wrong` numbers explain or `agreeing` ones deny."""
    known = _Known(relations, agreeing)
    open_ = [one for one in relations if not one.holds and not any(spot in wrong for spot in one.spots)]
    open_ = [one for one in open_ if one.kind == Kind.DIRECTION or any(spot not in agreeing for spot in one.spots)]
    told: set[Relation] = set()
    for one, (spot, mended) in sorted(((one, known.blamed(one)) for one in open_), key=lambda each: -len(each[1][1])):
        if one not in told:
            told.update(mended)
            yield _finding(spot, [one, *(each for each in mended if each is not one and each in open_)])


def _finding(spot: Spot, failing: Sequence[Relation]) -> Finding:
    first = min(failing, key=lambda one: list(Kind).index(one.kind))
    spans = [one.ranges[spot] for one in failing if spot in one.ranges]
    span = max((low for low, _ in spans), default=NONE), min((high for _, high in spans), default=ALL)
    return Finding(
        kind=first.kind,
        layer=ARITHMETIC,
        heading=spot.block.heading,
        sentence=spot.told,
        document=spot.number.text,
        should=first.should if spot is first.blamed and first.should else _text(spot.number, span),
        why="; ".join(dict.fromkeys(one.why for one in failing[:2])),
        tag=spot.tag,
        place=spot.place,
        spot=spot,
    )


class _Known:
    """Which number of a failing relation to blame, by all relations of a document and what the data bear out."""

    def __init__(self, relations: Sequence[Relation], agreeing: AbstractSet[Spot]) -> None:
        self._agreeing, self._of = agreeing, defaultdict[Spot, list[Relation]](list)
        for one in sorted(relations, key=lambda each: not each.holds):
            for spot in one.ranges:
                self._of[spot].append(one)
        self._times = Counter((spot.number.unit, spot.number.value) for spot in self._of)
        self._values = sorted(self._times)

    def blamed(self, one: Relation) -> tuple[Spot, list[Relation]]:
        """The number whose replacement makes most relations hold and breaks none, and those that it mends."""
        spots = [spot for spot in one.spots if spot not in self._agreeing] or [one.blamed]
        tried = [(spot, *self._mended(one, spot)) for spot in spots[:MOST_TRIED]]
        spot, mended, _ = max(tried, key=lambda each: (len(each[1]), each[2], each[0] is one.blamed))
        return spot, mended or [one]

    def _mended(self, one: Relation, spot: Spot) -> tuple[list[Relation], bool]:
        """The failing relations that another value of a number would mend, and whether it looks mistyped."""
        (least, most), found = one.ranges.get(spot, (ALL, NONE)), [one]
        for other in self._of[spot]:
            low, high = other.ranges[spot]
            if max(low, least) <= min(high, most):
                least, most = max(low, least), min(high, most)
                found += [] if other.holds or other is one else [other]
            elif other.holds:
                return [], False
        return (found, self._looks_mistyped(spot, least, most)) if least <= most else ([], False)

    def _looks_mistyped(self, spot: Spot, least: Fraction, most: Fraction) -> bool:
        """Whether two digits of a number are swapped, or the document says elsewhere what it should be."""
        number = spot.number
        if most - least > max(most / 200, 4 * half(spot)):
            return False
        digits = f"{number.value}"
        swaps = {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)} - {
            digits
        }
        if any(least <= Fraction(one) <= most for one in swaps if "." not in (one[0], one[-1])):
            return True
        at = bisect_left(self._values, (number.unit, Decimal(ceil(least * 1000)) / 1000))
        unit, value = self._values[at] if at < len(self._values) else ("", Decimal(0))
        alone = self._times[number.unit, number.value] == 1
        return alone and unit == number.unit and least <= Fraction(value) <= most and len(f"{value}") > 2
