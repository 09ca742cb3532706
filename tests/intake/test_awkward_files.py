"""Files that once crashed the intake, misled it, or showed what nobody may see."""

from datetime import date
from pathlib import Path

import pytest

from complaints_report.intake import listing
from complaints_report.intake.faults import Fault
from complaints_report.run import Run, open_folder

HEADINGS = "reference,stage,procedure,received_on,responded_on,service,outcome"
GOOD = "101,1,local,01/06/2023,,Fostering,"


def opened(folder: Path, *lines: str, toml: str = "", **tables: str) -> Run:
    (folder / "report.toml").write_text('[organisation]\nname = "T"\n' + toml, encoding="utf-8")
    (folder / "complaints.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return open_folder(folder, date(2024, 6, 14))


def errors(run: Run) -> list[Fault]:
    return list(run.errors)


def test_a_row_of_data_where_headings_should_be_is_not_shown(tmp_path: Path) -> None:
    run = opened(tmp_path, "101,1,local,01/06/2023,,Terence,")
    assert "Terence" not in listing.to_text(run.faults)


def test_a_year_written_as_a_number_is_a_settings_error(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="2023"):
        opened(tmp_path, HEADINGS, GOOD, toml="[data]\ncovers = [2023]\n")


def test_a_workbook_with_damaged_bytes_is_unreadable(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in range(200):
        book.active.append([f"value {row}", row])
    book.save(tmp_path / "activity.xlsx")
    data = bytearray((tmp_path / "activity.xlsx").read_bytes())
    at = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[at : at + 40] = b"\xff" * 40
    (tmp_path / "activity.xlsx").write_bytes(data)
    assert [fault.rule for fault in errors(opened(tmp_path, HEADINGS, GOOD))] == ["unreadable-file"]


@pytest.mark.parametrize("number", ["1e400", "99999999999999999999", "NaN", "-1", "1.5"])
def test_a_number_that_no_year_has_is_an_unknown_value(tmp_path: Path, number: str) -> None:
    run = opened(tmp_path, HEADINGS, GOOD, activity=f"year,referrals\n2023/24,{number}\n")
    assert [fault.rule for fault in errors(run)] == ["unknown-value"]


@pytest.mark.parametrize("text", ["4 Mat 2024", "4 Jut 2023", "4 J 2023"])
def test_a_month_that_there_is_not_is_not_guessed(tmp_path: Path, text: str) -> None:
    run = opened(tmp_path, HEADINGS, GOOD.replace("01/06/2023", text))
    assert [fault.rule for fault in errors(run)] == ["unreadable-date"]


def test_one_impossible_date_does_not_turn_a_column_month_first(tmp_path: Path) -> None:
    run = opened(tmp_path, HEADINGS, GOOD, GOOD.replace("101", "102").replace("01/06", "05/32"))
    assert [(fault.rule, fault.row) for fault in errors(run)] == [("unreadable-date", 3)]
    assert len(run.export.tables["complaints"]) == 1


def test_what_belongs_to_a_ragged_complaint_is_not_reported_as_lost(tmp_path: Path) -> None:
    later = "101,2,statutory,01/09/2023,,Fostering,"
    run = opened(tmp_path, HEADINGS, GOOD + ",x", later, issues="reference,stage,category,sub_category\n101,1,A,B\n")
    assert [fault.rule for fault in errors(run)] == ["ragged-row"]
    assert "missing-earlier-stage" not in {fault.rule for fault in run.faults}


def test_rows_whose_stage_cannot_be_read_are_not_called_copies(tmp_path: Path) -> None:
    run = opened(tmp_path, HEADINGS, GOOD.replace(",1,", ",x,"), GOOD.replace(",1,", ",y,"))
    assert [fault.rule for fault in errors(run)] == ["unknown-value"] * 2


def test_history_as_figures_writes_it_loads(tmp_path: Path) -> None:
    history = (
        "metric,stage,by,group,year,value,numerator,denominator,unit,previous,change,percent_change\n"
        "received,1,,,2022/23,3,3,,count,,,\n"
        "upheld_or_partly,3,,,2022/23,,0,0,percent,,,\n"
        "upheld_or_partly,2,,,2022/23,,,,percent,,,\n"
        "recieved,2,,,2022/23,1,,,count,,,\n"
    )
    run = opened(tmp_path, HEADINGS, GOOD, history=history)
    assert [(fault.rule, fault.row) for fault in errors(run)] == [("unknown-value", 5), ("missing-value", 4)]
    assert len(run.export.tables["history"]) == 2


def test_a_figure_that_stands_twice_in_history_is_a_copy(tmp_path: Path) -> None:
    history = "year,metric,stage,value,status\n2022/23,received,1,3,\n2022/23,received,1,4,published\n"
    run = opened(tmp_path, HEADINGS, GOOD, history=history)
    assert [fault.rule for fault in errors(run)] == ["duplicate-record"] * 2


def test_a_service_of_one_letter_is_not_taken_for_a_date(tmp_path: Path) -> None:
    run = opened(tmp_path, HEADINGS, GOOD.replace("Fostering", "T"), toml='[areas]\n"A" = ["B"]\n')
    shown = {fault.value for fault in run.faults if fault.rule == "unmapped-service"}
    assert shown == {"(text not shown)"}
