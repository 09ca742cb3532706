"""Makes the pictures of the README from the sample: four pages of its report, three of its charts, and three web pages.

Run by `make pictures`, when the pages have changed; it needs LibreOffice, poppler and Chromium. Look at what it made.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).parent
PAGES = (r"", r"(\d+\. )?Executive Summary", r"Figure 1:", r"(\d+\. )?How are complaints being made")
"""How a line begins on each page that is shown; where the first of all says nothing, it is the cover."""
CHARTS = (("services",), ("escalation", "compliments"))
"""The charts that are shown, in columns."""
WEB = (("index", 820, False), ("volume", 820, False), ("outcomes", 400, True))
"""The web pages that are shown, each with the width of its window and whether it is in the dark."""
TALL = 1.4
"""How much higher than wide each window is."""
HEIGHT, GAP = 700, 12
WHITE, GREY = "#ffffff", "#bfbfbf"


def build(place: Path) -> Path:
    """The year's folder of the sample's output/, with the report and the public's pages, made in a copy of it."""
    folder = shutil.copytree(DOCS.parent / "sample_data", place / "sample", ignore=shutil.ignore_patterns("output"))
    for command in ("build", "publish"):
        line = [sys.executable, "-m", "complaints_report", command, "--year", "2023/24", "--folder", str(folder)]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder / "output" / "2023-24"


def pictures_of_pages(report: Path, place: Path) -> list[Image.Image]:
    """The pages that are shown, as LibreOffice lays them out."""
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    line = ["soffice", profile, "--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(place)]
    subprocess.run([*line, str(report)], check=True, stdout=subprocess.DEVNULL)
    pdf = place / f"{report.stem}.pdf"
    said = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True).stdout.decode("utf-8")
    pages = [number_of(begins, said.split("\f")) for begins in PAGES]
    for number in pages:
        shown = ["-f", str(number), "-l", str(number), "-scale-to-y", str(HEIGHT), "-scale-to-x", "-1", "-singlefile"]
        subprocess.run(["pdftoppm", "-png", *shown, str(pdf), str(place / f"page-{number}")], check=True)
    return [Image.open(place / f"page-{number}.png") for number in pages]


def number_of(begins: str, pages: Sequence[str]) -> int:
    """The number of the first page with a line that begins so, the list of contents left out."""
    for number, said in enumerate(pages, 1):
        if re.search(f"^{begins}", said, re.MULTILINE) and not re.search(r"^Contents$", said, re.MULTILINE):
            return number
    raise SystemExit(f"No page has a line that begins with {begins!r}: choose other pages in {__file__}.")


def pictures_of_web_pages(public: Path, place: Path) -> list[Image.Image]:
    """The web pages that are shown, as Chromium does."""
    chromium = os.environ.get("CHROMIUM") or "chromium"
    for name, width, dark in WEB:
        shown = [f"--window-size={width},{round(width * TALL)}", f"--screenshot={place / name}.png"]
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        looks = [scheme, "--force-device-scale-factor=2", "--hide-scrollbars"]
        line = [chromium, "--headless", "--no-sandbox", f"--user-data-dir={place / 'browser'}", *shown, *looks]
        page = (public / f"{name}.html").as_uri()
        subprocess.run([*line, page], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [Image.open(place / f"{name}.png") for name, _, _ in WEB]


def side_by_side(pictures: Sequence[Image.Image], between: str) -> Image.Image:
    """Pictures of one height in a row, with some room between them."""
    scaled = [
        one.resize((round(one.width * HEIGHT / one.height), HEIGHT), Image.Resampling.LANCZOS) for one in pictures
    ]
    whole = Image.new("RGB", (sum(one.width + GAP for one in scaled) - GAP, HEIGHT), between)
    left = 0
    for one in scaled:
        whole.paste(one, (left, 0))
        left += one.width + GAP
    return whole


def in_columns(folder: Path) -> Image.Image:
    """The charts that are shown, in columns."""
    columns = [[Image.open(folder / f"{name}.png") for name in names] for names in CHARTS]
    tallest = max(sum(one.height for one in column) for column in columns)
    return side_by_side([one_above_another(column, tallest) for column in columns], WHITE)


def one_above_another(pictures: Sequence[Image.Image], height: int) -> Image.Image:
    """Pictures in a column of this height."""
    whole = Image.new("RGB", (max(one.width for one in pictures), height), WHITE)
    top = 0
    for one in pictures:
        whole.paste(one.convert("RGB"), (0, top))
        top += one.height
    return whole


def main() -> None:
    """Write all pictures."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        output = build(place)
        made = {
            "report-pages.png": side_by_side(pictures_of_pages(output / "report-2023-24.docx", place), GREY),
            "report-charts.png": in_columns(output / "charts"),
            "public-pages.png": side_by_side(pictures_of_web_pages(output / "public", place), GREY),
        }
        for path, picture in made.items():
            shown = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=256)
            shown.save(DOCS / path, optimize=True)


if __name__ == "__main__":
    main()
