"""The labels of tables and pictures, numbered in order of appearance, to which cross-references lead."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from complaints_report.errors import TemplateError
from complaints_report.report.blocks import Block, Picture, Table


@dataclass(frozen=True)
class Label:
    """What a caption is called, such as "Figure 3", and the place among the blocks of what it names."""

    word: str
    number: int
    place: int

    def __str__(self) -> str:
        return f"{self.word} {self.number}"


def labels_of(blocks: Sequence[Block]) -> dict[str, Label]:
    """The label of each table and picture by its name, found before anything is written."""
    labels: dict[str, Label] = {}
    counts = Counter[str]()
    for place, block in enumerate(blocks):
        if not isinstance(block, Table | Picture):
            continue
        if block.name in labels:
            raise TemplateError(f"Two captions are named “{block.name}”; name each table and picture differently.")
        word = "Table" if isinstance(block, Table) else "Figure"
        counts[word] += 1
        labels[block.name] = Label(word, counts[word], place)
    return labels


def label_of(target: str, labels: Mapping[str, Label]) -> Label:
    """The label a cross-reference points to."""
    if target not in labels:
        raise TemplateError(
            f"A cross-reference points to “{target}”, but no table or picture has that name; "
            "correct the name, or show what it names."
        )
    return labels[target]
