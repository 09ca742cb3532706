"""Ctrl-C at any moment: one line, exit code 130, and every file as it was; or, once files are put in place, all of it.

A window that is closed and `kill` are the same.

The moments are told by Python itself, which says what is imported, opened, made and renamed: at the wanted one the
command gets the signal that the keys send.
"""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from complaints_report.build import build_report
from complaints_report.run import open_folder
from tests.awkward import ONE, folder
from tests.commands import Begun
from tests.conftest import TODAY, some_of
from tests.terminal_window import in_fresh_terminal

AT_THE_MOMENT = """
import signal, sys
event, part, times = {moment!r}

def watch(name, given):
    global times
    if name == event and any(part in str(one) for one in given[:2]):
        times -= 1
        if times == 0:
            signal.raise_signal({signal})

sys.addaudithook(watch)
"""
MAIN = """
from complaints_report.__main__ import main
main()
"""
STOPPED = "Stopped. Nothing was changed.\n"
# Python itself, where a text that it runs as code was stopped, ends by the signal, of which a shell makes 130.
ENDED = (130, -signal.SIGINT)
COMMANDS = {
    "check": ("check", "--output", "faults.csv"),
    "workbook": ("check", "--format", "xlsx", "--output", "faults.xlsx"),
    "figures": ("figures", "--output", "figures.csv"),
    "chart": ("chart", "volumes"),
    "build": ("build",),
    "refresh": ("refresh", "output/2023-24/report-2023-24.docx"),
    "verify": ("verify", "output/2023-24/report-2023-24.docx", "--annotate", "checked.docx"),
    "close": ("close",),
    "init": ("init", "new/deep"),
    "init --from": ("init", "new", "--from", "complaints.csv"),
}
LOADING = [("import", "complaints_report.cli", 1), ("import", "typer.core", 1)]
MOMENTS = [
    *(("check", moment) for moment in LOADING),
    ("check", ("import", "pandas", 1)),
    ("check", ("import", "numpy.linalg", 1)),
    ("check", ("open", "complaints.csv", 1)),
    ("check", ("open", ".making-", 1)),
    ("workbook", ("import", "openpyxl", 3)),
    ("figures", ("import", "complaints_report.metrics.tallies", 1)),
    ("chart", ("import", "matplotlib.figure", 1)),
    ("figures", ("open", ".complaints-report.lock", 1)),
    ("chart", ("open", ".making-", 2)),
    ("build", ("import", "docx", 1)),
    ("build", ("open", ".making-", 2)),
    ("build", ("open", "run.json", 1)),
    ("refresh", ("open", "fresh.docx", 1)),
    ("verify", ("open", "report-2023-24.docx", 1)),
    ("verify", ("open", ".making-", 1)),
    ("close", ("open", ".making-", 2)),
    ("init", ("open", ".making-", 3)),
    ("init --from", ("open", "complaints.csv", 1)),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report in it, of data that have changed since."""
    place = folder(tmp_path_factory.mktemp("made"), ONE, toml='[data]\ncovers = ["2022/23", "2023/24"]\n')
    build_report(open_folder(place, TODAY), "2023/24", draft=False, force=False)
    folder(place, ONE, ONE.replace("A1", "A2"), toml='[data]\ncovers = ["2022/23", "2023/24"]\n')
    return place


def stopped(place: Path, name: str, moment: tuple[str, str, int], by: int = signal.SIGINT):
    """The command stopped at the moment, in a process that loads it where that is the moment."""
    code = AT_THE_MOMENT.format(moment=moment, signal=int(by))
    if moment[0] == "import":
        return run(place, code + MAIN, *COMMANDS[name])
    return Begun(COMMANDS[name], place, code).done()


def run(place: Path, code: str, *words: str) -> subprocess.CompletedProcess[str]:
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # whatever runs the tests
    line = [sys.executable, "-c", heard + code, *words]
    return subprocess.run(line, cwd=place, capture_output=True, text=True, encoding="utf-8", timeout=120)


def files(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() if path.is_file() else b"" for path in place.rglob("*")}


LATER = {
    *(("check", LOADING[1]), ("check", ("import", "numpy.linalg", 1)), ("chart", ("import", "matplotlib.figure", 1))),
    *(("figures", ("import", "complaints_report.metrics.tallies", 1)), ("build", ("open", ".making-", 2))),
    *(("build", ("import", "docx", 1)), ("verify", ("open", "report-2023-24.docx", 1))),
}
"""Moments like others, which `make test-long` tries."""


@pytest.mark.parametrize(
    ("name", "moment"),
    some_of(MOMENTS, *({*MOMENTS} - LATER)),
    ids=lambda one: one if isinstance(one, str) else " ".join(map(str, one)),
)
def test_a_run_that_is_stopped_says_so_in_a_line_and_changes_nothing(made, tmp_path, name, moment):
    place = Path(shutil.copytree(made, tmp_path / "folder"))
    before = files(place)
    done = stopped(place, name, moment)
    assert (done.stdout, done.stderr) == ("", STOPPED)
    assert done.returncode in ENDED
    assert files(place) == before


@pytest.mark.parametrize(
    ("name", "moment", "by"),
    [
        ("build", ("open", ".making-", 2), signal.SIGTERM),
        ("check", LOADING[1], signal.SIGHUP),
        pytest.param("build", ("open", ".making-", 2), signal.SIGHUP, marks=pytest.mark.long),
        pytest.param("check", LOADING[1], signal.SIGTERM, marks=pytest.mark.long),
    ],
)
def test_a_run_that_is_told_to_end_ends_as_by_ctrl_c(made, tmp_path, name, moment, by):
    place = Path(shutil.copytree(made, tmp_path / "folder"))
    before = files(place)
    done = stopped(place, name, moment, by)
    assert (done.stdout, done.stderr) == ("", STOPPED)
    assert done.returncode in ENDED
    assert files(place) == before


def test_a_run_whose_window_is_closed_changes_nothing(made, tmp_path):
    place = Path(shutil.copytree(made, tmp_path / "folder"))
    before = files(place)
    seen = in_fresh_terminal("build", cwd=place, close_at="Drawing")
    assert seen.code == 130
    assert files(place) == before


@pytest.mark.parametrize(("name", "renamed"), [("build", 3), ("refresh", 1), ("init", 2)])
def test_once_files_are_put_in_place_all_of_them_are(made, tmp_path, name, renamed):
    left, right = (Path(shutil.copytree(made, tmp_path / side)) for side in ("left", "right"))
    done, usual = stopped(left, name, ("os.rename", "", renamed)), stopped(right, name, ("never", "", 1))
    assert (done.returncode, done.stderr) == (usual.returncode, usual.stderr) == (0, "")
    assert done.stdout.replace(str(left), str(right)) == usual.stdout
    assert files(left) == files(right) != files(made)


IMPATIENT = """
import signal, sys, tempfile, time
from pathlib import Path
from complaints_report import interrupts

interrupts.listen()
try:
    with tempfile.TemporaryDirectory(dir=sys.argv[1]) as name:
        (Path(name) / "half").write_text("x")
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            signal.raise_signal(signal.SIGINT)
            print("cleared away")
except KeyboardInterrupt:
    print("stopped")
"""
DROPPED = """
import signal, time
from complaints_report import interrupts

class Thrown:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

interrupts.listen()
try:
    Thrown()
    for _ in range(600):
        time.sleep(0.1)
except KeyboardInterrupt:
    print("stopped")
"""


def test_pressed_twice_it_does_not_stop_the_clearing_away(tmp_path):
    done = run(tmp_path, IMPATIENT, str(tmp_path))
    assert (done.stdout, done.stderr) == ("cleared away\nstopped\n", "")
    assert list(tmp_path.iterdir()) == []


def test_pressed_where_python_drops_errors_it_stops_the_run_all_the_same(tmp_path):
    done = run(tmp_path, DROPPED)
    assert (done.stdout, done.stderr) == ("stopped\n", "")


ENDING = """
import atexit, signal
from complaints_report.__main__ import main

atexit.register(signal.raise_signal, signal.SIGINT)
main()
"""


def test_pressed_while_python_closes_down_it_changes_nothing_more(tmp_path):
    done = run(tmp_path, ENDING, "metrics")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_run_that_a_script_keeps_ctrl_c_from_goes_on(tmp_path):
    ignored = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    done = run(tmp_path, ignored + AT_THE_MOMENT.format(moment=LOADING[0], signal=2) + MAIN, "metrics")
    assert (done.returncode, done.stderr) == (0, "")
