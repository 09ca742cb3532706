"""`init --after`: next year's folder from this year's, with what goes on in it and without what was one year's."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from complaints_report import progress
from complaints_report.calendar import hyphenated
from complaints_report.close import PUBLISHED, close_year, open_history
from complaints_report.errors import CommandError
from complaints_report.files import read_whole
from complaints_report.init import (
    NOTHING_WRITTEN,
    new_files,
    path_from,
    require_export,
    require_new,
    subject_of,
    write_all,
)
from complaints_report.intake.content import FOLDER, is_written
from complaints_report.intake.headings.parts import parts_of
from complaints_report.interview.conversation import interviewed, questions_of_export
from complaints_report.interview.questions import LATER, Choice, Person, Question
from complaints_report.interview.state import InterviewState
from complaints_report.new_folder import COLUMNS, rendered
from complaints_report.run import Run, open_folder, year_to_report
from complaints_report.safe_text import csv_of
from complaints_report.settings import Settings
from complaints_report.settings_file import FILE_NAME
from complaints_report.settings_lines import SettingLine, settings_in, with_lines

_COMPLETE = "complete"
_UTF_8 = "\ufeff"


def make_folder_after(folder: Path, last: Path, export: Path | None, person: Person | None) -> str:
    """Write next year's folder; the words on what was carried over and what to do next."""
    run = open_folder(last, date.today())
    year = _year_of(run)
    require_new(folder, [FILE_NAME])
    _require_one_file(run, export)
    is_closed = _is_closed(run, year) or bool(person and _closed_now(run, year, person))
    export = export or (_asked_for_export(person) if person and not _of_own_files(run) else None)
    text = _settings(run, folder, export)
    if export:
        state = _of_sheets(subject_of(folder, export, "", text))
        with progress.hidden():
            answered = interviewed(state, person) if person else state
        if answered is None:
            return NOTHING_WRITTEN
        text, left = answered.text, len([*questions_of_export(answered)])
    learning = _learning(run)
    files = new_files(but=("complaints", "learning", "history"))
    write_all(folder, files | _texts(last, year) | _history(run) | _looks(run) | learning | {FILE_NAME: text})
    words = {"folder": folder, "last": last, "year": year, "export": export, "is_closed": is_closed}
    return rendered("after.j2", **words, left=left if export else 0, learning=bool(learning))


def _of_sheets(state: InterviewState) -> InterviewState:
    """The new export with the sheets that hold its complaints, where it has none of the old one's."""
    proposal = state.proposal
    there = {*proposal.sheets, *proposal.other_sheets, *(one.sheet for one in proposal.others)}
    old = [sheet for sheet in state.source.sheets if sheet]
    if not old or there.issuperset(old) or not proposal.sheet:
        return state
    return replace(state, text=with_lines(state.text, [SettingLine("sources.complaints", "sheet", proposal.sheet)]))


def _year_of(run: Run) -> str:
    year = year_to_report(run.source)
    if not year:
        raise CommandError(
            f"{run.folder} holds no year's complaints that can be read: `complaints-report check -f {run.folder}` "
            "says why; put it right first."
        )
    return year


def _of_own_files(run: Run) -> bool:
    """Whether stages have files of their own, which no one export can take the place of."""
    return any(own.file for own in run.settings.sources.complaints.stages.values())


def _require_one_file(run: Run, export: Path | None) -> None:
    if export and _of_own_files(run):
        raise CommandError(
            f"In {run.folder} each stage has a file of its own: leave --from out, and name this year's files in the "
            "new report.toml."
        )


def _is_closed(run: Run, year: str) -> bool:
    try:
        file = open_history(run.settings, run.folder, run.export.exported_on)
    except CommandError:  # a workbook, say: what it holds is carried all the same
        return True
    return bool(file.numbers(year, PUBLISHED))


def _closed_now(run: Run, year: str, person: Person) -> bool:
    """Whether last year is closed now, because the person says so and it can be."""
    why = "its figures then stand in history as they were published, for this year's report to compare with"
    if not person.agrees(f"{year} is not closed in {run.folder}. Close it now? ({why})"):
        return False
    try:
        person.tell(close_year(run, year, again=False, say=person.tell))
    except CommandError as error:
        person.tell(str(error))
        return False
    return True


def _asked_for_export(person: Person) -> Path | None:
    """The path that somebody typed or pasted; None where it is to come later."""
    question = Question(
        name="export",
        words="Where is this year's export? Type or paste its path.",
        typed=lambda typed: LATER if typed == "later" else _path(typed),
        wanted="The path of a file that is there",
        proposed_text="later",
    )
    answer = person.ask(question, 1, 1)
    return None if answer is LATER else Path(answer.words)


def _path(typed: str) -> Choice | None:
    path = typed.strip("\"' ")
    return Choice(path) if Path(path).is_file() else None


