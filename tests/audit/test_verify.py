"""The command: what a report is held to, what is said of it, and the exit code."""

import json
from zipfile import ZipFile

import docx
import pytest
from typer.testing import CliRunner

from complaints_report.cli import app
from complaints_report.run import open_folder
from complaints_report.verify import verified
from tests.awkward import awkward
from tests.conftest import TODAY, copy_of

RIGHT = "# Annual report 2023/24\n\nAt stage 1 we received 263 complaints, and at stage 2 we received 74.\n"
WRONG = "# Annual report 2023/24\n\nAt stage 1 we received 236 complaints, and at stage 2 we received 74.\n"
OF_ITSELF = "# Annual report\n\nOf the 27 visits, 14 (51%) were made in time.\n"
FITS = "whether its numbers fit together"
KEYS = ["document", "year", "judged", "not_judged", "agreeing", "lost_controls", "findings"]
KEYS_OF_A_FINDING = ["fault", "layer", "kind", "heading", "sentence", "document", "should", "why", "where", "tag"]


@pytest.fixture
def verify(tmp_path, monkeypatch):
    """The command, run of a document of these words, in a place of its own."""

    def run(words, *options, name="report.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return CliRunner().invoke(app, ["verify", str(path), *map(str, options)])

    return run


@pytest.fixture
def refused(command, tmp_path):
    """The one line in which the command refuses a document of these words, with exit 2 and nothing said."""

    def run(words, *options):
        (tmp_path / "report.md").write_text(words, encoding="utf-8")
        return refusal(command("verify", "report.md", *options, cwd=tmp_path))

    return run


def refusal(done):
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    return done.stderr


def first(done):
    return done.stdout.splitlines()[0]


@pytest.mark.parametrize(("words", "code"), [(RIGHT, 0), (WRONG, 1)])
def test_a_folder_that_is_named_is_what_it_is_held_to(verify, folder, words, code):
    done = verify(words, "-f", folder)
    assert (done.exit_code, done.stderr) == (code, "")
    assert first(done) == f"report.md was checked against the data of 2023/24 in the folder “folder”; also {FITS}."
    assert ("236 should be 263" in done.stdout) is bool(code)


def test_without_a_folder_its_own_arithmetic_is_held_to_and_the_sample_is_never_taken(verify, tmp_path):
    done = verify(WRONG)
    assert (done.exit_code, done.stderr) == (0, "")
    assert first(done) == f"report.md was checked without data (no report folder was named or found): only {FITS}."
    (tmp_path / "sample_data").mkdir()
    copy_of(awkward("one-complaint", tmp_path / "made"), tmp_path / "sample_data")
    assert first(verify(WRONG)).startswith("report.md was checked without data")
    told = json.loads(verify(OF_ITSELF, "--format", "json").stdout)
    assert told["year"] is None
    assert [(one["kind"], one["layer"], one["document"], one["should"]) for one in told["findings"]] == [
        ("part", "arithmetic", "51%", "52%")
    ]


def test_a_folder_above_the_report_is_found_and_one_where_the_command_is_run(verify, command, folder, tmp_path):
    above = copy_of(folder, tmp_path / "above")
    (tmp_path / "report.md").write_text(WRONG, encoding="utf-8")
    done = command("verify", tmp_path / "report.md", cwd=above)
    assert (done.returncode, first(done).endswith(f"in the folder “above”; also {FITS}.")) == (1, True)
    done = verify(WRONG, name="above/drafts/mine/report.md")
    assert first(done) == f"report.md was checked against the data of 2023/24 in the folder “above”; also {FITS}."


def test_a_report_that_names_no_year_is_held_to_the_last_one(verify, folder):
    done = verify(WRONG.replace(" 2023/24", ""), "-f", folder)
    assert (done.exit_code, "the data of 2023/24" in first(done)) == (1, True)


@pytest.mark.parametrize(
    "said",
    [
        "Annual report 2022-23",
        "Annual report 2022 – 2023",
        "Annual report 2022 to 2023",
        "Annual report 2022/2023",
        "Annual report 2022/23",
        "Complaints from 1 April 2022 to 31 March 2023",
        "Complaints, 1st April 2022 – 31st March 2023",
        "Complaints, April 2022 to March 2023",
    ],
)
def test_the_year_is_read_however_it_is_written(folder, tmp_path, said):
    path = tmp_path / "report.md"
    path.write_text(f"# {said}\n\nAt stage 1 we received 241 complaints.\n", encoding="utf-8")
    found = verified(open_folder(folder, TODAY), path)
    assert (found.year, [(one.document, one.should) for one in found.findings]) == ("2022/23", [("241", "214")])


def test_a_year_that_the_folder_lacks_leaves_arithmetic_alone_and_says_so(verify, folder):
    done = verify(WRONG.replace("2023/24", "2010/11"), "-f", folder)
    assert done.exit_code == 0
    assert "was checked without data" in first(done)
    assert "2010/11" in first(done)
    done = verify(OF_ITSELF.replace("report", "report 2010/11"), "-f", folder)
    assert (done.exit_code, "51% should be 52%" in done.stdout) == (1, True)


def test_a_year_that_is_given_is_the_one_that_it_is_held_to(verify, folder):
    done = verify(
        WRONG.replace(" 2023/24", "").replace("236", "241").replace("74", "61"), "-f", folder, "--year", "2022-23"
    )
    assert (done.exit_code, "the data of 2022/23" in first(done)) == (1, True)
    assert "241 should be 214" in done.stdout


def test_a_year_given_that_nobody_can_read_is_one_line(refused, folder):
    assert "'soon' is not a year" in refused(RIGHT, "-f", folder, "--year", "soon")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("report.docx", b"not a zip", "is no"),
        ("report.docx", b"", "is no"),
        ("report.docx", None, "is not there"),
        ("report.md", None, "is not there"),
        ("report.md", b"", "holds no words"),
        ("report.pdf", b"%PDF-1.7", "save it as .docx"),
        ("report.odt", b"PK", "save it as .docx"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_2(command, tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    line = refusal(command("verify", name, cwd=tmp_path))
    assert said in line
    assert name in line


def test_a_folder_that_is_no_report_folder_is_one_line(refused, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "report.toml" in refused(RIGHT, "-f", tmp_path / "empty")


def test_errors_in_the_data_stop_it_unless_a_draft_is_asked_for(verify, command, folder, tmp_path):
    faulty = copy_of(folder, tmp_path / "faulty")
    with (faulty / "complaints.csv").open("a", encoding="utf-8") as file:
        file.write("X1,1,local,2023-13-01,,Intake,,,\n")
    (tmp_path / "report.md").write_text(RIGHT, encoding="utf-8")
    done = command("verify", tmp_path / "report.md", "-f", faulty)
    assert (done.returncode, done.stdout) == (1, "")
    assert "check" in done.stderr
    assert verify(RIGHT, "-f", faulty, "--draft").exit_code == 0


@pytest.mark.parametrize("words", [RIGHT, WRONG, OF_ITSELF])
@pytest.mark.parametrize("alone", [True, False])
def test_the_json_has_the_keys_of_the_contract_and_no_others(verify, folder, words, alone):
    done = verify(words, "--format", "json", *(() if alone else ("-f", folder)))
    told = json.loads(done.stdout)
    assert list(told) == KEYS
    assert (told["document"], told["year"]) == ("report.md", None if alone else "2023/24")
    assert all(list(one) == KEYS_OF_A_FINDING for one in told["findings"])
    wrong = [one for one in told["findings"] if one["fault"]]
    assert told["judged"] == told["agreeing"] + len(wrong)
    assert done.exit_code == bool(wrong)
    assert told["lost_controls"] == 0


def test_what_was_not_judged_is_counted_and_listed_where_it_is_asked_for(verify, folder):
    words = RIGHT + "\nThe canteen sold 731 dinners, about 50 more than before.\n"
    done = verify(words, "-f", folder)
    assert "2 numbers were not judged" in done.stdout
    assert "canteen" not in done.stdout
    done = verify(words, "-f", folder, "--all")
    assert "The canteen sold 731 dinners" in done.stdout
    told = json.loads(verify(words, "-f", folder, "--all", "--format", "json").stdout)
    assert [one["document"] for one in told["unjudged"]] == ["731", "50"]


def test_what_looks_like_a_figure_and_matches_none_is_told_apart_and_first(verify, folder):
    words = "# Report 2023/24\n\nThe canteen sold 731 dinners and 52 pies. At stage 2 we received 29 compliments.\n"
    done = verify(words, "-f", folder, "--all")
    summary = next(one for one in done.stdout.splitlines() if "not judged" in one)
    assert "3 numbers were not judged: 1 that may be figures of yours" in summary
    assert "check these by hand; 2 about other things" in summary
    assert done.stdout.index("      29") < done.stdout.index("      731, 52")


def test_without_data_nothing_is_said_of_figures(verify):
    done = verify(RIGHT)
    assert "2 numbers were not judged: 2 that no other number of the report bears on." in done.stdout
    assert "No numbers were found that could be checked." in done.stdout
    assert "nothing is wrong" not in done.stdout


def test_small_words_that_hardly_count_anything_are_left_out(verify, folder):
    words = "# Report 2023/24\n\nNo one was happy with one of the nineteen canteens.\n"
    done = verify(words, "-f", folder, "--all")
    assert "1 number was not judged" in done.stdout
    assert done.stdout.rstrip().endswith("      nineteen")


def test_a_document_of_markdown_counts_what_was_not_judged_beside_a_wrong_number(verify, folder):
    told = json.loads(verify(WRONG + "\nThe canteen sold 731 dinners.\n", "-f", folder, "--format", "json").stdout)
    assert (told["judged"], told["agreeing"], told["not_judged"]) == (2, 1, 1)


def test_what_is_found_goes_to_the_file_that_is_named(verify, folder, tmp_path):
    done = verify(WRONG, "-f", folder, "--output", tmp_path / "told.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert (tmp_path / "told.txt").read_text(encoding="utf-8") == verify(WRONG, "-f", folder).stdout


def test_comments_are_written_to_a_word_file_and_only_to_one(verify, refused, folder, command, tmp_path):
    assert "is not a .docx" in refused(WRONG, "-f", folder, "--annotate", "out.docx")
    written = docx.Document()
    written.add_paragraph("In 2023/24 at stage 1 we received 236 complaints.")
    written.save(str(tmp_path / "mine.docx"))
    before = (tmp_path / "mine.docx").read_bytes()
    line = "verify", "mine.docx", "-f", folder, "--annotate"
    done = command(*line, "out.docx", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "out.docx is the report with what was found as comments.\n")
    with ZipFile(tmp_path / "out.docx") as package:
        assert "“236” should be “263”" in package.read("word/comments.xml").decode()
    assert "is no .docx" in refusal(command(*line, "out.md", cwd=tmp_path))
    assert "is the report itself" in refusal(command(*line, "mine.docx", cwd=tmp_path))
    assert (tmp_path / "mine.docx").read_bytes() == before


def test_refresh_without_a_folder_is_one_line(command, tmp_path):
    assert "report.toml" in refusal(command("refresh", "report.docx", cwd=tmp_path))
