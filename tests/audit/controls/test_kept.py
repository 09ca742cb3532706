"""What a report keeps of its figures in a part of its own: read back, found among others, and never trusted."""

import time
from contextlib import suppress
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints_report.audit.controls import OwnReport
from complaints_report.audit.reading import read_document
from complaints_report.errors import CommandError
from complaints_report.refresh import refreshed
from complaints_report.report.expressions import Expressions
from complaints_report.report.statements import FIGURE, Item
from complaints_report.word.custom_part import Kept, from_xml, tag_of, to_xml
from tests.audit.controls.held import KEPT, changed, controls, free, held, kept_in, now_for, retagged
from tests.conftest import some_of


def test_what_is_kept_is_read_back_as_it_was_written():
    said = ("one\ntwo\t three ", ", an increase of 5% <b>")
    kept = Kept("A & B", "2023/24", "abc", (Item(FIGURE, 'figure("x", group="a \\"b\\"")', "T", said, 3),))
    assert from_xml(to_xml(kept)) == kept


def related(path, number):
    """The relations of the document with one more custom XML part."""
    with ZipFile(path) as package:
        relations = package.read("word/_rels/document.xml.rels")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    one = f'<Relationship Id="rIdMore" Type="{kind}" Target="../customXml/item{number}.xml"/>'.encode()
    return relations.replace(b"</Relationships>", one + b"</Relationships>")


def test_of_two_kept_parts_the_one_whose_controls_are_there_is_used(run, later, final, report, tmp_path):
    with ZipFile(final) as package:
        theirs = package.read(KEPT)
    with ZipFile(report) as package:
        ours = package.read(KEPT)
    content = {KEPT: theirs, "customXml/item7.xml": ours, "word/_rels/document.xml.rels": related(report, 7)}
    path = changed(report, tmp_path / "x.docx", content=content)
    assert (held(run, path).findings, held(run, path).lost.gone) == ((), 0)
    refreshed(later, path, None, None)
    with ZipFile(path) as package:
        assert package.read(KEPT) == theirs
    assert held(later, path).findings == ()


@pytest.mark.parametrize(
    "kept",
    some_of(
        [None, b"", b"<broken", b"<a/>", b"<f:figures xmlns:f='urn:complaints-report:figures'/>"], None, b"<broken"
    ),
)
def test_where_what_is_kept_cannot_be_read_all_words_are_free(run, report, kept, tmp_path):
    path = changed(report, tmp_path / "x.docx", content={KEPT: kept})
    found = held(run, path)
    assert (found.findings, found.agreeing) == ((), 0)
    assert found.lost.many
    assert len(free(found)) > 700
    with pytest.raises(CommandError, match=r"has lost (\d+) of the \1 controls") as told:
        refreshed(run, path, None, None)
    assert "\n" not in str(told.value)


@pytest.mark.long
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_kept_and_tagged_nothing_breaks(run, report, tmp_path, data):
    kept = kept_in(report)
    odd = st.sampled_from(["", "figure", "table", "chart", "-1", "9" * 30, "((((", '"', "x|y", "\t\n\t", *STRANGE])
    items = tuple(
        Item(data.draw(odd), data.draw(odd), "t", (data.draw(odd),), times=data.draw(st.integers(-3, 3)))
        for _ in range(data.draw(st.integers(0, 4)))
    )
    report_id = data.draw(st.sampled_from([kept.report, "", "x"]))
    made = to_xml(Kept(kept.organisation, kept.year, report_id, (*kept.items, *items)))

    def retag(body):
        for one in data.draw(st.lists(st.sampled_from(controls(body)), max_size=4)):
            item = data.draw(st.sampled_from([*kept.items, *items]))
            retagged(one, tag_of(report_id, item.kind, item.expression))

    path = changed(report, tmp_path / f"{data.draw(st.uuids())}.docx", retag, content={KEPT: made})
    held(run, path)
    with suppress(CommandError):
        refreshed(run, path, None, None)


STRANGE = (
    '"a" * 1000000000',
    '("a" ~ "b")',
    '"a".ljust(999999999)',
    "range(999999999)|list",
    "lipsum(999999)",
    "(lipsum)(999999)",
    '[figure][0]("received")',
    "figure.__class__.__mro__",
    "(" * 3000 + ")" * 3000,
    "[" * 300 + "]" * 300,
    'figure("received", stage=1)|nonsense',
    'figure("received", stage=1)|versus("x", "y", "z")',
    'figure("received", stage=1)|plain(999999)',
    "9" * 5000,
)


@pytest.mark.parametrize("expression", STRANGE)
def test_an_expression_that_no_report_of_ours_has_says_nothing_and_at_once(run, expression):
    began = time.process_time()
    assert Expressions(now_for(run).figures).words(expression) is None
    assert time.process_time() - began < 1


@pytest.mark.usefixtures("numbers_read_anew")
def test_a_great_kept_part_is_read_in_time_or_refused(run, report, tmp_path):
    kept = kept_in(report)
    items = tuple(Item(FIGURE, f'figure("received", stage={n})', "T", ("1",)) for n in range(50_000))
    path = changed(report, tmp_path / "x.docx", content={KEPT: to_xml(Kept(kept.organisation, kept.year, "x", items))})
    began = time.process_time()
    assert held(run, path).lost.many
    assert time.process_time() - began < 5


def test_a_report_of_ours_is_known_by_its_parts_whatever_their_names(run, report, tmp_path):
    with ZipFile(report) as package:
        relations = package.read("word/_rels/document.xml.rels").replace(b"item1.xml", b"thing.xml")
        kept = package.read(KEPT)
    content = {KEPT: None, "customXml/thing.xml": kept, "word/_rels/document.xml.rels": relations}
    path = changed(report, tmp_path / "x.docx", content=content)
    own = OwnReport.of(read_document(path))
    assert own.kept_in == "customXml/thing.xml"
    assert held(run, path).findings == ()
