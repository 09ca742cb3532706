"""Colours against what is behind them, as WCAG 2.2 counts it: 4.5 to 1 for text, 3 to 1 for what charts are made of."""

from zipfile import ZipFile

import matplotlib
import pytest
from lxml import etree

from complaints_report.charts.style import palette, styled
from complaints_report.package_data import package_file
from tests.docx_text import NAMESPACES, W

WHITE, BLACK = "FFFFFF", "000000"
TEXT, GRAPHICS = 4.5, 3


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def looks():
    """Each part of a Word style with its colour, and what is behind it: its own shading, else the page."""
    with ZipFile(package_file("templates", "tlt.docx")) as package:
        root = etree.fromstring(package.read("word/styles.xml"))
    for style in root.xpath("./w:style | ./w:style/w:tblStylePr", namespaces=NAMESPACES):
        name = " ".join(filter(None, (style.getparent().get(f"{W}styleId"), style.get(f"{W}styleId"))))
        name = f"{name} {style.get(f'{W}type')}"
        words = style.xpath("string(./w:rPr/w:color/@w:val)", namespaces=NAMESPACES)
        behind = style.xpath("string(./*/w:shd/@w:fill)", namespaces=NAMESPACES)
        if words or behind:
            yield name, words or BLACK, behind or WHITE


LOOKS = list(looks())


def charts():
    with styled():
        told = {name: str(matplotlib.rcParams[name]).lstrip("#") for name in ("text.color", "xtick.labelcolor")}
        series = [colour.lstrip("#") for colour in palette()]
        return told, [*series, to_hex(matplotlib.rcParams["patch.facecolor"])]


def to_hex(colour):
    return matplotlib.colors.to_hex(colour).lstrip("#")


def test_the_way_of_counting_is_wcags():
    assert contrast(BLACK, WHITE) == 21
    assert contrast("777777", WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("name", "words", "behind"), LOOKS, ids=[name for name, _, _ in LOOKS])
def test_text_stands_out_from_what_is_behind_it(name, words, behind):
    assert contrast(words, behind) >= TEXT


def test_text_stands_out_in_a_shaded_cell_too():
    shades = [behind for _, _, behind in LOOKS if luminance(behind) > 0.5]
    words = [words for _, words, behind in LOOKS if behind == WHITE]
    assert min(contrast(one, shade) for one in words for shade in shades) >= TEXT


def test_text_stands_out_in_charts():
    told, _ = charts()
    assert min(contrast(colour, WHITE) for colour in told.values()) >= TEXT


@pytest.mark.parametrize("colour", charts()[1])
def test_what_charts_are_made_of_stands_out_from_the_page(colour):
    assert contrast(colour, WHITE) >= GRAPHICS


def test_the_two_colours_of_a_chart_with_two_lines_or_bars_stand_apart():
    first, _, _, fourth, *_, before = charts()[1]
    assert contrast(first, fourth) >= GRAPHICS
    assert contrast(first, before) >= GRAPHICS
