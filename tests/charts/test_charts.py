"""What holds for every chart: it is listed, drawn alone, the same each time, and told in words and numbers."""

import csv
import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import product
from pathlib import Path

import matplotlib
import pytest
from PIL import Image

from complaints_report.charts import CHARTS, save_chart
from complaints_report.charts.style import WIDTH
from complaints_report.errors import CommandError
from tests.charts.table import Table, rich_table, services
from tests.conftest import some_of

NAMES = list(CHARTS)
OF_EACH_FORM = ("volumes", "themes", "response-times", "methods", "compliments", "services-stage-1")
"""A chart of each form there is."""
every_chart = pytest.mark.parametrize("name", NAMES)


def in_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_charts_are_listed_in_the_reports_order():
    services_charts = ["services", "services-stage-1", "services-stage-2", "services-stage-3"]
    first = ["volumes", "ratios", "themes", "escalation", "timeliness", "response-times", "methods", "compliments"]
    assert first + services_charts == NAMES
    assert all(chart.name == name and chart.title for name, chart in CHARTS.items())


def test_listing_loads_neither_matplotlib_nor_pandas():
    code = (
        "import sys, complaints_report.charts as c; list(c.CHARTS); print({'matplotlib', 'pandas'} & set(sys.modules))"
    )
    assert in_new_process(code) == "set()"


def test_drawing_one_chart_loads_no_other():
    code = (
        "import sys; from complaints_report.charts import CHARTS; from tests.charts.table import rich_table;"
        "CHARTS['volumes'].drawing(rich_table()).draw();"
        "others = ('ratios', 'themes', 'services', 'bar_charts');"
        "print([m for m in others if f'complaints_report.charts.{m}' in sys.modules])"
    )
    assert in_new_process(code) == "[]"


@pytest.mark.parametrize("name", some_of(NAMES, *OF_EACH_FORM))
def test_a_chart_is_as_wide_as_the_page_and_fits_it(name, rich, tmp_path):
    path = tmp_path / "chart.png"
    width, height = save_chart(name, CHARTS[name].drawing(rich), path)
    assert width == WIDTH
    assert 1.5 < height <= 21
    with Image.open(path) as image:
        assert image.size == pytest.approx((width / 2.54 * 200, height / 2.54 * 200), abs=1.5)


@pytest.fixture(scope="module")
def saved_together(tmp_path_factory):
    """Save a chart as each kind of file after others, once for each chart: gives the folder."""
    folder = tmp_path_factory.mktemp("charts")

    @cache
    def saved(name: str) -> Path:
        paths = [folder / f"{name}{end}" for end in ("-before.png", "-before.svg", ".pdf", ".png", ".svg")]
        save_chart(name, CHARTS[name].drawing(rich_table()), *paths)
        return folder

    return saved


@pytest.mark.parametrize(
    ("name", "suffix"),
    some_of(
        product(NAMES, (".png", ".svg", ".pdf")),
        *product(("volumes", "themes"), (".png", ".svg", ".pdf")),
    ),
)
def test_the_same_figures_give_the_same_bytes(name, suffix, saved_together, tmp_path):
    one, two = tmp_path / f"one{suffix}", saved_together(name) / f"{name}{suffix}"
    save_chart(name, CHARTS[name].drawing(rich_table()), one)
    assert one.read_bytes() == two.read_bytes()
    assert b"CreationDate" not in one.read_bytes()


@every_chart
def test_the_numbers_are_numbers_and_the_names_names(name, rich):
    drawing = CHARTS[name].drawing(rich)
    header, *rows = csv.reader(io.StringIO(drawing.csv))
    assert len(rows) == len(drawing.rows)
    assert all(header)
    for row in rows:
        assert len(row) == len(header)
        assert row[0]
        numbers = [cell for head, cell in zip(header, row, strict=True) if not head.startswith("Later than")]
        assert all(re.fullmatch(r"(\d+(\.\d+)?)?", cell) for cell in numbers[1:])


def test_a_chart_over_the_years_that_is_asked_for_needs_two():
    for name, metric, stage in (("volumes", "received", 1), ("compliments", "compliments", None)):
        one = Table().over(metric, stage, (5,))
        with pytest.raises(CommandError, match=r"and an earlier year\. It shows one year beside another: add"):
            CHARTS[name].drawing(one)
        assert CHARTS[name].drawing(Table().over(metric, stage, (5, 6))).rows


