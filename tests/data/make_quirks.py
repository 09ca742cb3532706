"""Make the quirk files again: `python -m tests.data.make_quirks [FOLDER]`, the same contents every time.

Every file is the one plain table below with something odd about it; `quirks.toml` says what must become of each.
MADE_ONCE names those that are not made here: LibreOffice made them from `plain.xlsx`, with
`soffice --headless --convert-to xls plain.xlsx` and the like, and the protected ones with the password "secret".
"""

import csv
import io
import re
import struct
import sys
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.table import Table

QUIRKS = Path(__file__).parent / "quirks"
CANARY = "Quentin Canary"
MADE_ONCE = ("plain.xls", "plain.ods", "password.xls", "password.ods")
PLAIN = """\
reference,stage,procedure,received_on,responded_on,service,outcome,method,complainant,extension_agreed,\
statement_agreed_on,panel_held_on,panel_report_on,remedy_amount,Client Name,Description
00101,1,statutory,17/04/2023,28/04/2023,Fostering & Adoption,upheld,email,parent,no,,,,100,Quentin Canary,\
"Told ""no, never"", and then:
1. nobody came; 2. nobody rang. – Q. Canary 😀"
00101,2,statutory,22/05/2023,30/06/2023,Fostering & Adoption,partially upheld,email,parent,yes,02/06/2023,,,1250,,
00101,3,statutory,24/07/2023,22/09/2023,Fostering & Adoption,upheld,email,parent,,,01/09/2023,07/09/2023,,,
CF/102,1,local,03/05/2023,26/05/2023,Children’s Homes – Café Team,not upheld,telephone,child or young person,no,,,,,,
CF/102,2,local,20/06/2023,21/07/2023,Children’s Homes – Café Team,not upheld,telephone,child or young person,yes,,,,,,
0104,1,local,12/06/2023,10/07/2023,"The ""Bridge"" Team",inconclusive,online form,care leaver,no,,,,,,
00105,1,statutory,29/09/2023,11/10/2023,"Children in Care, East",partially upheld,in person,advocate,no,,,,75.50,,
106,1,local,19/12/2023,,Fostering & Adoption,withdrawn,other,extended family,,,,,,Quentin Canary,
107,1,local,25/01/2024,09/02/2024,"Children in Care, East",outside jurisdiction,email,professional,,,,,,,Canary's
108,1,statutory,04/03/2024,,"Children in Care, East",,post,carer,,,,,,,
"""
HEAD, *ROWS = list(csv.reader(io.StringIO(PLAIN, newline="")))
DATES = [name for name in HEAD if name.endswith("_on")]

Rows = list[list[Any]]
Made = dict[str, str | bytes]
Edit = Callable[[str], str]


# The plain table with something changed


def at(name: str) -> int:
    return HEAD.index(name)


def plain() -> Rows:
    return [[*row] for row in (HEAD, *ROWS)]


def with_cells(changes: dict[tuple[int, str], Any]) -> Rows:
    """The table with some cells changed, by their row as a spreadsheet counts it and their column."""
    rows = plain()
    for (number, name), value in changes.items():
        rows[number - 1][at(name)] = value
    return rows


def changed(change: Callable[[str], Any], *names: str) -> Rows:
    """The table with the cells of some columns changed, where they hold something."""
    rows = plain()
    for row in rows[1:]:
        for name in names:
            row[at(name)] = change(row[at(name)]) if row[at(name)] else ""
    return rows


def with_dates(*forms: str) -> Rows:
    """The table with its dates in these forms, which take turns."""
    turns = [form for _ in range(100) for form in forms]
    return changed(lambda text: day(text).strftime(turns.pop()), *DATES)


def headed(names: dict[str, str], rows: Rows) -> Rows:
    return [[names.get(name, name) for name in rows[0]], *rows[1:]]


def spelled(codes: dict[str, str], *names: str) -> Rows:
    return changed(lambda text: codes.get(text, text), *names)


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def serial(text: str) -> int:
    return (day(text) - date(1899, 12, 30)).days


# Text files


def text(rows: Iterable[Sequence[Any]], delimiter: str = ",", end: str = "\n", quoting: Any = csv.QUOTE_MINIMAL) -> str:
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return made.getvalue()


def lines(*changes: tuple[int, str, str]) -> str:
    """The plain file with a text replaced in a row, as that is written."""
    rows = [text([row]) for row in plain()]
    for number, old, new in changes:
        assert rows[number - 1].count(old) == 1, (number, old)
        rows[number - 1] = rows[number - 1].replace(old, new)
    return "".join(rows)


