"""The programs that a finished document is checked with: Microsoft's validator, LibreOffice and poppler."""

import json
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
VALIDATOR = HERE / "node_modules" / "@xarsh" / "ooxml-validator" / "dist" / "src" / "cli.js"
NEEDED = ("soffice", "pdfinfo", "node")
INSTALL = "on Debian or Ubuntu: sudo apt-get install libreoffice-writer-nogui poppler-utils nodejs npm"
PDF_UA = json.dumps(
    {name: {"type": "boolean", "value": "true"} for name in ("PDFUACompliance", "UseTaggedPDF", "ExportBookmarks")}
)


def lacking() -> str:
    """What is missing and how to get it, in one line; empty where everything is there."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        return f"The document checks need {', '.join(missing)}; {INSTALL}"
    return (
        ""
        if VALIDATOR.is_file()
        else f"Microsoft's validator is not there; run `make test-document`, or `npm ci` in {HERE}"
    )


def validator_faults(document: Path) -> list[str]:
    """What Microsoft's validator says is wrong with a Word file."""
    done = ran("node", str(VALIDATOR), str(document))
    if done.returncode not in (0, 1):
        raise RuntimeError(f"The validator could not be run: {done.stderr}")
    return [f"{fault.get('path')}: {fault['description']}" for fault in json.loads(done.stdout)["errors"]]


def to_pdf(document: Path, folder: Path) -> Path:
    """The Word file as PDF/UA, by LibreOffice with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = f"pdf:writer_pdf_Export:{PDF_UA}"
    done = ran("soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(document))
    made = folder / f"{document.stem}.pdf"
    if not made.is_file():
        raise RuntimeError(f"LibreOffice made no PDF: {done.stdout} {done.stderr}")
    return made


def saved_by_libreoffice(document: Path, folder: Path, kind: str) -> Path:
    """The document as LibreOffice saves it in another format, or again in its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    ran("soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder / kind), str(document))
    return folder / kind / f"{document.stem}.{kind}"


def tagged_headings(pdf: Path) -> list[tuple[int, str]]:
    """The level and the words of each heading that the PDF's tags tell, in reading order."""
    found: list[tuple[int, str]] = []
    level = 0
    for line in ran("pdfinfo", "-struct-text", str(pdf)).stdout.splitlines():
        tag = re.fullmatch(r" *([A-Z][A-Za-z0-9]*)(?: \(\w+\))?:?", line)
        words = re.fullmatch(r' *"(.*)"', line)
        if tag and (heading := re.fullmatch(r"H([1-6])", tag[1])):
            level = int(heading[1])
            found.append((level, ""))
        elif tag and tag[1] not in ("Span", "Link"):
            level = 0
        elif words and level:
            found[-1] = level, found[-1][1] + words[1]
    return found


def ran(*line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8", timeout=180, check=False)
