"""A report brought up to the data: figures and phrases where they stand, tables and charts from a fresh report."""

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import count
from posixpath import splitext

from complaints_report.audit.controls.checked import MARK, differences, says_the_same
from complaints_report.audit.controls.own import DELETED, OwnReport, rows_of_words
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Node
from complaints_report.audit.reading.package import Package, R, W, is_on
from complaints_report.audit.reading.word import pieces_of, tag_of
from complaints_report.report.kept import CHART, FIGURE, TABLE, Item, figure_mark, to_xml
from complaints_report.report.kept import tag_of as tag_for
from complaints_report.report.now import Now
from complaints_report.report.rewriting import Rewriter

LEFT, UNKNOWN, MISSING = "left", "unknown", "missing"
"""Why a thing is not brought up: a person typed over it, this version lacks it, its control is gone."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_STORIES = ("footnotes", "endnotes", "header", "footer")


@dataclass(frozen=True)
class Change:
    """One thing that was brought up to the data, or, with a reason, that was not."""

    title: str
    old: str
    new: str
    reason: str = ""


class Refresh:
    """Brings one report up to the data; `fresh` is the report as it would be built now, where one is needed."""

    def __init__(self, own: OwnReport, fresh: OwnReport | None, now: Now, *, track: bool, overtyped: bool) -> None:
        self._own, self._fresh, self._now = own, fresh, now
        self._track, self._overtyped = track, overtyped
        self._package: Package = own.document.package
        self._items = {(one.kind, one.expression): one for one in own.kept.items}
        self._pictures: dict[str, bytes] = {}
        self._changed: set[str] = set()

    def changes(self) -> list[Change]:
        """Everything that changed, tables and charts first, and what could not be brought up."""
        missing = [self._missing(item, times) for item, times in self._own.gone.items()]
        whole = [change for item, node in self._own.others for change in self._whole(item, node)]
        return [*whole, *self._figures(), *missing]

    def written(self) -> bytes:
        """The file as it is after the changes, every other part byte for byte as it was."""
        kept = replace(self._own.kept, items=tuple(one for one in self._items.values() if one.times))
        parts = {name: self._package.to_bytes(name) for name in self._changed}
        changed = {} if kept == self._own.kept else {self._own.kept_in: to_xml(kept)}
        return self._package.written(parts | changed | self._pictures)

    def _missing(self, item: Item, times: int) -> Change:
        said = item.latest.strip(" ,") if item.kind == FIGURE else f"the {item.kind}"
        return Change(item.title, said, f"{times:,} of {item.times:,}", MISSING)

    def _say(self, item: Item, words: str, times: int = 0) -> None:
        """Keeps that the program has something say this now."""
        said = (*(one for one in item.said if one != words), words)
        self._items[item.kind, item.expression] = replace(item, said=said, times=item.times + times)

    def _figures(self) -> Iterator[Change]:
        """Brings up the figures in all parts; what is there twice for older programs is told once."""
        related = (name for kind in _STORIES for name in self._package.related(self._package.main, kind))
        for name in (self._package.main, *related):
            tree = self._package.tree(name)
            rewriter = Rewriter(tree, self._track)
            for node in list(tree.iter(W + "sdt")):
                item = self._items.get(self._key(node), None)
                if item is not None and item.kind == FIGURE and is_there(node):
                    yield from (one for one in self._figure(item, node, rewriter) if node in self._own.figures)
            if rewriter.wrote:
                self._changed.add(name)

    def _key(self, node: Node) -> tuple[str, str]:
        item = self._own.kept.by_tag.get(tag_of(node))
        return (item.kind, item.expression) if item else ("", "")

    def _figure(self, item: Item, node: Node, rewriter: "Rewriter") -> Iterator[Change]:
        theirs, ours = words_of(node), self._now.words(item.expression)
        bare = theirs.strip(" ,")
        if ours is None:
            yield Change(item.title, bare, "", UNKNOWN)
            return
        self._say(item, ours)
        if not bare or says_the_same(theirs, ours):
            return
        left = not self._overtyped and not any(says_the_same(theirs, one) for one in item.said)
        if not left:
            rewriter.write(node, ours)
        yield Change(item.title, bare, ours.strip(" ,"), LEFT if left else "")

    def _whole(self, item: Item, node: Node) -> Iterator[Change]:
        """A table with other rows than the data have, unless a person changed them, or a chart of other numbers."""
        known = (self._now.tables if item.kind == TABLE else self._now.charts).get(item.expression)
        found = None if self._fresh is None else next((one for it, one in self._fresh.others if _same(it, item)), None)
        if known is None:
            yield Change(item.title, f"the {item.kind}", "", UNKNOWN)
        elif found is not None and item.kind == CHART and known != item.latest:
            self._put_picture(next(node.iter(W + "drawing"), None), next(found.iter(W + "drawing")))
            self._say(item, known)
            yield Change(item.title, "the chart", "the numbers of the data")
        elif found is not None and item.kind == TABLE and is_other(self._own, item, node, self._now):
            left = not self._overtyped and not as_built(self._own, item, node)
            if not left:
                self._put_table(item, node, found)
            yield Change(item.title, "the table", "the rows of the data", LEFT if left else "")

    def _put_table(self, item: Item, node: Node, fresh: Node) -> None:
        """Puts a fresh table in the place of the old, its controls under the tags of this report."""
        assert self._fresh is not None
        old, new = (next(one.iter(W + "tbl")) for one in (node, deepcopy(fresh)))
        numbers = self._free_numbers()
        for one in new.iter(W + "sdt"):
            held = self._fresh.kept.by_tag[tag_of(one)]
            self._items.setdefault((held.kind, held.expression), replace(held, times=0))
            _set(one, "tag", tag_for(self._own.kept.report, held.kind, held.expression))
            _set(one, "id", str(next(numbers)))
        rows = self._now.tables[item.expression]
        self._recount(Counter(MARK.findall(rows)), Counter(MARK.findall(item.latest)))
        self._say(item, rows)
        _same_notes(old, new)
        old.getparent().replace(old, new)
        self._changed.add(self._package.main)

    def _recount(self, more: Mapping[str, int], less: Mapping[str, int]) -> None:
        """Keeps in how many places each figure stands once some rows replaced others."""
        for key, item in self._items.items():
            mark = figure_mark(item.expression) if item.kind == FIGURE else ""
            times = item.times + more.get(mark, 0) - less.get(mark, 0)
            self._items[key] = replace(item, times=max(0, times))

    def _free_numbers(self) -> Iterator[int]:
        found = self._package.tree(self._package.main).iterfind(f".//{W}sdtPr/{W}id")
        taken = [int(one.get(W + "val")) for one in found if one.get(W + "val", "").isdecimal()]
        return count(1 + max(taken, default=0))

    def _put_picture(self, old: Node, new: Node) -> None:
        """Gives a picture the bytes, the alt text and the shape of the fresh one; a person's size is kept."""
        assert self._fresh is not None
        package: Package = self._fresh.document.package
        if old is None:
            return
        for theirs, ours in zip(_embedded(old), _embedded(new), strict=False):
            target, source = self._package.target(self._package.main, theirs), package.target(package.main, ours)
            if target and splitext(target)[1].lower() == splitext(source)[1].lower():
                self._pictures[target] = package.content(source)
        alt = next(new.iter(_DRAWING + "docPr")).get("descr", "")
        for one in old.iter(_DRAWING + "docPr", _PICTURE + "cNvPr"):
            one.set("descr", alt)
        (width, height), (fresh_width, fresh_height) = _size(old), _size(new)
        for one in old.iter(_DRAWING + "extent", _MAIN + "ext"):
            if one.get("cy") == str(height):
                one.set("cy", str(round(width * fresh_height / fresh_width)))
        self._changed.add(self._package.main)


