"""The quirk files that are workbooks, and those that only say they are."""

import io
import re
import struct
import zipfile
from datetime import datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.table import Table

from tests.data.quirk_table import (
    CANARY,
    DATES,
    HEAD,
    PLAIN,
    QUIRKS,
    ROWS,
    Edit,
    Made,
    Rows,
    changed,
    day,
    plain,
    serial,
    with_cells,
)
from tests.intake.read.workbook_files import wide, xlsb, xlsb_cell, xlsb_row, xlsb_sheet

SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BOOK, RELATIONS, TYPES, CORE = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
    "docProps/core.xml",
)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"


def book(rows: Rows | None = None, title: str = "Complaints") -> Workbook:
    """A workbook of one sheet: its days are dates, its stages and amounts numbers, its references text."""
    made = Workbook()
    made.active.title = title
    fill(made.active, rows or plain())
    return made


def fill(sheet: Any, rows: Rows) -> None:
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            cell = sheet.cell(number, place + 1, typed(HEAD[place] if place < len(HEAD) else "", value))
            cell.number_format = "dd/mm/yyyy" if cell.is_date else cell.number_format


def typed(name: str, value: Any) -> Any:
    """What a spreadsheet makes of a text of one of the plain table's columns."""
    if not isinstance(value, str):
        return value
    if name in DATES and re.fullmatch(r"\d\d/\d\d/\d{4}", value):
        return day(value)
    return float(value) if name in ("stage", "remedy_amount") and re.fullmatch(r"[\d.]+", value) else value or None


def saved(made: Workbook, edits: dict[str, Edit] | None = None, share: bool = True) -> bytes:
    """A workbook's bytes as Excel would write them, with some of its parts edited."""
    stream = io.BytesIO()
    made.save(stream)
    parts = parts_of(stream.getvalue())
    parts[RELATIONS] = parts[RELATIONS].replace('"/xl/', '"')
    parts[CORE] = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "2024-06-14T09:30:00Z", parts[CORE])
    parts = sharing(parts) if share else parts
    for name, edit in (edits or {}).items():
        parts[name] = edit(parts[name])
    return zipped(parts)


def sharing(parts: dict[str, str]) -> dict[str, str]:
    """The parts with the texts of their cells in a part of their own, as Excel keeps them."""
    texts: dict[str, int] = {}
    refer = lambda found: f't="s"><v>{texts.setdefault(found[1], len(texts))}</v>'  # noqa: E731
    made = {
        name: re.sub(r't="inlineStr"><is>(.*?)</is>', refer, part, flags=re.DOTALL) if "/worksheets/" in name else part
        for name, part in parts.items()
    }
    items = "".join(f"<si>{text}</si>" for text in texts)
    made[STRINGS] = f'<sst xmlns="{MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>'
    relation = f'<Relationship Type="{RELATIONSHIPS}/sharedStrings" Target="sharedStrings.xml" Id="texts"/>'
    made[RELATIONS] = made[RELATIONS].replace("</Relationships>", f"{relation}</Relationships>")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    made[TYPES] = made[TYPES].replace("</Types>", f'<Override PartName="/{STRINGS}" ContentType="{kind}"/></Types>')
    return made


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def zipped(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 6, 14, 9, 30, 0)), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def cells_of_workbooks() -> Made:
    turns = iter(range(1000))
    texts_too = changed(lambda cell: cell if next(turns) % 2 else day(cell), *DATES)
    numbers = changed(lambda cell: cell if re.match(r"0|CF", cell) else int(cell), "reference")
    errors = {(4, "outcome"): "#N/A", (5, "received_on"): "#REF!", (7, "remedy_amount"): "#VALUE!"}
    old = book()
    old.epoch = MAC_EPOCH
    days = book()
    days.iso_dates = True
    return {
        "plain.xlsx": saved(book()),
        "dates_1904.xlsx": saved(old),
        "iso_date_cells.xlsx": saved(days),
        "text_dates_too.xlsx": saved(text_as_it_is(texts_too)),
        "all_text.xlsx": saved(text_as_it_is(plain())),
        "serials_in_general_cells.xlsx": saved(book(changed(serial, *DATES))),
        "dates_with_times.xlsx": saved(book(changed(lambda cell: datetime.combine(day(cell), time(16, 45)), *DATES))),
        "references_as_numbers.xlsx": saved(book(numbers)),
        "booleans.xlsx": saved(book(changed(lambda cell: cell == "yes", "extension_agreed"))),
        "error_cells.xlsx": saved(book(with_cells(errors))),
        "uncalculated.xlsx": saved(
            book(with_cells({(4, "outcome"): '=IF(TRUE,"upheld")', (5, "received_on"): "=45049"}))
        ),
        "calculated.xlsx": saved(calculable(), {SHEET: calculated}),
    }