def encodings() -> Made:
    tabs = text(plain(), delimiter="\t", end="\r\n")
    return {
        "plain.csv": PLAIN,
        "utf8_bom.csv": PLAIN.encode("utf-8-sig"),
        "utf8_damaged.csv": PLAIN.encode().replace("Café".encode(), b"Caf\xe9", 1),
        "utf16_le_bom_tabs.csv": b"\xff\xfe" + tabs.encode("utf-16-le"),
        "utf16_be_bom_tabs.csv": b"\xfe\xff" + tabs.encode("utf-16-be"),
        "utf16_no_bom.csv": tabs.encode("utf-16-le"),
        "cp1252.csv": PLAIN.encode("cp1252", "replace"),
        "nul_byte.csv": lines((7, "inconclusive", "in\0conclusive")),
        "dos_end_of_file.csv": text(plain(), end="\r\n") + "\x1a",
    }


def line_ends() -> Made:
    ends = ("\r\n", "\n", "\r")
    return {
        "cr.csv": text(plain(), end="\r"),
        "crlf.csv": text(plain(), end="\r\n"),
        "mixed_line_ends.csv": "".join(text([row], end=ends[n % 3]) for n, row in enumerate(plain())),
        "crlf_in_cells.csv": text(changed(lambda cell: cell.replace("\n", "\r\n"), "Description"), end="\r\n"),
        "no_last_line_end.csv": PLAIN.rstrip("\n"),
        "quoted_line_breaks.csv": text(headed({name: name.replace("_", "\n") for name in HEAD}, plain())),
        "blank_rows.csv": PLAIN.replace("\n00105", "\n\n,,,,\n00105").replace("\nCF/102,1", "\n\nCF/102,1") + "\n\n,\n",
    }


def delimiters() -> Made:
    rows = plain()
    return {
        "semicolons.csv": text(rows, delimiter=";"),
        "tabs.csv": text(rows, delimiter="\t"),
        "pipes.csv": text(rows, delimiter="|"),
        "sep_line.csv": "sep=;\n" + text(rows, delimiter=";"),
        "all_quoted.csv": text(rows, quoting=csv.QUOTE_ALL),
        "trailing_delimiters.csv": text([*row, ""] for row in rows),
        "short_rows_of_blanks.csv": "".join(text([row]).rstrip(",\n") + "\n" for row in rows),
        "spaces_around.csv": text([f" {cell}\xa0 " for cell in row] for row in rows),
        "formula_wrapped.csv": re.sub(r"(?m)^([\w/]+)(?=,[123],)", r'="\1"', PLAIN),
        "apostrophes.csv": text(changed("'{}".format, "reference", *DATES)),
        "blank_columns.csv": text(["", *row[:4], "", "", *row[4:], "", ""] for row in rows),
        "unheaded_column.csv": text([n or "", *row] for n, row in enumerate(rows)),
    }


def rows_that_are_none() -> Made:
    rows, head = plain(), text([HEAD])
    created = "Created by Q Canary on 14/06/2024 09:30"
    return {
        "title_rows.csv": f'"Complaints, 2023/24",,,\n,,\nExported on,14/06/2024\n\n{PLAIN}',
        "totals.csv": f"{PLAIN}Total,10{',' * 12}1425.50,,\n",
        "totals_between.csv": PLAIN.replace("\nCF/102,1", "\nSubtotal,3\nCF/102,1"),
        "created_by_footer.csv": f"{PLAIN}\n{created}\nFor the panel's use only\n",
        "headings_repeated.csv": PLAIN.replace("\n0104,", f"\n\n{head}0104,"),
        "headings_repeated_reordered.csv": text(
            [*rows[:6], *([*row[1::-1], *row[2:]] for row in (rows[0], *rows[6:]))]
        ),
        "headings_only.csv": head,
        "no_headings.csv": text(ROWS),
        "empty.csv": "",
        "blank_lines_only.csv": "\n,,\n\n",
    }


def broken_rows() -> Made:
    service = '"Children in Care, East"'
    last = [[*row[:5], *row[6:14], row[5], "Client Name" if row[0] == "reference" else ""] for row in plain()]
    return {
        "long_row.csv": lines((8, service, "Children in Care, East")),
        "short_row.csv": PLAIN + "109,1,local\n",
        "unclosed_quote.csv": lines((11, service, '"Children in Care East')),
        "stray_quotes_far_apart.csv": lines((4, "Fostering", '"Fostering'), (10, "Canary's", "Canary's\"")),
        "stray_quotes_near.csv": lines((4, "Fostering", '"Fostering'), (6, "Café Team", 'Café Team"')),
        "stray_quotes_in_one_row.csv": lines((9, "Fostering", '"Fostering'), (9, "family", 'family"')),
        "comma_in_last_column.csv": text(last).replace(service, "Children in Care, East", 1),
        "text_after_closing_quote.csv": lines((7, '"The ""Bridge"" Team"', '"The "Bridge" Team"')),
        "quote_in_plain_cell.csv": lines((7, '"The ""Bridge"" Team"', 'The "Bridge" Team')),
    }


