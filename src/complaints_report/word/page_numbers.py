"""Page numbers for the contents list, measured from the report as LibreOffice lays it out: those, or none."""

import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from complaints_report import progress
from complaints_report.errors import CommandError
from complaints_report.report.blocks import Document
from complaints_report.word.contents import Pages, heading_bookmark, listed_headings
from complaints_report.word.template import WordTemplate
from complaints_report.word.writer import write_report

if TYPE_CHECKING:
    from pikepdf import Pdf

NAMES = ("soffice", "libreoffice")
# Where its installers put it, where it is not on the PATH; on Windows the .com is the one that waits for the end.
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
SECONDS = 180
SILENT = subprocess.DEVNULL
MEASUREMENTS = 3
# LibreOffice writes the underscore of `_Toc000001000` as its code.
DESTINATION = re.compile(r"/(?:_|5F)Toc(\d+)")
# A setting, since the option of the command line is known only from LibreOffice 7.4 on.
BOOKMARKS_AS_DESTINATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
oor:path="/org.openoffice.Office.Common/Filter/PDF/Export"><prop
oor:name="ExportBookmarksToPDFDestination" oor:op="fuse"><value>true</value></prop></item></oor:items>
"""
FAILED = (
    "LibreOffice could not turn the report into a PDF, so its page numbers are not known; "
    "try again, install LibreOffice anew, or leave out --page-numbers."
)
PYTHON = "py" if sys.platform == "win32" else "python3"
WITHOUT_PIKEPDF = (
    f"Page numbers are read with pikepdf, which is not installed here: install it with `{PYTHON} -m pipx inject "
    f"complaints-report pikepdf`, or `{PYTHON} -m pip install pikepdf` where you did without pipx, or leave out "
    "--page-numbers."
)


def find_libreoffice() -> str:
    """The program that lays the report out, or one line that says what to do without it, or without pikepdf."""
    if find_spec("pikepdf") is None:
        raise CommandError(WITHOUT_PIKEPDF)
    for name in (*NAMES, *PLACES):
        if found := shutil.which(name):
            return found
    raise CommandError(
        "Page numbers are measured with LibreOffice, which is not installed here; "
        "install it (www.libreoffice.org), or leave out --page-numbers."
    )


def measured_pages(document: Document, template: Path, office: str) -> Pages:
    """The page of each heading in the report as LibreOffice lays it out, its contents list numbered and all."""
    first_page = WordTemplate(template).first_page
    with TemporaryDirectory(prefix="complaints-report-", ignore_cleanup_errors=True) as name:
        trial = Path(name) / "report.docx"
        pages = None
        for _ in range(MEASUREMENTS):
            write_report(document, template, trial, pages)
            progress.show("Measuring page numbers with LibreOffice")
            before, pages = pages, measured(trial, office, first_page)
            require_all(document, pages)
            if pages == before:
                return pages
    raise CommandError(
        f"The page numbers came out differently {MEASUREMENTS} times, so none can be trusted; leave out --page-numbers."
    )


def require_all(document: Document, pages: Pages) -> None:
    """Stops where the page of any heading of the contents list is not known."""
    if not listed_headings(document.blocks).keys() <= pages.of_headings.keys():
        raise CommandError(
            f"{pages.measured_with} does not say which pages the headings are on; "
            "install a newer LibreOffice, or leave out --page-numbers."
        )


def measured(report: Path, office: str, first_page: int) -> Pages:
    """The pages of a report; its PDF is made beside it."""
    import pikepdf

    convert(report, office)
    try:
        with pikepdf.open(report.with_suffix(".pdf")) as pdf:
            return pages_of(pdf, first_page)
    except (OSError, pikepdf.PdfError):
        raise CommandError(FAILED) from None


def pages_of(pdf: "Pdf", first_page: int) -> Pages:
    """The page of every heading's bookmark in a PDF that has bookmarks as named destinations."""
    from pikepdf import Dictionary, Page

    found = {}
    for name, target in pdf.Root.get("/Dests", Dictionary()).items():
        if known := DESTINATION.fullmatch(name):
            found[heading_bookmark(int(known[1]))] = first_page + Page(target[0]).index
    return Pages(found, len(pdf.pages), str(pdf.docinfo.get("/Producer", "LibreOffice")))


def convert(report: Path, office: str) -> None:
    """Has LibreOffice make the PDF, in a profile of its own: a LibreOffice that is open is left alone."""
    profile = report.parent / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(BOOKMARKS_AS_DESTINATIONS, encoding="utf-8")
    report.with_suffix(".pdf").unlink(missing_ok=True)
    options = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    run([office, *options, "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(report.parent), str(report)])


def run(line: list[str]) -> None:
    """Runs a program to its end; one that takes too long is ended with all it started."""
    try:
        # Not into pipes: what LibreOffice leaves running would keep them open.
        process = subprocess.Popen(line, stdin=SILENT, stdout=SILENT, stderr=SILENT, start_new_session=True)
    except OSError:
        raise CommandError(FAILED) from None
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise CommandError(FAILED) from None
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program that is still running, with all it started."""
    if process.poll() is None:
        with suppress(OSError):
            if sys.platform != "win32":
                os.killpg(process.pid, signal.SIGKILL)
            else:  # where the soffice that was started only waits for the one that works
                subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], stdout=SILENT, stderr=SILENT)
                process.kill()
        process.wait()
