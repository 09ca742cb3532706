"""Relations between the numbers of a sentence, by where they stand to each other in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from complaints_report.audit.arithmetic.relations import (
    Relation,
    change,
    direction,
    fits,
    impossible,
    may_be_slip,
    part,
    shares,
    total,
)
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Sentence, Spot
from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT, POINTS, POUNDS
from complaints_report.english import WAYS

MOST, MOST_OTHERS = 60, 12
"""So many numbers of a sentence take part, and so many are tried in the place of one; nobody writes more."""
_LETTERS = {COUNT: 0xE000, PERCENT: 0xE100, POINTS: 0xE200, POUNDS: 0xE300, DAYS: 0xE400}
_HEDGED, _ANY, _P = 0xE500, "\ue000-\ue5ff", "[\ue100-\ue1ff]"
_UNITS = {**dict.fromkeys("abc", "[\ue000-\ue0ff\ue300-\ue4ff]"), "p": _P}
_VALUE = "[\ue000-\ue4ff]"
_THE = (
    r"(?:(?:the|all|these|those|our|its|their|your|this year[’']s|a total of|a possible|total|every one of the) )*"
    r"(?:(?!last|previous|which|whom|them|these|those)\w+ )?"
)
_LAST = r"(?:last|in the (?:last|previous)|the year before|the previous|previously|a year (?:ago|earlier)|in 20\d\d)"
_SHORT = {"<of>": rf"(?: out of | of |\s?/\s?){_THE}", "<the>": _THE, "<last>": _LAST}


def _forms(*forms: str) -> tuple[re.Pattern[str], ...]:
    """Forms of sentences.

    <a> is a part, <b> its whole, <p> a percentage, <old>, <new> and <by> are any numbers; ~20 stands for up to 20
    letters of one clause with no number among them.
    """
    return tuple(re.compile(_spelled_out(form), re.IGNORECASE) for form in forms)


def _spelled_out(form: str) -> str:
    for short, long in _SHORT.items():
        form = form.replace(short, long)
    form = re.sub(r"(?<!P)<(a|b|c|p|old|new|by)>", lambda one: f"(?P<{one[1]}>{_UNITS.get(one[1], _VALUE)})", form)
    form = re.sub(r"(?<!P)<way>", rf"(?P<way>{'|'.join(WAYS)})", form)
    return re.sub(r"~(\d+)", rf"(?:[^{_ANY}.;:!?]|\\.(?=\\w)){{0,\1}}?", form)


@dataclass(frozen=True)
class Line:
    """Some words with each number as one letter that tells its unit, and where those numbers stand."""

    words: str
    spots: Sequence[Spot]

    def spot(self, letter: str) -> Spot:
        """The number that a letter stands for."""
        return self.spots[ord(letter) & 0xFF]

    def of(self, match: re.Match[str], *names: str) -> list[Spot]:
        """The numbers that a form has found."""
        return [self.spot(match[name]) for name in names]


_COMPARED = re.compile(r"[^.;:!?]{0,40}\b(?:more|fewer|less|higher|lower) than (?:the )?", re.IGNORECASE)

_KNOWN = re.compile(r"\b(?:the|all|both|our|these|those|other|first|last|next) $", re.IGNORECASE)
"""Before a number in words: it tells how many there are of what is known, as in "the three stages"."""


def line(said: Sentence, spots: Sequence[Spot]) -> Line:
    """The line of a sentence, of which these are the numbers."""
    words, last, sentence = "", 0, said.words
    for place, number in enumerate(spot.number for spot in spots[:MOST]):
        hedged = number.hedged and not (place and _COMPARED.fullmatch(sentence[last : number.begins]))
        hedged |= number.spelled and number.value <= 10 and bool(_KNOWN.search(sentence[last : number.begins]))
        words += sentence[last : number.begins] + chr((_HEDGED if hedged else _LETTERS[number.unit]) + place)
        last = number.ends
    tail = sentence[last:] if len(spots) <= MOST else ""
    return Line(re.sub(r"[ \u00a0\u202f\t]+", " ", words + tail), spots[:MOST])


def joined(first: Line, second: Line) -> Line:
    """Two lines as one clause."""
    moved = re.sub(f"[{_ANY}]", lambda one: chr(ord(one[0]) + len(first.spots)), second.words)
    return Line(f"{first.words.rstrip(' .:')}, {moved}", [*first.spots, *second.spots])


def relations_in(said: Line) -> list[Relation]:
    """Every relation between the numbers of a line; of two readings of a number the one that holds."""
    kept: dict[tuple[Kind, frozenset[Spot]], Relation] = {}
    if len(said.spots) < 2:
        return []
    for one in (*_parts(said), *_changes(said), *_sums(said)):
        better = one if one.holds or not _is_likely(one) else _other_reading(said, one) or one
        kept.setdefault((better.kind, frozenset(better.spots)), better)
    held = {one.blamed for one in kept.values() if one.holds and one.kind != Kind.DIRECTION}
    told = [one for one in kept.values() if one.holds or one.kind == Kind.DIRECTION or one.blamed not in held]
    return [one for one in told if one.holds or ("respectively" not in said.words and _is_likely(one))]


def _is_likely(one: Relation) -> bool:
    """Whether a failing relation is near to holding, as where one number of it is mistyped; else it was misread."""
    if one.kind in (Kind.SUM, Kind.IMPOSSIBLE):
        return True
    if one.kind == Kind.DIRECTION:
        least, most = sorted(spot.number.value for spot in one.spots)
        return most <= 5 * least
    return any(may_be_slip(spot, span) for spot, span in one.ranges.items())


def _other_reading(said: Line, one: Relation) -> Relation | None:
    """A relation that another number of the line makes right was misread."""
    others = [spot for spot in said.spots if spot not in one.spots and not spot.number.hedged][:MOST_OTHERS]
    tries: Iterable[Relation | None] = ()
    if one.kind == Kind.PART:
        p, a, b = one.spots
        if fits(p.number, 100 - 100 * Fraction(a.number.value) / Fraction(b.number.value)):
            return replace(one, holds=True, ranges={})
        counts = [spot for spot in others if spot.number.unit != PERCENT]
        tries = [part(*both, p) for spot in counts for both in ((a, spot), (spot, b))]
    elif one.kind == Kind.CHANGE:
        old, new, by = one.spots
        pairs = [pair for spot in others for pair in ((old, spot), (spot, new), (spot, old), (new, spot))]
        tries = [_change(*pair, by, 0) for pair in pairs if _alike(*pair)]
    elif one.kind == Kind.SUM:
        tries = [total(one.spots[:-1], spot) for spot in others if _alike(spot, one.spots[0])]
    return next((found for found in tries if found and found.holds), None)


# A part, its whole and their percentage

_PARTS = _forms(
    r"<a>[^\ue000-\ue5ff.;:!?()]{0,50}?<of><b>~90:?~90<p>",
    r"<p>(?: ?\((?:i\.e\. )?|,? or |,? i\.e\. |,? that is,? |: | [–—-] | ?= ?)<a>~50<of><b>",
    r"<a>~50[(,] ?(?:or )?<p>[),]~50<of><b>",
    r"<p><of><b>~60\(<a>(?=\))",
    r"<a>~60(?:\((?:that is,? |i\.e\.,? )?|, or |– |, that is,? )<p><of><b>",
)
_LEAD, _PAIR, _SHARE_OF = _forms(
    rf"(?:(?:^|[,;:(–—.] ?|\b(?:and|that|but) )of <the><b>|<c>[^{_ANY}.;:!?()]{{0,90}}?(?:\([^()]*\))?"
    rf"[^{_ANY}.;:!?()]{{0,60}}?[,.(–;] ?(?:and )?of (?:which|whom|these|those|them)\b)",
    r"<a>(?P<link>~80)<p>",
    r"(?P<before>~40)<p><of>(?P<b>[\ue000-\ue0ff])(?! (?:per|points?)\b)",
)  # fmt: skip
_OTHER_BASE = re.compile(
    r"\b(?:last|previous(?:ly)?|prior|preceding|before|earlier|compar\w+|against|versus|vs|than|whereas|while|but"
    r"|targets?|aim|goal|ambition|national\w*|average|them|whom|up|down|ro?i?se|fell|fall|increased?|decreased?|every)\b"
    r"|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_NOT_ITS_OWN = re.compile(
    r"\s*(?:(?:(?:percentage )?points? )?(?:more|fewer|less|higher|lower|up|down)\b|last\b|previous|nationally|target"
    r"|(?:in|for|the) (?:the )?(?:last|previous|year before|(?:19|20)\d\d)|of (?!all\b|the total)|was\b|were\b)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:[(=:–—]|\s-|\b(?:or|is|was|rate of|equals|equal to|making|equivalent to|that is|i\.e\.?|namely)"
    r"(?: just| only| a rate of)?,?|,\s(?:a|at) (?:\w+ ){0,3}(?:rate|share|proportion) of)\s*$",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\s*(?:$|[.,;:)–—]|-\s|and\b|but\b|compared\b|against\b|of (?:all|the total)\b|overall|in all)", re.I
)
_AIM = re.compile(r"\b(?:targets?|aim\w*|goal|ambition|should|must|at least|standard of|to reach|per)\b", re.IGNORECASE)


def _parts(said: Line) -> Iterator[Relation]:
    """Parts with their wholes and percentages, and percentages of a count that no whole number gives."""
    taken: set[str] = set()
    for form in _PARTS:
        for match in form.finditer(said.words):
            found = part(*said.of(match, "a", "b", "p"))  # type: ignore[arg-type]
            between = said.words[max(match.end("a"), match.end("b")) : match.start("p")]
            sure = match.end("p") != match.end() or _is_its_own(said.words, match.end(), between)
            if found and (found.holds or (sure and not _OTHER_BASE.search(match[0]))):
                taken.add(match["p"])
                yield found
    yield from _parts_of_lead(said, taken)
    for match in _SHARE_OF.finditer(said.words):
        if match["p"] not in taken and not _AIM.search(match["before"]):
            yield from filter(None, [impossible(*said.of(match, "p", "b"))])


def _is_its_own(words: str, ends: int, link: str) -> bool:
    """Whether the words before and after a percentage say that it is of the count before it."""
    behind = words[ends : ends + 40]
    if link.endswith("("):
        return bool(re.match(r"\)|[,;]| of (?:all|the total)| overall", behind))
    linked = _LINK.search(link) or (re.search(r",\s*$", link) and _CLOSED.match(behind))
    return bool(linked and not _NOT_ITS_OWN.match(behind))


def _parts_of_lead(said: Line, taken: set[str]) -> Iterator[Relation]:
    """As in "Of the 94, 24 (25%) were upheld and 30 (32%) were not": each count with the percentage right behind it."""
    leads = list(_LEAD.finditer(said.words))
    for lead, after in zip(leads, [*leads[1:], None], strict=False):
        stop = after.start("b" if after["b"] else "c") if after else len(said.words)
        for match in _PAIR.finditer(said.words, lead.end(), stop):
            found = part(said.spot(match["a"]), said.spot(lead["b"] or lead["c"]), said.spot(match["p"]))
            between = said.words[lead.end() : match.end()]
            alone = match["link"].endswith("(") or len(re.findall(_UNITS["a"], between)) == 1
            sure = alone and _is_its_own(said.words, match.end(), match["link"]) and not _OTHER_BASE.search(between)
            sure = sure and bool(found and found.ranges[found.blamed][1] <= 100)
            if found and match["p"] not in taken and (found.holds or sure):
                taken.add(match["p"])
                yield found


# Changes and directions

_BY_THEN = _forms(
    r"<by> ~25\b<way>[^\ue000-\ue5ff.;]{0,30}than ~25<old>~40(?:: |, (?:at|to|making) | [–—-] |, )<new>",
    r"<new>~60(?:, |\(|[–—-] |\bis |\bwas )(?:(?:which|that|this) (?:is|was) |an? )?<by> ~25<way> than "
    rf"[^{_ANY}.,;:()]{{0,40}}(?:, when it was )?<old>",
    r"\b<way> by <by>,? (?:to|reaching) ~20<new>~25\(?(?:from |against |compared with )?(?:<last>:? )?<old>"
    r"(?=\)| last| the year|$|[.,])",
    r"\b<way> (?:by )?<by> (?:on|from|against) ~20<old> to <new>",
    r"<new>~60[,(–—-] ?(?:or )?(?:an? )?<way>(?: by| of)? <by> (?:on|from|against|compared with) ~20<old>",
)
_PAIRS = _forms(
    r"\bfrom ~25<old>~60 to ~25<new>",
    r"\bto ~20<new>~60\bfrom ~25<old>",
    r"\((?:from )?<old>(?: in [\d/–-]+| last year)? to <new>(?: in [\d/–-]+| this year)?\)",
    r"\blast year[’']s <old> to ~20<new>",
    r"<new>~60[ (,](?:compared (?:with|to)|against|versus|vs\.?|(?:up|down|rise|fall|increase|decrease|drop|reduction)"
    r" (?:from|on|over)) (?:the |last year[’']s |only |just )*<old>(?:~25<last>~20\))?",
    rf"<new>[,;] <last>[^{_ANY}().;]{{0,12}}<old>",
    rf"<new>[,;] (?:it was |was )?<old>[^{_ANY}().,;]{{0,12}} <last>",
    rf"<new>~40\((?:<last>[^{_ANY}()]{{0,20}})?<old>(?:[^{_ANY}()]{{0,12}}<last>[^{_ANY}()]{{0,20}})?\)",
)
_CHANGE = re.compile(
    rf"(?<!made )(?<!make )(?<!making )(?<!set )(?<!take )\b(?P<way>{'|'.join(WAYS)})\b"
    rf"(?: (?:of|by))?,? (?:(?:just|only|a further) )?(?P<by>{_VALUE})"
    rf"|(?P<more>{_VALUE}) [^{_ANY}.,;:()]{{0,14}}?"
    r"\b(?P<way2>more|fewer|less|higher|lower|longer|shorter|quicker|greater|(?:up|down)(?= on))\b"
    rf"|(?P<share>[\ue100-\ue2ff])[ -][^{_ANY}.,;:()]{{0,14}}?\b(?P<way3>{'|'.join(WAYS)})\b"
    rf"|(?<=\()(?P<alone>{_VALUE})(?=\))",
    re.IGNORECASE,
)
_GOING = {
    word: way
    for word, way in WAYS.items()
    if not re.match(r"more|less|addition|extra|improv|gain|longer|quicker|shorter|greater|cut$|fewer|growing", word)
}
_GOES = re.compile(
    rf"\b({'|'.join(word for word in _GOING if word not in ('up', 'down'))})\b"
    rf"|(?:\b(?:was|were|is|are|went|gone|came) |[,({_ANY}–—-] ?)(up|down)\b|\b(up|down)(?= (?:from|on|to)\b)",
    re.IGNORECASE,
)
_BOTH = re.compile(rf"\b(?:both|all|each)(?: have| had| of them)? ({'|'.join(_GOING)})\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|never|neither|nor|unlike|despite|although|instead|rather)\b|n[’']t\b", re.IGNORECASE)
_ELSE = re.compile(r"\b(?:and|while|but|whereas|with|although|though)\b|[;:]", re.IGNORECASE)


def _alike(old: Spot, new: Spot) -> bool:
    """Whether two values may be of one measure."""
    units = {old.number.unit, new.number.unit}
    told_once = old.number.unit == COUNT and new.number.unit == PERCENT and bool(old.number.places)
    return old != new and (len(units) == 1 or units == {COUNT, DAYS} or told_once)


def _changes(said: Line) -> Iterator[Relation]:
    """Changes and directions of pairs of values; a number that tells a change is no value of a pair."""
    told = {_told(one)[0] for one in _CHANGE.finditer(said.words) if _tells_change(said, one)}
    done: set[frozenset[Spot]] = set()
    for form in (*_BY_THEN, *_PAIRS):
        for match in form.finditer(said.words):
            old, new = said.of(match, "old", "new")
            joined_on = form in _BY_THEN and _ELSE.search(match[0].replace(":", ""))
            if joined_on or not _alike(old, new) or {old, new} in done or told & {match["old"], match["new"]}:
                continue
            done.add(frozenset((old, new)))
            way, word = 0, ""
            if form in _BY_THEN:
                found = _change(old, new, said.spot(match["by"]), WAYS[match["way"].lower()])
                yield from [found] if found else []
            else:
                way, word = _going(said, match)
                yield from [direction(old, new, way, word)] if way else []
            yield from _changes_of(said, match, (old, new), way)


def _told(match: re.Match[str]) -> tuple[str, int]:
    """The letter of a change, and the way that the word beside it says; 0 where none does."""
    way = match["way"] or match["way2"] or match["way3"] or ""
    return match["by"] or match["more"] or match["share"] or match["alone"], WAYS.get(way.lower(), 0)


def _tells_change(said: Line, match: re.Match[str]) -> bool:
    """Whether a way word makes the number beside it a change: "12 more", "up 5%", but not "187, down from"."""
    from_it = (match["more"] or match["share"]) and said.words[match.end() :].startswith(" from")
    return not match["alone"] and not from_it


def _change(old: Spot, new: Spot, by: Spot, way: int) -> Relation | None:
    """The change between two values in the unit that it has; of percentages in percent or in points."""
    unit, of = by.number.unit, new.number.unit
    if unit != PERCENT:
        alike = unit == of or {unit, of} in ({COUNT, DAYS}, {POINTS, PERCENT})
        return change(old, new, by, way, percent=False) if alike else None
    points = change(old, new, by, way, percent=False) if of == PERCENT else None
    return points if points and points.holds else change(old, new, by, way)


def _changes_of(said: Line, pair: re.Match[str], values: tuple[Spot, Spot], way: int) -> Iterator[Relation]:
    """The changes told right before a pair or right behind it, and one in brackets behind such a one."""
    words, ends = said.words, pair.end()
    for match in list(_CHANGE.finditer(words, max(0, pair.start() - 60), pair.start() + 1))[-1:]:
        yield from _near(said, match, values, words[match.end() : pair.start()], 0)
    for match in _CHANGE.finditer(words, pair.end() - 1):
        letter, own = _told(match)
        at = words.index(letter, match.start())
        if said.spot(letter) not in values:
            if at - ends > 60 or re.search(f"[{_ANY}]", words[ends:at]):
                break
            way = own or way
            yield from _near(said, match, values, words[ends:at], way)
            ends = at + 1


def _near(said: Line, match: re.Match[str], values: tuple[Spot, Spot], between: str, way: int) -> Iterator[Relation]:
    """A change told near a pair; where other words stand between only one that holds."""
    letter, own = _told(match)
    by = said.spot(letter)
    clear = (own or way or by.number.sign) and not re.search(rf"[{_ANY}]|{_ELSE.pattern}", between, re.IGNORECASE)
    clear = clear and not (match["alone"] and not by.number.sign and re.search(rf"\d|{_LAST}", between))
    found = _change(*values, by, own or way) if by not in values else None
    yield from [found] if found and (found.holds or clear) else []


def _going(said: Line, pair: re.Match[str]) -> tuple[int, str]:
    """Which way a pair is said to have gone, and the word that says so, before it or in it."""
    near = re.split(rf"[{_ANY},;:.(]", said.words[: pair.start()])[-1][-40:] + pair[0]
    ways = {one[0].strip(f" ,(–—-{_ANY}"): _GOING[(one[1] or one[2] or one[3]).lower()] for one in _GOES.finditer(near)}
    if not ways and (both := _BOTH.search(said.words)):
        return _GOING[both[1].lower()], both[0]
    sure = len(set(ways.values())) == 1 and not _NOT.search(near)
    word = next((re.sub(r"\W", "", one) for one in ways), "")
    return (next(iter(ways.values())), word) if sure else (0, "")


# Parts and their sum

_OPENS = re.compile(
    r"(?::|\(| [–—-] |\b(?:made up of|comprising|comprised|consisting of|consisted of|namely|split between"
    r"|broken down as)) ?(?:there (?:were|was) )?$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:includ\w+|of (?:which|whom|these|those|them)|such as|mainly|mostly|chiefly|notably|among\w*|e\.g|for example"
    r"|for instance|especially|particularly|largest|highest|top|most|only|also|still|another|per|average|target|least"
    r"|last|previous(?:ly)?|before|compared|against|than|up|down|from|ro?i?se|fell|increase|decrease|within|days?"
    r"|in time|late|escalat\w+|both|between|(?:19|20)\d\d)\b|\bone of\b",
    re.IGNORECASE,
)
_TOTALS = re.compile(
    r"(?:\b(?:mak(?:es?|ing)|giv(?:es?|ing)|totalling|com(?:es?|ing) to|add(?:s|ing)? up to|brings? (?:it|this) to"
    r"|(?:\w+ )?total(?: of| is| was|:)?|in (?:all|total)|altogether)|=)(?: a total of| up)? ?$",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"(?: \w+){0,2} (?:in (?:all|total)|altogether|overall|in the year)\b", re.IGNORECASE)
_REST = re.compile(r"\bthe (?:other|remaining|rest)\b[^.;:]{0,30}$|\bremaining $", re.IGNORECASE)
_SEPARATES, _LAST_OF_LIST = re.compile(r"[,;+&=]|\b(?:and|plus)\b", re.I), re.compile(r"\b(?:and|plus)\b|[&+;]", re.I)


def _sums(said: Line) -> Iterator[Relation]:
    """The lists of a line with their totals, before them, at their end, or as the whole whose rest is told."""
    words = re.sub(rf" ?\({_P}\)", "", said.words)
    places = [one.start() for one in re.finditer(f"[{_ANY}]", words)]
    gaps = [words[begins:ends] for begins, ends in zip([0, *(at + 1 for at in places)], [*places, None], strict=True)]
    letters = [words[at] for at in places]
    begins = 0
    for at in range(1, len(letters) + 1):
        if at == len(letters) or not _goes_on(gaps[at]) or _unit(letters[at]) != _unit(letters[begins]):
            if at - begins > 1:
                yield from _sums_of(said, letters, gaps, begins, at)
            begins = at


def _goes_on(gap: str) -> bool:
    """Whether a list goes on from one number to the next."""
    return bool((_SEPARATES.search(gap) and not re.search(r"[():]|\.\s", gap)) or _TOTALS.search(gap))


def _unit(letter: str) -> int:
    place = ord(letter) & 0xFF00
    return _LETTERS[COUNT] if place == _LETTERS[DAYS] else place


def _sums_of(said: Line, letters: Sequence[str], gaps: Sequence[str], begins: int, ends: int) -> Iterator[Relation]:
    """The sums that a list from one place to another tells."""
    listed, opened, tail = letters[begins:ends], gaps[begins], re.split(r"[.;)]", gaps[ends])[0]
    inner = gaps[begins + 1 : ends]
    if begins and _OPENS.search(opened) and not re.search(r"[,;?!)]|\.\s", opened):
        whole = letters[begins - 1]
        if (
            begins > 1
            and said.spot(whole).number.value == len(listed)
            and _unit(letters[begins - 2]) == _unit(listed[0])
        ):
            whole = letters[begins - 2]
        some = any(map(_SOME.search, (_OPENS.sub("", opened), tail, *inner)))
        some |= begins > 1 and whole == letters[begins - 1] and bool(_SEPARATES.search(gaps[begins - 1]))
        yield from _sum(said, listed, whole, not some and bool(_LAST_OF_LIST.search(inner[-1])))
    if _unit(listed[0]) == _LETTERS[PERCENT] and _REST.search(inner[-1]) and not any(map(_SOME.search, inner)):
        yield shares([said.spot(one) for one in listed])
    if len(listed) > 2 and (_TOTALS.search(inner[-1]) or _IN_ALL.match(gaps[ends])):
        tries = [
            total([said.spot(one) for one in listed[at:-1]], said.spot(listed[-1])) for at in range(len(listed) - 2)
        ]
        sure = not any(map(_SOME.search, inner)) and bool(_LAST_OF_LIST.search(inner[-2]))
        held = [one for one in tries if one.holds][:1]
        yield from held or list(_sum(said, listed[:-1], listed[-1], sure))
    if len(listed) > 2 and _REST.search(inner[-1]) and re.search(rf"\bof {_THE}$", opened, re.IGNORECASE):
        yield from _sum(said, listed[1:], listed[0], not any(map(_SOME.search, inner)))


def _sum(said: Line, parts: Sequence[str], whole: str, sure: bool) -> Iterator[Relation]:
    """A sum, where it holds or is sure to be one; no part is greater than its whole."""
    found = total([said.spot(one) for one in parts], said.spot(whole))
    values = [said.spot(one).number.value for one in parts]
    alike = _unit(whole) == _unit(parts[0]) != _HEDGED
    yield from [found] if alike and (found.holds or (sure and max(values) <= said.spot(whole).number.value)) else []
