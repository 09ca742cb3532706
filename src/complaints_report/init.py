"""A new report folder: its settings, an empty file for each table, and what is to be written."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from complaints_report import progress
from complaints_report.errors import CommandError, UnreadableError
from complaints_report.files import put_in_place, read_whole, write_whole
from complaints_report.folder_lock import staging_in
from complaints_report.intake.headings.mapping import Mapped
from complaints_report.intake.proposals.suggested_settings import Proposal, proposal_for, proposal_of
from complaints_report.intake.proposals.unknown_values import (
    Services,
    Unknown,
    mapped_parts,
    services,
    unknown_outcomes_of_issues,
    unknown_values,
)
from complaints_report.intake.read.folder_files import Files
from complaints_report.interview.conversation import interviewed, questions_of_export
from complaints_report.interview.of_rows import lines_of_others
from complaints_report.interview.questions import Person
from complaints_report.interview.state import InterviewState
from complaints_report.new_folder import COLUMNS, rendered
from complaints_report.package_data import package_file
from complaints_report.safe_text import MARK, csv_of
from complaints_report.settings import Organisation, Settings, Sources
from complaints_report.settings_file import FILE_NAME, load_settings
from complaints_report.settings_lines import with_lines

EMPTY_TABLES = "tables"
"""The folder of the empty tables, where they count for nothing until there is something to report."""


def make_folder(folder: Path) -> str:
    """Write a new report folder, or nothing where a file of it is there already; the words on what to do next."""
    settings = rendered("report.toml.j2", proposal=None, services=Services((), 0))
    write_all(folder, new_files() | {FILE_NAME: settings})
    return rendered("done.j2", folder=folder, proposal=None)


def make_folder_from(folder: Path, export: Path, sheet: str, person: Person | None = None) -> str:
    """Write a new report folder with the settings that an export suggests and a person, where there is one, answers.

    The export stays where it is. The words on what to do next.
    """
    require_export(export)
    files = new_files(but=("complaints",))
    if person:
        require_new(folder, [*files, FILE_NAME])
    state = subject_of(folder, export, sheet)
    with progress.hidden():
        answered = interviewed(state, person) if person else state
    if answered is None:
        return NOTHING_WRITTEN
    write_all(folder, files | {FILE_NAME: answered.text})
    return rendered("done.j2", folder=folder, proposal=state.proposal, left=len([*questions_of_export(answered)]))


NOTHING_WRITTEN = "Nothing was written."


def require_export(export: Path) -> None:
    """Stop where there is no such export."""
    if not export.is_file():
        raise CommandError(f"There is no file {export}: name the export of complaints after --from.")


def settings_for_values(folder: Path) -> str:
    """Lines for a folder's settings: the values of its complaints that are not known, and services in no area."""
    settings = load_settings(folder)
    with _whole_errors():
        parts = mapped_parts(settings, Files(folder))
    if not parts:
        raise CommandError(f"{folder / FILE_NAME} names no export of complaints, and there is no complaints.csv.")
    words = {"values": _unknown(parts, settings), "services": services(parts, settings)}
    return rendered("unknown.toml.j2", proposal=None, **words)


def answer_values(folder: Path, person: Person) -> str:
    """Ask what is new or left open in a folder, and put each answer into its settings; the words on what was done."""
    settings = load_settings(folder)
    path = folder / FILE_NAME
    with _whole_errors():
        proposal = proposal_for(settings, Files(folder))
    before = _text_of(path)
    with progress.hidden():
        answered = interviewed(InterviewState(Files(folder), proposal, before), person)
    if answered is None or answered.text == before:
        return NOTHING_WRITTEN if answered is None else f"{path} is as it was."
    write_whole(path, answered.text.encode())
    return rendered("answered.j2", folder=folder, path=path, left=len([*questions_of_export(answered)]))


def _text_of(path: Path) -> str:
    try:
        return read_whole(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(f"{path} is not saved as UTF-8: save it so in your editor, and try again.") from None


@contextmanager
def _whole_errors() -> Iterator[None]:
    """Say what a file is refused for with its cure."""
    try:
        yield
    except UnreadableError as error:
        raise UnreadableError(f"{error} {error.cure}") from None


def subject_of(folder: Path, export: Path, sheet: str, text: str = "") -> InterviewState:
    """What an export suggests for a folder's settings, whose text is made of it where there is none yet."""
    progress.show(f"Reading {export.name}")
    files, path = Files(export.parent), path_from(folder, export)
    try:
        proposal = proposal_of(files, export.name, sheet)
        return InterviewState(files, proposal, text or _new_settings(files, proposal, path), path)
    except UnreadableError as error:
        raise UnreadableError(f"{export}: {error} {error.cure}") from None


def _new_settings(files: Files, proposal: Proposal, path: str) -> str:
    """The text of the settings that an export comes to, with the questions as notes in it."""
    settings = Settings(organisation=Organisation(name=" "), sources=Sources(complaints=proposal.source))
    parts = mapped_parts(settings, files)
    sure = {answer.column for answer in proposal.every_answer if answer.is_sure}
    is_told = {"stage"} if proposal.stages or proposal.sheet_of_stage else set[str]()
    text = rendered(
        "report.toml.j2",
        proposal=replace(proposal, file=path),
        constants={"stage", "procedure"} - sure - is_told,
        values=_unknown(parts, settings),
        services=services(parts, settings),
    )
    return with_lines(text, lines_of_others(proposal.others, path))


def _unknown(parts: list[Mapped], settings: Settings) -> list[Unknown]:
    """The values that are not known, of complaints and of the issues in their rows."""
    return [*unknown_values(parts), *unknown_outcomes_of_issues(parts, settings.sources.complaints)]


def path_from(folder: Path, export: Path) -> str:
    """The path of an export as it is written in a folder's settings, with forward slashes."""
    whole = export.parent.resolve() / export.name
    try:
        return Path(os.path.relpath(whole, folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return whole.as_posix()


def new_files(but: Collection[str] = ()) -> dict[str, str | bytes]:
    """The files of a new folder but its settings; the empty tables stand apart, where they count for nothing."""
    content = package_file("templates", "new-folder", "content")
    texts = {f"content/{path.name}": path.read_text(encoding="utf-8") for path in sorted(content.glob("*.md"))}
    empty = {table: csv_of([columns], line_end="\r\n") for table, columns in COLUMNS.items() if table not in but}
    return {**{f"{EMPTY_TABLES}/{table}.csv": MARK + row for table, row in empty.items()}, **texts}


def write_all(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder, in order: all of them, or none where one is there or cannot be written."""
    base = next((path for path in (folder, *folder.absolute().parents) if path.exists()), None)
    if base is None:
        raise CommandError(f"There is no drive or share {folder.anchor}: connect it, or name another folder.")
    if not base.is_dir():
        raise CommandError(f"{base} is a file, not a folder: name another folder.")
    with staging_in(base) as staging:
        require_new(folder, files)
        for name, text in files.items():
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).write_bytes(text.encode() if isinstance(text, str) else text)
        put_in_place([(staging / name, folder / name) for name in files], staging)


def require_new(folder: Path, names: Iterable[str]) -> None:
    """Stop where a folder has one of these files."""
    if there := [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]:
        more = f" and {len(there) - 1} more of the files to be written" if len(there) > 1 else ""
        raise CommandError(f"{folder} already has {there[-1]}{more}: name another folder, or move what is there.")