def dates() -> Made:
    month_first, default = with_dates("%m/%d/%Y"), {(4, "received_on"): "01/01/1900", (5, "responded_on"): "31/12/9999"}
    mixed = with_cells({(2, "received_on"): "04/17/2023", (5, "responded_on"): "05/26/2023"})
    return {
        "month_first.csv": text(month_first),
        "month_first_set.csv": text(month_first),
        "mixed_orders.csv": text(mixed),
        "iso_datetimes_zones.csv": text(
            with_dates("%Y-%m-%d", "%Y-%m-%dT09:30:00Z", "%Y-%m-%d 23:59:59.999+01:00", "%Y-%m-%dT00:00:00.0000000")
        ),
        "named_months.csv": text(
            with_dates("%d %B %Y", "%d-%b-%y", "%a %d %b %Y", "%A, %dth of %B %Y", "%d %b %Y 09:30")
        ),
        "two_digit_years.csv": text(with_dates("%d/%m/%y", "%d.%m.%y", "%d-%m-%y")),
        "dates_with_times.csv": text(with_dates("%d/%m/%Y 00:00", "%d/%m/%Y 16:45:10", "%d/%m/%Y 4:45 PM", "%Y%m%d")),
        "serials_in_text.csv": text(changed(serial, *DATES)),
        "defaults_1900_9999.csv": text(with_cells(default)),
        "tbc.csv": text(with_cells({(11, "responded_on"): "TBC", (10, "received_on"): "Canary"})),
        "impossible_date.csv": text(with_cells({(11, "received_on"): "31/02/2024"})),
        "wrong_weekday.csv": text(with_cells({(11, "received_on"): "Friday 4 March 2024"})),
        "after_export.csv": text(with_cells({(10, "responded_on"): "17/06/2024"})),
        "response_before_received.csv": text(with_cells({(10, "responded_on"): "24/01/2024"})),
    }


STAGES = {"1": "Stage 1", "2": "STAGE TWO", "3": "S3 – Review Panel"}
OUTCOMES = {
    "upheld": "Fully Upheld",
    "partially upheld": "Partly upheld",
    "not upheld": "NOT UPHELD",
    "inconclusive": "No finding",
    "withdrawn": "Withdrawn by complainant",
    "outside jurisdiction": "Out of scope",
}
METHODS = {
    "email": "E-mail",
    "telephone": "Phone call",
    "online form": "Web form",
    "in person": "Face to face",
    "post": "Letter",
    "other": "Social media",
}
COMPLAINANTS = {
    "parent": "Mother",
    "child or young person": "Child/young person",
    "care leaver": "Care Leavers",
    "extended family": "Grandparent",
    "professional": "Councillor",
    "carer": "Special guardian",
}


def values() -> Made:
    theirs = OUTCOMES | METHODS | COMPLAINANTS | {"statutory": "Children Act", "local": "Corporate"}
    unknown = {(2, "outcome"): "Resolved", (3, "outcome"): "uphelld", (7, "method"): "Canary", (10, "stage"): "4"}
    return {
        "stage_in_words.csv": text(spelled(STAGES, "stage")),
        "stage_with_decimals.csv": text(changed("{}.0".format, "stage")),
        "outcomes_otherwise.csv": text(spelled(OUTCOMES, "outcome")),
        "all_values_otherwise.csv": text(spelled(theirs, "outcome", "method", "complainant", "procedure")),
        "yes_and_no_otherwise.csv": text(spelled({"yes": "Y", "no": "FALSE"}, "extension_agreed")),
        "values_set.csv": text(
            spelled({"outside jurisdiction": "For schools", "no": "Nein"}, "outcome", "extension_agreed")
        ),
        "unknown_values.csv": text(with_cells(unknown)),
        "error_texts.csv": text(
            with_cells({(4, "outcome"): "#N/A", (5, "received_on"): "#REF!", (7, "service"): "#name?"})
        ),
        "money.csv": text(spelled({"1250": "£1,250.00", "75.50": "75.5 "}, "remedy_amount")),
        "decimal_comma.csv": text(spelled({"75.50": "75,50"}, "remedy_amount"), delimiter=";"),
        "duplicates.csv": text([*plain(), [*ROWS[4][:6], "upheld", *ROWS[4][7:]]]),
        "exact_repeat.csv": text([*plain(), ROWS[4]]),
        "local_stage_3.csv": text(with_cells({(6, "stage"): "3"})),
    }


