"""`verify`: a Word report held to the data as they are now."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaints_report.audit.controls.own import Now, kept_parts
from complaints_report.audit.reading import read_document
from complaints_report.charts.looks import wearing
from complaints_report.document.checked import findings
from complaints_report.document.findings import Verified
from complaints_report.document.opened import Opened, opened
from complaints_report.errors import CommandError
from complaints_report.files import write_whole
from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figures import Figures
from complaints_report.output import RECORD
from complaints_report.progress import doing
from complaints_report.report.assemble import to_document
from complaints_report.report.kept import Kept, fingerprint
from complaints_report.resources import resource
from complaints_report.run import Run, context_of, explained, figures_for, looks_of, run_record

if TYPE_CHECKING:
    from complaints_report.metrics.explained import Explanation


def verified(run: Run, path: Path, year: str | None, annotate: Path | None = None) -> Verified:
    """Everything found in the report at the path, of the year that it says it is of unless another is given.

    With `annotate`, a copy of the report is written there that has what does not agree as comments.
    """
    doing(f"Reading {path.name}")
    document = opened(path)
    if annotate and annotate.exists() and annotate.samefile(path):
        raise CommandError(f"{annotate} is the report itself; name another file to write its comments to.")
    told = _by_its_words(run, document, year) if document.kept is None else _by_what_it_keeps(run, document, year)
    if annotate:
        from complaints_report.document.annotated import annotated

        doing(f"Writing {annotate.name}")
        write_whole(annotate, annotated(document, told.findings))
    return told


def _by_what_it_keeps(run: Run, document: Opened, year: str | None) -> Verified:
    now = now_of(run, publishable(figures_for(run, year or require_kept(document).year or None)))
    return Verified(
        document.path.name, now.figures.year, tuple(findings(document, now)), tuple(changed_inputs(run, now))
    )


def _by_its_words(run: Run, document: Opened, year: str | None) -> Verified:
    """What is found in a document that keeps none of its figures: last year's, or another organisation's."""
    from complaints_report.document.reading import year_said
    from complaints_report.document.unkept import Unkept

    now = now_of(run, publishable(figures_for(run, year or year_said(document))))
    return Verified(document.path.name, now.figures.year, tuple(Unkept(now).findings(document)), (), kept=False)


def explained_in(run: Run, path: Path, words: str, year: str | None) -> "Explanation":
    """What is behind the one figure that these words of a report say."""
    from complaints_report.picked import figure_picked

    document = read_document(path)
    kept = next((one for _, one in kept_parts(document)), None)
    figure = figure_picked(document, publishable(figures_for(run, year or (kept.year if kept else None))), words)
    return explained(run, figure.year, figure.metric, figure.stage, by=figure.by, group=figure.group)


def require_kept(document: Opened) -> Kept:
    """What the document keeps of its figures; stops where it keeps none."""
    if document.kept is None:
        raise CommandError(
            f"{document.path} holds none of the figures that `complaints-report build` puts into a report; "
            "name a report that it built."
        )
    return document.kept


def now_of(run: Run, figures: Figures) -> Now:
    """What the report would say of the data now."""
    doing("Working out what the report would say now")
    context = context_of(run, figures)
    with wearing(looks_of(run)):
        document = to_document(context, resource("templates", "sections"), {})
        charts = {name: fingerprint(drawing.csv) for name, drawing in context.drawings.items()}
    doing("Comparing the report with the data")
    return Now(figures, document, charts, context.drawings)


def changed_inputs(run: Run, now: Now) -> list[str]:
    """A line on each input that is not what the year's report was built from, by the run record."""
    built = _built_from(run, now.figures.year)
    if built is None:
        return [f"{run.folder / 'output'} holds no record of what the report of {now.figures.year} was built from."]
    here = _hashes(run_record(run, now.figures.year, draft=False))
    changed = [name for name in here if name in built and built[name] != here[name]]
    return [
        *(f"{name} has changed since the report was built." for name in changed),
        *(f"{name} was not there when the report was built." for name in here if name not in built),
        *(f"{name} is no longer there, or no longer used." for name in built if name not in here),
    ]


def _built_from(run: Run, year: str) -> dict[str, str] | None:
    """The hash of each input of the year's report; None where the record does not tell."""
    try:
        record = json.loads((run.folder / "output" / RECORD).read_text(encoding="utf-8"))
        return _hashes(record) if record["year"] == year else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _hashes(record: dict[str, Any]) -> dict[str, str]:
    return {one["file"]: one["sha256"] for one in record["inputs"]}
