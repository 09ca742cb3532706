"""Make the quirk files again: `python -m tests.data.make_quirks [FOLDER]`, the same contents every time.

Every file is the plain table of `quirk_table.py` with something odd about it, and `quirks.toml` says what must become
of each.
MADE_ONCE names those that are not made here: LibreOffice made them from `plain.xlsx`, with
`soffice --headless --convert-to xls plain.xlsx` and the like, and the protected ones with the password "secret".
"""

import sys
from pathlib import Path

from tests.data.quirk_table import CANARY, MADE_ONCE, QUIRKS
from tests.data.quirk_texts import TEXTS
from tests.data.quirk_workbooks import WORKBOOKS

__all__ = ["CANARY", "MADE_ONCE", "make"]


def make() -> dict[str, bytes]:
    """Every quirk file but those made once, by name."""
    made = {name: data for group in (*TEXTS, *WORKBOOKS) for name, data in group().items()}
    return {name: data.encode() if isinstance(data, str) else data for name, data in made.items()}


if __name__ == "__main__":
    folder = Path(*sys.argv[1:]) if sys.argv[1:] else QUIRKS
    for name, data in make().items():
        (folder / name).write_bytes(data)
