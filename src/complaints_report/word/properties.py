"""What surrounds the words in a .docx: its properties, its language, its settings and its zip."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx.document import Document as WordDocument

from complaints_report.report.blocks import Document
from complaints_report.safe_text import printable
from complaints_report.word.ooxml import make

LANGUAGE = "en-GB"
# No clock: the same input gives the same bytes.
MADE = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST_PROPERTY = 255
CONTENT_TYPES = "[Content_Types].xml"


def set_properties(word: WordDocument, document: Document) -> None:
    """Gives the file its title, author, subject, language and dates."""
    properties = word.core_properties
    properties.title = printable(document.title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = printable(document.author)[:LONGEST_PROPERTY]
    properties.subject = printable(document.subject)[:LONGEST_PROPERTY]
    properties.language = LANGUAGE
    properties.created = properties.modified = MADE
    properties.revision = 1


def set_language(word: WordDocument) -> None:
    """Makes British English the language of every word that no style says otherwise of."""
    root = word.styles.element
    for stale in root.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        stale.getparent().remove(stale)
    for defaults in root.xpath("./w:docDefaults/w:rPrDefault/w:rPr"):
        defaults.append(make("lang", val=LANGUAGE, eastAsia=LANGUAGE))


def set_settings(word: WordDocument) -> None:
    """Names the footnote separators, and drops the setting that asks a question on every opening."""
    root = word.settings.element
    for stale in root.xpath("./w:footnotePr | ./w:endnotePr | ./w:updateFields"):
        root.remove(stale)
    footnotes = make("footnotePr", make("footnote", id=-1), make("footnote", id=0))
    # The schema fixes the order; these may follow.
    root.insert_element_before(
        footnotes,
        *("w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema"),
        *("w:themeFontLang", "w:clrSchemeMapping", "w:decimalSymbol", "w:listSeparator"),
    )


def save(word: WordDocument, path: Path) -> None:
    """Writes the document: the same document, the same bytes."""
    unsealed = io.BytesIO()
    word.save(unsealed)
    with ZipFile(unsealed) as package:
        write_package({name: package.read(name) for name in package.namelist()}, path)


def write_package(parts: Mapping[str, bytes], path: Path) -> None:
    """Zips the parts in a fixed order with a fixed date."""
    with ZipFile(path, "w") as package:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED  # a PNG is compressed
            entry.create_system = 0  # else it differs between Windows and the rest
            package.writestr(entry, parts[name])
