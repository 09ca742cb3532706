"""`close`: a year's figures put in history once, in the form of the file that is there, which is never damaged."""

import csv
import io
import json
import shutil
from itertools import product
from pathlib import Path

import pytest
from openpyxl import Workbook

from complaints_report.close import close_year
from complaints_report.errors import CommandError, DataError, ReportError
from complaints_report.metrics import table
from complaints_report.metrics.catalogue import METRICS
from complaints_report.run import figures_for, open_folder, require_readable
from tests.awkward import AREAS, COVERS, LESS, MORE, ONE, folder, rich
from tests.conftest import SAMPLE, TODAY, copy_of, report_text, some_of

YEAR = "2023/24"
HEADINGS = "year,metric,stage,by,group,value,numerator,denominator,status"
OLD = "2021/22,received,1,,,7,7,,published"
BAD = "A2,1,statutory,31/02/2023,,Fostering,,,"
TOML = f'[data]\ncovers = ["{YEAR}"]\n'


def made(path: Path, *rows: str, toml: str = TOML, history: str = "") -> Path:
    return folder(path, *(rows or (ONE,)), toml=toml, **({"history": history} if history else {}))


def close(path: Path, year: str | None = YEAR, *, again: bool = False) -> str:
    run = open_folder(path, TODAY)
    require_readable(run, draft=False)
    return close_year(run, year, again=again, say=pytest.fail)


def refused(path: Path, year: str = YEAR, *, again: bool = False, as_: type[ReportError] = CommandError) -> str:
    """The line with which closing stops; nothing in the folder may have changed."""
    before = bytes_in(path)
    with pytest.raises(as_) as stopped:
        close(path, year, again=again)
    assert bytes_in(path) == before
    assert "\n" not in str(stopped.value)
    return str(stopped.value)


def bytes_in(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.iterdir() if one.is_file()}


