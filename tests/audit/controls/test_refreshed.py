"""A report that people edited, brought up to the data: what they wrote stays, and only figures are changed."""

from collections import Counter
from copy import deepcopy
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints_report.audit.controls import OwnReport
from complaints_report.audit.controls.refreshing import Change
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading import read_document
from complaints_report.audit.reading.document import Passage
from complaints_report.build import build_report
from complaints_report.refresh import changes_to_text, refreshed
from complaints_report.run import open_folder
from tests.audit import edits
from tests.audit.controls.held import (
    BODY,
    KEPT,
    NOTES,
    W,
    body_of,
    changed,
    controls,
    faults,
    held,
    overtype,
    tag,
    words,
)
from tests.awkward import ONE, awkward
from tests.conftest import TODAY
from tests.docx_lint import lint
from tests.docx_text import to_text, xpath


def test_every_edit_together_then_refresh_then_verify_is_silent(later, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx", *edits.EVERY)
    changes = refreshed(later, path, None, None)
    assert {one.old for one in changes if one.reason == "left"} == {"372 complaints", "18 complaints", "the table"}
    assert {one.old for one in changes if one.reason == "missing"} >= {
        "27 complaints",
        "73.9% of the stage 1 complaints (274 of 371)",
    }
    left = Counter(one.kind for one in held(later, path).findings)
    assert left.keys() == {Kind.OVERTYPED, Kind.REMOVED}
    text = to_text(path)
    for kept in ("372 complaints", "18 complaints", "We held 14 meetings", "City wide", "Our plans for 2024/25"):
        assert kept in text
    assert text.index("Advocates made") < text.index("2. Complaints Procedure\nTwo procedures")
    assert text.count("E-mail and online forms brought") == 2
    assert (tmp_path / "mine.bak.docx").exists()


def test_refresh_lists_what_changed_and_mends_it(later, report, tmp_path):
    out = tmp_path / "new.docx"
    changes = refreshed(later, report, out, None)
    assert ("Compliments", "82 compliments", "83 compliments") in [(one.title, one.old, one.new) for one in changes]
    assert held(later, out).findings == ()
    assert lint(out) == []
    assert refreshed(later, out, None, None) == []
    assert not (tmp_path / "new.bak.docx").exists()


def test_a_refreshed_report_reads_as_one_built_now(later, final, report, tmp_path):
    out = tmp_path / "new.docx"
    refreshed(later, report, out, None)
    assert to_text(out) == to_text(final)
    with ZipFile(out) as one, ZipFile(final) as other:
        pictures = [{each.read(name) for name in each.namelist() if "media" in name} for each in (one, other)]
    assert pictures[0] == pictures[1]
    told = [set(xpath(one, ".//@descr")) for one in xpath(body_of(out), ".//w:drawing")]
    assert any("83 in 2023/24" in said for one in told for said in one)
    assert {len(one) for one in told} == {1}


def test_where_all_that_differs_was_typed_over_nothing_is_written(run, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx", edits.overtype)
    before = path.read_bytes()
    assert [one.reason for one in refreshed(run, path, None, None)] == ["left"]
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["mine.docx"]


def test_a_report_that_agrees_is_written_where_it_is_asked_for(run, report, tmp_path):
    out = tmp_path / "same.docx"
    assert refreshed(run, report, out, None) == []
    with ZipFile(report) as one, ZipFile(out) as other:
        assert {name: one.read(name) for name in one.namelist()} == {n: other.read(n) for n in other.namelist()}


def test_overtyped_replaces_what_was_typed_over(later, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx", edits.overtype, edits.track_a_change, edits.change_a_label)
    refreshed(later, path, None, None, overtyped=True)
    assert held(later, path).findings == ()


def test_the_look_of_a_figure_is_kept(later, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx", edits.embolden)
    refreshed(later, path, None, None)
    run = next(one for one in xpath(body_of(path), ".//w:sdt//w:r") if "".join(one.itertext()) == "83 compliments")
    assert xpath(run, "./w:rPr/w:b")


def test_a_backup_is_never_lost(later, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx")
    (tmp_path / "mine.bak.docx").write_bytes(b"older")
    before = path.read_bytes()
    refreshed(later, path, None, None)
    assert (tmp_path / "mine.bak.docx").read_bytes() == before
    assert (tmp_path / "mine.bak-2.docx").read_bytes() == b"older"


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A small report, and its data when one service more has a complaint."""
    path = awkward("ties", tmp_path_factory.mktemp("ties"))
    report = build_report(open_folder(path, TODAY), "2023/24", draft=False, force=False)
    rows = (path / "complaints.csv").read_text(encoding="utf-8")
    (path / "complaints.csv").write_text(rows + ONE.replace("Fostering", "Brand new") + "\n", encoding="utf-8")
    return open_folder(path, TODAY), report


def test_a_table_with_other_rows_is_drawn_again_under_the_tags_of_its_report(grown, tmp_path):
    run, report = grown
    assert "new: Brand new" in " ".join(one.why for one in held(run, report).findings if one.kind is Kind.TABLE)
    out = tmp_path / "out.docx"
    refreshed(run, report, out, None)
    assert "| Brand new | 1 |" in to_text(out)
    found = held(run, out)
    assert faults(found) == []
    assert {one.kind for one in found.findings} <= {Kind.REMOVED}
    own = OwnReport.of(read_document(out))
    assert {tag(one).get(W + "val").split("-")[1] for one in controls(body_of(out))} == {own.kept.report}
    assert lint(out) == []
    assert {one.reason for one in refreshed(run, out, None, None)} <= {"missing"}


def test_a_table_whose_rows_a_person_moved_is_left_and_still_told(grown, tmp_path):
    run, report = grown

    def move(body):
        table = [one for one in body.iter(W + "tbl") if "Service 1" in words(one)][-1]
        first, second = list(table.iter(W + "tr"))[1:3]
        second.addnext(first)

    path = changed(report, tmp_path / "x.docx", move)
    kinds = {one.kind for one in held(run, path).findings}
    assert {Kind.MOVED, Kind.TABLE} <= kinds
    assert "left" in {one.reason for one in refreshed(run, path, tmp_path / "out.docx", None)}


@pytest.mark.long
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(edits.EVERY), unique=True, max_size=6), st.randoms(use_true_random=False))
def test_the_text_outside_the_controls_is_unchanged_to_the_character(later, report, tmp_path, chosen, chance):
    path = edits.edited(report, tmp_path / f"{chance.random()}.docx", *chosen)
    before = outside(path)
    refreshed(later, path, None, None)
    assert outside(path) == before
    assert Kind.DIFFERS not in {one.kind for one in held(later, path).findings}


def outside(path):
    """All words outside the controls, but for those of tables, which may have other rows."""
    document = read_document(path)
    own = OwnReport.of(document)
    sentences = (one for block in document.blocks if isinstance(block, Passage) for one in block.sentences)
    return [without(one, own) for one in sentences]


def without(sentence, own):
    said = sentence.words
    for one in sorted(sentence.controls, key=lambda one: one.begins, reverse=True):
        if one.node in own.figures:
            said = said[: one.begins] + said[one.ends :]
    return said


def test_a_refresh_leaves_every_other_part_as_it_was(later, report, tmp_path):
    out = tmp_path / "new.docx"
    refreshed(later, report, out, None)
    with ZipFile(report) as one, ZipFile(out) as other:
        assert one.namelist() == other.namelist()
        differing = {name for name in one.namelist() if one.read(name) != other.read(name)}
    assert {name for name in differing if "media" not in name} == {BODY, KEPT}


def test_the_command_and_its_exit_codes(command, run, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx", edits.overtype)
    done = command("refresh", path, "-f", run.folder)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Nothing had to be changed.")
    done = command("refresh", path, "-f", run.folder, "--overtyped")
    assert "“372 complaints” is now “371 complaints”" in done.stdout
    for one in ("lost.docx", "foreign.docx"):
        lost = changed(report, tmp_path / one, content={KEPT: None if one == "foreign.docx" else b"<broken"})
        done = command("refresh", lost, "-f", run.folder)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_figure_in_a_footnote_is_brought_up_too(later, report, tmp_path):
    def move(body, notes):
        one = controls(body, "82 compliments")[0]
        next(notes[-1].iter(W + "p")).append(one)

    path = changed(report, tmp_path / "x.docx", move, (BODY, NOTES))
    refreshed(later, path, None, None)
    assert "83 compliments" in to_text(path).split("[^1]")[-1]
    assert held(later, path).findings == ()


def test_figures_in_both_drawings_of_a_text_box_are_brought_up(later, report, tmp_path):
    def box(body):
        one = controls(body, "82 compliments")[0]
        place = one.getparent()
        space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        made = parse_xml(
            f"<w:r {nsdecls('w')} {space}><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p/>"
            "</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r>"
        )
        for paragraph in made.iter(W + "p"):
            paragraph.append(deepcopy(one))
        place.replace(one, made)

    path = changed(report, tmp_path / "x.docx", box)
    changes = refreshed(later, path, None, None)
    assert sum(one.old == "82 compliments" for one in changes) == 1
    boxes = [words(one) for one in body_of(path).iter(W + "txbxContent")]
    assert boxes == ["83 compliments"] * 2
    assert held(later, path).findings == ()


def test_a_typed_value_that_was_overtyped_stays_overtyped_after_many_refreshes(run, later, report, tmp_path):
    path = changed(
        report, tmp_path / "x.docx", lambda body: overtype(controls(body, "82 compliments")[0], "90 compliments")
    )
    for data in (later, run, later):
        refreshed(data, path, None, None)
        assert ("90", Kind.OVERTYPED) in [(one.document, one.kind) for one in held(data, path).findings]
    assert "90 compliments" in to_text(path)


def test_what_changed_is_told_by_section_the_most_changed_first_and_the_most_in_it():
    changes = [
        Change("Compliments", "82 compliments", "83 compliments", heading="7. Compliments"),
        Change("Received, stage 1", "371", "372", heading="Volume", told="Stage 1, 2023/24"),
        Change("Received, stage 2", "10", "20", heading="Volume", told="Stage 2, 2023/24"),
        Change("Received", "the chart", "", heading="Volume", kind="chart"),
        Change("How counted", "Stage 1: 1\nStage 2: 2", "Stage 1: 1\nStage 2: 3"),
        Change("Received, stage 3", "5", "6", "left", heading="Volume"),
    ]
    assert changes_to_text(changes).splitlines() == [
        "Volume",
        "  Stage 2, 2023/24 (Received, stage 2): “10” is now “20”",
        "  Stage 1, 2023/24 (Received, stage 1): “371” is now “372”",
        "  The chart “Received” shows the numbers that the data now give",
        "",
        "7. Compliments",
        "  Compliments: “82 compliments” is now “83 compliments”",
        "",
        "Before the first heading",
        "  How counted: “Stage 1: 1; Stage 2: 2” is now “Stage 1: 1; Stage 2: 3”",
        "",
        "Not brought up to the data",
        "  Received, stage 3: “5” was typed over and is left; the data give “6”",
        "",
        "5 things were brought up to the data.",
    ]


def test_each_change_names_the_heading_under_which_it_stands(later, report, tmp_path):
    changes = refreshed(later, report, tmp_path / "headed.docx", None)
    headings = {one.title: one.heading for one in changes}
    assert headings["Compliments"]
    assert {one.kind for one in changes} >= {"figure", "table", "chart"}
    assert all(one.heading for one in changes if one.kind != "figure")
