"""What the numbers of a sentence claim: each with the figures that it may be, by its own words and those around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from complaints_report.document import lexicon as lex
from complaints_report.document.meaning import Meaning, Reading, Role
from complaints_report.document.pieces import Piece
from complaints_report.document.rules import COUNT, DAYS, PERCENT, Part
from complaints_report.document.subjects import NO_GROUPS, NO_SUBJECT, NOTHING, Subject, subject_of
from complaints_report.document.terms import Term
from complaints_report.document.tokens import Token


@dataclass(frozen=True)
class Around:
    """What stands around a sentence: the subjects nearest first, from earlier sentences to the headings above.

    `doubtful` says that a heading names something that we do not know, which the numbers may be about; `before` is
    what the sentence before it was about, where this one refers to it; `scope` names the one group that a heading or
    the sentence before it names.
    """

    nearest: tuple[Subject, ...] = ()
    doubtful: bool = False
    before: Subject = NO_SUBJECT
    scope: Subject = NO_SUBJECT

    def nearest_with(self, name: str) -> Subject:
        """What is nearest of those that name such a thing."""
        return next((one for one in self.nearest if getattr(one, name)), NO_SUBJECT)


@dataclass(frozen=True)
class Claim:
    """A number, the figures that it may be, and whether it is certain that it is one of these."""

    token: Token
    readings: tuple[Reading, ...] = ()
    certain: bool = False
    way: Term | None = None
    """The word that says that the figure rose or fell."""

    def is_contrary(self, meant: Reading, meaning: Meaning) -> bool:
        """Whether the data went the other way than the word says."""
        return self.way is not None and self.certain and meaning.way(meant) == -int(self.way.value)


@dataclass(frozen=True)
class _Seen:
    """A piece, how it hangs on the others, and what it names itself."""

    piece: Piece
    own: Subject
    role: Role
    way: Term | None

    @property
    def is_compared(self) -> bool:
        """Whether it is set beside the number before it."""
        return self.role is Role.VALUE and self.piece.marker in ("against", "from")

    @property
    def is_base(self) -> bool:
        """Whether the number before it is a part of it."""
        return self.role is Role.VALUE and self.piece.marker == "of" and self.piece.host is not None

    @property
    def is_new(self) -> bool:
        """Whether it is a number in its own right."""
        hangs = self.piece.host is not None or self.is_compared
        return self.role is Role.VALUE and not hangs

    @property
    def is_open(self) -> bool:
        """Whether the words leave open how great the number is, or in which year it was."""
        hedged = any(term.kind == lex.HEDGE for term in self.piece.before[-1:])
        return hedged or (lex.LAST in self.own.years and self.is_new)


@dataclass
class _State:
    """What the pieces so far were about, by their place."""

    lead: Subject
    last: Subject
    """What the last number was about that was no change, part or earlier year of another."""
    seen: list[_Seen] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    other_year: str = ""
    """The last year that was named and is not the report's."""

    def add(self, seen: _Seen, about: Subject, year: str) -> None:
        """Goes on behind a piece."""
        self.seen.append(seen)
        self.subjects.append(about)
        if seen.is_new or (seen.role is not Role.VALUE and seen.piece.host is None and seen.own.concepts):
            self.last = about
        elif not self.last.concepts:
            self.last = about.undated()
        self.other_year = max(seen.own.years - {year, lex.LAST}, default=self.other_year)