def _settings(run: Run, folder: Path, export: Path | None) -> str:
    if export:
        require_export(export)
    text = (run.folder / FILE_NAME).read_text(encoding="utf-8-sig")
    made = settings_of_next_year(text, run.settings, path_from(folder, export) if export else "")
    template = run.settings.report.template
    if not template or template in _looks(run):
        return made
    return with_lines(made, [SettingLine("report", "template", path_from(folder, run.folder / template))])


def _texts(last: Path, year: str) -> dict[str, bytes]:
    """What was written for last year's report, and earlier ones', each under its year, so that it is no other's."""
    found = {}
    for path in sorted((last / FOLDER).glob("*/*.md")):
        found[path.relative_to(last).as_posix()] = read_whole(path)
    for path in sorted((last / FOLDER).glob("*.md")):
        own = f"{FOLDER}/{hyphenated(year)}/{path.name}"
        if is_written(path):
            found.setdefault(own, read_whole(path))
    return found


def _history(run: Run) -> dict[str, bytes]:
    """The file of history as it is."""
    names = {part.file for part in parts_of("history", run.settings, run.folder)}
    return {f"history{Path(name).suffix}": read_whole(run.folder / name) for name in [*names][:1]}


def _looks(run: Run) -> dict[str, bytes]:
    """The Word template and the font that the settings name within the folder."""
    named = (run.settings.report.template, run.settings.charts.font)
    places = {name: run.folder / name for name in named if name}
    inside = {name: path for name, path in places.items() if path.is_file() and _is_inside(name)}
    return {name: read_whole(path) for name, path in inside.items()}


def _is_inside(name: str) -> bool:
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def _learning(run: Run) -> dict[str, str]:
    """The learning whose actions are not complete, as a table of our own columns."""
    table = run.export.tables.get("learning")
    if table is None:
        return {}
    rows = [row for row in table.to_dict("records") if row.get("status") != _COMPLETE]
    if not rows:
        return {}
    lines = [[_cell(row.get(column)) for column in COLUMNS["learning"]] for row in rows]
    return {"learning.csv": _UTF_8 + csv_of([COLUMNS["learning"], *lines], line_end="\r\n")}


def _cell(value: object) -> str:
    """A cell as it is written; nothing for what is missing."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


_OF_ONE_YEAR = (
    *(("report", "exported_on"), ("data", "covers"), ("data", "none")),
    ("cover", "meeting_on"),
)
"""The settings that hold for one year's report, by section and name."""
_WHY = "# last year's: give this year's, where it is needed"
_REWRITTEN = "sources.learning"
"""The table that is written anew, under our own names."""


def settings_of_next_year(text: str, settings: Settings, export: str) -> str:
    """The text of a folder's settings for the year after, with what was one year's alone as notes.

    `export` is the path of the new export, which stands in for the old one in every table that was read from that;
    without one, and for tables of other files, the file is to be named.
    """
    old = settings.sources.complaints.file
    notes = {*_OF_ONE_YEAR, *((section, "file") for section in _sections_with_files(settings))}
    made = _with_notes(
        text, lambda section, name: (section, name) in notes or f"{section}.".startswith(f"{_REWRITTEN}.")
    )
    named = {table: source for table, source in settings.sources if source.file == old != "" or table == "complaints"}
    return with_lines(made, [SettingLine(f"sources.{table}", "file", export) for table in named] if export else [])


def _sections_with_files(settings: Settings) -> Iterator[str]:
    yield from (f"sources.{table}" for table, source in settings.sources if source.file)
    stages = settings.sources.complaints.stages.items()
    yield from (f"sources.complaints.stage_{stage}" for stage, own in stages if own.file)


def _with_notes(text: str, is_old: Callable[[str, str], bool]) -> str:
    """The text with each setting that is old as a note."""
    return "".join(
        _as_comment(statement) if any(is_old(*key) for key in keys) else statement
        for keys, statement in _statements(text)
    )


def _as_comment(statement: str) -> str:
    first, *others = statement.splitlines(keepends=True)
    return "".join([f"# {first.rstrip()}   {_WHY}\n", *(f"# {line}" for line in others)])


def _statements(text: str) -> Iterator[tuple[list[tuple[str, str]], str]]:
    """Each line of a text, or all the lines of one setting, with what they set: the section and the name."""
    header, lines = "", ""
    for line in text.splitlines(keepends=True):
        lines += line
        made = settings_in(f"{header}\n{lines}")
        if made is None:
            continue  # a list goes on
        if line.lstrip().startswith("["):
            header = line.strip()
        yield [*_keys(made)] if lines.strip() and not lines.lstrip().startswith(("#", "[")) else [], lines
        lines = ""
    if lines:
        yield [], lines


def _keys(made: Mapping[str, object], *above: str) -> Iterator[tuple[str, str]]:
    for name, value in made.items():
        yield ".".join(above), name
        if isinstance(value, dict):
            yield from _keys(value, *above, name)
