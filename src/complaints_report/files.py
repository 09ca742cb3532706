"""Files that appear whole or not at all."""

import os
import tempfile
from pathlib import Path

from complaints_report.errors import CommandError
from complaints_report.stopping import too_late


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole, or as it was before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        put_in_place(Path(name), path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put_in_place(made: Path, path: Path) -> None:
    """Move a finished file to where it belongs, over the one that is there."""
    too_late()  # so that what goes with it follows
    try:
        made.replace(path)
    except PermissionError:
        raise CommandError(f"{path} cannot be replaced: close it in Word or Excel, and try again.") from None
