"""Living figures: what the report says of the data stands in controls that can say it again."""

from zipfile import ZipFile

import pytest
from lxml import etree

from complaints_report.audit.controls import OwnReport
from complaints_report.audit.reading import read_document
from complaints_report.metrics.disclosure import publishable
from complaints_report.report.expressions import Expressions
from complaints_report.report.phrases import Phrase, WholeNumber, expression_of, with_expression
from complaints_report.report.statements import CHART, FIGURE, TABLE
from complaints_report.run import figures_for
from complaints_report.verify import now_of
from complaints_report.word.custom_part import from_xml
from tests.awkward import AWKWARD
from tests.conftest import some_of
from tests.docx_text import xpath


def kept_in(path):
    with ZipFile(path) as package:
        return from_xml(package.read("customXml/item1.xml"))


@pytest.fixture
def report(built_sample):
    return built_sample


def test_every_expression_of_the_sample_gives_back_its_words(report):
    run, path = report
    expressions = Expressions(publishable(figures_for(run, "2023/24")))
    figures = [item for item in kept_in(path).items if item.kind == FIGURE]
    assert len(figures) > 350
    assert [item for item in figures if expressions.words(item.expression) != item.latest] == []


@pytest.mark.parametrize("name", some_of(AWKWARD, "up-from-none", "a-fall-to-zero"))
def test_so_does_every_expression_of_an_awkward_year(name, built_awkward):
    run, path = built_awkward(name)
    expressions = Expressions(publishable(figures_for(run, "2023/24")))
    kept = kept_in(path)
    assert kept.year == "2023/24"
    assert [one for one in kept.items if one.kind == FIGURE and expressions.words(one.expression) != one.latest] == []


OTHERS = (
    'figure("received", stage=1)',
    'figure("received", stage=1).value + 1',
    'figure("received", stage=1, year="2023/24")|words|sentence',
    'groups("received", stage=1, by="service")|most',
    'figure("nothing")',
    'figure("received", stage=9)',
    "((",
    "",
)
"""Expressions as people write them, and some that nobody can answer."""


def said_otherwise(run, expressions):
    """The expressions that come to other words by the report made anew, which has said most, than by Jinja."""
    figures = publishable(figures_for(run, "2023/24"))
    now, jinja = now_of(run, figures), Expressions(figures)
    said = {one: (now.words(one), jinja.words(one)) for one in expressions}
    return {one: words for one, words in said.items() if words[0] != words[1]}


def expressions_of(path):
    return [item.expression for item in kept_in(path).items if item.kind == FIGURE]


def test_the_report_made_anew_says_every_expression_of_the_sample_as_jinja_does(report):
    run, path = report
    assert said_otherwise(run, [*expressions_of(path), *OTHERS]) == {}


@pytest.mark.parametrize("name", some_of(AWKWARD, "up-from-none"))
def test_so_it_does_in_an_awkward_year_also_for_expressions_of_another_report(name, report, built_awkward):
    run, path = built_awkward(name)
    asked = [*expressions_of(path), *expressions_of(report[1])[::5], *OTHERS]
    assert said_otherwise(run, asked) == {}


def test_controls_are_titled_and_hold_what_was_said(report):
    own = OwnReport.of(read_document(report[1]))
    assert [one for one in own.figures.values() if one.control.words != one.item.latest] == []
    assert sum(item.times for item in own.kept.items) == len(own.figures) + len(own.others)
    with ZipFile(report[1]) as package:
        for name in ("word/document.xml", "word/footnotes.xml"):
            for control in xpath(etree.fromstring(package.read(name)), ".//w:sdt"):
                assert xpath(control, "string(./w:sdtPr/w:alias/@w:val)")


def test_every_chart_and_table_stands_in_a_control(report):
    with ZipFile(report[1]) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    held = {kind: [one for one in kept_in(report[1]).items if one.kind == kind] for kind in (CHART, TABLE)}
    assert len(xpath(body, ".//w:sdt//w:drawing")) == len(xpath(body, ".//w:drawing")) == len(held[CHART])
    # The cover's table is made of settings, and holds nothing of the data.
    assert len(xpath(body, ".//w:sdt//w:tbl")) == len(xpath(body, ".//w:tbl")) - 1 == len(held[TABLE])


def test_no_percentage_of_a_sentence_with_figures_stands_outside_a_control(report):
    own = OwnReport.of(read_document(report[1]))
    for sentence in {said.sentence for said in own.figures.values()}:
        for number in sentence.numbers:
            assert number.unit != "percent" or own.said_at(sentence, number.begins, number.ends)


def test_what_is_kept_is_a_custom_xml_part_that_names_no_person(report):
    with ZipFile(report[1]) as package:
        names = [name for name in package.namelist() if name.startswith("customXml/")]
        kept = from_xml(package.read("customXml/item1.xml"))
    assert names == ["customXml/_rels/item1.xml.rels", "customXml/item1.xml", "customXml/itemProps1.xml"]
    assert kept is not None


def test_a_part_that_is_not_ours_is_left_alone():
    assert from_xml(b"<other/>") is None
    assert from_xml(b"not xml") is None


def test_numbers_of_a_figure_know_where_they_come_from():
    one, two = WholeNumber(3, "a"), WholeNumber(4, "b")
    assert (one + two, (one + two).expression) == (7, "(a + b)")
    assert (two - one, (two - one).expression) == (1, "(b - a)")
    assert (sum([one, two]), sum([one, two]).expression) == (7, "(a + b)")


def test_words_without_a_figure_have_no_expression():
    spoken = with_expression("sentence", str.capitalize)("no figure")
    assert (spoken, expression_of(spoken)) == ("No figure", "")
    assert expression_of(with_expression("sentence", str.capitalize)(Phrase("two", "x"))) == "x|sentence"


@pytest.mark.parametrize("asked", ["figure.__class__", "().__class__", "figure('received')|nothing", "1/0", "((", "x"])
def test_nothing_else_can_be_asked(report, asked):
    said = Expressions(figures_for(report[0], "2023/24")).words(asked)
    assert said is None or "class" not in said


def test_the_kept_part_is_plain_xml(report):
    with ZipFile(report[1]) as package:
        root = etree.fromstring(package.read("customXml/item1.xml"))
    assert {one.get("kind") for one in root} == {FIGURE, TABLE, CHART}
