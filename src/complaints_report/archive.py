"""A zip, such as a document or a workbook is, whose bytes tell nothing of when and where it was made."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_AS_THEY_ARE = (".png", "mimetype")
"""The ends of names that are not compressed: a picture is already, and a kind is read from its place in the file."""


def zipped(parts: Mapping[str, bytes], first: str) -> bytes:
    """The parts as a zip, the one that must come first before the others, which are in the order of their names."""
    file = io.BytesIO()
    with ZipFile(file, "w") as package:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            entry = ZipInfo(name, date_time=_EARLIEST)
            entry.compress_type = ZIP_STORED if name.endswith(_AS_THEY_ARE) else ZIP_DEFLATED
            entry.create_system = 0  # else it differs between Windows and the rest
            package.writestr(entry, parts[name])
    return file.getvalue()


def zip_parts(archive: bytes) -> dict[str, bytes]:
    """The parts of a zip by their names."""
    with ZipFile(io.BytesIO(archive)) as package:
        return {name: package.read(name) for name in package.namelist()}
