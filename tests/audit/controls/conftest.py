"""The sample's report as it was built, and the sample's data as they were and later."""

import pytest

from complaints_report.run import build_report, open_folder
from tests.conftest import TODAY, copy_of


@pytest.fixture(scope="session")
def run(built_sample):
    return built_sample[0]


@pytest.fixture(scope="session")
def report(built_sample):
    return built_sample[1]


@pytest.fixture(scope="session")
def later(run, tmp_path_factory):
    """The same folder when a compliment has come in, and the number of assessments was put right."""
    path = copy_of(run.folder, tmp_path_factory.mktemp("later"))
    with (path / "compliments.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("2023-06-01,Fostering,,,,\n")
    activity = path / "activity.csv"
    activity.write_text(activity.read_text(encoding="utf-8").replace("17969", "17000"), encoding="utf-8")
    return open_folder(path, TODAY)


@pytest.fixture(scope="session")
def final(later):
    """The report as it is built of the later data."""
    return build_report(later, "2023/24", draft=False, force=False)


@pytest.fixture(scope="session")
def last(run, tmp_path_factory):
    """The report of the year before."""
    path = copy_of(run.folder, tmp_path_factory.mktemp("last"))
    return build_report(open_folder(path, TODAY), "2022/23", draft=False, force=False)
