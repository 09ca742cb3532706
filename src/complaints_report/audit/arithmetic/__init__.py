"""What numbers of a document must come to by each other, with no data at all, and which are to blame where not."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, islice
from math import ceil

from complaints_report.audit.arithmetic.lines import IS, Line, joined, line
from complaints_report.audit.arithmetic.near_misses import near_misses
from complaints_report.audit.arithmetic.relations import (
    ALL,
    NONE,
    Relation,
    half,
    printable,
    swapped,
    text_in,
)
from complaints_report.audit.arithmetic.repeats import repeats
from complaints_report.audit.arithmetic.sentence_changes import changes_by_year
from complaints_report.audit.arithmetic.sentence_shares import shares_of_one_whole
from complaints_report.audit.arithmetic.sentences import relations_in
from complaints_report.audit.arithmetic.sums import sum_of_list
from complaints_report.audit.arithmetic.table_cells import relations_of_grid, relations_of_list, shares_in_cells
from complaints_report.audit.findings import ARITHMETIC, Finding, Kind, finding_at, table_named
from complaints_report.audit.reading.document import HEADING, ITEM, Block, Document, Grid, Passage, Spot

__all__ = ["Relation", "findings", "relations_of"]

MOST_SENTENCES, MOST_TRIED, FAR, MOST_ITEMS, TWO = 5000, 60, 2, 500, 2
"""Of so many sentences with numbers the relations are looked for; so many numbers of one are tried as at fault. What a
number may be is told where the greatest value is less than so many times the least."""
_GOES_ON, _BEGINS_WITH = (IS[form] for form in ("goes-on", "begins-with"))


def relations_of(document: Document, right: AbstractSet[Spot] = frozenset()) -> list[Relation]:
    """Every relation between the numbers of a document, but in a line or table of which all are known as right."""
    found: list[Relation] = []
    lead: Line | None = None
    left = MOST_SENTENCES
    for block, after in zip(document.blocks, [*document.blocks[1:], None], strict=True):
        if isinstance(block, Grid) and not right >= set(block.spots()):
            found += relations_of_grid(block, after.words if isinstance(after, Passage) else "")
        elif isinstance(block, Passage) and block.kind != HEADING:
            lines = [line(said, [Spot(one, said, block) for one in said.numbers]) for said in block.sentences[:left]]
            left -= sum(len(one.spots) > 1 for one in lines)
            lead = lead if block.kind == ITEM else lines[-1] if lines and block.words.endswith(":") else None
            found += _in_lines(lines, lead if block.kind == ITEM else None, right)
    for hangs_on, items in _lists(document):
        found += relations_of_list(items[:MOST_ITEMS])
        found += sum_of_list(_last_line(hangs_on), list(map(_last_line, items))) if hangs_on else ()
    return found + list(islice(shares_in_cells(document, right), MOST_SENTENCES)) + repeats(document)


def _lists(document: Document) -> Iterator[tuple[Passage | None, list[Passage]]]:
    """The lists of a document: items that hang on the same words under the same headings, with the passage of these."""
    before: Block | None = None
    for (is_item, *_), group in groupby(document.blocks, lambda one: (_is_item(one), one.headings, _lead_of(one))):
        blocks = list(group)
        items = [one for one in blocks if isinstance(one, Passage)]
        lead = before if isinstance(before, Passage) and before.words.endswith(":") else None
        yield from [(lead, items)] if is_item and len(items) > TWO else []
        before = blocks[-1]


def _lead_of(block: Block) -> str:
    return block.lead if isinstance(block, Passage) else ""


def _last_line(block: Passage) -> Line:
    return line(block.sentences[-1], [Spot(one, block.sentences[-1], block) for one in block.sentences[-1].numbers])


def _is_item(block: Block) -> bool:
    return isinstance(block, Passage) and block.kind == ITEM


def _in_lines(lines: Sequence[Line], lead: Line | None, right: AbstractSet[Spot]) -> Iterator[Relation]:
    """The relations of each line, and of a line with the one before it or with its list's lead, where it goes on."""
    before = lead
    for said in lines:
        goes_on = before and len(before.spots) < 5 and (before is lead or _GOES_ON.match(said.words))
        both = joined(before, said) if before and goes_on else said
        if not right >= set(both.spots):
            yield from (one for one in relations_in(both) if not set(said.spots).isdisjoint(one.spots))
            yield from shares_of_one_whole(said, before.spots) if before and not goes_on else ()
            yield from _with_the_one_before(before, said) if before and not goes_on else ()
        before = said


def _with_the_one_before(before: Line, said: Line) -> Iterator[Relation]:
    """What two numbers of a sentence nearly come to with the only one of that before, and values of two years."""
    if len(before.spots) == 1 and len(said.spots) == TWO:
        both = joined(before, said)
        near = () if IS.has("of-another", said.words) else near_misses(both, frozenset(), {})
        yield from (one for one in near if not one.holds)
        parts = relations_in(both) if _BEGINS_WITH.match(said.words) else ()
        yield from (one for one in parts if one.kind is Kind.PART and before.spots[0] in one.spots)
    if len(before.spots) == 1 and len(said.spots) in (1, TWO):
        yield from changes_by_year(joined(before, said))


