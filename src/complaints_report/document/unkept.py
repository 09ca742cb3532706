"""A document without our controls held to the data: each number beside the figure that its words name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from complaints_report.document.aligned import Ours, Pair, Place, cells, pairs
from complaints_report.document.checked import Now
from complaints_report.document.claims import Claim, Claims
from complaints_report.document.contradictions import Contradiction, InTable
from complaints_report.document.findings import Finding, Kind
from complaints_report.document.grids import Tables
from complaints_report.document.labels import Labels
from complaints_report.document.listed import in_words
from complaints_report.document.meaning import Meaning, Reading
from complaints_report.document.opened import Opened
from complaints_report.document.pieces import pieces
from complaints_report.document.places import shortened
from complaints_report.document.reading import Grid, Line, Stretch, read
from complaints_report.document.subjects import NO_SUBJECT, Subject
from complaints_report.document.surroundings import Surroundings
from complaints_report.document.terms import Vocabulary
from complaints_report.document.titles import title_of_expression, title_of_figure
from complaints_report.document.tokens import DIRECTION, Token, same_value

RISE, FALL = "a rise", "a fall"


@dataclass
class Unkept:
    """Judges documents by what the report would say now."""

    now: Now
    _said: dict[str, Token] = field(default_factory=dict)
    """What the document says of each thing that the data do not know."""

    def __post_init__(self) -> None:
        self._ours = Ours(self.now.document, self.now.figures)
        self._vocabulary = Vocabulary(self.now.figures)
        self._meaning = Meaning(self.now.figures)
        self._claims = Claims(self._meaning)
        self._tables = Tables(self._vocabulary, self._meaning, Labels(self.now.figures, self._vocabulary))
        self._surroundings = Surroundings(self._vocabulary)

    def findings(self, document: Opened) -> Iterator[Finding]:
        """What agrees with the data and what does not, and what the document contradicts itself in."""
        self._said.clear()
        for one in read(document):
            yield from self._table(one) if isinstance(one, Grid) else self._line(one)

    def _line(self, line: Line) -> Iterator[Finding]:
        earlier: list[Subject] = []
        before: Subject | None = None
        for sentence in line.said.sentences():
            around = self._surroundings.around(line.above, earlier, sentence.words, before)
            claims, about = self._claims.of(pieces(self._vocabulary.terms(sentence.words)), around)
            before = about if claims or about.unknown else None
            found = list(self._sentence(line, sentence, claims))
            yield from found
            if all(one.kind in (Kind.AGREES, Kind.UNKNOWN) for one in found):
                agree = {_begins(one) - sentence.begins for one in found if one.kind is Kind.AGREES}
                told = in_words(sentence, agree)
                yield from (_contradicts(one, line.heading, sentence, sentence.words) for one in told)
            earlier.insert(0, self._surroundings.told(sentence.words))

    def _sentence(self, line: Line, sentence: Stretch, claims: Sequence[Claim]) -> Iterator[Finding]:
        where = _Where(line.heading, sentence.words, sentence)
        paired = self._ours.sentence(line, sentence) or []
        yield from (self._beside(pair, where) for pair in paired if pair.ours.expression)
        beside = {pair.theirs.place for pair in paired}
        claimed = {claim.token.place: claim for claim in claims}
        for token in sentence.tokens:
            if token.place not in beside and (token.is_number or token.is_spelled):
                found = self._against(claimed.get(token.place, Claim(token)), where)
                yield from (one for one in found if token.is_number or one.kind is not Kind.UNKNOWN)

    def _table(self, grid: Grid) -> Iterator[Finding]:
        ours = self._ours.table(grid)
        known = cells(grid, ours) if ours else {}
        claims: dict[Place, list[Claim]] = {}
        for place, claim in self._tables.claims(grid, self._surroundings.around(grid.above, (), "", NO_SUBJECT)):
            claims.setdefault(place, []).append(claim)
        kinds: dict[Place, set[Kind]] = {}
        for row, column, cell in _cells(grid):
            for found in self._cell(grid, (row, column), cell, known, claims):
                yield found
                kinds.setdefault((row, column), set()).add(found.kind)
        wrong = {column for (_, column), found in kinds.items() if found - {Kind.AGREES, Kind.UNKNOWN}}
        for one in InTable(grid, {place for place, found in kinds.items() if found == {Kind.AGREES}}, wrong).found():
            cell = grid.rows[one.row][one.column]
            yield _contradicts(one, grid.heading, cell, _place_of(grid, one.row, one.column))

    def _cell(
        self, grid: Grid, place: Place, cell: Stretch, known: dict[Place, Stretch], claims: dict[Place, list[Claim]]
    ) -> Iterator[Finding]:
        where = _Where(grid.heading, _place_of(grid, *place), cell)
        paired = list(pairs(cell.tokens, known[place].tokens)) if place in known else []
        yield from (self._beside(pair, where) for pair in paired if pair.ours.expression)
        beside = {pair.theirs.place for pair in paired}
        claimed = {claim.token.place: claim for claim in claims.get(place, ())}
        for token in cell.tokens:
            if token.is_number and token.place not in beside and place[1]:
                yield from self._against(claimed.get(token.place, Claim(token)), where)

    def _beside(self, pair: Pair, where: "_Where") -> Finding:
        kind = Kind.DIRECTION if pair.ours.unit == DIRECTION else Kind.DIFFERS
        kind = Kind.AGREES if same_value(pair.theirs, pair.ours) else kind
        title = title_of_expression(pair.ours.expression, self.now.figures.year)
        return where.found(kind, title, pair.theirs, pair.ours.text)

    def _against(self, claim: Claim, where: "_Where") -> Iterator[Finding]:
        """A number beside the figures that it may be."""
        known = [one for one in claim.readings if one.known]
        agrees = next((one for one in known if one.agrees(claim.token)), None)
        strict = [one for one in known if not one.loose]
        meant = agrees or next(iter(strict), None)
        alike = len({one.at(claim.token) for one in strict}) == 1
        certain = claim.certain and alike and all(one.certain for one in strict)
        if meant is None or (agrees is None and not certain):
            yield from self._again(claim, where)
            return
        title = self._title(meant)
        kind = Kind.DIFFERS if agrees is None else Kind.AGREES
        yield where.found(kind, title, claim.token, _printed(meant, claim.token))
        if claim.way and certain and claim.is_contrary(meant, self._meaning):
            word = Token("±", where.stretch.words[claim.way.begins : claim.way.ends], claim.way.begins)
            yield where.found(Kind.DIRECTION, title, word, RISE if claim.way.value == "-1" else FALL)

    def _again(self, claim: Claim, where: "_Where") -> Iterator[Finding]:
        """A number that the data do not know, and whether the document says another of the same thing."""
        token = claim.token
        meant = claim.readings[0] if claim.certain and len(set(claim.readings)) == 1 else None
        title = self._title(meant) if meant else ""
        before = self._said.setdefault(title, token) if meant and not meant.known else token
        if same_value(before, token):
            yield where.found(Kind.UNKNOWN, title, token)
            return
        told = f"{title}: the document says “{before.text}” in one place and “{token.text}” in another"
        yield where.found(Kind.CONTRADICTION, told, token, before.text)

    def _title(self, meant: Reading) -> str:
        return ", ".join(filter(None, (title_of_figure(meant.figure, self.now.figures.year), meant.of_it)))


@dataclass(frozen=True)
class _Where:
    """A sentence or cell under its heading, as a reader is told of it and as it stands in the document."""

    heading: str
    words: str
    stretch: Stretch

    def found(self, kind: Kind, title: str, token: Token, ours: str = "") -> Finding:
        """What is found of one of its numbers."""
        place = self.stretch.place(token)
        return Finding(kind, self.heading, shortened(self.words), title, token.text, ours, place=place)


def _cells(grid: Grid) -> Iterator[tuple[int, int, Stretch]]:
    for row, cells_of_row in enumerate(grid.rows):
        for column, cell in enumerate(cells_of_row[: len(grid.header)]):
            yield row, column, cell


def _begins(finding: Finding) -> int:
    return finding.place.begins if finding.place else -1


def _place_of(grid: Grid, row: int, column: int) -> str:
    return f"{grid.rows[row][0].words}, {grid.header[column]}"


def _contradicts(one: Contradiction, heading: str, stretch: Stretch, words: str) -> Finding:
    told = one.told[0].upper() + one.told[1:]
    place = stretch.place()
    return Finding(Kind.CONTRADICTION, heading, shortened(words), told, one.said, one.should, place=place)


def _printed(reading: Reading, token: Token) -> str:
    """What a reading comes to, written as the number is."""
    ending = re.sub(r"^[\d.,]+", "", token.text) if token.unit == "percent" else ""
    return f"{reading.at(token):,}{ending}"
