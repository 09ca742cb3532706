"""The tag of a control says of which report it is and what it says; with any other it is words that somebody typed."""

import time
from contextlib import suppress
from copy import deepcopy
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from complaints_report.audit.controls import OwnReport
from complaints_report.audit.controls.checked import Checked
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading import read_document
from complaints_report.errors import CommandError
from complaints_report.refresh import refreshed
from complaints_report.report.kept import FIGURE, Item, Kept, from_xml, tag_of, to_xml
from complaints_report.report.living import Expressions
from complaints_report.run import build_report, open_folder
from tests.audit.controls.held import (
    BODY,
    HEADER,
    KEPT,
    NOTES,
    W,
    changed,
    controls,
    faults,
    free,
    held,
    now_for,
    overtype,
    retagged,
    tag,
    words,
)
from tests.conftest import TODAY, copy_of
from tests.docx_text import to_text


def kept_in(path):
    with ZipFile(path) as package:
        return from_xml(package.read(KEPT))


def body_of(path):
    with ZipFile(path) as package:
        return etree.fromstring(package.read(BODY))


def test_tags_are_short_and_name_the_report_and_numbers_are_unique(report):
    found = controls(body_of(report))
    kept = kept_in(report)
    tags = [tag(one).get(W + "val") for one in found]
    assert all(len(one) <= 64 and one.startswith(f"cr1-{kept.report}-") for one in tags)
    assert set(tags) <= kept.by_tag.keys()
    numbers = [one.find(f"{W}sdtPr/{W}id").get(W + "val") for one in found]
    assert len(numbers) == len(set(numbers))
    assert (kept.organisation, kept.year) == ("Example Children's Trust", "2023/24")


def test_the_same_data_make_the_same_report_and_other_data_another(run, final, last, report, tmp_path):
    again = build_report(open_folder(copy_of(run.folder, tmp_path), TODAY), "2023/24", draft=False, force=False)
    assert again.read_bytes() == report.read_bytes()
    assert kept_in(final).report != kept_in(report).report
    assert kept_in(last).report != kept_in(report).report


def test_what_is_kept_is_read_back_as_it_was_written():
    said = ("one\ntwo\t three ", ", an increase of 5% <b>")
    kept = Kept("A & B", "2023/24", "abc", (Item(FIGURE, 'figure("x", group="a \\"b\\"")', "T", said, 3),))
    assert from_xml(to_xml(kept)) == kept


def pasted(report, to, other, said, at):
    """The report with the paragraph of another in which a control says this, before the paragraph that begins so."""
    paragraph = next(controls(body_of(other), said)[0].iterancestors(W + "p"))

    def paste(body):
        place = next(one for one in body.iter(W + "p") if words(one).startswith(at))
        place.addprevious(deepcopy(paragraph))

    return changed(report, to, paste)


def test_a_paragraph_of_an_earlier_draft_is_words_that_somebody_typed(later, final, report, tmp_path):
    path = pasted(final, tmp_path / "x.docx", report, "82 compliments", "Complaints are one sign")
    found = held(later, path)
    assert found.findings == ()
    assert {"82", "25%", "109"} <= set(free(found))
    assert refreshed(later, path, None, None, overtyped=True) == []
    assert "82 compliments" in to_text(path)


def test_a_paragraph_of_last_years_report_is_words_that_somebody_typed(run, last, report, tmp_path):
    path = pasted(report, tmp_path / "x.docx", last, "353 complaints", "Complaints are one sign")
    found = held(run, path)
    assert found.findings == ()
    assert "353" in free(found)
    assert refreshed(run, path, None, None, overtyped=True) == []


def test_a_paragraph_pasted_from_another_copy_of_this_report_is_live(later, report, tmp_path):
    path = pasted(report, tmp_path / "x.docx", report, "82 compliments", "Complaints are one sign")
    refreshed(later, path, None, None)
    assert to_text(path).count("There were 83 compliments") == 3


@pytest.mark.parametrize(
    "made", ["", "figure-7", "cr1-", "cr1-x-figure-y", "{id}", "{id}0", "x" * 64, "cr1-{r}-table-{e}"]
)
def test_a_tag_that_is_none_of_this_report_makes_free_words(run, report, made, tmp_path):
    def retag(body):
        one = controls(body, "371 complaints")[0]
        _, report_id, _, expression = tag(one).get(W + "val").split("-")
        retagged(one, made.format(id=tag(one).get(W + "val")[:-1], r=report_id, e=expression))

    found = held(run, changed(report, tmp_path / "x.docx", retag))
    assert "371" in free(found)
    assert [one.kind for one in found.findings] == [Kind.REMOVED]


def test_swapped_tags_hold_each_to_the_others_figure(run, report, tmp_path):
    def swap(body):
        one, other = (controls(body, said)[0] for said in ("371 complaints", "56 complaints"))
        tags = [tag(each).get(W + "val") for each in (one, other)]
        retagged(one, tags[1])
        retagged(other, tags[0])

    path = changed(report, tmp_path / "x.docx", swap)
    told = [(one.kind, one.document, one.should) for one in held(run, path).findings]
    assert told == [(Kind.OVERTYPED, "371", "56"), (Kind.OVERTYPED, "56", "371")]
    assert {one.reason for one in refreshed(run, path, None, None)} == {"left"}


