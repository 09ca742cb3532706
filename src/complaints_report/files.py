"""Files: read only where there is one, and written so that they appear whole or not at all."""

import errno
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from complaints_report import interrupts
from complaints_report.errors import CommandError
from complaints_report.folder_lock import SET_ASIDE, lacking_folders, staging_in

Change = tuple[Path | None, Path]
"""A finished file, or a folder of such, and the place where it belongs; none where the file that is there is to go."""

MARK_OF_OFFICE = "~$"
"""What begins the name of the file by which Word and Excel tell each other that one is open."""

_IN_WORD = (".docx", ".docm", ".doc", ".dotx", ".rtf")
_TRIES, _EVERY = 20, 0.1
"""How often, after how many seconds each, a pipe is tried that no program reads."""


_HELD = (5, 32, 33)
"""The numbers by which Windows says that another program holds a file."""


class NotAFileError(OSError):
    """Where a file belongs there is a folder, a pipe or a device."""


def require_file(path: Path) -> Path:
    """The path, where there is a file or nothing; NotAFileError at once where not: a pipe would never end."""
    if path.exists() and not path.is_file():
        what = "a folder" if path.is_dir() else "a pipe or a device"
        raise NotAFileError(errno.EINVAL, f"This is {what}, not a file", str(path))
    return path


def read_whole(path: Path) -> bytes:
    """All that a file holds."""
    return require_file(path).read_bytes()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole, or as it was before; what a link names, and not the link.

    Into a pipe or a device, such as /dev/stdout, is written as into any other.
    """
    if is_stream(path):
        with _opened(path) as stream:
            stream.write(data)
        return
    place = real_path(path)
    with staging_in(place.parent) as staging:
        made = staging / place.name
        made.write_bytes(data)
        put_in_place([(made, path)], staging)


def _opened(path: Path) -> BinaryIO:
    """A pipe or device to write to; CommandError where no program reads from a pipe, or the wait would have no end.

    It is opened once and for all: a reader takes a pipe that was opened and closed for the end.
    """
    if os.name != "posix" or not path.is_fifo():
        return path.open("ab")
    for _ in range(_TRIES):  # while the program that is to read it starts up
        try:
            pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            time.sleep(_EVERY)
        else:
            os.set_blocking(pipe, True)
            return os.fdopen(pipe, "wb")
    raise CommandError(f"{path} is a pipe that no program reads: start the one that is to read it, or name a file.")


def is_stream(path: Path) -> bool:
    """Whether a path is one that is written to and never replaced: a pipe, a terminal, or what a shell has open."""
    is_open = str(path.absolute()).startswith(("/dev/fd/", "/dev/std", "/proc/"))
    return path.exists() and not path.is_dir() and (is_open or not path.is_file())


def real_path(path: Path) -> Path:
    """The place that a path comes to in the end, by whatever links."""
    return Path(os.path.realpath(path))


def put_in_place(changes: Sequence[Change], staging: Path) -> None:
    """Put finished files in their places, in order, over those that are there: all of them, or none.

    What is there is kept in the folder of things in the making until all is done. A folder takes the place of another
    by two renames, so that at no moment, even of a run that is killed, does it hold some files of each.
    """
    places = [(made, real_path(place)) for made, place in changes]
    require_replaceable([place for made, place in changes if not _is_folder(made)])
    for place in (place for made, place in places if _is_folder(made)):
        _require_swappable(place)
    with TemporaryDirectory(dir=staging, ignore_cleanup_errors=True) as name, ExitStack() as near, ExitStack() as undo:
        before = _copies([place for made, place in places if not _is_folder(made)], Path(name))
        for finished in filter(None, (made for made, _ in changes)):
            _write_out(finished)
        interrupts.refuse()  # so that once one is put in place all are
        for made, place in places:
            _make_folder(place.parent, undo)
            with _named_in_errors(place):
                if made and _is_folder(made):
                    _swap(made, place, near.enter_context(staging_in(place.parent)), undo)
                    continue
                _move(made, place)
            undo.callback(_put_back, before, place)
        undo.pop_all()


def _is_folder(made: Path | None) -> bool:
    return made is not None and made.is_dir()


def _require_swappable(place: Path) -> None:
    """Stop where a folder's place holds something else, or a file that a program has open."""
    if place.exists() and not place.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
    for path in place.rglob("*"):
        require_not_open(path)


