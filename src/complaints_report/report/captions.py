"""The labels of tables and pictures, to which cross-references lead, and what is told to those who do not see them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from complaints_report.english import listed, quantity
from complaints_report.errors import TemplateError
from complaints_report.report.blocks import Block, Heading, Picture, Table

APPENDIX = "Appendix "
"""How the heading of an appendix begins."""


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


def alt_text(name: str, alt: str, labels: Mapping[str, Label], blocks: Sequence[Block]) -> str:
    """The chart's alt text, ending with the table that holds its numbers and the appendix it is in."""
    part = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            part = block.text.partition(":")[0] if block.text.startswith(APPENDIX) else ""
        elif isinstance(block, Table) and name in block.charts:
            return f"{alt} The numbers are in {labels[block.name]}{f', {part}' if part else ''}."
    return alt


def table_description(table: Table, headings: Sequence[str], labels: Mapping[str, Label]) -> str:
    """How many rows there are, what the columns are, whether the last row is a total, and which charts it is behind."""
    number = len(table.rows)
    told = [f"{quantity(number, 'row')} below the headings: {'; '.join(headings)}."]
    if table.total:
        told.append("The last row is the total.")
    if charts := [str(labels[chart]) for chart in table.charts if chart in labels]:
        told.append(f"These are the numbers behind {listed(charts)}.")
    return " ".join(told)
