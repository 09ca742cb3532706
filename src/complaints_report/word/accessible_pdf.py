"""A report as PDF that a screen reader can read (PDF/UA), made by LibreOffice: its tags are read back before it counts.

The same document gives the same bytes, with one version of LibreOffice and its fonts.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from complaints_report import progress
from complaints_report.errors import CommandError
from complaints_report.report.blocks import Document, Heading, Picture, Table
from complaints_report.word.contents import Pages
from complaints_report.word.libreoffice import PLAIN, Purpose, find_libreoffice
from complaints_report.word.page_numbers import laid_out
from complaints_report.word.properties import LANGUAGE

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

BOARDS = Purpose("The PDF is made", "The PDF is checked", option="--pdf")
PUBLICS = Purpose("The PDF is made", "The PDF is checked")
_TRUE = {"type": "boolean", "value": "true"}
_OPTIONS = {
    "PDFUACompliance": _TRUE,
    "UseTaggedPDF": _TRUE,
    "ExportBookmarks": _TRUE,
    "ExportBookmarksToPDFDestination": _TRUE,  # by which the pages of headings are known
    "InitialView": {"type": "long", "value": "1"},  # opens with its bookmarks shown
}
PDF_UA = f"{PLAIN}:{json.dumps(_OPTIONS)}"
_CONTENT = ("/MCR", "/OBJR")
"""What hangs on a tag and is none: what is drawn on a page, and annotations."""
_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_DATES = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate")


def write_pdf(document: Document, template: Path, path: Path, office: str, purpose: Purpose = BOARDS) -> Pages:
    """Write the document as tagged PDF, with page numbers in its contents list, which are returned."""
    with TemporaryDirectory(prefix="complaints-report-", ignore_cleanup_errors=True) as name:
        trial = Path(name) / "report.docx"
        pages = laid_out(document, template, office, trial, purpose, PDF_UA)
        progress.show("Checking the PDF")
        _write_checked(trial.with_suffix(".pdf"), path, document, purpose)
    return pages


def write_public_pdf(document: Document, template: Path, path: Path, say: Callable[[str], object]) -> str:
    """Write the document as PDF where that can be done, and return what made it; else `say` why it was left out."""
    try:
        return write_pdf(document, template, path, find_libreoffice(PUBLICS), PUBLICS).measured_with
    except CommandError as error:
        say(f"{path.name} was left out. {error}")
        return ""


def _write_checked(made: Path, path: Path, document: Document, purpose: Purpose) -> None:
    import pikepdf

    try:
        with pikepdf.open(made) as pdf:
            if faults := [*missing_from_tags(pdf, document)]:
                raise CommandError(
                    f"{pdf.docinfo.get('/Producer', 'LibreOffice')} made a PDF that a screen reader cannot read well "
                    f"({'; '.join(faults)}): install a newer LibreOffice{purpose.or_without}."
                )
            _forget_when(pdf)
            pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except (OSError, pikepdf.PdfError):
        raise CommandError(purpose.failed) from None


def _forget_when(pdf: "Pdf") -> None:
    """Take out what tells when it was made, and what follows from that."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as words:
        for name in _DATES:
            if name in words:
                del words[name]
    for holder, names in ((pdf.docinfo, ("/CreationDate", "/ModDate")), (pdf.trailer, ("/DocChecksum", "/ID"))):
        for name in names:
            if name in holder:
                del holder[name]


def missing_from_tags(pdf: "Pdf", document: Document) -> Iterator[str]:
    """What the PDF's own tags do not tell that they must."""
    root = pdf.Root
    if "/StructTreeRoot" not in root or "/MarkInfo" not in root or not root.MarkInfo.get("/Marked"):
        yield "it has no tags"
        return
    if pdf.open_metadata().get(_UA) != "1":
        yield "it does not say that it is PDF/UA"
    if str(root.get("/Lang")) != LANGUAGE:
        yield "its language is not told"
    if not pdf.docinfo.get("/Title") or not _shows_title(root):
        yield "its title is not shown"
    yield from _faults_of_tags([*_tags(pdf)], document)


def _shows_title(root: "Object") -> bool:
    return "/ViewerPreferences" in root and bool(root.ViewerPreferences.get("/DisplayDocTitle"))


def _faults_of_tags(tags: list[tuple[str, "Object"]], document: Document) -> Iterator[str]:
    found = [role for role, _ in tags]
    headings = sum(len(role) == 2 and role[0] == "H" and role[1].isdecimal() for role in found)
    if headings < sum(isinstance(block, Heading) for block in document.blocks):
        yield "headings are not tagged"
    if found.count("Table") < sum(isinstance(block, Table) for block in document.blocks):
        yield "tables are not tagged"
    if any(role == "TH" and "/Scope" not in str(_attributes(tag)) for role, tag in tags):
        yield "header cells do not say what they head"
    described = sum(role == "Figure" and bool(str(tag.get("/Alt", "")).strip()) for role, tag in tags)
    if described < max(found.count("Figure"), sum(isinstance(block, Picture) for block in document.blocks)):
        yield "pictures have no text in their place"


def _attributes(tag: "Object") -> list[dict[str, str]]:
    from pikepdf import Array

    owned = tag.get("/A")
    each = list(owned) if isinstance(owned, Array) else [] if owned is None else [owned]
    return [{str(key): str(value) for key, value in one.items()} for one in each]


def _tags(pdf: "Pdf") -> Iterator[tuple[str, "Object"]]:
    """Every tag with its standard role."""
    from pikepdf import Array, Dictionary

    roles = {str(name): str(role) for name, role in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        tag = waiting.pop()
        if "/S" in tag:
            yield _role(str(tag.S), roles), tag
        kids = tag.get("/K")
        each = list(kids) if isinstance(kids, Array) else [kids]
        waiting.extend(
            kid for kid in each if isinstance(kid, Dictionary) and str(kid.get("/Type", "")) not in ("/MCR", "/OBJR")
        )


def _role(style: str, roles: dict[str, str]) -> str:
    """The role that a style stands for, by way of others."""
    while (role := roles.get(style, style)) != style:
        style = role
    return style.lstrip("/")