def test_a_control_around_half_a_sentence_holds_nothing(run, report, tmp_path):
    def wrap(body):
        first = controls(body, "371 complaints")[0]
        rest = [first, *first.itersiblings()][:3]
        made = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr><w:tag w:val='mine'/></w:sdtPr><w:sdtContent/></w:sdt>")
        first.addprevious(made)
        made[1].extend(rest)

    found = held(run, changed(report, tmp_path / "x.docx", wrap))
    assert (found.findings, found.lost.gone) == ((), 0)


def test_a_live_control_within_another_is_held_to_its_own_figure(run, report, tmp_path):
    def nest(body):
        outer, inner = (controls(body, said)[0] for said in ("371 complaints", "56 complaints"))
        outer.find(W + "sdtContent").append(deepcopy(inner))

    path = changed(report, tmp_path / "x.docx", nest)
    found = held(run, path)
    assert [(one.kind, one.document) for one in found.findings] == [(Kind.OVERTYPED, "371 complaints56 complaints")]
    refreshed(run, path, None, None, overtyped=True)
    assert held(run, path).findings == ()


def test_a_control_in_a_header_is_held_to_the_data_and_brought_up(later, report, tmp_path):
    def copy(body, header):
        next(header.iter(W + "p")).append(deepcopy(controls(body, "82 compliments")[0]))

    path = changed(report, tmp_path / "x.docx", copy, (BODY, HEADER))
    assert [one.document for one in held(later, path).findings].count("82") == 4
    refreshed(later, path, None, None)
    assert faults(held(later, path)) == []
    assert "83 compliments" in next(line for line in to_text(path).splitlines() if line.startswith("Header"))


def test_a_control_whose_words_were_deleted_is_told_as_removed_and_left(run, report, tmp_path):
    path = changed(report, tmp_path / "x.docx", lambda body: overtype(controls(body, "371 complaints")[0], ""))
    assert [(one.kind, one.document) for one in held(run, path).findings] == [(Kind.REMOVED, "371 complaints")]
    assert [one.reason for one in refreshed(run, path, None, None, overtyped=True)] == ["missing"]


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
    "kept", [None, b"", b"<broken", b"<a/>", b"<f:figures xmlns:f='urn:complaints-report:figures'/>"]
)
def test_where_what_is_kept_cannot_be_read_all_words_are_free(run, report, kept, tmp_path):
    path = changed(report, tmp_path / "x.docx", content={KEPT: kept})
    found = held(run, path)
    assert (found.findings, found.agreeing) == ((), 0)
    assert found.lost.many
    assert len(free(found)) > 700
    with pytest.raises(CommandError, match="has lost 513 of the 513 controls") as told:
        refreshed(run, path, None, None)
    assert "\n" not in str(told.value)


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


def test_a_great_kept_part_is_read_in_time_or_refused(run, report, tmp_path):
    kept = kept_in(report)
    items = tuple(Item(FIGURE, f'figure("received", stage={n})', "T", ("1",)) for n in range(50_000))
    path = changed(report, tmp_path / "x.docx", content={KEPT: to_xml(Kept(kept.organisation, kept.year, "x", items))})
    began = time.process_time()
    assert held(run, path).lost.many
    assert time.process_time() - began < 5


def test_thousands_of_controls_in_one_paragraph_are_held_in_time(run, report, tmp_path):
    def repeat(body):
        one = controls(body, "371 complaints")[0]
        for _ in range(3_000):
            one.addnext(deepcopy(one))
        overtype(one, "372 complaints")

    document = read_document(changed(report, tmp_path / "x.docx", repeat))
    now = now_for(run)
    began = time.process_time()
    assert len(Checked(document, now).findings) == 1
    assert time.process_time() - began < 10


def test_a_report_of_ours_is_known_by_its_parts_whatever_their_names(run, report, tmp_path):
    with ZipFile(report) as package:
        relations = package.read("word/_rels/document.xml.rels").replace(b"item1.xml", b"thing.xml")
        kept = package.read(KEPT)
    content = {KEPT: None, "customXml/thing.xml": kept, "word/_rels/document.xml.rels": relations}
    path = changed(report, tmp_path / "x.docx", content=content)
    own = OwnReport.of(read_document(path))
    assert own.kept_in == "customXml/thing.xml"
    assert held(run, path).findings == ()


def test_more_than_a_tenth_of_the_controls_gone_are_many(run, report, tmp_path):
    def lose(number):
        def cut(body):
            for one in controls(body)[:number]:
                retagged(one, "")

        return cut

    few = held(run, changed(report, tmp_path / "x.docx", lose(51)))
    many = held(run, changed(report, tmp_path / "y.docx", lose(52)))
    assert (few.lost.gone, few.lost.many, bool(few.agreeing)) == (51, False, True)
    assert (many.lost.gone, many.lost.many, many.agreeing) == (52, True, 0)
    assert len(many.free) > 700


def test_notes_hold_no_controls_of_another_report(report):
    with ZipFile(report) as package:
        notes = controls(etree.fromstring(package.read(NOTES)))
    assert {tag(one).get(W + "val").split("-")[1] for one in notes} <= {kept_in(report).report}
