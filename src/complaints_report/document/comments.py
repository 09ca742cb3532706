"""The part of a Word file that holds its comments, people's and ours."""

import posixpath
from collections.abc import Mapping, Sequence
from itertools import count
from zipfile import ZipFile

from lxml import etree

from complaints_report.document.names import qn
from complaints_report.document.opened import BODY, SAFE, Node
from complaints_report.document.rewriting import AUTHOR
from complaints_report.document.saved import RELATIONS, to_bytes
from complaints_report.report.ooxml import make, run

INITIALS = "CR"
TYPES = "[Content_Types].xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_MARKS = tuple(qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Comments:
    """The comments of one document, to which ours are added."""

    def __init__(self, package: ZipFile, body: Node) -> None:
        self._relations = etree.fromstring(package.read(RELATIONS), SAFE)
        self._types = etree.fromstring(package.read(TYPES), SAFE)
        known = next((one for one in self._relations if one.get("Type") == RELATION), None)
        names = package.namelist()
        self._name = _free_name(names) if known is None else _target(known)
        self._is_new = self._name not in names
        self._root: Node = make("comments") if self._is_new else etree.fromstring(package.read(self._name), SAFE)
        taken = [int(one.get(qn("w:id"), "0")) for one in (*self._root, *body.iter(*_MARKS))]
        self._numbers = count(1 + max(taken, default=-1))

    def add(self, lines: Sequence[str], runs: Sequence[Node]) -> None:
        """Adds a comment of these lines, each a paragraph, that covers the runs."""
        number = next(self._numbers)
        first, *others = (make("p", run(line)) for line in lines)
        first.insert(0, make("r", make("annotationRef")))
        self._root.append(make("comment", first, *others, id=number, author=AUTHOR, initials=INITIALS))
        runs[0].addprevious(make("commentRangeStart", id=number))
        end = make("commentRangeEnd", id=number)
        runs[-1].addnext(end)
        end.addnext(make("r", make("commentReference", id=number)))

    def changed(self) -> Mapping[str, bytes]:
        """The parts that are to be written for the comments."""
        parts = {self._name: to_bytes(self._root)}
        if not self._is_new:
            return parts
        self._relate()
        etree.SubElement(self._types, _TYPE, {"PartName": f"/{self._name}", "ContentType": CONTENT_TYPE})
        return {**parts, RELATIONS: to_bytes(self._relations), TYPES: to_bytes(self._types)}

    def _relate(self) -> None:
        taken = {one.get("Id") for one in self._relations}
        identity = next(name for name in (f"rId{number}" for number in count(1)) if name not in taken)
        target = posixpath.basename(self._name)
        etree.SubElement(self._relations, _RELATIONSHIP, {"Id": identity, "Type": RELATION, "Target": target})


def _free_name(names: Sequence[str]) -> str:
    folder = posixpath.dirname(BODY)
    possible = (f"{folder}/comments{number or ''}.xml" for number in count())
    return next(name for name in possible if name not in names)


def _target(relation: Node) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(BODY), relation.get("Target"))).lstrip("/")
