"""What a reader who does not see a chart or a table is told of it, with the caption that holds its numbers."""

from collections.abc import Mapping, Sequence

from complaints_report.english import quantity
from complaints_report.report.blocks import Block, Heading, Table
from complaints_report.report.captions import Label

NUMBERS = "numbers-"
"""How the name begins of the table that holds the numbers of the chart named after it."""


def alt_text(name: str, alt: str, labels: Mapping[str, Label], blocks: Sequence[Block]) -> str:
    """The chart's alt text, ending with the table that holds its numbers and the appendix it is in."""
    numbers = labels.get(NUMBERS + name)
    if numbers is None:
        return alt
    part = part_of(NUMBERS + name, blocks)
    return f"{alt} The numbers are in {numbers}{f', {part}' if part else ''}."


def part_of(table: str, blocks: Sequence[Block]) -> str:
    """What the appendix or section is called that holds the table, such as "Appendix E"."""
    part = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            part = block.text.partition(":")[0] if block.text.startswith("Appendix ") else ""
        elif isinstance(block, Table) and block.name == table:
            return part
    return part


def table_description(table: Table, headings: Sequence[str], labels: Mapping[str, Label]) -> str:
    """How many rows there are, what the columns are, whether the last row is a total, and which chart it is behind."""
    number = len(table.rows)
    told = [f"{quantity(number, 'row')} below the headings: {'; '.join(headings)}."]
    if table.total:
        told.append("The last row is the total.")
    if table.name.startswith(NUMBERS) and (chart := labels.get(table.name.removeprefix(NUMBERS))):
        told.append(f"These are the numbers behind {chart}.")
    return " ".join(told)
