"""One rich year of figures, and charts that are drawn each time."""

import pytest

from tests.charts.table import Table, rich_table


@pytest.fixture
def rich() -> Table:
    return rich_table()


@pytest.fixture(autouse=True)
def every_chart_drawn(charts_drawn_anew: None) -> None:
    """What is drawn here is held to what it should look like, and never taken from before."""
