"""Words picked up from a report, and the figure they say."""

from collections import Counter
from functools import cache

import pytest

from complaints_report import explain_report
from complaints_report.audit.controls import OwnReport
from complaints_report.audit.reading import read_document
from complaints_report.errors import CommandError
from complaints_report.explain_report import explained_in
from complaints_report.metrics.disclosure import publishable
from complaints_report.run import figures_for

read_once = cache(read_document)


@pytest.fixture(autouse=True)
def report_read_once(monkeypatch):
    """The report, in which nothing is changed here, is read once."""
    monkeypatch.setattr(explain_report, "read_document", read_once)


@pytest.fixture
def run(built_sample):
    return built_sample[0]


@pytest.fixture
def report(built_sample):
    return built_sample[1]


@pytest.mark.parametrize(
    ("words", "metric", "stage", "group", "year"),
    [
        ("51%", "within_20_days", 1, "", "2023/24"),
        ("  50.7%  of the\u00a0answers ", "within_20_days", 1, "", "2023/24"),
        ("2022/23 (52.3%)", "within_20_days", 1, "", "2022/23"),
        ("a decrease of 1.6 percentage points on 2022/23", "within_20_days", 1, "", "2023/24"),
        ("27.67", "mean_days", 1, "Safeguarding & Family Time", "2023/24"),
    ],
)
def test_the_figure_is_the_one_that_the_words_say(run, report, words, metric, stage, group, year) -> None:
    figure = explained_in(run, report, words, None).figure
    assert (figure.metric, figure.stage, figure.group, figure.year) == (metric, stage, group, year)


def test_the_references_are_those_the_figure_counts(run, report) -> None:
    told = explained_in(run, report, "51%", None)
    assert sum(bool(item.in_numerator) for item in told.items) == told.figure.numerator == 148


@pytest.mark.parametrize("words", ["1%", "5", "148 of 29", "Executive Summary", "the"])
def test_part_of_a_number_and_words_beside_figures_say_none(run, report, words) -> None:
    with pytest.raises(CommandError, match=f"No figure of .* says “{words}”|“{words}” says [\\d,]+ figures") as said:
        explained_in(run, report, words, None)
    assert "within_20_days" not in str(said.value) or words == "5"


def test_words_that_several_figures_share_are_told_with_the_command_for_each(run, report) -> None:
    with pytest.raises(CommandError, match=r"“17” says \d+ figures: pick more words") as said:
        explained_in(run, report, "17", None)
    assert "received --stage 3 --year 2023/24 (under “" in str(said.value)


def test_the_command_explains_words_and_refuses_a_metrics_options_beside_them(command, run, report) -> None:
    done = command("explain", "51%", "--report", report, "--folder", run.folder, "--format", "csv")
    assert done.returncode == 0
    assert done.stdout.startswith("reference,stage,")
    done = command("explain", "51%", "--report", report, "--folder", run.folder, "--stage", "1")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "leave --stage, --by and --group out" in done.stderr


def test_of_several_figures_in_one_phrase_the_one_is_meant_whose_value_the_number_is(run, report) -> None:
    for words, stage in (("37.7%", 1), ("82.1%", 2)):
        figure = explained_in(run, report, words, None).figure
        assert (figure.metric, figure.stage) == ("upheld_or_partly", stage)


def test_a_number_without_a_percent_sign_is_no_percentage(run, report) -> None:
    assert explained_in(run, report, "82", None).figure.metric == "compliments"


def test_a_number_that_stands_nowhere_in_the_report_is_told_with_the_few_figures_that_it_could_be(run, report) -> None:
    own, figures = OwnReport.of(read_document(report)), publishable(figures_for(run, "2023/24"))
    printed = Counter(f"{figure.value}%" for figure in figures if figure.unit == "percent" and figure.known)
    words = " ".join(said.sentence.words for said in own.figures.values())
    number = next(one for one, times in printed.items() if times < 4 and one not in words)
    with pytest.raises(CommandError, match=f"No figure of .* says “{number}”, but it could be one of these") as said:
        explained_in(run, report, number, None)
    assert str(said.value).count("--year 2023/24") == printed[number]
    with pytest.raises(CommandError, match="give the words as they stand there"):
        explained_in(run, report, "1234.5%", None)
