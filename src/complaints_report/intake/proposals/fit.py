"""Which heading of an export goes to which of our columns: by its name, by its cells, and each to one place alone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean

from complaints_report.intake.headings.heading_row import WANTED, columns_of, starts_one_of
from complaints_report.intake.headings.synonyms import HEADINGS
from complaints_report.intake.proposals.candidates import Answer, Headed, is_known, sure_names
from complaints_report.intake.proposals.guesses import told_by_a_word
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.records.names import folded, normalised, unescaped
from complaints_report.intake.records.spellings import to_code
from complaints_report.intake.tables.characteristics import is_usual
from complaints_report.procedures import CHARACTERISTICS, FINDINGS

MOST = 4
"""How many headings are offered for a column."""

_AMOUNTS = ("remedy_amount", "investigation_cost")
_TOLD_BY_CODES = ("stage", "procedure", "outcome", "method", "complainant")
_TYPING_ERROR, _NEAR = 90, 78
"""How like a name is to one of ours, of 100, that must be meant for it, and that may be."""
_TOLD_BY_VALUES = ("stage", "procedure", "method", "complainant", "extension_agreed")
"""The columns that no heading names alone: some of its cells have to bear it out."""
_OUTCOMES, _MOSTLY, _HALF, _OFTEN = 12, 0.8, 0.5, 0.3

_GENERIC = re.compile(r"complaints?|dates?|of|the")
_NO_EVENT = re.compile(
    r"birth|\bd ?o ?b\b|due|target|deadline|expected|planned|next|review|reminder|limit|holding|acknowl|incident|occurr"
)
_BEGINS = re.compile(r"receiv|recd|creat|open|logg|rais|start|begin|submi|lodg|regist|report|enter")
_ENDS = re.compile(r"clos|respon|complet|resol|end|sent|repl|decision|conclu|finish|outcome")
_END = re.compile(
    r"\b(end|outcome|result|decision|decided|determin|conclu|finding|verdict|judge?ment|settle|resol|dispos)"
)
_PLACE = re.compile(r"service|team|depart|dept|director|division|unit|area|office$|branch|section|provider|function")
_PERSON_OR_STATE = re.compile(
    r"sex|gender|ethnic|relig|faith|\bage\b|disab|orient|marital|national|language|status|priorit|categor|reason|theme"
    r"|type|method|channel|escal|risk|month|year|quarter|\bday\b|name|postcode|ward|officer|manager|owner|assign"
    r"|investigat|title|complainant|child|parent|relation|sla\b|target|flag|score|rating|handler|\blead\b|comment|note"
    r"|\bby\b|\brole|detail|descri|summary|narrative|remark|address|action"
)
_FINDING = re.compile(r"uph[eo]ld|justif|substantiat|fault|prove|found|reject|dismiss|finding|inconclus")
_PEOPLE = re.compile(
    r"\b((fe)?male|m[ae]n|wom[ae]n|non.?binary|trans(gender)?|white|black|asian|mixed|african|caribbean|indian|pakistani"
    r"|bangladeshi|chinese|arab|heterosexual|straight|gay|lesbian|bisexual|disabled|christian|muslim|hindu|sikh|jewish"
    r"|married|single|\d+ *(-|–|to) *\d+)\b"
)
_NO_REFERENCE = re.compile(r"phone|mobile|post ?code|nhs|uprn|person|child|client|customer|birth|mail")


def answers(columns: Iterable[str], headed: Sequence[Headed], also: Mapping[str, Sequence[str]]) -> list[Answer]:
    """What some headings suggest for each of our columns; `also` has more sure names for some of them."""
    columns = list(columns)
    fitting = {column: [one for one in headed if not _contradicts(column, one)] for column in columns}
    sure = {column: hits[0] for column in columns if len(hits := _surest(column, fitting[column], also)) == 1}
    free = {column: [one for one in some if one.text not in sure.values()] for column, some in fitting.items()}
    ranked = {column: _ranked(column, free[column], also) for column in columns if column not in sure}
    best = _best(ranked)
    named = {text for tiers in ranked.values() for tier in tiers[:_BY_NAME] for text in tier}
    told = {column: one for column, one in best.items() if _is_told_by_both(column, ranked[column], free[column])}
    return [
        Answer(column, ((sure | told)[column],), is_sure=True)
        if column in sure | told
        else _unsure(column, ranked[column], best, named)
        for column in columns
    ]


def _contradicts(column: str, headed: Headed) -> bool:
    """Whether the cells of a heading cannot be a column's, whatever it is called: of a code, hardly one is known."""
    if column not in _TOLD_BY_VALUES or not headed.sample:
        return False
    if column == "stage":
        return headed.known_share(column) <= _HALF
    return not any(is_known(column, cell) or _may_mean(column, cell) for cell in headed.sample)


