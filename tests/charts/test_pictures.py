"""What is drawn: heights, places, labels and colours, read from the axes."""

from itertools import combinations
from math import fsum

import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text

from complaints_report.charts import CHARTS
from complaints_report.charts.bar_charts import draw_apart, row_height, rows_that_fit
from complaints_report.charts.chart import Bars
from tests.charts.table import CATEGORIES, METHODS, SERVICES, YEARS, Table, count, services, shares

FIRST, SECOND, THIRD, FOURTH = "#12436d", "#28a197", "#801650", "#f46a25"


def drawn(name, table):
    return CHARTS[name].drawing(table).draw()


def bars(plot):
    return [(round(bar.get_width(), 6), to_hex(bar.get_facecolor())) for bar in plot.patches]


def words(plot):
    return [text.get_text() for text in plot.texts]


def escalation(first, second):
    return Table().over("escalation", 2, first, "percent").over("escalation", 3, second, "percent")


def test_volumes_has_a_panel_for_each_stage_from_zero_with_its_own_scale(rich):
    picture = drawn("volumes", rich)
    lines = [plot.lines[0] for plot in picture.axes]
    assert [line.get_ydata().tolist()[-1] for line in lines] == [371, 56, 17]
    assert [to_hex(line.get_color()) for line in lines] == [FIRST, SECOND, THIRD]
    assert [plot.get_ylim()[0] for plot in picture.axes] == [0, 0, 0]
    assert [plot.get_ylim()[1] > 371 for plot in picture.axes] == [True, False, False]
    assert words(picture.axes[0])[-1] == "371\nStage 1"
    assert [label.get_text() for label in picture.axes[-1].get_xticklabels()] == list(YEARS)


def test_two_lines_differ_in_marker_and_dash_as_well_as_colour(rich):
    for name in ("ratios", "escalation"):
        (plot,) = drawn(name, rich).axes
        one, two = (line for line in plot.lines if not line.get_label().startswith("_"))
        assert (to_hex(one.get_color()), to_hex(two.get_color())) == (FIRST, FOURTH)
        assert one.get_marker() != two.get_marker()
        assert one.get_linestyle() != two.get_linestyle()
        assert plot.get_legend() is None
        assert plot.get_title() == ""


def test_a_year_that_is_not_known_breaks_the_line_and_keeps_its_place():
    (plot,) = drawn("escalation", escalation((10, None, 12), (30, 31, 32))).axes
    assert str(plot.lines[0].get_ydata().tolist()) == "[10.0, nan, 12.0]"
    assert [label.get_text() for label in plot.get_xticklabels()] == ["2021/22", "2022/23", "2023/24"]


def test_a_line_without_the_latest_year_says_so():
    (plot,) = drawn("escalation", escalation((10, 11, 12), (30, 31, None))).axes
    assert words(plot)[-1] == "not known\nStage 2 to\nstage 3"


def test_a_series_of_one_year_is_left_out():
    table = escalation((14, 15.1), (37,))
    (plot,) = drawn("escalation", table).axes
    assert words(plot) == ["14.0%", "15.1%\nStage 1 to\nstage 2"]
    assert CHARTS["escalation"].drawing(table).columns == ("Year", "Stage 1 to stage 2")


def test_every_value_is_written_up_to_eight_years_and_the_first_beyond(rich):
    assert len(words(drawn("escalation", rich).axes[0])) == 16
    longer = ("2015/16", *YEARS)
    table = Table().over("escalation", 2, range(9, 18), "percent", longer)
    assert words(drawn("escalation", table).axes[0]) == ["9.0%", "17.0%\nStage 1 to\nstage 2"]


def test_themes_are_shares_side_by_side_on_one_scale(rich):
    picture = drawn("themes", rich)
    assert [label.get_text() for label in picture.axes[0].get_yticklabels()] == list(CATEGORIES)
    assert words(picture.axes[0])[:5] == ["46.7%", "32.9%", "15.2%", "5.1%", "0.1%"]
    assert [words(plot)[-1] for plot in picture.axes] == [
        "Stage 1\n1,148 issues",
        "Stage 2\n173 issues",
        "Stage 3\n37 issues",
    ]
    assert [bars(plot)[0][1] for plot in picture.axes] == [FIRST, SECOND, THIRD]
    assert len({plot.get_xlim() for plot in picture.axes}) == 1
    assert words(picture.axes[2])[2] == "0.0%"


