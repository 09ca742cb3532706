"""What a built report is made of, for the bare script to make as much: its charts' numbers, its words and its tables.

Takes the folder of a year's output and the JSON to write.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from PIL import Image

DPCM = 200 / 2.54
"""How many dots of a chart's PNG make a centimetre."""


def charts(folder: Path) -> Iterator[dict[str, Any]]:
    """Each chart's name, height in centimetres, labels and series of numbers."""
    for path in sorted(folder.glob("*.csv")):
        _, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        with Image.open(path.with_suffix(".png")) as picture:
            height = picture.height / DPCM
        labels, *series = zip(*rows, strict=True)
        numbers = [[_number(cell) for cell in column] for column in series]
        yield {"name": path.stem, "height": height, "labels": labels, "series": numbers}


def _number(cell: str) -> float:
    text = cell.strip("£%").replace(",", "")
    return float(text) if text.replace(".", "").isdigit() else 0.0


def blocks(path: Path) -> Iterator[dict[str, Any]]:
    """The report's paragraphs and tables from top to bottom, and where a chart stands."""
    for node in Document(str(path)).element.body.iter(qn("w:p"), qn("w:tbl")):
        if any(True for _ in node.iterancestors(qn("w:tbl"))):
            continue
        if node.tag == qn("w:tbl"):
            yield {"rows": [[_words(cell) for cell in row.iter(qn("w:tc"))] for row in node.iter(qn("w:tr"))]}
        elif any(True for _ in node.iter(qn("w:drawing"))):
            yield {"chart": True}
        else:
            yield {"words": _words(node), "style": _style(node)}


def _words(node: Any) -> str:
    return "".join(text.text or "" for text in node.iter(qn("w:t")))


def _style(node: Any) -> str:
    styles = [style.get(qn("w:val")) for style in node.iter(qn("w:pStyle"))]
    return styles[0] if styles else ""


def main(output: str, to: str) -> None:
    """Write what the report in the folder is made of."""
    report = next(Path(output).glob("*.docx"))
    shape = {"charts": [*charts(Path(output) / "charts")], "blocks": [*blocks(report)]}
    Path(to).write_text(json.dumps(shape, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
