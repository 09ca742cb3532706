"""Make the sample data: `python sample_data/make_sample.py [FOLDER]`, the same bytes every time.

What it invents is kept beside it: the numbers aimed for in targets.py and past.py, the writing in thanks.py and
words.py.
"""

import csv
import io
import random
import re
import sys
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from cases import all_cases
from days import a_while_after, some_day
from issues import all_issues
from openpyxl import Workbook
from openpyxl.styles import Font
from past import COLUMNS as HISTORY_COLUMNS
from past import all_history
from people import fill_people
from shapes import Case
from targets import ASSESSMENTS, COMPLIMENTS, EXPORTED_ON, REFERRALS, SEED, YEAR_ENDS, YEAR_STARTS, per_service
from thanks import FROM, NAMES, QUOTED, ROLES, THANKED_FOR, THANKS
from words import DECIDED, EARLIER_LEARNING, LEARNING, OMBUDSMAN

HEADINGS = {  # the case system's heading -> its width
    "Case Ref": 12,
    "Stage": 9,
    "Procedure": 24,
    "Client Name": 22,
    "Date Received": 14,
    "Date Response Sent": 18,
    "Service Team": 56,
    "Decision": 33,
    "Received Via": 14,
    "Complainant Type": 30,
    "Extension Agreed?": 17,
    "Statement Agreed": 16,
    "Panel Date": 12,
    "Panel Report Date": 17,
    "Age Group": 17,
    "Gender": 17,
    "Ethnic Group": 41,
    "Disability": 17,
    "Case Worker": 12,
}
AS_EXPORTED = {  # our word -> the case system's
    "statutory": "Statutory (Children Act)",
    "local": "Local (corporate)",
    "upheld": "Upheld",
    "partially upheld": "Partly upheld",
    "not upheld": "Not upheld",
    "inconclusive": "No finding",
    "outside jurisdiction": "Rejected - outside jurisdiction",
    "withdrawn": "Withdrawn by complainant",
    "email": "E-mail",
    "online form": "Web form",
    "post": "Letter",
    "telephone": "Telephone",
    "in person": "Visit to office",
    "other": "Other",
    "parent": "Parent",
    "extended family": "Grandparent or other relative",
    "child or young person": "Child or young person",
    "care leaver": "Care leaver",
    "carer": "Foster or kinship carer",
    "adopter": "Adoptive parent",
    "adopted adult": "Adopted adult",
    "advocate": "Advocate",
    "professional": "Other professional",
}
FIXED_DATE = "2024-06-14T09:00:00Z"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


# The export of the case system ---------------------------------------------------------------------------


def export_rows(cases: list[Case]) -> list[list[str | date | None]]:
    """A row for each stage of each complaint, in the order of the headings."""
    return [_export_row(case, number) for case in cases for number in sorted(case.stages)]


def _export_row(case: Case, number: int) -> list[str | date | None]:
    """The row of one stage."""
    stage, person = case.stages[number], case.person
    return [
        case.reference,
        f"Stage {number}",
        AS_EXPORTED[case.procedure],
        person["client"],
        stage.received,
        stage.responded,
        case.service,
        AS_EXPORTED[stage.outcome],
        AS_EXPORTED[person["method"]],
        AS_EXPORTED[person["complainant"]],
        stage.extended or None,
        stage.statement,
        stage.panel,
        stage.report,
        *(person[column] or None for column in ("age_band", "gender", "ethnicity", "disability")),
        person["worker"],
    ]


def workbook(rows: Iterable[list[str | date | None]]) -> bytes:
    """The rows as the case system's workbook: two title rows, then the headings."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Complaints"
    sheet.append(["Complaints extract: all stages"])
    sheet.append([f"Run on {EXPORTED_ON:%d/%m/%Y}. Sample data: every row is invented."])
    sheet.append(list(HEADINGS))
    for row in rows:
        sheet.append(row)
    _style(sheet)
    saved = io.BytesIO()
    book.save(saved)
    return repacked(saved.getvalue())


def _style(sheet: Any) -> None:
    """Show dates as day/month/year, headings bold, columns wide enough."""
    for cell in (*sheet[1], *sheet[3]):
        cell.font = Font(bold=True)
    for column, width in zip(sheet.columns, HEADINGS.values(), strict=True):
        sheet.column_dimensions[column[2].column_letter].width = width
        for cell in column[3:]:
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "A4"


def repacked(book: bytes) -> bytes:
    """The workbook without the time it was saved; stored, as compression differs between machines."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            new.writestr(entry, _without_time(name, old.read(name)))
    return packed.getvalue()