def text_as_it_is(rows: Rows) -> Workbook:
    made = Workbook()
    made.active.title = "Complaints"
    for row in rows:
        made.active.append([cell or None for cell in row])
    return made


def calculable() -> Workbook:
    rows = changed(lambda cell: f'=LOWER("{cell.upper()}")', "outcome")
    return book([rows[0], *([*row[:3], f"={serial(row[3])}", *row[4:]] for row in rows[1:])])


def calculated(sheet: str) -> str:
    """The sheet with the values of its formulas, as Excel keeps them."""
    sheet = re.sub(
        r'<c r="(G\d+)"( s="\d+")?><f>LOWER\("([^"]*)"\)</f><v ?/?>(</v>)?',
        lambda found: f'<c r="{found[1]}" t="str"><f>LOWER("{found[3]}")</f><v>{found[3].lower()}</v>',
        sheet.replace("&quot;", '"'),
    )
    return re.sub(r"<f>(\d{5})</f><v ?/?>(</v>)?", r"<f>\1</f><v>\1</v>", sheet)


def written_otherwise() -> Made:
    """Workbooks that say the same in other words of XML."""
    macros = "vnd.ms-excel.sheet.macroEnabled.main+xml"
    return {
        "plain.xlsb": binary(),
        "strict.xlsx": saved(book(), dict.fromkeys((SHEET, STRINGS, BOOK, RELATIONS, STYLES, "_rels/.rels"), strictly)),
        "macros.xlsm": saved(book(), {TYPES: lambda part: re.sub(r"vnd[\w.-]+sheet\.main\+xml", macros, part)}),
        "absolute_targets.xlsx": saved(book(), {RELATIONS: lambda part: part.replace('Target="', 'Target="/xl/')}),
        "prefixed.xlsx": saved(book(), dict.fromkeys((SHEET, STRINGS, BOOK), prefixed)),
        "backslashes.xlsx": zipped({name.replace("/", "\\"): part for name, part in parts_of(saved(book())).items()}),
        "inline_strings.xlsx": saved(book(), share=False),
        "no_cell_references.xlsx": saved(
            every_cell(), {SHEET: lambda part: re.sub(r'(<(?:c|row)) r="\w+"', r"\1", part)}
        ),
        "escaped_characters.xlsx": saved(
            book(), {STRINGS: lambda part: part.replace("Adoption<", "Adoption_x000D_\n<")}
        ),
        "rich_text.xlsx": saved(book(), {STRINGS: enriched}),
        "comments.xlsx": saved(commented()),
    }


def binary() -> bytes:
    """The plain table as Excel's binary workbook, every cell a text."""
    rows = (
        xlsb_row(number, *(xlsb_cell(0x06, column, wide(value)) for column, value in enumerate(row) if value))
        for number, row in enumerate([HEAD, *ROWS], 1)
    )
    return xlsb({"Complaints": xlsb_sheet(*rows)})


def strictly(part: str) -> str:
    return part.replace(RELATIONSHIPS, f"{STRICT}officeDocument/relationships").replace(
        MAIN, f"{STRICT}spreadsheetml/main"
    )


def prefixed(part: str) -> str:
    return re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", part).replace(" xmlns=", " xmlns:x=")


def enriched(part: str) -> str:
    """The shared strings with a word in bold, and with a reading aid that is no part of the text."""
    bold = '<r><t xml:space="preserve">Fostering </t></r><r><rPr><b/></rPr><t>&amp; Adoption</t></r>'
    aid = f'<rPh sb="0" eb="1"><t>{CANARY}</t></rPh><phoneticPr fontId="1"/>'
    assert "<t>Fostering &amp; Adoption</t>" in part
    return part.replace("<t>Fostering &amp; Adoption</t>", bold + aid)


def every_cell() -> Workbook:
    """A workbook that has its blank cells too."""
    made = text_as_it_is(plain())
    for row in made.active.iter_rows():
        for cell in row:
            cell.number_format = "@"
    return made


def commented() -> Workbook:
    made = book()
    made.active["F4"].comment = Comment(f"{CANARY} rang", CANARY)
    made.active["A4"].hyperlink = f"https://example.org/{CANARY}"
    made.active["G4"].font = Font(strike=True)
    return made


def sheets(**named: Rows) -> Workbook:
    made = Workbook()
    made.remove(made.active)
    for name, rows in named.items():
        fill(made.create_sheet(name.replace("_", " ")), rows)
    return made


