"""From an export that nothing was written for to a first report: `init` answered in a terminal, `check`, `build`."""

import csv
import re

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.conftest import some_of
from tests.interview import registers
from tests.terminal_window import in_terminal


def answered(tmp_path, export, *answers):
    """What was shown and asked while `init` was answered."""
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=answers)
    assert seen.code == 0, seen.written
    assert "Canary" not in seen.written
    return re.findall(r"^\d+ of \d+\. (.*?)\r?$", seen.written, re.MULTILINE), seen


def figures_of(command, made, year):
    """The figures of a report that is built, by metric, stage and group."""
    built = command("build", "-f", made, "--year", year)
    assert built.returncode == 0, built.stderr
    folder = made / "output" / year.replace("/", "-")
    assert (folder / f"report-{year.replace('/', '-')}.docx").exists()
    with (folder / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["metric"], row["stage"], row["group"]): row for row in csv.DictReader(file)}


def whole(figures, metric, stage, group=""):
    """The whole numbers of a figure."""
    row = figures[metric, stage, group]
    return int(row["numerator"]), int(row["denominator"])


def expected(frame, year, stage="1"):
    """Volumes, upheld and answers within 20 days by pandas alone, of stage, received, responded and outcome."""
    first = pd.Timestamp(int(year[:4]), 4, 1)
    rows = frame[(frame["stage"] == stage) & frame["received"].between(first, first + pd.DateOffset(years=1, days=-1))]
    answered = rows.dropna(subset="responded")
    answered = answered[~answered["outcome"].isin(["withdrawn", "outside jurisdiction"])]
    begin, end = (answered[name].to_numpy("datetime64[D]") for name in ("received", "responded"))
    days = np.busday_count(begin + 1, end + 1, holidays=bank_holidays())
    return {
        "received": len(rows),
        "upheld": int((rows["outcome"] == "upheld").sum()),
        "partially upheld": int((rows["outcome"] == "partially upheld").sum()),
        "within_20_days": (int((days <= 20).sum()), len(answered)),
    }


def bank_holidays():
    """The bank holidays of England and Wales in the years of these exports."""
    days = "2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27 "
    days += "2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26 "
    return np.array((days + "2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27").split(), "datetime64[D]")


def agree(figures, wanted):
    assert figures["received", "1", ""]["value"] == str(wanted["received"])
    for outcome in ("upheld", "partially upheld"):
        assert figures["outcomes", "1", outcome]["value"] == str(wanted[outcome])
    assert whole(figures, "within_20_days", "1") == wanted["within_20_days"]


JUSTIFIED = {"Justified": "upheld", "Partly justified": "partially upheld", "Not justified": "not upheld"}


def test_a_row_for_each_stage_of_two_years(command, tmp_path):
    export = registers.one_row_a_stage(tmp_path / "Complaints export (final) v2.xlsx")
    questions, _ = answered(tmp_path, export, ("called", "Our Council"), ("export made", "31 May 2024"))
    assert len(questions) <= 12
    checked = command("check", "-f", tmp_path / "report")
    assert checked.returncode == 0, checked.stdout
    frame = pd.read_excel(export, engine="openpyxl")
    frame = frame[(frame["Directorate"] == "Children's Services") & (frame["Status"] != "Cancelled")]
    frame = pd.DataFrame(
        {
            "stage": frame["Complaint Level"].str[-1],
            "received": frame["Logged Date"],
            "responded": frame["Date Sent"],
            "outcome": frame["Decision Reached"].replace({**JUSTIFIED, "Withdrawn by customer": "withdrawn"}),
        }
    )
    for year in ("2022/23", "2023/24"):
        agree(figures_of(command, tmp_path / "report", year), expected(frame, year))


def test_a_row_for_each_case(command, tmp_path):
    export = registers.one_row_a_case(tmp_path / "cases.xlsx")
    questions, _ = answered(tmp_path, export, ("called", "Our Council"), ("export made", "31/05/2024"))
    assert len(questions) <= 12
    checked = command("check", "-f", tmp_path / "report")
    assert checked.returncode == 0, checked.stdout
    cases = pd.read_excel(export, engine="openpyxl")
    ours = {"Upheld": "upheld", "Part Upheld": "partially upheld", "Not Upheld": "not upheld"}
    parts = {"received": "Date Received", "responded": "Date Completed", "outcome": "Result"}
    frame = pd.DataFrame({name: cases[f"Stage 1 {heading}"] for name, heading in parts.items()})
    frame = frame.assign(stage="1", outcome=frame["outcome"].replace(ours))
    figures = figures_of(command, tmp_path / "report", "2023/24")
    agree(figures, expected(frame, "2023/24"))
    assert figures["received", "2", ""]["value"] == str(cases["Stage 2 Date Received"].notna().sum())
    of_area = figures["received", "1", "Children in Care"]["value"]
    assert of_area == str(cases["Business Area"].str.startswith("Children in Care").sum())


def test_a_register_kept_by_hand(command, tmp_path):
    export = registers.kept_by_hand(tmp_path / "Register 2023-24.xlsx")
    _, seen = answered(tmp_path, export, ("called", "Our Council"), ("export made", "31/05/2024"))
    assert "Q1 Apr-Jun, Q2 Jul-Sep, Q3 Oct-Dec, Q4 Jan-Mar" in seen.written
    checked = command("check", "-f", tmp_path / "report")
    assert checked.returncode == 1
    assert "ditto" in checked.stdout
    write_dittos_out(export)
    checked = command("check", "-f", tmp_path / "report")
    assert checked.returncode == 0, checked.stdout
    frame = pd.concat(
        pd.read_excel(export, sheet_name=sheet, header=2, engine="openpyxl") for sheet in registers.QUARTERS
    )
    days = {ours: pd.to_datetime(frame[theirs].map(without_ending)) for ours, theirs in NAMES.items()}
    ours = {"U": "upheld", "PU": "partially upheld", "NU": "not upheld"}
    frame = pd.DataFrame({**days, "stage": "1", "outcome": frame["Finding"].map(ours), "service": frame["Team"]})
    figures = figures_of(command, tmp_path / "report", "2023/24")
    agree(figures, expected(frame, "2023/24"))
    fostering = frame["service"].isin(["Fostering", "Fosterng"]).sum()
    assert figures["received", "1", "Fostering"]["value"] == str(fostering)
    assert figures["compliments", "", ""]["value"] == "20"


NAMES = {"received": "Received", "responded": "Reply sent"}


def without_ending(cell):
    """A day as pandas reads it."""
    return re.sub(r"(?<=\d)(st|nd|rd|th)", "", cell) if isinstance(cell, str) else cell


def write_dittos_out(export):
    """Write the team out in every row, as `check` asks for it, in Excel."""
    book = load_workbook(export)
    for name in registers.QUARTERS:
        above = None
        for row in book[name].iter_rows(min_row=4):
            above = row[4].value = above if row[4].value == '"' else row[4].value
    book.save(export)


@pytest.mark.parametrize(
    "make",
    some_of([registers.one_row_a_stage, registers.one_row_a_case, registers.kept_by_hand], registers.kept_by_hand),
)
def test_nothing_of_anybody_is_written(command, tmp_path, make):
    export = make(tmp_path / "export.xlsx")
    done = command("init", tmp_path / "report", "--from", export)
    written = (tmp_path / "report" / "report.toml").read_text(encoding="utf-8")
    assert done.returncode == 0
    for name in ("Canary", "Smith", "Jones", "ZZ1"):
        assert name not in written + done.stdout
