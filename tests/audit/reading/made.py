"""Word files made of raw XML, and what is read of them."""

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from complaints_report.audit.reading import read_document
from complaints_report.audit.reading.document import Document, Grid, Passage

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
HEADINGS = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
)
"""The styles of headings of two levels, for `docx` and `read`."""


def docx(path: Path, body: str, styles: str = "", parts: Mapping[str, tuple[str, str]] | None = None) -> Path:
    """A Word file with a body; further parts by their names, each with the kind of its relationship and its XML."""
    every = {"styles.xml": ("styles", f"<w:styles {SPACES}>{styles}</w:styles>"), **(parts or {})}
    relations = [(f"rId{place}", kind, name) for place, (name, (kind, _)) in enumerate(every.items(), 1)]
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", rels([("rId1", "officeDocument", "word/document.xml")]))
        package.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        package.writestr("word/_rels/document.xml.rels", rels(relations))
        for name, (_, xml) in every.items():
            package.writestr(f"word/{name}", xml)
    return path


def rels(relations: list[tuple[str, str, str]]) -> str:
    """A part of relationships."""
    each = (f'<Relationship Id="{one}" Type="{OFFICE}/{kind}" Target="{to}"/>' for one, kind, to in relations)
    return f'<Relationships xmlns="{RELATIONS}">{"".join(each)}</Relationships>'


def part(kind: str, inside: str) -> str:
    """The XML of a part, such as `hdr`."""
    return f"<w:{kind} {SPACES}>{inside}</w:{kind}>"


def run(words: str, looks: str = "") -> str:
    """Letters of one look."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph of XML, or of words."""
    runs = (one if one.startswith("<") else run(one) for one in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def styled(style: str, words: str) -> str:
    """A paragraph of a style."""
    return paragraph(words, properties=f'<w:pStyle w:val="{style}"/>')


def table(*rows: str, properties: str = "") -> str:
    """A table of rows."""
    return f"<w:tbl>{properties}{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, each of XML or of words."""
    inside = "".join(one if one.startswith("<w:") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def cell(*paragraphs: str, properties: str = "") -> str:
    """A cell of paragraphs, each of XML or of words."""
    inside = "".join(one if one.startswith("<") else paragraph(one) for one in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def control(tag: str, inside: str, properties: str = "") -> str:
    """A content control."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def field(instruction: str, result: str) -> str:
    """A field with its result."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def read(path: Path, body: str, styles: str = "", parts: Mapping[str, tuple[str, str]] | None = None) -> Document:
    """What is read of a Word file with a body."""
    return read_document(docx(path / "report.docx", body, styles, parts))


def said(document: Document) -> list[str]:
    """The words of its passages."""
    return [one.words for one in document.blocks if isinstance(one, Passage)]


def passages(document: Document) -> list[Passage]:
    """Its passages."""
    return [one for one in document.blocks if isinstance(one, Passage)]


def grids(document: Document) -> list[Grid]:
    """Its tables."""
    return [one for one in document.blocks if isinstance(one, Grid)]


def words_of(grid: Grid) -> list[list[str]]:
    """What each cell of a table says."""
    return [[one.words for one in row] for row in grid.rows]
