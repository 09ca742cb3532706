"""The sample's report as it was built, and the sample's data as they were and later."""

import pytest


@pytest.fixture(scope="session")
def run(built_sample):
    return built_sample[0]


@pytest.fixture(scope="session")
def report(built_sample):
    return built_sample[1]


@pytest.fixture(scope="session")
def later(built_later):
    """The sample's data a little later."""
    return built_later[0]


@pytest.fixture(scope="session")
def final(built_later):
    """The report as it is built of the later data."""
    return built_later[1]


@pytest.fixture(scope="session")
def last(built_last_year):
    """The report of the year before."""
    return built_last_year[1]


@pytest.fixture(autouse=True)
def now_of_each_folder(now_once):
    """No test here changes a folder once it is open."""
