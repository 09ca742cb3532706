"""Numbers that hang together: what must hold between them, whether it does, and what each must be for it to hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from complaints_report.audit.arithmetic.forms import Forms
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import DAYS, PERCENT, POINTS, Number
from complaints_report.english import OPPOSITES, WAYS

Range = tuple[Fraction, Fraction]
"""The least and the greatest value that a number may have."""
Ranges = Mapping[Spot, Range]
_TIMES = {"halved": Fraction(1, 2), "doubled": Fraction(2), "trebled": Fraction(3), "tripled": Fraction(3)}
_OPEN = Fraction(5)
"""By so many points at least may a percentage be off that is told as "about" so much."""
_AHEAD = 25
NONE, ALL = Fraction(0), Fraction(10**12)
_ARROWS = dict(zip("▲↑⬆▼↓⬇", "▼↓⬇▲↑⬆", strict=True))
_OPEN_WORDS = Forms("left-open")


@dataclass(frozen=True, eq=False)
class Relation:
    """Some numbers of one document that must agree with each other.

    `blamed` is the number to tell of where nothing else says which of them is wrong, `word` what is wrong there
    instead of it, and `should` what it should be where that is more than a value. `why` says what does not agree,
    whichever of the numbers is at fault. `is_plain` tells that the words leave no other reading.
    """

    kind: Kind
    spots: tuple[Spot, ...]
    holds: bool
    blamed: Spot
    solved: Callable[[], Ranges] = dict
    why: str = ""
    should: str = ""
    word: str = ""
    is_plain: bool = False

    @cached_property
    def ranges(self) -> Ranges:
        """For each number the values that would make it agree with all the others, where some would."""
        return self.solved()


def size_of(spot: Spot) -> Fraction:
    """The value of a number, without its sign."""
    return Fraction(spot.number.value)


def value_of(spot: Spot) -> Fraction:
    """The value of a number, with its sign."""
    return size_of(spot) * (spot.number.sign or 1)


def way_of(word: str) -> int:
    """Which way a word or an arrow says that something went: 1 up, -1 down."""
    return WAYS.get(word.lower()) or (1 if word in "▲↑⬆" else -1)


def rounded(exact: Fraction, places: int) -> list[Fraction]:
    """What a value may be printed as: rounded half up, or half to even."""
    least, rest = divmod(exact.numerator * 10**places, exact.denominator)
    twice = 2 * rest - exact.denominator
    return [Fraction(least + (twice >= 0), 10**places)] + [Fraction(least, 10**places)] * (not twice and not least % 2)


def fits(number: Number, exact: Fraction) -> bool:
    """Whether a number is a value as it may be printed."""
    return Fraction(number.value) in rounded(exact, number.places)


def _bears_out(p: Spot, exact: Fraction) -> bool:
    """Whether a percentage is a value, or what its words leave open: more than it, less, or about so much."""
    if not p.number.hedged:
        return fits(p.number, exact)
    ahead, value = p.sentence.words[max(0, p.number.begins - _AHEAD) : p.number.begins], Fraction(p.number.value)
    if _OPEN_WORDS.has("more", ahead) or _OPEN_WORDS.has("less", ahead):
        return exact >= value if _OPEN_WORDS.has("more", ahead) else exact <= value
    return abs(value - exact) <= max(_OPEN, value / 8)


def half(spot: Spot) -> Fraction:
    """Half of one in the last printed place of a number."""
    return Fraction(1, 2 * 10**spot.number.places)


def _slack(spot: Spot) -> Fraction:
    """By how much a rounded number may be off the value it was made of; whole numbers are what they are."""
    return half(spot) if spot.number.places or spot.number.unit == PERCENT else NONE


def _numeral(value: Fraction, places: int = 0) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):,.{places}f}"


def printable(number: Number, span: Range) -> Range:
    """The least and the greatest of a range that a number may be as it is printed."""
    unit = 10**number.places
    return Fraction(ceil(span[0] * unit), unit), Fraction(floor(span[1] * unit), unit)


def text_in(number: Number, span: Range) -> str:
    """The one text that a number may have in a range; empty where there are several or none."""
    least, most = printable(number, span)
    if (least != most and span[0] != span[1]) or span[1] < 0:
        return ""
    digits = _numeral(least, number.places) if least == most else _numeral(span[0], number.places + 1)
    return number.with_digits(digits)


def _printed_as(exact: Fraction, number: Number) -> Range:
    found = rounded(abs(exact), number.places)
    return min(found), max(found)


def _rates(top: Fraction, bottom: Fraction, percent: Fraction, off: Fraction) -> tuple[Range, Range]:
    """The values of a top and of a bottom of which one is about so many percent of the other."""
    low, high = max(percent - off, NONE), max(percent + off, NONE)
    bottoms = (100 * top / high if high else ALL), (100 * top / low if low else ALL)
    return (low * bottom / 100, high * bottom / 100), bottoms


def part(a: Spot | Sequence[Spot], b: Spot | Fraction, p: Spot, *, where: str = "") -> Relation | None:
    """A part, or several, the whole they are of, and the percentage; the whole may be known without standing there."""
    parts = (a,) if isinstance(a, Spot) else tuple(a)
    some, whole, number = sum(map(size_of, parts), NONE), size_of(b) if isinstance(b, Spot) else b, p.number
    if whole <= 0:
        return None
    exact, spots = 100 * some / whole, (p, *parts, b) if isinstance(b, Spot) and b not in parts else (p, *parts)

    def solved() -> Ranges:
        (least, most), wholes = _rates(some, whole, size_of(p), half(p))
        others = {one: some - size_of(one) for one in parts}
        spans = {one: (least - other, most - other) for one, other in others.items()}
        return {p: _printed_as(exact, number), **({b: wholes} if b in spots and isinstance(b, Spot) else {}), **spans}

    right, more = (rounded(exact, one)[0] for one in (number.places, number.places + 1))
    so = f"{_numeral(more, number.places + 1)}%, so it rounds to " if more != right else ""
    listed = " + ".join(one.number.text for one in parts)
    why = f"{listed} of {_numeral(whole)} is {so}{_numeral(right, number.places)}%, not {number.text}{where}"
    return Relation(Kind.PART, spots, _bears_out(p, exact), p, solved, why)


def impossible(p: Spot, b: Spot) -> Relation | None:
    """A percentage of a count, which some whole number must give."""
    whole, number = size_of(b), p.number
    if whole <= 0 or b.number.places or number.value > 100 or number.hedged:
        return None
    about = size_of(p) * whole / 100
    near = {some: rounded(100 * Fraction(some) / whole, number.places) for some in (floor(about), ceil(about))}
    shares = {some: f"{_numeral(share[0], number.places)}%" for some, share in near.items()}
    told = " and ".join(f"{some} of {b.number.text} is {share}" for some, share in shares.items())
    why, should = f"no whole number out of {b.number.text} is {number.text}: {told}", " or ".join(shares.values())
    return Relation(Kind.IMPOSSIBLE, (p, b), any(size_of(p) in one for one in near.values()), p, dict, why, should)


def change(old: Spot, new: Spot, by: Spot, way: int = 0, percent: bool = True) -> Relation | None:
    """Two values and the change between them, in percent or in numbers, with the way it goes where that is said."""
    was, now, number = size_of(old), size_of(new), by.number
    if percent and was <= 0:
        return None
    exact, way = 100 * (now - was) / was if percent else now - was, number.sign or way
    gone = (exact > 0) - (exact < 0)
    slack = half(by) if percent else _slack(old) + _slack(new)
    close = fits(number, abs(exact)) or (not percent and abs(abs(exact) - size_of(by)) <= slack)

    def solved() -> Ranges:
        told = (way or gone or 1) * size_of(by)
        news, olds = (was + told - slack, was + told + slack), (now - told - slack, now - told + slack)
        if percent:
            news, olds = _rates(now, was, 100 + told, slack)
        return {by: _printed_as(exact, number), new: news, old: olds}

    right = text_in(number, (_printed_as(exact, number)[1],) * 2).lstrip("+-−–")
    names = {1: "a rise of ", 0: "", -1: "a fall of "}
    why = f"from {old.number.text} to {new.number.text} is {names[gone] or 'a change of '}{right}"
    why += f", not {names[way]}{number.text.lstrip('+-−–')}"
    should = f"{'-' if gone < 0 else '+' if number.sign else ''}{right}" if number.sign or way * gone < 0 else ""
    return Relation(Kind.CHANGE, (old, new, by), close and way * gone >= 0, by, solved, why, should)


def change_as_told(old: Spot, new: Spot, by: Spot, way: int = 0, unit: str = "") -> Relation | None:
    """The change between two values in its own unit, or its column's; of percentages in points or in percent."""
    units, of = {by.number.unit, unit}, new.number.unit
    alike = of in units or not units.isdisjoint((POINTS, DAYS)) or of == DAYS
    plain = of == PERCENT or (alike and PERCENT not in units)
    tries = [change(old, new, by, way, percent=False)] if plain else []
    made = [one for one in (*tries, change(old, new, by, way) if PERCENT in units else None) if one]
    return next((one for one in made if one.holds), next(iter(made), None))


