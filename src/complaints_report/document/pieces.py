"""A sentence cut into pieces with one number each, and which number each hangs on: "38% (140 of 371)"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from complaints_report.document import lexicon as lex
from complaints_report.document.terms import Term


@dataclass(frozen=True)
class Piece:
    """A number with the words before and behind it, and the place of the piece that it hangs on, if any.

    `bracketed` is what its brackets hold, where it stands in some, and what stands before them.
    """

    number: Term
    before: tuple[Term, ...]
    after: tuple[Term, ...] = ()
    host: int | None = None
    bracketed: bool = False

    @property
    def marker(self) -> str:
        """The word that says how it hangs together with the number before it."""
        behind = [term for term in self.before if term.kind != lex.GLUE]
        markers = [term.value for term in self.before if term.kind == lex.MARKER]
        if behind and behind[-1].kind == lex.MARKER:
            return behind[-1].value
        return "against" if "against" in markers else ""

    @property
    def terms(self) -> tuple[Term, ...]:
        """All its words but the number."""
        return self.before + self.after


Item = Term | tuple[Term, ...]
"""A term, or those within brackets."""


def pieces(terms: Sequence[Term]) -> list[Piece]:
    """The pieces of a sentence, in the order of their numbers as they are judged: a number before its brackets."""
    cut = _Cut()
    for segment in _segments(_bracketed(terms)):
        cut.add(segment)
    return cut.done()


def _bracketed(terms: Sequence[Term]) -> Iterator[Item]:
    inside: list[Term] | None = None
    for term in terms:
        if term.kind == lex.OPEN:
            inside = []
        elif term.kind == lex.CLOSE:
            if inside is not None:
                yield tuple(inside)
            inside = None
        elif inside is not None:
            inside.append(term)
        else:
            yield term


def _segments(items: Iterator[Item]) -> Iterator[list[Item]]:
    segment: list[Item] = []
    for item in items:
        if isinstance(item, Term) and item.kind == lex.STOP:
            yield segment
            segment = []
        else:
            segment.append(item)
    yield segment


def _is_number(item: Item) -> bool:
    return isinstance(item, Term) and item.kind == lex.NUMBER


def _is_remark(segment: Sequence[Item]) -> bool:
    """Whether a segment without numbers only remarks on what is said."""
    first = next((item for item in segment if isinstance(item, Term)), None)
    return first is not None and first.kind in (lex.OTHER, lex.GLUE) and first.value in lex.ASIDES


class _Cut:
    """The pieces so far, and the words that wait for the number that they belong to."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._waiting: list[Term] = []
        self._begun = 0
        """How many pieces there were when the segment began."""

    def add(self, segment: Sequence[Item]) -> None:
        """Cuts a segment at its numbers."""
        self._begun = len(self._pieces)
        numbered = any(_is_number(item) or (isinstance(item, tuple) and any(map(_is_number, item))) for item in segment)
        if not numbered and _is_remark(segment):
            return
        for item in segment:
            if isinstance(item, tuple):
                self._brackets(item)
            elif item.kind == lex.NUMBER:
                self._number(item)
            else:
                self._waiting.append(item)
        if len(self._pieces) > self._begun:
            self._attach()

    def done(self) -> list[Piece]:
        """All pieces; words that no number follows belong to the last."""
        if self._pieces:
            self._begun = min(self._begun, len(self._pieces) - 1)
            self._attach()
        return self._pieces

    def _number(self, number: Term) -> None:
        behind, before = self._parted() if len(self._pieces) > self._begun else ([], self._waiting)
        self._waiting = behind
        self._attach()
        host = self._last() if before and before[0].value == "of" and before[0].kind == lex.MARKER else None
        self._pieces.append(Piece(number, tuple(before), host=host if len(self._pieces) > self._begun else None))
        self._waiting = []

    def _parted(self) -> tuple[list[Term], list[Term]]:
        """The words between two numbers of a segment: behind the one, and before the other from the last marker on."""
        marks = [place for place, term in enumerate(self._waiting) if term.kind == lex.MARKER]
        if not marks:
            between = Term(lex.OTHER, "", 0, 0)
            return [*self._waiting, between], [between]
        at = marks[-1]
        at -= at > 0 and self._waiting[at - 1].kind == lex.WAY and self._waiting[at].value == "from"
        return self._waiting[:at], self._waiting[at:]

    def _attach(self) -> None:
        """Gives the waiting words to the number before them, and to the one that it is a part of."""
        if not self._waiting or not self._pieces or len(self._pieces) <= self._begun:
            return
        last = self._last_outside()
        hosts = (last, self._pieces[last].host) if not self._pieces[last].bracketed else (last,)
        for place in hosts:
            if place is not None:
                piece = self._pieces[place]
                self._pieces[place] = replace(piece, after=(*piece.after, *self._waiting))
        self._waiting = []

    def _last_outside(self) -> int:
        """The last piece outside brackets, or the one that brackets began."""
        places = [place for place in range(self._begun, len(self._pieces)) if not self._pieces[place].bracketed]
        return places[-1] if places else len(self._pieces) - 1

    def _last(self) -> int:
        """The piece that what follows hangs on: the last of this segment that is no base of another."""
        places = [place for place in range(self._begun, len(self._pieces)) if self._pieces[place].host is None]
        return places[-1] if places else len(self._pieces) - 1

    def _brackets(self, inside: Sequence[Term]) -> None:
        """Numbers in brackets hang on the one before these, or else the first is a piece of its own."""
        numbers = [place for place, term in enumerate(inside) if term.kind == lex.NUMBER]
        if not numbers:
            return
        own = len(self._pieces) == self._begun
        anchor = self._waiting[-1:] if not own and self._waiting and self._waiting[-1].kind == lex.YEAR else []
        waited, self._waiting = (self._waiting, []) if own else ([], self._waiting)
        host = None if own else self._last()
        ends = [*numbers[1:], len(inside)]
        begins = 0
        for place, following in zip(numbers, ends, strict=True):
            before = (*waited, *anchor, *_worded(inside[begins:place]))
            until = _until(inside, place, following)
            after = tuple(_worded(inside[place + 1 : until]))
            self._pieces.append(Piece(inside[place], before, after, host, not waited and not own))
            host = len(self._pieces) - 1 if host is None else host
            waited, own, begins = [], False, until


def _worded(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if term.kind != lex.STOP]


def _until(inside: Sequence[Term], place: int, following: int) -> int:
    """Where the words behind a number in brackets end: before what parts it from the next."""
    parts = (at for at in range(place + 1, following) if inside[at].kind in (lex.STOP, lex.MARKER))
    return next(parts, following)
