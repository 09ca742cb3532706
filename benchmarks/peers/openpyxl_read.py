"""Reads every cell of a workbook with openpyxl's read-only mode; prints how many rows there are."""

import sys

from openpyxl import load_workbook


def main(path: str) -> None:
    """Read every row and count them."""
    book = load_workbook(path, read_only=True)
    rows = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    sys.stdout.write(f"{rows}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
