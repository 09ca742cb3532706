"""`verify`: a document held to its own arithmetic and, where there is a folder of data, to the data as they are now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaints_report import progress
from complaints_report.audit.arithmetic import findings as at_odds
from complaints_report.audit.arithmetic import relations_of
from complaints_report.audit.findings import (
    CONTROL,
    ELSE,
    OPEN,
    UNMATCHED,
    UNRELATED,
    Finding,
    Kind,
    Unjudged,
    Verified,
)
from complaints_report.audit.reading import read_document
from complaints_report.audit.reading.document import Document, Spot
from complaints_report.audit.wording import in_marks
from complaints_report.calendar import parse_year
from complaints_report.charts.theme import themed
from complaints_report.errors import CommandError
from complaints_report.files import write_whole
from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figures import Figures
from complaints_report.output_folder import OutputFolder
from complaints_report.run import Run, figures_for, theme_of

if TYPE_CHECKING:
    from complaints_report.report.current import Now
    from complaints_report.word.custom_part import Kept

OF_ITSELF = "whether its numbers fit together"


def verified(run: Run | None, path: Path, year: str | None = None, annotate: Path | None = None) -> Verified:
    """Everything found in the document at the path, held to the data of a run where there is one.

    With `annotate`, a copy of the document is written there that has each finding as a comment.
    """
    progress.show(f"Reading {path.name}")
    document = read_document(path)
    _require_word(annotate)
    told = _by_the_data(run, document, year) if run else _alone(document, "no report folder was named or found")
    if annotate:
        from complaints_report.audit.comments import annotated

        progress.show(f"Writing {annotate.name}")
        write_whole(annotate, annotated(document, told.findings))
    return told


def _require_word(annotate: Path | None) -> None:
    if annotate and annotate.suffix.lower() != ".docx":
        raise CommandError(f"{annotate} is no .docx; comments are written to a Word file.")


def _alone(document: Document, because: str) -> Verified:
    """What a document says of itself."""
    relations = relations_of(document)
    spots = list(document.spots())
    related = {spot for one in relations for spot in one.spots}
    found = tuple(at_odds(relations))
    wrong = {one.spot for one in found if one.fault and one.spot}
    return Verified(
        document=document.path.name,
        year=None,
        held_to=f"without data ({because}): only {OF_ITSELF}",
        findings=found,
        agreeing=len(related - wrong),
        judged=len(related | wrong),
        unjudged=tuple(_unjudged((spot for spot in spots if spot not in related), dict.fromkeys(spots, UNRELATED))),
    )


def _by_the_data(run: Run, document: Document, asked: str | None) -> Verified:
    """What the data say of a document, beside what it says of itself."""
    from complaints_report.audit.controls import kept_parts
    from complaints_report.audit.controls.checked import Checked
    from complaints_report.audit.evidence import held_to_data, sources, year_of
    from complaints_report.audit.marked import held_to_figures

    kept = next((kept for _, kept in kept_parts(document)), None)
    year = _year(asked) or (kept.year if kept and kept.report else "")
    try:
        figures = figures_for(run, year or None)
        if not year and (of := year_of(document, figures)) != figures.year:
            figures = figures_for(run, of)
        figures = publishable(figures)
    except CommandError as error:
        because = str(error).rstrip(".")
        return _alone(document, because[:1].lower() + because[1:])
    now = now_of(run, figures) if kept and kept.report else None
    where = sources(run.source, run.folder, draft=bool(run.errors))
    check = Checked(document, now, where)
    names = run.settings.organisation.name, run.settings.organisation.short_name
    marked = held_to_figures(check.free, figures, where)
    right, wrong = check.right | marked.right, check.wrong | marked.wrong
    ours = now is not None and not check.lost.many and check.free != tuple(document.spots())
    others = [spot for spot in marked.free if not (ours and now and spot.told in now.printed)]
    told = held_to_data(document, figures, others, right, wrong, where, names)
    typed = tuple(_typed(now, told.agreed, check.free)) if ours and now else ()
    free = [spot for spot in check.free if spot not in told.agreed and spot not in told.wrong]
    part = run.source.parts_of_years.get(figures.year)
    only = f" (which hold only complaints received {part.days})" if part else ""
    return Verified(
        document=document.path.name,
        year=figures.year,
        held_to=f"against the data of {figures.year} in the folder {_name(run.folder)}{only}; also {OF_ITSELF}"
        + _of_another(kept, run, figures.year),
        findings=(*check.findings, *marked.findings, *told.findings, *typed),
        agreeing=len(told.agreed),
        judged=len(told.agreed) + len(told.wrong),
        unjudged=tuple(_unjudged(free, dict.fromkeys(told.unmatched, UNMATCHED))),
        lost=check.lost,
        inputs=tuple(changed_inputs(run, now)) if now else (),
    )


def _of_another(kept: "Kept | None", run: Run, year: str) -> str:
    """A sentence where a report of ours is another organisation's or of another year than what it is held to."""
    if not kept or not kept.report or (kept.organisation, kept.year) == (run.settings.organisation.name, year):
        return ""
    return f". It was built as the report of {kept.organisation} for {kept.year}, and is read as any other report"


