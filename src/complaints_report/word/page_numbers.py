"""Page numbers for the contents list, measured from the report as LibreOffice lays it out: those, or none."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from complaints_report import progress
from complaints_report.errors import CommandError
from complaints_report.report.blocks import Document
from complaints_report.word.contents import Pages, heading_bookmark, listed_headings
from complaints_report.word.libreoffice import PLAIN, Purpose, convert
from complaints_report.word.template import WordTemplate
from complaints_report.word.writer import write_report

if TYPE_CHECKING:
    from pikepdf import Pdf

NUMBERS = Purpose(
    makes="Page numbers are measured",
    reads="Page numbers are read",
    fails=", so its page numbers are not known",
    option="--page-numbers",
)
MEASUREMENTS = 3
# LibreOffice writes the underscore of `_Toc000001000` as its code.
DESTINATION = re.compile(r"/(?:_|5F)Toc(\d+)")


def measured_pages(document: Document, template: Path, office: str) -> Pages:
    """The page of each heading in the report as LibreOffice lays it out, its contents list numbered and all."""
    with TemporaryDirectory(prefix="complaints-report-", ignore_cleanup_errors=True) as name:
        return laid_out(document, template, office, Path(name) / "report.docx")


def laid_out(
    document: Document, template: Path, office: str, trial: Path, purpose: Purpose = NUMBERS, kind: str = PLAIN
) -> Pages:
    """The page of each heading of a document, which is left as a Word file with its PDF beside it, so numbered."""
    first_page, pages = WordTemplate(template).first_page, None
    for _ in range(MEASUREMENTS):
        write_report(document, template, trial, pages)
        progress.show("Laying the pages out with LibreOffice")
        before, pages = pages, pages_in(convert(trial, office, purpose, kind), first_page, purpose)
        require_all(document, pages, purpose)
        if pages == before:
            return pages
    raise CommandError(
        f"The page numbers came out differently {MEASUREMENTS} times, so none can be trusted"
        f"{purpose.option and f'; leave out {purpose.option}'}."
    )


def require_all(document: Document, pages: Pages, purpose: Purpose) -> None:
    """Stops where the page of any heading of the contents list is not known."""
    if not listed_headings(document.blocks).keys() <= pages.of_headings.keys():
        raise CommandError(
            f"{pages.measured_with} does not say which pages the headings are on; "
            f"install a newer LibreOffice{purpose.or_without}."
        )


def pages_in(made: Path, first_page: int, purpose: Purpose) -> Pages:
    """The pages of a report by its PDF."""
    import pikepdf

    try:
        with pikepdf.open(made) as pdf:
            return pages_of(pdf, first_page)
    except (OSError, pikepdf.PdfError):
        raise CommandError(purpose.failed) from None


def pages_of(pdf: "Pdf", first_page: int) -> Pages:
    """The page of every heading's bookmark in a PDF that has bookmarks as named destinations."""
    from pikepdf import Dictionary, Page

    found = {}
    for name, target in pdf.Root.get("/Dests", Dictionary()).items():
        if known := DESTINATION.fullmatch(name):
            found[heading_bookmark(int(known[1]))] = first_page + Page(target[0]).index
    return Pages(found, len(pdf.pages), str(pdf.docinfo.get("/Producer", "LibreOffice")))