def _may_mean(column: str, cell: object) -> bool:
    """Whether a cell has a word that tells one of our values; of who complained, more than that it is somebody."""
    return told_by_a_word(column, str(cell)) not in ("", "other")


def _is_told_by_both(column: str, ranked: Sequence[Sequence[str]], headed: Sequence[Headed]) -> bool:
    """Whether the only heading that a column usually has is borne out by every cell below it."""
    named = [text for tier in ranked[:_BY_NAME] for text in tier]
    if len(set(named)) != 1 or "current" in folded(named[0]):
        return False
    (one,) = (one for one in headed if one.text == named[0])
    if column == "reference":
        return one.is_of_references
    return column in (*_TOLD_BY_CODES, "extension_agreed") and one.known_share(column) == 1


def _surest(column: str, headed: Iterable[Headed], also: Mapping[str, Sequence[str]]) -> list[str]:
    own = [one.text for one in headed if normalised(one.name) == normalised(column)]
    names = sure_names(column, *also.get(column, ()))
    return own or [one.text for one in headed if normalised(one.name) in names]


def _unsure(column: str, ranked: Sequence[Sequence[str]], best: Mapping[str, str], named: set[str]) -> Answer:
    """The best heading of a column and those that may be meant instead, none of which is better placed elsewhere."""
    first = best.get(column)
    by_name = [text for tier in ranked[:_BY_NAME] for text in tier]
    others = [text for tier in ranked[_BY_NAME:] for text in tier if text not in named]
    free = [text for text in (*by_name, *others) if text not in best.values()]
    return Answer(column, tuple(dict.fromkeys((first, *free)))[:MOST]) if first else Answer(column)


_BY_NAME = 3
"""So many of the tiers go by names alone."""


def _ranked(column: str, headed: Sequence[Headed], also: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The headings that may be a column, in tiers: by their names, then by values of ours, by near names, by cells."""
    likely = [normalised(name) for name in HEADINGS["complaints"].get(column, ((), ()))[1]]
    near = _near(column, headed)
    return [
        _surest(column, headed, also),
        [one.text for name in likely for one in headed if normalised(one.name) == name],
        [one.text for one, score in near if score >= _TYPING_ERROR],
        [one.text for one in headed if _is_told_by_codes(column, one)],
        [one.text for one, score in near if score < _TYPING_ERROR],
        [one.text for one in _told_by_cells(column, headed)],
    ]


def _best(ranked: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, str]:
    """The best heading of each column, each given once.

    What a name tells goes before what cells do; then the columns that a complaint needs before the others, so that
    an optional one takes none of theirs by a name that is only near.
    """
    best: dict[str, str] = {}
    for tiers, columns in _rounds(ranked):
        for tier in tiers:
            for column in columns:
                free = [text for text in ranked[column][tier] if text not in best.values()]
                if column not in best and free:
                    best[column] = free[0]
    return best


def _rounds(columns: Iterable[str]) -> Iterator[tuple[Sequence[int], list[str]]]:
    """Which tiers are given out to which columns, round by round."""
    needed = columns_of(TABLES["complaints"])
    every = sorted(columns, key=lambda column: (not needed[column], column not in WANTED["complaints"]))
    yield range(_BY_NAME + 1), every
    yield range(_BY_NAME + 1, _BY_NAME + 3), [column for column in every if needed[column]]
    yield range(_BY_NAME + 1, _BY_NAME + 3), every


def _near(column: str, headed: Iterable[Headed]) -> list[tuple[Headed, float]]:
    """The headings spelled nearly as a column is or cut short, whose cells could be its own, the nearest first."""
    from rapidfuzz.fuzz import ratio, token_sort_ratio

    whole = (column, *(name for tier in HEADINGS["complaints"][column] for name in tier))
    names = [_telling(name, column) for name in whole]
    scores = dict[Headed, float]()
    for one in headed:
        if _could_be(column, one):
            said = _telling(one.name, column)
            scores[one] = max(max(ratio(said, name), token_sort_ratio(said, name)) for name in names)
            if starts_one_of(one.text, whole):
                scores[one] = max(scores[one], _TYPING_ERROR)
    near = [(one, score) for one, score in scores.items() if score >= _NEAR and _has_some_value(column, one, score)]
    return sorted(near, key=lambda pair: -pair[1])


def _telling(name: str, column: str) -> str:
    """The words of a heading without what the headings of any column may say."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[\W_]+", " ", unescaped(name)).casefold().split()
    words = [word for word in spaced if not _GENERIC.fullmatch(word)]
    words = [word for word in words if column == "complainant" or not re.fullmatch("complainants?", word)]
    return " ".join(words or spaced)


