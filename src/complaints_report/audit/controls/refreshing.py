"""A report brought up to the data: figures and phrases where they stand, tables and charts from a fresh report."""

from collections.abc import Container, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from posixpath import splitext

from complaints_report.audit.controls import OwnReport, Said
from complaints_report.audit.controls.checked import says_the_same, typed_over
from complaints_report.audit.controls.worded import stale_wordings
from complaints_report.audit.reading.package import Package, is_on
from complaints_report.audit.reading.wordprocessing import pieces_of, tag_of
from complaints_report.report.current import Now
from complaints_report.report.statements import CHART, FIGURE, TABLE, Item, figure_mark, rows_from
from complaints_report.word.custom_part import tag_of as tag_for
from complaints_report.word.custom_part import to_xml
from complaints_report.word.markup import Node, W, is_deleted
from complaints_report.word.rewriting import Rewriter, embedded, free_numbers, put_table, reshape

LEFT, UNKNOWN, MISSING, WORDED, UNSAID = "left", "unknown", "missing", "worded", "unsaid"
"""Why a thing is not brought up: a person typed over it, this version lacks it, its control is gone, its sentence is
worded for other data, or says what the data no longer do."""

_STORIES = ("footnotes", "endnotes", "header", "footer")


@dataclass(frozen=True)
class Change:
    """One thing that was brought up to the data, or, with a reason, that was not; `told` is its row in a table."""

    title: str
    old: str
    new: str
    reason: str = ""
    heading: str = ""
    told: str = ""
    kind: str = FIGURE


