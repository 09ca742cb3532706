"""Relations between the numbers of a sentence, by where they stand to each other in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from complaints_report.audit.arithmetic.relations import (
    Relation,
    change,
    direction,
    fits,
    impossible,
    part,
    total,
)
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import HEADING, Document, Passage, Spot
from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT, POINTS, POUNDS
from complaints_report.english import WAYS

MOST = 60
"""So many numbers of a sentence take part; nobody writes more."""
_PLACES = {COUNT: 0xE000, PERCENT: 0xE100, POINTS: 0xE200, POUNDS: 0xE300, DAYS: 0xE400}
_HEDGED, _ANY = 0xE500, "\ue000-\ue5ff"
_C, _P, _Q, _V = "[\ue000-\ue0ff\ue300-\ue4ff]", "[\ue100-\ue1ff]", "[\ue200-\ue2ff]", "[\ue000-\ue4ff]"


def _words(most: int) -> str:
    """The form of a few words of one clause with no number among them."""
    return rf"(?:[^{_ANY}.;:!?]|\.(?=\w)){{0,{most}}}?"


_W = _words(90)
_THE = (
    r"(?:(?:the|all|these|those|our|its|their|your|this year[’']s|a total of|a possible|total|every one of the) )*"
    r"(?:(?!last|previous|which|whom|them|these|those)\w+ ){0,1}"
)
_OF = rf"(?: out of | of |\s?/\s?){_THE}"
_OTHER_BASE = re.compile(
    r"\b(?:last|previous(?:ly)?|prior|preceding|before|earlier|compar\w+|against|versus|vs|than|whereas|while|but"
    r"|targets?|aim|goal|ambition|national\w*|average|them|whom|up|down|ro?i?se|fell|fall|increased?|decreased?|every)\b"
    r"|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_NOT_ITS_OWN = re.compile(
    r"\s*(?:(?:(?:percentage )?points? )?(?:more|fewer|less|higher|lower|up|down)\b|last\b|previous|nationally"
    r"|(?:in|for|the) (?:the )?(?:last|previous|year before|(?:19|20)\d\d)|of (?!all\b|the total)|target|was\b|were\b)",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:[(=:–—]|\s-|\b(?:or|is|was|rate of|equals|equal to|making|equivalent to|that is|i\.e\.?|namely)"
                   r"(?: just| only| a rate of)?,?|,\s(?:a|at) (?:\w+ ){0,3}(?:rate|share|proportion) of)\s*$", re.I)  # fmt: skip
_LOOSE_LINK = re.compile(r",\s*$")
_CLOSED = re.compile(r"\s*(?:$|[.,;:)–—]|\s-\s|and\b|but\b|compared\b|against\b|of (?:all|the total)\b|overall\b|in all\b)", re.I)

_PARTS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<a>{_C})[^{_ANY}.;:!?()]{{0,50}}?{_OF}(?P<b>{_C}){_W}:?{_W}(?P<p>{_P})",
        rf"(?P<p>{_P})(?P<link>\s?\((?:i\.e\. )?|,? or |,? i\.e\. |,? that is,? |: | [–—-] |\s?=\s?)"
        rf"(?P<a>{_C}){_words(50)}{_OF}(?P<b>{_C})",
        rf"(?P<a>{_C}){_words(50)}[(,]\s?(?:or )?(?P<p>{_P})[),]{_words(50)}{_OF}(?P<b>{_C})",
        rf"(?P<p>{_P}){_OF}(?P<b>{_C}){_words(60)}\((?P<a>{_C})(?=\))",
        rf"(?P<a>{_C}){_words(60)}(?:\((?:that is,? |i\.e\.,? )?|, or |– |, that is,? )(?P<p>{_P}){_OF}(?P<b>{_C})",
    )
)
_LOOSE_PARTS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<p>{_P}),? (?P<a>{_C}){_words(50)}{_OF}(?P<b>{_C})",
        rf"(?P<a>{_C}){_W}(?P<p>{_P}){_OF}(?P<b>{_C})",
        rf"(?P<p>{_P}){_OF}(?P<b>{_C}){_W}(?P<a>{_C})",
        rf"(?P<a>{_C}){_W}(?P<p>{_P}){_W}(?P<b>{_C})",
        rf"(?P<b>{_C}){_W}(?P<a>{_C}){_W}(?P<p>{_P})",
        rf"(?P<b>{_C}){_W}(?P<p>{_P}){_W}(?P<a>{_C})",
    )
)
_LEAD = re.compile(
    rf"(?:(?:^|[,;:(–—.]\s?|\b(?:and|that|but)\s)of {_THE}(?P<b>{_C})"
    rf"|(?P<c>{_C})[^{_ANY}.;:!?()]{{0,90}}?(?:\([^()]*\))?[^{_ANY}.;:!?()]{{0,60}}?[,.(–;]\s?(?:and )?of "
    r"(?:which|whom|these|those|them)\b)",
    re.IGNORECASE,
)
_PAIR = re.compile(rf"(?P<a>{_C})(?P<link>{_words(80)})(?P<p>{_P})")
_SHARE_OF = re.compile(rf"(?P<before>{_words(40)})(?P<p>{_P}){_OF}(?P<b>[\ue000-\ue0ff])(?! (?:per|points?)\b)", re.I)
_AIM = re.compile(r"\b(?:targets?|aim\w*|goal|ambition|should|must|at least|standard of|to reach|per)\b", re.IGNORECASE)

_LAST = r"(?:last|in the (?:last|previous)|the year before|the previous|previously|a year (?:ago|earlier)|in 20\d\d)"
_TO_PAIRS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\bfrom {_words(25)}(?P<old>{_V}){_words(60)} to {_words(25)}(?P<new>{_V})",
        rf"\bto {_words(20)}(?P<new>{_V}){_words(60)}\bfrom {_words(25)}(?P<old>{_V})",
        rf"\((?:from )?(?P<old>{_V})(?: in [\d/–-]+| last year)? to (?P<new>{_V})(?: in [\d/–-]+| this year)?\)",
        rf"\blast year[’']s (?P<old>{_V}) to {_words(20)}(?P<new>{_V})",
        rf"(?P<new>{_V}){_words(60)}[\s(,](?:compared (?:with|to)|against|versus|vs\.?|(?:up|down|rise|fall|increase|decrease"
        rf"|drop|reduction) (?:from|on|over)|in place of) (?:the |last year[’']s |only |just )*(?P<old>{_V})"
        rf"(?:{_words(25)}{_LAST}{_words(20)}\))?",
        rf"(?P<new>{_V}){_words(40)}\((?:{_LAST}[^{_ANY}()]{{0,20}})?(?P<old>{_V})(?:[^{_ANY}()]{{0,12}}{_LAST}[^{_ANY}()]{{0,20}})?\)",
    )
)
_BY_THEN = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<by>{_V}) (?:{_words(25)})(?P<way>more|fewer|less|higher|lower)[^{_ANY}.;]{{0,30}}than {_words(25)}(?P<old>{_V})"
        rf"{_words(40)}(?:: |, (?:at|to|making) | [–—-] |, )(?P<new>{_V})",
        rf"(?P<new>{_V}){_words(60)}(?:, |\(|[–—-] |\bis |\bwas )(?:(?:which|that|this) (?:is|was) |an? )?(?P<by>{_V}) "
        rf"{_words(25)}(?P<way>more|fewer|less|higher|lower) than {_words(40)}(?P<old>{_V})",
        rf"\b(?P<way>\w+) by (?P<by>{_V}),? (?:to|reaching) {_words(20)}(?P<new>{_V}){_words(25)}\(?(?:from |against |compared with )?"
        rf"(?:{_LAST}:? )?(?P<old>{_V})(?=\)| last| the year|$|[.,])",
        rf"\b(?P<way>up|down) (?:by )?(?P<by>{_V}) (?:on|from|against) {_words(20)}(?P<old>{_V}) to (?P<new>{_V})",
        rf"(?P<new>{_V}){_words(60)}[,(–—-]\s?(?:or )?(?:an? )?(?P<way>up|down|increase|decrease|rise|fall|drop|reduction)"
        rf"(?: by| of)? (?P<by>{_V}) (?:on|from|against|compared with) {_words(20)}(?P<old>{_V})",
    )
)
_THAN = re.compile(r"^[^.;:!?]{0,40}\b(?:more|fewer|less|higher|lower) than (?:the )?$", re.IGNORECASE)
_WAY_WORDS = "|".join(WAYS)
_BY = re.compile(
    rf"(?:\b(?P<way>{_WAY_WORDS})\b(?: (?:of|by))?,? (?:(?:just|only|a further|some) )?(?P<d>{_V})"
    rf"|(?P<e>{_V}) [^{_ANY}.,;:()]{{0,14}}?\b(?P<way2>more|fewer|less|higher|lower|longer|shorter|quicker|greater|extra)\b"
    rf"|(?P<g>[\ue100-\ue2ff])[ -][^{_ANY}.,;:()]{{0,14}}?\b(?P<way3>{_WAY_WORDS})\b|(?<=\()(?P<f>{_V})(?=\)))",
    re.IGNORECASE,
)
_GOING = {
    word: way
    for word, way in WAYS.items()
    if not re.match(r"more|less|addition|extra|improv|gain|longer|quicker|shorter|greater|cut$|fewer|growing", word)
}
_GOES = re.compile(
    rf"\b({'|'.join(word for word in _GOING if word not in ('up', 'down'))})\b|(?:\b(?:was|were|is|are|went|gone|came)"
    rf" |[,({_ANY}–—-]\s?)(up|down)\b|\b(up|down)(?= (?:from|on|to)\b)", re.I)  # fmt: skip
_NOT = re.compile(r"\b(?:not|no|never|neither|nor|unlike|despite|although|instead|rather)\b|n[’']t\b", re.IGNORECASE)
_ELSE = re.compile(r"\b(?:and|while|but|whereas|with|although|though|when|because)\b|[;:]", re.IGNORECASE)

_OPENS = re.compile(
    r"(?::|\(|\s[–—-]\s|\b(?:made up of|comprising|comprised|consisting of|consisted of|namely|split between|broken down as))"
    r"\s?(?:there (?:were|was) )?$", re.I)  # fmt: skip
_SOME = re.compile(
    r"\b(?:includ\w+|of (?:which|whom|these|those|them)|such as|mainly|mostly|chiefly|notably|among\w*|e\.g|for example"
    r"|for instance|especially|particularly|largest|highest|top|most|only|also|still|another|per|average|target"
    r"|last|previous(?:ly)?|before|compared|against|than|up|down|from|ro?i?se|fell|increase|decrease|within|days?"
    r"|in time|late|escalat\w+|least|both|between|(?:19|20)\d\d)\b|\bone of\b",
    re.IGNORECASE,
)
_SEPARATES = re.compile(r"[,;+&]|\band\b|\bplus\b", re.IGNORECASE)
_IN_ALL = re.compile(
    rf"(?:,|–|—|-|=|;|\()?\s?(?:and )?(?:(?:which |this |that )?(?:makes?|making|giving|gives|brings?|bringing|totalling"
    rf"|coming to|adding up to|comes to)(?: up)?(?: it to)?(?: (?:a |the )?(?:\w+ )?total(?: of| to)?| in all)?"
    rf"|(?:a |the )?(?:\w+ )?total(?: of|:| was| is)?|in (?:all|total)|altogether|=|(?:or )?(?P<after>))\s?(?P<t>{_V})"
    rf"(?(after)(?: \w+){{0,2}} (?:in (?:all|total)|altogether|overall|in the year)\b)", re.I)  # fmt: skip
_REST = re.compile(r"\b(?:the|an?) (?:other|remaining|rest)\b[^\ue000-\ue5ff.;:]{0,30}$|\bremaining\s?$", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """Some words with each number as one letter that tells its unit, and where those numbers stand."""

    words: str
    spots: Sequence[Spot]

    def spot(self, letter: str) -> Spot:
        """The number that a letter stands for."""
        return self.spots[ord(letter) & 0xFF]


def line(spots: Sequence[Spot]) -> Line:
    """The line of a sentence, whose first numbers these are."""
    words, last, sentence = "", 0, spots[0].sentence.words
    for place, spot in enumerate(spots[:MOST]):
        number = spot.number
        compared = place and _THAN.search(sentence[last : number.begins])
        base = _HEDGED if number.hedged and not compared else _PLACES[number.unit]
        words += sentence[last : number.begins] + chr(base + place)
        last = number.ends
    tail = sentence[last:] if len(spots) <= MOST else sentence[last : spots[MOST].number.begins]
    return Line(re.sub(r"[ \u00a0\u202f\t]+", " ", words + tail), spots[:MOST])


def joined(first: Line, second: Line) -> Line:
    """Two lines as one clause, the numbers of the first before those of the second."""
    begun = len(first.spots)
    moved = re.sub(f"[{_ANY}]", lambda found: chr(ord(found[0]) + begun), second.words)
    return Line(f"{first.words.rstrip(' .:')}, {moved}", [*first.spots, *second.spots])


def relations_in(said: Line) -> list[Relation]:
    """Every relation between the numbers of a line; of two readings of a number the one that holds."""
    kept: dict[tuple[Kind, frozenset[Spot]], Relation] = {}
    for one in (*_parts(said), *_changes(said), *_sums(said)):
        better = one if one.holds else _other_reading(said, one) or one
        kept.setdefault((better.kind, frozenset(better.spots)), better)
    held = {one.blamed for one in kept.values() if one.holds and one.kind != Kind.DIRECTION}
    return [one for one in kept.values() if one.holds or one.kind == Kind.DIRECTION or one.blamed not in held]


def _other_reading(said: Line, one: Relation) -> Relation | None:
    """A percentage or change that another number of the line makes right was misread."""
    others = [spot for spot in said.spots if spot not in one.spots and not spot.number.hedged]
    if one.kind == Kind.PART:
        p, a, b = one.spots
        if fits(p.number, 100 - 100 * Fraction(a.number.value) / Fraction(b.number.value)):
            return replace(one, holds=True, ranges={})
        tries = [part(*three, p) for spot in others if spot.number.unit != PERCENT for three in ((a, spot), (spot, b))]
    elif one.kind == Kind.CHANGE:
        old, new, by = one.spots
        pairs = [pair for spot in others for pair in ((old, spot), (spot, new), (spot, old), (new, spot))]
        tries = [_change(*pair, by, 0) for pair in pairs if _like(*pair)]
    else:
        *parts, _ = one.spots
        tries = [total(parts, spot) for spot in others if _like(spot, parts[0])] if one.kind == Kind.SUM else []
    return next((found for found in tries if found and found.holds), None)


def _parts(said: Line) -> Iterator[Relation]:
    """Parts, wholes and percentages; a loose form counts only where it holds."""
    claimed: set[str] = set()
    for form in _PARTS:
        for match in form.finditer(said.words):
            yield from _part(said, match, claimed)
    yield from _parts_of_lead(said, claimed)
    for form in _LOOSE_PARTS:
        for match in form.finditer(said.words):
            found = part(*(said.spot(match[name]) for name in "abp"))
            if found and found.holds and match["p"] not in claimed:
                claimed.add(match["p"])
                yield found
    yield from _impossible(said, claimed)


def _part(said: Line, match: re.Match[str], claimed: set[str]) -> Iterator[Relation]:
    found = part(*(said.spot(match[name]) for name in "abp"))
    inside = re.sub(f"[{_ANY}]", "", match[0])
    if found and (found.holds or (_is_sure(said, match) and not _OTHER_BASE.search(inside))):
        claimed.add(match["p"])
        yield found


def _is_sure(said: Line, match: re.Match[str]) -> bool:
    """Whether a percentage that ends a form belongs to the numbers before it."""
    if match.end("p") != match.end():
        return True
    begun = max(match.end("a"), match.end("b"))
    return _is_its_own(said.words, match.end("p"), said.words[begun : match.start("p")])


def _is_its_own(words: str, ends: int, link: str) -> bool:
    """Whether the words before and after a percentage say that it is of the count before it."""
    behind = words[ends : ends + 40]
    if _NOT_ITS_OWN.match(behind) and not behind.startswith(")"):
        return False
    if link.endswith("("):
        return bool(re.match(r"\)|[,;]| of (?:all|the total)| overall", behind))
    return bool(_LINK.search(link) or (_LOOSE_LINK.search(link) and _CLOSED.match(behind)))


def _parts_of_lead(said: Line, claimed: set[str]) -> Iterator[Relation]:
    """ "Of the 94, 24 (25%) were upheld and 30 (32%) were not": each count with the percentage right behind it."""
    leads = list(_LEAD.finditer(said.words))
    for lead, after in zip(leads, [*leads[1:], None], strict=False):
        stop = after.start("b" if after["b"] else "c") if after else len(said.words)
        base = said.spot(lead["b"] or lead["c"])
        for match in _PAIR.finditer(said.words, lead.end(), stop):
            found = part(said.spot(match["a"]), base, said.spot(match["p"]))
            between = said.words[lead.end() : match.end()]
            alone = match["link"].endswith("(") or len(re.findall(_C, between)) == 1
            sure = alone and _is_its_own(said.words, match.end(), match["link"]) and not _OTHER_BASE.search(between)
            if found and match["p"] not in claimed and (found.holds or sure):
                claimed.add(match["p"])
                yield found


def _impossible(said: Line, claimed: set[str]) -> Iterator[Relation]:
    """ "64.8% of the 17": a percentage of a count that no whole number gives."""
    for match in _SHARE_OF.finditer(said.words):
        if match["p"] not in claimed and not _AIM.search(match["before"]):
            found = impossible(said.spot(match["p"]), said.spot(match["b"]))
            yield from [found] if found else []


@dataclass(frozen=True)
class _Pair:
    """Two values of which one came before the other, and from where to where they stand."""

    old: Spot
    new: Spot
    begins: int
    ends: int


def _like(old: Spot, new: Spot) -> bool:
    """Whether two values may be of one measure."""
    units = {old.number.unit, new.number.unit}
    return len(units) == 1 or units == {COUNT, DAYS} or (old.number.unit == COUNT and new.number.unit == PERCENT and bool(old.number.places))


def _changes(said: Line) -> Iterator[Relation]:
    """Changes and directions of pairs of values; a number that tells a change is no value of a pair."""
    told = {_by(match)[0] for match in _BY.finditer(said.words) if _tells_change(said, match)}
    done: set[frozenset[Spot]] = set()
    for form in (*_BY_THEN, *_TO_PAIRS):
        for match in form.finditer(said.words):
            pair = _Pair(said.spot(match["old"]), said.spot(match["new"]), match.start(), match.end())
            both = frozenset((pair.old, pair.new))
            if not _like(pair.old, pair.new) or both in done or told & {match["old"], match["new"]}:
                continue
            done.add(both)
            if form in _BY_THEN:
                yield from _told_change(said, match, pair)
            way, word = (0, "") if form in _BY_THEN else _going(said, pair)
            if way:
                yield direction(pair.old, pair.new, way, word)
            yield from _changes_of(said, pair, way)


def _tells_change(said: Line, match: re.Match[str]) -> bool:
    """Whether a way word makes the number beside it a change: "12 more", "up 5%", but not "187, down from"."""
    return not match["f"] and not ((match["e"] or match["g"]) and said.words[match.end() :].startswith(" from"))


def _by(match: re.Match[str]) -> tuple[str, int]:
    """The letter of a change, and the way that the word beside it says; 0 where none does."""
    way = match["way"] or match["way2"] or match["way3"] or ""
    return match["d"] or match["e"] or match["g"] or match["f"], WAYS.get(way.lower(), 0)


def _told_change(said: Line, match: re.Match[str], pair: _Pair) -> Iterator[Relation]:
    """The change of a form that names all three numbers and the way."""
    way = WAYS.get(match["way"].lower(), 0)
    if way and not _ELSE.search(re.sub(f"[{_ANY}]", "", match[0]).replace(":", "")):
        found = _change(pair.old, pair.new, said.spot(match["by"]), way)
        yield from [found] if found else []


def _change(old: Spot, new: Spot, by: Spot, way: int) -> Relation | None:
    """The change between two values in the unit that it has; of percentages in percent or in points."""
    unit = by.number.unit
    if unit == POINTS:
        return change(old, new, by, way, percent=False) if new.number.unit == PERCENT else None
    if unit != PERCENT:
        return change(old, new, by, way, percent=False) if unit == new.number.unit or DAYS in (unit, new.number.unit) else None
    found = change(old, new, by, way)
    points = change(old, new, by, way, percent=False) if new.number.unit == PERCENT else None
    return points if points and points.holds else found


def _changes_of(said: Line, pair: _Pair, way: int) -> Iterator[Relation]:
    """The changes told right before a pair or right behind it, and one in brackets behind such a one."""
    words, ends = said.words, pair.ends
    for match in list(_BY.finditer(words, max(0, pair.begins - 60), pair.begins + 1))[-1:]:
        yield from _near(said, pair, match, words[match.end() : pair.begins], 0)
    for match in _BY.finditer(words, max(0, pair.ends - 1)):
        letter, own = _by(match)
        if said.spot(letter) in (pair.old, pair.new):
            continue
        between = words[ends : words.index(letter, match.start())]
        if re.search(f"[{_ANY}]", between) or len(between) > 60:
            break
        way = own or way
        yield from _near(said, pair, match, between, way)
        ends = words.index(letter, match.start()) + 1


def _near(said: Line, pair: _Pair, match: re.Match[str], between: str, way: int) -> Iterator[Relation]:
    """A change told near a pair; where other words stand between only one that holds."""
    letter, own = _by(match)
    by, way = said.spot(letter), own or way
    if by in (pair.old, pair.new):
        return
    found = _change(pair.old, pair.new, by, way)
    clear = (way or by.number.sign) and not re.search(rf"[{_ANY}]|{_ELSE.pattern}", between, re.IGNORECASE)
    if match["f"] and not by.number.sign:
        clear = clear and not re.search(rf"\d|{_LAST}", between)
    if found and (found.holds or clear):
        yield found


def _going(said: Line, pair: _Pair) -> tuple[int, str]:
    """Which way a pair is said to have gone, and the word that says so, before it or in it."""
    before = re.split(rf"[{_ANY},;:.(]", said.words[: pair.begins])[-1][-40:]
    near = before + said.words[pair.begins : pair.ends]
    ways = {found[0].strip(" ,(–—-"): _GOING[next(filter(None, found.groups())).lower()] for found in _GOES.finditer(near)}
    sure = len(set(ways.values())) == 1 and not _NOT.search(near)
    return (next(iter(ways.values())), next(iter(ways))) if sure else (0, "")


def _sums(said: Line) -> Iterator[Relation]:
    """Totals with their parts, before them or behind them."""
    letters = [(found.start(), found[0]) for found in re.finditer(f"[{_ANY}]", said.words)]
    for place, (at, letter) in enumerate(letters):
        ends = letters[place + 1][0] if place + 1 < len(letters) else len(said.words)
        gap = said.words[at + 1 : ends]
        if ends < len(said.words) and _OPENS.search(gap) and not re.search(r"[,;?!]|\.\s", gap):
            yield from _total_before(said, letters, place)
    for match in _IN_ALL.finditer(said.words):
        yield from _total_behind(said, letters, match)
    yield from _rests(said, letters)


def _unit(said: Line, letter: str) -> str:
    unit = said.spot(letter).number.unit
    return "hedged" if ord(letter) >= _HEDGED else COUNT if unit == DAYS else unit


def _total_before(said: Line, letters: Sequence[tuple[int, str]], place: int) -> Iterator[Relation]:
    """ "56 meetings: 30 in homes, 20 in schools and 6 outdoors"."""
    at, whole = letters[place]
    unit, parts, sure = _unit(said, whole), [], True
    opened = said.words[at + 1 : letters[place + 1][0]]
    closes = said.words.find(")", at) if opened.rstrip().endswith("(") else len(said.words)
    for here, letter in letters[place + 1 :]:
        if here > closes:
            break
        gap = said.words[(letters[letters.index((here, letter)) - 1][0]) + 1 : here]
        if parts and _unit(said, letter) == PERCENT and unit != PERCENT and gap.rstrip().endswith("("):
            continue
        if _unit(said, letter) != unit or (parts and not _SEPARATES.search(gap)) or "." in gap:
            sure = False
            break
        sure = sure and not (parts and _SOME.search(gap))
        parts.append(letter)
    tail = re.split(f"[{_ANY}]", said.words[at + 1 : closes])[-1]
    sure = sure and not _SOME.search(_OPENS.sub("", opened)) and not _SOME.search(tail) and _ends_as_list(said, letters, parts)
    if place and said.spot(whole).number.value == len(parts) and _unit(said, letters[place - 1][1]) == unit:
        whole = letters[place - 1][1]
    yield from _sum(said, parts, whole, sure)


def _ends_as_list(said: Line, letters: Sequence[tuple[int, str]], parts: Sequence[str]) -> bool:
    """Whether the last of some parts is joined to the others as the last of a list is."""
    if len(parts) < 2:
        return False
    found = next(at for at, letter in letters if letter == parts[-1])
    before = max(at for at, letter in letters if at < found)
    return bool(re.search(r"\band\b|\bplus\b|[&+;]", said.words[before:found]))


def _sum(said: Line, parts: Sequence[str], whole: str, sure: bool) -> Iterator[Relation]:
    if len(parts) > 1:
        found = total([said.spot(one) for one in parts], said.spot(whole))
        values = [said.spot(one).number.value for one in parts]
        if found.holds or (sure and max(values) <= said.spot(whole).number.value):
            yield found


def _total_behind(said: Line, letters: Sequence[tuple[int, str]], match: re.Match[str]) -> Iterator[Relation]:
    """ "354 at stage 1, 56 at stage 2 and 17 at stage 3, 427 in all"."""
    place = next(index for index, (at, _) in enumerate(letters) if at == match.start("t"))
    unit, parts, sure = _unit(said, match["t"]), [], True
    for index in range(place - 1, -1, -1):
        at, letter = letters[index]
        ends = letters[index + 1][0] if parts else match.start()
        gap = said.words[at + 1 : ends]
        if _unit(said, letter) != unit or (parts and not _SEPARATES.search(gap)) or re.search(r"\.\s", gap):
            break
        sure = sure and not _SOME.search(gap)
        parts.insert(0, letter)
        for some in [parts] if len(parts) > 1 else []:
            found = total([said.spot(one) for one in some], said.spot(match["t"]))
            if found.holds:
                yield found
                return
    yield from _sum(said, parts, match["t"], sure and _ends_as_list(said, letters, parts))


def _rests(said: Line, letters: Sequence[tuple[int, str]]) -> Iterator[Relation]:
    """ "Of the 94, 24 were upheld and the other 70 were not"."""
    for lead in _LEAD.finditer(said.words):
        behind = [one for one in letters if one[0] >= lead.end()]
        unit, parts = _unit(said, lead["b"] or lead["c"]), []
        for at, letter in behind:
            gap = said.words[max([lead.end(), *(here + 1 for here, _ in behind if here < at)]) : at]
            if _unit(said, letter) == PERCENT and unit != PERCENT:
                continue
            if _unit(said, letter) != unit or _SOME.search(gap):
                break
            parts.append(letter)
            if len(parts) > 1 and _REST.search(gap):
                yield from _sum(said, parts, lead["b"] or lead["c"], True)
                break
