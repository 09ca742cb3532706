"""Templates as they were compiled, kept for later runs: to compile them takes a third of `refresh`."""

import pickle
import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

_UNREADABLE = (OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError)


class Compiled(FileSystemBytecodeCache):
    """Templates as they were compiled earlier, of the very same text, by the same Jinja, in the same way.

    Nothing of the data is in them.
    """

    def __init__(self, folder: Path, way: str) -> None:
        """Compiled files in a folder that need not be there; `way` says how the environment is set."""
        super().__init__(str(folder), "section-%s.compiled")
        self._way = f"{jinja2.__version__} {way}"
        self._of_this_run: dict[str, bytes] = {}

    def get_source_checksum(self, source: str) -> str:
        """A sum of all that what is compiled depends on."""
        return super().get_source_checksum(f"{self._way}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives what was compiled, if it was; a file that cannot be read is as none."""
        if held := self._of_this_run.get(bucket.key):
            bucket.bytecode_from_string(held)
            return
        try:
            super().load_bytecode(bucket)
        except _UNREADABLE:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled for this run, and, where that may be written, for others."""
        self._of_this_run[bucket.key] = bucket.bytecode_to_string()
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


@cache
def compiled(templates: Path, way: str) -> Compiled:
    """What is kept of the templates of a folder, where Python would keep the modules of that folder."""
    return Compiled(Path(cache_from_source(str(templates / "section"))).parent, way)
