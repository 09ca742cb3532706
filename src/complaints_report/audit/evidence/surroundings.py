"""What the words around a number tell of it: stages, years, groups, limits and the cues of metrics, each with how near."""

import re
from calendar import month_abbr
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from complaints_report.audit.reading.document import Grid, Passage, Sentence, Spot
from complaints_report.audit.reading.numbers import COUNT, DATE, OTHER, Name, Number, names_in
from complaints_report.calendar import shift_year, year_label
from complaints_report.english import DOWN, UP, WAYS
from complaints_report.metrics import cues
from complaints_report.metrics.figures import Figures

CUE, STAGE, YEAR, GROUP, LIMIT, AGAINST, WAY = "cue", "stage", "year", "group", "limit", "against", "way"
"""What a mention is of; `AGAINST` is words that say that a number is none of the data's."""

Key = str | int | tuple[str, str]

WIDEST = 45
"""The most letters over which the words of a group's name may be spread."""
PARTLY, PLAINLY = 0.45, 0.6
"""The weight of a word of a group's name, and of a name that is a plain word too, in small letters."""
FAR = 4.0
"""The cost at which a mention tells nothing."""
MOST_IN_LABEL = 1.2
"""What it costs at the most that words do not stand first in a label."""
OWNED = 3.2
"""What it costs more that a year behind the first number of a sentence stands nearer to another number."""
LEAD, PREVIOUS, HEADING, ABOVE, CAPTION, LABEL, TITLE = 0.9, 2.2, 1.9, 2.5, 1.1, 0.2, 3.0
"""What it costs that words stand in what a list hangs on, the sentence before, the nearest heading, others, ..."""