def is_there(node: Node) -> bool:
    """Whether a control is there once changes are accepted, and holds more than Word's "Click to enter text"."""
    gone = any(up.tag in DELETED for up in node.iterancestors())
    return not gone and not is_on(node.find(W + "sdtPr"), "showingPlcHdr") and node.find(W + "sdtContent") is not None


def words_of(node: Node) -> str:
    """The words in a control."""
    return "".join(piece.words for piece in pieces_of(node.find(W + "sdtContent")))


def as_built(own: OwnReport, item: Item, node: Node) -> bool:
    """Whether a table has rows that the program gave it."""
    rows = own.rows(node)
    return any(rows == rows_of_words(one) for one in item.said)


def is_other(own: OwnReport, item: Item, node: Node, now: Now) -> bool:
    """Whether the data have other rows than a table, or a person changed what a row of it says."""
    ours, rows = now.tables.get(item.expression), own.rows(node)
    if ours is None or rows_of_words(ours) == rows:
        return False
    changed = any(one.kind is Kind.OVERTYPED for one in differences(rows, rows_of_words(item.latest)))
    return changed or ours != item.latest


def _same(one: Item, other: Item) -> bool:
    return (one.kind, one.expression) == (other.kind, other.expression)


def _set(control: Node, name: str, value: str) -> None:
    control.find(f"{W}sdtPr/{W}{name}").set(W + "val", value)


def _size(drawing: Node) -> tuple[int, int]:
    extent = next(drawing.iter(_DRAWING + "extent"))
    return int(extent.get("cx", "1")), int(extent.get("cy", "1"))


def _embedded(drawing: Node) -> list[str]:
    """The relations by which a drawing names its pictures: the PNG, then the SVG."""
    return [str(one.get(R + "embed")) for one in drawing.iter() if one.get(R + "embed")]


def _same_notes(old: Node, new: Node) -> None:
    """Points the notes of a fresh table to those of the old; one that the old has not is left out."""
    known = iter([one.get(W + "id", "") for one in old.iter(W + "footnoteReference")])
    for one in list(new.iter(W + "footnoteReference")):
        identity = next(known, None)
        if identity is None:
            one.getparent().getparent().remove(one.getparent())
        else:
            one.set(W + "id", identity)