def rows_in(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def faults(path: Path, rule: str) -> list[str]:
    return [found.message for found in open_folder(path, TODAY).faults if found.rule == rule]


def figures_csv(path: Path, year: str = YEAR) -> str:
    return table.to_csv(figures_for(open_folder(path, TODAY), year))


def report(path: Path) -> str:
    """The report's text, without the line that says how many rows of history were read."""
    return "\n".join(line for line in report_text(path, YEAR).splitlines() if not line.startswith("| History |"))


def test_the_command_says_where_and_how_many_and_makes_the_file(command, tmp_path: Path) -> None:
    path = made(tmp_path)
    done = command("close", "-f", path, "--year", "2023-24")
    rows = rows_in(path / "history.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{path / 'history.csv'}: {len(rows)} rows of {YEAR} added as published.\n"
    assert ",".join(rows[0]) == HEADINGS
    assert {(row["year"], row["status"]) for row in rows} == {(YEAR, "published")}


def test_the_rows_are_the_figures_with_their_whole_numbers(tmp_path: Path) -> None:
    path = rich(tmp_path, LESS, MORE)
    figures = list(csv.DictReader(io.StringIO(figures_csv(path))))
    close(path)
    names = ("metric", "stage", "by", "group", "value", "numerator", "denominator")
    known = [row for row in figures if row["value"] or row["denominator"] == "0"]
    written = rows_in(path / "history.csv")
    assert [[row[name] for name in names] for row in written] == [[row[name] for name in names] for row in known]
    assert {"received", "mean_days", "ombudsman_payments", "complaints_per_referral"} <= {r["metric"] for r in written}
    assert len(written) > 200


def settled(figures: str) -> list[str]:
    """The lines of figures that are not as of the day of the export, which only history can compare."""
    return [line for line in figures.splitlines()[1:] if not METRICS[line.partition(",")[0]].as_of_export]


def test_after_closing_nothing_differs(tmp_path: Path) -> None:
    path = rich(tmp_path, LESS, MORE)
    before = {year: figures_csv(path, year) for year in ("2022/23", YEAR)}
    text = report(path)
    for year in before:
        close(path, year)
    run = open_folder(path, TODAY)
    assert run.errors == ()
    assert faults(path, "history-differs") == []
    assert {year: settled(figures_csv(path, year)) for year in before} == {
        year: settled(text) for year, text in before.items()
    }
    assert report(path) == text


def test_the_sample_closes_below_its_own_history_and_its_note(tmp_path: Path) -> None:
    path = copy_of(SAMPLE, tmp_path)
    before, rules = figures_csv(path), [found.rule for found in open_folder(path, TODAY).faults]
    close(path)
    assert (path / "history.csv").read_bytes().startswith((SAMPLE / "history.csv").read_bytes())
    assert [found.rule for found in open_folder(path, TODAY).faults] == rules
    assert figures_csv(path) == before


def test_next_year_compares_with_what_was_printed_whatever_the_export_says_later(tmp_path: Path) -> None:
    toml = '[data]\ncovers = ["2023/24", "2024/25"]\n'
    later = "B1,1,statutory,2024-05-01,2024-05-10,Fostering,upheld,email,parent"
    path = made(tmp_path, ONE, toml=TOML)
    close(path)
    made(path, ONE.replace("2023-05-10", "2023-06-30"), ONE.replace("A1", "A2"), later, toml=toml)
    said = faults(path, "history-differs")
    assert "History says 1; the export gives 2 for received, stage 1 in 2023/24." in said
    assert any("within_10_days, stage 1 in 2023/24" in one for one in said)
    figures = figures_for(open_folder(path, TODAY.replace(year=2025)), "2024/25")
    received, timely = figures.figure("received", 1), figures.figure("within_10_days", 1)
    assert (received.value, received.previous_at(0)) == (1, 1)
    assert timely.previous_at(1) == 100


def test_next_year_is_the_same_from_history_alone_as_from_the_export(tmp_path: Path) -> None:
    path = rich(tmp_path, LESS, MORE)
    before = figures_csv(path)
    close(path, "2022/23")
    toml = (path / "report.toml").read_text(encoding="utf-8").replace(COVERS, f'[data]\ncovers = ["{YEAR}"]\n')
    (path / "report.toml").write_text(toml, encoding="utf-8")
    assert settled(figures_csv(path)) == settled(before)


def test_small_groups_are_kept_whole_so_that_next_year_withholds_them_too(tmp_path: Path) -> None:
    path = rich(tmp_path, LESS, MORE)
    text = report(path)
    close(path, "2022/23")
    small = [row for row in rows_in(path / "history.csv") if row["by"] == "age_band" and row["metric"] == "received"]
    assert {row["group"]: row["value"] for row in small}["0 to 4"] == "1"
    assert report(path) == text


def test_a_second_close_is_refused_with_the_way_on(command, tmp_path: Path) -> None:
    path = made(tmp_path)
    close(path)
    said = refused(path)
    assert f"{YEAR} is closed" in said
    assert "--again" in said
    done = command("close", "-f", path, "--year", YEAR)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_again_adds_restated_rows_and_then_replaces_only_these(tmp_path: Path) -> None:
    path = made(tmp_path, history=f"{HEADINGS}\n{OLD}\n2021/22,received,1,,,8,8,,restated\n")
    close(path)
    first = (path / "history.csv").read_bytes()
    made(path, ONE, ONE.replace("A1", "A2"))
    close(path, again=True)
    second = (path / "history.csv").read_bytes()
    assert second.startswith(first)
    made(path, ONE, ONE.replace("A1", "A2"), ONE.replace("A1", "A3"))
    said = close(path, again=True)
    third = (path / "history.csv").read_bytes()
    assert third.startswith(first)
    assert "in place of" in said
    totals = [row for row in rows_in(path / "history.csv") if (row["metric"], row["by"]) == ("received", "")]
    values = [row["value"] for row in totals if row["stage"] == "1"]
    assert values == ["7", "8", "1", "3"]
    assert open_folder(path, TODAY).errors == ()


def test_restated_rows_between_others_and_over_several_lines_are_replaced_alone(tmp_path: Path) -> None:
    rows = (
        f"{YEAR},received,1,,,1,1,,published,mine",
        f'{YEAR},received,1,,,5,5,,restated,"two\r\nlines, and ""more"""',
        "",
        f"{OLD},theirs",
    )
    path = made(tmp_path)
    (path / "history.csv").write_bytes("\r\n".join([f"{HEADINGS},note", *rows]).encode())
    close(path, again=True)
    kept = "\r\n".join([f"{HEADINGS},note", rows[0], "", rows[3]]).encode()
    data = (path / "history.csv").read_bytes()
    assert data.startswith(kept + b"\r\n" + YEAR.encode())
    assert b"two" not in data


def test_again_before_the_first_time_is_refused(tmp_path: Path) -> None:
    assert "leave out --again" in refused(made(tmp_path), again=True)


@pytest.mark.parametrize(
    ("end", "last", "codec"),
    some_of(
        product(("\n", "\r\n", "\r"), (True, False), ("utf-8", "utf-8-sig", "cp1252", "utf-16")),
        *(("\n", True, "utf-8"), ("\r\n", False, "utf-8-sig"), ("\r\n", True, "cp1252"), ("\r", False, "utf-16")),
    ),
)
def test_a_text_file_keeps_its_bytes_and_its_form(tmp_path: Path, end: str, last: bool, codec: str) -> None:
    path = made(tmp_path, ONE.replace("Fostering", "Café"))
    old = OLD.replace("received,1,,", "received,1,service,Café")
    before = (f"{HEADINGS}{end}{old}" + end * last).encode(codec)
    (path / "history.csv").write_bytes(before)
    close(path)
    after = (path / "history.csv").read_bytes()
    text = after.decode(codec)
    assert after.startswith(before)
    assert text.count(end) == len(text.splitlines())
    assert f"{YEAR},received,1,service,Café,1,1,,published{end}" in text
    assert [found.rule for found in open_folder(path, TODAY).errors] == []


@pytest.mark.parametrize("first", ["", "sep=;\r\n"])
def test_other_headings_delimiters_and_columns_of_their_own_are_kept(tmp_path: Path, first: str) -> None:
    columns = '[sources.history]\nfile = "past/Old figures.txt"\n[sources.history.columns]\nmetric = "Measure"\n'
    path = made(tmp_path, toml=TOML + columns)
    before = (
        f"{first}Note;Measure;Year;Value;Status;Stage;By;Group;Numerator;Denominator;\r\nx;received;2021/22;7;;1;;;;;"
    )
    (path / "past").mkdir()
    (path / "past" / "Old figures.txt").write_bytes(before.encode())
    close(path)
    after = (path / "past" / "Old figures.txt").read_bytes().decode()
    assert after.startswith(f"{before}\r\n;received;{YEAR};1;published;1;;;1;;\r\n")
    assert [*(path / "past").iterdir()] == [path / "past" / "Old figures.txt"]
    assert open_folder(path, TODAY).errors == ()


def test_a_file_of_headings_alone_as_init_makes_it_is_filled(command, tmp_path: Path) -> None:
    command("init", tmp_path / "new")
    empty = (tmp_path / "new" / "tables" / "history.csv").read_bytes()
    path = made(tmp_path)
    (path / "history.csv").write_bytes(empty)
    close(path)
    assert (path / "history.csv").read_bytes().startswith(empty + YEAR.encode())


def test_a_column_that_is_missing_is_asked_for(tmp_path: Path) -> None:
    path = made(tmp_path, history="year,metric,stage,value\n2021/22,received,1,7\n")
    assert "no column for by, group, numerator, denominator: put each as a heading" in refused(path)
    made(path, history="year,metric,stage,value,by,group,numerator,denominator\n2021/22,received,1,7\n")
    close(path)
    assert "no column for status" in refused(path, again=True)


def test_a_workbook_or_several_files_are_refused_with_the_cure(tmp_path: Path) -> None:
    book, path = Workbook(), made(tmp_path / "book")
    for row in (HEADINGS.split(","), ["2021/22", "received", 1, None, None, 7, 7, None, "published"]):
        book.active.append(row)
    book.save(path / "history.xlsx")
    assert "is a workbook, which is not written to: save history as CSV UTF-8" in refused(path)
    several = made(tmp_path / "several", toml=TOML + '[sources.history]\nfile = ["a.csv", "b.csv"]\n')
    for name, year in (("a", "2020/21"), ("b", "2021/22")):
        (several / f"{name}.csv").write_text(f"{HEADINGS}\n{year},received,1,,,7,7,,\n", encoding="utf-8")
    assert "put all its rows in one CSV file" in refused(several)


def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path) -> None:
    path = made(tmp_path, history=f"{HEADINGS}\n{OLD}\n")
    (path / "history.csv").chmod(0o444)
    assert "history.csv is read-only" in refused(path)
    (path / "history.csv").chmod(0o640)
    lock = path / ".~lock.history.csv#"
    lock.touch()
    assert "open in LibreOffice" in refused(path)
    lock.unlink()
    close(path)
    assert (path / "history.csv").stat().st_mode & 0o777 == 0o640


def test_a_linked_file_stays_a_link(tmp_path: Path) -> None:
    path, real = made(tmp_path / "report"), tmp_path / "shared.csv"
    real.write_text(f"{HEADINGS}\n{OLD}\n", encoding="utf-8")
    (path / "history.csv").symlink_to(real)
    close(path)
    assert (path / "history.csv").is_symlink()
    assert len(rows_in(real)) > 10


def test_a_letter_that_the_file_cannot_hold_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, ONE.replace("Fostering", "Łódź Road"))
    (path / "history.csv").write_bytes(f"{HEADINGS}\n{OLD.replace('1,,', '1,service,Café')}\n".encode("cp1252"))
    assert "no letter 'Ł': save it as CSV UTF-8" in refused(path)


