"""Every figure of the sample's year, said by its metric's own title, is known for what it is."""

import pytest

from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.disclosure import publishable
from complaints_report.run import figures_for
from complaints_report.verify import verified

ENOUGH = 10
"""Smaller numbers equal so many figures that they say little."""


@pytest.fixture(scope="module")
def lines(sample):
    """A line for each figure of the year that is of no group, by its metric and stage."""
    figures = publishable(figures_for(sample, "2023/24"))
    return {
        (figure.metric, figure.stage): f"{METRICS[figure.metric].title}{stage_of(figure)}: {printed(figure)}"
        for figure in figures
        if not figure.by and figure.exact is not None and figure.exact >= ENOUGH
    }


def stage_of(figure):
    return f", stage {figure.stage}" if figure.stage else ""


def printed(figure):
    """Its value as a report prints it."""
    sign = {"percent": "{}%", "ratio": "{}%", "pounds": "£{}"}.get(figure.unit, "{}")
    return sign.format(f"{figure.value:,}")


def test_every_metric_is_known_by_its_own_title(sample, lines, tmp_path):
    path = tmp_path / "report.md"
    path.write_text("# Complaints in 2023/24\n\n" + "\n\n".join(lines.values()), encoding="utf-8")
    found = verified(sample, path)
    assert [(one.document, one.why) for one in found.findings] == []
    assert [one.sentence for one in found.unjudged] == []
    assert {metric for metric, _ in lines} > {"received", "mean_days", "referrals", "upheld_or_partly", "issues"}


def altered(text, by):
    """The number with one digit another."""
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    at = places[by % len(places)]
    digit = (int(text[at]) + 1 + by % 8) % 10 or 5
    return f"{text[:at]}{digit}{text[at + 1 :]}"


@pytest.mark.parametrize("turn", range(4))
def test_a_digit_that_is_another_is_told_among_right_lines(sample, lines, tmp_path, turn):
    said, wrong = [], {}
    for place, line in enumerate(lines.values()):
        words, _, number = line.rpartition(": ")
        other = altered(number, place) if place % 4 == turn else number
        wrong |= {other: number} if other != number else {}
        said.append(f"{words}: {other}")
    path = tmp_path / "report.md"
    path.write_text("# Complaints in 2023/24\n\n" + "\n\n".join(said), encoding="utf-8")
    told = {one.document: one.should for one in verified(sample, path).findings}
    assert told.items() <= wrong.items()
    assert len(told) >= 0.8 * len(wrong)
