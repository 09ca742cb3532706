"""The blocks of a page as HTML: headings, paragraphs, lists within lists, tables and charts."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from complaints_report.charts import Drawing
from complaints_report.errors import TemplateError
from complaints_report.metrics.catalogue import METRICS
from complaints_report.report.blocks import Block, Heading, Inlines, ListItem, Paragraph, Picture, Table
from complaints_report.web.data_figures import HIDDEN, WHOLE, figure_html
from complaints_report.web.inlines import Prose
from complaints_report.web.links import Links, slug

MOST_COLUMNS, MOST_LETTERS, LONG_CELL = 3, 28, 80
"""A table of more columns scrolls in a box of its own on a small screen, and so does one whose longest words together
have more letters, or one of three columns that holds a longer cell."""
_FIGURE = re.compile(r'data-figure="metric=(\w+)[^"]*part=(\w+)"')
_WHEN = re.compile(r"Stage \d|\d{4}/\d\d")
"""A heading that says when or at which stage and not what is counted."""
_UNITS = {"percent": ("%", "percent"), "ratio": ("%", "percent"), "days": ("working days",) * 2, "pounds": ("£",) * 2}
"""Each unit but numbers as headings say it, and the words of a heading that has said it already."""


class Body:
    """Writes the blocks of one page."""

    def __init__(
        self,
        prose: Prose,
        links: Links,
        shapes: Environment,
        charts: Mapping[str, str],
        drawings: Mapping[str, Drawing],
    ) -> None:
        self._prose, self._links, self._shapes = prose, links, shapes
        self._charts, self._drawings = charts, drawings
        self._slugs = Counter[str]()

    def html(self, blocks: Sequence[Block]) -> Markup:
        """All of the blocks."""
        pieces: list[Markup] = []
        for is_list, run in groupby(blocks, key=_is_of_list):
            these = list(run)
            pieces += [self._list(these)] if is_list else [*map(self._block, these)]
        return Markup("\n").join(filter(None, pieces))

    def _block(self, block: Block) -> Markup:
        match block:
            case Heading(level, text):
                return Markup('<h{0} id="{1}">{2}</h{0}>').format(level, self._id_of(text), text)
            case Paragraph(inlines, quoted):
                words = self._prose.html(inlines)
                made = Markup("<p>{}</p>").format(words) if words else Markup()
                return Markup("<blockquote>{}</blockquote>").format(made) if quoted and words else made
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(block)
            case _:
                return self._list([block])

    def _id_of(self, text: str) -> str:
        """An id that no other heading of the page has."""
        name = slug(text)
        self._slugs[name] += 1
        return self._links.id(name if self._slugs[name] == 1 else f"{name}-{self._slugs[name]}")

    def _list(self, blocks: Sequence[Block], depth: int = 0) -> Markup:
        """Items with all that stands in them: those after an item that are deeper are its own."""
        made, items = Markup(), list(_items(blocks, depth))
        for (numbered, start, _), run in groupby(items, key=lambda item: _kind(item[0])):
            words = [Markup("<li>{}</li>").format(self._item(item, depth)) for item in run]
            tag = Markup('<ol start="{}">').format(start) if numbered and start != 1 else Markup(f"<{_tag(numbered)}>")
            made += tag + Markup("\n").join(words) + Markup(f"</{_tag(numbered)}>")
        return made

    def _item(self, blocks: Sequence[Block], depth: int) -> Markup:
        first, *others = blocks
        made = self._prose.html(first.inlines) if isinstance(first, ListItem | Paragraph) else Markup()
        for deeper, run in groupby(others, key=lambda one: _depth(one) > depth):
            own = list(run)
            made += self._list(own, depth + 1) if deeper else Markup("").join(map(self._block, own))
        return made

    def _table(self, table: Table) -> Markup:
        rows = [[self._cell(cell) for cell in row] for row in table.rows]
        return self._shape(
            "table",
            id=self._links.id(slug(table.name)),
            label=self._links.label(table.name)[0],
            caption=self._prose.html(table.words),
            header=[self._prose.html(cell) for cell in table.header],
            rows=rows,
            right=table.right,
            total=table.total,
        )

    def _cell(self, inlines: Inlines) -> Markup:
        return self._prose.html(inlines) or Markup("[z]")

    def _picture(self, picture: Picture) -> Markup:
        drawing = self._drawings.get(picture.name)
        if drawing is None:
            raise TemplateError(f"A section shows the chart “{picture.name}”, and there is none of that name.")
        label = self._links.label(picture.name)[0]
        return self._shape(
            "picture",
            id=self._links.id(slug(picture.name)),
            name=picture.name,
            label=label,
            caption=self._prose.html(picture.words),
            svg=Markup(self._charts[picture.name]),
            header=drawing.columns,
            rows=[[_number(cell) for cell in row] for row in drawing.rows],
            right=(False, *(True for _ in drawing.columns[1:])),
            base=self._links.base,
        )

    def _shape(self, shape: str, **given: Any) -> Markup:
        """What the template of that name makes of these; with what a withheld number is where there is one."""
        made = self._shapes.get_template("blocks.html.j2").module
        given["header"] = with_units(given["header"], given["rows"])
        columns = [
            [Markup(cell).striptags() for cell in column]
            for column in zip(given["header"], *given["rows"], strict=True)
        ]
        looks = {"wide": _is_wide(columns), "long": _has_long(columns), "withheld": HIDDEN}
        said: Markup = getattr(made, shape)(**given, **looks)
        return said


def _is_wide(columns: Sequence[Sequence[str]]) -> bool:
    """Whether a table has no room on a small screen."""
    longest = [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    return len(columns) > MOST_COLUMNS or sum(longest) > MOST_LETTERS or _has_long(columns)


def _has_long(columns: Sequence[Sequence[str]]) -> bool:
    """Whether there are so many columns, with so much in a cell, that narrow ones would be hard to read."""
    return len(columns) >= MOST_COLUMNS and any(len(cell) > LONG_CELL for column in columns for cell in column)


def _number(cell: str) -> str | Markup:
    """A cell of a chart's numbers, marked where it knows its figure."""
    figure, part = getattr(cell, "figure", None), getattr(cell, "part", "value")
    if figure is None:
        return cell
    return figure_html(figure, HIDDEN if figure.withheld else cell, part)