def direction(old: Spot, new: Spot, word: str, told: int | None = None) -> Relation:
    """Two values and a word, or an arrow, that says which way it went from one to the other: up, down or neither."""
    was, now, way = size_of(old), size_of(new), way_of(word) if told is None else told
    gone = (now > was) - (now < was)
    went, other = {1: ("went up", "up"), 0: ("stayed the same", "unchanged"), -1: ("went down", "down")}[gone]
    should = (_ARROWS | OPPOSITES).get(word.lower(), other) if gone and way else other
    above, below, same = {new: (was, ALL), old: (NONE, now)}, {new: (NONE, was), old: (now, ALL)}, {new: (was, was)}
    why = f"from {old.number.text} to {new.number.text} it {went}"
    should = should.capitalize() if word[0].isupper() else should
    return Relation(Kind.DIRECTION, (old, new), gone == way, new, lambda: (same, above, below)[way], why, should, word)


def multiple(old: Spot, new: Spot, word: str, more: bool) -> Relation:
    """Two values of which a word says that one is about so many times the other, or more than that: doubled, halved."""
    was, now, times = size_of(old), size_of(new), _TIMES[word.lower()]
    beyond = more and (now > times * was if times > 1 else now < times * was)
    holds = beyond or abs(now - times * was) <= times * was / 4
    why = f"{old.number.text} {word.lower()} is {_numeral(times * was, old.number.places)}, not {new.number.text}"
    return Relation(Kind.CHANGE, (old, new), holds, new, dict, why, word=word, is_plain=True)


