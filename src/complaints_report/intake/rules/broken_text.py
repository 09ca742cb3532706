"""Letters of another encoding in what will be printed, told before they are."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from complaints_report.files import require_file
from complaints_report.intake.content import every_text_file, name_in, without_notes
from complaints_report.intake.faults import HIDDEN, Fault, Place, fault
from complaints_report.intake.read.letters import of_others
from complaints_report.intake.rules.personal_data import PRINTED
from complaints_report.intake.tables.characteristics import CHARACTERISTICS
from complaints_report.intake.tables.table import Table

_NAMES = ("service", "category", "sub_category", *CHARACTERISTICS)
"""The columns whose values the report prints as the names of groups."""
_SHOWN = 3


def in_table(table: Table) -> Iterator[Fault]:
    """`broken-text` in the cells of a table that the report prints."""
    rows = table.frame
    for column in (*_NAMES, *PRINTED.get(table.name, ())):
        if column in rows:
            cells = rows[column].dropna()
            if table.name == "compliments" and column not in _NAMES:
                cells = cells[rows["include"].fillna(False)] if "include" in rows else cells.iloc[:0]
            broken = {text: words for text in cells.unique() if (words := _broken(str(text)))}
            for at, text in cells[cells.isin(list(broken))].items():
                yield table.fault("broken-text", int(str(at)), column, HIDDEN, letters=broken[text])


def in_content(folder: Path) -> Iterator[Fault]:
    """`broken-text` in what people wrote for the report, by line."""
    for path in every_text_file(folder):
        lines = without_notes(require_file(path).read_text(encoding="utf-8-sig", errors="replace")).splitlines()
        for number, line in enumerate(lines, 1):
            if words := _broken(line):
                yield fault("broken-text", Place(name_in(folder, path)), number, "", HIDDEN, letters=words)


def _broken(text: str) -> str:
    """Words for the letters that are another encoding's, such as "'â€™' for '’'"; none where there are none."""
    found = list(islice(of_others(text), _SHOWN))
    return ", ".join(f"'{letters}' for '{meant}'" if meant else "a letter that is lost" for letters, meant in found)
