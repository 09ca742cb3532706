"""Which rows below the headings are records: not the headings again, nor totals and notes; everything else is."""

import pytest

HEAD = "reference,stage,procedure,received_on,responded_on,service,outcome"
ONE = "101,1,local,01/06/2023,08/06/2023,East,upheld"
TWO = "102,1,local,02/06/2023,,East,"


def rows(run):
    return [] if "complaints" not in run.export.tables else [*run.export.tables["complaints"].index]


def read(opened, *lines):
    return opened("\n".join((HEAD, *lines)) + "\n")


@pytest.mark.parametrize(
    "last",
    [
        "Total,2",
        "Grand total:,,,,,,2",
        "TOTALS,2",
        "Created by J Smith on 14/06/2024",
        "Report generated 14/06/2024 10:15 by jsmith",
        "Exported on,14/06/2024",
        "2 records",
        "Rows returned: 2",
        "End of report",
        "Page 1 of 1",
        "Source: the case system",
        "Count,2",
    ],
)
def test_totals_and_notes_below_the_records_are_passed_over_and_said(opened, last):
    run = read(opened, ONE, TWO, last)
    assert not run.errors
    assert rows(run) == [2, 3]
    assert "  passed over as headings again, totals or notes: row 4" in run.export.notes


@pytest.mark.parametrize("line", ["Example Trust", ",,EXAMPLE  TRUST,", '"Example Trust."', "The Trust"])
@pytest.mark.parametrize("before", [(), ("Total,1",), ("",)])
def test_a_closing_line_with_only_the_organisations_name_is_no_row(opened, line, before):
    short = {"toml": 'short_name = "the Trust"\n'}
    run = opened("\n".join((HEAD, ONE, *before, line)) + "\n", **short)
    assert not run.errors
    assert rows(run) == [2]
    assert run.export.inputs[0].rows_passed_over == 1 + before.count("Total,1")


@pytest.mark.parametrize("line", ["Example,,,,,,", "Example Trust East,,,,,,", "Example Trust,1,,,,,"])
def test_a_line_with_more_than_the_organisations_name_or_less_is_at_fault(opened, line):
    assert {found.row for found in read(opened, ONE, line).errors} == {3}


def test_several_notes_after_a_gap_are_passed_over(opened):
    run = read(opened, ONE, "", "Total,1", "", "For the panel's use only", "© Example Trust")
    assert not run.errors
    assert rows(run) == [2]
    assert run.export.inputs[0].rows_passed_over == 3


@pytest.mark.parametrize(
    "row",
    [
        "103,,,,,,",
        "Total,1,local,,,East,",
        "103,1,local,,,Page Road House,",
        ",1,local,03/06/2023,,Total Care,",
        "Totally,,,,,,",
    ],
)
def test_a_record_with_cells_missing_is_at_fault_even_at_the_end(opened, row):
    run = read(opened, ONE, row)
    assert {found.rule for found in run.errors} == {"missing-value"}
    assert {found.row for found in run.errors} == {3}


def test_a_total_between_records_is_at_fault(opened):
    assert {found.row for found in read(opened, ONE, "Total,1", TWO).errors} == {3}


def test_the_headings_repeated_are_passed_over_with_the_total_before_them(opened):
    run = read(opened, ONE, "Total,1", HEAD.upper().replace("_", " "), TWO, "Total,1")
    assert not run.errors
    assert rows(run) == [2, 5]


def test_the_headings_in_another_order_are_refused_by_place(opened):
    other = "stage,reference,procedure,received_on,responded_on,service,outcome"
    run = read(opened, ONE, other, "1,102,local,02/06/2023,,East,")
    assert [(found.rule, found.row) for found in run.errors] == [("unreadable-file", 3)]
    assert "another order" in run.errors[0].message


def test_blank_rows_and_columns_anywhere_change_nothing(opened):
    text = f",{HEAD.replace(',service', ',,service')},\n,,\n,{ONE.replace(',East', ',,East')},\n\n,,,,\n"
    run = opened(f"Complaints,,,\n,,,\n{text}")
    assert not run.errors
    assert rows(run) == [5]