def with_state(made: Workbook, name: str, state: str) -> Workbook:
    made[name].sheet_state = state
    return made


READ_ME = [["How to read this export"], [], ["Stage", "what stage it is"], ["Outcome", f"ask {CANARY}"]]


def sheets_of_workbooks() -> Made:
    stale = with_cells({(2, "outcome"): "withdrawn", (3, "service"): CANARY})
    halves = {"Spring": plain()[:6], "Winter": [HEAD, *plain()[6:]]}
    by_stage = {f"Stage_{stage}": [HEAD, *(row for row in ROWS if row[1] == stage)] for stage in "123"}
    without = {name: [[*row[:1], *row[2:]] for row in rows] for name, rows in by_stage.items()}
    return {
        "read_me_first.xlsx": saved(sheets(Read_me=READ_ME, Complaints=plain())),
        "hidden_stale_sheet.xlsx": saved(with_state(sheets(Old=stale, Complaints=plain()), "Old", "hidden")),
        "very_hidden_stale_sheet.xlsx": saved(with_state(sheets(Complaints=plain(), Old=stale), "Old", "veryHidden")),
        "only_hidden.xlsx": saved(with_state(sheets(Read_me=READ_ME, Complaints=plain()), "Complaints", "hidden")),
        "two_sheets.xlsx": saved(sheets(**halves)),
        "two_sheets_listed.xlsx": saved(sheets(**halves)),
        "one_of_two_named.xlsx": saved(sheets(Last_year=stale, This_year=plain())),
        "sheet_not_there.xlsx": saved(sheets(Complaints=plain())),
        "spaces_in_names.xlsx": saved(book([[f" {name.replace('_', ' ')}  " for name in HEAD], *ROWS], " Complaints ")),
        "sheet_per_stage.xlsx": saved(sheets(**without)),
        "chart_sheet_first.xlsx": saved(charted()),
        "blank_workbook.xlsx": saved(Workbook()),
    }


def charted() -> Workbook:
    made = book()
    chart = BarChart()
    chart.add_data(Reference(made.active, min_col=2, min_row=1, max_row=11), titles_from_data=True)
    made.create_chartsheet("Chart", 0).add_chart(chart)
    return made


def looks() -> Made:
    """Workbooks that look odd, or that somebody has worked in."""
    rows, created = plain(), f"Created by {CANARY} on 14/06/2024"
    return {
        "merged_titles.xlsx": saved(merged(book([["Complaints 2023/24"], [], *rows]), "A1:P1")),
        "totals_and_notes.xlsx": saved(book([*rows, ["Total", 10], [], [created], ["For the panel only"]])),
        "merged_records.xlsx": saved(merged(book(), "F2:F4", "A5:A6")),
        "filtered.xlsx": saved(filtered()),
        "hidden_rows_and_columns.xlsx": saved(hidden()),
        "excel_table.xlsx": saved(tabled()),
        "sheet_protected.xlsx": saved(locked()),
        "far_corner_coloured.xlsx": saved(far_corner(None)),
        "far_corner_filled_in.xlsx": saved(far_corner(CANARY)),
        "note_beside_the_table.xlsx": saved(noted()),
    }


def merged(made: Workbook, *ranges: str) -> Workbook:
    for cells in ranges:
        made.active.merge_cells(cells)
    return made


def filtered() -> Workbook:
    made = book()
    made.active.auto_filter.ref = "A1:P11"
    made.active.auto_filter.add_filter_column(2, ["local"])
    for number, row in enumerate(ROWS, 2):
        made.active.row_dimensions[number].hidden = row[2] != "local"
    return made


def hidden() -> Workbook:
    made = book()
    made.active.row_dimensions[5].hidden = made.active.column_dimensions["G"].hidden = True
    made.active.column_dimensions["D"].width = 0
    return made


def tabled() -> Workbook:
    made = book()
    made.active.add_table(Table(displayName="Complaints", ref="A1:P11"))
    return made


def locked() -> Workbook:
    made = book()
    made.active.protection.set_password("secret")
    made.active.protection.enable()
    return made


def far_corner(value: str | None) -> Workbook:
    made = book()
    cell = made.active.cell(1_048_576, 16_384, value)
    cell.fill = PatternFill("solid", "FFFF00")
    return made


def noted() -> Workbook:
    made = book()
    made.active["R4"] = f"{CANARY}: ask again"
    return made


