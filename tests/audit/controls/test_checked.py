"""A report of ours in people's hands: what stands in its controls is held to the data, all else is free."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from complaints_report.audit.findings import CONTROL, Kind
from complaints_report.build import build_report
from complaints_report.run import open_folder
from complaints_report.verify import verified
from tests.audit import edits
from tests.audit.controls.held import BODY, HEADER, NOTES, W, changed, controls, faults, free, held, overtype, words
from tests.awkward import ONE, folder
from tests.conftest import TODAY, some_of


def edited(report, tmp_path, *made):
    return edits.edited(report, tmp_path / "edited.docx", *made)


def test_a_report_as_it_was_built_agrees(run, report):
    found = held(run, report)
    assert (found.findings, found.lost.gone, found.wrong) == ((), 0, frozenset())
    assert found.agreeing == found.lost.recorded > 500
    assert len(found.right) > 700
    a_persons_age_in_a_row = "17"
    assert {text for text in free(found) if text.isdecimal() and int(text) > 9} == {a_persons_age_in_a_row}


def name_in_edits(value):
    """What `edits` calls an edit, since one that another function made has no name of its own."""
    return next((name for name, one in vars(edits).items() if callable(value) and one is value), None)


def names_in_edits(made):
    return " ".join(name_in_edits(one) or "made" for one in made)


@pytest.mark.parametrize(
    "made",
    [edits.HARMLESS, *(pytest.param((one,), marks=pytest.mark.long) for one in edits.HARMLESS)],
    ids=names_in_edits,
)
def test_edits_that_change_no_figure_are_not_held_against_it(run, report, made, tmp_path):
    assert held(run, edited(report, tmp_path, *made)).findings == ()


@pytest.mark.parametrize(
    ("edit", "kind", "theirs", "ours"),
    [
        (edits.overtype, Kind.OVERTYPED, "372", "371"),
        pytest.param(edits.track_a_change, Kind.OVERTYPED, "18", "17", marks=pytest.mark.long),
        (edits.delete_a_paragraph, Kind.REMOVED, "73.9% of the stage 1 complaints (274 of 371)", ""),
        pytest.param(edits.unwrap_a_control, Kind.REMOVED, "27 complaints", "", marks=pytest.mark.long),
        (edits.change_a_label, Kind.OVERTYPED, "City wide", "Citywide"),
    ],
    ids=name_in_edits,
)
def test_what_people_changed_is_told(run, report, edit, kind, theirs, ours, tmp_path):
    found = held(run, edited(report, tmp_path, edit))
    assert {(one.kind, one.layer) for one in found.findings} == {(kind, CONTROL)}
    assert (theirs, ours) in [(one.document, one.should) for one in found.findings]


def test_a_figure_is_told_by_its_heading_its_sentence_and_what_explains_it(run, report, tmp_path):
    (told,) = held(run, edited(report, tmp_path, edits.overtype)).findings
    assert (told.heading, told.sentence) == (
        "Volume: overall",
        "At stage 1, 372 complaints were received, an increase of 5.1% on 2022/23 (353).",
    )
    assert told.why == "somebody typed over it (Complaints received, stage 1)"
    assert told.where.startswith(
        "complaints-export.xlsx, 371 records: `complaints-report explain received --stage 1 --year 2023/24 -f "
    )
    words = "".join(one.text or "" for one in told.place.node.iter(W + "t"))
    assert words[told.place.begins : told.place.ends] == "372"


def test_the_wrong_number_of_a_control_is_known_and_the_right_ones_beside_it(run, report, tmp_path):
    def retype(body):
        overtype(controls(body, ", an increase of 5.1% on 2022/23 (353)")[0], ", an increase of 5.1% on 2022/23 (354)")

    found = held(run, changed(report, tmp_path / "x.docx", retype))
    assert [(one.document, one.should) for one in found.findings] == [("354", "353")]
    assert [spot.number.text for spot in found.wrong] == ["354"]
    sentence = next(iter(found.wrong)).sentence
    assert {spot.number.text for spot in found.right if spot.sentence is sentence} == {"371", "5.1%"}


@pytest.mark.parametrize("said", ["three hundred and seventy-one complaints", " 371\u00a0complaints"])
def test_the_form_of_a_number_is_no_fault(run, report, said, tmp_path):
    path = changed(report, tmp_path / "x.docx", lambda body: overtype(controls(body, "371 complaints")[0], said))
    assert held(run, path).findings == ()


def retype_in_a_table(first, label, at, said):
    """Types over a cell in the row of this label of the table whose heading row begins so."""

    def edit(body):
        tables = [list(one.iter(W + "tr")) for one in body.iter(W + "tbl")]
        heads = [[words(cell) for cell in rows[0].iter(W + "tc")] for rows in tables]
        (rows,) = [rows for rows, head in zip(tables, heads, strict=True) if head[0] == first[0] and first[1] in head]
        row = next(one for one in rows if words(next(one.iter(W + "tc"))) == label)
        overtype(list(row.iter(W + "tc"))[at], said)

    return edit


@pytest.mark.parametrize(
    ("at", "typed", "right", "where"),
    [
        (
            ("Method", "2023/24"),
            ("Online form", 1, "59"),
            "95",
            "the table “How stage 1 complaints were made”, row Online form",
        ),
        (("Data", "Rows read"), ("Issues", 2, "1,571"), "1,517", "the table “What was read”, row Issues"),
    ],
)
def test_a_number_typed_over_in_a_plain_table_is_told_once_by_its_row_and_column(
    run, report, at, typed, right, where, tmp_path
):
    path = changed(report, tmp_path / "x.docx", retype_in_a_table(at, *typed))
    (told,) = [one for one in verified(run, path).findings if one.document]
    assert (told.kind, told.document, told.should, told.where) == (Kind.OVERTYPED, typed[2], right, where)
    assert told.sentence.endswith(f": {typed[0]}, {at[1]}")
    assert "label" not in told.why
    found = held(run, path)
    assert [spot.number.text for spot in found.wrong] == [typed[2]]


def test_words_in_a_control_are_held_to_it_too(run, report, tmp_path):
    path = changed(
        report, tmp_path / "x.docx", lambda body: overtype(controls(body, "371 complaints")[0], "371 people")
    )
    assert [(one.kind, one.document, one.should) for one in held(run, path).findings] == [
        (Kind.OVERTYPED, "371 people", "371 complaints")
    ]


def paragraph(said):
    return parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{said}</w:t></w:r></w:p>")


def typed_in_the_body(body, notes, header):
    body.find(W + "body").insert(0, paragraph("We held 3,456 meetings."))


def typed_in_a_note(body, notes, header):
    notes[-1].append(paragraph("We held 3,456 meetings."))


def typed_in_the_header(body, notes, header):
    header.append(paragraph("We held 3,456 meetings."))


def typed_in_a_box(body, notes, header):
    box = parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:txbxContent/></w:pict></w:r>")
    box[0][0].append(paragraph("We held 3,456 meetings."))
    next(body.iter(W + "p")).append(box)


def typed_in_a_table(body, notes, header):
    table = parse_xml(f"<w:tbl {nsdecls('w')}><w:tr><w:tc/><w:tc/></w:tr><w:tr><w:tc/><w:tc/></w:tr></w:tbl>")
    for cell, said in zip(table.iter(W + "tc"), ("Who", "Number", "All", "3,456"), strict=True):
        cell.append(paragraph(said))
    body.find(W + "body").insert(0, table)


EVERYWHERE = (typed_in_the_body, typed_in_a_note, typed_in_the_header, typed_in_a_box, typed_in_a_table)


@pytest.mark.parametrize("put", some_of(EVERYWHERE, typed_in_a_note, typed_in_a_box, typed_in_a_table))
def test_what_people_typed_anywhere_is_free(run, report, put, tmp_path):
    path = changed(report, tmp_path / "x.docx", put, (BODY, NOTES, HEADER))
    found = held(run, path)
    assert (found.findings, free(found).count("3,456")) == ((), 1)


def test_numbers_that_people_typed_in_a_table_of_content_are_free(tmp_path):
    made = folder(tmp_path / "folder", ONE)
    (made / "content").mkdir()
    said = "Table: Meetings\n\n| Who | How many |\n| --- | --- |\n| All | 3,456 |"
    (made / "content" / "compliments.md").write_text(said, encoding="utf-8")
    made = open_folder(made, TODAY)
    assert "3,456" in free(held(made, build_report(made, "2023/24", draft=False, force=False)))


def test_later_data_are_told_theirs_and_ours(later, report):
    found = held(later, report)
    told = {(one.kind, one.document, one.should) for one in faults(found)}
    assert (Kind.DIFFERS, "82", "83") in told
    assert (Kind.DIFFERS, "17,969", "17,000") in told
    charts = {one.sentence: one.heading for one in found.findings if one.kind is Kind.CHART}
    assert (
        charts["Compliments were the lowest in eight years: compliments received, 2016/17 to 2023/24"]
        == "7. Compliments"
    )
    assert any("other numbers in: Compliments" in one.why for one in found.findings if one.kind is Kind.TABLE)
    assert all(one.should != "83" for one in held(later, report).findings if one.kind is Kind.OVERTYPED)


def test_figures_of_one_paragraph_that_are_gone_are_of_one_passage(run, report, tmp_path):
    found = held(run, edited(report, tmp_path, edits.delete_a_paragraph, edits.unwrap_a_control)).findings
    passages = dict.fromkeys(one.sentence for one in found)
    assert len(found) > len(passages) == 2
    assert any(one.startswith("73.9% of the stage 1 complaints (274 of 371) … a decrease") for one in passages)
    assert "27 complaints" in passages


def test_a_direction_that_no_longer_holds_is_told_as_such(tmp_path):
    before = "B1,1,local,2022-04-04,2022-04-20,Adoption,not upheld,email,parent"
    others = [ONE, "A2,1,statutory,2024-03-20,2024-04-20,Fostering,upheld,post,parent"]
    covers = '[data]\ncovers = ["2022/23", "2023/24"]\n'
    path = folder(tmp_path, before, *others, toml=covers)
    report = build_report(open_folder(path, TODAY), "2023/24", draft=False, force=False)
    folder(path, before, before.replace("B1", "B2"), before.replace("B1", "B3"), *others, toml=covers)
    told = held(open_folder(path, TODAY), report).findings
    assert {one.layer for one in told if one.kind is Kind.DIRECTION} == {"data"}


def test_a_document_that_nobody_built_has_no_controls(run, tmp_path):
    path = tmp_path / "x.docx"
    document = docx.Document()
    document.add_paragraph("In 2023/24 we had 3,456 complaints.")
    document.save(str(path))
    found = held(run, path)
    assert (free(found), found.lost.recorded) == (["3,456"], 0)
