"""Numbers that hang together: what must hold between them, whether it does, and in which words a person is told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from complaints_report.audit.findings import ARITHMETIC, Finding, Kind
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import Number

Range = tuple[Fraction, Fraction]
"""The least and the greatest value that a number may have."""
HALF, ALL = Fraction(1, 2), Fraction(10**12)
OPPOSITES = {1: "went up", 0: "stayed the same", -1: "went down"}


@dataclass(frozen=True, eq=False)
class Relation:
    """Some numbers of one document that must agree with each other.

    `ranges` gives for each number the values that would make it agree with all the others, where some would;
    `blamed` is the number to tell of where nothing else says which of them is wrong. `why` says in words what does
    not agree, whichever of the numbers is at fault.
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
        found = {spot: _only(spot.number, span) for spot, span in self.ranges.items()}
        return {spot: text for spot, text in found.items() if text}


def signed(number: Number) -> Fraction:
    """The value of a number with its sign."""
    return Fraction(number.value) * (number.sign or 1)


def step(number: Number) -> Fraction:
    """What one in the last printed place comes to."""
    return Fraction(1, 10**number.places)


def rounded(exact: Fraction, places: int) -> tuple[Fraction, ...]:
    """What a value may be printed as: rounded half up, or half to even."""
    least, rest = divmod(exact * 10**places, 1)
    even = least + (rest > HALF or (rest == HALF and least % 2))
    return tuple(dict.fromkeys(Fraction(one, 10**places) for one in (least + (rest >= HALF), even)))


def fits(number: Number, exact: Fraction) -> bool:
    """Whether a number is a value as it may be printed."""
    return Fraction(number.value) in rounded(exact, number.places)


def numeral(value: Fraction, places: int = 0) -> str:
    """A value as people print it."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):,.{places}f}"


def printed(number: Number, value: Fraction) -> str:
    """A value as it would stand where a number stands, with the number's sign and unit."""
    places = number.places if (value * 10**number.places).denominator == 1 else number.places + 1
    digits = numeral(abs(value), places)
    start = next((at for at, letter in enumerate(number.text) if letter.isdigit()), None)
    if start is None:
        return digits
    stop = len(number.text) - next(at for at, one in enumerate(reversed(number.text)) if one.isdigit())
    lead = number.text[:start].lstrip("-−–+") if number.sign and value * number.sign < 0 else number.text[:start]
    return f"{'-' if value < 0 and number.sign > 0 else ''}{lead}{digits}{number.text[stop:]}"


def _only(number: Number, span: Range) -> str:
    """The one text for a number in a range; empty where there are several or none."""
    least, most = (bound * 10**number.places for bound in span)
    inside = [Fraction(ceil(least)), Fraction(floor(most))]
    if inside[0] == inside[1] or span[0] == span[1]:
        return printed(number, span[0] if span[0] == span[1] else inside[0] / 10**number.places)
    return ""


def _around(number: Number) -> Range:
    """The values that may be printed as a number."""
    return (Fraction(number.value) - step(number) / 2, Fraction(number.value) + step(number) / 2)


def _exactly(value: Fraction, number: Number) -> Range:
    found = rounded(abs(value), number.places)
    return min(found), max(found)


def part(a: Spot, b: Spot | Fraction, p: Spot, where: str = "") -> Relation | None:
    """A part, the whole it is of, and its percentage; the whole may be known without standing anywhere."""
    some, whole = Fraction(a.number.value), Fraction(b.number.value) if isinstance(b, Spot) else b
    if whole <= 0:
        return None
    exact, (least, most) = 100 * some / whole, _around(p.number)
    ranges = {p: _exactly(exact, p.number), a: (max(least, Fraction(0)) * whole / 100, most * whole / 100)}
    if isinstance(b, Spot):
        ranges[b] = (100 * some / most, 100 * some / least if least > 0 else ALL)
    right = numeral(rounded(exact, p.number.places)[0], p.number.places)
    more = numeral(rounded(exact, p.number.places + 1)[0], p.number.places + 1)
    so = "" if more.rstrip("0").rstrip(".") == right else f"{more}%, so it rounds to "
    why = f"{a.number.text} of {numeral(whole)} is {so}{right}%, not {p.number.text}{where}"
    return Relation(Kind.PART, tuple(ranges), fits(p.number, exact), p, why, ranges)


def possible(p: Number, whole: Fraction) -> bool:
    """Whether some whole number out of `whole` is a percentage as printed."""
    about = Fraction(p.value) * whole / 100
    return any(fits(p, 100 * Fraction(some) / whole) for some in {floor(about), ceil(about)})


