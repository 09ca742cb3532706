"""A new report folder: its settings, an empty file for each table, and what is to be written."""

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from complaints_report import progress
from complaints_report.english import quantity
from complaints_report.errors import CommandError, UnreadableError
from complaints_report.files import put_in_place
from complaints_report.folder_lock import staging_in
from complaints_report.intake.headings.heading_row import columns_of
from complaints_report.intake.headings.mapping import Mapped
from complaints_report.intake.proposals.suggested_settings import Proposal, proposal_of
from complaints_report.intake.proposals.unknown_values import (
    Services,
    Unknown,
    mapped_parts,
    services,
    unknown_outcomes_of_issues,
    unknown_values,
)
from complaints_report.intake.read.folder_files import Files
from complaints_report.intake.records.models import TABLES
from complaints_report.package_data import package_file
from complaints_report.safe_text import MARK, csv_of
from complaints_report.settings import Limits, Organisation, Settings, Sources
from complaints_report.settings_file import FILE_NAME, load_settings

EMPTY_TABLES = "tables"
"""The folder of the empty tables, where they count for nothing until there is something to report."""

_COLUMNS = {table: columns_of(model) for table, model in TABLES.items()}


def make_folder(folder: Path) -> str:
    """Write a new report folder, or nothing where a file of it is there already; the words on what to do next."""
    settings = _rendered("report.toml.j2", proposal=None, services=Services((), 0))
    write_all(folder, _without_settings(_COLUMNS) | {FILE_NAME: settings})
    return _rendered("done.j2", folder=folder, proposal=None)


def make_folder_from(folder: Path, export: Path, sheet: str) -> str:
    """Write a new report folder with the settings that an export suggests; the export stays where it is."""
    if not export.is_file():
        raise CommandError(f"There is no file {export}: name the export of complaints after --from.")
    try:
        proposal, words = _suggested(folder, export, sheet)
    except UnreadableError as error:
        raise UnreadableError(f"{export}: {error} {error.cure}") from None
    others = {table: columns for table, columns in _COLUMNS.items() if table != "complaints"}
    write_all(folder, _without_settings(others) | {FILE_NAME: _rendered("report.toml.j2", **words)})
    return _rendered("done.j2", folder=folder, proposal=proposal)


def settings_for_values(folder: Path) -> str:
    """Lines for a folder's settings: the values of its complaints that are not known, and services in no area."""
    settings = load_settings(folder)
    try:
        parts = mapped_parts(settings, Files(folder))
    except UnreadableError as error:
        raise UnreadableError(f"{error} {error.cure}") from None
    if not parts:
        raise CommandError(f"{folder / FILE_NAME} names no export of complaints, and there is no complaints.csv.")
    words = {"values": _unknown(parts, settings), "services": services(parts, settings)}
    return _rendered("unknown.toml.j2", proposal=None, **words)


def _suggested(folder: Path, export: Path, sheet: str) -> tuple[Proposal, dict[str, Any]]:
    """What an export suggests, and the words that it fills into the settings."""
    progress.show(f"Reading {export.name}")
    files = Files(export.parent)
    proposal = proposal_of(files, export.name, sheet)
    settings = Settings(organisation=Organisation(name=" "), sources=Sources(complaints=proposal.source))
    parts = mapped_parts(settings, files)
    sure = {answer.column for answer in proposal.every_answer if answer.is_sure}
    missing = {"stage", "procedure"} - sure - ({"stage"} if proposal.stages else set())
    return proposal, {
        "proposal": replace(proposal, file=_path_from(folder, export)),
        "constants": missing,
        "values": _unknown(parts, settings),
        "services": services(parts, settings),
    }


def _unknown(parts: list[Mapped], settings: Settings) -> list[Unknown]:
    """The values that are not known, of complaints and of the issues in their rows."""
    return [*unknown_values(parts), *unknown_outcomes_of_issues(parts, settings.sources.complaints)]


def _path_from(folder: Path, export: Path) -> str:
    """The path of an export as it is written in a folder's settings, with forward slashes."""
    whole = export.parent.resolve() / export.name
    try:
        return Path(os.path.relpath(whole, folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return whole.as_posix()


def _without_settings(tables: Mapping[str, Mapping[str, bool]]) -> dict[str, str]:
    """The files of a new folder but its settings; the empty tables stand apart, where they count for nothing."""
    content = package_file("templates", "new-folder", "content")
    texts = {f"content/{path.name}": path.read_text(encoding="utf-8") for path in sorted(content.glob("*.md"))}
    headings = {table: csv_of([columns], line_end="\r\n") for table, columns in tables.items()}
    return {f"{EMPTY_TABLES}/{table}.csv": MARK + row for table, row in headings.items()} | texts


def _rendered(name: str, **words: Any) -> str:
    environment = Environment(
        loader=FileSystemLoader(package_file("templates", "new-folder")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(toml=to_toml, amount=quantity, pad=lambda text, width: f"{text:{width}}")
    text = environment.get_template(name).render(tables=_COLUMNS, limits=Limits(), **words)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def to_toml(text: str) -> str:
    """A text as TOML writes it, on one line, whatever it holds."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08X}" for one in quoted)


def write_all(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder, in order: all of them, or none where one is there or cannot be written."""
    base = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not base.is_dir():
        raise CommandError(f"{base} is a file, not a folder: name another folder.")
    with staging_in(base) as staging:
        _require_new(folder, files)
        for name, text in files.items():
            (staging / name).parent.mkdir(exist_ok=True)
            (staging / name).write_text(text, encoding="utf-8", newline="")
        put_in_place([(staging / name, folder / name) for name in files], staging)


def _require_new(folder: Path, names: Iterable[str]) -> None:
    if there := [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]:
        more = f" and {len(there) - 1} more of the files to be written" if len(there) > 1 else ""
        raise CommandError(f"{folder} already has {there[-1]}{more}: name another folder, or move what is there.")
