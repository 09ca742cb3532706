"""Writes the public's pages from a document: a file for each, the style sheet, and the charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from complaints_report.calendar import ends_on, starts_on
from complaints_report.charts import CHARTS, Drawing
from complaints_report.charts.theme import theme_in_force
from complaints_report.english import long_day
from complaints_report.metrics.figures import Figures
from complaints_report.package_data import package_file
from complaints_report.report.blocks import Document, Picture, PictureFile, Table
from complaints_report.report.captions import labels_of
from complaints_report.settings import Publish
from complaints_report.web import vector
from complaints_report.web.body import Body
from complaints_report.web.data_figures import Marks
from complaints_report.web.inlines import Prose
from complaints_report.web.links import Links
from complaints_report.web.site import INDEX, Site, site_of

STYLE = "style.css"
PREFIX = "complaints-"
"""What begins each id of a page that stands within another."""


@dataclass(frozen=True)
class Download:
    """A file beside the pages that they offer, and the words of the link to it."""

    file: str
    words: str


@dataclass(frozen=True)
class Edition:
    """What the pages are made of: the document, its figures, what its charts show, and the settings of the pages."""

    document: Document
    figures: Figures
    drawings: Mapping[str, Drawing]
    settings: Publish
    style: Path
    downloads: Sequence[Download] = field(default=())


def write_pages(edition: Edition, folder: Path) -> None:
    """Writes every page, and the style sheet, into a folder; the charts are there already and are made ready."""
    prefix = PREFIX if edition.settings.fragment else ""
    charts = _charts(edition.document.pictures, edition.drawings, prefix)
    site = site_of(edition.document)
    labels = labels_of([block for part in site.parts for block in part.blocks])
    places = {
        block.name: part.page for part in site.parts for block in part.blocks if isinstance(block, Table | Picture)
    }
    shapes, marks = _shapes(), Marks(edition.figures)
    for place, part in enumerate(site.parts):
        links = Links(site, labels, part.page, places, prefix, edition.settings.link_base)
        prose = Prose(links, marks)
        body = Body(prose, links, shapes, charts, edition.drawings).html(part.blocks)
        words = _around(edition, site, place) | {"links": links, "body": body, "footnotes": prose.notes}
        template = shapes.get_template("fragment.html.j2" if edition.settings.fragment else "page.html.j2")
        _write(folder / part.page.file, template.render(words))
    _write(folder / STYLE, edition.style.read_text(encoding="utf-8"))


def _around(edition: Edition, site: Site, place: int) -> dict[str, Any]:
    """What a page says beside its own text."""
    pages = [part.page for part in site.parts]
    settings, year = edition.settings, edition.document.year
    return {
        "document": edition.document,
        "page": pages[place],
        "title": pages[place].title,
        "home": INDEX,
        "listed": [page for page in pages if page is not INDEX],
        "before": pages[place - 1] if place else None,
        "after": pages[place + 1] if place + 1 < len(pages) else None,
        "downloads": edition.downloads,
        "published_on": long_day(settings.published_on) if settings.published_on else "",
        "period": f"{long_day(starts_on(year))} to {long_day(ends_on(year))}",
        "contact": settings.contact.rstrip("."),
        "licence": settings.licence.rstrip("."),
    }


def _charts(pictures: Mapping[str, PictureFile], drawings: Mapping[str, Drawing], prefix: str) -> dict[str, str]:
    """Every chart as it stands in a page; its file is made the same."""
    theme = theme_in_force()
    palette = theme.palette if theme.colours else _ours()
    made = {}
    for name, picture in pictures.items():
        svg, words = picture.svg.read_bytes(), (CHARTS[name].title, drawings[name].alt)
        made[name] = vector.ready(svg, prefix + name, *words, palette)
        vector.write_svg(picture.svg, made[name])
    return made


def _ours() -> Sequence[str]:
    from complaints_report.charts.style import palette, styled

    with styled():
        return palette()


def _shapes() -> Environment:
    templates = package_file("templates", "web")
    return Environment(loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined)


def _write(path: Path, text: str) -> None:
    lines = (line.rstrip() for line in text.split("\n"))
    path.write_text("\n".join(filter(None, lines)) + "\n", encoding="utf-8", newline="")