def impossible(p: Spot, b: Spot) -> Relation | None:
    """A percentage of a count, which some whole number must give."""
    whole = Fraction(b.number.value)
    if whole <= 0 or b.number.places or p.number.value > 100:
        return None
    about = Fraction(p.number.value) * whole / 100
    near = [rounded(100 * Fraction(some) / whole, p.number.places)[0] for some in (floor(about), ceil(about))]
    told = " and ".join(
        f"{some} of {b.number.text} is {numeral(value, p.number.places)}%"
        for some, value in zip((floor(about), ceil(about)), near, strict=True)
    )
    why = f"no whole number out of {b.number.text} is {p.number.text}: {told}"
    should = " or ".join(printed(p.number, value) for value in near)
    return Relation(Kind.IMPOSSIBLE, (p, b), possible(p.number, whole), p, why, {}, should)


def change(old: Spot, new: Spot, by: Spot, way: int = 0, percent: bool = True) -> Relation | None:
    """Two values and the change between them, in percent or in numbers, with the way it goes where that is said."""
    was, now, number = Fraction(old.number.value), Fraction(new.number.value), by.number
    if percent and was <= 0:
        return None
    exact = 100 * (now - was) / was if percent else now - was
    way = number.sign or way
    gone = (exact > 0) - (exact < 0)
    about = Fraction(0) if percent else (_slack(old.number) + _slack(new.number))
    size = fits(number, abs(exact)) or abs(abs(exact) - Fraction(number.value)) <= about
    least, most = _around(number) if percent else (Fraction(number.value) - about, Fraction(number.value) + about)
    sense = way or gone or 1
    unit = "%" if percent else ""
    right = printed(number, rounded(abs(exact), number.places)[0])
    ranges = {by: _exactly(exact, number), new: _between(was, sense * least, sense * most, percent)}
    ranges[old] = _before(now, sense * least, sense * most, percent)
    told = numeral(rounded(abs(exact), number.places)[0], number.places) + unit
    gone_by = f"{'a rise' if gone > 0 else 'a fall' if gone < 0 else 'a change'} of {told}"
    why = f"from {old.number.text} to {new.number.text} is {gone_by}, not {_way_told(way)}{number.text.lstrip('+-−–')}"
    should = ("-" if gone < 0 else "+" if number.sign else "") + right.lstrip("+-−–") if way * gone < 0 else ""
    return Relation(Kind.CHANGE, (old, new, by), size and way * gone >= 0, by, why, ranges, should)


def _slack(number: Number) -> Fraction:
    """By how much a rounded number may be off the value it was made of; whole numbers are what they are."""
    return step(number) / 2 if number.places or number.unit == "percent" else Fraction(0)


def _way_told(way: int) -> str:
    return {1: "a rise of ", -1: "a fall of "}.get(way, "")


def _between(was: Fraction, least: Fraction, most: Fraction, percent: bool) -> Range:
    ends = [was * (1 + one / 100) if percent else was + one for one in (least, most)]
    return min(ends), max(ends)


def _before(now: Fraction, least: Fraction, most: Fraction, percent: bool) -> Range:
    if percent and min(least, most) <= -100:
        return Fraction(0), ALL
    ends = [now / (1 + one / 100) if percent else now - one for one in (least, most)]
    return min(ends), max(ends)


def direction(old: Spot, new: Spot, way: int, word: str) -> Relation:
    """Two values and a word that says which way it went from one to the other."""
    was, now = Fraction(old.number.value), Fraction(new.number.value)
    gone = (now > was) - (now < was)
    ranges = {new: (was, ALL) if way > 0 else (Fraction(0), was), old: (Fraction(0), now) if way > 0 else (now, ALL)}
    why = f"“{word}”, but from {old.number.text} to {new.number.text} it {OPPOSITES[gone]}"
    return Relation(Kind.DIRECTION, (old, new), gone == way, new, why, ranges, OPPOSITES[gone])


def total(parts: Sequence[Spot], whole: Spot, what: str = "", blamed: Spot | None = None) -> Relation:
    """Parts that must add up to their whole, whose units are all the same."""
    come_to, said = sum((signed(one.number) for one in parts), Fraction(0)), signed(whole.number)
    off = said - come_to
    slack = sum((_slack(one.number) for one in (*parts, whole)), Fraction(0)) if _slack(whole.number) else Fraction(0)
    ranges = {one: (signed(one.number) + off - slack, signed(one.number) + off + slack) for one in parts}
    ranges = {one: span for one, span in ranges.items() if span[1] >= 0}
    ranges[whole] = come_to - slack, come_to + slack
    unit = "%" if whole.number.unit == "percent" else ""
    places = max(one.number.places for one in (*parts, whole))
    listed = " + ".join(one.number.text for one in parts) if len(parts) <= 6 else f"the {len(parts)} parts"
    is_listed = " is " if len(parts) <= 6 else " add up to "
    why = f"{what}{listed}{is_listed}{numeral(come_to, places)}{unit}, not {whole.number.text}"
    return Relation(Kind.SUM, (*parts, whole), abs(off) <= slack, blamed or whole, why, ranges)


