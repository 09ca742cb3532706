"""LibreOffice, which lays a Word file out and makes a PDF of it: where it is, and a run of it to its end."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from complaints_report.errors import CommandError

NAMES = ("soffice", "libreoffice")
# Where its installers put it, where it is not on the PATH; on Windows the .com is the one that waits for the end.
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
SECONDS = 180
SILENT = subprocess.DEVNULL
PLAIN = "pdf:writer_pdf_Export"
# A setting, since the option of the command line is known only from LibreOffice 7.4 on.
BOOKMARKS_AS_DESTINATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
oor:path="/org.openoffice.Office.Common/Filter/PDF/Export"><prop
oor:name="ExportBookmarksToPDFDestination" oor:op="fuse"><value>true</value></prop></item></oor:items>
"""
PYTHON = "py" if sys.platform == "win32" else "python3"


@dataclass(frozen=True)
class Purpose:
    """What LibreOffice is wanted for, as people are told: what it makes, what is read of it, what fails with it.

    `option` is the one that asked for it, which may be left out.
    """

    makes: str
    reads: str
    fails: str = ""
    option: str = ""

    @property
    def without_office(self) -> str:
        """What to do where it is not installed."""
        return (
            f"{self.makes} with LibreOffice, which is not installed here; "
            f"install it (www.libreoffice.org){self.or_without}."
        )

    @property
    def without_pikepdf(self) -> str:
        """What to do where its PDF cannot be read."""
        return (
            f"{self.reads} with pikepdf, which is not installed here: install it with `{PYTHON} -m pipx inject "
            f"complaints-report pikepdf`, or `{PYTHON} -m pip install pikepdf` where you did without pipx"
            f"{self.or_without}."
        )

    @property
    def failed(self) -> str:
        """What to do where it made nothing."""
        cure = f"install LibreOffice anew{self.or_without}" if self.option else "or install LibreOffice anew"
        return f"LibreOffice could not turn the report into a PDF{self.fails}; try again, {cure}."

    @property
    def or_without(self) -> str:
        """What else to do: to leave the option out, where one asked for it."""
        return self.option and f", or leave out {self.option}"


def find_libreoffice(purpose: Purpose) -> str:
    """The program that lays the report out, or one line that says what to do without it, or without pikepdf."""
    if find_spec("pikepdf") is None:
        raise CommandError(purpose.without_pikepdf)
    for name in (*NAMES, *PLACES):
        if found := shutil.which(name):
            return found
    raise CommandError(purpose.without_office)


def convert(report: Path, office: str, purpose: Purpose, kind: str = PLAIN) -> Path:
    """The PDF that LibreOffice makes beside a report, in a profile of its own: one that is open is left alone."""
    profile = report.parent / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(BOOKMARKS_AS_DESTINATIONS, encoding="utf-8")
    made = report.with_suffix(".pdf")
    made.unlink(missing_ok=True)
    options = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    run_program([office, *options, "--convert-to", kind, "--outdir", str(report.parent), str(report)], purpose)
    return made


def run_program(line: list[str], purpose: Purpose) -> None:
    """Runs a program to its end; one that takes too long is ended with all it started."""
    try:
        # Not into pipes: what LibreOffice leaves running would keep them open.
        process = subprocess.Popen(line, stdin=SILENT, stdout=SILENT, stderr=SILENT, start_new_session=True)
    except OSError:
        raise CommandError(purpose.failed) from None
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise CommandError(purpose.failed) from None
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