_AGAINST = re.compile(
    r"\b(?:targets?|ambitions?|goals?|benchmark\w*|national(?:ly)?|england(?!['’]s bank)|london(?= as| region|['’]s)|regional(?:ly)?|neighbour\w*"
    r"|(?:similar|other|comparable|peer) (?:authorit\w+|councils?|boroughs?|trusts?)|councils like ours|comparator\w*"
    r"|statistical neighbours?|all councils|of our type|rest of the council|other corporate|other complaints|census|population|residents live|staff(?:ed|ing)?|posts|fte|full[- ]time"
    r"|trained|attend\w*|training|budget|vacanc\w+|practitioners|colleagues|caseloads?|members of staff|will|aims?"
    r"|intend|plan(?:s|ned)?|hope|by (?:the end of )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:march|april|may|june|july|august|september|october|november"
    r"|december|january|february) 20\d\d|expected|standard is|aspir\w+|trajectory|forecast|over the (?:last |past )?\w+ years|(?:two|three|four|five|ten)[- ]year)\b",
    re.IGNORECASE,
)
WHOLLY = re.compile(r"will|aims?|intend|plan|hope|expected|by ", re.IGNORECASE)
"""Of the words that speak against a number, those that speak against all of their sentence."""
_STAGES = (
    (1, r"(?:stage|step|level) (?:1|one)s?|s1s?|first[ -](?:stage|step)|1st stage|initial stage|local resolution|informal stage"
        r"|first complaints?"),
    (2, r"(?:stage|step|level) (?:2|two)s?|s2s?|second[ -](?:stage|step|looks?)|investigation stage|(?:independent|formal)"
        r" investigations?(?! officer)|second looks?"),
    (3, r"(?:stage|step|level) (?:3|three)s?|s3s?|third[ -](?:stage|step)|(?:review )?panels?|panel (?:stage|hearings?)"
        r"|review panels?"),
    (12, r"s1 ?(?:\+|and|&) ?s2(?! ?(?:\+|and|&))|stages? (?:1|one) (?:and|&|\+) (?:stage )?(?:2|two)s?|both stages|^both$"),
    (0, r"(?:across |over |taking )?(?:all|the)(?: of the)? (?:three )?(?:stages|steps|levels)(?: (?:taken )?together| combined)?"
        r"|three (?:stages|steps|levels) (?:together|combined)|every stage|s1 ?\+ ?s2 ?\+ ?s3"),
)  # fmt: skip
_STAGE = re.compile(
    "|".join(rf"\b(?P<s{number}>{form})\b" for number, form in sorted(_STAGES, key=lambda one: -one[0])), re.IGNORECASE
)
_SPAN = re.compile(
    r"\b(?:(?:1(?:st)? )?apr(?:il)? )?(20\d\d)\s?(?:[/–—-]|to|until|and)\s?(?:(?:31(?:st)? )?mar(?:ch)? )?(20\d\d|\d\d)\b(?!%|\.\d)"
    r"|(?<![\d.,/£-])\b(\d\d)\s?[/–-]\s?(\d\d)\b(?!/|%|\.\d|\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:(?:the )?(?:last|previous|prior|preceding|past) (?:financial |reporting )?(?:year|12 months|twelve months)(?:['’]s)?"
    r"|(?:the |a )?year (?:before|earlier|previously)|(?:twelve|12) months (?:before|earlier|previously)|before that"
    r"|previously|in the prior year|(?:it|they|there) used to be|used to|had been|having been|formerly|a year ago)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:this (?:financial |reporting )?year(?:['’]s)?|the year(?! (?:before|earlier))|in year)\b", re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?:from|against|compared (?:to|with)|as against|versus|vs\.?|than|instead of|up on|down on|when it was|previous(?:ly)?:?)"
    r"\s(?:just |only |the |an? |in all |some )?£?$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"(?:,? (?:of (?:those|the)|under|for|at|about|among|by)|,? in (?!20|the (?:previous|year|last|prior)|last))\b",
    re.IGNORECASE,
)
"""What behind a number says that it is compared with other people's, not with another year's."""
_TO = re.compile(r"\bto (?:just |only |a |an )?£?$", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(5|10|15|20|25|30|65|five|ten|fifteen|twenty|twenty[- ]five|thirty|sixty[- ]five)(?:[ -](?:working |business )?days?\b"
    r"|\s?wds?\b|(?=[,.;:)]|$| \())|\bday (\d+)\b",
    re.IGNORECASE,
)
_LIMIT_WORDS = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25, "thirty": 30,
    "sixty-five": 65, "sixty five": 65,
}  # fmt: skip
APRIL = 4
_MONTHS = {name.lower(): number for number, name in enumerate(month_abbr) if name}
_MONTH = re.compile(
    r"(?<![-–/])(?<!to )\b((?:January|February|March|April|May(?= (?:had|was|saw|and|to)|[,;:(.]|$)|June|July|August|September|October"
    r"|November|December)|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\W|$))(?! ?(?:20\d\d )?(?:to|–|-|/|and (?:March|Mar)\b))"
)
_WAYS = "|".join((*UP, *DOWN))
_WAY = re.compile(rf"\b(?:{_WAYS})\b", re.IGNORECASE)
_CHANGED_BEFORE = re.compile(
    rf"\b(?:by|(?:an? |the )?(?:\w+ )?(?:increase|decrease|drop|fall|rise|reduction|growth|decline|jump|change) of|(?<!made )(?<!make )(?<!makes )up|down"
    rf"|an (?:additional|extra)|gap of|difference of)\s(?:just |only |some )?£?$|\((?:{_WAYS}) $",
    re.IGNORECASE,
)
_CHANGED_BEHIND = re.compile(
    r"^%?(?: (?:per ?cent|percentage|working))?(?: points?| days?)?(?: \w+)? (?:more|fewer|less|lower|higher|up|down|increase"
    r"|decrease|drop|rise|fall|reduction|growth|better|worse|longer|shorter|quicker|slower|greater)\b(?! from| to| in| by)",
    re.IGNORECASE,
)
_CHANGE_LABEL = re.compile(r"\b(?:change|difference|diff|var(?:iance)?|chg|movement)\b|\+ ?/ ?[-–−]|Δ", re.IGNORECASE)
_BREAKS = re.compile(
    r"(?P<part>\bof (?:them|which|whom|these|those)\b)|(?P<comma>,)|(?P<line>\n)|(?P<stop>[;–—]| - )|(?P<colon>:)|(?P<bracket>[()\[\]])|(?P<join>\b(?:and|while|but|whereas|although|against"
    r"|compared|than|with)\b)|(?P<number>\d[\d,.]*)|(?P<word>\w+)",
    re.IGNORECASE,
)
_COSTS = {
    "part": 0.9,
    "comma": 0.22,
    "stop": 0.9,
    "line": 0.3,
    "colon": 0.1,
    "bracket": 0.3,
    "join": 0.15,
    "number": 0.2,
    "word": 0.05,
}
_CLAUSE_ENDS = ",;:()–—\n"
_TOTAL = re.compile(
    r"\b(?:total|all|overall|year|everything|whole|every|grand|sum|both|trust|council|borough|county|average|number|no\.?|complaints|20\d\d)\b|%|^$",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    [
        "children",
        "childrens",
        "child",
        "young",
        "people",
        "service",
        "services",
        "team",
        "teams",
        "social",
        "care",
        "with",
        "from",
        "family",
        "families",
        "support",
        "other",
        "complaints",
        "issues",
        "about",
        "next",
        "steps",
        "point",
        "points",
        "key",
        "access",
        "centre",
        "hub",
        "office",
        "quality",
        "adult",
        "adults",
        "people",
        "north",
        "south",
        "east",
        "west",
        "central",
        "general",
        "group",
        "area",
        "areas",
        "first",
    ]
)