def test_what_was_read_tells_headings_that_were_guessed_and_those_not_used(opened):
    head = "Case Ref,Complaint Stage,procedure,Date Received,service,Client Name"
    run = opened(f"{head}\n101,1,local,01/06/2023,East,X\n")
    assert not run.errors
    said = "\n".join(run.export.notes)
    assert "complaints: 1 row of complaints.csv, UTF-8 text, separated by commas" in said
    assert "'Case Ref' as reference, 'Complaint Stage' as stage, 'Date Received' as received_on" in said
    assert "not used: 'Client Name'" in said


def test_two_headings_for_one_column_are_an_error_that_names_both(opened):
    run = opened("Case Ref,Case ID,stage,procedure,received_on,service\n101,7,1,local,01/06/2023,East\n")
    assert [found.rule for found in run.errors] == ["duplicate-heading"]
    assert "'Case Ref', 'Case ID'" in run.errors[0].message


def test_our_own_heading_is_taken_before_a_synonym(opened):
    run = opened("Case Ref,reference,stage,procedure,received_on,service\n7,101,1,local,01/06/2023,East\n")
    assert not run.errors
    assert list(run.export.tables["complaints"]["reference"]) == ["101"]


def test_a_row_with_a_blank_cell_too_many_is_ragged_where_the_others_have_none(opened):
    run = read(opened, ONE, "102,1,local,02/06/2023,,Children in Care, East,")
    assert [(found.rule, found.row) for found in run.errors] == [("ragged-row", 3)]


def test_blank_cells_at_the_end_of_most_rows_are_harmless(opened):
    run = read(opened, f"{ONE},,", f"{TWO},,", TWO.replace("102", "103"))
    assert not run.errors
    assert len(rows(run)) == 3


@pytest.mark.parametrize("written", ["'00101", '="00101"', "  00101 "])
def test_a_reference_is_read_as_a_spreadsheet_shows_it(opened, written):
    run = read(opened, f'"{written.replace(chr(34), chr(34) * 2)}",1,local,01/06/2023,,East,')
    assert not run.errors
    assert list(run.export.tables["complaints"]["reference"]) == ["00101"]


def test_a_reference_that_a_spreadsheet_has_shortened_is_at_fault(opened):
    run = read(opened, "1.01E+05,1,local,01/06/2023,,East,")
    assert [(found.rule, found.column) for found in run.errors] == [("unknown-value", "reference")]
    assert "turned this reference into" in run.errors[0].message


def test_a_service_is_one_whatever_the_spaces_in_it(opened):
    run = read(opened, ONE.replace("East", '"Family  Time\nEast"'), TWO.replace("East", "Family Time East"))
    assert set(run.export.tables["complaints"]["service"]) == {"Family Time East"}


@pytest.mark.parametrize(
    ("written", "pounds"), [("£1,250.00", "1250.00"), ("100", "100"), ("1,000,000", "1000000"), ("£ 1,250", "1250")]
)
def test_pounds_are_read_with_their_sign_and_commas_between_thousands(opened, written, pounds):
    run = opened([{"remedy_amount": written}])
    assert not run.errors
    assert str(run.export.tables["complaints"]["remedy_amount"][2]) == pounds


@pytest.mark.parametrize(
    "written", ["75,50", "1,25", "50%", "12,34,567", "ten", "50 100", "£50 £100", "12 50", "1.234", "1e3", "-5"]
)
def test_an_amount_that_could_be_two_is_no_number(opened, written):
    assert [found.rule for found in opened([{"remedy_amount": written}]).errors] == ["unknown-value"]


def test_a_copy_names_the_other_rows_even_in_another_file(opened):
    run = opened([{}, {"service": "East"}, {"service": "West"}])
    assert [found.message.split("also in ")[1] for found in run.errors] == [
        "rows 3 and 4.",
        "rows 2 and 4.",
        "rows 2 and 3.",
    ]
    toml = '[sources.complaints]\nfile = ["a.csv", "b.csv"]\n'
    a, b = (f"{HEAD}\n{row}\n" for row in (ONE, ONE.replace("East", "West")))
    run = opened(None, toml, a=a, b=b)
    assert [found.message.split("also in ")[1] for found in run.errors] == ["row 2 of b.csv.", "row 2 of a.csv."]
