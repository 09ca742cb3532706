"""`verify` and `refresh`: a report in people's hands, held to the data and brought up to them."""

import json
from collections import Counter
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from complaints_report.document.findings import Kind
from complaints_report.document.opened import opened
from complaints_report.document.places import pieces
from complaints_report.errors import CommandError
from complaints_report.refresh import refreshed
from complaints_report.run import build_report, open_folder
from complaints_report.verify import verified
from tests import edits
from tests.awkward import ONE, awkward, folder
from tests.conftest import TODAY, copy_of
from tests.docx_lint import lint
from tests.docx_text import to_text, xpath


@pytest.fixture
def run(built_sample):
    return built_sample[0]


@pytest.fixture(scope="module")
def made(built_sample):
    return built_sample[0].folder


@pytest.fixture
def report(built_sample):
    return built_sample[1]


@pytest.fixture(scope="module")
def later(made, tmp_path_factory):
    """The same folder when a compliment has come in, and the number of assessments was put right."""
    path = copy_of(made, tmp_path_factory.mktemp("later"))
    with (path / "compliments.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("2023-06-01,Fostering,,,,\n")
    activity = path / "activity.csv"
    activity.write_text(activity.read_text(encoding="utf-8").replace("17969", "17000"), encoding="utf-8")
    return open_folder(path, TODAY)


def faults(found):
    return [finding for finding in found.findings if finding.kind is not Kind.AGREES]


def test_a_report_as_it_was_built_agrees(run, report):
    found = verified(run, report, None)
    assert (faults(found), found.agrees, found.inputs) == ([], True, ())
    assert len(found.findings) > 500


def test_edits_that_change_no_figure_are_not_held_against_it(run, report, tmp_path):
    found = verified(run, edits.edited(report, tmp_path / "edited.docx", *edits.HARMLESS), None)
    assert faults(found) == []


@pytest.mark.parametrize(
    ("edit", "kind", "theirs", "ours"),
    [
        (edits.overtype, Kind.OVERTYPED, "372 complaints", "371 complaints"),
        (edits.track_a_change, Kind.OVERTYPED, "18 complaints", "17 complaints"),
        (edits.delete_a_paragraph, Kind.REMOVED, "73.9%", ""),
        (edits.change_a_label, Kind.OVERTYPED, "other rows", "those of the data"),
    ],
)
def test_what_people_changed_is_told(run, report, edit, kind, theirs, ours, tmp_path):
    found = faults(verified(run, edits.edited(report, tmp_path / "edited.docx", edit), None))
    assert {finding.kind for finding in found} == {kind}
    assert (theirs, ours) in [(finding.theirs, finding.ours) for finding in found]


def test_a_figure_is_told_by_its_heading_and_its_sentence(run, report, tmp_path):
    found = faults(verified(run, edits.edited(report, tmp_path / "edited.docx", edits.overtype), None))
    assert [(one.heading, one.sentence, one.title) for one in found] == [
        (
            "1. Executive Summary",
            "At stage 1, 372 complaints were received, an increase of 5% on 2022/23 (353).",
            "Complaints received, stage 1",
        )
    ]


def test_numbers_typed_outside_are_told_with_the_figure_they_equal(run, report, tmp_path):
    found = verified(run, edits.edited(report, tmp_path / "edited.docx", edits.type_a_sentence), None)
    told = {finding.theirs: finding.ours for finding in faults(found)}
    assert told.keys() == {"14", "50.7%"}
    assert "Answered within 20 working days, stage 1, 148 of 292" in told["50.7%"]
    assert {finding.sentence for finding in faults(found)} == {"We held 14 meetings, and 50.7% were in time."}
    assert found.agrees


def test_a_number_that_no_figure_explains_says_so(run, report, tmp_path):
    def strange(document):
        edits.paragraph(document, "Complaints are one sign").append(edits.typed(" It cost 98,765 in all."))

    found = faults(verified(run, edits.edited(report, tmp_path / "edited.docx", strange), None))
    assert [(one.theirs, one.ours) for one in found] == [("98,765", "no figure explains it")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("executive-summary", "We held 14 meetings."),
        ("themes", "We held 14 meetings."),
        ("next-steps", "- hold 14 meetings\n\n1. by 3 May"),
        ("compliments", "Table: Meetings\n\n| Who | How many |\n| --- | --- |\n| All | held 14 meetings |"),
    ],
)
def test_a_number_that_people_typed_in_content_is_told(name, said, tmp_path):
    made = folder(tmp_path / "folder", ONE)
    (made / "content").mkdir()
    (made / "content" / f"{name}.md").write_text(said, encoding="utf-8")
    run = open_folder(made, TODAY)
    found = verified(run, build_report(run, "2023/24", draft=False, force=False), None)
    assert [(one.kind, one.theirs) for one in faults(found)] == [(Kind.TYPED, "14")]


def test_a_number_typed_into_a_label_of_our_own_table_is_told_once_with_its_table(run, report, tmp_path):
    def numbered(document):
        edits.change_a_label(document, "Citywide, 14 teams")

    found = faults(verified(run, edits.edited(report, tmp_path / "edited.docx", numbered), None))
    assert {one.kind for one in found} == {Kind.OVERTYPED}


