"""A document written again with some of its parts changed and every other byte for byte as it was."""

import io
import posixpath
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from complaints_report.document.opened import BODY, Opened
from complaints_report.document.refreshed import Refresh
from complaints_report.report.kept import to_xml

RELATIONS = "word/_rels/document.xml.rels"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of an entry that is added, so that the file is the same each time."""


def saved(document: Opened, fresh: Opened | None, refresh: Refresh) -> bytes:
    """The document as it is after a refresh, its new pictures from a fresh one."""
    with ZipFile(document.path) as package:
        changed = {name: to_bytes(part) for name, part in document.parts.items() if name.startswith("word/")}
        changed[document.kept_in] = to_xml(refresh.kept)
        if fresh and refresh.media:
            changed |= _pictures(package, fresh, refresh.media)
        return written(package, changed)


def _pictures(package: ZipFile, fresh: Opened, media: Mapping[str, str]) -> dict[str, bytes]:
    """The parts of a package that are to be other pictures, with those of the fresh document."""
    with ZipFile(fresh.path) as newer:
        theirs, ours = _targets(package), _targets(newer)
        return {theirs[old]: newer.read(ours[new]) for old, new in media.items()}


def to_bytes(part: etree._Element) -> bytes:
    """A part as it is written."""
    return bytes(etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True))


def _targets(package: ZipFile) -> dict[str, str]:
    """The part that each relation of the document leads to."""
    relations = etree.fromstring(package.read(RELATIONS))
    folder = posixpath.dirname(BODY)
    inside = (one for one in relations if one.get("TargetMode") != "External")
    return {
        str(one.get("Id")): posixpath.normpath(posixpath.join(folder, str(one.get("Target")))).lstrip("/")
        for one in inside
    }


def written(package: ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """The package with these parts changed, or added last where it has none of that name."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        for entry in package.infolist():
            target.writestr(entry, changed.get(entry.filename, b"") or package.read(entry), entry.compress_type)
        for name in sorted(changed.keys() - set(package.namelist())):
            target.writestr(ZipInfo(name, EARLIEST), changed[name], ZIP_DEFLATED)
    return made.getvalue()
