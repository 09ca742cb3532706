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


def test_records_above_a_second_row_of_headings_are_not_lost(tmp_path: Path) -> None:
    more = HEADINGS + ",method"
    run = opened(tmp_path, HEADINGS, GOOD, more, GOOD.replace("101", "102") + ",email")
    assert [(fault.rule, fault.row) for fault in errors(run)] == [("unreadable-file", 3)]
    assert "Rows 1 and 3 both hold the headings" in errors(run)[0].message


def test_rows_above_a_named_row_of_headings_are_said(tmp_path: Path) -> None:
    run = opened(tmp_path, HEADINGS, GOOD, HEADINGS, GOOD, toml="[sources.complaints]\nheading_row = 3\n")
    assert "  above the headings, so not read: rows 1, 2" in run.export.notes


def test_a_sheet_that_lacks_one_heading_is_not_passed_by(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Spring"
    other = book.create_sheet("Autumn")
    for sheet, headings in ((book.active, HEADINGS), (other, HEADINGS.replace("service", "Locality"))):
        sheet.append(headings.split(","))
        sheet.append(GOOD.split(","))
    book.create_sheet("Notes").append(["Read me"])
    book.save(tmp_path / "complaints.xlsx")
    (tmp_path / "report.toml").write_text('[organisation]\nname = "T"\n', encoding="utf-8")
    run = open_folder(tmp_path, date(2024, 6, 14))
    assert [fault.rule for fault in errors(run)] == ["ambiguous-sheet"]
    assert "'Spring', 'Autumn'" in errors(run)[0].message
    book["Autumn"].delete_cols(1, 4)
    book.save(tmp_path / "complaints.xlsx")
    assert "  other sheets, not read here: 'Autumn', 'Notes'" in open_folder(tmp_path, date(2024, 6, 14)).export.notes


@pytest.mark.parametrize("form", ["%d/%m/%Y", "%m/%d/%Y"])
def test_dates_that_excel_may_have_turned_round_are_not_believed(tmp_path: Path, form: str) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEADINGS.split(","))
    days = [date(2023, 4, 5), date(2023, 1, 6), date(2023, 2, 3)]
    texts = [date(2023, 5, day).strftime(form) for day in (23, 13, 29)]
    for number, day in enumerate([*days, *texts]):
        book.active.append([str(number), 1, "local", day, None, "East", None])
    book.save(tmp_path / "complaints.xlsx")
    (tmp_path / "report.toml").write_text('[organisation]\nname = "T"\n', encoding="utf-8")
    run = open_folder(tmp_path, date(2024, 6, 14))
    assert [(fault.rule, fault.row) for fault in errors(run) if fault.row] == [("ambiguous-date", n) for n in (2, 3, 4)]
    assert all("turned day and month round" in fault.message for fault in errors(run) if fault.row)
    assert sum(fault.row is None for fault in errors(run)) == (form == "%m/%d/%Y")
    assert len(run.export.tables["complaints"]) == (0 if form == "%m/%d/%Y" else 3)


def test_a_whole_record_is_no_footer_whatever_its_first_words(tmp_path: Path) -> None:
    learning = "summary,year,stage,actions\nTotal rewrite of the leaflet,2023/24,1,\n"
    run = opened(tmp_path, HEADINGS, GOOD, learning=learning)
    assert len(run.export.tables["learning"]) == 1


@pytest.mark.parametrize("text", ["Err:502", "#ERROR!", "########", "#BUSY!"])
def test_the_errors_of_other_programs_are_errors(tmp_path: Path, text: str) -> None:
    run = opened(tmp_path, HEADINGS, GOOD.replace("Fostering", text))
    assert [(fault.rule, fault.column) for fault in errors(run)] == [("error-cell", "service")]


def test_characters_that_nobody_sees_make_no_other_name(tmp_path: Path) -> None:
    rows = [GOOD.replace("101", f"{number}{mark}") for number, mark in enumerate(("", "\u200b", "\u200e"))]
    rows = [row.replace("Fostering", f"Fos{mark}tering") for row, mark in zip(rows, "\u200b\u00ad\ufeff", strict=True)]
    run = opened(tmp_path, HEADINGS, *rows)
    assert set(run.export.tables["complaints"]["service"]) == {"Fostering"}
    again = opened(tmp_path, HEADINGS, GOOD, GOOD.replace("101", "101\u200b"))
    assert [(fault.rule, fault.row) for fault in errors(again)] == [("duplicate-record", 3)]


@pytest.mark.parametrize("text", ["Jan-24", "01-Jan-24", "1.01E+05"])
def test_a_reference_that_a_spreadsheet_has_spoilt_is_at_fault(tmp_path: Path, text: str) -> None:
    run = opened(tmp_path, HEADINGS, GOOD.replace("101", text))
    assert [(fault.rule, fault.column) for fault in errors(run)] == [("unknown-value", "reference")]


def test_numeric_codes_of_a_workbook_are_mapped(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEADINGS.split(","))
    book.active.append(["101", 1, "local", date(2023, 6, 1), None, "East", 1])
    book.save(tmp_path / "complaints.xlsx")
    toml = '[organisation]\nname = "T"\n[sources.complaints.values.outcome]\n"1" = "upheld"\n'
    (tmp_path / "report.toml").write_text(toml, encoding="utf-8")
    run = open_folder(tmp_path, date(2024, 6, 14))
    assert not errors(run)
    assert list(run.export.tables["complaints"]["outcome"]) == ["upheld"]


def test_a_date_that_may_begin_with_its_year_is_not_guessed(tmp_path: Path) -> None:
    rows = (GOOD.replace("01/06/2023", day) for day in ("23-04-05", "05-04-23", "23/04/05"))
    run = opened(tmp_path, HEADINGS, *(row.replace("101", str(number)) for number, row in enumerate(rows)))
    assert [(fault.rule, fault.row) for fault in errors(run)] == [("ambiguous-date", row) for row in (2, 3, 4)]
    assert "begin with its year" in errors(run)[0].message
