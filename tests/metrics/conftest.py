import pytest

from tests.metrics.metrics_folder import figures_made


@pytest.fixture
def made(tmp_path):
    """The figures of a folder with these rows."""

    def make(complaints, settings="", year="2023/24", **tables):
        return figures_made(tmp_path, complaints, settings, year, **tables)

    return make
