"""Word documents made by hand with python-docx, as another council's would be: none of our styles or controls."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

Block = str | Sequence[Sequence[str | None]] | Callable[[Document], None]
"""Words, the rows of a table, or what does something to the document."""


def plain_docx(path: Path, *blocks: Block) -> Path:
    """A document of these: "# " begins a heading, a list of rows is a table, a function does what it likes."""
    document = docx.Document()
    for block in blocks:
        if callable(block):
            block(document)
        elif isinstance(block, str):
            _words(document, block)
        else:
            _table(document, block)
    document.save(str(path))
    return path


def _words(document: Document, words: str) -> None:
    marks = len(words) - len(words.lstrip("#"))
    if marks:
        document.add_heading(words[marks:].strip(), marks)
    elif words.startswith("- "):
        document.add_paragraph(words[2:], style="List Bullet")
    else:
        document.add_paragraph(words)


def _table(document: Document, rows: Sequence[Sequence[str | None]]) -> None:
    """A table; a cell of None is merged with the one on its left."""
    table = document.add_table(len(rows), len(rows[0]))
    for place, row in enumerate(rows):
        for column, words in enumerate(row):
            if words is None:
                table.cell(place, column - 1).merge(table.cell(place, column))
            else:
                table.cell(place, column).text = words


def picture(document: Document) -> None:
    """A drawing without words, as a page that was scanned has."""
    drawing = f"<w:r {nsdecls('w')}><w:drawing/></w:r>"
    document.add_paragraph()._p.append(parse_xml(drawing))