def _is_of_list(block: Block) -> bool:
    return isinstance(block, ListItem) or (isinstance(block, Paragraph) and block.item_depth is not None)


def _depth(block: Block) -> int:
    return block.depth if isinstance(block, ListItem) else (getattr(block, "item_depth", 0) or 0)


def _items(blocks: Sequence[Block], depth: int) -> Iterator[list[Block]]:
    """The blocks of each item of a depth."""
    item: list[Block] = []
    for block in blocks:
        if item and isinstance(block, ListItem) and block.depth <= depth:
            yield item
            item = []
        item.append(block)
    if item:
        yield item


def _kind(block: Block) -> tuple[bool, int, int]:
    return (block.numbered, block.start, block.list_id) if isinstance(block, ListItem) else (False, 1, 0)


def _tag(numbered: bool) -> str:
    return "ol" if numbered else "ul"


# The units of columns


def with_units(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Markup]:
    """The headings, each with the unit of the numbers beneath it, where these are of one and it does not say which."""
    return [_with_unit(*column) for column in zip(header, *rows, strict=True)]


def _with_unit(heading: str, *cells: str) -> Markup:
    said, units = Markup(escape(heading)), set(filter(None, map(_unit_of, cells)))
    words = said.striptags()
    for unit, table in units if len(units) == 1 else ():
        name, known = _UNITS.get(unit, (table, "" if _WHEN.fullmatch(words) else words))
        return said if known and known.lower() in words.lower() else said + f" ({name})"
    return said


def _unit_of(cell: str) -> tuple[str, str] | None:
    """The unit of the number that a cell is about, and the table in which it is counted; None of words alone."""
    named = sorted(_FIGURE.findall(cell), key=lambda one: one[1] in WHOLE)
    if not named:
        return None
    metric, part = named[0]
    return ("count" if part in WHOLE else METRICS[metric].unit), METRICS[metric].table
