"""The charts, measured: their words say what is drawn, and nothing that is drawn tells what is withheld."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from docx import Document

from complaints_report.build import context_of, draw_charts
from complaints_report.charts.style import palette, styled
from complaints_report.metrics.disclosure import publishable
from complaints_report.publish import publish
from complaints_report.run import Run, figures_for, open_folder
from complaints_report.web import vector
from complaints_report.web.data_figures import HIDDEN
from tests.awkward import AWKWARD, MOST_UNLIKE, awkward
from tests.charts.drawn import drawn
from tests.charts.told import YEAR, Told, unlike_the_table, unlike_what_is_written, wrong_claims
from tests.conftest import TODAY, Built, some_of
from tests.kills import files
from tests.metrics.test_public import folder_of
from tests.web.conftest import Published

RULES = (unlike_the_table, unlike_what_is_written, wrong_claims)


def of_pages(folder: Path) -> dict[str, Told]:
    """The charts of an edition, as its pages have them."""
    found = {}
    for path in sorted(folder.glob("*.html")):
        for figure in lxml.html.document_fromstring(path.read_text("utf-8")).iter("figure"):
            name = figure.find(".//svg").get("data-chart")
            header, *rows = ([cell.text_content() for cell in row] for row in figure.find("details").iter("tr"))
            svg = drawn((folder / "charts" / f"{name}.svg").read_bytes())
            found[name] = Told("2023/24", svg, figure.find(".//svg/desc").text, header, rows)
    return found


def of_board(run: Run, folder: Path) -> dict[str, Told]:
    """The charts of the board's report, with nothing withheld but what it withholds."""
    context = context_of(run, publishable(figures_for(run, "2023/24")))
    pictures = draw_charts(context.drawings, folder, for_pages=True)
    with styled():
        colours = palette()
    found = {}
    for name, one in context.drawings.items():
        svg = vector.ready(pictures[name].svg.read_bytes(), name, name, one.alt, colours)
        found[name] = Told("2023/24", drawn(svg), one.alt, one.columns, one.rows)
    return found


def wrong(charts: dict[str, Told]) -> list[tuple[str, str]]:
    return [(name, said) for name, told in charts.items() for rule in RULES for said in rule(told)]


def test_the_words_and_the_table_of_each_chart_say_what_is_drawn(published: Published) -> None:
    assert wrong(of_pages(published[1])) == []


@pytest.mark.parametrize("name", some_of(("sample", *AWKWARD), "sample", *MOST_UNLIKE))
def test_so_do_those_of_the_boards_report(name: str, sample: Run, tmp_path: Path) -> None:
    run = sample if name == "sample" else open_folder(awkward(name, tmp_path / "folder"), TODAY)
    assert wrong(of_board(run, tmp_path)) == []


def test_the_word_report_has_these_words_in_the_place_of_its_pictures(built_sample: Built, sample: Run) -> None:
    shown = Document(str(built_sample[1])).element.body.xpath(".//wp:docPr/@descr")
    drawings = context_of(sample, publishable(figures_for(sample, "2023/24"))).drawings
    assert [one.alt for one in drawings.values() if not any(said.startswith(one.alt) for said in shown)] == []
    assert len(shown) == len(drawings)


def altered(told: Told) -> Iterator[Told]:
    """The chart with each number of its words in turn another, but those that only name a stage."""
    for one in re.finditer(r"(?<![/\d])(?<!tage )\d[\d,]*(?:\.\d+)?(?<!,)", told.alt):
        said = one[0]
        is_year = YEAR.match(told.alt, one.start())
        other = f"{int(said) + 1}" if is_year else f"{said[:-1]}{(int(said[-1]) + 1) % 10}"
        yield replace(told, alt=told.alt[: one.start()] + other + told.alt[one.end() :])


def test_a_number_that_is_not_drawn_is_noticed_wherever_it_is_said(published_sample: Published) -> None:
    charts = of_pages(published_sample[1])
    every = [one for told in charts.values() for one in altered(told)]
    assert len(every) > 150
    assert [one.alt for one in every if not [*wrong_claims(one)]] == []


def test_a_bar_of_another_length_is_noticed(published_sample: Published) -> None:
    charts = of_pages(published_sample[1])
    for name in ("services", "volumes"):
        told = charts[name]
        marks = told.drawn.marks
        told.drawn.__dict__["marks"] = [marks[0]._replace(value=marks[0].value + 0.1), *marks[1:]]
        assert len([*unlike_the_table(told)]) == 1


def test_no_bar_is_drawn_for_a_number_that_is_withheld(published_sample: Published) -> None:
    told = of_pages(published_sample[1])["services"]
    withheld = [(series, key) for series in told.known for key, cell in told.cells(series) if cell == HIDDEN]
    assert len(withheld) > 5
    assert {told.known[series][key] for series, key in withheld} == {0}


def test_packages_of_folders_that_differ_in_what_is_withheld_alone_are_the_same_to_the_last_byte(
    tmp_path: Path,
) -> None:
    """So no length, place, scale or order in any file can tell what is withheld."""
    made = [files(publish(folder_of(tmp_path / f"{moved}" / "folder", moved), None)) for moved in (0, 1)]
    assert made[0] == made[1]
    assert any(path.endswith("services.svg") for path in map(str, made[0]))
