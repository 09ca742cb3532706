"""A document brought up to the data: figures and phrases where they stand, tables and charts from a fresh report."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import count

from complaints_report.document.checked import Now, alike
from complaints_report.document.findings import Change
from complaints_report.document.names import qn
from complaints_report.document.opened import BODY, NOTES, Node, Opened
from complaints_report.document.places import is_placeholder, labels_of, tag_of, words_of
from complaints_report.document.rewriting import Rewriter
from complaints_report.document.saying import Saying
from complaints_report.report.kept import CHART, FIGURE, TABLE, Item, Kept, fingerprint

DRAWING, SIZE = qn("w:drawing"), qn("wp:extent")
EMBEDDED = qn("r:embed")


@dataclass(frozen=True)
class Outdated:
    """The tables and charts of a document that the data have others for, by their names."""

    tables: frozenset[str]
    charts: frozenset[str]

    @classmethod
    def of(cls, document: Opened, now: Now) -> "Outdated":
        """Those of one document."""
        items = {item.tag: item for item in kept_by(document)}
        controls = [(items[tag_of(one)], one) for one in document.parts[BODY].iter(qn("w:sdt")) if tag_of(one) in items]
        tables = (item.expression for item, one in controls if item.kind == TABLE and _other(item, one, document, now))
        charts = (item for item, _ in controls if item.kind == CHART and now.charts.get(item.expression))
        other = (item.expression for item in charts if now.charts[item.expression] != item.said)
        return cls(frozenset(tables), frozenset(other))

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.tables or self.charts)


def _other(item: Item, control: Node, document: Opened, now: Now) -> bool:
    """Whether a table has other rows than the data, where they have it."""
    return now.tables.get(item.expression) not in (None, fingerprint(labels_of(control, document.tags)))


class Refresh:
    """Brings one document up to the data, its parts in place; `media` is what is to replace its pictures.

    `fresh` is the report as it would be built now, where tables or charts are to be taken from it.
    """

    def __init__(self, document: Opened, fresh: Opened | None, now: Now, *, track: bool, overtyped: bool) -> None:
        assert document.kept is not None
        self._document, self._fresh, self._now = document, fresh, now
        self._track, self._overtyped = track, overtyped
        self._items = {item.tag: item for item in document.kept.items}
        self._year = document.kept.year
        self.media: dict[str, str] = {}

    @property
    def kept(self) -> Kept:
        """What the document keeps of its figures now."""
        return Kept(self._year, tuple(self._items.values()))

    def changes(self) -> list[Change]:
        """Everything that changed, tables and charts first."""
        body = self._document.parts[BODY]
        controls = [(self._items[tag_of(one)], one) for one in body.iter(qn("w:sdt")) if tag_of(one) in self._items]
        made = [change for item, one in controls for change in self._whole(item, one)]
        return [*made, *self._figures()]

    def _whole(self, item: Item, control: Node) -> Iterator[Change]:
        if item.kind == TABLE:
            yield from self._table(item, control)
        elif item.kind == CHART:
            yield from self._chart(item, control)

    def _figures(self) -> Iterator[Change]:
        saying = Saying(self._now)
        said: dict[str, str] = {}
        for part in (BODY, NOTES):
            root = self._document.parts.get(part)
            if root is None:
                continue
            rewriter = Rewriter(root, self._track)
            for control in [one for one in root.iter(qn("w:sdt")) if tag_of(one) in self._items]:
                item = self._items[tag_of(control)]
                ours = saying.words(item.expression) if item.kind == FIGURE else None
                if ours is not None and not is_placeholder(control):
                    said[item.tag] = ours
                    yield from self._figure(item, control, ours, rewriter)
        self._items.update({tag: replace(self._items[tag], said=ours) for tag, ours in said.items()})

    def _figure(self, item: Item, control: Node, ours: str, rewriter: Rewriter) -> Iterator[Change]:
        theirs = words_of(control)
        if alike(theirs) == alike(ours):
            return
        keep = alike(theirs) != alike(item.said) and not self._overtyped
        if not keep:
            rewriter.write(control, ours)
        yield Change(item.title, theirs.strip(" ,"), ours.strip(" ,"), keep)

    def _table(self, item: Item, control: Node) -> Iterator[Change]:
        """A table with other rows than the data have; one whose labels a person changed is left."""
        found = _control_of(self._fresh, TABLE, item.expression)
        if found is None or not _other(item, control, self._document, self._now):
            return
        theirs = fingerprint(labels_of(control, self._document.tags))
        keep = theirs != item.said and not self._overtyped
        if not keep:
            self._put_table(control, found)
            self._items[item.tag] = replace(item, said=self._now.tables[item.expression])
        yield Change(item.title, "the table", "the rows of the data", keep)

    def _put_table(self, control: Node, fresh: Node) -> None:
        """Puts a fresh table in the place of the old, its controls under tags that are not taken."""
        old, new = (next(one.iter(qn("w:tbl"))) for one in (control, deepcopy(fresh)))
        items = {item.tag: item for item in kept_by(self._fresh)}
        numbers = self._free_numbers()
        for one in new.iter(qn("w:sdt")):
            known, number = items[tag_of(one)], next(numbers)
            tag = f"{known.kind}-{number}"
            for name, value in (("tag", tag), ("id", str(number))):
                one.find(f"{qn('w:sdtPr')}/{qn(f'w:{name}')}").set(qn("w:val"), value)
            self._items[tag] = replace(known, tag=tag)
        _same_notes(old, new)
        for one in old.iter(qn("w:sdt")):
            self._items.pop(tag_of(one), None)
        old.getparent().replace(old, new)

    def _free_numbers(self) -> Iterator[int]:
        taken = [0]
        for root in self._document.parts.values():
            taken += [int(one.get(qn("w:val"), "0")) for one in root.iterfind(f".//{qn('w:sdtPr')}/{qn('w:id')}")]
        return count(1 + max(max(taken), len(self._items)))

    def _chart(self, item: Item, control: Node) -> Iterator[Change]:
        ours = self._now.charts.get(item.expression)
        found = _control_of(self._fresh, CHART, item.expression)
        old = next(control.iter(DRAWING), None)
        new = None if found is None else next(found.iter(DRAWING), None)
        if ours in (None, item.said) or old is None or new is None:
            return
        self._items[item.tag] = replace(item, said=str(ours))
        self._put_picture(old, new)
        yield Change(item.title, "the chart", "the numbers of the data")

    def _put_picture(self, old: Node, new: Node) -> None:
        """Gives a picture the bytes, the alt text and the shape of the fresh one; a person's size is kept."""
        for theirs, ours in zip(_embedded(old), _embedded(new), strict=False):
            self.media[theirs] = ours
        alt = next(new.iter(qn("wp:docPr"))).get("descr", "")
        for name in ("wp:docPr", "pic:cNvPr"):
            for one in old.iter(qn(name)):
                one.set("descr", alt)
        width, height = _size(old)
        fresh_width, fresh_height = _size(new)
        wanted = round(width * fresh_height / fresh_width)
        for name in ("wp:extent", "a:ext"):
            for one in old.iter(qn(name)):
                if one.get("cy") == str(height):
                    one.set("cy", str(wanted))


