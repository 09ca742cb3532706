"""What people wrote for a year's report: what is still to be written, and what is only an earlier year's."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from complaints_report.calendar import hyphenated
from complaints_report.files import read_whole
from complaints_report.intake.content import FOLDER, is_written, name_in, text_file, text_files
from complaints_report.intake.faults import Fault, Place, fault
from complaints_report.intake.rulebook import Rule
from complaints_report.output_folder import RECORD

TO_WRITE = ("themes", "next-steps")
TO_BE_WRITTEN = Rule(
    "to-be-written",
    "A part of the report was not yet written",
    "warning",
    "This part of the report is still to be written.",
    "Write it in {file}; until then the report says that it is a draft.",
)
OLD_WORDS = Rule(
    "old-words",
    "A text was an earlier year's, so it was left out",
    "warning",
    "This text has not changed since the report of {earlier} was built from it, so it is left out in {year}.",
    "Write this year's words in {file}; if the old ones still hold, put a copy of the file into {own}.",
)
RULES_ON_TEXTS = (TO_BE_WRITTEN.name, OLD_WORDS.name)
"""They depend on the year that is reported."""


def text_faults(folder: Path, year: str) -> Iterator[Fault]:
    """`to-be-written` and `old-words`: the texts that the year's report needs and does not have."""
    old = old_words(folder, year)
    for name in TO_WRITE:
        path = text_file(folder, name, year)
        file = name_in(folder, path)
        if not is_written(path):
            yield fault(TO_BE_WRITTEN, Place(file), file=file)
        elif name in old:
            own = f"{FOLDER}/{hyphenated(year)}/"
            yield fault(OLD_WORDS, Place(file), file=file, earlier=old[name], year=year, own=own)


def old_words(folder: Path, year: str) -> dict[str, str]:
    """The texts that have not changed since an earlier year's report was built from them, each with that year.

    A text that this year's own report was built from as it stands is this year's, whatever was built of it later.
    """
    found: dict[str, str] = {}
    built = list(_built(folder)) if year else []
    for name in TO_WRITE:
        path = folder / FOLDER / f"{name}.md"
        if text_file(folder, name, year) == path and is_written(path):
            text = (f"{FOLDER}/{name}.md", sha256(read_whole(path)).hexdigest())
            years = {one for one, inputs in built if text in inputs}
            earlier = sorted(one for one in years if one < year)
            if earlier and year not in years:
                found[name] = earlier[-1]
    return found


def used_texts(folder: Path, year: str) -> list[Path]:
    """The files of the texts that the year's report is built from."""
    old = {folder / FOLDER / f"{name}.md" for name in old_words(folder, year)}
    return [path for path in text_files(folder, year) if path not in old]


def _built(folder: Path) -> Iterator[tuple[str, set[tuple[str, str]]]]:
    """The year of each report that was built in a folder, and the files it was built from, with their hashes."""
    for path in sorted([*folder.glob(f"output/{RECORD}"), *folder.glob(f"output/*/{RECORD}")]):
        try:
            record: dict[str, Any] = json.loads(read_whole(path))
            yield str(record["year"]), {(str(one["file"]), str(one["sha256"])) for one in record["inputs"]}
        except (OSError, ValueError, KeyError, TypeError):
            continue
