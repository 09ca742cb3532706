"""One whole edition stands in the public's folder, whatever becomes of a run, and what people put there stays."""

import random
import shutil
import stat
from pathlib import Path

import pytest

from complaints_report.publish import out_of_date, publish
from complaints_report.run import open_folder
from tests.awkward import ONE, folder
from tests.commands import Begun
from tests.conftest import ROOT, TODAY, some_of
from tests.kills import EDITION, files, kills

pytestmark = pytest.mark.usefixtures("without_libreoffice")
TOML = '[data]\ncovers = ["2023/24"]\n'
NEXT_STEPS = Path("content/next-steps.md")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an edition in it, which has next steps, of data that have changed since."""
    place = folder(tmp_path_factory.mktemp("made"), ONE, toml=TOML)
    (place / NEXT_STEPS).parent.mkdir()
    (place / NEXT_STEPS).write_text("We will answer sooner.\n", encoding="utf-8")
    publish(open_folder(place, TODAY), None)
    return folder(place, ONE, ONE.replace("A1", "A2").replace("Fostering", "Adoption"), toml=TOML)


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "folder"))


def published(place: Path) -> Path:
    return publish(open_folder(place, TODAY), None)


def test_a_run_that_is_killed_leaves_one_edition_whole_and_the_next_run_goes_through(made: Path) -> None:
    """Killed midway, when the old edition is set aside, and when the new one is there but not yet in the record."""
    assert kills(made, "publish", 0.5, 3, 4) == 3


@pytest.mark.long
def test_a_run_may_be_killed_at_any_moment(made: Path) -> None:
    assert kills(made, "publish", *(random.random() for _ in range(20)), *range(1, 40)) >= 39


def killed_between_two_renames(place: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from tests.conftest import TODAY
from tests.kills import COMMANDS, kill_at_rename
from complaints_report.run import open_folder
place = Path({str(place)!r})
kill_at_rename(3, place)
COMMANDS["publish"](open_folder(place, TODAY))
"""
    assert Begun([], ROOT, code, work=str).done().returncode == -9


def test_an_edition_that_was_set_aside_by_a_run_that_was_killed_is_given_back_by_the_next_command(place: Path) -> None:
    before = files(place / EDITION)
    killed_between_two_renames(place)
    assert not (place / EDITION).exists()
    assert out_of_date(open_folder(place, TODAY), None)
    assert files(place / EDITION) == before


def test_where_what_follows_the_swap_fails_the_old_edition_is_back_in_its_place(place: Path) -> None:
    before = files(place / EDITION)
    code = f"""
import sys
from pathlib import Path
from tests.conftest import TODAY
from tests.kills import COMMANDS
from complaints_report.run import open_folder
renamed = []
def fail(event, given):
    if event == "os.rename" and str(given[1]) == {str(place / EDITION)!r}:
        renamed.append(given)
        if len(renamed) == 1:
            raise OSError(28, "No space left on device")
run = open_folder(Path({str(place)!r}), TODAY)
sys.addaudithook(fail)
COMMANDS["publish"](run)
"""
    done = Begun([], ROOT, code, work=str).done()
    assert "No space left on device" in done.stderr
    assert files(place / EDITION) == before


def test_another_years_edition_that_was_set_aside_still_keeps_what_it_withheld(place: Path) -> None:
    killed_between_two_renames(place)
    (place / "output" / "2023-24").rename(place / "output" / "2022-23")
    published(place)
    assert (place / "output" / "2022-23" / "public" / "figures.csv").is_file()


def test_what_people_put_into_the_folder_stays_and_what_an_earlier_edition_had_goes(place: Path) -> None:
    public, mine = place / EDITION, {"CNAME", "easy-read/report.pdf", "charts/mine.svg", "locked.txt"}
    assert (public / "next-steps.html").is_file()
    for name in mine:
        (public / name).parent.mkdir(exist_ok=True)
        (public / name).write_text("mine", encoding="utf-8")
    (public / "locked.txt").chmod(0o400)
    (public / "empty").mkdir()
    (public / "linked").symlink_to(place / "content")
    (place / NEXT_STEPS).unlink()
    published(place)
    assert {name for name, data in files(public).items() if data == b"mine"} == mine
    assert stat.S_IMODE((public / "locked.txt").stat().st_mode) == 0o400
    assert (public / "empty").is_dir()
    assert (public / "linked").readlink() == place / "content"
    assert not (public / "next-steps.html").exists()
    assert "received,1,,,2023/24,2," in (public / "figures.csv").read_text(encoding="utf-8")
    published(place)
    assert {name for name, data in files(public).items() if data == b"mine"} == mine


def test_a_folder_that_is_elsewhere_by_a_link_is_filled_there_with_the_permissions_that_it_had(
    place: Path, tmp_path: Path
) -> None:
    web = tmp_path / "web" / "complaints"
    web.parent.mkdir()
    shutil.move(place / EDITION, web)
    (place / EDITION).symlink_to(web)
    web.chmod(0o750)
    (web / "index.html").chmod(0o640)
    (place / NEXT_STEPS).unlink()
    published(place)
    assert (place / EDITION).readlink() == web
    assert "received,1,,,2023/24,2," in (web / "figures.csv").read_text(encoding="utf-8")
    assert not (web / "next-steps.html").exists()
    assert [stat.S_IMODE(one.stat().st_mode) for one in (web, web / "index.html")] == [0o750, 0o640]
    assert [*web.parent.iterdir()] == [web]


HELD = """
import os, sys

def hold(event, given):
    is_held = event == "open" and str(given[0]).endswith({held!r}) and set("+wa") & set(given[1] or "")
    if is_held and "making" not in str(given[0]) or event == "os.rename" and str(given[0]).endswith("public"):
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

sys.addaudithook(hold)
"""


@pytest.mark.parametrize(
    ("held", "said"),
    some_of(
        [("public/figures.xlsx", "figures.xlsx cannot be replaced: close it in Word or Excel, and try again."),
         ("nothing", "public cannot be replaced: close it wherever it is open, and try again.")],
        ("public/figures.xlsx", "figures.xlsx cannot be replaced: close it in Word or Excel, and try again."),
    ),
)  # fmt: skip
def test_a_file_of_the_edition_that_windows_holds_is_told_and_nothing_is_changed(place: Path, held, said) -> None:
    """On Windows a folder is not renamed while a program has a file in it open."""
    before = files(place)
    done = Begun(["publish", "-f", place], ROOT, HELD.format(held=held)).done()
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith(said)
    assert files(place) == before


def test_a_file_of_the_edition_that_libreoffice_has_open_is_told(command, place: Path) -> None:
    (place / EDITION / ".~lock.figures.ods#").write_text("someone", encoding="utf-8")
    before = files(place)
    done = command("publish", "-f", place)
    assert "figures.ods is open in LibreOffice" in done.stderr
    assert files(place) == before


def test_a_file_where_the_folder_belongs_is_told(command, place: Path) -> None:
    shutil.rmtree(place / EDITION)
    (place / EDITION).write_text("mine", encoding="utf-8")
    done = command("publish", "-f", place)
    left_out, told = done.stderr.splitlines()
    assert (done.returncode, left_out.split(". ")[0]) == (2, "report-2023-24.pdf was left out")
    assert "public: A file stands where a folder should be." in told
    assert (place / EDITION).read_text(encoding="utf-8") == "mine"