def test_methods_put_the_year_above_the_year_before(rich):
    (plot,) = drawn("methods", rich).axes
    now, before = plot.containers
    assert [bar.get_width() for bar in now] == [now for now, _ in METHODS.values()]
    assert [bar.get_width() for bar in before] == [before for _, before in METHODS.values()]
    assert all(a.get_y() < b.get_y() for a, b in zip(now, before, strict=True))
    assert {"250 in 2023/24", "231 in 2022/23"} <= set(words(plot))
    assert [label.get_text() for label in plot.get_yticklabels()][:2] == ["E-mail", "Online form"]


def test_methods_stand_alone_where_the_year_before_is_not_known():
    (plot,) = drawn("methods", Table().add(count("received", 1, "method", "email", 3))).axes
    assert len(plot.containers) == 1
    assert words(plot) == ["3 in 2023/24"]


def test_last_years_methods_are_paler_than_the_years(rich):
    (plot,) = drawn("methods", rich).axes
    assert [to_hex(bars[0].get_facecolor()) for bars in plot.containers] == [FIRST, "#949494"]


def test_times_have_their_stages_colour_and_those_later_than_every_limit_are_hatched(rich):
    first, second = drawn("response-times", rich).axes
    assert [bool(bar.get_hatch()) for bar in first.patches] == [False] * 3 + [True] * 4
    assert [bool(bar.get_hatch()) for bar in second.patches] == [False] * 6 + [True]
    assert [to_hex(plot.patches[0].get_facecolor()) for plot in (first, second)] == [FIRST, SECOND]
    assert first.get_xlim() == second.get_xlim()
    assert [words(plot)[-1] for plot in (first, second)] == ["Stage 1\n292 answers", "Stage 2\n50 answers"]


def test_compliments_pick_out_the_latest_year_and_keep_a_place_for_a_year_not_known():
    (plot,) = drawn("compliments", Table().over("compliments", None, (9, None, 0, 5))).axes
    assert [(bar.get_height(), to_hex(bar.get_facecolor())) for bar in plot.patches] == [
        (9, "#949494"), (0, "#949494"), (5, FIRST),
    ]  # fmt: skip
    assert words(plot) == ["9", "not\nknown", "0", "5"]
    assert plot.texts[-1].get_fontweight() == "bold"
    assert plot.get_ylim()[0] == 0


def test_services_are_whole_biggest_at_the_top_and_none_without_a_complaint():
    (plot,) = drawn("services-stage-2", Table().add(*services(2, {**SERVICES, "Gone": 0}))).axes
    names = [label.get_text().replace("\n", " ") for label in plot.get_yticklabels()]
    assert names == list(SERVICES)
    assert bars(plot) == [(number, SECOND) for number in SERVICES.values()]
    assert plot.yaxis_inverted()
    assert plot.get_xlim()[0] == 0


def many(numbers):
    return Table().add(*services(1, {f"Service {i:03d}": number for i, number in enumerate(numbers)}))


def test_of_a_hundred_services_those_that_fit_a_page_are_drawn_and_all_are_in_the_table():
    drawing = CHARTS["services-stage-1"].drawing(many(range(150, 50, -1)))
    picture = drawing.draw()
    shown = len(picture.axes[0].patches)
    assert 28 <= shown <= 38
    assert picture.get_figheight() * 2.54 <= 21
    assert len(drawing.rows) == 100
    note = f"Another {100 - shown} services are not drawn, with {150 - shown} or fewer each."
    assert picture.texts[0].get_text() == note
    assert note in drawing.alt


def test_rows_fit_a_page_until_they_fill_it():
    few, many = ["Fostering"] * 20, ["Fostering"] * 40
    assert (rows_that_fit(few), rows_that_fit(many)) == (20, 32)


