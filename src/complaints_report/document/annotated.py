"""A document with a comment at each thing in it that does not agree with the data."""

from collections.abc import Iterator, Sequence
from zipfile import BadZipFile, ZipFile

from lxml import etree

from complaints_report.document.comments import Comments
from complaints_report.document.findings import Finding, Kind
from complaints_report.document.opened import BODY, Node, Opened
from complaints_report.document.saved import to_bytes, written
from complaints_report.document.spots import runs_at
from complaints_report.document.typed import NO_FIGURE
from complaints_report.errors import CommandError
from complaints_report.report.kept import TABLE

Remark = tuple[Finding | None, tuple[str, ...]]
"""What is to be said, a line a paragraph, and of which thing; of none where it was removed."""


def annotated(document: Opened, found: Sequence[Finding]) -> bytes:
    """The file with its comments; every part that they do not touch is byte for byte as it was."""
    said = list(remarks(found))
    with ZipFile(document.path) as package:
        if not said:
            return written(package, {})
        comments = _comments(document, package)
        _comment(document, comments, said)
        return written(package, {BODY: to_bytes(document.parts[BODY]), **comments.changed()})


def _comments(document: Opened, package: ZipFile) -> Comments:
    try:
        return Comments(package, document.parts[BODY])
    except (BadZipFile, KeyError, ValueError, etree.XMLSyntaxError):
        raise CommandError(f"{document.path} has comments that cannot be read; save it in Word again.") from None


def _comment(document: Opened, comments: Comments, said: Sequence[Remark]) -> None:
    """Adds a comment for each remark at its place."""
    done: set[tuple[Node, Node, tuple[str, ...]]] = set()
    for finding, lines in said:
        runs = runs_at(document, finding.place if finding else None)
        # Word keeps the words of a text box twice, in two ways of drawing it.
        if (once := (runs[0], runs[-1], lines)) not in done:
            done.add(once)
            comments.add(lines, runs)


def remarks(found: Sequence[Finding]) -> Iterator[Remark]:
    """A remark on each thing that does not agree, in the document's order, and one on all that was removed."""
    removed = [finding for finding in found if finding.kind is Kind.REMOVED]
    if removed:
        yield None, (_counted(len(removed)), *map(_gone, removed))
    for finding in found:
        if finding.kind not in (Kind.AGREES, Kind.REMOVED) and (finding.tag or finding.kind is not Kind.UNKNOWN):
            yield finding, (_where(finding) + sentence(finding),)


def _counted(removed: int) -> str:
    if removed == 1:
        return "1 figure that the report was built with is no longer in the document:"
    return f"{removed:,} figures that the report was built with are no longer in the document:"


def _gone(finding: Finding) -> str:
    said = finding.theirs.strip(" ,")
    return f"{finding.title}: it said “{said}”." if said else f"{finding.title}."


def _where(finding: Finding) -> str:
    """Says that it is a footnote's, which cannot hold a comment itself."""
    place = finding.place
    inside = place is not None and etree.QName(place.element.getroottree().getroot()).localname == "footnotes"
    return f"In this footnote (“{finding.sentence}”): " if inside else ""


def sentence(finding: Finding) -> str:
    """What the document says and what the data give, in words that stand alone."""
    if finding.kind is Kind.TYPED:
        return _typed(finding)
    if finding.kind is Kind.CONTRADICTION:
        return f"{finding.title}."
    if finding.kind is Kind.CHART:
        return f"{finding.title}: the document shows a chart of other numbers than the data now give."
    if finding.tag.startswith(TABLE):
        return _table(finding)
    return f"{finding.title}: the document says “{finding.theirs}”{_but(finding)}"


def _but(finding: Finding) -> str:
    """What the data give instead of a figure's words."""
    match finding.kind:
        case Kind.UNKNOWN:
            return ", and the data no longer give this figure, so it could not be judged."
        case Kind.OVERTYPED:
            return f", which somebody typed over the figure; the data give “{finding.ours}”."
        case Kind.DIRECTION:
            return f", a direction that no longer holds; the data give “{finding.ours}”."
        case _:
            return f", and the data now give “{finding.ours}”."


def _typed(finding: Finding) -> str:
    said = f"The document says “{finding.theirs}”, a number typed outside any figure"
    if finding.ours == NO_FIGURE:
        return f"{said}; the data give no figure that explains it."
    return f"{said}; the data give this number as: {finding.ours}."


def _table(finding: Finding) -> str:
    if finding.kind is Kind.OVERTYPED:
        said = "the document has headings or labels that somebody changed by hand"
    else:
        said = "the document has other rows than the data now give"
    none = finding.ours == "no such table"
    return f"{finding.title}: {said}" + ("; the data give no such table." if none else ".")
