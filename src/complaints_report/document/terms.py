"""A sentence or a label taken apart into what is known of its words: numbers, stages, years, groups and the like."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from complaints_report.calendar import shift_year
from complaints_report.document import lexicon as lex
from complaints_report.document.tokens import YEAR, Token, tokens
from complaints_report.metrics.figures import Figures
from complaints_report.report.words import NUMBERS

Group = tuple[str, str]
"""A breakdown, and the name of a group of it."""
OF_DATA, OF_ALL = (
    ("service", "area", "category", "sub_category"),
    ("outcome", "result", "procedure", "method", "complainant"),
)
"""The breakdowns whose groups the data name, as they write them, and those whose groups we name."""

_TOO_PLAIN = ("other", "local", "statutory")
"""Names of groups that are everyday words, and name them only beside others."""
_A_STAGE = r"(?:[1-3]|one|two|three)\b"
_STAGES = (
    rf"stages {_A_STAGE}(?:(?:, | and | or | & | to |[-–/]){_A_STAGE})*",
    rf"stage {_A_STAGE}(?:[-–/]{_A_STAGE})*|(?:first|second|third) stage",
)
_DIGIT = {"one": "1", "two": "2", "three": "3", "first": "1", "second": "2", "third": "3"}
_DAYS = r"(?P<n>\d+)[ -](?:working[ -])?days?"
_WITHIN = (
    *(rf"(?:with|)in (?:the )?(?:\w+ )?{_DAYS}(?: or (?:fewer|less|under))", rf"inside {_DAYS}"),
    rf"within (?:the )?(?:statutory |extended |required )?{_DAYS}(?: timescales?| limits?| deadlines?)?",
)
_BEFORE_NUMBER = rf"(?=\s+(?:(?:the|all|our|a total of|just|only|those)\s+)*(?:£?\d|(?:{'|'.join(NUMBERS[1:])})\b))"
_QUARTER = re.compile(r"(?:q|quarter)([1-4])")
_PUNCTUATION = re.compile(r"[,;:()]|(?<=\s)[–—-](?=\s)")


@dataclass(frozen=True)
class Term:
    """Some words, and what is known of them; `groups` are those that they may name."""

    kind: str
    value: str
    begins: int
    ends: int
    token: Token | None = None
    groups: frozenset[Group] = frozenset()


Form = tuple[re.Pattern[str], str, Callable[[re.Match[str]], str]]
"""What is looked for, what it is where it is found, and its value."""


def _form(phrases: Iterable[str], behind: str = "") -> re.Pattern[str]:
    longest = "|".join(sorted(phrases, key=len, reverse=True)).replace(" ", r"\s+").replace("'", "['’]")
    return re.compile(rf"(?<![\w'’])(?:{longest})(?![\w'’]){behind}", re.IGNORECASE)


def _value(value: str) -> Callable[[re.Match[str]], str]:
    return lambda _: value


def _digits(found: re.Match[str]) -> str:
    """The stages that are named, such as "12"."""
    words = re.findall(r"\w+", found[0].lower())
    return "".join(word if word.isdigit() else _DIGIT.get(word, "") for word in words)


@cache
def _forms() -> tuple[Form, ...]:
    """What is looked for whatever the data are, each only where none before it was found."""
    concepts = {name: (_form(forms), lex.CONCEPT, _value(name)) for name, forms in lex.CONCEPTS.items()}
    return (
        *((_form([form]), lex.CONCEPT, lambda found: f"within{found['n']}") for form in _WITHIN),
        *((_form(forms), lex.YEAR, _value(value)) for value, forms in lex.YEARS.items()),
        (_form(_STAGES), lex.STAGE, _digits),
        *(form for name, form in concepts.items() if name not in lex.FIRST),
        (_form([r"percentage points?", r"(?<=%\s)points?", "pp"]), lex.POINTS, _value("")),
        (_form([r"working days?", "days?"]), lex.DAYS, _value("")),
        (_form(lex.HEDGES, _BEFORE_NUMBER), lex.HEDGE, _value("")),
        (_form(lex.PARTS), lex.GLUE, _value(lex.PART)),
        (_form(lex.COMPARES), lex.MARKER, _value("against")),
        (_form(lex.UP), lex.WAY, _value("1")),
        (_form(lex.DOWN), lex.WAY, _value("-1")),
        *((_form(forms, _BEFORE_NUMBER), lex.MARKER, _value(name)) for name, forms in lex.MARKERS.items()),
        (_form(lex.GLUE_PHRASES), lex.GLUE, _value("")),
    )


class Vocabulary:
    """Reads words as terms, by the names that the data have."""

    def __init__(self, figures: Figures) -> None:
        self._years = {"": figures.year, lex.PREVIOUS: shift_year(figures.year, -1), lex.LAST: lex.LAST}
        self._named = list(_names(figures))
        self.telling = frozenset(_telling(figures))
        """The words that tell one service or area from another."""
        self.terms = cache(self._terms)

    def _terms(self, words: str) -> tuple[Term, ...]:
        """What is known of the words, in their order."""
        found: list[Term] = []
        free = bytearray(len(words))
        for term in (*self._groups(words), *self._phrases(words), *_single(words)):
            if not any(free[term.begins : term.ends]):
                free[term.begins : term.ends] = b"x" * (term.ends - term.begins)
                found.append(term)
        return tuple(sorted(found, key=lambda term: term.begins))

    def _groups(self, words: str) -> Iterator[Term]:
        for concept in lex.FIRST:
            for found in _form_of(concept).finditer(words):
                yield Term(lex.CONCEPT, concept, *found.span())
        for form, groups in self._named:
            for found in form.finditer(words):
                yield Term(lex.GROUP, found[0], *found.span(), groups=groups)

    def _phrases(self, words: str) -> Iterator[Term]:
        for form, kind, value in _forms():
            for found in form.finditer(words):
                said = value(found)
                yield Term(kind, self._years[said] if kind == lex.YEAR else said, *found.span())


@cache
def _form_of(concept: str) -> re.Pattern[str]:
    return _form(lex.CONCEPTS[concept])


def _names(figures: Figures) -> Iterator[tuple[re.Pattern[str], frozenset[Group]]]:
    """How each group that the data have is written, and which groups that may be; longest names first."""
    named: dict[str, set[Group]] = {}
    for figure in figures:
        if figure.by in (*OF_DATA, *OF_ALL):
            last = figure.group.partition(": ")[2] if figure.by == "sub_category" else ""
            for name in filter(None, (figure.group, last)):
                named.setdefault(name, set()).add((figure.by, figure.group))
    for name in sorted(named, key=len, reverse=True):
        bare = [] if name in _TOO_PLAIN else [re.escape(name).replace("\\ ", " ")]
        forms = [*bare, *_synonyms(named[name])]
        as_written = all(by in OF_DATA for by, _ in named[name])
        if forms:
            yield _cased(_form(forms), as_written), frozenset(named[name])


def _telling(figures: Figures) -> Iterator[str]:
    for name in {figure.group for figure in figures if figure.by in ("service", "area")}:
        yield from (token.mask for token in tokens(name) if token.mask not in lex.UNTELLING)


def _synonyms(groups: set[Group]) -> Iterator[str]:
    return (form for group in groups for form in lex.SYNONYMS.get(group, ()))


def _cased(form: re.Pattern[str], as_written: bool) -> re.Pattern[str]:
    return re.compile(form.pattern, 0 if as_written else re.IGNORECASE)


def _single(words: str) -> Iterator[Term]:
    """Single words and numbers, and what stands between them."""
    for token in tokens(words):
        yield _of_token(token)
    for found in _PUNCTUATION.finditer(words):
        kind = {"(": lex.OPEN, ")": lex.CLOSE}.get(found[0], lex.STOP)
        yield Term(kind, found[0], *found.span())


def _of_token(token: Token) -> Term:
    span = token.place, token.place + len(token.text)
    word = token.mask
    if token.value is not None and token.mask[0] == "#" and token.mask != "#th":
        return Term(lex.NUMBER, "", *span, token)
    if word.startswith(YEAR):
        return Term(lex.YEAR, word.removeprefix(YEAR), *span)
    if word.startswith("within"):
        return Term(lex.CONCEPT, word, *span) if word != "within" else Term(lex.GLUE, "", *span)
    if quarter := _QUARTER.fullmatch(word):
        return Term(lex.GROUP, word, *span, groups=frozenset({("quarter", f"Q{quarter[1]}")}))
    if word in lex.ELSEWHERE:
        return Term(lex.CONCEPT, lex.NOT_OURS, *span)
    kind = lex.STOP if word in lex.STOPS else lex.GLUE if word in lex.GLUE_WORDS else lex.OTHER
    return Term(kind, word, *span)
