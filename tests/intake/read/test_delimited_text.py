"""Text files as real exports write them: what is read from them, and what is refused."""

import pytest

from complaints_report.errors import UnreadableError
from complaints_report.intake.read import delimited_text
from complaints_report.intake.read.cells import ErrorCell
from complaints_report.intake.read.delimited_text import read_text

HEADINGS = ["reference", "stage", "procedure", "received_on", "responded_on", "service", "outcome"]
HEADER = ",".join(HEADINGS)
ROWS = [f"{n},1,local,0{n % 9 + 1}/06/2023,,Fostering,upheld" for n in range(101, 121)]
CLOSED_EARLY = "A cell in quotation marks goes on after its closing quotation mark, so the row cannot be read."
TAKES_IN_CELLS = "A quotation mark opens in this row and takes in the cells after it, so the row cannot be read."


def fit(rows):
    """How many of the headings stand in the row that has most of them."""
    return max((sum(heading in row.cells for heading in HEADINGS) for row in rows), default=0)


def read(*lines, end="\n", encoding="utf-8"):
    return read_text((end.join(lines) + end).encode(encoding), fit)


def cells(sheet):
    return [row.cells for row in sheet.rows]


def broken(sheet):
    return {row.number: row.broken for row in sheet.rows if row.broken}


def takes_in(rows):
    return f"A quotation mark opens in this row and takes in {rows} after it, so none of them can be read."