def test_years_dates_and_names_are_no_numbers(run, report, tmp_path):
    def named(document):
        said = " On 3 May 2024, in 2023/24, stage 2 and Table 4 of section 5 were read by 1 April."
        edits.paragraph(document, "Complaints are one sign").append(edits.typed(said))

    assert faults(verified(run, edits.edited(report, tmp_path / "edited.docx", named), None)) == []


def test_later_data_are_told_theirs_and_ours(later, report):
    found = verified(later, report, None)
    told = {(one.title, one.theirs, one.ours) for one in faults(found) if one.kind is Kind.DIFFERS}
    assert ("Compliments", "82 compliments", "83 compliments") in told
    assert ("Assessments", "17,969", "17,000") in told
    charts = {one.title for one in faults(found) if one.kind is Kind.CHART}
    assert "Compliments received, by year" in charts
    assert not found.agrees


def test_verify_says_which_input_changed(made, later, report):
    # The record lies beside the report, in the folder that it was built in.
    record = later.folder / "output" / "run.json"
    record.parent.mkdir(exist_ok=True)
    record.write_bytes((made / "output" / "run.json").read_bytes())
    assert set(verified(later, report, None).inputs) == {
        "compliments.csv has changed since the report was built.",
        "activity.csv has changed since the report was built.",
    }


def test_a_direction_that_no_longer_holds_is_told_as_such(tmp_path):
    before = "B1,1,local,2022-04-04,2022-04-20,Adoption,not upheld,email,parent"
    others = [ONE, "A2,1,statutory,2024-03-20,2024-04-20,Fostering,upheld,post,parent"]
    covers = '[data]\ncovers = ["2022/23", "2023/24"]\n'
    path = folder(tmp_path, before, *others, toml=covers)
    report = build_report(open_folder(path, TODAY), "2023/24", draft=False, force=False)
    folder(path, before, before.replace("B1", "B2"), before.replace("B1", "B3"), *others, toml=covers)
    kinds = {one.kind for one in verified(open_folder(path, TODAY), report, None).findings}
    assert Kind.DIRECTION in kinds


