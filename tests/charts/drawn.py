"""What a chart's SVG tells who measures it: the bars and points, by their place beside the ticks of the scale."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
YEAR = re.compile(r"\d{4}/\d\d")
NUMBER = re.compile(r"£?\d[\d,]*(?:\.\d+)?%?")
_FILL = re.compile(r"fill: (var\(--(?:c\d|earlier)|url\(#([\w.-]+)\))")
_RECTANGLE = re.compile(r"M ([\d.]+) ([\d.]+)\s+L ([\d.]+) [\d.]+\s+L [\d.]+ ([\d.]+)\s+L [\d.]+ [\d.]+\s+z")
_LINE = re.compile(r"M ([\d.]+) ([\d.]+)\s+L ([\d.]+) ([\d.]+)\s*$")
Node = Any


class Words(NamedTuple):
    """Words in a drawing, where they are, and whether they stand left of there, right of it or about it."""

    x: float
    y: float
    anchor: str
    said: str


class Box(NamedTuple):
    """A rectangle, from left to right and from top to bottom."""

    left: float
    right: float
    top: float
    bottom: float

    def has(self, x: float, y: float) -> bool:
        return self.left - 1 < x < self.right + 1 and self.top - 1 < y < self.bottom + 1


class Mark(NamedTuple):
    """A bar or a point: the set that it is of, its year or the place of its row from 0, and how long or high it is."""

    series: int
    key: str | int
    value: float


@dataclass(frozen=True)
class Drawn:
    """A chart as it stands in a page."""

    root: Node

    @cached_property
    def words(self) -> list[Words]:
        """All words that are drawn."""
        return [_words(one) for one in self.root.iter(SVG + "text")]

    @cached_property
    def _grid(self) -> list[tuple[float, float, float, float]]:
        lines = [one for one in self.root.iter(SVG + "path") if "stroke: var(--grid" in one.get("style", "")]
        found = (_LINE.match(one.get("d")) for one in lines)
        return [(float(a), float(b), float(c), float(d)) for a, b, c, d in (one.groups() for one in found if one)]

    @cached_property
    def panels(self) -> list[Box]:
        """Each scale's ground, which its grid crosses."""
        boxes = [box for one in self.root.iter(SVG + "path") if "--paper" in one.get("style", "") if (box := _box(one))]
        return [box for box in boxes if any(_crosses(line, box) for line in self._grid)]

    def is_across(self, panel: Box) -> bool:
        """Whether the scale goes from left to right."""
        return all(line[0] == line[2] for line in self._grid if _crosses(line, panel))

    def measured(self, panel: Box, x: float, y: float) -> float:
        """The number that a place within a panel stands for, by the ticks at both ends of its scale."""
        ticks = sorted((number(tick.said), at) for tick, at in self._ticks(panel))
        (nought, at), (last, to) = ticks[0], ticks[-1]
        assert nought == 0
        return last * ((x if self.is_across(panel) else y) - at) / (to - at)

    def _ticks(self, panel: Box) -> Iterator[tuple[Words, float]]:
        for line in filter(lambda one: _crosses(one, panel), self._grid):
            x, y = line[0], max(line[1], line[3])
            beneath = [one for one in self.words if abs(one.x - x) < 0.01 and 0 < one.y - y < 20]
            beside = [one for one in self.words if one.anchor == "end" and 0 < x - one.x < 9 and abs(one.y - y) < 5]
            (tick,) = beneath if self.is_across(panel) else beside
            yield tick, x if self.is_across(panel) else y

    @cached_property
    def besides(self) -> list[Words]:
        """All words but those of the scales."""
        ticks = {tick for panel in self.panels for tick, _ in self._ticks(panel)}
        return [one for one in self.words if one not in ticks]

    @cached_property
    def marks(self) -> list[Mark]:
        """Every bar and point, set by set."""
        shapes = [*self._bars(), *self._points()]
        sets = list(dict.fromkeys(shape[:2] for shape in shapes))
        made = []
        for place, these in enumerate(sets):
            own = [shape for shape in shapes if shape[:2] == these]
            across = self.is_across(these[0])
            rows = sorted({middle for *_, middle, _ in own})
            made += [Mark(place, rows.index(m) if across else self._year(m), value) for *_, m, value in own]
        return list(dict.fromkeys(made))

    def _bars(self) -> Iterator[tuple[Box, str, float, float]]:
        """Each bar's panel, its colour, its middle across the scale, and its length."""
        for one in self.root.iter(SVG + "path"):
            colour, box = self._colour(one), _box(one)
            if colour and box:
                panel = self._panel(box.left, box.bottom)
                if self.is_across(panel):
                    middle, ends = (box.top + box.bottom) / 2, ((box.left, box.top), (box.right, box.top))
                else:
                    middle, ends = (box.left + box.right) / 2, ((box.left, box.bottom), (box.left, box.top))
                start, end = (self.measured(panel, *place) for place in ends)
                assert abs(start) < 1e-6, "a bar does not begin at nought"
                yield panel, colour, round(middle, 2), end

    def _points(self) -> Iterator[tuple[Box, str, float, float]]:
        for one in self.root.iter(SVG + "use"):
            if colour := self._colour(one):
                x, y = float(one.get("x")), float(one.get("y"))
                panel = self._panel(x, y)
                yield panel, colour, round(x, 2), self.measured(panel, x, y)

    def _panel(self, x: float, y: float) -> Box:
        return next(panel for panel in self.panels if panel.has(x, y))

    def _year(self, x: float) -> str:
        """The year whose place along the foot this is, also where only some years are named."""
        named = sorted((one.x, int(one.said[:4])) for one in self.words if YEAR.fullmatch(one.said))
        (left, first), (right, last) = named[0], named[-1]
        year = round(first + (last - first) * (x - left) / (right - left)) if last > first else first
        return f"{year}/{(year + 1) % 100:02d}"

    def _colour(self, one: Node) -> str:
        """The colour of the palette that a shape is filled with, or the pattern's that it is."""
        found = _FILL.search(one.get("style", ""))
        if found and found[2]:
            (pattern,) = self.root.xpath("//*[@id=$name]", name=found[2])
            return next(filter(None, map(self._colour, pattern)))
        return found[1] if found else ""


def drawn(svg: str | bytes) -> Drawn:
    """The chart of an SVG file."""
    return Drawn(etree.fromstring(svg.encode() if isinstance(svg, str) else svg))


def number(said: str) -> float:
    """A number that is written, as one to count with."""
    return float(said.strip("£%").replace(",", "")) if said != "none" else 0.0


def _words(one: Node) -> Words:
    moved = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", one.get("transform", ""))
    x, y = (moved[1], moved[2]) if moved else (one.get("x"), one.get("y"))
    anchor = re.search(r"text-anchor: (\w+)", one.get("style", ""))
    return Words(float(x), float(y), anchor[1] if anchor else "start", "".join(one.itertext()))


def _box(one: Node) -> Box | None:
    found = _RECTANGLE.match(one.get("d"))
    if not found:
        return None
    left, one_side, right, other_side = map(float, found.groups())
    return Box(left, right, *sorted((one_side, other_side)))


def _crosses(line: Sequence[float], box: Box) -> bool:
    left, top, right, bottom = line[0], min(line[1], line[3]), line[2], max(line[1], line[3])
    down = left == right and box.left - 1 < left < box.right + 1 and (top, bottom) == (box.top, box.bottom)
    over = top == bottom and box.top - 1 < top < box.bottom + 1 and (left, right) == (box.left, box.right)
    return down or over
