"""Pages whose numbers name their figures: those of their tables that name none are no figures."""

from complaints_report.audit.marked import held_to_figures
from complaints_report.audit.reading import read_document
from complaints_report.metrics.disclosure import publishable
from complaints_report.run import figures_for

RECEIVED = (
    '<p>There were <span data-figure="metric=received&amp;stage=1&amp;year=2023%2F24&amp;part=value">371</span>.</p>'
)
ROWS = "<p>We read 12 files.</p><table><tr><th>File</th><th>Rows</th></tr><tr><td>Issues</td><td>478</td></tr></table>"


def free_in(built_sample, tmp_path, words):
    path = tmp_path / "index.html"
    path.write_text(f"<h1>Complaints in 2023/24</h1>{words}", encoding="utf-8")
    figures = publishable(figures_for(built_sample[0], "2023/24"))
    return [one.number.text for one in held_to_figures(list(read_document(path).spots()), figures, lambda _: "").free]


def test_the_numbers_of_its_tables_that_name_no_figure_are_held_to_none(built_sample, tmp_path):
    assert free_in(built_sample, tmp_path, RECEIVED + ROWS) == ["12"]


def test_where_no_number_names_a_figure_all_are_held_to_the_data(built_sample, tmp_path):
    assert free_in(built_sample, tmp_path, ROWS) == ["12", "478"]
