"""Reports whose figures stand between ⟦ and ⟧: the marks taken out, and some of the numbers altered as people do."""

import io
import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from complaints_report.word.markup import MC, Node, W, written

OLDER = MC + "Fallback"
"""What a text box also says for programs of before 2010; no reader shows both."""

OPENS, CLOSES = "⟦", "⟧"
_MARKED = re.compile(f"{OPENS}([^{OPENS}{CLOSES}]*){CLOSES}")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
STEPS = (1, 1, 2, 3, 5, 10)
SWAPPED, TRIES = 0.3, 60
"""The share of slips that swap two digits, and how often another slip is tried where the new number is taken."""


@dataclass(frozen=True)
class Slip:
    """A number that was altered: what it was, what it is now, and the words around it."""

    was: str
    now: str
    words: str


@dataclass(frozen=True)
class Altered:
    """A report without its marks: how many there were, and which of the numbers in them were altered."""

    path: Path
    marks: int
    slips: tuple[Slip, ...]


def altered(path: Path, to: Path, many: int = 0, seed: int = 0) -> Altered:
    """A copy of a marked report without its marks, with so many of its numbers altered."""
    parts = _parts(path)
    paragraphs = [texts for root in parts.values() for texts in _paragraphs(root)]
    marks = sum(len(_MARKED.findall(_said(texts))) for texts in paragraphs if not _is_older(texts))
    slips = _slips(paragraphs, many, random.Random(seed))
    for place, texts in enumerate(paragraphs):
        _tell(texts, {at: slip.now for (one, at), slip in slips.items() if one == place})
    _write(path, to, parts)
    return Altered(to, marks, tuple(slips.values()))


def numbers_of(words: str) -> set[str]:
    """The numbers in digits of some words, without the commas between their thousands."""
    return {_plain(one) for one in _DIGITS.findall(words)}


def _plain(number: str) -> str:
    return number.replace(",", "")


def _parts(path: Path) -> dict[str, Node]:
    """The parts of a Word file that hold marks; of any other file the one part that it is."""
    if path.suffix != ".docx":
        whole = etree.Element(f"{W}p")
        etree.SubElement(whole, f"{W}t").text = path.read_text(encoding="utf-8")
        return {"": whole}
    with ZipFile(path) as package:
        contents = {name: package.read(name) for name in package.namelist()}
    return {name: etree.fromstring(each) for name, each in contents.items() if OPENS.encode() in each}


def _paragraphs(root: Node) -> Iterator[list[Node]]:
    """The texts of each paragraph, without those of a text box in it."""
    for paragraph in root.iter(f"{W}p"):
        yield [text for text in paragraph.iter(f"{W}t") if next(text.iterancestors(f"{W}p")) is paragraph]


def _said(texts: Iterable[Node]) -> str:
    return "".join(text.text or "" for text in texts)


def _is_older(texts: Sequence[Node]) -> bool:
    return any(True for text in texts[:1] for _ in text.iterancestors(OLDER))


def _slips(paragraphs: Sequence[Sequence[Node]], many: int, chance: random.Random) -> dict[tuple[int, int], Slip]:
    """So many slips by paragraph and letter; what each makes of its number stands nowhere else in the report."""
    said = [_said(texts) for texts in paragraphs]
    taken = numbers_of("\n".join(said))
    every = [(place, found) for place, words in enumerate(said) for found in _MARKED.finditer(words)]
    spots = [(place, found) for place, found in every if not _is_older(paragraphs[place])]
    slips: dict[tuple[int, int], Slip] = {}
    for place, found in chance.sample(spots, len(spots)):
        now = slip_of(found[1], taken, chance) if len(slips) < many else ""
        if now:
            taken.add(_plain(now))
            line = said[place][said[place].rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
            slips[place, found.start()] = Slip(found[1], now, re.sub(f"[{OPENS}{CLOSES}]", "", line))
    return slips


def slip_of(number: str, taken: Collection[str], chance: random.Random) -> str:
    """What a slip makes of a number that is not taken yet; empty where no slip does."""
    plain = _plain(number)
    for _ in range(TRIES):
        now = _swapped(plain, chance) if chance.random() < SWAPPED else _stepped(plain, chance)
        if now and now not in taken:
            return f"{Decimal(now):,}" if "," in number else now
    return ""


def _swapped(number: str, chance: random.Random) -> str:
    """The number with two neighbouring digits swapped; empty where it has none that can be."""
    pairs = [at for at, (a, b) in enumerate(pairwise(number)) if a != b and (a + b).isdigit()]
    swaps = [number[:at] + number[at + 1] + number[at] + number[at + 2 :] for at in pairs]
    possible = [one for one in swaps if not re.match(r"0\d", one)]
    return chance.choice(possible) if possible else ""


def _stepped(number: str, chance: random.Random) -> str:
    """The number a step up or down in its last place; empty where that is below nothing."""
    step = Decimal(chance.choice(STEPS)).scaleb(-len(number.partition(".")[2]))
    now = Decimal(number) + chance.choice((step, -step))
    return f"{now}" if now >= 0 else ""


def _tell(texts: Sequence[Node], slips: Mapping[int, str]) -> None:
    """Has a paragraph say its numbers without their marks, those at these letters as they were altered."""
    for found in reversed(list(_MARKED.finditer(_said(texts)))):
        _put(texts, found.start(), found.end(), slips.get(found.start(), found[1]))


def _put(texts: Sequence[Node], begins: int, ends: int, words: str) -> None:
    """Puts words in the place of some letters of a paragraph, where these begin."""
    at = 0
    for text in texts:
        said = text.text or ""
        first, last = max(begins - at, 0), min(ends - at, len(said))
        if first < last:
            text.text, words = said[:first] + words + said[last:], ""
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        at += len(said)


def _write(path: Path, to: Path, parts: Mapping[str, Node]) -> None:
    if path.suffix != ".docx":
        to.write_text(_said(parts[""]), encoding="utf-8")
    else:
        rewrite(path, to, {name: written(root) for name, root in parts.items()})


def rewrite(path: Path, to: Path, parts: Mapping[str, bytes]) -> Path:
    """A copy of a Word file with other parts."""
    made = io.BytesIO()
    with ZipFile(path) as package, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in package.namelist():
            target.writestr(name, parts[name] if name in parts else package.read(name))
    to.write_bytes(made.getvalue())
    return to