def test_rows_that_would_not_read_back_are_refused(tmp_path: Path) -> None:
    below = made(tmp_path / "below", history=f"{HEADINGS}\n{OLD}\n\nTotal,1\n")
    assert "take out what stands below its last row" in refused(below)
    values = '[sources.history.values.metric]\n"received" = "referrals"\n'
    turned = made(tmp_path / "turned", toml=TOML + values, history=f"{HEADINGS}\n{OLD}\n")
    assert "what [sources.history] says of values" in refused(turned)


def test_only_a_year_that_the_export_holds_whole_is_closed(tmp_path: Path) -> None:
    path = made(tmp_path, ONE, "B1,1,local,2024-05-01,,Fostering,,,", history=f"{HEADINGS}\n{OLD}\n")
    assert "2021/22 is known from history only" in refused(path, "2021/22")
    assert "The export does not hold 2024/25 whole" in refused(path, "2024/25")
    assert "the years there are: 2021/22, 2023/24, 2024/25" in refused(path, "2019/20")
    early = made(tmp_path / "early", toml=TOML + "[report]\nexported_on = 2024-03-20\n")
    assert "had not ended when the data were exported (20/03/2024)" in refused(early)


def test_errors_in_the_data_stop_it_and_a_draft_is_closed_with_a_warning(command, tmp_path: Path) -> None:
    path = made(tmp_path, ONE, BAD)
    stopped = command("close", "-f", path, "-y", YEAR)
    assert (stopped.returncode, stopped.stdout, stopped.stderr.count("\n")) == (1, "", 1)
    assert "complaints-report check" in stopped.stderr
    assert not (path / "history.csv").exists()
    done = command("close", "-f", path, "-y", YEAR, "--draft")
    assert done.returncode == 0
    assert f"Warning: {YEAR} was closed from data with 1 row left out." in done.stderr


