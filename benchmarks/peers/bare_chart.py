"""Draws one chart like `chart volumes`, with pandas and matplotlib and nothing else.

Takes the chart's numbers and the picture to write.
"""

import sys

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

CM = 1 / 2.54


def main(numbers: str, to: str) -> None:
    """A line for each stage in a panel of its own, as wide, as high and as fine as ours, and its numbers."""
    rows = pd.read_csv(numbers, index_col=0)
    picture = Figure(figsize=(16 * CM, 12.5 * CM))
    FigureCanvasAgg(picture)
    for plot, name in zip(picture.subplots(len(rows.columns)), rows.columns, strict=True):
        plot.plot(range(len(rows)), rows[name], marker="o")
        plot.set_ylim(0)
        plot.set_xticks(range(len(rows)), rows.index)
        plot.set_title(name)
        for place, value in enumerate(rows[name]):
            plot.annotate(value, (place, value))
    picture.savefig(to, dpi=200)
    rows.to_csv(f"{to}.csv")


if __name__ == "__main__":
    main(*sys.argv[1:])