_COMMON_STEMS = frozenset(re.sub(r"(?:ions?|ing|ed|es|s|e)$", "", word) for word in _COMMON)


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
        self.plain = PLAIN | {word.lower() for name in names for word in _PARTIAL.findall(name)}
        """Words that tell nothing, those of the organisation's name among them."""
        self._years_known = sorted(figures.years)
        self._has_months = any(figure.by == "month" for figure in figures)
        self._cache: dict[str, tuple[Mention, ...]] = {}
        self._cues = [(one, re.compile(rf"\b(?:{one.form})(?!\w)", re.IGNORECASE)) for one in cues.EVERY]
        groups = dict.fromkeys(
            (figure.by, figure.group) for known in figures.years.values() for figure in known.values() if figure.by
        )
        coded = {key: form for key, form in cues.GROUPS.items() if key in groups}
        named = [key for key in groups if key not in coded and _is_named(*key)]
        self._coded = [(key, re.compile(rf"\b(?:{form})(?!\w)", re.IGNORECASE)) for key, form in coded.items()]
        self._named = {by: _Names([group for other, group in named if other == by], by) for by, _ in named}
        self._words = _telling_words(named)
        self._sizes = Counter(key for keys in self._words.values() for key in keys)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """All that a text mentions."""
        if text not in self._cache:
            found = tuple(self._found(text)) if re.search(r"\w", text) else ()
            self._cache[text] = tuple(one for one in found if not _is_within(one, found))
        return self._cache[text]

    def _found(self, text: str) -> Iterator[Mention]:
        for match in _STAGE.finditer(text):
            yield Mention(STAGE, int(str(match.lastgroup)[1:]), *match.span())
        yield from self._years(text)
        for match in _LIMIT.finditer(text):
            days = (match[1] or match[2]).lower()
            yield Mention(LIMIT, _LIMIT_WORDS.get(days) or int(days), *match.span())
        for match in _AGAINST.finditer(text):
            yield Mention(AGAINST, match[0].lower(), *match.span())
        taken = [False] * len(text)
        for cue, form in self._cues:
            for match in form.finditer(text):
                yield Mention(CUE, cue.name, *match.span())
                if cue is cues.UPHELD_ANY:
                    taken[match.start() : match.end()] = [True] * (match.end() - match.start())
        yield from self._grouped(text, taken)

    def _years(self, text: str) -> Iterator[Mention]:
        for match, year in _spans(text):
            yield Mention(YEAR, year, *match.span())
        if self._has_months:
            yield from self._months(text)
        for match in _BEFORE.finditer(text):
            yield Mention(YEAR, shift_year(self.year, -1), *match.span())
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

    def _grouped(self, text: str, taken: list[bool]) -> Iterator[Mention]:
        """Groups by their whole names, longer ones first among those of one breakdown, then by words of their own."""
        used: dict[str, list[bool]] = defaultdict(lambda: list(taken))
        whole: set[Key] = set()
        for (by, code), form in self._coded:
            mask = used[by]
            for match in form.finditer(text):
                if not any(mask[match.start() : match.end()]):
                    mask[match.start() : match.end()] = [True] * (match.end() - match.start())
                    yield Mention(GROUP, (by, code), *match.span())
        for by, names in self._named.items():
            for match, groups in names.found(text):
                used[by][match.start() : match.end()] = [True] * (match.end() - match.start())
                for group in groups:
                    whole.add((by, group))
                    yield Mention(GROUP, (by, group), *match.span(), 1.0 if _is_name(match[0], group) else PLAINLY)
        yield from self._by_words(text, used, whole)

    def _by_words(self, text: str, used: dict[str, list[bool]], whole: set[Key]) -> Iterator[Mention]:
        """Groups of whose names all telling words are there, or one that no other group has."""
        found: dict[Key, dict[str, re.Match[str]]] = defaultdict(dict)
        for match in _PARTIAL.finditer(text):
            for key in self._words.get(_stem(match[0]), ()):
                if key not in whole and not any(used[key[0]][match.start() : match.end()]):
                    found[key].setdefault(_stem(match[0]), match)
        for key, words in found.items():
            begins, ends = min(one.start() for one in words.values()), max(one.end() for one in words.values())
            if len(words) == self._sizes[key] > 1 and ends - begins < WIDEST:
                yield Mention(GROUP, key, begins, ends, 0.85)
            elif any(len(self._words[word]) == 1 and word not in _COMMON_STEMS for word in words):
                yield Mention(GROUP, key, begins, ends, PARTLY)


