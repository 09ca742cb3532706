"""`refresh`: a Word report brought up to the data as they are now, with all else as people left it."""

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from complaints_report.charts.looks import wearing
from complaints_report.document.opened import Opened, opened
from complaints_report.document.refreshed import Change, Refresh
from complaints_report.document.saved import saved
from complaints_report.files import write_whole
from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figures import Figures
from complaints_report.report.assemble import to_document
from complaints_report.report.context import Context
from complaints_report.report.word import write_report
from complaints_report.resources import resource
from complaints_report.run import Run, draw_charts, figures_for, looks_of, own_words, template_path
from complaints_report.verify import now_of, require_kept


def refreshed(
    run: Run, path: Path, output: Path | None, year: str | None, *, track: bool = False, overtyped: bool = False
) -> list[Change]:
    """What was brought up to the data in the report at the path, written to `output`, else in place with a backup."""
    document = opened(path)
    kept = require_kept(document)
    figures = publishable(figures_for(run, year or kept.year or None))
    with TemporaryDirectory(prefix="complaints-report-", ignore_cleanup_errors=True) as name:
        fresh = fresh_report(run, figures, Path(name))
        refresh = Refresh(document, fresh, now_of(run, figures), track=track, overtyped=overtyped)
        changes = refresh.changes()
        made = saved(document, fresh, refresh)
    if output:
        write_whole(output, made)
    elif any(not change.kept for change in changes):
        write_whole(backup_of(path), path.read_bytes())
        write_whole(path, made)
    return changes


def fresh_report(run: Run, figures: Figures, folder: Path) -> Opened:
    """The report as it would be built now, in a folder of its own."""
    context = Context(run.settings, figures, run.export, run.source.tables, run.faults, own_words(run, figures))
    with wearing(looks_of(run)):
        document = to_document(context, resource("templates", "sections"), draw_charts(figures, folder))
    path = folder / "fresh.docx"
    write_report(document, template_path(run), path)
    return opened(path)


def backup_of(path: Path) -> Path:
    """Where the old one is kept: NAME.bak.docx, what is there already moved on to NAME.bak-2.docx and so on."""
    backup = path.with_name(f"{path.stem}.bak{path.suffix}")
    if backup.exists():
        names = (path.with_name(f"{path.stem}.bak-{number}{path.suffix}") for number in count(2))
        backup.rename(next(name for name in names if not name.exists()))
    return backup
