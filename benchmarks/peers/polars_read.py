"""Reads the export with polars into columns of their types and counts the rows by stage: the floor, with no check.

Takes the CSV; prints how many rows there are.
"""

import sys

import polars as pl

from benchmarks.peers.words import COUNTED, DAY, DAYS, POUNDS


def main(path: str) -> None:
    """Read, give every column its type, and count."""
    rows = pl.read_csv(path, infer_schema=False).with_columns(
        [pl.col(name).str.to_date(DAY, strict=False) for name in DAYS]
        + [pl.col(name).cast(pl.Float64, strict=False) for name in POUNDS]
        + [pl.col(name).cast(pl.Categorical) for name in COUNTED]
    )
    counts = rows.group_by("stage").len()
    sys.stdout.write(f"{counts['len'].sum()}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