def findings(
    relations: Sequence[Relation], agreeing: AbstractSet[Spot] = frozenset(), wrong: AbstractSet[Spot] = frozenset()
) -> Iterator[Finding]:
    """For what does not hold, the number at fault; nothing that `wrong` numbers explain or `agreeing` ones deny."""
    known = _Known(relations, agreeing)
    failing = [one for one in relations if not one.holds and wrong.isdisjoint(one.spots)]
    failing = [one for one in failing if one.kind is Kind.DIRECTION or not agreeing >= set(one.spots)]
    told: set[Relation] = set()
    blamed = ((one, known.blamed(one)) for one in failing)
    for one, (spot, mended, rivals) in sorted(blamed, key=lambda each: -len(each[1][1])):
        if one not in told:
            told.update(mended)
            yield _finding(spot, [one, *(each for each in mended if each is not one and each in failing)], rivals)


def _finding(spot: Spot, failing: Sequence[Relation], rivals: Sequence[Spot]) -> Finding:
    first = min(failing, key=lambda one: list(Kind).index(one.kind))
    spans = [one.ranges[spot] for one in failing if spot in one.ranges]
    span = max((low for low, _ in spans), default=NONE), min((high for _, high in spans), default=ALL)
    others = [one for one in first.spots if one is not spot]
    in_order = sorted(first.spots, key=lambda one: (one.row, one.column, one.number.begins))
    where, why = _where(others, spot), "; ".join(dict.fromkeys(one.why for one in failing[:2]))
    if first.kind is Kind.TWO_PLACES:
        why = f"{where} says {others[0].number.text}, and this {spot.number.text}"
    should = first.should if first.word or (spot is first.blamed and first.should) else text_in(spot.number, span)
    stead, beside = tuple(_stead(failing[0], one) for one in rivals), tuple(one.number.text for one in in_order)
    found = finding_at(spot, first.kind, ARITHMETIC, should, why, where, first.word)
    return replace(found, others=stead, beside=beside)


def _stead(one: Relation, spot: Spot) -> str:
    """What a number would have to be if it were the wrong one."""
    least, most = printable(spot.number, one.ranges.get(spot, (NONE, ALL)))
    texts = dict.fromkeys(text_in(spot.number, (end, end)) for end in (least, most))
    is_told = not one.word and most < min(ALL, FAR * max(least, Fraction(1)))
    return f"{spot.number.text} should be {' to '.join(texts)}" if is_told else f"{spot.number.text} is wrong"


def _where(others: Sequence[Spot], spot: Spot) -> str:
    """Where the numbers stand that one should agree with: their table, row and column, or another sentence."""
    block = others[0].block
    if not isinstance(block, Grid):
        heading = f" ({block.heading})" if block.heading else ""
        quoted = others[0].told if len(others[0].told) < 60 else f"{others[0].told[:60]}…"
        return "" if others[0].sentence is spot.sentence else f"“{quoted}”{heading}"
    cells = [one for one in (*others, spot) if one.block is block]
    rows, columns = {block.row_label(one.row) for one in cells}, {block.column_label(one.column) for one in cells}
    places = [f"{name} {min(told)}" for name, told in (("row", rows), ("column", columns)) if len(told) == 1]
    return " ".join(", ".join([table_named(block), *places]).split())


class _Known:
    """Which number of a failing relation to blame, by all relations of a document and what the data bear out."""

    def __init__(self, relations: Sequence[Relation], agreeing: AbstractSet[Spot]) -> None:
        self._agreeing, self._of = agreeing, defaultdict[Spot, list[Relation]](list)
        for one in sorted(relations, key=lambda each: not each.holds):
            for spot in one.ranges:
                self._of[spot].append(one)
        self._times = Counter((spot.number.unit, spot.number.value) for spot in self._of)
        self._values = sorted(self._times)

    def blamed(self, one: Relation) -> tuple[Spot, list[Relation], list[Spot]]:
        """The number whose replacement makes most relations hold and breaks none, those that it mends, and its rivals.

        The rivals are the numbers of which another value, as they are printed, would mend as many.
        """
        spots = [spot for spot in one.spots if spot not in self._agreeing] or [one.blamed]
        tried = [(spot, *self._mended(one, spot)) for spot in spots[:MOST_TRIED]]
        spot, mended, _ = max(tried, key=lambda each: (len(each[1]), each[2], each[0] is one.blamed))
        rivals = [other for other, mends, _ in tried if other is not spot and len(mends) == len(mended)]
        spans = {other: printable(other.number, one.ranges.get(other, (NONE, ALL))) for other in rivals}
        return spot, mended or [one], [other for other, (least, most) in spans.items() if least <= most]

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
        if any(least <= Fraction(one) <= most for one in swapped(f"{number.value}")):
            return True
        at = bisect_left(self._values, (number.unit, Decimal(ceil(least * 1000)) / 1000))
        unit, value = self._values[at] if at < len(self._values) else ("", Decimal(0))
        alone = self._times[number.unit, number.value] == 1
        return alone and unit == number.unit and least <= Fraction(value) <= most and len(f"{value}") > 2