def _without_time(name: str, content: bytes) -> bytes:
    """The part with a fixed time in place of when it was made and changed."""
    if name != "docProps/core.xml":
        return content
    stamp = rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*"
    return re.sub(stamp, rb"\g<1>" + FIXED_DATE.encode(), content)


# The other tables ----------------------------------------------------------------------------------------


def compliments(rng: random.Random) -> list[dict[str, object]]:
    """The year's compliments, by date: those quoted in the report and short ones."""
    texts = [f"{thanks} {what}." for thanks in THANKS for what in THANKED_FOR]
    short = rng.sample(texts, COMPLIMENTS - len(QUOTED))
    rows = [
        {"service": service, "text": text, "about": about, "from": sender, "include": "yes"}
        for service, about, sender, text in QUOTED
    ]
    rows += [_short_compliment(rng, text) for text in short]
    dated = [{"received_on": some_day(rng, YEAR_STARTS, YEAR_ENDS), **row} for row in rows]
    return sorted(dated, key=lambda row: row["received_on"])


def _short_compliment(rng: random.Random, text: str) -> dict[str, object]:
    """A compliment that the report does not quote."""
    services = per_service(1)
    return {
        "service": rng.choices(list(services), list(services.values()))[0],
        "text": text,
        "about": "" if rng.random() < 0.1 else f"{rng.choice(NAMES.split())}, {rng.choice(ROLES)}",
        "from": "" if rng.random() < 0.05 else rng.choice(FROM),
        "include": "no",
    }


def ombudsman(rng: random.Random) -> list[dict[str, object]]:
    """The complaints referred to the Ombudsman in the year, by date."""
    rows = [{"result": result, "service": service, "concern": concern} for result, service, concern in OMBUDSMAN]
    rows += [_decided(*entry) for entry in DECIDED]
    for row in rows:
        row["referred_on"] = some_day(rng, YEAR_STARTS, date(2023, 12, 22) if "finding" in row else YEAR_ENDS)
        if "finding" in row:
            row["decided_on"] = a_while_after(rng, row["referred_on"], 55, 110)
    rows.sort(key=lambda row: row["referred_on"])
    return [{"reference": f"OMB-23-{number:03d}", **row} for number, row in enumerate(rows, start=1)]


def _decided(
    result: str, service: str, concern: str, finding: str, remedy: tuple[str, ...], payment: int | None
) -> dict[str, Any]:
    """A complaint that the Ombudsman decided."""
    return {
        "result": result,
        "service": service,
        "concern": concern,
        "finding": finding,
        "remedy": "\n".join(remedy),
        "payment": payment,
    }


def learning() -> list[dict[str, object]]:
    """The year's learning, after what the last report left open."""
    columns = ("stage", "source", "service", "summary", "actions", "due_on", "status")
    years = {"2022/23": EARLIER_LEARNING, "2023/24": LEARNING}
    rows = [{"year": year, **dict(zip(columns, entry, strict=True))} for year in years for entry in years[year]]
    return [{**row, "actions": "\n".join(row["actions"])} for row in rows]


def activity() -> list[dict[str, object]]:
    """The year's referrals and assessments."""
    return [{"year": "2023/24", "referrals": REFERRALS, "assessments": ASSESSMENTS}]


# All -----------------------------------------------------------------------------------------------------

TABLES = {
    "issues": ("reference", "stage", "category", "sub_category", "outcome"),
    "compliments": ("received_on", "service", "text", "about", "from", "include"),
    "ombudsman": (
        "reference",
        "referred_on",
        "result",
        "decided_on",
        "service",
        "concern",
        "finding",
        "remedy",
        "payment",
    ),
    "learning": ("year", "stage", "source", "service", "summary", "actions", "due_on", "status"),
    "activity": ("year", "referrals", "assessments"),
    "history": HISTORY_COLUMNS,
}


def write_table(folder: Path, name: str, rows: Iterable[dict[str, Any]]) -> None:
    """Write the rows as CSV: UTF-8, lines ended as on Linux."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TABLES[name], lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def make(folder: Path) -> None:
    """Write the sample's tables into the folder."""
    rng = random.Random(SEED)
    cases = all_cases(rng)
    fill_people(rng, cases)
    (folder / "complaints-export.xlsx").write_bytes(workbook(export_rows(cases)))
    write_table(folder, "issues", all_issues(rng, cases))
    write_table(folder, "compliments", compliments(rng))
    write_table(folder, "ombudsman", ombudsman(rng))
    write_table(folder, "learning", learning())
    write_table(folder, "activity", activity())
    write_table(folder, "history", all_history())


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
