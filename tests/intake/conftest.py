"""Small report folders, written and opened."""

import csv
import io
from datetime import date

import pytest
from openpyxl import Workbook

from complaints_report.run import open_folder

TOML = '[organisation]\nname = "Example Trust"\n'
WHOLE = '[data]\ncovers = ["2023/24"]\n'
USUAL = {
    "complaints": {
        "reference": "101",
        "stage": "1",
        "procedure": "statutory",
        "received_on": "01/06/2023",
        "responded_on": "08/06/2023",
        "service": "Fostering",
        "outcome": "upheld",
    },
    "issues": {"reference": "101", "stage": "1", "category": "Staff", "sub_category": "Attitude"},
    "compliments": {"received_on": "01/06/2023", "service": "Fostering", "text": "Thank you", "include": "yes"},
    "ombudsman": {"reference": "900", "referred_on": "01/06/2023", "result": "upheld"},
    "learning": {"year": "2023/24", "stage": "1", "summary": "Write sooner"},
    "activity": {"year": "2023/24", "referrals": "1,200"},
    "history": {
        "year": "2022/23",
        "metric": "received",
        "stage": "1",
        "by": "",
        "group": "",
        "value": "90",
        "status": "published",
    },
}


def to_csv(rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture
def folder(tmp_path):
    """Write a report folder; a table is its file's text, or a list of what is not usual in each row."""

    def write(complaints=({},), toml="", **tables):
        whole = "" if "[data]" in toml else f"\n{WHOLE}"
        (tmp_path / "report.toml").write_text(TOML + toml + whole, encoding="utf-8")
        for name, rows in {"complaints": complaints, **tables}.items():
            if rows is not None:
                text = rows if isinstance(rows, str | bytes) else to_csv([USUAL[name] | row for row in rows])
                (tmp_path / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


@pytest.fixture
def opened(folder):
    """Write a report folder and open it, on the day of the sample's export."""
    return lambda *args, **tables: open_folder(folder(*args, **tables), date(2024, 6, 14))


@pytest.fixture
def workbook(tmp_path):
    """Write a workbook of named sheets, each a list of rows, into the report folder."""

    def write(name="complaints.xlsx", **sheets):
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / name)
        return book

    return write
