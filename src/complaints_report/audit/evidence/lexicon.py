"""What the words of a text mention: stages, years, groups, limits, and the cues by which metrics are known."""

import re
from calendar import month_abbr, month_name
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from complaints_report.audit.reading.numbers import DATE, names_in
from complaints_report.calendar import shift_year, year_label
from complaints_report.english import VALUES, WAYS
from complaints_report.metrics import cues
from complaints_report.metrics.figures import Figures
from complaints_report.package_data import toml_of
from complaints_report.procedures import RESOLVED

CUE, STAGE, YEAR, GROUP, LIMIT, AGAINST = "cue", "stage", "year", "group", "limit", "against"
"""What a mention is of; `AGAINST` is words that say that a number is none of the data's."""

Key = str | int | tuple[str, str]

PARTLY, PLAINLY = 0.45, 0.6
"""The weight of a word of a group's name, and of a name that is a plain word too."""
WIDEST = 45
"""The most letters over which the words of a group's name may be spread."""
APRIL = 4

WORDS = toml_of("audit", "evidence", "words.toml")
WORD = re.compile(r"[^\W\d_]{4,}")
_ENDING = re.compile(r"(?:ions?|ing|ed|es|s|e)$")
_COMMON = frozenset(WORDS["common"].split())


def form_of(forms: Iterable[str]) -> re.Pattern[str]:
    """One pattern for words of any of these forms."""
    return re.compile(rf"\b(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _stem(word: str) -> str:
    return _ENDING.sub("", word.lower())


_COMMON_STEMS = frozenset(map(_stem, _COMMON))
PLAIN = frozenset(WORDS["plain"].split()) | WAYS.keys()
"""Words that tell nothing of what a number counts."""
_AGAINST, _BEFORE, _NOW = (form_of(WORDS[name]) for name in ("against", "before", "now"))
_BACK = [re.compile(form, re.IGNORECASE) for form in (r"\btwo\b|before last", r"\bthree\b")]
_OF_THAT = re.compile("before|earlier|previous|prior|preceding", re.IGNORECASE)
_STAGES = sorted(((int(stage), forms) for stage, forms in WORDS["stages"].items()), reverse=True)
_STAGE = re.compile("|".join(rf"\b(?P<s{one}>{'|'.join(forms)})\b" for one, forms in _STAGES), re.IGNORECASE)
_SPAN = re.compile(
    r"\b(?:(?:1(?:st)? )?apr(?:il)? )?(20\d\d)\s?(?:[/–—-]|to|until|and)\s?(?:(?:31(?:st)? )?mar(?:ch)? )?(20\d\d|\d\d)"
    r"\b(?!%|\.\d)|(?<![\d.,/£-])\b(\d\d)\s?[/–-]\s?(\d\d)\b(?!/|%|\.\d|\d)",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?<![/–-])\b(5|10|15|20|25|30|65|five|ten|fifteen|twenty|twenty[- ]five|thirty|sixty[- ]five)"
    r"(?:[ -](?:working |business )?days?\b|\s?wds?\b|(?=[,.;:)]|$| \())|\bday (\d+)\b",
    re.IGNORECASE,
)
_MONTHS = {name.lower(): number for number, name in enumerate(month_abbr) if name}
_MONTH = re.compile(
    rf"(?<![-–/])(?<!to )\b((?:{'|'.join(name for name in month_name if name and name != 'May')})"
    rf"|May(?= (?:had|was|saw|and|to)|[,;:(.]|$)|(?:{'|'.join(name for name in month_abbr if name)}|Sept)(?=\W|$))"
    r"(?! ?(?:20\d\d )?(?:to|–|-|/|and Mar(?:ch)?\b))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that tell of one thing, from letter to letter of a text; `weight` is less where they tell it in part."""

    of: str
    key: Key
    begins: int
    ends: int
    weight: float = 1.0


class Lexicon:
    """Finds what the words of a text mention, of the groups and years that the data have."""

    def __init__(self, figures: Figures, names: Iterable[str] = ()) -> None:
        self.year = figures.year
        self.plain = PLAIN | {word.lower() for name in names for word in WORD.findall(name)}
        """Words that tell nothing, those of the organisation's name among them."""
        self._years_known = sorted(figures.years)
        self._has_months = any(figure.by == "month" for figure in figures)
        self.mentions = cache(self._mentions)
        """All that a text mentions."""
        self._cues = [(one, form_of([one.form])) for one in cues.EVERY]
        groups = dict.fromkeys(
            (figure.by, figure.group)
            for known in figures.years.values()
            for figure in known.values()
            if figure.by and (figure.group != RESOLVED or figure.value)
        )
        coded = {key: form for key, form in cues.GROUPS.items() if key in groups}
        named = [key for key in groups if key not in coded and _is_named(*key)]
        self._coded = [(key, form_of([form])) for key, form in coded.items()]
        bys = dict.fromkeys(by for by, _ in named)
        self._named = {by: _Names([group for other, group in named if other == by], by) for by in bys}
        self._words = _telling_words(named)
        self._sizes = Counter(key for keys in self._words.values() for key in keys)

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        found = tuple(self._found(text)) if re.search(r"\w", text) else ()
        return tuple(one for one in found if not _is_within(one, found))

    def _found(self, text: str) -> Iterator[Mention]:
        for match in _STAGE.finditer(text):
            yield Mention(STAGE, int(str(match.lastgroup)[1:]), *match.span())
        yield from self._years(text)
        for match in _LIMIT.finditer(text):
            days = match[1] or match[2]
            known = int(days) if days.isdigit() else sum(VALUES[one] for one in re.findall("[a-z]+", days.lower()))
            yield Mention(LIMIT, known, *match.span())
        for match in _AGAINST.finditer(text):
            yield Mention(AGAINST, match[0].lower(), *match.span())
        taken: set[int] = set()
        for cue, form in self._cues:
            for match in form.finditer(text):
                yield Mention(CUE, cue.name, *match.span())
                if cue is cues.UPHELD_ANY:
                    taken.update(range(*match.span()))
        yield from self._grouped(text, taken)

    def _years(self, text: str) -> Iterator[Mention]:
        for match, year in _spans(text):
            yield Mention(YEAR, year, *match.span())
        if self._has_months:
            yield from self._months(text)
        for match, year in _years_before(text, self.year):
            yield Mention(YEAR, year, *match.span())
        for match in _NOW.finditer(text):
            yield Mention(YEAR, self.year, *match.span(), 0.5)

    def _months(self, text: str) -> Iterator[Mention]:
        """The months that are named: alone, each in every year that has it; with its year, in that one."""
        dates = [one for one in names_in(text) if one.name == DATE] if _MONTH.search(text) else []
        for match in _MONTH.finditer(text):
            number = _MONTHS[match[1][:3].lower()]
            within = next((one for one in dates if one.begins < match.end() and match.start() < one.ends), None)
            told = re.fullmatch(r"\w+\.? (20\d\d)", within.text) if within else None
            for year in self._years_known:
                calendar = int(year[:4]) + (number < APRIL)
                if within is None or (told and int(told[1]) == calendar):
                    yield Mention(GROUP, ("month", f"{calendar}-{number:02d}"), *match.span())

    def _grouped(self, text: str, taken: set[int]) -> Iterator[Mention]:
        """Groups by their whole names, longer ones first among those of one breakdown, then by words of their own."""
        used: dict[str, set[int]] = defaultdict(lambda: set(taken))
        whole: set[Key] = set()
        for (by, code), form in self._coded:
            for match in form.finditer(text):
                if used[by].isdisjoint(range(*match.span())):
                    used[by].update(range(*match.span()))
                    yield Mention(GROUP, (by, code), *match.span())
        for by, names in self._named.items():
            for match, groups in names.found(text):
                used[by].update(range(*match.span()))
                for group in groups:
                    whole.add((by, group))
                    yield Mention(GROUP, (by, group), *match.span(), 1.0 if _is_name(match[0], group) else PLAINLY)
        yield from self._by_words(text, used, whole)

    def _by_words(self, text: str, used: dict[str, set[int]], whole: set[Key]) -> Iterator[Mention]:
        """Groups of whose names all telling words are there, or one that no other group has."""
        found: dict[tuple[str, str], dict[str, re.Match[str]]] = defaultdict(dict)
        for match in WORD.finditer(text):
            for key in self._words.get(_stem(match[0]), ()):
                if key not in whole and used[key[0]].isdisjoint(range(*match.span())):
                    found[key].setdefault(_stem(match[0]), match)
        for group, words in found.items():
            begins, ends = min(one.start() for one in words.values()), max(one.end() for one in words.values())
            if len(words) == self._sizes[group] > 1 and ends - begins < WIDEST:
                yield Mention(GROUP, group, begins, ends, 0.85)
            elif any(len(self._words[word]) == 1 and word not in _COMMON_STEMS for word in words):
                yield Mention(GROUP, group, begins, ends, PARTLY)


def _spans(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _SPAN.finditer(text):
        first, last = match[1] or f"20{match[3]}", match[2] or match[4]
        if (int(first) + 1) % 100 == int(last) % 100:
            yield match, year_label(int(first))


def _years_before(text: str, year: str) -> Iterator[tuple[re.Match[str], str]]:
    """The earlier years that words tell of, as "last year" does; "the year before" is that before the one told of."""
    told = {match.end(): named for match, named in _spans(text)}
    for match in _BEFORE.finditer(text):
        back = next((place for place, form in enumerate(_BACK, 2) if form.search(match[0])), 1)
        base = next((told[end] for end in sorted(told, reverse=True) if end <= match.start()), year)
        is_of_base = back == 1 and _OF_THAT.search(match[0]) and base <= year
        told[match.end()] = shift_year(base if is_of_base else year, -back)
        yield match, told[match.end()]


def years_in(text: str) -> list[str]:
    """The years that a text names, such as "2023/24", however they are written."""
    return [year for _, year in _spans(text)]


def _is_within(one: Mention, found: Iterable[Mention]) -> bool:
    """Whether words tell of something else that is whole: a word of a name, or one that speaks against in a name."""
    if one.weight == PARTLY:
        return any(other.weight != PARTLY and _overlap(one, other) for other in found)
    names = (other for other in found if other.of == GROUP and other.weight == 1 and _is_longer(other, one))
    return one.of in (AGAINST, GROUP) and any(other.begins <= one.begins and one.ends <= other.ends for other in names)


def _is_longer(one: Mention, other: Mention) -> bool:
    return other.of == AGAINST or one.ends - one.begins > other.ends - other.begins


def _overlap(one: Mention, other: Mention) -> bool:
    return other.begins < one.ends and one.begins < other.ends


def _is_name(words: str, group: str) -> bool:
    """Whether words are a group's name and not the same word in plain use: "decisions" for "Decisions"."""
    return " " in words or words[:1].isupper() or not group.rpartition(": ")[2][:1].isupper()


def _is_named(by: str, group: str) -> bool:
    return by not in ("month", "band") and group not in ("Not mapped", "other", "Other", "yes", "no")


class _Names:
    """Finds the names of a breakdown's groups in texts; a sub-category is told without its category, so of several."""

    def __init__(self, groups: Sequence[str], by: str) -> None:
        self._groups: dict[str, list[str]] = defaultdict(list)
        for group in groups:
            self._groups[_plain(group.rpartition(": ")[2] if by == "sub_category" else group)].append(group)
        self._longest_first = sorted(self._groups, key=len, reverse=True)
        self._form = cache(self._made)

    def _made(self, names: tuple[str, ...]) -> re.Pattern[str]:
        forms = (re.escape(name).replace(r"\ ", r"\s+") for name in names)
        return re.compile(rf"\b(?P<name>{'|'.join(forms)})(?:['’]s?)?(?!\w)")

    def found(self, text: str) -> Iterator[tuple[re.Match[str], list[str]]]:
        """Each name that stands in a text, longer ones before those within them, with the groups it may be."""
        plain = _plain(text)
        words = " ".join(plain.split())
        there = tuple(name for name in self._longest_first if " ".join(name.split()) in words)
        if there and len(plain) == len(text):  # a pattern of all the names takes longer to make than all else here
            found = self._form(there).finditer(plain)
            yield from ((match, self._groups[" ".join(match["name"].split())]) for match in found)


def _plain(text: str) -> str:
    """A text as names are compared, letter for letter."""
    return text.lower().replace("–", "-").replace("\u00a0", " ")


def _telling_words(named: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """The groups that have each word in their names, of the words that tell something."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for by, group in named:
        every = WORD.findall(group.rpartition(": ")[2])
        words = {_stem(one) for one in every if one.lower() not in _COMMON} or {_stem(one) for one in every}
        for word in words:
            found[word].append((by, group))
    return found
