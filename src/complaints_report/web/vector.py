"""A chart's SVG made ready to stand in a page: names of its own, words for those who do not see it, dark colours.

matplotlib gives ids that two charts share, a style that would be in force for the whole page, and a size in points.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from complaints_report.word.markup import Node

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"#([\w.-]+)")
_URL = re.compile(r"url\(#([\w.-]+)\)")
_COLOUR = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
_FONT = re.compile(r"font-family: [^;]*;? ?")
_NAMES = {"#222222": "ink", "#ffffff": "paper", "#d9d9d9": "grid", "#6f6f6f": "axis", "#949494": "earlier"}
"""The colours that are not of the palette, by what they are for; the style sheet gives each a twin for the dark."""


def ready(svg: bytes, name: str, title: str, alt: str, palette: Sequence[str]) -> str:
    """The chart as it stands in a page, and as a file of its own."""
    root: Node = etree.fromstring(svg, etree.XMLParser(remove_blank_text=True, no_network=True))
    for one in [*root.iter(SVG + "metadata"), *root.iter(SVG + "style"), *root.iter(SVG + "title")]:
        one.getparent().remove(one)
    for one in [one for one in root.iter(SVG + "defs") if not len(one)]:
        one.getparent().remove(one)
    _name_ids(root, name)
    names = {**_NAMES, **{colour.lower(): f"c{place}" for place, colour in enumerate(palette, 1)}}
    for one in root.iter():
        looks = [_FONT.sub("", one.attrib.pop("style", ""))]
        looks += [f"{key}: {one.attrib.pop(key)}" for key in ("fill", "stroke") if key in one.attrib]
        if said := "; ".join(filter(None, looks)):
            one.set("style", _COLOUR.sub(lambda found: _variable(found[0], names), said))
    _describe(root, name, title, alt)
    return etree.tostring(root, encoding="unicode")


def write_svg(path: Path, svg: str) -> None:
    """The chart as a file of its own."""
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n', encoding="utf-8", newline="")


def _variable(colour: str, names: dict[str, str]) -> str:
    name = names.get(colour.lower())
    return f"var(--{name}, {colour})" if name else colour


def _name_ids(root: Node, name: str) -> None:
    """Drops the ids that nothing points at, and begins the others with the chart's name."""
    used = {found for one in root.iter() for found in _pointed_at(one)}
    for one in root.iter():
        if (known := one.attrib.pop("id", None)) in used:
            one.set("id", f"{name}-{known}")
        for key, value in one.attrib.items():
            if key in ("href", LINK) and value.startswith("#"):
                one.set(key, f"#{name}-{value[1:]}")
            elif "url(#" in value:
                one.set(key, _URL.sub(rf"url(#{name}-\1)", value))


def _pointed_at(one: Node) -> Iterator[str]:
    for key, value in one.attrib.items():
        if key in ("href", LINK) or "url(#" in value:
            yield from _REFERENCE.findall(value)


def _describe(root: Node, name: str, title: str, alt: str) -> None:
    for key in ("width", "height"):
        root.attrib.pop(key, None)
    told = {"role": "img", "aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-desc"}
    looks = {"stroke-linejoin": "round", "font-family": "Arial, 'Liberation Sans', Helvetica, sans-serif"}
    for key, value in {"class": "chart", "data-chart": name, **told, **looks}.items():
        root.set(key, value)
    for place, (tag, words) in enumerate((("title", title), ("desc", alt))):
        said = etree.Element(SVG + tag, {"id": f"{name}-{tag}"})
        said.text = words
        root.insert(place, said)
