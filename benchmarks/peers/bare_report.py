"""Draws as many charts as `build` and writes as many paragraphs and tables, with no logic at all.

Takes the JSON that `benchmarks/shape.py` makes and the folder to write to.
"""

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
from docx import Document
from docx.shared import Cm
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

CM = 1 / 2.54


def draw(chart: dict[str, Any], folder: Path) -> Path:
    """One chart as PNG and SVG, with every number written beside its bar."""
    rows = pd.DataFrame(dict(enumerate(chart["series"])), index=chart["labels"])
    picture = Figure(figsize=(16 * CM, chart["height"] * CM))
    FigureCanvasAgg(picture)
    plot = picture.subplots()
    for place, name in enumerate(rows.columns):
        bars = plot.barh([row + place / 4 for row in range(len(rows))], rows[name], height=0.2)
        plot.bar_label(bars)
    plot.set_yticks(range(len(rows)), rows.index)
    for suffix in (".svg", ".png"):
        picture.savefig(folder / f"{chart['name']}{suffix}", dpi=200)
    return folder / f"{chart['name']}.png"


def main(path: str, to: str) -> None:
    """Draw the charts, then write the document from top to bottom."""
    shape, folder = json.loads(Path(path).read_text(encoding="utf-8")), Path(to)
    folder.mkdir(exist_ok=True)
    pictures = iter([draw(chart, folder) for chart in shape["charts"]])
    document = Document()
    for block in shape["blocks"]:
        if "rows" in block:
            table = document.add_table(len(block["rows"]), max(map(len, block["rows"])), style="Table Grid")
            for row, words in zip(table.rows, block["rows"], strict=True):
                for cell, word in zip(row.cells, words, strict=False):
                    cell.text = word
        elif "chart" in block:
            document.add_picture(str(next(pictures)), width=Cm(16))
        else:
            document.add_paragraph(block["words"], style="Heading 1" if "Heading" in block["style"] else None)
    document.save(str(folder / "report.docx"))


if __name__ == "__main__":
    main(*sys.argv[1:])