class Claims:
    """Reads the claims of one sentence after another."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning

    def of(self, found: Sequence[Piece], around: Around) -> tuple[list[Claim], Subject]:
        """The claim of each piece of a sentence, and what the last number in its own right was about."""
        seen = [_seen(piece) for piece in found]
        if any(lex.NOT_OURS in one.own.concepts for one in seen):
            return [], Subject(unknown=True)
        lead = subject_of(found[0].before) if found else NO_SUBJECT
        lead = lead.undated() if seen and seen[0].is_compared else lead
        state = _State(lead, around.before)
        return [self._claim(one, state, around) for one in seen], state.last

    def _claim(self, seen: _Seen, state: _State, around: Around) -> Claim:
        token = seen.piece.number.token
        assert token is not None
        host = None if seen.piece.host is None else state.seen[seen.piece.host]
        base = state.last if host is None or seen.piece.host is None else state.subjects[seen.piece.host]
        about = replace(_over(seen, base), years=self._years(seen, state, base))
        state.add(seen, about, self._meaning.year)
        is_number = token.is_number or token.is_spelled
        unknown = about.unknown or state.lead.unknown
        if not is_number or seen.is_open or unknown or (host and _says_again(seen, host)):
            return Claim(token)
        return self._read(token, seen, base, about, around)

    def _years(self, seen: _Seen, state: _State, base: Subject) -> frozenset[str]:
        """The years that a number may be of; of a change, the year that it ends in."""
        ours = frozenset({self._meaning.year})
        own = frozenset(self._meaning.year_before if year == lex.LAST else year for year in seen.own.years)
        if seen.role is not Role.VALUE:
            return frozenset() if own <= ours | {self._meaning.year_before} else own
        if own:
            return own
        is_before = seen.piece.marker == "from" or not (seen.own.stages or seen.own.groups)
        if seen.is_compared and is_before:
            return frozenset({state.other_year or self._meaning.year_before})
        if seen.piece.host is not None or state.lead.years:
            return base.years if seen.piece.host is not None else state.lead.years
        return base.years and base.years | ours

    def _read(self, token: Token, seen: _Seen, base: Subject, about: Subject, around: Around) -> Claim:
        """The figures that a number may be: those that its own words name, or else those that all words name."""
        if seen.is_base:
            options = list(self._options(seen, _settled(replace(base, years=about.years), around), around))
            counted = [one for option in options for one in self._meaning.readings(seen.own.over(option), COUNT)]
            found = [one for option in options for one in self._meaning.bases(option)]
            found += [one for one in counted if one.part is Part.VALUE]
            return Claim(token, tuple(found), not around.doubtful)
        is_part = _is_part(seen) and seen.own.groups and base.groups
        if is_part or (seen.is_new and seen.own.is_mixed(base)):
            return Claim(token)
        own = [seen.own.concepts] if seen.is_new and seen.own.concepts else []
        said = dict.fromkeys((*own, seen.own.concepts | base.concepts))
        readings = [one for concepts in said for one in self._about(seen, about, concepts, around)]
        if not readings:
            return Claim(token, tuple(self._about(seen, about, around.nearest_with("concepts").concepts, around)))
        doubtful = around.doubtful and not about.groups
        return Claim(token, tuple(readings), not doubtful and not seen.own.is_mixed(around.scope), seen.way)

    def _about(self, seen: _Seen, about: Subject, concepts: frozenset[str], around: Around) -> Iterator[Reading]:
        """What a number may be if its words name these concepts."""
        token = seen.piece.number.token
        for option in self._options(seen, replace(_settled(about, around), concepts=concepts), around):
            yield from self._of(option, token, seen) if token else ()

    def _options(self, seen: _Seen, about: Subject, around: Around) -> Iterator[Subject]:
        """What a number may be about where its words leave open whether the group or the year before are meant."""
        groups = [about.groups] if seen.own.groups or not seen.is_new else [NO_GROUPS, about.groups]
        groups += [] if about.groups else [around.scope.groups]
        years = [about.years] if about.years else [NOTHING, around.nearest_with("years").years]
        for group in dict.fromkeys(groups):
            for year in dict.fromkeys(years):
                yield replace(about, groups=group, years=year)

    def _of(self, about: Subject, token: Token, seen: _Seen) -> list[Reading]:
        unit = _unit(token, seen.piece, about)
        if seen.role is Role.VALUE:
            return self._meaning.readings(about, unit)
        relative = self._meaning.readings(about, COUNT, Role.CHANGE) if seen.role is Role.CHANGE else []
        points = [
            replace(one, certain=seen.role is Role.POINTS) for one in self._meaning.readings(about, unit, Role.POINTS)
        ]
        return [one for one in relative or points if one.part is Part.VALUE]


def _over(seen: _Seen, base: Subject) -> Subject:
    """What a piece is about, over what the one before it is; another thing does not take over what is not known."""
    about = seen.own.over(base)
    another = seen.is_new and seen.own.concepts and base.concepts and not seen.own.concepts & base.concepts
    another = another and not _is_part(seen)
    return replace(about, unknown=seen.own.unknown) if another else about


def _settled(about: Subject, around: Around) -> Subject:
    """A subject at the stage that is named nearest, where it names none itself."""
    return replace(about, stages=about.stages or around.nearest_with("stages").stages)


def _is_part(seen: _Seen) -> bool:
    """Whether it is said to be a part of what was spoken of: "of whom 11"."""
    return any(term.kind == lex.GLUE and term.value == lex.PART for term in seen.piece.terms)


def _says_again(seen: _Seen, host: _Seen) -> bool:
    """Whether it stands in brackets behind a number of its own kind or a change, and so may be anything."""
    if not seen.piece.bracketed or seen.is_base or seen.own.years or seen.role is not Role.VALUE or seen.is_compared:
        return False
    mine, its = seen.piece.number.token, host.piece.number.token
    return host.role is not Role.VALUE or (mine is not None and its is not None and mine.unit == its.unit)


def _unit(token: Token, piece: Piece, about: Subject) -> str:
    """The unit of the figure that a number may be."""
    if token.unit == "percent" or _is_behind(piece, lex.POINTS):
        return PERCENT
    if token.unit:
        return ""
    timed = _is_behind(piece, lex.DAYS) or about.concepts & {"mean", "median"}
    return DAYS if timed else "" if token.places else COUNT


def _is_behind(piece: Piece, kind: str) -> bool:
    return piece.after[:1] != () and piece.after[0].kind == kind


def _seen(piece: Piece) -> _Seen:
    """A piece with its role: a change where a word for a rise or a fall goes with its number."""
    way = _way(piece)
    is_points = _is_behind(piece, lex.POINTS)
    token = piece.number.token
    relative = token is not None and token.unit == "percent" and not is_points
    role = (Role.CHANGE if relative else Role.POINTS) if way or is_points else Role.VALUE
    return _Seen(piece, subject_of(piece.terms), role, way or _way_from(piece))


def _way(piece: Piece) -> Term | None:
    """The word that says that something rose or fell by the number."""
    before = _telling(piece.before)
    if before and before[-1].kind == lex.MARKER:
        before = before[:-1] if before[-1].value in ("of", "by") else []
    if before and before[-1].kind == lex.WAY:
        return before[-1]
    behind = [term for term in _telling(piece.after) if term.kind not in (lex.POINTS, lex.DAYS)]
    return behind[0] if behind and behind[0].kind == lex.WAY else None


def _way_from(piece: Piece) -> Term | None:
    """The word that says that something rose or fell from the number."""
    *_, way, marker = (None, None, *_telling(piece.before))
    return way if way and way.kind == lex.WAY and marker and marker.value == "from" else None


def _telling(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if term.kind != lex.GLUE]
