"""How every chart is drawn and saved: the style file, the fonts to be had, a page measured in centimetres."""

import hashlib
import math
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Picture
from matplotlib.font_manager import FontProperties, findSystemFonts, fontManager, get_font, ttfFontProperty
from matplotlib.ft2font import LoadFlags
from matplotlib.ticker import FuncFormatter, MaxNLocator

from complaints_report.charts.chart import Drawing
from complaints_report.charts.theme import Theme, theme_in_force
from complaints_report.errors import TemplateError
from complaints_report.package_data import package_file

WIDTH = 16.0
"""The width of every picture, in centimetres: the text of an A4 page."""
CM = 1 / 2.54
POINT = 2.54 / 72
SMALL, LARGE = 9, 10
"""Sizes of text in points: on axes and bars, and for the names and values that are picked out."""
LEADING = 1.2 * POINT

BOX = "□"
"""What stands for a letter that the font lacks."""

PLATE = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}
"""What stands behind a value, so that no grid line runs through it."""

SILENT = {"png": ["Software"], "svg": ["Date"], "pdf": ["CreationDate", "Creator", "Producer"]}
"""What is left out of each kind of file, so that the same picture has the same bytes."""

_lock = threading.RLock()


@contextmanager
def styled() -> Iterator[None]:
    """The style file and the organisation's theme, whatever the machine's own settings, for one thread at a time."""
    path = package_file("templates", "charts.mplstyle")
    with _lock:
        _register_fonts()
        try:
            context = style.context(["default", str(path), _settings(theme_in_force())])
        except OSError as error:
            raise TemplateError(f"{path}: the charts' style cannot be read. {error}") from error
        with context:
            yield


@cache
def _register_fonts() -> None:
    """Puts the bundled fonts before any of the same name on the machine, which may be another version."""
    ours = [str(path) for path in sorted(package_file("templates", "fonts").glob("*.ttf"))]
    for path in ours:
        fontManager.addfont(path)
    fontManager.ttflist.sort(key=lambda font: font.fname not in ours)


def _settings(theme: Theme) -> dict[str, Any]:
    """What the theme changes of the style file."""
    colours: dict[str, Any] = {"axes.prop_cycle": f"cycler('color', {list(theme.palette)})"} if theme.colours else {}
    return colours | ({"font.family": [_registered(theme.fonts)]} if theme.fonts else {})


@cache
def _registered(fonts: tuple[Path, ...]) -> str:
    """A name under which matplotlib has these files alone, whatever else the machine has of the font's own name."""
    name = hashlib.sha256("|".join(map(str, fonts)).encode()).hexdigest()
    fontManager.ttflist += [replace(ttfFontProperty(get_font(path)), name=name) for path in fonts]
    return name


def page(height: float) -> Picture:
    """An empty picture of the page's width, so many centimetres high."""
    picture = Picture(figsize=(WIDTH * CM, height * CM))
    FigureCanvasAgg(picture)
    return picture


def axes(picture: Picture, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place on the page, in centimetres from its bottom left."""
    tall = picture.get_figheight() / CM
    return picture.add_axes((left / WIDTH, bottom / tall, width / WIDTH, height / tall))


def palette() -> list[str]:
    """The style file's colours, in order."""
    colours: list[str] = matplotlib.rcParams["axes.prop_cycle"].by_key()["color"]
    return [f"#{colour.lstrip('#')}" for colour in colours]


def tick_texts(unit: str, most: float, number: int = 4) -> list[str]:
    """The round numbers, about so many, on a scale from zero to the most."""
    return [_tick_text(unit, tick) for tick in _locator(unit, number).tick_values(0, most)]


def ticks(axis: Axis, unit: str, number: int = 4) -> None:
    """Sets about so many round numbers along a scale, whole ones for counts."""
    axis.set_major_locator(_locator(unit, number))
    axis.set_major_formatter(FuncFormatter(lambda value, _: _tick_text(unit, value)))


def _locator(unit: str, number: int) -> MaxNLocator:
    return MaxNLocator(number, integer=unit == "count", steps=[1, 2, 5, 10])


def _tick_text(unit: str, value: float) -> str:
    return f"{value:,.10g}{'' if unit == 'count' else '%'}"


def mark_years(plot: Axes, years: Sequence[str]) -> int:
    """Writes the years along the foot, all or every so many back from the latest; returns that step."""
    room = plot.bbox.width / plot.figure.dpi / CM
    step = math.ceil(len(years) * (width_of("2020/21") + 0.15) / room)
    marked = range((len(years) - 1) % step, len(years), step)
    plot.set_xticks(marked, [years[place] for place in marked])
    return step


def width_of(text: str, size: float = SMALL, weight: str = "normal") -> float:
    """The width of the text's longest line, in centimetres."""
    path = fontManager.findfont(FontProperties(weight=weight))
    return max(_width_in(path, size, line) for line in drawable(text).split("\n"))


@lru_cache(maxsize=10_000)
def _width_in(path: str, size: float, line: str) -> float:
    """The width of a line in a font: names are measured again and again until a chart's rows fit."""
    font = get_font(path)
    font.set_size(size, 72)
    font.set_text(line, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0] / 64 * POINT)