def _year(asked: str | None) -> str:
    """The label of the year asked for; empty where none was."""
    try:
        return parse_year(asked) if asked else ""
    except ValueError as error:
        raise CommandError(f"{error}.") from None


def _name(folder: Path) -> str:
    return in_marks(folder.resolve().name or str(folder))


def _unjudged(spots: Iterable[Spot], reasons: Mapping[Spot, str]) -> Iterator[Unjudged]:
    """The numbers that were not judged, and why; small words such as "no" and "one" hardly ever count anything."""
    for spot in spots:
        if not (spot.number.spelled and spot.number.value <= 1):
            reason = OPEN if spot.number.hedged else reasons.get(spot, ELSE)
            yield Unjudged(reason, spot.block.heading, spot.told, spot.number.text)


def _typed(now: "Now", agreed: Mapping[Spot, str], free: Sequence[Spot]) -> Iterator[Finding]:
    """The numbers that people typed into a report of ours and that nothing disagrees with."""
    for spot in free:
        if spot in agreed and spot.told not in now.printed:
            why, heading = agreed[spot] or "the numbers beside it bear it out", spot.block.heading
            yield Finding(Kind.TYPED, CONTROL, heading, spot.told, spot.number.text, "", why, place=spot.place)


def now_of(run: Run, figures: Figures) -> "Now":
    """What the report would say of the data now."""
    from complaints_report.build import context_of
    from complaints_report.own_content import SECTIONS
    from complaints_report.report.annual_report import to_document
    from complaints_report.report.current import Now
    from complaints_report.report.statements import fingerprint

    progress.show("Working out what the report would say now")
    context = context_of(run, figures)
    with themed(theme_of(run)):
        document = to_document(context, SECTIONS, {})
        charts = {name: fingerprint(drawing.csv) for name, drawing in context.drawings.items()}
    progress.show("Comparing the report with the data")
    return Now(context.figures, document, charts, context.drawings)


def changed_inputs(run: Run, now: "Now") -> list[str]:
    """A line on each input that is not what the year's report was built from, by the run record."""
    from complaints_report.build import run_record

    output = OutputFolder.of(run.folder, now.figures.year)
    record = output.built_from()
    if record is None:
        return [f"{output.folder} holds no record of what the report of {now.figures.year} was built from."]
    built = _hashes(record)
    here = _hashes(run_record(run, now.figures.year, draft=False))
    changed = [name for name in here if name in built and built[name] != here[name]]
    return [
        *(f"{name} has changed since the report was built." for name in changed),
        *(f"{name} was not there when the report was built." for name in here if name not in built),
        *(f"{name} is no longer there, or no longer used." for name in built if name not in here),
    ]


def _hashes(record: dict[str, Any]) -> dict[str, str]:
    return {one["file"]: one["sha256"] for one in record["inputs"]}