def _size(drawing: Node) -> tuple[int, int]:
    extent = next(drawing.iter(SIZE))
    return int(extent.get("cx", "1")), int(extent.get("cy", "1"))


def _embedded(drawing: Node) -> list[str]:
    """The relations by which a drawing names its pictures: the PNG, then the SVG."""
    return [str(one.get(EMBEDDED)) for one in drawing.iter() if one.get(EMBEDDED)]


def kept_by(document: Opened | None) -> tuple[Item, ...]:
    """What a document keeps of its figures."""
    return document.kept.items if document and document.kept else ()


def _control_of(document: Opened | None, kind: str, name: str) -> Node:
    """The control of the table or chart of that name; None where there is none."""
    tags = {item.tag for item in kept_by(document) if item.kind == kind and item.expression == name}
    if document is None:
        return None
    return next((one for one in document.parts[BODY].iter(qn("w:sdt")) if tag_of(one) in tags), None)


def _same_notes(old: Node, new: Node) -> None:
    """Points the notes of a fresh table to those of the old; one that the old has not is left out."""
    known = iter([one.get(qn("w:id"), "") for one in old.iter(qn("w:footnoteReference"))])
    for one in list(new.iter(qn("w:footnoteReference"))):
        identity = next(known, None)
        if identity is None:
            one.getparent().getparent().remove(one.getparent())
        else:
            one.set(qn("w:id"), identity)