@every_chart
def test_without_figures_a_chart_says_what_is_missing_and_what_to_do(name, tmp_path):
    chart = CHARTS[name]
    assert chart.found(Table()) is None
    with pytest.raises(
        CommandError,
        match=r"^The chart '[a-z0-9-]+' cannot be drawn: there are no .* in 2023/24( and an earlier year)?\. .*\.$",
    ):
        save_chart(chart.name, chart.drawing(Table()), tmp_path / "chart.png")
    assert list(tmp_path.iterdir()) == []


@every_chart
def test_a_chart_that_can_be_drawn_is_found(name, rich):
    assert CHARTS[name].found(rich) is not None


@pytest.mark.parametrize("values", [(5, 6, None), (5,), (0,)])
def test_figures_of_earlier_years_alone_or_of_one_year_are_not_drawn(values):
    table = Table().over("compliments", None, values)
    with pytest.raises(CommandError, match=r"there are no compliments recorded in 2023/24 and an earlier year\. "):
        CHARTS["compliments"].drawing(table)


def test_another_kind_of_file_is_refused_before_anything_is_written(rich, tmp_path):
    with pytest.raises(CommandError, match=r"'chart\.gif'.*\.png, \.svg or \.pdf\.$"):
        save_chart("volumes", CHARTS["volumes"].drawing(rich), tmp_path / "chart.png", tmp_path / "chart.gif")
    assert list(tmp_path.iterdir()) == []


def test_the_alt_text_is_in_the_files_too(rich, tmp_path):
    png, svg = tmp_path / "c.png", tmp_path / "c.svg"
    save_chart("volumes", CHARTS["volumes"].drawing(rich), png, svg)
    with Image.open(png) as image:
        assert image.info["Description"] == CHARTS["volumes"].drawing(rich).alt
    assert "<title>Complaints received at each stage</title>" in svg.read_text(encoding="utf-8")


def test_drawing_leaves_the_settings_of_matplotlib_as_they_were(rich):
    before = dict(matplotlib.rcParams)
    CHARTS["themes"].drawing(rich).draw()
    assert dict(matplotlib.rcParams) == before


def test_a_machines_own_settings_change_nothing(rich, tmp_path):
    plain, odd = tmp_path / "plain.png", tmp_path / "odd.png"
    save_chart("escalation", CHARTS["escalation"].drawing(rich), plain)
    with matplotlib.rc_context({"lines.linewidth": 9, "savefig.dpi": 50, "font.size": 30, "axes.facecolor": "red"}):
        save_chart("escalation", CHARTS["escalation"].drawing(rich), odd)
    assert plain.read_bytes() == odd.read_bytes()


def test_the_bundled_font_is_used_even_where_the_machine_has_one_of_that_name(rich):
    from matplotlib.font_manager import FontProperties, findfont

    from complaints_report.charts.style import styled
    from complaints_report.package_data import package_file

    with styled():
        assert findfont(FontProperties()) == str(package_file("templates", "fonts", "LiberationSans-Regular.ttf"))


@pytest.mark.parametrize("names", [OF_EACH_FORM, pytest.param(NAMES, marks=pytest.mark.long)], ids=["forms", "all"])
def test_charts_drawn_at_once_are_as_drawn_one_by_one(rich, tmp_path, names):
    def bytes_of(name: str, place: str) -> bytes:
        path = tmp_path / f"{name}-{place}.png"
        save_chart(name, CHARTS[name].drawing(rich), path)
        return path.read_bytes()

    alone = [bytes_of(name, "alone") for name in names]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda name: bytes_of(name, "together"), names)) == alone


ODD = {
    'A $x_1^2$ & <b> "team"': 5,
    "Hope 🏠 House": 4,
    "中文 service": 3,
    "\\frac{1}{2} $": 2,
    "🏠": 2,
    "Ti\x07dy\nhome": 1,
}


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_names_are_drawn_as_they_are_written_as_far_as_the_font_can(suffix, tmp_path):
    table = Table().add(*services(1, ODD))
    chart = CHARTS["services-stage-1"]
    save_chart(chart.name, chart.drawing(table), tmp_path / f"chart{suffix}")
    names = [label.get_text() for label in chart.drawing(table).draw().axes[0].get_yticklabels()]
    assert names == ['A $x_1^2$ & <b> "team"', "Hope House", "□□ service", "\\frac{1}{2} $", "□", "Ti dy home"]
    assert "Hope 🏠 House" in chart.drawing(table).alt
    assert chart.drawing(table).rows[1] == ("Hope 🏠 House", "4")
