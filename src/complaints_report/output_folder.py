"""What `build` writes: a folder of files for each year that change together, and never over a person's own.

The run record tells at every moment what is there: while files are put in place, it names both what was there and what
is to come.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from complaints_report.calendar import hyphenated
from complaints_report.errors import CommandError
from complaints_report.files import Change, put_in_place, read_whole, real_path, require_replaceable
from complaints_report.folder_lock import clear_left_behind, staging_in

RECORD, FIGURES = "run.json", "figures.csv"
PUBLIC, PUBLIC_RECORD = "public", "publish.json"
"""The folder of the public's edition, and the record beside it of what it was made of."""
REFRESHED = "refreshed"
"""In the record: what the report, but nothing beside it, was brought up to since it was built."""
OUTPUTS, UNFINISHED = "outputs", "unfinished"
"""In the record: the files as they are, and as they are to be while they are put in place, by name and hash."""


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes."""
    return hashlib.sha256(read_whole(path)).hexdigest()


@dataclass(frozen=True)
class OutputFolder:
    """The folder of a year's output, and the names of the report and of the run record in it."""

    folder: Path
    report: str
    kept_in: str = RECORD
    guarded: tuple[str, ...] = (FIGURES,)
    """The files beside the report that people may edit or make, and which are not replaced unasked."""
    whole: str = ""
    """The folder in it that takes the place of the one before as one, where all that is made stands in such a one."""

    @classmethod
    def of(cls, folder: Path, year: str) -> "OutputFolder":
        """Where a report folder has the output of a year, such as `output/2023-24/report-2023-24.docx`."""
        name = hyphenated(year)
        return cls(folder / "output" / name, f"report-{name}.docx")

    @property
    def path(self) -> Path:
        """The report."""
        return self.folder / self.report

    @property
    def pdf(self) -> str:
        """The name of the report as PDF."""
        return str(Path(self.report).with_suffix(".pdf"))

    @classmethod
    def of_public(cls, folder: Path, year: str) -> "OutputFolder":
        """Where a report folder has the public's edition of a year, such as `output/2023-24/public/index.html`."""
        return cls(folder / "output" / hyphenated(year), f"{PUBLIC}/index.html", PUBLIC_RECORD, (), PUBLIC)

    def moved_note(self) -> str:
        """A line on where the output is now, for a folder in which only version 0.1.0 has built; else nothing."""
        above = self.folder.parent
        old = sorted(path.name for path in above.glob("report-????-??.docx"))
        if not old or any(above.glob(f"*/{RECORD}")):
            return ""
        return f"From now on each year has a folder of its own, {self.folder}; {above / old[-1]} stays as it is."

    def built_from(self) -> dict[str, Any] | None:
        """The record of what the report was built from; None where none tells it truly."""
        record = self._recorded()
        return record if record.get("inputs") and UNFINISHED not in record else None

    def require_unedited(self, force: bool, names: Iterable[str] = ()) -> None:
        """Stop where the report or one of these beside it is not as it was built, unless told to replace them."""
        require_replaceable([self.path])
        built = {} if force else self._built()
        for name in () if force else (self.report, *names):
            path = self.folder / name
            if name == self.kept_in or not path.exists() or sha256_of(path) in built.get(name, set()):
                continue
            why = "has been edited since it was built" if name in built else "is not one that was built here"
            raise CommandError(f"{path} {why}: rename it to keep it, or use --force to replace it.")

    @contextmanager
    def staged(self, force: bool) -> Iterator[Path]:
        """A folder to make everything in; only once all of it is made does it go to its place, or none of it."""
        for folder in (self.folder.parents[1], self.folder.parent):  # where `close` and version 0.1.0 make theirs
            clear_left_behind(folder)
        with staging_in(self.folder) as temporary:
            self.require_unedited(force, self.guarded)
            staging = temporary / self.folder.name
            staging.mkdir()
            yield staging
            self.require_unedited(force, _names_in(staging))  # which somebody may have done meanwhile
            put_in_place([*self._changes(staging)], temporary)

    def record(self, staging: Path, record: dict[str, Any]) -> None:
        """Write the run record beside what was made, with the hash of each file."""
        outputs = {name: sha256_of(staging / name) for name in _names_in(staging)}
        _write(staging / self.kept_in, {**record, OUTPUTS: outputs})
        _write(staging.with_name(UNFINISHED), self._recorded() | {OUTPUTS: dict(self._unedited()), UNFINISHED: outputs})

    def _unedited(self) -> Iterator[tuple[str, str]]:
        """The files that stand as they were built here, also by a build that was killed, each with its hash."""
        for name, hashes in self._built().items():
            path = self.folder / name
            if path.is_file() and (now := sha256_of(path)) in hashes:
                yield name, now

    def refreshed_records(
        self, made: bytes, told: dict[str, Any], temporary: Path
    ) -> tuple[list[Change], list[Change]]:
        """What the record is to be before and after the report is replaced by what was made of it, with what of.

        Nothing where the report is not as it was built: it then stays a person's. `told` is beside the inputs of the
        build, which the charts and figures.csv are still of.
        """
        record, now = self._recorded(), sha256_of(self.path)
        if now not in self._built().get(self.report, set()):
            return [], []
        digest, named = hashlib.sha256(made).hexdigest(), [record.get(part) for part in (OUTPUTS, UNFINISHED)]
        outputs, unfinished = ({**part} if isinstance(part, dict) else {} for part in named)
        unfinished[self.report] = digest
        both = record | {OUTPUTS: outputs | {self.report: now}, UNFINISHED: unfinished}
        done = record | {OUTPUTS: outputs | {self.report: digest}, UNFINISHED: unfinished}
        if [*unfinished] == [self.report]:  # else a build that was killed has left others
            del done[UNFINISHED]
        _write(temporary / "both", both)
        _write(temporary / "done", done | {REFRESHED: told})
        place = self.folder / self.kept_in
        return [] if now == digest else [(temporary / "both", place)], [(temporary / "done", place)]

    def is_refreshed_untold(self) -> bool:
        """Whether a refresh was killed once the report was replaced, and before the record told so."""
        return self.path.is_file() and self._recorded().get(UNFINISHED) == {self.report: sha256_of(self.path)}

    def _changes(self, staging: Path) -> Iterator[Change]:
        """What is put where, in order: the record that tells of both, the report, the rest, and what came of it."""
        names = [name for name in _names_in(staging) if name != self.kept_in]
        yield staging.with_name(UNFINISHED), self.folder / self.kept_in
        if self.whole:
            self._take_over(staging, names)
            yield staging / self.whole, self.folder / self.whole
        else:
            for name in sorted(names, key=lambda name: name != self.report):
                yield staging / name, self.folder / name
            for path in self._stale(names):
                yield None, path
        yield staging / self.kept_in, self.folder / self.kept_in

    def _take_over(self, staging: Path, names: list[str]) -> None:
        """Bring into the folder that was made what people have put into the one whose place it takes."""
        built = self._built()
        for path in sorted((self.folder / self.whole).rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    (staging / name).mkdir(parents=True, exist_ok=True)
            elif name not in names and not (path.is_file() and sha256_of(path) in built.get(name, ())):
                (staging / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, staging / name, follow_symlinks=False)

    def _stale(self, names: list[str]) -> Iterator[Path]:
        """The files of an earlier build that this one did not make, where nobody has changed them since."""
        here = real_path(self.folder)
        for name, hashes in sorted(self._built().items()):
            path = here / name
            is_linked = real_path(path) != path or not path.is_relative_to(here)
            if name not in names and not is_linked and path.is_file() and sha256_of(path) in hashes:
                yield path

    def _built(self) -> dict[str, set[str]]:
        """By the name of each file that was built here the hashes that it may have."""
        found: dict[str, set[str]] = {}
        for part in (OUTPUTS, UNFINISHED):
            named = self._recorded().get(part)
            for name, digest in named.items() if isinstance(named, dict) else ():
                found.setdefault(name, set()).add(str(digest))
        return found

    def _recorded(self) -> dict[str, Any]:
        """The run record that is there; empty where none can be read."""
        path = self.folder / self.kept_in
        try:
            record = json.loads(read_whole(path)) if path.exists() else {}
        except ValueError:
            return {}
        return record if isinstance(record, dict) else {}


def _names_in(folder: Path) -> list[str]:
    """The files in a folder, however deep, by their names from there."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _write(path: Path, record: dict[str, Any]) -> None:
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="")