def headings() -> Made:
    shouted = [[name.upper() for name in HEAD], *ROWS]
    others = {"reference": "Case Ref.", "received_on": "Date Received", "responded_on": "Date of Response"}
    others |= {"service": "Service Area", "outcome": "Decision", "method": "Channel", "complainant": "Complainant Type"}
    return {
        "upper_case_headings.csv": text(shouted),
        "headings_otherwise.csv": text(headed(others, plain())),
        "headings_set.csv": text(headed({"stage": "Level", "service": "Who it was about"}, plain())),
        "no_stage_column.csv": text(headed({"stage": "Stag", "received_on": "Came in"}, plain())),
        "two_date_columns.csv": text(headed({"received_on": "Date Received", "Client Name": "Received Date"}, plain())),
    }


def systems() -> Made:
    icasework = {
        "reference": "CaseDetails.CaseId",
        "stage": "CaseStatus.CurrentStage",
        "procedure": "CaseDetails.CaseType",
        "received_on": "CaseStatusReceipt.DateReceived",
        "responded_on": "CaseStatusClosure.DateClosed",
        "service": "CaseDetails.Team",
        "outcome": "CaseStatus.CurrentStageOutcome",
        "method": "CaseStatusReceipt.Method",
        "complainant": "MainParty.Category",
        "Client Name": "MainParty.Name",
    }
    nhs = {"reference": "ComplaintID", "received_on": "DateReceived", "responded_on": "DateClosed"}
    nhs |= {"service": "BusinessArea", "complainant": "ComplainantCategory", "Client Name": "WithdrawalReason"}
    return {
        "icasework.csv": text(headed(icasework, with_dates("%Y-%m-%d"))),
        "nhs.csv": text(headed(nhs, plain())),
        "jadu.csv": text(side_by_side()),
        "jadu_without_layout.csv": text(side_by_side()),
        "jadu_logged_in_error.csv": text([*side_by_side(), logged_in_error()]),
    }


SHARED = {
    "reference": "Reference",
    "procedure": "Procedure Type",
    "method": "Channel",
    "service": "Service Area",
    "complainant": "Complainant Type",
    "Client Name": "Customer Name",
    "Description": "Description",
}
OF_A_STAGE = {
    "received_on": "SLA Start Date",
    "outcome": "Decision",
    "responded_on": "Decision Date",
    "remedy_amount": "Financial Redress Amount",
    "extension_agreed": "Extension Agreed",
    "statement_agreed_on": "Statement Agreed Date",
    "panel_held_on": "Panel Date",
    "panel_report_on": "Panel Report Date",
}


def side_by_side() -> Rows:
    """The table as Jadu writes it: a row for each case, its stages side by side."""
    decided = {code: f"Closed - response {code}" for code in ("upheld", "partially upheld", "not upheld")}
    head = [*SHARED.values(), *(f"Stage {stage} {name}" for stage in (1, 2, 3) for name in OF_A_STAGE.values())]
    cases: dict[str, dict[str, str]] = {}
    for row in ROWS:
        cells = dict(zip(HEAD, row, strict=True))
        case = cases.setdefault(cells["reference"], {theirs: cells[ours] for ours, theirs in SHARED.items()})
        stage = f"Stage {cells['stage']}"
        case |= {f"{stage} {theirs}": cells[ours] for ours, theirs in OF_A_STAGE.items()}
        if cells["outcome"] in decided:
            case[f"{stage} Decision"] = f"{stage} {decided[cells['outcome']]}"
    return [head, *([case.get(name, "") for name in head] for case in cases.values())]


def logged_in_error() -> list[str]:
    row = side_by_side()[-1]
    return ["109", *row[1:8], "Logged in Error", *row[9:]]


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


# Workbooks

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


def make() -> dict[str, bytes]:
    """Every quirk file but those made once, by name."""
    texts = (encodings, line_ends, delimiters, rows_that_are_none, broken_rows, dates, values, headings, systems)
    books = (other_kinds, cells_of_workbooks, written_otherwise, sheets_of_workbooks, looks, damaged)
    made = {name: data for group in (*texts, *books) for name, data in group().items()}
    return {name: data.encode() if isinstance(data, str) else data for name, data in made.items()}


if __name__ == "__main__":
    folder = Path(*sys.argv[1:]) if sys.argv[1:] else QUIRKS
    for name, data in make().items():
        (folder / name).write_bytes(data)
