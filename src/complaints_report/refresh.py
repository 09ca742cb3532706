"""`refresh`: a Word report brought up to the data as they are now, with all else as people left it."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from complaints_report.charts.looks import wearing
from complaints_report.document.checked import Now
from complaints_report.document.findings import Change
from complaints_report.document.opened import Opened, opened
from complaints_report.document.refreshed import Outdated, Refresh
from complaints_report.document.saved import saved
from complaints_report.files import write_whole
from complaints_report.metrics.disclosure import publishable
from complaints_report.progress import doing
from complaints_report.report.blocks import Block, Heading, Picture, Table
from complaints_report.run import Run, draw_charts, figures_for, looks_of, template_path
from complaints_report.stopping import too_late
from complaints_report.verify import now_of, require_kept


def refreshed(
    run: Run, path: Path, output: Path | None, year: str | None, *, track: bool = False, overtyped: bool = False
) -> list[Change]:
    """What was brought up to the data in the report at the path, written to `output`, else in place with a backup."""
    doing(f"Reading {path.name}")
    document = opened(path)
    kept = require_kept(document)
    now = now_of(run, publishable(figures_for(run, year or kept.year or None)))
    outdated = Outdated.of(document, now)
    with TemporaryDirectory(prefix="complaints-report-", ignore_cleanup_errors=True) as name:
        fresh = fresh_report(run, now, outdated.charts, Path(name)) if outdated else None
        refresh = Refresh(document, fresh, now, track=track, overtyped=overtyped)
        changes = refresh.changes()
        is_changed = any(not change.kept for change in changes)
        made = saved(document, fresh, refresh) if output or is_changed else b""
    if output:
        write_whole(output, made)
    elif is_changed:
        too_late()
        write_whole(backup_of(path), path.read_bytes())
        write_whole(path, made)
    return changes


def fresh_report(run: Run, now: Now, charts: AbstractSet[str], folder: Path) -> Opened:
    """The tables of the report as it would be built now, and these charts, in a folder of its own."""
    from complaints_report.report.word import write_report

    with wearing(looks_of(run)):
        pictures = draw_charts({name: now.drawings[name] for name in charts}, folder)
    blocks = now.document.blocks
    # The words beside a chart name the table of its numbers and its appendix.
    wanted = (one for one in blocks if isinstance(one, Table | Heading) or _is_among(one, charts))
    doing("Writing the report")
    path = folder / "fresh.docx"
    write_report(replace(now.document, blocks=tuple(wanted), pictures=pictures), template_path(run), path)
    return opened(path)


def _is_among(block: Block, charts: AbstractSet[str]) -> bool:
    return isinstance(block, Picture) and block.name in charts


def backup_of(path: Path) -> Path:
    """Where the old one is kept: NAME.bak.docx, what is there already moved on to NAME.bak-2.docx and so on."""
    backup = path.with_name(f"{path.stem}.bak{path.suffix}")
    if backup.exists():
        names = (path.with_name(f"{path.stem}.bak-{number}{path.suffix}") for number in count(2))
        backup.rename(next(name for name in names if not name.exists()))
    return backup
