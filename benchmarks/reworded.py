"""The sample report put into other words by chance: sentences, headings, captions and labels, and columns swapped.

A number may stand between marks, which stay with it.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.marked import CLOSES, OPENS
from complaints_report.english import NUMBERS
from complaints_report.word.markup import Node, W

WORDINGS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))
_SPELLED = "|".join(f"{word[0].upper()}{word[1:]}|{word}" for word in NUMBERS)
_NUMBER = rf"(?:{OPENS}?\d+(?:,\d{{3}})*(?:\.\d+)?{CLOSES}?%?|(?:{_SPELLED})\b)"
_YEAR = r"\d{4}/\d\d"
_WAYS = {
    "increase": {"<up>": "up", "<more>": "more", "<rose>": "rose"},
    "decrease": {"<up>": "down", "<more>": "fewer", "<rose>": "fell"},
}
_CAPTION = re.compile(r"(Table|Figure) (\d+): (.*)", re.DOTALL)
_GAP = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])|(?<=[\w)%/⟧]{3}[.!?])\s+(?=[\d⟦])")
_JOINABLE = re.compile(r"(?:At|The|We|There|On|In|Of)\b")
OFTEN = 0.4


def _pattern(says: str) -> re.Pattern[str]:
    return re.compile(says.replace("{n}", _NUMBER).replace("{y}", _YEAR))


_SENTENCES = [(_pattern(one["says"]), one["instead"]) for one in WORDINGS["sentences"]]


def reword(body: Node, seed: int) -> None:
    """Puts the whole body into other words."""
    chance = random.Random(seed)
    labels = _chosen(WORDINGS["cells"], chance)
    for paragraph in list(body.iter(f"{W}p")):
        words = _words(paragraph)
        if words.strip() and not _holds_a_picture(paragraph):
            in_cell = next(paragraph.iterancestors(f"{W}tc"), None) is not None
            _say(paragraph, labels.get(words, words) if in_cell else _other(words, chance))
    for table in body.iter(f"{W}tbl"):
        if chance.random() < OFTEN:
            _swap_columns(table)


def _chosen(wordings: Mapping[str, Sequence[str]], chance: random.Random) -> dict[str, str]:
    return {said: chance.choice(others) for said, others in wordings.items()}


def _other(words: str, chance: random.Random) -> str:
    """A paragraph, heading or caption in other words."""
    if words in WORDINGS["headings"]:
        return str(chance.choice(WORDINGS["headings"][words]))
    if caption := _CAPTION.match(words):
        others = WORDINGS["captions"].get(caption[3])
        return f"{caption[1]} {caption[2]}: {chance.choice(others)}" if others else words
    for pattern, others in _SENTENCES:
        words = pattern.sub(partial(_retold, others, chance), words)
    return " ".join(_merged(_GAP.split(words), chance))


def _retold(others: Sequence[str], chance: random.Random, found: re.Match[str]) -> str:
    return _told(found, chance.choice(others))


def _told(found: re.Match[str], instead: str) -> str:
    """What stands instead of a sentence, with its own numbers and its direction."""
    ways = next((_WAYS[group] for group in found.groups() if group in _WAYS), {})
    for word, way in ways.items():
        instead = instead.replace(word, way)
    return found.expand(instead)


def _merged(sentences: Sequence[str], chance: random.Random) -> Iterator[str]:
    """The sentences, some joined with the one that follows."""
    waiting = ""
    for place, sentence in enumerate(sentences):
        said = f"{waiting}, and {sentence[0].lower()}{sentence[1:]}" if waiting else sentence
        following = sentences[place + 1] if place + 1 < len(sentences) and not waiting else ""
        joins = _JOINABLE.match(following) and sentence.endswith(".") and chance.random() < OFTEN
        waiting = said[:-1] if joins else ""
        if not joins:
            yield said


def _holds_a_picture(paragraph: Node) -> bool:
    return paragraph.find(f".//{W}drawing") is not None or "toc" in _style(paragraph).lower()


def _style(paragraph: Node) -> str:
    """The id of a paragraph's style; empty where it names none."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _words(paragraph: Node) -> str:
    """What a paragraph says."""
    breaks = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(breaks.get(one.tag) or one.text or "" for one in paragraph.iter(f"{W}t", *breaks))


def _say(paragraph: Node, words: str) -> None:
    """Has a paragraph say these words in its first run, whose look they take."""
    if words == _words(paragraph):
        return
    first, *others = list(paragraph.iter(f"{W}t"))
    first.text = words
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for text in others:
        text.text = ""


def _swap_columns(table: Node) -> None:
    """Moves the last column of a table beside its first."""
    for row in table.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        if len(cells) > 2:
            cells[0].addnext(cells[-1])