def test_every_edit_together_then_refresh_then_verify_is_silent(later, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx", *edits.EVERY)
    changes = refreshed(later, path, None, None)
    assert {change.old for change in changes if change.kept} == {"372 complaints", "18 complaints", "the table"}
    left = Counter(finding.kind for finding in faults(verified(later, path, None)))
    assert left.keys() == {Kind.OVERTYPED, Kind.TYPED, Kind.REMOVED}
    text = to_text(path)
    for kept in ("372 complaints", "18 complaints", "We held 14 meetings", "City wide", "Our plans for 2024/25"):
        assert kept in text
    assert text.index("Advocates made") < text.index("2. Complaints Procedure\nAnyone")
    assert text.count("E-mail and online forms brought") == 2
    assert (tmp_path / "mine.bak.docx").exists()


def test_refresh_lists_what_changed_and_mends_it(later, report, tmp_path):
    out = tmp_path / "new.docx"
    changes = refreshed(later, report, out, None)
    assert ("Compliments", "82 compliments", "83 compliments") in [(one.title, one.old, one.new) for one in changes]
    assert faults(verified(later, out, None)) == []
    assert lint(out) == []
    assert refreshed(later, out, None, None) == []
    assert not (tmp_path / "new.bak.docx").exists()


def test_a_refreshed_report_reads_as_one_built_now(later, report, tmp_path):
    out = tmp_path / "new.docx"
    refreshed(later, report, out, None)
    built = build_report(later, "2023/24", draft=False, force=True)
    assert to_text(out) == to_text(built)
    with ZipFile(out) as one, ZipFile(built) as other:
        pictures = [{one_.read(name) for name in one_.namelist() if "media" in name} for one_ in (one, other)]
    assert pictures[0] == pictures[1]


def test_a_picture_that_was_drawn_again_says_everywhere_what_it_shows_now(later, report, tmp_path):
    out = tmp_path / "new.docx"
    refreshed(later, report, out, None)
    body = opened(out).parts["word/document.xml"]
    told = [set(xpath(one, ".//@descr")) for one in xpath(body, ".//w:drawing")]
    assert any("83 in 2023/24" in said for one in told for said in one)
    assert {len(one) for one in told} == {1}


def test_where_all_that_differs_was_typed_over_nothing_is_written(run, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx", edits.overtype)
    before = path.read_bytes()
    assert [change.kept for change in refreshed(run, path, None, None)] == [True]
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["mine.docx"]


def test_a_report_that_agrees_is_written_where_it_is_asked_for(run, report, tmp_path):
    out = tmp_path / "same.docx"
    assert refreshed(run, report, out, None) == []
    assert to_text(out) == to_text(report)


def test_overtyped_replaces_what_was_typed_over(later, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx", edits.overtype, edits.track_a_change)
    refreshed(later, path, None, None, overtyped=True)
    assert faults(verified(later, path, None)) == []


def test_track_changes_makes_revisions_by_the_program(later, report, tmp_path):
    out = tmp_path / "tracked.docx"
    refreshed(later, report, out, None, track=True)
    assert faults(verified(later, out, None)) == []
    body = opened(out).parts["word/document.xml"]
    assert set(xpath(body, ".//w:ins/@w:author | .//w:del/@w:author")) == {"complaints-report"}
    gone = ["".join(one.itertext()) for one in xpath(body, ".//w:del")]
    assert "82 compliments" in gone
    numbers = xpath(body, ".//w:ins/@w:id | .//w:del/@w:id")
    assert len(numbers) == len(set(numbers))


def test_the_look_of_a_figure_is_kept(later, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx", edits.embolden)
    refreshed(later, path, None, None)
    body = opened(path).parts["word/document.xml"]
    run = next(one for one in xpath(body, ".//w:sdt//w:r") if "".join(one.itertext()) == "83 compliments")
    assert xpath(run, "./w:rPr/w:b")


def test_a_backup_is_never_lost(later, report, tmp_path):
    path = edits.edited(report, tmp_path / "mine.docx")
    (tmp_path / "mine.bak.docx").write_bytes(b"older")
    before = path.read_bytes()
    refreshed(later, path, None, None)
    assert (tmp_path / "mine.bak.docx").read_bytes() == before
    assert (tmp_path / "mine.bak-2.docx").read_bytes() == b"older"


def test_table_with_other_rows_is_drawn_again(tmp_path):
    path = awkward("ties", tmp_path)
    run = open_folder(path, TODAY)
    report = build_report(run, "2023/24", draft=False, force=False)
    rows = (path / "complaints.csv").read_text(encoding="utf-8")
    (path / "complaints.csv").write_text(rows + ONE.replace("Fostering", "Brand new") + "\n", encoding="utf-8")
    run = open_folder(path, TODAY)
    assert Kind.TABLE in {one.kind for one in verified(run, report, None).findings}
    refreshed(run, report, None, None)
    assert "| Brand new | 1 |" in to_text(report)
    assert [one for one in faults(verified(run, report, None)) if one.kind is not Kind.REMOVED] == []
    assert lint(report) == []


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(edits.EVERY), unique=True, max_size=6), st.randoms(use_true_random=False))
def test_the_text_outside_the_controls_is_unchanged_to_the_character(later, report, tmp_path, chosen, chance):
    path = edits.edited(report, tmp_path / f"{chance.random()}.docx", *chosen)
    before = outside(path)
    refreshed(later, path, None, None)
    assert outside(path) == before


def outside(path):
    """All words outside the controls, but for those of tables, which may have other rows."""
    return [piece.words for piece in pieces(opened(path)) if not piece.tag and not piece.within]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"not a zip", "is not a Word document"),
        (b"", "is not a Word document"),
        (None, "is not there"),
    ],
)
def test_a_file_that_is_no_report_is_refused_in_one_line(run, tmp_path, data, said):
    path = tmp_path / "x.docx"
    if data is not None:
        path.write_bytes(data)
    for command in (lambda: verified(run, path, None), lambda: refreshed(run, path, None, None)):
        with pytest.raises(CommandError, match=said) as told:
            command()
        assert "\n" not in str(told.value)


def test_a_zip_without_a_document_is_refused(run, tmp_path):
    path = tmp_path / "x.docx"
    with ZipFile(path, "w") as package:
        package.writestr("hello.txt", "x")
    with pytest.raises(CommandError, match="is not a Word document"):
        verified(run, path, None)


def test_the_commands_and_their_exit_codes(command, made, report, tmp_path):
    done = command("verify", report, "-f", made)
    assert (done.returncode, done.stderr) == (0, "")
    assert "figures, phrases, tables and charts agree with the data." in done.stdout
    path = edits.edited(report, tmp_path / "mine.docx", edits.overtype)
    done = command("verify", path, "-f", made, "--format", "json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["agrees"], told["year"]) == (1, False, "2023/24")
    assert [one["kind"] for one in told["findings"]] == ["overtyped"]
    done = command("refresh", path, "-f", made, "--overtyped")
    assert done.returncode == 0
    assert "“372 complaints” is now “371 complaints”" in done.stdout
    assert command("verify", path, "-f", made).returncode == 0


def test_what_is_kept_survives_a_save_by_python_docx(report, tmp_path):
    path = edits.edited(report, tmp_path / "saved.docx")
    assert opened(path).kept == opened(report).kept


def test_a_refresh_leaves_every_other_part_as_it_was(later, report, tmp_path):
    out = tmp_path / "new.docx"
    refreshed(later, report, out, None)
    with ZipFile(report) as one, ZipFile(out) as other:
        assert one.namelist() == other.namelist()
        changed = {name for name in one.namelist() if one.read(name) != other.read(name)}
        assert all(etree.fromstring(other.read(name)) is not None for name in changed if name.endswith(".xml"))
    assert "word/styles.xml" not in changed
    assert "word/header1.xml" not in changed
