"""`refresh`: a Word report brought up to the data as they are now, with all else as people left it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import shorten
from typing import Any

from complaints_report import progress
from complaints_report.audit.controls import OwnReport, kept_parts, lost_by
from complaints_report.audit.controls.checked import Checked
from complaints_report.audit.controls.refreshing import LEFT, MISSING, UNKNOWN, UNSAID, WORDED, Change, Refresh
from complaints_report.audit.reading import read_document
from complaints_report.audit.reading.document import Document
from complaints_report.audit.reading.numbers import numbers_in
from complaints_report.build import draw_charts, run_record, template_path
from complaints_report.charts.theme import themed
from complaints_report.english import quantity
from complaints_report.errors import CommandError
from complaints_report.files import put_in_place, real_path, require_replaceable, write_whole
from complaints_report.folder_lock import locked, staging_in
from complaints_report.metrics.disclosure import publishable
from complaints_report.output_folder import OutputFolder
from complaints_report.report.blocks import Heading, Picture, Table
from complaints_report.report.current import Now
from complaints_report.report.statements import CHART, TABLE, Item
from complaints_report.run import Run, figures_for, theme_of
from complaints_report.verify import now_of
from complaints_report.word.custom_part import keeps_nothing

_BUILD_AGAIN = "build it again, and move your words over"


def refreshed(
    run: Run, path: Path, output: Path | None, year: str | None, *, track: bool = False, overtyped: bool = False
) -> list[Change]:
    """What was brought up to the data in the report at the path, written to `output`, else in place with a backup."""
    if output and output.is_file() and path.is_file() and output.samefile(path):
        output = None
    if output or not path.is_file():
        return _refreshed(run, path, output, year, track=track, overtyped=overtyped)
    require_replaceable([path])
    with locked(real_path(path).parent):
        return _refreshed(run, path, None, year, track=track, overtyped=overtyped)


def _refreshed(
    run: Run, path: Path, output: Path | None, year: str | None, *, track: bool, overtyped: bool
) -> list[Change]:
    progress.show(f"Reading {path.name}")
    own = own_report(read_document(path), run)
    figures = figures_for(run, year or own.kept.year)
    if figures.year != own.kept.year:
        raise CommandError(f"{path} is of {own.kept.year}, not of {figures.year}; leave --year out.")
    now = now_of(run, publishable(figures))
    stale = Checked(own.document, now, own=own).stale
    with TemporaryDirectory(prefix="complaints-report-", ignore_cleanup_errors=True) as name:
        fresh = fresh_report(run, now, stale.values(), Path(name))
        refresh = Refresh(own, now, track=track, overtyped=overtyped)
        changes = list(refresh.changes(stale, fresh))
        is_changed = any(not change.reason for change in changes)
        made = refresh.written() if output or is_changed else b""
    if output:
        write_whole(output, made)
    else:
        place = OutputFolder(real_path(path).parent, real_path(path).name)
        if is_changed or place.is_refreshed_untold():
            told = run_record(run, figures.year, draft=False)
            write_with_backup(path, made, place, {part: told[part] for part in ("version", "exported_on", "inputs")})
    return changes


def own_report(document: Document, run: Run) -> OwnReport:
    """The document as a report that can be brought up to the data of a run; else a line that says what can be done."""
    path, own = document.path, OwnReport.of(document)
    lost = lost_by(document, own)
    if own is None and any(kept.items for _, kept in kept_parts(document)):
        why = "was built by version 0.1.0, which did not yet mark its figures as this version needs"
        raise CommandError(f"{path} {why}: {_BUILD_AGAIN}.")
    if lost.many:
        raise CommandError(
            f"{path} has lost {lost.gone:,} of the {lost.recorded:,} controls by which its figures are known, as "
            f"LibreOffice drops them on saving: go back to a copy that Word saved, or {_BUILD_AGAIN}."
        )
    if own is None:
        raise keeps_nothing(path)
    if own.kept.organisation != run.settings.organisation.name:
        raise CommandError(
            f"{path} is a report of {own.kept.organisation}, and {run.folder} holds the data of "
            f"{run.settings.organisation.name}; name the folder that it was built from."
        )
    return own


def changes_to_text(changes: Sequence[Change]) -> str:
    """What was brought up to the data, old and new, by section, and what was not and why.

    The section in which the most was changed comes first, and in each what changed the most.
    """
    made = [change for change in changes if not change.reason]
    lines = [line for some in _by_section(made) for line in some]
    if left := [_TOLD[change.reason].format(change=change) for change in changes if change.reason]:
        lines += ["Not brought up to the data", *(f"  {_on_one_line(line)}" for line in left), ""]
    return "\n".join([*lines, _counted(len(made))]) + "\n"


def _by_section(made: Sequence[Change]) -> Iterator[list[str]]:
    sections: dict[str, list[Change]] = {}
    for change in made:
        sections.setdefault(change.heading or "Before the first heading", []).append(change)
    for heading, some in sorted(sections.items(), key=lambda each: -len(each[1])):
        yield [heading, *(f"  {_change_line(change)}" for change in sorted(some, key=_size, reverse=True)), ""]


def _size(change: Change) -> float:
    """How much a thing changed, as a share of what it was, by the first number in it that did."""
    pairs = zip(numbers_in(change.old), numbers_in(change.new), strict=False)
    sizes = (abs(float(new.value - old.value)) / max(abs(float(old.value)), 1) for old, new in pairs)
    return next(filter(None, sizes), 0)


def _change_line(change: Change) -> str:
    if change.kind in _DRAWN:
        return f"The {change.kind} “{change.title}” {_DRAWN[change.kind]}"
    told = f"{shorten(change.told, _TOLD_AT_MOST, placeholder='…')} ({change.title})" if change.told else change.title
    return f"{told}: “{_on_one_line(change.old)}” is now “{_on_one_line(change.new)}”"


_TOLD_AT_MOST = 100
"""How many letters of what a row and a column of a table are called stand beside a change."""
_DRAWN = {TABLE: "has the rows that the data now give", CHART: "shows the numbers that the data now give"}
"""What is said of a table or a chart that was brought up to the data."""


def _on_one_line(words: str) -> str:
    return "; ".join(" ".join(line.split()) for line in words.splitlines() if line.strip())


_TOLD = {
    LEFT: "{change.title}: “{change.old}” was typed over and is left; the data give “{change.new}”",
    UNKNOWN: "{change.title}: “{change.old}” is left, since this version has no such figure",
    MISSING: "{change.title}: “{change.old}” could not be found in {change.new} of its places",
    WORDED: "{change.title}: “{change.old}” is worded for other data; write “{change.new}”",
    UNSAID: "{change.title}: “{change.old}” is no longer so; take it out",
}


def _counted(changed: int) -> str:
    if not changed:
        return "Nothing had to be changed."
    return f"{quantity(changed, 'thing was', 'things were')} brought up to the data."


def fresh_report(run: Run, now: Now, stale: Collection[Item], folder: Path) -> OwnReport | None:
    """The tables of the report as it would be built now, and the stale ones of its charts; None where none is stale."""
    if not stale:
        return None
    from complaints_report.word.writer import write_report  # of which a report that is up to date needs nothing

    charts = {item.expression for item in stale if item.kind == CHART}
    with themed(theme_of(run)):
        pictures = draw_charts({name: now.drawings[name] for name in charts}, folder)
    blocks = now.document.blocks
    # The words beside a chart name the table of its numbers and its appendix.
    wanted = (
        one for one in blocks if isinstance(one, Table | Heading) or (isinstance(one, Picture) and one.name in charts)
    )
    progress.show("Writing the report")
    path = folder / "fresh.docx"
    write_report(replace(now.document, blocks=tuple(wanted), pictures=pictures), template_path(run), path)
    return OwnReport.of(read_document(path))


def write_with_backup(path: Path, made: bytes, place: OutputFolder, told: dict[str, Any]) -> None:
    """Write the new report in place, keep the old one as NAME.bak.docx, and have the run record of a build name it.

    All of it, or nothing. Where nothing was made, a run that was killed has done all but the record.
    """
    files = _with_backup(path, made) if made else {}
    with staging_in(real_path(path).parent) as staging:
        changes: list[tuple[Path | None, Path]] = []
        for number, (to, data) in enumerate(files.items()):
            (staging / str(number)).write_bytes(data)
            changes.append((staging / str(number), to))
        before, after = place.refreshed_records(made or path.read_bytes(), told, staging)
        put_in_place([*before, *changes, *after], staging)


def _with_backup(path: Path, made: bytes) -> dict[Path, bytes]:
    """What is to be where; what is there under the backup's name already is moved on to NAME.bak-2.docx and so on."""
    backup, old = path.with_name(f"{path.stem}.bak{path.suffix}"), path.read_bytes()
    files = {path: made}
    if not backup.exists():
        return {backup: old} | files
    if (before := backup.read_bytes()) != old:  # else a run that was killed has kept it
        return {_next_backup(path): before, backup: old} | files
    return files


def _next_backup(path: Path) -> Path:
    names = (path.with_name(f"{path.stem}.bak-{number}{path.suffix}") for number in count(2))
    return next(name for name in names if not name.exists())