def test_errors_in_history_itself_stop_even_a_draft(command, tmp_path: Path) -> None:
    wrong = f"{HEADINGS}\n{YEAR},received,1,,,many,,,published\n"
    path = made(tmp_path, history=wrong)
    refused(path, as_=DataError)
    done = command("close", "-f", path, "-y", YEAR, "--draft")
    assert (done.returncode, done.stdout) == (1, "")
    assert "history.csv has errors" in done.stderr
    assert (path / "history.csv").read_text(encoding="utf-8") == wrong


def test_a_figure_over_nothing_is_kept_and_one_that_is_not_known_is_not(tmp_path: Path) -> None:
    path = made(tmp_path, "A1,1,statutory,2023-05-01,,Fostering,,,", toml=TOML + AREAS)
    close(path)
    rows = {(row["metric"], row["stage"], row["by"]): row for row in rows_in(path / "history.csv")}
    assert [rows["within_10_days", "1", ""][name] for name in ("value", "numerator", "denominator")] == ["", "0", "0"]
    assert all(row["value"] or row["denominator"] == "0" for row in rows.values())
    assert open_folder(path, TODAY).errors == ()


def test_check_after_closing_names_the_figure_that_changed(command, tmp_path: Path) -> None:
    path = made(tmp_path)
    close(path)
    shutil.copy(path / "history.csv", path / "kept.csv")
    made(path, ONE.replace("upheld", "not upheld"))
    done = command("check", "-f", path, "--format", "json")
    said = [found["message"] for found in json.loads(done.stdout) if found["rule"] == "history-differs"]
    assert "History says 100.0; the export gives 0.0 for upheld_or_partly, stage 1 in 2023/24." in said
    assert (path / "history.csv").read_bytes() == (path / "kept.csv").read_bytes()


def test_a_year_without_a_complaint_is_closed_as_none(tmp_path: Path) -> None:
    path = made(tmp_path, toml='[data]\ncovers = ["2022/23", "2023/24"]\n')
    close(path, "2022/23")
    assert {row["value"] for row in rows_in(path / "history.csv")} <= {"0", ""}
    assert figures_for(open_folder(path, TODAY), YEAR).figure("received", 1).previous_at(0) == 0
