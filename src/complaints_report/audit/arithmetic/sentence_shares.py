"""Percentages of a sentence, each with the count that it tells of and the whole that this is a part of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from complaints_report.audit.arithmetic.forms import Forms
from complaints_report.audit.arithmetic.lines import ANY, IS, Line
from complaints_report.audit.arithmetic.relations import (
    Relation,
    fits,
    held,
    impossible,
    part,
    size_of,
    total,
    voted,
)
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import COUNT

MOST_OTHERS = 12
"""So many numbers of a sentence are tried in the place of one."""
_CLOSE = 40
"""In so many letters three numbers stand close together."""
_OF_WHOLE, _SHARE_OF_WHOLE, _ALL_THREE = map(Forms, ("part-of-whole", "share-of-whole", "part-whole-share"))
_SHARE, _COUNT = re.compile("[\ue100-\ue1ff\ue600-\ue6ff]"), re.compile("[\ue000-\ue0ff\ue300-\ue4ff]")
_YEAR = re.compile(r"\b(?:FY )?20\d\d(?: ?[/–-] ?\d\d)?\b")
_Reading = tuple[str, str, str, bool, bool]
"""The letters of a part, its whole and its percentage, whether their form is sure, and whether it is the plainest."""


def shares(said: Line) -> Iterator[Relation]:
    """Parts with their wholes and percentages, and percentages of a count that no whole number gives."""
    if not _SHARE.search(said.words):
        return
    taken: set[str] = set()
    values = {letter: size_of(said.spot(letter)) for letter in ANY.findall(said.words)}
    for a, b, p, sure, plain in sorted(_readings(said), key=lambda one: values[one[0]] > values[one[1]]):
        is_part = values[a] != values[b] and not any(spot.number.sign for spot in said.of((a, b, p)))
        found = part(*said.of((a, b, p))) if is_part else None
        if found and sure and not plain and fits(found.blamed.number, 100 - 100 * values[a] / values[b]):
            found = replace(found, holds=True, solved=dict)  # of those that are not told
        if found and (found.holds or (sure and p not in taken)):
            taken.add(p)
            yield replace(found, is_plain=plain or _stand_close(said, a, b, p))
    for match in IS["both-of"].finditer(said.words):
        found = part(said.of(match.group("a", "c")), *said.of(match.group("b", "p")))
        yield from [found] if found and found.holds else []
    for match in (one for form in ("share-of", "of-share") for one in IS[form].finditer(said.words)):
        whole = next(filter(None, (match.groupdict().get(name) for name in "bcd")))
        if match["p"] not in taken and not IS.has("aim", match[0]):
            yield from filter(None, [impossible(*said.of((match["p"], whole)))])


def _stand_close(said: Line, *letters: str) -> bool:
    """Whether a few words hold some numbers, and no other number, so that they are of each other whatever they say."""
    places = [said.words.index(letter) for letter in letters]
    held_in = said.words[min(places) : max(places) + 1]
    return len(held_in) < _CLOSE and len(ANY.findall(held_in)) == len(letters)


def _readings(said: Line) -> Iterator[_Reading]:
    """Every reading of a line, those that no number of it may be doubted in among them."""
    parts, wholes = list(_OF_WHOLE.found_in(said.words)), list(_SHARE_OF_WHOLE.found_in(said.words))
    for match in parts:
        yield from _with_share(said, match)
    for match in wholes:
        yield from _with_part(said, match)
    for match in _ALL_THREE.found_in(said.words):
        link = said.words[max(match.end("a"), match.end("b")) : match.start("p")]
        sure = match.end("p") != match.end() or _is_its_own(said.words, match.end(), link)
        yield match["a"], match["b"], match["p"], sure and not IS.has("other-base", match[0]), False
    yield from _parts_of_lead(said)
    known = {match["b"] for match in (*parts, *wholes)} or _only_other(said)
    yield from _of_the_only_whole(said, min(known)) if len(known) == 1 else ()


def _of_the_only_whole(said: Line, whole: str) -> Iterator[_Reading]:
    """The pairs of a line in which one whole alone is told, as in "34% of all 82; the other 54 (66%)"."""
    begins = said.words.index(whole)
    for match in IS["pair"].finditer(said.words):
        sure = match["link"].endswith("(") and said.words.startswith(")", match.end())
        less = size_of(said.spot(match["a"])) <= size_of(said.spot(whole)) and match["a"] != whole
        if less and ";" not in said.words[begins : match.start()]:
            yield match["a"], whole, match["p"], sure, False


def _only_other(said: Line) -> set[str]:
    """The count before a pair in a line of three numbers: "12 requested; 8 (67%) accepted"."""
    first, pair = ANY.findall(said.words)[:1], ANY.findall(said.words)[1:]
    is_pair = [one.group("a", "p") for one in IS["pair"].finditer(said.words)] == [tuple(pair)]
    return {*first} if is_pair and _COUNT.match(first[0]) and not IS.has("other-base", said.words) else set()


def _with_share(said: Line, of: re.Match[str]) -> Iterator[_Reading]:
    """A part of a whole, as in "24 of the 94", with the percentage right behind it or right before it."""
    words, begins = said.words, min(of.start("a"), of.start("b"))
    if (after := ANY.search(words, of.end())) and _SHARE.match(after[0]):
        gap = words[of.end() : after.start()]
        sure = _is_its_own(words, after.end(), gap) and not IS.has("other-base", f"{of[0]}{gap}")
        yield of["a"], of["b"], after[0], sure, sure and gap.endswith("(")
    before = list(ANY.finditer(words, 0, begins))[-1:]
    if before and _SHARE.match(before[0][0]):
        gap, behind = words[before[0].end() : begins], words[of.end() : of.end() + 60]
        is_closed = gap.endswith("(") and not re.search("[.;:!?]", gap) and re.match(r"[^\ue000-\ue6ff()]*\)", behind)
        gap = _YEAR.sub("", gap) if is_closed else gap
        sure = bool(is_closed or IS["told-as"].fullmatch(gap)) and not IS.has("change-of", words[: before[0].start()])
        sure = sure and not IS.has("other-base", f"{gap}{of[0]}".replace(" against ", ""))
        yield of["a"], of["b"], before[0][0], sure, sure and bool(is_closed)


def _with_part(said: Line, of: re.Match[str]) -> Iterator[_Reading]:
    """A percentage of a whole, as in "26% of the 94", with the count right before it, or behind it in brackets."""
    words = said.words
    if after := IS["in-brackets"].match(words, of.end()):
        yield after["a"], of["b"], of["p"], True, True
    before = list(ANY.finditer(words, 0, of.start("p")))[-1:]
    if before and _COUNT.match(before[0][0]):
        gap = words[before[0].end() : of.start("p")]
        sure = IS.has("link", gap) or IS.has("told-beside", gap)
        sure = sure and not IS.has("other-base", gap)
        yield before[0][0], of["b"], of["p"], sure, sure


def _parts_of_lead(said: Line) -> Iterator[_Reading]:
    """As in "Of the 94, 24 (25%) were upheld and 30 (32%) were not": each count with the percentage right behind it."""
    leads = list(IS["lead"].finditer(said.words))
    for lead, after in zip(leads, [*leads[1:], None], strict=False):
        stop = min(after.start(one) for one in "bcd" if after[one]) if after else len(said.words)
        whole = lead["b"] or lead["c"] or lead["d"]
        for match in IS["pair"].finditer(said.words, lead.end(), stop):
            between = said.words[lead.end() : match.end()]
            sure = match["link"].endswith("(") or len(re.findall("[\ue000-\ue0ff\ue300-\ue4ff]", between)) == 1
            sure = sure and _is_its_own(said.words, match.end(), match["link"]) and not IS.has("other-base", between)
            less = said.spot(match["a"]).number.value <= said.spot(whole).number.value
            is_first = not ANY.search(said.words, lead.end(), match.start("a")) and match["link"].endswith("(")
            yield match["a"], whole, match["p"], sure and less, sure and less and is_first


def shares_of_one_whole(said: Line, wholes: Sequence[Spot]) -> list[Relation]:
    """The pairs of a line, as in "30 (67%) were upheld, 10 (22%) were not", of that whole which most of them fit.

    Where their percentages make up a whole, the counts must too.
    """
    closed = [one for one in IS["pair"].finditer(said.words) if one["link"].endswith("(")]
    pairs = [said.of(one.group("a", "p")) for one in closed if said.words.startswith(")", one.end())]
    counts = [count for count, _ in pairs]
    others = [one for one in wholes if one.number.unit == COUNT and one not in counts and not one.number.hedged]
    readings = [filter(None, (part(count, whole, p) for count, p in pairs)) for whole in others[:MOST_OTHERS]]
    made = voted(max(map(list, readings), key=held, default=[])) or _shares_of_sum(pairs)
    if held(made) > 1 and len(pairs) > 2 and total([p for _, p in pairs]).holds:
        made += [total(counts, one) for one in made[0].spots[2:]]
    return made


def _shares_of_sum(pairs: Sequence[Sequence[Spot]]) -> list[Relation]:
    """Three pairs or more as parts of what they come to, which stands nowhere."""
    whole = sum((size_of(count) for count, _ in pairs), Fraction(0))
    made = [part(count, whole, p, where=", as the list adds up") for count, p in pairs]
    return voted([one for one in made if one], max(2, len(pairs) - 1)) if len(pairs) > 2 else []


def _is_its_own(words: str, ends: int, link: str) -> bool:
    """Whether the words before and after a percentage say that it is of the count before it."""
    behind = words[ends : ends + 40]
    if link.endswith("("):
        return bool(re.match(r"\)|[,;]| of (?:all|the total)| overall", behind))
    linked = IS.has("link", link) or (re.search(r",\s*$", link) and IS["closed"].match(behind))
    return bool(linked and not IS["not-its-own"].match(behind))