def _spans(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _SPAN.finditer(text):
        first, last = match[1] or f"20{match[3]}", match[2] or match[4]
        if (int(first) + 1) % 100 == int(last) % 100:
            yield match, year_label(int(first))


def years_in(text: str) -> list[str]:
    """The years that a text names, such as "2023/24", however they are written."""
    return [year for _, year in _spans(text)]


def _is_within(one: Mention, found: Iterable[Mention]) -> bool:
    """Whether words tell of something else that is whole: a word of a name, or one that speaks against in a name."""
    if one.weight == PARTLY:
        return any(other.weight != PARTLY and _overlap(one, other) for other in found)
    return one.of == AGAINST and any(
        other.of == GROUP and other.weight == 1 and _overlap(one, other) for other in found
    )


def _overlap(one: Mention, other: Mention) -> bool:
    return other.begins < one.ends and one.begins < other.ends


def _is_name(words: str, group: str) -> bool:
    """Whether words are a group's name and not the same word in plain use: "decisions" for "Decisions"."""
    return " " in words or words[:1].isupper() or not group.rpartition(": ")[2][:1].isupper()


def _is_named(by: str, group: str) -> bool:
    return by not in ("month", "band") and group not in ("Not recorded", "Not mapped", "other", "Other", "yes", "no")


class _Names:
    """Finds the names of a breakdown's groups in texts; a sub-category is told without its category, so of several."""

    def __init__(self, groups: Sequence[str], by: str) -> None:
        self._groups: dict[str, list[str]] = defaultdict(list)
        for group in groups:
            self._groups[_plain(group.rpartition(": ")[2] if by == "sub_category" else group)].append(group)
        forms = (re.escape(name).replace(r"\ ", r"\s+") for name in sorted(self._groups, key=len, reverse=True))
        self._form = re.compile(rf"\b(?P<name>{'|'.join(forms)})(?:['’]s?)?(?!\w)")

    def found(self, text: str) -> Iterator[tuple[re.Match[str], list[str]]]:
        """Each name that stands in a text, longer ones before those within them, with the groups it may be."""
        plain = _plain(text)
        if len(plain) == len(text):
            yield from ((match, self._groups[" ".join(match["name"].split())]) for match in self._form.finditer(plain))


def _plain(text: str) -> str:
    """A text as names are compared, letter for letter."""
    return text.lower().replace("–", "-").replace("\u00a0", " ")


def _telling_words(named: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """The groups that have each word in their names, of the words that tell something."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for by, group in named:
        every = _PARTIAL.findall(group.rpartition(": ")[2])
        words = {_stem(one) for one in every if one.lower() not in _COMMON} or {_stem(one) for one in every}
        for word in words:
            found[word].append((by, group))
    return found


def _stem(word: str) -> str:
    return re.sub(r"(?:ions?|ing|ed|es|s|e)$", "", word.lower())


def is_name(lexicon: Lexicon, spot: Spot) -> bool:
    """Whether a number is part of a group's name, as in "18 to 24"."""
    number = spot.number
    found = lexicon.mentions(spot.sentence.words)
    return any(one.of == GROUP and one.begins <= number.begins and number.ends <= one.ends for one in found)


Told = dict[str, dict[Key, tuple[float, float]]]
"""What is told of a number, by what it is of: for each key the least cost and the weight of that mention."""


class Surroundings:
    """Gathers what is told of each number of a document."""

    def __init__(self, lexicon: Lexicon, title: str) -> None:
        self.lexicon, self._title = lexicon, title
        self._prices: dict[str, list[float]] = {}

    def told(self, spot: Spot) -> Told:
        """All that the words around a number mention, each at its least cost."""
        found: Told = defaultdict(dict)
        for mention in self.lexicon.mentions(spot.sentence.words):
            if not _is_a_number(mention, spot.sentence):
                _add(found, mention, self._cost(spot.sentence, spot.number, mention))
        block = spot.block
        fixed = {*block.headings, self._title, *([block.lead] if isinstance(block, Passage) else _labels(spot, block))}
        for words, cost in self._rings(spot):
            prices = self._prices_of(words) if cost == LABEL else None
            for mention in self.lexicon.mentions(words):
                if prices:
                    cost = LABEL + min(MOST_IN_LABEL, 0.5 * prices[mention.begins])
                if not ((mention.of == AGAINST and cost > LEAD) or (mention.of == YEAR and words not in fixed)):
                    _add(found, mention, cost)
        return found

    def _cost(self, sentence: Sentence, number: Number, mention: Mention) -> float:
        """How far a mention stands from a number of its sentence."""
        if mention.begins < number.ends and number.begins < mention.ends:
            return FAR if mention.of in (LIMIT, YEAR) else 0.0
        prices = self._prices_of(sentence.words)
        cost = _between(prices, number, mention) + _out_of_brackets(sentence.words, number, mention)
        behind = mention.of == YEAR and sentence.numbers[0].begins < mention.begins
        if behind or (mention.of == AGAINST and not WHOLLY.match(str(mention.key))):
            others: list[Number | Name] = [
                *sentence.numbers,
                *(one for one in names_in(sentence.words) if one.name == OTHER),
            ]
            nearest = min(_between(prices, other, mention) for other in others)
            return cost + (OWNED if nearest < cost - 0.1 else 0.0)
        return cost

    def _prices_of(self, words: str) -> list[float]:
        return self._prices.get(words) or self._prices.setdefault(words, _prices(words))

    def _rings(self, spot: Spot) -> Iterator[tuple[str, float]]:
        block = spot.block
        if isinstance(block, Grid):
            yield block.row_words(spot.row), LABEL
            yield block.column_label(spot.column), LABEL
            yield block.caption, CAPTION
        elif isinstance(block, Passage):
            yield block.lead, LEAD
            at = block.sentences.index(spot.sentence) if spot.sentence in block.sentences else 0
            for back, sentence in enumerate(reversed(block.sentences[:at])):
                yield sentence.words, PREVIOUS + 0.4 * min(back, 3)
        for place, heading in enumerate(block.headings):
            yield heading, HEADING if not place else ABOVE + 0.2 * place
        yield self._title, TITLE


def _out_of_brackets(words: str, number: Number, mention: Mention) -> float:
    """What it costs more that a mention stands behind the brackets that a number stands in: those are of what is before."""
    inside = words.rfind("(", 0, number.begins) > words.rfind(")", 0, number.begins)
    return 0.6 if inside and -1 < words.find(")", number.ends) < mention.begins else 0.0


def _between(prices: list[float], number: Number | Name, mention: Mention) -> float:
    if mention.ends <= number.begins:
        return prices[number.begins] - prices[mention.ends]
    return prices[mention.begins] - prices[number.ends] if number.ends <= mention.begins else 0.0


def _is_a_number(mention: Mention, sentence: Sentence) -> bool:
    """Whether what looks like a limit is a number of the sentence: "from 9 to 5."."""
    numbers = sentence.numbers if mention.of == LIMIT else ()
    return any(one.begins < mention.ends and mention.begins < one.ends for one in numbers)


def _labels(spot: Spot, grid: Grid) -> list[str]:
    return [grid.row_words(spot.row), grid.column_label(spot.column), grid.caption]


def _add(found: Told, mention: Mention, cost: float) -> None:
    known = found[mention.of].get(mention.key)
    if cost < FAR and (known is None or cost - mention.weight < known[0] - known[1]):
        found[mention.of][mention.key] = cost, mention.weight


def _prices(words: str) -> list[float]:
    """What it costs to come to each letter from the first."""
    steps = [0.0] * (len(words) + 2)
    for match in _BREAKS.finditer(words):
        steps[match.end()] += _COSTS[str(match.lastgroup)]
    return list(accumulate(steps))


PLAIN = (
    frozenset(
        [
            "about",
            "above",
            "across",
            "after",
            "again",
            "all",
            "almost",
            "also",
            "although",
            "although",
            "among",
            "another",
            "around",
            "because",
            "been",
            "before",
            "being",
            "below",
            "both",
            "council",
            "councils",
            "does",
            "during",
            "each",
            "either",
            "even",
            "every",
            "exactly",
            "fell",
            "first",
            "found",
            "from",
            "further",
            "give",
            "given",
            "gave",
            "going",
            "half",
            "have",
            "having",
            "here",
            "however",
            "into",
            "itself",
            "just",
            "know",
            "known",
            "last",
            "least",
            "less",
            "like",
            "looked",
            "made",
            "main",
            "mainly",
            "make",
            "many",
            "more",
            "most",
            "much",
            "near",
            "nearly",
            "number",
            "numbers",
            "once",
            "only",
            "other",
            "others",
            "over",
            "part",
            "quarter",
            "rest",
            "same",
            "second",
            "shows",
            "since",
            "some",
            "still",
            "such",
            "than",
            "that",
            "their",
            "them",
            "then",
            "there",
            "these",
            "they",
            "this",
            "those",
            "three",
            "total",
            "turn",
            "under",
            "until",
            "very",
            "well",
            "went",
            "were",
            "what",
            "when",
            "where",
            "whereas",
            "which",
            "while",
            "whole",
            "with",
            "within",
            "without",
            "would",
            "year",
            "years",
            "your",
            "ours",
            "authority",
            "trust",
            "department",
            "directorate",
            "service",
            "services",
            "team",
            "teams",
            "area",
            "areas",
            "children",
            "child",
            "people",
            "social",
            "care",
            "highest",
            "lowest",
            "most",
            "fewest",
            "top",
            "came",
            "come",
            "coming",
            "compared",
            "accounted",
            "accounting",
            "overall",
            "period",
            "month",
            "months",
            "stood",
            "stand",
            "followed",
            "percentage",
            "share",
            "proportion",
            "rate",
            "level",
            "slightly",
            "significantly",
            "remained",
            "similar",
            "previous",
            "reporting",
            "financial",
            "time",
            "times",
            "days",
            "working",
            "largest",
            "smallest",
            "biggest",
            "steepest",
            "fully",
            "partially",
            "partly",
            "either",
            "everything",
            "grand",
            "altogether",
            "mainly",
            "because",
            "only",
            "step",
            "steps",
            "dealt",
            "just",
            "being",
            "there",
            "finished",
            "answered",
            "longer",
            "better",
            "worse",
            "right",
            "wrong",
            "done",
            "points",
            "percentage",
        ]
    )
    | WAYS.keys()
)


_NOUN = re.compile(r"[ -]((?:(?!(?:of|were|was|in|at|to|from|by|on|and|or|had|have|has|who|which|that|is|are|this|last|came|with|for"
                   r"|as|than|more|fewer|less|did|do|went|got|made|per|up|down|out|under|over|against|during|compared|fell|rose)\b)"
                   r"[^\W\d_]+(?:['’]s)?[ -]?){1,3})", re.IGNORECASE)  # fmt: skip


def counts_else(lexicon: Lexicon, spot: Spot) -> bool:
    """Whether the noun behind a number is of a thing that the data do not count: "7 service managers"."""
    number, words = spot.number, spot.sentence.words
    noun = _NOUN.match(words, number.ends)
    if number.unit != COUNT or noun is None or isinstance(spot.block, Grid):
        return False
    return not _is_known(lexicon, words, noun) and any(
        word.lower() not in lexicon.plain for word in _PARTIAL.findall(noun[1])
    )


def counts_known(lexicon: Lexicon, spot: Spot) -> bool:
    """Whether the noun behind a number is of a thing that the data count."""
    noun = _NOUN.match(spot.sentence.words, spot.number.ends)
    return noun is not None and _is_known(lexicon, spot.sentence.words, noun)


def noun_cues(lexicon: Lexicon, spot: Spot) -> frozenset[str]:
    """The cues that the noun behind a number tells."""
    noun = _NOUN.match(spot.sentence.words, spot.number.ends)
    if noun is None or spot.number.unit != COUNT:
        return frozenset()
    found = lexicon.mentions(spot.sentence.words)
    return frozenset(
        str(one.key) for one in found if one.of == CUE and one.begins < noun.end() and noun.start() < one.ends
    )


def _is_known(lexicon: Lexicon, words: str, noun: re.Match[str]) -> bool:
    return any(one.begins < noun.end() and noun.start() < one.ends for one in lexicon.mentions(words))


COUNTED = frozenset(one.name for one in cues.EVERY if one.telling) | {cues.COMPLAINT.name, cues.REPLY.name}


def clause_tells(lexicon: Lexicon, spot: Spot) -> bool:
    """Whether a number's own clause names something that the data count, a limit or a group."""
    words = spot.sentence.words
    begins, ends = _clause(words, spot.number)
    found = (one for one in lexicon.mentions(words) if one.begins >= begins and one.ends <= ends)
    return any(
        (one.of in (LIMIT, GROUP) and not _is_a_number(one, spot.sentence)) or (one.of == CUE and one.key in COUNTED)
        for one in found
    )


def _clause(words: str, number: Number) -> tuple[int, int]:
    begins = max(words.rfind(sign, 0, number.begins) for sign in _CLAUSE_ENDS) + 1
    return begins, min((at for sign in _CLAUSE_ENDS if (at := words.find(sign, number.ends)) >= 0), default=len(words))


def is_beside_groups(lexicon: Lexicon, spot: Spot) -> bool:
    """Whether the other columns or rows of a table are groups of one kind, and this one tells none and no total."""
    grid = spot.block
    if not isinstance(grid, Grid):
        return False
    columns = [grid.column_label(place) for place in range(grid.labels, len(grid.rows[0]))]
    rows = [grid.row_label(place) for place in range(grid.heads, len(grid.rows))]
    return _is_apart(lexicon, columns, grid.column_label(spot.column)) or _is_apart(
        lexicon, rows, grid.row_label(spot.row)
    )


def _is_apart(lexicon: Lexicon, labels: Sequence[str], label: str) -> bool:
    bys = Counter(by for one in set(labels) for by in {key[0] for key in _groups_of(lexicon, one)})
    common = {by for by, count in bys.items() if count > 1}
    own = {key[0] for key in _groups_of(lexicon, label)}
    return bool(common) and not common & own and not _TOTAL.search(label)


def _groups_of(lexicon: Lexicon, label: str) -> list[tuple[str, str]]:
    return [one.key for one in lexicon.mentions(label) if one.of == GROUP and isinstance(one.key, tuple)]


def unknown_words(lexicon: Lexicon, spot: Spot) -> int:
    """How many words of a number's own clause, or of its labels, tell of nothing that the data know."""
    if isinstance(spot.block, Grid):
        labels = spot.block.row_label(spot.row), spot.block.column_label(spot.column)
        return sum(_unknown(lexicon, label, 0, len(label)) > len(lexicon.mentions(label)) for label in labels) * 2
    return _unknown(lexicon, spot.sentence.words, *_clause(spot.sentence.words, spot.number))


def _unknown(lexicon: Lexicon, words: str, begins: int, ends: int) -> int:
    known = lexicon.mentions(words)
    found = (match for match in _PARTIAL.finditer(words, begins, ends) if match[0].lower() not in lexicon.plain)
    return sum(not any(one.begins <= at.start() < one.ends for one in known) for at in found)


def is_change(spot: Spot) -> float:
    """How much speaks for a number's being a change: its sign, the words at it, or the label of its row or column."""
    number, words = spot.number, spot.sentence.words
    before, behind = words[: number.begins], words[number.ends :]
    if number.sign or _CHANGED_BEFORE.search(before[-40:]) or _CHANGED_BEHIND.search(behind[:50]):
        return 1.0
    if isinstance(spot.block, Grid):
        label = f"{spot.block.column_label(spot.column)} {spot.block.row_label(spot.row)}"
        return 0.9 if _CHANGE_LABEL.search(label) else 0.0
    return 0.0


def year_before(spot: Spot) -> float:
    """How much the words at a number alone say that it is the year before's: "from 353", "(353)" after its like."""
    number, words = spot.number, spot.sentence.words
    before = words[: number.begins]
    if re.match(r"%? to (?:just |only )?£?\d", words[number.ends :]):
        return 0.8
    if _FROM.search(before[-40:]):
        return 0.0 if _OF_OTHERS.match(words, number.ends) else 0.8
    alone = before.endswith("(") and re.match(r"\)|;| last| in ", words[number.ends :])
    others = [one for one in spot.sentence.numbers if one.ends <= number.begins]
    return 0.6 if alone and others and others[-1].unit == number.unit else 0.0


def is_to(spot: Spot) -> bool:
    """Whether a number is what something came to: "from 353 to 371"."""
    return bool(_TO.search(spot.sentence.words[: spot.number.begins][-30:]))


def is_of(spot: Spot) -> bool:
    """Whether a number is a whole: "of the 94"."""
    before = spot.sentence.words[: spot.number.begins][-30:]
    return spot.number.unit == COUNT and bool(
        re.search(r"(?:\bof|/)\s?(?:the |our |your |these |all |those )*$", before)
    )


def way_at(spot: Spot) -> tuple[int, str] | None:
    """Which way the words at a change say that it went, 1 up or -1 down, and the word; None where they do not."""
    number, words = spot.number, spot.sentence.words
    if number.sign:
        return number.sign, number.text
    found = list(_WAY.finditer(words, *_clause(words, number)))
    if len({WAYS[one[0].lower()] for one in found}) != 1:
        return None
    return WAYS[found[0][0].lower()], found[0][0]