def _has_some_value(column: str, headed: Headed, score: float) -> bool:
    """Whether a name that may be meant for a column of known values heads such values."""
    if score >= _TYPING_ERROR:
        return True
    if column in CHARACTERISTICS:
        return 2 * sum(is_usual(column, str(cell)) for cell in headed.sample) >= len(headed.sample)
    return column not in _TOLD_BY_CODES or headed.known_share(column) > 0


def _could_be(column: str, headed: Headed) -> bool:
    """Whether nothing in a heading's cells speaks against it."""
    if not headed.sample:
        return False
    if column == "reference":
        return headed.is_of_references
    if column.endswith("_on") or column in ("stage", "extension_agreed", *_AMOUNTS):
        return headed.known_share(column) > 0.5
    return headed.is_of_few


def _is_told_by_codes(column: str, headed: Headed) -> bool:
    """Whether half the different cells are values of a coded column; a bare digit is the value of many.

    A case's status may be resolved or withdrawn as well as an outcome, but it is no finding.
    """
    if column not in _TOLD_BY_CODES or not any(re.search(r"[^\W\d]", str(cell)) for cell in headed.sample):
        return False
    if column == "outcome" and not any(_is_finding(column, headed, cell) for cell in headed.sample):
        return False
    known = sum(is_known(column, cell) or _is_finding(column, headed, cell) for cell in headed.sample)
    return 2 * known >= len(headed.sample)


def _is_finding(column: str, headed: Headed, cell: object) -> bool:
    if column != "outcome":
        return False
    hinted = headed.is_of_few and bool(_FINDING.search(folded(cell)))
    return hinted or to_code(column, str(cell)) in FINDINGS


def _told_by_cells(column: str, headed: Sequence[Headed]) -> Iterator[Headed]:
    """The headings whose cells look like a column's, the likeliest first; of the same likelihood, as they stand."""
    if column in ("received_on", "responded_on"):
        yield from _days(column, headed)
    if column == "service":
        few = [one for one in headed if _may_be_service(one)]
        yield from sorted(few, key=lambda one: not _PLACE.search(_telling_words(one)))
    if column == "outcome":
        yield from (one for one in headed if _may_be_outcome(one))
    if column == "reference":
        yield from (one for one in headed if one.is_of_references and not _NO_REFERENCE.search(_telling_words(one)))


def _telling_words(headed: Headed) -> str:
    return _telling(headed.name, "complainant")


def _days(column: str, headed: Iterable[Headed]) -> list[Headed]:
    """The headings of dates that may be a receipt's, which every row has, before the others; or a response's, after."""
    ours, others = (_BEGINS, _ENDS) if column == "received_on" else (_ENDS, _BEGINS)
    late = column == "responded_on"
    events = [one for one in headed if one.is_of_days and not _NO_EVENT.search(_telling_words(one))]
    dates = [one for one in events if ours.search(_telling_words(one)) or not others.search(_telling_words(one))]

    def likeliest(one: Headed) -> tuple[bool, bool, float]:
        before = fmean(one.share_before(other) - other.share_before(one) for other in events)
        return (
            not ours.search(_telling_words(one)),
            not late and one.filled_share < _MOSTLY,
            before if late else -before,
        )

    return sorted(dates, key=likeliest)


def _may_be_service(headed: Headed) -> bool:
    """Whether texts that come again and again may be services: words, and no answer, no person, and no other code."""
    if not headed.is_of_few or headed.filled_share <= _MOSTLY or _says_yes_or_no(headed):
        return False
    if _PLACE.search(_telling_words(headed)):
        return True
    return (
        not _PERSON_OR_STATE.search(_telling_words(headed))
        and not _is_of_people(headed)
        and not any(_is_told_by_codes(column, headed) for column in _TOLD_BY_CODES)
    )


def _is_of_people(headed: Headed) -> bool:
    """Whether half the different cells say who somebody is."""
    return 2 * sum(bool(_PEOPLE.search(folded(cell))) for cell in headed.sample) >= len(headed.sample)


def _says_yes_or_no(headed: Headed) -> bool:
    return headed.known_share("extension_agreed") == 1 or all(len(str(cell)) < 2 for cell in headed.sample)


def _may_be_outcome(headed: Headed) -> bool:
    """Whether texts that come again and again may be outcomes: few different ones, some of them findings."""
    if not headed.is_of_few or headed.filled_share <= _OFTEN or _says_yes_or_no(headed):
        return False
    if len({folded(cell) for cell in headed.sample}) > _OUTCOMES or _is_of_people(headed):
        return False
    said, has_some = _telling_words(headed), any(_is_finding("outcome", headed, cell) for cell in headed.sample)
    return has_some or (bool(_END.search(said)) and not _PLACE.search(said))
