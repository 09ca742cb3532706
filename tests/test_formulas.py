"""No cell of a CSV or workbook that we write is run by a spreadsheet, and our own CSV is read as it was meant."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from complaints_report.build import build_report
from complaints_report.close import close_year
from complaints_report.intake import fault_workbook, listing
from complaints_report.metrics import explanation, table
from complaints_report.run import explained, figures_for, open_folder, require_readable
from complaints_report.safe_text import csv_of, guarded, unguarded
from tests.conftest import TODAY

texts = st.text(st.sampled_from("=+-@\t\r\n'\"0159.,£%;aé ") | st.characters(codec="utf-8"), max_size=12)
NUMBER = re.compile(r"[+-]?£?[\d,.]+(?:[eE][+-]?\d+)?%?")
FORMULA = '=HYPERLINK("http://example.invalid","Click")'


def is_live(cell: str) -> bool:
    return cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) and not NUMBER.fullmatch(cell)


def cells_of(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@given(
    st.lists(st.lists(texts, min_size=2, max_size=3), max_size=3),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_no_cell_of_any_text_is_live_and_each_comes_back(rows, delimiter, line_end):
    written = csv_of(rows, delimiter, line_end)
    read = cells_of(written, delimiter)
    assert [[unguarded(cell) for cell in row] for row in read] == rows
    assert not [cell for row in read for cell in row if is_live(cell)]
    as_lines = re.sub(r'"(?:[^"]|"")*"', '""', written)  # as who knows no quotation mark but at a cell's end
    assert not [line for line in re.split(r"\r\n|\r|\n", as_lines) if is_live(line.split(delimiter)[0])]


@pytest.mark.parametrize("number", ["-5", "+3", "-1,234.5", "-50.7%", "-£1,000", "1e5", "-1.2E-3"])
def test_a_number_is_a_number(number):
    assert guarded(number) == number


@pytest.mark.parametrize("text", ["-", "-1+1", "+44 7700 900123", "-1/2", "--1", "=1", "@a", "\tx", "\rx", "-5 days"])
def test_what_only_begins_like_a_number_is_none(text):
    assert guarded(text) == "'" + text
    assert unguarded(guarded(text)) == text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A folder in which formulas stand wherever a text of the data comes out again."""
    path = tmp_path_factory.mktemp("hostile") / "report"
    path.mkdir()
    (path / "report.toml").write_text(
        '[organisation]\nname = "Example Trust"\n[data]\ncovers = ["2023/24"]\n'
        '[areas]\n"@East" = [\'-East team\', \'=HYPERLINK("http://example.invalid","Click")\']\n'
        '[sources.complaints.columns]\nservice = "=Service"\n'
        '[sources.complaints.values.gender]\n"+Female" = "+Female"\n',
        encoding="utf-8",
    )
    rows = [["reference", "stage", "procedure", "received_on", "=Service", "responded_on", "outcome", "gender"]]
    for number in range(1, 9):
        service = "-East team" if number % 2 else FORMULA
        rows.append([f"=1+{number}", "1", "statutory", "01/06/2023", service, "08/06/2023", "upheld", "+Female"])
    rows += [["@9", "1", "statutory", "01/06/2023", "+9", "-1/6/2023", "upheld", "Female"]]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    (path / "complaints.csv").write_text(text.getvalue(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def written(hostile):
    """What is written of that folder, as text."""
    run = open_folder(hostile, TODAY)
    build_report(run, None, draft=True, force=True)
    found = {path.name: path.read_text("utf-8-sig") for path in (hostile / "output").rglob("*.csv")}
    found["check"] = listing.to_csv(run.faults)
    found["explain"] = explanation.to_csv(explained(run, None, "received", 1))
    found["figures"] = table.to_csv(figures_for(run, None))
    return found


def test_no_csv_that_we_write_has_a_live_cell(written):
    live = {(name, cell) for name, text in written.items() for row in cells_of(text) for cell in row if is_live(cell)}
    assert not live
    guards = {name for name, text in written.items() for row in cells_of(text) for cell in row if is_live(cell[1:])}
    assert {"check", "explain", "figures", "figures.csv"} <= guards
    assert len(guards) > 4, "no chart's numbers had a formula to guard"


def test_no_workbook_that_we_write_has_a_live_cell(hostile):
    run = open_folder(hostile, TODAY)
    book = load_workbook(io.BytesIO(fault_workbook.to_xlsx(run.faults, run.export.read)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if is_live(str(cell.value or ""))]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if not cell.quotePrefix] == []


def test_history_is_read_as_it_was_closed(hostile):
    text = (hostile / "complaints.csv").read_text("utf-8")
    (hostile / "complaints.csv").write_text(
        "".join(line for line in text.splitlines(True) if "@9" not in line), "utf-8"
    )
    run = open_folder(hostile, TODAY)
    require_readable(run, draft=False)
    figures = {(one.metric, one.by, one.group): one.value for one in figures_for(run, "2023/24")}
    close_year(run, "2023/24", again=False, say=pytest.fail)
    assert not [
        cell for row in cells_of((hostile / "history.csv").read_text("utf-8-sig")) for cell in row if is_live(cell)
    ]
    again = open_folder(hostile, TODAY)
    assert not [one for one in again.faults if one.rule == "history-differs"]
    history = again.export.tables["history"]
    assert {"@East", "-East team", FORMULA, "+Female"} <= set(history["group"].dropna())
    assert ("received", "service", FORMULA) in figures
