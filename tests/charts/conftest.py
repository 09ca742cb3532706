"""One rich year of figures."""

import pytest

from tests.charts.table import Table, rich_table


@pytest.fixture
def rich() -> Table:
    return rich_table()
