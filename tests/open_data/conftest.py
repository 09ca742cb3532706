"""The open data of the sample and of a folder whose names are as awkward as people type them, written once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from complaints_report.metrics.figures import Figures
from complaints_report.metrics.public import public
from complaints_report.open_data import write_open_data
from complaints_report.run import figures_for, open_folder
from complaints_report.settings import Settings
from tests.awkward import AREAS, ONE, awkward, folder
from tests.conftest import TODAY, some_of

TITLE = "Annual Complaints Report 2023/24"
RUN = ('=HYPERLINK("http://x.example";"y")', "+1+1", "@SUM(A1)")
"""What a spreadsheet would run."""
NAMES = (*RUN, "#N/A", "1/4/2024", "007", "TRUE", "Duty team <b>&amp;</b> 'it' “quoted” 🎉", "[c]")
HEADINGS = "reference,stage,procedure,received_on,responded_on,service,outcome,method,complainant,age_band"


@dataclass(frozen=True)
class OpenData:
    """The files, and the figures that they were written from."""

    folder: Path
    figures: Figures
    settings: Settings


def written(place: Path, made: Path, notice: str = "") -> OpenData:
    """The open data of a report folder, in a place of their own."""
    run = open_folder(made, TODAY)
    figures = public(figures_for(run, "2023/24"), run.settings.publish)
    place.mkdir()
    write_open_data(figures, TITLE, run.settings, place, notice)
    return OpenData(place, figures, run.settings)


def odd_names(path: Path) -> Path:
    """A folder with awkward names of services and of age bands, some of them of few people."""
    rows = [
        f"R{number}-{place},1,statutory,2023-05-01,2023-05-10,{quoted(name)},upheld,email,parent,{quoted(name)}"
        for number, name in enumerate(NAMES)
        for place in range(number + 1)
    ]
    return folder(path, *rows, ONE + ",Under 16", headings=HEADINGS, toml='[data]\ncovers = ["2023/24"]\n' + AREAS)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@pytest.fixture(scope="session")
def of_sample(sample, tmp_path_factory) -> OpenData:
    return written(tmp_path_factory.mktemp("open") / "data", sample.folder, "This is a sample.")


EVERY = ("sample", "odd-names", "one-complaint", "nothing-timed", "all-up", "up-from-none")


@pytest.fixture(scope="session", params=some_of(EVERY, "sample", "odd-names", "one-complaint", "nothing-timed"))
def data(request, tmp_path_factory, sample) -> OpenData:
    place = tmp_path_factory.mktemp("open")
    if request.param == "sample":
        return request.getfixturevalue("of_sample")
    made = odd_names(place / "made") if request.param == "odd-names" else awkward(request.param, place / "made")
    return written(place / "data", made)