def damaged() -> Made:
    """Workbooks that are damaged, or mean harm."""
    good = saved(book())
    lol = '<!DOCTYPE lolz [<!ENTITY l0 "lol">{}]>'.format(
        "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    )
    outside = '<!DOCTYPE sst [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'
    parts = parts_of(good)
    return {
        "password.xlsx": container(
            {"EncryptionInfo": b"\4\0\4\0\x40\0\0\0<encryption/>", "EncryptedPackage": b"\x5a" * 4096}
        ),
        "truncated.xlsx": good[: len(good) * 2 // 3],
        "damaged_bytes.xlsx": good.replace(good[1500:1510], b"\xff" * 10, 1),
        "no_shared_strings.xlsx": zipped({name: part for name, part in parts.items() if name != STRINGS}),
        "no_sheet.xlsx": zipped({name: part for name, part in parts.items() if name != SHEET}),
        "entity_bomb.xlsx": saved(book(), {STRINGS: lambda part: lol + part.replace("Adoption<", "Adoption &l9;<")}),
        "external_entity.xlsx": saved(book(), {STRINGS: lambda part: outside + part.replace("Adoption<", "&l9;<")}),
        "zip_bomb.xlsx": zipped(parts | {SHEET: parts[SHEET].replace("<sheetData>", "<sheetData>" + " " * (52 << 20))}),
    }


def container(streams: dict[str, bytes]) -> bytes:
    """An OLE container, as Excel puts around a workbook with a password; each stream takes eight sectors."""
    none, end, free = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF
    chains = [0xFFFFFFFD, end, *(after for n in range(len(streams)) for after in (*range(3 + 8 * n, 10 + 8 * n), end))]
    header = struct.pack("<8s16x5H6x", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<4x9I", 1, 1, 0, 4096, end, 0, end, 0, 0) + struct.pack("<108I", *[free] * 108)
    entries = [entry("Root Entry", 5, (none, none, 1), end, 0)]
    for n, name in enumerate(streams):
        last = n == len(streams) - 1
        entries.append(entry(name, 2, (none, none if last else n + 2, none), 2 + 8 * n, 4096))
    table = struct.pack("<128I", *chains, *[free] * (128 - len(chains)))
    return (
        header
        + table
        + b"".join(entries).ljust(512, b"\0")
        + b"".join(data.ljust(4096, b"\0") for data in streams.values())
    )


def entry(name: str, kind: int, tree: tuple[int, int, int], start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    return letters.ljust(64, b"\0") + struct.pack("<HBB3I36xIQ", len(letters) + 2, kind, 1, *tree, start, size)


HTML = f"<html><head><title>Complaints</title></head><body><table>{{}}<tr><td>{CANARY}</td></tr></table></body></html>"
XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Complaints"><Table>{}</Table></Worksheet>
</Workbook>
"""


def other_kinds() -> Made:
    """Files that are not what their names say, and kinds that are not read."""
    page = HTML.format(text_of_tags("tr", "td"))
    docx = {"[Content_Types].xml": "<Types/>", "word/document.xml": f"<document>{CANARY}</document>"}
    return {
        "html.csv": page,
        "html.xls": page,
        "html.xlsx": f"\ufeff\r\n<!DOCTYPE html>\r\n{page}",
        "xml_2003.xls": XML_2003.format(text_of_tags("Row", "Cell")),
        "csv_named_xlsx.xlsx": PLAIN,
        "csv_named_xls.xls": PLAIN,
        "xlsx_named_csv.csv": saved(book()),
        "xlsx_named_xls.xls": saved(book()),
        "xls_named_xlsx.xlsx": once("plain.xls"),
        "xls_named_csv.csv": once("plain.xls"),
        "pdf.xlsx": f"%PDF-1.4\n1 0 obj\n({CANARY})\nendobj\n%%EOF\n",
        "pdf.csv": f"%PDF-1.4\n1 0 obj\n({CANARY})\nendobj\n%%EOF\n",
        "docx.xlsx": zipped(docx),
        "zip_of_a_csv.xlsx": zipped({"complaints.csv": PLAIN}),
        "zip_of_a_csv.csv": zipped({"complaints.csv": PLAIN}),
        "empty.xlsx": "",
    }


def once(name: str) -> bytes:
    return (QUIRKS / name).read_bytes()


def text_of_tags(row: str, cell: str) -> str:
    made = ("".join(f"<{cell}>{value}</{cell}>" for value in values) for values in [HEAD, *ROWS])
    return "".join(f"<{row}>{cells}</{row}>" for cells in made)


WORKBOOKS = (other_kinds, cells_of_workbooks, written_otherwise, sheets_of_workbooks, looks, damaged)
