"""The quirk files that are text."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from tests.data.quirk_table import (
    DATES,
    HEAD,
    PLAIN,
    ROWS,
    Made,
    Rows,
    changed,
    headed,
    plain,
    serial,
    spelled,
    with_cells,
    with_dates,
)


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
    unknown = {(2, "outcome"): "Justified", (3, "outcome"): "uphelld", (7, "method"): "Canary", (10, "stage"): "4"}
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


TEXTS = (encodings, line_ends, delimiters, rows_that_are_none, broken_rows, dates, values, headings, systems)
