"""Three exports as councils keep them, made here: nothing in the program was written for any of them."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook

OWNERS = ("Priya Canary", "Tom Canary", "Sue Canary", "Will Canary")
SERVICES = (
    "Children in Care - East",
    "Children in Care - West",
    "Assessment - North",
    "Assessment - South",
    "Fostering",
)
FINDINGS = ("Justified", "Partly justified", "Not justified", "Not justified", "Withdrawn by customer")
WHO = ("Birth mother", "Dad", "Grandparent", "Foster carer", "IRO", "Young person")
HOW = ("E-mail", "Telephone call", "Web portal", "Letter")

OF_STAGES = (
    *("Case Ref", "Complaint Level", "Complaint Type", "Client Surname", "Client Forename", "Date of Birth"),
    *("Postcode", "Logged Date", "Acknowledged Date", "Target Date", "Date Sent", "Status", "Directorate"),
    *("Service Team", "Case Owner", "Nature of Complaint", "Decision Reached", "How Received"),
    *("Relationship to Client", "Extension", "Ethnic Origin", "Comments"),
)


def working_days(start: date, days: int) -> date:
    """The day so many weekdays after another."""
    while days:
        start += timedelta(1)
        days -= start.weekday() < 5
    return start


def one_row_a_stage(path: Path) -> Path:
    """A system's export of two years, 22 columns, a row for each stage, with other people's rows in it."""
    random, rows = Random(17), []
    for number in range(240):
        received = date(2022, 4, 2) + timedelta(number * 3)
        answered = working_days(received, random.choice((6, 9, 12, 18, 24)))
        is_open = received > date(2024, 3, 20)
        adults = number % 11 == 5
        finding = random.choice(FINDINGS)
        common = (*(("Smith", "Ann") if number % 2 else ("Jones", "Bo")), date(2011, 1 + number % 12, 5), "ZZ1 1ZZ")
        row = [
            f"CSC/{20000 + number}",
            "Stage 1",
            "Children's Statutory" if number % 4 else "Corporate",
            *common,
            received,
            received + timedelta(2),
            working_days(received, 10),
            None if is_open else answered,
            "Open" if is_open else "Cancelled" if number % 29 == 3 else "Closed",
            "Adults" if adults else "Children's Services",
            "Adult Care Team" if adults else SERVICES[random.randrange(5)],
            OWNERS[number % 4],
            f"About {number}",
            None if is_open else finding,
            HOW[number % 4],
            WHO[random.randrange(6)],
            "Y" if number % 9 == 0 else "N",
            "White British" if number % 3 else "Black African",
            f"Mrs {OWNERS[number % 4]} rang",
        ]
        rows.append(row)
        if number % 10 == 0 and not is_open:
            later = answered + timedelta(15)
            again = [*row]
            again[1], again[7], again[8] = "Stage 2", later, later + timedelta(3)
            again[9], again[10], again[16] = working_days(later, 25), working_days(later, 22), "Justified"
            rows.append(again)
    return _saved(path, {"Export": [OF_STAGES, *rows]})


OF_CASES = (
    *("Complaint ID", "Process", "Business Area", "Complainant", "Complainant Type", "Contact Method"),
    *("Stage 1 Date Received", "Stage 1 Date Completed", "Stage 1 Result"),
    *("Stage 2 Date Received", "Stage 2 Date Completed", "Stage 2 Result"),
    *("Gender", "Handler"),
)


def one_row_a_case(path: Path) -> Path:
    """An export with the stages of a case side by side."""
    random, rows = Random(18), []
    for number in range(130):
        received = date(2023, 4, 3) + timedelta(number * 28 // 10)
        answered = working_days(received, random.choice((5, 10, 14, 21)))
        second = [None, None, None]
        if number % 8 == 0 and number < 120:
            again = answered + timedelta(9)
            second = [again, working_days(again, 24), "Partially Upheld"]
        rows.append(
            [
                3000 + number,
                "Statutory" if number % 3 else "Corporate",
                SERVICES[random.randrange(5)],
                OWNERS[number % 4],
                WHO[random.randrange(6)],
                HOW[number % 4],
                *(received, answered, random.choice(("Upheld", "Part Upheld", "Not Upheld", "Not Upheld"))),
                *second,
                "Female" if number % 2 else "Male",
                OWNERS[number % 4],
            ]
        )
    return _saved(path, {"Cases": [OF_CASES, *rows]})


OF_REGISTER = ("Ref", "Name", "Received", "Who from", "Team", "Stage", "Reply sent", "Finding", "Notes")
QUARTERS = ("Q1 Apr-Jun", "Q2 Jul-Sep", "Q3 Oct-Dec", "Q4 Jan-Mar")


def kept_by_hand(path: Path) -> Path:
    """A register with a sheet a quarter, and a sheet of compliments: dittos, days in words, short outcomes, slips."""
    random, sheets, number = Random(19), {}, 0
    for quarter, first in zip(QUARTERS, ((2023, 4), (2023, 7), (2023, 10), (2024, 1)), strict=True):
        rows = [("Complaints register", None), (None,), OF_REGISTER]
        day = date(*first, 2)
        for at in range(22):
            number += 1
            received = day + timedelta(at * 4)
            sent = working_days(received, random.choice((4, 8, 13, 21)))
            team = ("Fostering", "Adoption", "Children's Disability Team", "Duty and Assessment")[at % 4]
            slips = {3: "Fosterng", 30: "Adoptoin", 51: "Childrens Disability Team"}
            rows.append(
                (
                    number,
                    OWNERS[number % 4],
                    in_words(received) if at % 3 else received,
                    WHO[random.randrange(6)],
                    '"' if number in (14, 60) else slips.get(number, team),
                    "1",
                    in_words(sent) if at % 2 else sent,
                    ("U", "PU", "NU", "NU", "PU")[random.randrange(5)],
                    f"{OWNERS[number % 4]} was cross",
                )
            )
        sheets[quarter] = rows
    thanks = [(date(2023, 5, 1) + timedelta(12 * at), "Fostering", f"Thank you {at}") for at in range(20)]
    sheets["Compliments"] = [("Date received", "Service", "Compliment"), *thanks]
    return _saved(path, sheets)


def in_words(day: date) -> str:
    """A day as people write it: "12th May 2023"."""
    end = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    return f"{day.day}{end} {day:%B %Y}"


def _saved(path: Path, sheets: dict[str, list]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path
