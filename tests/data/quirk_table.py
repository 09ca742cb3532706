"""The plain table that every quirk file holds, and ways to change it."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

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
