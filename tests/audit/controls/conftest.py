"""The sample's report as it was built, and the sample's data as they were and later."""

import pytest

from complaints_report.build import build_report
from complaints_report.run import open_folder
from tests.audit.controls.held import with_later_data
from tests.conftest import TODAY, copy_of


@pytest.fixture(scope="session")
def run(built_sample):
    return built_sample[0]


@pytest.fixture(scope="session")
def report(built_sample):
    return built_sample[1]


@pytest.fixture(scope="session")
def later(run, tmp_path_factory):
    """The sample's data a little later."""
    return with_later_data(run.folder, tmp_path_factory.mktemp("later"))


@pytest.fixture(scope="session")
def final(later):
    """The report as it is built of the later data."""
    return build_report(later, "2023/24", draft=False, force=False)


@pytest.fixture(scope="session")
def last(run, tmp_path_factory):
    """The report of the year before."""
    path = copy_of(run.folder, tmp_path_factory.mktemp("last"))
    return build_report(open_folder(path, TODAY), "2022/23", draft=False, force=False)