def drawable(text: str) -> str:
    """The text as the font can show it: pictographs and marks dropped, other letters it lacks as "□" or "?"."""
    known = _letters_of(fontManager.findfont(FontProperties()))
    box = BOX if ord(BOX) in known else "?"
    kept = (c if c == "\n" or ord(c) in known else _stand_in(c, box) for c in text)
    return "\n".join(" ".join(line.split()) for line in "".join(kept).split("\n")) or box


@cache
def _letters_of(path: str) -> frozenset[int]:
    """The letters that a font has."""
    return frozenset(get_font(path).get_charmap())


def _stand_in(character: str, box: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "Z" or category == "Cc":
        return " "
    return "" if category in ("So", "Sk", "Mn", "Me", "Cf", "Cs", "Co", "Cn") else box


def wrapped(text: str, width: float, weight: str = "normal") -> str:
    """The text as the font can show it, on as many lines as it needs to be no wider than so many centimetres."""
    size = LARGE if weight == "bold" else SMALL
    lines = [""]
    for word in drawable(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, weight) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        for character in word:
            if width_of(lines[-1] + character, size, weight) > width:
                lines.append("")
            lines[-1] += character
    return "\n".join(filter(None, lines))


def save_picture(drawing: Drawing, title: str, *paths: Path, with_text: bool = False) -> tuple[float, float]:
    """Writes the picture, its words inside and no clock, to each path; returns its size in centimetres."""
    with styled(), matplotlib.rc_context({"svg.fonttype": "none"} if with_text else {}):
        picture = drawing.draw()
        for path in paths:
            kind = path.suffix.lower()[1:]
            words = {"Title": title, "Subject" if kind == "pdf" else "Description": drawing.alt}
            picture.savefig(path, format=kind, metadata={**words, **dict.fromkeys(SILENT[kind])})
    return WIDTH, round(float(picture.get_figheight() / CM), 2)


SUFFIXES = (".ttf", ".otf")
LETTERS = set(map(chr, range(0x20, 0x7F)))
LISTED = 8
"""How many fonts are named where the one asked for is not there."""
REFUSED = (OSError, RuntimeError, NotImplementedError, ValueError)
"""What a file that is no font, or a font of pictures, is met with."""


class FontError(Exception):
    """There is no such font to draw with; its text says what there is."""


def font_files(name: str, folder: Path) -> tuple[Path, ...]:
    """The font's files, regular before bold where it has one."""
    paths = _in_folder(folder / name, folder) if name.lower().endswith(SUFFIXES) else _installed(name)
    for path in paths:
        if lacking := LETTERS - {chr(code) for code in get_font(path).get_charmap()}:
            raise FontError(f"the font {path.name} cannot write {' '.join(sorted(lacking)[:LISTED])}; name another")
    return paths


def _in_folder(path: Path, folder: Path) -> tuple[Path, ...]:
    if not path.is_file():
        there = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if _is_font(one))
        raise FontError(f"there is no file {path.name} in {path.parent}; {_what_there_is(path.name, there)}")
    family = _family(path)
    if not family:
        raise FontError(f"{path} is not a font that can be read; name another .ttf or .otf file")
    beside = [one for one in sorted(path.parent.iterdir()) if _is_font(one) and _family(one) == family]
    bold = [one for one in beside if one != path and get_font(one).style_name.lower() in ("bold", "semibold")]
    return (path, *bold[:1])


def _is_font(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.is_file()


def _family(path: Path) -> str:
    with suppress(*REFUSED):
        return str(get_font(path).family_name)
    return ""


def _installed(name: str) -> tuple[Path, ...]:
    families = _families()
    if name.casefold() not in families:
        _look_again()
        families = _families()
    if name.casefold() not in families:
        there = sorted(families.values(), key=str.casefold)
        raise FontError(f"this computer has no font called “{name}”; {_what_there_is(name, there)}")
    family = families[name.casefold()]
    wanted = (FontProperties(family=[family], weight=weight) for weight in ("normal", "bold"))
    return tuple(dict.fromkeys(Path(fontManager.findfont(one, fallback_to_default=False)) for one in wanted))


def _families() -> dict[str, str]:
    return {family.casefold(): family for family in fontManager.get_font_names()}


def _look_again() -> None:
    """Takes in the fonts that came to the machine since matplotlib last looked."""
    known = {Path(font.fname) for font in fontManager.ttflist}
    for path in sorted(set(map(Path, findSystemFonts())) - known):
        with suppress(*REFUSED):
            fontManager.addfont(path)


def _what_there_is(name: str, there: Sequence[str]) -> str:
    """The names nearest to the one asked for, or the first of all, and how many more there are."""
    if not there:
        return "there is no .ttf or .otf file in the folder"
    small = {one.casefold(): one for one in there}
    near = [small[one] for one in get_close_matches(name.casefold(), list(small))]
    named = near or there[:LISTED]
    more = f", and {len(there) - len(named)} more" if len(there) > len(named) else ""
    return f"there is {', '.join(named)}{more}"
