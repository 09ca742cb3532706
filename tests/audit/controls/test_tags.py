"""The tag of a control says of which report it is and what it says; with any other it is words that somebody typed."""

import time
from copy import deepcopy
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from complaints_report.audit.controls.checked import Checked
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading import read_document
from complaints_report.refresh import refreshed
from tests.audit.controls.held import (
    BODY,
    HEADER,
    NOTES,
    W,
    body_of,
    changed,
    controls,
    faults,
    free,
    held,
    kept_in,
    now_for,
    overtype,
    retagged,
    tag,
    words,
)
from tests.conftest import some_of
from tests.docx_text import to_text


def test_tags_are_short_and_name_the_report_and_numbers_are_unique(report):
    found = controls(body_of(report))
    kept = kept_in(report)
    tags = [tag(one).get(W + "val") for one in found]
    assert all(len(one) <= 64 and one.startswith(f"cr1-{kept.report}-") for one in tags)
    assert set(tags) <= kept.by_tag.keys()
    numbers = [one.find(f"{W}sdtPr/{W}id").get(W + "val") for one in found]
    assert len(numbers) == len(set(numbers))
    assert (kept.organisation, kept.year) == ("Example Children's Trust", "2023/24")


def test_other_data_make_another_report(final, last, report):
    assert kept_in(final).report != kept_in(report).report
    assert kept_in(last).report != kept_in(report).report


def pasted(report, to, other, said, at):
    """The report with the paragraph of another in which a control says this, before the paragraph that begins so."""
    paragraph = next(controls(body_of(other), said)[0].iterancestors(W + "p"))

    def paste(body):
        place = next(one for one in body.iter(W + "p") if words(one).startswith(at))
        place.addprevious(deepcopy(paragraph))

    return changed(report, to, paste)


def test_a_paragraph_of_an_earlier_draft_is_words_that_somebody_typed(later, final, report, tmp_path):
    path = pasted(final, tmp_path / "x.docx", report, "82 compliments", "Table 1 gives the key figures")
    found = held(later, path)
    assert found.findings == ()
    assert {"82", "24.8%", "109"} <= set(free(found))
    assert refreshed(later, path, None, None, overtyped=True) == []
    assert "82 compliments" in to_text(path)


def test_a_paragraph_of_last_years_report_is_words_that_somebody_typed(run, last, report, tmp_path):
    path = pasted(report, tmp_path / "x.docx", last, "353 complaints", "Table 1 gives the key figures")
    found = held(run, path)
    assert found.findings == ()
    assert "353" in free(found)
    assert refreshed(run, path, None, None, overtyped=True) == []


def test_a_paragraph_pasted_from_another_copy_of_this_report_is_live(later, report, tmp_path):
    path = pasted(report, tmp_path / "x.docx", report, "82 compliments", "Table 1 gives the key figures")
    refreshed(later, path, None, None)
    assert to_text(path).count("There were 83 compliments") == 2


MADE = ("", "figure-7", "cr1-", "cr1-x-figure-y", "{id}", "{id}0", "x" * 64, "cr1-{r}-table-{e}")


@pytest.mark.parametrize("made", some_of(MADE, "cr1-x-figure-y", "{id}0", "cr1-{r}-table-{e}"))
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
    assert [one.document for one in held(later, path).findings].count("82") == 5
    refreshed(later, path, None, None)
    assert faults(held(later, path)) == []
    assert "83 compliments" in next(line for line in to_text(path).splitlines() if line.startswith("Header"))


def test_a_control_whose_words_were_deleted_is_told_as_removed_and_left(run, report, tmp_path):
    path = changed(report, tmp_path / "x.docx", lambda body: overtype(controls(body, "371 complaints")[0], ""))
    assert [(one.kind, one.document) for one in held(run, path).findings] == [(Kind.REMOVED, "371 complaints")]
    assert [one.reason for one in refreshed(run, path, None, None, overtyped=True)] == ["missing"]


@pytest.mark.usefixtures("numbers_read_anew")
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


def test_more_than_a_tenth_of_the_controls_gone_are_many(run, report, tmp_path):
    def lose(number):
        def cut(body):
            for one in controls(body)[:number]:
                retagged(one, "")

        return cut

    tenth = held(run, report).lost.recorded // 10
    few = held(run, changed(report, tmp_path / "x.docx", lose(tenth)))
    many = held(run, changed(report, tmp_path / "y.docx", lose(tenth + 1)))
    assert (few.lost.gone, few.lost.many, bool(few.agreeing)) == (tenth, False, True)
    assert (many.lost.gone, many.lost.many, many.agreeing) == (tenth + 1, True, 0)
    assert len(many.free) > 700


def test_notes_hold_no_controls_of_another_report(report):
    with ZipFile(report) as package:
        notes = controls(etree.fromstring(package.read(NOTES)))
    assert {tag(one).get(W + "val").split("-")[1] for one in notes} <= {kept_in(report).report}