def same(first: Spot, second: Spot, where: str) -> Relation:
    """One measure that is told in two places."""
    values = [signed(one.number) for one in (first, second)]
    coarse = min(first.number.places, second.number.places)
    holds = any(one in rounded(other, coarse) for one, other in (values, values[::-1]))
    why = f"{where} says {first.number.text}, and this {second.number.text}"
    ranges = {first: (values[1], values[1]), second: (values[0], values[0])}
    return Relation(Kind.TWO_PLACES, (first, second), holds, second, why, ranges)


def findings(
    relations: Sequence[Relation], agreeing: AbstractSet[Spot] = frozenset(), wrong: AbstractSet[Spot] = frozenset()
) -> Iterator[Finding]:
    """For what does not hold, the number at fault; nothing that `wrong` numbers explain or `agreeing` ones deny."""
    of: dict[Spot, list[Relation]] = defaultdict(list)
    for one in relations:
        for spot in one.spots:
            of[spot].append(one)
    left = [one for one in relations if not one.holds and not wrong.intersection(one.spots)]
    open_ = [one for one in left if one.kind == Kind.DIRECTION or not agreeing.issuperset(one.spots)]
    told: set[int] = set()
    for one in sorted(open_, key=lambda failing: -_most(failing, of, agreeing)):
        if id(one) not in told:
            spot, explained = _blamed(one, of, agreeing)
            explained = [each for each in explained if not each.holds and id(each) not in told]
            told.update(map(id, explained))
            yield _finding(spot, [each for each in explained if not wrong.intersection(each.spots)] or [one])


def _most(one: Relation, of: Mapping[Spot, list[Relation]], agreeing: AbstractSet[Spot]) -> int:
    """How many failing relations the best replacement of one of its numbers would mend."""
    return len(_blamed(one, of, agreeing)[1])


def _blamed(
    one: Relation, of: Mapping[Spot, list[Relation]], agreeing: AbstractSet[Spot]
) -> tuple[Spot, list[Relation]]:
    """The number of a failing relation whose replacement makes most hold and breaks none, and those that it mends."""
    best, mended = one.blamed, [one]
    open_ = [spot for spot in one.spots if spot not in agreeing] or [one.blamed]
    if best not in open_:
        best = open_[0]
    for spot in sorted(open_, key=lambda each: each is not one.blamed)[:200]:
        found = _mended(one, spot, of[spot])
        if len(found) > len(mended) or (len(found) == len(mended) == 1 and best is not one.blamed and found):
            best, mended = spot, found
    if best is one.blamed and not _mended(one, best, of[best]):
        for spot in open_:
            if found := _mended(one, spot, of[spot]):
                return spot, found
    return best, mended


def _mended(one: Relation, spot: Spot, among: Sequence[Relation]) -> list[Relation]:
    """The failing relations that would hold with another value of a number; none where one that holds would break."""
    if spot not in one.ranges:
        return []
    least, most = one.ranges[spot]
    found = [one]
    for other in sorted(among, key=lambda each: not each.holds):
        low, high = other.ranges.get(spot, (ALL, -ALL) if not other.holds else (-ALL, ALL))
        if max(low, least) <= min(high, most):
            least, most = max(low, least), min(high, most)
            found += [other] if other is not one and not other.holds else []
        elif other.holds:
            return []
    return found


def _finding(spot: Spot, failing: Sequence[Relation]) -> Finding:
    """What is told of a number at fault."""
    first = failing[0]
    span = (
        max(one.ranges.get(spot, (-ALL, ALL))[0] for one in failing),
        min(one.ranges.get(spot, (-ALL, ALL))[1] for one in failing),
    )
    should = first.should if spot is first.blamed and first.should else _only(spot.number, span)
    return Finding(
        kind=first.kind,
        layer=ARITHMETIC,
        heading=spot.block.heading,
        sentence=spot.told,
        document=spot.number.text,
        should=should,
        why="; ".join(dict.fromkeys(one.why for one in failing[:2])),
        tag=spot.tag,
        place=spot.place,
    )
