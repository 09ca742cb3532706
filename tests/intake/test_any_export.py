"""Any complaints, written in any layout, dialect, encoding and kind of file, are the same records when read back."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from complaints_report.intake.headings.heading_row import SIDE_BY_SIDE_HEADINGS
from complaints_report.intake.headings.synonyms import HEADINGS
from complaints_report.run import open_folder
from tests.conftest import examples

COLUMNS = ("reference", "stage", "procedure", "received_on", "responded_on", "service", "outcome", "method")
SHARED = ("reference", "procedure", "service", "method")
OF_A_STAGE = ("received_on", "responded_on", "outcome")
TODAY = date(2024, 6, 14)

# Without the letters whose bytes in cp1252 may continue a letter of UTF-8: a text of both can be either. Nor with
# capitals beyond ASCII, which within a word are a Mac's apostrophes and dashes.
letters = st.characters(codec="cp1252", exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp"))
words = st.text(
    letters.filter(lambda one: one.isascii() or (not one.isupper() and one.encode("cp1252")[0] >= 0xC0)),
    min_size=1,
    max_size=8,
)
days = st.dates(date(2018, 1, 1), date(2024, 1, 1))
outcomes = st.sampled_from(["upheld", "partially upheld", "not upheld", "inconclusive", None])


@st.composite
def cases(draw):
    """A few cases, each with one to three stages, under references that differ."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        shared = {
            "reference": f"{draw(st.sampled_from(['0', 'CF/', '24-']))}{number + 101}",
            "service": f"Team {draw(words)}",
            "method": draw(st.sampled_from(["email", "post", None])),
        }
        stages = draw(st.integers(1, 3))
        shared["procedure"] = "statutory" if stages == 3 else draw(st.sampled_from(["statutory", "local"]))
        for stage in range(1, stages + 1):
            received = draw(days)
            responded = draw(st.one_of(st.none(), st.integers(0, 90).map(lambda n, day=received: day + timedelta(n))))
            made.append({**shared, "stage": stage, "received_on": received, "responded_on": responded})
            made[-1]["outcome"] = draw(outcomes) if responded else None
    return made


@st.composite
def styles(draw):
    """How an export is written: its kind, dialect, layout, headings and dates."""
    return {
        "layout": draw(st.sampled_from(["stages", "cases", "a file each"])),
        "kind": draw(st.sampled_from(["csv", "csv", "xlsx"])),
        "delimiter": draw(st.sampled_from(",;\t|")),
        "encoding": draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
        "ends": draw(st.sampled_from(["\n", "\r\n", "\r"])),
        "quoting": draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        "dates": draw(st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%y", "%d.%m.%Y 10:15"])),
        "title": draw(st.booleans()),
        "total": draw(st.booleans()),
        "gap": draw(st.booleans()),
        "order": draw(st.randoms(use_true_random=False)),
        "synonyms": draw(st.booleans()),
    }


def heading(column, style):
    names = (column, *HEADINGS["complaints"][column][0]) if style["synonyms"] else (column,)
    return style["order"].choice(names)


def written(cell, style):
    if isinstance(cell, date) and style["kind"] == "csv":
        return cell.strftime(style["dates"])
    return "" if cell is None and style["kind"] == "csv" else cell


def table(heads, rows, style):
    """The rows of a sheet: a title, the headings in any order with one that nobody maps, the rows, a total."""
    order = list(range(len(heads) + 1))
    style["order"].shuffle(order)
    sheet = [[*heads, "Client Name"], *([*(written(cell, style) for cell in row), "Jo Bloggs"] for row in rows)]
    sheet = [[row[at] for at in order] for row in sheet]
    title = [["Complaints by stage"], []] if style["title"] else []
    total = [["Total", str(len(rows))]] if style["total"] else []
    return [*title, sheet[0], *([[]] if style["gap"] else []), *sheet[1:], *total]


def save(path, rows, style):
    if style["kind"] == "xlsx":
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
        return
    text = io.StringIO(newline="")
    dialect = {"delimiter": style["delimiter"], "quoting": style["quoting"], "lineterminator": style["ends"]}
    csv.writer(text, **dialect).writerows(rows)
    path.write_bytes(text.getvalue().encode(style["encoding"]))


def side_by_side(made, style):
    """A row for each case, with the columns of its stages beside each other."""
    heads = [heading(column, style) for column in SHARED]
    for stage in (1, 2, 3):
        heads += [f"Stage {stage} {SIDE_BY_SIDE_HEADINGS[column][0]}" for column in OF_A_STAGE]
    rows = []
    for reference in dict.fromkeys(one["reference"] for one in made):
        stages = {one["stage"]: one for one in made if one["reference"] == reference}
        row = [stages[1][column] for column in SHARED]
        for stage in (1, 2, 3):
            row += [stages.get(stage, {}).get(column) for column in OF_A_STAGE]
        rows.append(row)
    return heads, rows


def write_folder(folder, made, style):
    toml = '[organisation]\nname = "T"\n'
    kind = style["kind"]
    if style["layout"] == "cases":
        toml += '[sources.complaints]\nlayout = "one row per case"\n'
        save(folder / f"complaints.{kind}", table(*side_by_side(made, style), style), style)
    elif style["layout"] == "a file each":
        columns = [column for column in COLUMNS if column != "stage"]
        for stage in (1, 2, 3):
            toml += f'[sources.complaints.stage_{stage}]\nfile = "stage {stage}.{kind}"\n'
            rows = [[one[column] for column in columns] for one in made if one["stage"] == stage]
            save(folder / f"stage {stage}.{kind}", table([heading(c, style) for c in columns], rows, style), style)
    else:
        rows = [[one[column] for column in COLUMNS] for one in made]
        save(folder / f"complaints.{kind}", table([heading(c, style) for c in COLUMNS], rows, style), style)
    (folder / "report.toml").write_text(toml, encoding="utf-8")


def records(run):
    frame = run.export.tables["complaints"].astype("object")
    rows = frame.where(frame.notna(), None).to_dict("records")
    for row in rows:
        row["stage"] = int(row["stage"])
        for column in ("received_on", "responded_on"):
            row[column] = row[column].date() if row.get(column) else None
    return {(row["reference"], row["stage"]): row for row in rows}


@examples(60)
@given(cases(), styles())
def test_any_export_of_the_same_complaints_gives_the_same_records(made, style):
    with TemporaryDirectory() as name:
        write_folder(Path(name), made, style)
        run = open_folder(Path(name), TODAY)
    assert not run.errors
    found = records(run)
    assert found == {(one["reference"], one["stage"]): one for one in made}