def total(parts: Sequence[Spot], whole: Spot | None = None) -> Relation:
    """Parts that must add up to their whole, or to 100; without a whole the last part is to blame."""
    spots = (*parts, whole) if whole else tuple(parts)
    come_to, goal = sum(map(value_of, parts), NONE), value_of(whole) if whole else Fraction(100)
    rough = sum(map(_slack, spots) if whole else map(half, parts), NONE)
    slack, off = rough if not whole or _slack(whole) else NONE, goal - come_to

    def solved() -> Ranges:
        spans = {one: (value_of(one) + off - slack, value_of(one) + off + slack) for one in parts}
        wholes = {whole: (come_to - slack, come_to + slack)} if whole else {}
        return {one: span for one, span in spans.items() if span[1] >= 0} | wholes

    places, goal_text = max(one.number.places for one in spots), whole.number.text if whole else "100%"
    listed = " + ".join(one.number.text for one in parts) if len(parts) < 7 else ""
    why = f"{listed} is " if listed else f"the {len(parts)} parts come to "
    why += f"{_numeral(come_to, places)}{'%' * goal_text.endswith('%')}, not {goal_text}"
    last = off + value_of(parts[-1])
    should = "" if whole or last < 0 else f"about {_numeral(last, places)}%"
    return Relation(Kind.SUM, spots, abs(off) <= slack, whole or parts[-1], solved, why, should)


def held(relations: Sequence[Relation]) -> int:
    """How many of some relations hold."""
    return sum(one.holds for one in relations)


def voted(relations: Sequence[Relation], least: int = 2) -> list[Relation]:
    """The relations of one reading: all where most hold, none counted for being 0, else those that do."""
    telling = sum(one.holds and one.blamed.number.value > 0 for one in relations)
    most = telling >= max(least, len(relations) - held(relations) + 1)
    return list(relations) if most else [one for one in relations if one.holds]


def same(first: Spot, second: Spot) -> Relation:
    """One measure that is told in two places."""
    one, other = value_of(first), value_of(second)
    places = min(first.number.places, second.number.places)
    holds = one in rounded(other, places) or other in rounded(one, places)
    why = f"one place says {first.number.text}, another {second.number.text}"
    spans = {first: (other, other), second: (one, one)}
    return Relation(Kind.TWO_PLACES, (first, second), holds, second, lambda: spans, why)


def swapped(digits: str) -> set[str]:
    """A number with two digits beside each other swapped."""
    swaps = {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)}
    return {one for one in swaps - {digits} if "." not in (one[0], one[-1])}


def may_be_slip(spot: Spot, span: Range, near: int = 4) -> bool:
    """Whether a number may be a slip of one in a range: near it, or a digit wrong, left out, added or swapped."""
    value, least, most = float(spot.number.value), float(span[0]) - 1e-9, float(span[1]) + 1e-9
    if near * max(least - value, value - most) <= max(value, min(most, least)):
        return True
    text = f"{spot.number.value}"
    heads = [(text[:at], text[at:]) for at in range(len(text) + 1)]
    typed = [head + digit + tail[gone:] for head, tail in heads for gone in (0, 1) for digit in ("", *"0123456789")]
    return any(least <= float(one) <= most for one in (*typed, *swapped(text)) if one.replace(".", "", 1).isdigit())
