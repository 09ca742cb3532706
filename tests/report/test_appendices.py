"""The appendices say every metric, name every chart's numbers, and stand up to names of any kind."""

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from complaints_report.metrics.catalogue import METRICS
from complaints_report.own_content import SECTIONS
from complaints_report.report.sections import anchor
from tests.awkward import folder
from tests.conftest import Built, report_text
from tests.docx_text import to_text

TOLD_WITH_ANOTHER = {
    *("share_received", "outcomes", "share_outcomes", "share_timed", "share_issues", "ombudsman_results"),
    *("from_children", "from_family", "via_advocate", "by_email_or_online", "by_post", "referrals", "assessments"),
}
"""What the words of a row tell, or what stands among the numbers of another metric."""
SMALL = {*("a", "an", "as", "at", "by", "for", "from", "in", "made", "of", "or", "the", "their", "to", "was", "were")}


def test_every_metric_has_its_place_among_the_calculations():
    words = (SECTIONS / "94-appendix-calculation.md.j2").read_text(encoding="utf-8")
    told = set(re.findall(r"\"([a-z0-9_]+)\"", words))
    assert set(METRICS) <= told | TOLD_WITH_ANOTHER
    assert not told & TOLD_WITH_ANOTHER


def test_no_definition_only_repeats_its_title():
    for metric in METRICS.values():
        title, said = (set(re.findall(r"\w+", one.lower())) for one in (metric.title, metric.definition))
        assert len(said - title - SMALL) > 2, metric.name


@given(st.text(), st.text())
def test_no_two_names_share_an_anchor(one, other):
    assert (anchor(one) == anchor(other)) == (one == other)
    assert re.fullmatch(r"[\w-]*", anchor(one))


def test_every_chart_names_a_table_of_its_numbers(built_awkward: Callable[[str], Built]) -> None:
    for name in ("all-up", "one-complaint"):
        pictures = re.findall(r"^\[picture [\w-]+: (.*)\]$", to_text(built_awkward(name)[1]), re.MULTILINE)
        assert pictures
        assert all(re.search(r"The numbers are in Table \d+(, Appendix \w)?\.$", alt) for alt in pictures)


def test_names_of_services_and_categories_of_any_kind_are_told_apart(tmp_path: Path) -> None:
    rows = [f'A{n},1,statutory,2023-05-0{n},2023-05-1{n},"S {n} | [#x] *",upheld,email,parent' for n in (1, 2)]
    issues = "reference,stage,category,sub_category,outcome\n"
    issues += "A1,1,A/B,One,upheld\nA1,1,A B,One: more,not upheld\nA2,1,A-B,Two,upheld\n"
    text = report_text(folder(tmp_path, *rows, issues=issues), "2023/24")
    for category in ("A/B", "A B", "A-B"):
        assert re.search(rf"^Table \d+: {category}: 1 issue, [01] upheld or partially upheld$", text, re.MULTILINE)
    assert "| S 1 | [#x] * | 1 |" in text
