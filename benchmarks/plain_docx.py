"""Word documents made by hand with python-docx, as another council's would be: none of our styles or controls."""

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def plain_docx(path, *blocks):
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


def _words(document, words):
    marks = len(words) - len(words.lstrip("#"))
    if marks:
        document.add_heading(words[marks:].strip(), marks)
    elif words.startswith("- "):
        document.add_paragraph(words[2:], style="List Bullet")
    else:
        document.add_paragraph(words)


def _table(document, rows):
    """A table; a cell of None is merged with the one on its left."""
    table = document.add_table(len(rows), len(rows[0]))
    for place, row in enumerate(rows):
        for column, words in enumerate(row):
            if words is None:
                table.cell(place, column - 1).merge(table.cell(place, column))
            else:
                table.cell(place, column).text = words


def picture(document):
    """A drawing without words, as a page that was scanned has."""
    drawing = f"<w:r {nsdecls('w')}><w:drawing/></w:r>"
    document.add_paragraph()._p.append(parse_xml(drawing))
