"""Workbooks written by hand, part by part, so that they can be as odd as files are."""

import io
import struct
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs>'
    "</styleSheet>"
)


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return data.getvalue()


def relations(*targets, document=DOCUMENT):
    found = (
        f'<Relationship Id="rId{number}" Type="{document}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(found)}</Relationships>'


def sheet(rows, main=MAIN):
    """A sheet's part, from the XML of its rows."""
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'


def xlsx_parts(sheets, texts=(), settings="", main=MAIN, document=DOCUMENT):
    """The parts of a workbook, from the parts of its sheets; a name may say after a bar how it is hidden."""
    listed, targets = "", []
    for number, name in enumerate(sheets, 1):
        title, _, state = name.partition("|")
        listed += f'<sheet name="{title}" sheetId="{number}" r:id="rId{number}" state="{state or "visible"}"/>'
        targets.append(("worksheet", f"worksheets/sheet{number}.xml"))
    book = f'<workbook xmlns="{main}" xmlns:r="{document}"><workbookPr {settings}/><sheets>{listed}</sheets></workbook>'
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml"), document=document),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations(*targets, document=document),
        "xl/styles.xml": STYLES.replace(MAIN, main),
        "xl/sharedStrings.xml": f'<sst xmlns="{main}" uniqueCount="{len(texts)}">{shared}</sst>',
        **{f"xl/worksheets/sheet{number}.xml": part for number, part in enumerate(sheets.values(), 1)},
    }


def xlsx(rows, **more):
    """A workbook of one sheet named Data, from the XML of its rows."""
    return zipped(xlsx_parts({"Data": sheet(rows)}, **more))


def ods_parts(tables, styles="", settings=""):
    """The parts of an OpenDocument spreadsheet, from the XML of its tables."""
    names = "".join(f' xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text", "style"))
    content = (
        f'<office:document-content{names} xmlns:calcext="{CALCEXT}"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{settings}{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return {"mimetype": ODS_TYPE, "META-INF/manifest.xml": "<manifest/>", "content.xml": content}


def ods(rows, **more):
    """An OpenDocument spreadsheet of one table named Data, from the XML of its rows."""
    return zipped(ods_parts(f'<table:table table:name="Data">{rows}</table:table>', **more))


def record(number, data=b""):
    """A record of an .xlsb ([MS-XLSB] 2.1.4)."""
    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    length, left = b"", len(data)
    while left > 0x7F:
        length, left = length + bytes([left & 0x7F | 0x80]), left >> 7
    return head + length + bytes([left]) + data


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_cell(number, column, value, style=0):
    return record(number, struct.pack("<II", column, style) + value)


def xlsb_row(number, *cells):
    return record(0x00, struct.pack("<I", number - 1) + bytes(13)) + b"".join(cells)


def xlsb_sheet(*rows):
    head = record(0x81) + record(0x93, bytes(23)) + record(0x94, bytes(16)) + record(0x91)
    return head + b"".join(rows) + record(0x92) + record(0x82)


def xlsb(sheets, texts=(), is_1904=False):
    """A workbook of Excel's binary kind, from the parts of its sheets; a name may say after a bar how it is hidden."""
    bundle, targets = b"", []
    for number, name in enumerate(sheets, 1):
        title, _, state = name.partition("|")
        state = ("", "hidden", "veryHidden").index(state)
        bundle += record(0x9C, struct.pack("<II", state, number) + wide(f"rId{number}") + wide(title))
        targets.append(("worksheet", f"worksheets/sheet{number}.bin"))
    settings = record(0x99, struct.pack("<II", int(is_1904), 0) + wide(""))
    shared = b"".join(record(0x13, b"\0" + wide(text)) for text in texts)
    formats = record(0x269, struct.pack("<I", 2)) + b"".join(
        record(0x2F, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 14)
    )
    return zipped(
        {
            "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": record(0x83) + settings + record(0x8F) + bundle + record(0x90) + record(0x84),
            "xl/_rels/workbook.bin.rels": relations(*targets),
            "xl/styles.bin": formats,
            "xl/sharedStrings.bin": record(0x9F, struct.pack("<II", len(texts), len(texts))) + shared + record(0xA0),
            **{f"xl/worksheets/sheet{number}.bin": part for number, part in enumerate(sheets.values(), 1)},
        }
    )


def container(*names):
    """An OLE container of empty streams of these names, as Office writes it."""
    entries = [("Root Entry", 5, 1 if names else 0xFFFFFFFF, 0xFFFFFFFF)]
    for number, name in enumerate(names, 1):
        entries.append((name, 2, 0xFFFFFFFF, number + 1 if number < len(names) else 0xFFFFFFFF))
    directory = b"".join(_entry(*entry) for entry in entries).ljust(1024, b"\0")
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    head[24:34] = struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    numbers = (1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head[44:76] = struct.pack("<8I", *numbers)
    head[76:512] = struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<4I", 0xFFFFFFFD, 2, 0xFFFFFFFE, 0xFFFFFFFF).ljust(512, b"\xff")
    return bytes(head) + table + directory


def _entry(name, kind, child, right):
    text = name.encode("utf-16-le")
    one = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return one + struct.pack("<3I", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<III", 0xFFFFFFFE, 0, 0)