class Refresh:
    """Brings one report up to the data."""

    def __init__(self, own: OwnReport, now: Now, *, track: bool, overtyped: bool) -> None:
        self._own, self._now, self._track, self._overtyped = own, now, track, overtyped
        self._package: Package = own.document.package
        self._items = dict(own.kept.by_tag)
        self._pictures: dict[str, bytes] = {}
        self._changed: set[str] = set()

    def changes(self, stale: Container[Node], fresh: OwnReport | None) -> Iterator[Change]:
        """All that changed, first what is stale of tables and charts, from a fresh report, and what could not be."""
        made = {self._tag(item): content for item, _, content in fresh.others} if fresh else {}
        for item, node, content in self._own.others:
            new = made.get(self._tag(item)) if content in stale else None
            block = self._own.block_at(node)
            where = {"heading": block.heading if block else "", "kind": item.kind}
            if item.expression not in (self._now.tables if item.kind == TABLE else self._now.charts):
                yield Change(item.title, f"the {item.kind}", "", UNKNOWN, **where)
            elif fresh is not None and new is not None:
                change = (self._chart if item.kind == CHART else self._table)(item, content, new, fresh)
                yield replace(change, **where)
        yield from self._figures()
        for item, times in self._own.gone.items():
            said = item.latest.strip(" ,") if item.kind == FIGURE else f"the {item.kind}"
            yield Change(item.title, said, f"{times:,} of {item.times:,}", MISSING)
        for one in stale_wordings(self._own, self._now, refreshed=True):
            yield Change(one.heading, one.sentence, one.should, WORDED if one.should else UNSAID)

    def written(self) -> bytes:
        """The file as it is after the changes, every other part byte for byte as it was."""
        kept = replace(self._own.kept, items=tuple(one for one in self._items.values() if one.times))
        parts = {name: self._package.to_bytes(name) for name in self._changed}
        changed = {} if kept == self._own.kept else {self._own.kept_in: to_xml(kept)}
        return self._package.written(parts | changed | self._pictures)

    def _tag(self, item: Item) -> str:
        return tag_for(self._own.kept.report, item.kind, item.expression)

    def _say(self, item: Item, words: str) -> None:
        """Keeps that the program has something say this now."""
        known = self._items[self._tag(item)]
        self._items[self._tag(item)] = replace(known, said=(*(one for one in known.said if one != words), words))

    def _figures(self) -> Iterator[Change]:
        """Brings up the figures in all parts; what is there twice for older programs is told once."""
        related = (name for kind in _STORIES for name in self._package.related(self._package.main, kind))
        for name in (self._package.main, *related):
            tree = self._package.tree(name)
            rewriter = Rewriter(tree, self._track)
            for node in list(tree.iter(W + "sdt")):
                item = self._items.get(tag_of(node))
                if item is not None and item.kind == FIGURE and _is_there(node) and node not in self._own.copied:
                    changes = self._figure(item, node, rewriter)
                    yield from (_placed(one, self._own.figures[node]) for one in changes if node in self._own.figures)
            if rewriter.wrote:
                self._changed.add(name)

    def _figure(self, item: Item, node: Node, rewriter: Rewriter) -> Iterator[Change]:
        theirs = "".join(piece.words for piece in pieces_of(node.find(W + "sdtContent"), self._package))
        bare, ours = theirs.strip(" ,"), self._now.words(item.expression)
        if ours is None:
            yield Change(item.title, bare, "", UNKNOWN)
            return
        self._say(item, ours)
        if bare and not says_the_same(theirs, ours):
            left = typed_over(item, theirs) and not self._overtyped
            if not left:
                rewriter.write(node, ours)
            yield Change(item.title, bare, ours.strip(" ,"), LEFT if left else "")

    def _table(self, item: Item, old: Node, new: Node, fresh: OwnReport) -> Change:
        """A table with the rows of the data, unless a person changed them; its controls have this report's tags."""
        if not self._overtyped and self._own.rows.get(old, ()) not in map(rows_from, item.said):
            return Change(item.title, "the table", "the rows of the data", LEFT)
        numbers = free_numbers(self._package.tree(self._package.main).iterfind(f".//{W}sdtPr/{W}id"))
        table = deepcopy(new)
        for one in table.iter(W + "sdt"):
            held = fresh.kept.by_tag[tag_of(one)]
            self._items.setdefault(self._tag(held), replace(held, times=0))
            one.find(f"{W}sdtPr/{W}tag").set(W + "val", self._tag(held))
            one.find(f"{W}sdtPr/{W}id").set(W + "val", str(next(numbers)))
        rows = self._now.tables[item.expression]
        for tag, figure in self._items.items():
            if figure.kind == FIGURE and (mark := figure_mark(figure.expression)):
                times = figure.times + rows.count(mark) - item.latest.count(mark)
                self._items[tag] = replace(figure, times=max(0, times))
        self._say(item, rows)
        put_table(old, table)
        self._changed.add(self._package.main)
        return Change(item.title, "the table", "the rows of the data")

    def _chart(self, item: Item, old: Node, new: Node, fresh: OwnReport) -> Change:
        """A chart of the numbers of the data: the PNG, then the SVG that the drawing names."""
        package: Package = fresh.document.package
        for theirs, ours in zip(embedded(old), embedded(new), strict=False):
            target, source = self._package.target(self._package.main, theirs), package.target(package.main, ours)
            if target and splitext(target)[1].lower() == splitext(source)[1].lower():
                self._pictures[target] = package.content(source)
        reshape(old, new)
        self._say(item, self._now.charts[item.expression])
        self._changed.add(self._package.main)
        return Change(item.title, "the chart", "the numbers of the data")


def _placed(change: Change, said: Said) -> Change:
    """A change of a figure with the heading under which it stands, and its row and column in a table."""
    in_table = said.told if said.told != said.sentence.words else ""
    return replace(change, heading=said.heading, told=in_table)


def _is_there(node: Node) -> bool:
    """Whether a control is there once changes are accepted, and holds more than Word's "Click to enter text"."""
    empty = is_on(node.find(W + "sdtPr"), "showingPlcHdr") or node.find(W + "sdtContent") is None
    return not empty and not is_deleted(node)