def test_services_that_tie_at_the_cut_are_left_out_together():
    drawing = CHARTS["services-stage-1"].drawing(many([*range(60, 35, -1), *[5] * 75]))
    assert len(drawing.draw().axes[0].patches) == 25
    assert "Another 75 services are not drawn, with 5 each." in drawing.alt


def test_where_nearly_all_tie_the_page_is_filled():
    drawing = CHARTS["services-stage-1"].drawing(many([9, *[1] * 99]))
    assert len(drawing.draw().axes[0].patches) > 25
    assert "with 1 each." in drawing.alt


def texts_of(picture):
    """Each text on the page with the box it is drawn in."""
    renderer = RendererAgg(int(picture.bbox.width), int(picture.bbox.height), picture.dpi)
    picture.draw(renderer)
    ticks = [tick for plot in picture.axes for axis in (plot.xaxis, plot.yaxis) for tick in axis._update_ticks()]
    labels = [tick.label1 for tick in ticks if tick.label1.get_visible()]
    for text in [*picture.texts, *(text for plot in picture.axes for text in plot.texts), *labels]:
        if text.get_text().strip():
            yield text.get_text(), Text.get_window_extent(text, renderer)


AWKWARD = {
    "close": escalation((10, 12, 12, 30, 15, 16, 22, 20), (11, 12.5, 12, 28, 15, 16, 21, 20)),
    "equal": escalation((20, 20, 20), (20, 20, 20)),
    "nothing": escalation((0, 0, 0), (0, 0, 0)),
    "crossing": escalation((0, 40) * 4, (40, 0) * 4),
    "steep": escalation((1, 90, 2, 95, 3, 99, 1, 50), (50, 40, 60, 30, 70, 20, 80, 49.9)),
    "gaps": escalation((10, 12, None, 30, 15, 16, 22, None), (None, None, 12, 28, None, 16, 21, 20)),
    "two years": escalation((20, 20), (20.1, 20.1)),
    "high": escalation((99, 99.9), (100, 100)),
}


def collisions(picture):
    page = picture.bbox
    boxes = list(texts_of(picture))
    off = [text for text, box in boxes if not (page.x0 <= box.x0 and box.x1 <= page.x1)]
    off += [text for text, box in boxes if not (page.y0 <= box.y0 and box.y1 <= page.y1)]
    both = [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.padded(-1).overlaps(two.padded(-1))]
    return off + both


@pytest.mark.parametrize("name", list(CHARTS))
def test_no_text_touches_another_or_leaves_the_page(name, rich):
    assert collisions(drawn(name, rich)) == []


@pytest.mark.parametrize("table", AWKWARD.values(), ids=AWKWARD)
def test_no_text_touches_another_where_lines_are_close(table):
    assert collisions(drawn("escalation", table)) == []


def test_no_text_touches_another_over_many_years():
    years = tuple(f"{y}/{(y + 1) % 100:02d}" for y in range(2005, 2024))
    table = Table().over("compliments", None, [1000 + 37 * i for i in range(19)], years=years)
    table.over("received", 1, [1000 + 37 * i for i in range(19)], years=years)
    assert collisions(drawn("compliments", table)) == []
    assert collisions(drawn("volumes", table)) == []


def test_no_text_touches_another_where_stages_have_nothing():
    table = Table().over("received", 1, (0, 0, 0)).over("received", 2, (1, 0, 1)).over("received", 3, (1,))
    assert collisions(drawn("volumes", table)) == []


def test_a_category_that_only_one_stage_has_is_drawn_for_all():
    picture = drawn("themes", Table().add(*shares(1, {"Delay": 3}), *shares(3, {"Policy": 1})))
    assert [len(plot.patches) for plot in picture.axes] == [2, 2]


def test_heights_add_up_to_the_same_to_the_last_digit_on_every_python():
    """Python adds floats with other roundings from 3.12 on; `fsum` has always been exact."""
    for number in range(2, 25):
        names = [f"Service {place}" for place in range(number)]
        (plot,) = draw_apart(names, [Bars(tuple(services(1, dict.fromkeys(names, 5))))]).axes
        assert plot.get_ylim()[0] == fsum([row_height(1)] * number)