# Encodings


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8 text"),
        ("utf-8-sig", "UTF-8 text"),
        ("utf-16", "UTF-16 text"),
        ("cp1252", "Windows text (cp1252)"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_cells(encoding, said, end):
    sheet = read("reference,service", "101,Café – East", "102,Children’s Homes", end=end, encoding=encoding)
    assert cells(sheet) == [("reference", "service"), ("101", "Café – East"), ("102", "Children’s Homes")]
    assert [row.number for row in sheet.rows] == [1, 2, 3]
    assert sheet.read_as == f"{said}, separated by commas"
    assert sheet.name == ""


@pytest.mark.parametrize(("mark", "codec"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_excels_unicode_text_is_read_in_either_order_of_bytes(mark, codec):
    sheet = read_text(mark + "reference\tservice\r\n101\tCafé 😀\r\n".encode(codec), fit)
    assert cells(sheet)[1] == ("101", "Café 😀")
    assert sheet.read_as == "UTF-16 text, separated by tabs"


def test_line_ends_may_be_mixed():
    sheet = read_text(b"reference,stage\r\n1,1\r2,1\n\n3,1", fit)
    assert [(row.number, row.cells) for row in sheet.rows][1:] == [(2, ("1", "1")), (3, ("2", "1")), (5, ("3", "1"))]


def refused(data):
    with pytest.raises(UnreadableError) as caught:
        read_text(data, fit)
    return str(caught.value), caught.value.row


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_nul_is_refused_with_its_row(encoding):
    lines = [HEADER, '101,1,"a\nCafé",,,,', "", *ROWS[:10], "1\0002"]
    assert refused("\n".join(lines).encode(encoding)) == (
        "A byte that no text has (NUL) stands in row 14: the file is damaged, is not a text file, "
        "or is UTF-16 text without its mark.",
        14,
    )


def test_the_row_of_a_nul_is_counted_as_excel_counts():
    assert refused(b'sep=;\nreference;stage\n"a\nb";\0')[1] == 2
    assert refused(b'reference,stage\n"a\n\0')[1] == 2
    assert refused(b"\0")[1] == 1
    assert refused(b"reference\n\0")[1] == 2


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_refused(codec):
    message, row = refused(f"{HEADER}\n".encode(codec))
    assert "UTF-16 text without its mark" in message
    assert row == 1


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be"])
def test_utf_32_is_refused(codec):
    mark = "" if codec == "utf-32" else "\ufeff"
    message, _ = refused(f"{mark}{HEADER}\n".encode(codec))
    assert message == "The file is UTF-32 text, which no spreadsheet writes and which cannot be read here."


def test_bytes_in_neither_encoding_are_refused_with_their_row():
    assert refused(b"reference,service\n1,Caf\xe9\n2,\x81\n") == (
        "A byte that is neither UTF-8 nor Windows text (cp1252) stands in row 3, so the file's letters cannot be read.",
        3,
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_with_a_damaged_letter_is_not_taken_for_windows_text(mark):
    text = "reference,service\n1,Café\n2,Café\n3,Café\n".encode()
    assert refused(mark + text + b"4,Caf\xe9\n") == (
        "The file is UTF-8 text, but a byte in row 5 is not, so its letters cannot be read.",
        5,
    )


def test_a_mark_of_utf_8_rules_out_windows_text():
    assert refused(b"\xef\xbb\xbfreference\nCaf\xe9\n")[1] == 2


def test_windows_text_that_holds_garbled_utf_8_is_still_windows_text():
    sheet = read_text(b"reference,service\n1,Caf\xe9\n2,Caf\xe9\n3,Caf\xc3\xa9\n", fit)
    assert [row[1] for row in cells(sheet)] == ["service", "Café", "Café", "CafÃ©"]


def test_utf_16_cut_short_is_refused_with_its_row():
    data = "reference,stage\n1,1\n2,1\n".encode("utf-16")
    assert refused(data[:-3]) == (
        "The file is UTF-16 text, but a byte in row 3 is not, so its letters cannot be read.",
        3,
    )


def test_utf_16_damaged_in_the_middle_is_refused_with_its_row():
    halves = ["reference,stage\n1,".encode("utf-16"), "1\n2,1\n".encode("utf-16-le")]
    assert refused(b"\x00\xd8".join(halves))[1] == 2


def test_marks_at_the_ends_of_the_file_are_no_cells():
    sheet = read_text("\ufeff\ufeffreference,stage\n1,1\n\x1a".encode(), fit)
    assert cells(sheet) == [("reference", "stage"), ("1", "1")]


# Delimiters


@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")]
)
def test_the_delimiter_is_the_one_under_which_the_headings_are_known(delimiter, name):
    text = "a,b;c\td|e, f; g" * 20
    body = delimiter.join(["101", "1", f'"{text}"', "01/06/2023", "", "East", "upheld"])
    sheet = read("Complaints, 2023; 2024; 2025", delimiter.join(HEADINGS), *[body] * 80)
    assert cells(sheet)[-1] == ("101", "1", text, "01/06/2023", None, "East", "upheld")
    assert sheet.read_as == f"UTF-8 text, separated by {name}"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_without_known_headings_the_delimiter_is_the_one_that_makes_a_table(delimiter):
    lines = [["A", "B", "C"], ["1", "a, b, c, d, e; f", "x"], ["2", "", "x|y"], ["3", "a", "x"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    assert {len(row) for row in cells(read_text(text.encode(), fit))} == {3}


def test_delimiters_in_texts_make_no_table():
    lines = ["A,B", "1,a;b;c;d;e;f", "2,a;b;c;d;e", "3,a;b;c;d"]
    assert {len(row) for row in cells(read(*lines))} == {2}


def test_a_file_of_one_column_is_read():
    assert cells(read("reference", "1", "2")) == [("reference",), ("1",), ("2",)]


@pytest.mark.parametrize(
    ("said", "delimiter", "name"),
    [("sep=;", ";", "semicolons"), ("SEP=|", "|", "upright strokes"), ("sep=^", "^", "'^'")],
)
def test_excels_first_line_decides_alone_and_is_not_counted(said, delimiter, name):
    sheet = read(said, HEADER, delimiter.join(["1", "2"]), end="\r\n")
    assert [(row.number, row.cells) for row in sheet.rows] == [(1, (HEADER,)), (2, ("1", "2"))]
    assert sheet.read_as == f"UTF-8 text, separated by {name}"


def test_excels_line_is_known_under_a_mark_and_in_utf_16():
    for encoding in ("utf-8-sig", "utf-16"):
        assert cells(read("sep=;", "a;b", encoding=encoding)) == [("a", "b")]


# Rows and cells


def test_quoted_cells_hold_delimiters_line_ends_and_doubled_quotation_marks():
    sheet = read(HEADER, '1,1,"a, ""b"";\r\nc\rd\ne",,,,', "2")
    assert sheet.rows[1].cells[2] == 'a, "b";\r\nc\rd\ne'
    assert [row.number for row in sheet.rows] == [1, 2, 3]


def test_blank_rows_count_and_are_not_kept():
    sheet = read("Complaints,,", "", HEADER, ",,,,,,", ' ,"",\xa0,,,,', "101,1", "")
    assert [row.number for row in sheet.rows] == [1, 3, 6]


def test_an_empty_file_has_no_rows():
    assert len(read_text(b"", fit).rows) == 0
    assert len(read_text(b"\n\n", fit).rows) == 0
    assert len(read_text(b";;;\n;;;\n", fit).rows) == 0


def test_a_delimiter_at_the_end_of_every_line_is_a_blank_cell():
    sheet = read(f"{HEADER},", "101,1,local,01/06/2023,,East,upheld,")
    assert sheet.rows[1].cells == ("101", "1", "local", "01/06/2023", None, "East", "upheld", None)


def test_cells_are_stripped_and_errors_are_known():
    assert cells(read(HEADER, " 101 ,#N/A"))[1] == ("101", ErrorCell("#N/A"))


def test_a_quotation_mark_inside_a_plain_cell_is_a_character():
    assert cells(read(HEADER, '101,6" nail'))[1] == ("101", '6" nail')


def test_a_carriage_return_in_a_plain_cell_ends_its_row():
    sheet = read(HEADER, "101,1,lo\rcal", "102", end="\r\n")
    assert cells(sheet)[1:] == [("101", "1", "lo"), ("cal",), ("102",)]


def test_a_cell_may_be_long():
    assert len(cells(read(HEADER, f'"{"x, " * 100_000}"'))[1][0]) == 299_999


# Rows that cannot be read


def test_a_row_with_a_cell_closed_early_is_broken_and_the_next_is_read():
    sheet = read(HEADER, '101,1,"lo"cal,CANARY', "102,1", '"lo"c', "104,1")
    assert broken(sheet) == {2: CLOSED_EARLY, 4: CLOSED_EARLY}
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4, 5]
    assert sheet.rows[1].cells == ()


def test_a_quotation_mark_closed_late_says_how_many_rows_it_took_in():
    sheet = read(HEADER, '101,1,"local', "102,1,local", '103,"local",1', "104,1,local")
    assert broken(sheet) == {
        2: "A quotation mark opens in this row and takes in 2 rows after it, and more text follows where it closes, "
        "so none of them can be read."
    }
    assert cells(sheet)[-1] == ("104", "1", "local")


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_quotation_mark_never_closed_says_from_which_row(end):
    sheet = read_text("\n".join([HEADER, ROWS[0], '102,1,"local', *ROWS[2:]]).encode() + end.encode(), fit)
    assert broken(sheet) == {
        3: "A quotation mark is opened here and never closed, so the file cannot be read from row 3 on."
    }
    assert sheet.rows[-1].number == 3


def test_the_headings_are_known_below_a_row_that_cannot_be_read():
    sheet = read('"Complaints" 2023; 2024', HEADER.replace(",", ";"), "101;1,2,3,4")
    assert cells(sheet)[1:] == [tuple(HEADINGS), ("101", "1,2,3,4")]


# Stray quotation marks that csv reads without complaint


def strayed(rows, first, last, column, closing=None):
    """The rows with a quotation mark before one cell and one after a cell of a later row."""
    split = [row.split(",") for row in rows]
    split[first][column] = f'"{split[first][column]}'
    at = column if closing is None else closing
    split[last][at] = f'{split[last][at]}"'
    return [",".join(cells) for cells in split]


@pytest.mark.parametrize("last", [6, 10, 19])
@pytest.mark.parametrize("column", range(7))
@pytest.mark.parametrize("closing", range(7))
def test_rows_between_two_stray_quotation_marks_are_not_lost_in_silence(last, column, closing):
    sheet = read(HEADER, *strayed(ROWS, 5, last, column, closing))
    rows = last - 5
    assert broken(sheet) == {7: takes_in("1 row" if rows == 1 else f"{rows} rows")}
    assert len(sheet.rows) == 21 - rows


@pytest.mark.parametrize("column", range(4, 7))
def test_two_stray_quotation_marks_are_found_in_a_file_of_three_rows(column):
    sheet = read("Complaints", "Exported on 14/06/2024", HEADER, *strayed(ROWS[:3], 0, 2, column))
    assert broken(sheet) == {4: takes_in("2 rows")}


def test_stray_quotation_marks_are_found_under_line_ends_delimiters_and_blank_lines_of_every_kind():
    rows = strayed(ROWS, 5, 8, 5)
    rows.insert(7, "")
    for end in ("\n", "\r\n", "\r"):
        sheet = read(*(line.replace(",", ";") for line in [HEADER, *rows]), end=end)
        assert broken(sheet) == {7: takes_in("4 rows")}


@pytest.mark.parametrize("column", [0, 3])
def test_rows_of_other_widths_are_found_between_stray_quotation_marks(column):
    rows = [row.removesuffix(",Fostering,upheld") if at % 2 else row for at, row in enumerate(ROWS)]
    assert broken(read(HEADER, *strayed(rows, 5, 8, column))) == {7: takes_in("3 rows")}


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_stray_quotation_marks_are_found_in_whatever_part_of_a_long_file(monkeypatch, at_once):
    monkeypatch.setattr(delimited_text, "_AT_ONCE", at_once)
    assert broken(read(HEADER, *strayed(ROWS, 5, 8, 5))) == {7: takes_in("3 rows")}


def test_stray_quotation_marks_are_found_below_more_titles_than_rows():
    sheet = read("A", "B", "C", HEADER, *strayed(ROWS[:2], 0, 1, 0))
    assert broken(sheet) == {5: takes_in("1 row")}


def test_stray_quotation_marks_are_found_where_rows_are_wider_than_their_headings():
    rows = strayed([f"{row}," for row in ROWS], 5, 6, 0)
    assert broken(read(HEADER, *rows)) == {7: takes_in("1 row")}


def test_references_of_letters_and_dates_in_words_are_known_for_what_they_are():
    months = ["January", "March", "May", "July", "September", "October", "December"]
    rows = [f"{month[:2].upper()}/{at},{at} {month} 2023,Text about {month}" for at, month in enumerate(months)]
    sheet = read("reference,received_on,summary", *strayed(rows, 2, 4, 2))
    assert broken(sheet) == {4: takes_in("2 rows")}


@pytest.mark.parametrize("between", [[], [""], ["", ""]])
def test_a_stray_pair_is_found_in_a_narrow_table(between):
    services = ["East", "West", "North", "South", "MASH", "Courts", "Leaving Care"]
    rows = [f"0{at}/06/2023,{service},{service} was kind" for at, service in enumerate(services, 1)]
    rows = strayed(rows, 2, 3, 2)
    sheet = read("received_on,service,text", *rows[:3], *between, *rows[3:])
    assert list(broken(sheet)) == [4]


def test_a_real_cell_of_several_lines_beside_stray_quotation_marks_does_not_hide_them():
    rows = [row.replace("local", '"lo,\ncal"') for row in ROWS]
    rows[5] = rows[5].replace("Fostering", '"Fostering')
    rows[6] = rows[6].replace('"lo,\ncal"', "local").replace("Fostering", 'Fostering"')
    assert broken(read(HEADER, *rows)) == {7: takes_in("1 row")}


@pytest.mark.parametrize(
    "text",
    [
        "Thank you\nfor, all, that",
        "Called on:\n02/06/2023, spoke to the worker, no answer",
        "Called on:\n1, 2, 3",
        "First line\n\nSecond, line,\nthird, fourth, fifth",
        "Thank you\nvery much\n02/06/2023,Fostering,yes",
        "Thank, you\n02/06/2023,Fostering,yes",
        "Thank you\n02/06/2023,Fostering",
        "a\nb",
        ",\n,,",
        "\n\n",
    ],
)
def test_text_of_several_lines_with_commas_is_text(text):
    rows = [f"0{n}/06/2023,Fostering,Thank you" for n in range(1, 9)]
    sheet = read("received_on,service,text", *rows, f'09/06/2023,Fostering,"{text}"')
    assert not broken(sheet)
    assert sheet.rows[-1].cells[2] == (text.strip() or None)


def test_dates_and_numbers_beside_a_text_of_several_lines_do_not_make_it_rows():
    rows = [f'Fostering,"a, b, c\nd, e",0{n}/06/2023,1' for n in range(1, 9)]
    assert not broken(read("service,text,received_on,stage", *rows))


def test_lines_that_are_narrower_than_the_table_are_text():
    rows = [f"Fostering,Thank you,0{n}/06/2023" for n in range(1, 9)]
    text = '"Thanks\nFostering,Thank you\nFostering"'
    assert not broken(read("service,text,received_on", *rows, f"Fostering,{text},09/06/2023"))


def test_cells_between_two_stray_quotation_marks_are_not_lost_in_silence():
    rows = [*ROWS[:5], '106,1,"local,01/06/2023,,Fostering",upheld', *ROWS[6:]]
    assert broken(read(HEADER, *rows)) == {7: TAKES_IN_CELLS}


def test_a_short_row_with_commas_in_a_text_is_read():
    sheet = read(
        HEADER,
        *ROWS,
        '121,1,local,01/06/2023,,"Fostering, East"',
        '1,1,"local,02/06/2023",,East',
        '122,1,"Local, statutory, 1, upheld"',
    )
    assert not broken(sheet)


def test_no_message_shows_what_a_cell_holds():
    sheet = read(
        HEADER, '1,"CANARY"x', *strayed([row.replace("Fostering", "CANARY") for row in ROWS], 5, 8, 5), '"CANARY'
    )
    assert len(broken(sheet)) == 3
    assert "CANARY" not in repr(broken(sheet))
