"""The sections as Jinja compiled them, kept beside them as Python keeps its compiled modules.

To compile them takes a third of `refresh`; nothing of the data is in them.
"""

import pickle
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

_UNREADABLE = (OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError)


class Compiled(FileSystemBytecodeCache):
    """What was compiled in an earlier run, of the very same text, by the same Jinja, in the same way."""

    def __init__(self, folder: Path, way: str) -> None:
        """Compiled files in a folder that need not be there; `way` says how the environment is set."""
        super().__init__(str(folder), "section-%s.compiled")
        self._way = f"{jinja2.__version__} {way}"

    def get_source_checksum(self, source: str) -> str:
        """A sum of all that what is compiled depends on."""
        return super().get_source_checksum(f"{self._way}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives what was compiled, if it was; a file that cannot be read is as none."""
        try:
            super().load_bytecode(bucket)
        except _UNREADABLE:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled, where that may be written."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


def compiled(templates: Path, way: str) -> Compiled:
    """What is kept of the templates of a folder, where Python would keep the modules of that folder."""
    return Compiled(Path(cache_from_source(str(templates / "section"))).parent, way)
