"""What `build` writes: a folder of files that change together, and never over a person's edits."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from complaints_report.errors import CommandError
from complaints_report.files import put_in_place

RECORD = "run.json"


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Output:
    """The output folder, and the name of the year's report in it."""

    folder: Path
    report: str

    def require_unedited(self, force: bool) -> None:
        """Stop where the report that is there is not the one that was built, unless told to replace it."""
        path = self.folder / self.report
        if path.exists() and not force and self._built().get(self.report) != sha256_of(path):
            raise CommandError(
                f"{path} has been edited since it was built: rename it to keep it, or use --force to replace it."
            )

    @contextmanager
    def staged(self) -> Iterator[Path]:
        """A folder to make everything in; only once all of it is made does it go to its place, the report first."""
        with (
            self._there(),
            tempfile.TemporaryDirectory(prefix=".making-", dir=self.folder, ignore_cleanup_errors=True) as name,
        ):
            staging = Path(name)
            yield staging
            made = sorted(path for path in staging.rglob("*") if path.is_file())
            for path in sorted(made, key=lambda path: (path.name != self.report, path.name == RECORD)):
                place = self.folder / path.relative_to(staging)
                place.parent.mkdir(parents=True, exist_ok=True)
                put_in_place(path, place)
            self._remove_stale_charts({path.relative_to(staging) for path in made})

    @contextmanager
    def _there(self) -> Iterator[None]:
        """The output folder, made where it is not there, and taken away again where nothing came of it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            yield
        finally:
            with suppress(OSError):
                self.folder.rmdir()

    def record(self, staging: Path, record: dict[str, Any]) -> None:
        """Write the run record beside what was made, with the hash of each file."""
        made = sorted(path for path in staging.rglob("*") if path.is_file())
        outputs = {path.relative_to(staging).as_posix(): sha256_of(path) for path in made}
        reports = self._built() | {self.report: outputs[self.report]}
        text = json.dumps({**record, "outputs": outputs, "reports": reports}, ensure_ascii=False, indent=2)
        (staging / RECORD).write_text(text + "\n", encoding="utf-8", newline="")

    def _built(self) -> dict[str, str]:
        """The hash of each year's report as it was last built."""
        try:
            built = json.loads((self.folder / RECORD).read_text(encoding="utf-8"))["reports"]
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return built if isinstance(built, dict) else {}

    def _remove_stale_charts(self, made: set[Path]) -> None:
        """Take away the charts of an earlier build that this one could not draw."""
        charts = self.folder / "charts"
        for path in charts.glob("*") if charts.exists() else ():
            if path.relative_to(self.folder) not in made:
                path.unlink()