def _swap(made: Path, place: Path, near: Path, undo: ExitStack) -> None:
    """Put a folder in its place, what is there first set aside, where the next run finds it if this one is killed."""
    if made.stat().st_dev != near.stat().st_dev:
        made = Path(shutil.copytree(made, near / "made"))
    if place.exists():
        for path in (made, *made.rglob("*")):
            if (old := place / path.relative_to(made)).exists() and not path.is_symlink():
                shutil.copymode(old, path)
        aside = near / SET_ASIDE / place.name
        aside.parent.mkdir()
        _replace(place, aside)
        undo.callback(_replace, aside, place)
    _replace(made, place)
    undo.callback(_replace, place, near / "undone")


def require_replaceable(places: Sequence[Path]) -> None:
    """Stop where one of these cannot be replaced, as where Word or Excel has it open; nothing is written."""
    for place in places:
        with _named_in_errors(place):
            if require_file(place).exists():
                place.open("r+b").close()
        require_not_open(place)


def require_not_open(path: Path) -> None:
    """Stop where another program has a file open and does not keep others from replacing it, as on a Mac."""
    if path.with_name(f".~lock.{path.name}#").exists():
        raise CommandError(f"{path} is open in LibreOffice: close it there, and try again.")
    mark = path.with_name(f"{MARK_OF_OFFICE}{path.name[_letters_left_out(path) :]}")
    if os.name == "posix" and mark.exists():  # Windows itself tells, and a mark may outlive a Word that broke down
        program = "Word" if path.suffix.lower() in _IN_WORD else "Excel"
        cure = f"close it there, and try again; if it is open nowhere, delete {mark.name} beside it"
        raise CommandError(f"{path} is open in {program}: {cure}.")


def _letters_left_out(path: Path) -> int:
    """How many letters of a file's name are not in Office's mark: up to two, of names of more than six in Word."""
    return min(max(len(path.stem) - 6, 0), 2) if path.suffix.lower() in _IN_WORD else 0


@contextmanager
def _named_in_errors(place: Path) -> Iterator[None]:
    """Say of a file that cannot be replaced which it is."""
    try:
        yield
    except PermissionError:
        held = _held_in(place) if place.is_dir() else place
        where = "wherever it is open" if held.is_dir() else "in Word or Excel"
        raise CommandError(f"{held} cannot be replaced: close it {where}, and try again.") from None
    except NotAFileError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(place)) from None


def _held_in(folder: Path) -> Path:
    """The file of a folder that another program holds; the folder itself where none can be told to be held."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            path.open("r+b").close()
        except OSError:
            return path
    return folder


def _write_out(made: Path) -> None:
    """Have the disk itself hold what is finished before it takes another's place: a power cut leaves one of the two."""
    for path in made.rglob("*") if made.is_dir() else (made,):
        if path.is_file() and not path.is_symlink() and os.access(path, os.W_OK):
            with path.open("r+b") as file:
                os.fsync(file.fileno())


def _copies(places: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """A copy of each file that is there, by its place."""
    there = [place for place in dict.fromkeys(places) if place.exists()]
    return {place: Path(shutil.copy2(place, folder / str(number))) for number, place in enumerate(there)}


def _move(made: Path | None, place: Path) -> None:
    """Put a file in its place, with the permissions of the one that is there; without a file, take that away."""
    if made is None:
        place.unlink(missing_ok=True)
        return
    if place.exists():
        shutil.copymode(place, made)
    if made.stat().st_dev == place.parent.stat().st_dev:
        _replace(made, place)
        return
    with staging_in(place.parent) as near:  # a link led to another drive, to which nothing is moved in one go
        Path(shutil.copy2(made, near)).replace(place)


def _replace(made: Path, place: Path) -> None:
    """Put a file in its place; on Windows again and again for a second where a virus scanner holds one of the two."""
    for _ in range(_TRIES):
        try:
            made.replace(place)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(_EVERY / 2)
        else:
            return
    made.replace(place)


def _put_back(before: Mapping[Path, Path], place: Path) -> None:
    """Let a place be as it was before."""
    old = before.get(place)
    if old is None or old.exists():
        _move(old, place)


def _make_folder(folder: Path, undo: ExitStack) -> None:
    """Make a folder where it is not there; `undo` takes away what was made."""
    for path in reversed(lacking_folders(folder)):
        undo.callback(_remove_folder, path)
        path.mkdir(exist_ok=True)


def _remove_folder(path: Path) -> None:
    with suppress(OSError):
        path.rmdir()
