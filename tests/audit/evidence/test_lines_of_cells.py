"""A cell of several lines: each number is taken by the words of its own line and the labels of the cell."""

import pytest

from complaints_report.audit.evidence.lexicon import LIMIT, YEAR, Lexicon
from complaints_report.run import figures_for
from complaints_report.verify import verified

PAGE = """<h1>Complaints in 2023/24</h1>
<table><tr><th>Figures</th><th>How they are worked out</th><th>In 2023/24</th></tr>
<tr><td>Complaints received</td><td>Complaints, or requests at the later stages.</td>
<td>263 at stage 1<br>{received} at stage 2<br>27 at stage 3</td></tr>
<tr><td>Upheld or partially upheld</td><td>The share of all decided.</td>
<td>Of all decided: {upheld} at stage 1; 45.9% at stage 2<br>Of those with a finding: 57.3% (130 of 227) at stage 1</td>
</tr>
<tr><td>How long answers took</td><td>The mean is all working days over all answers timed.</td>
<td>Mean: 23.59 at stage 1; 24.16 at stage 2; 21.67 at stage 3<br>
Median: 18.00 at stage 1; 18.50 at stage 2; {median} at stage 3<br>
Nine in ten within: 46.00 at stage 1; {most} at stage 2; 64.00 at stage 3</td></tr></table>
"""
RIGHT = {"received": "74", "upheld": "49.4%", "median": "17.00", "most": "62.00"}


@pytest.fixture
def told(run, tmp_path):
    def of(**numbers):
        path = tmp_path / "report.html"
        path.write_text(PAGE.format(**RIGHT | numbers), encoding="utf-8")
        return {(one.document, one.should) for one in verified(run, path).findings if one.fault}

    return of


def test_what_is_right_is_not_told(told):
    assert told() == set()


@pytest.mark.parametrize(
    ("which", "wrong"), [("received", "47"), ("upheld", "49.9%"), ("median", "11.00"), ("most", "26.00")]
)
def test_a_wrong_number_in_a_line_is_told(told, which, wrong):
    assert told(**{which: wrong}) == {(wrong, RIGHT[which])}


def test_the_second_half_of_a_year_is_no_limit_of_days(run):
    lexicon = Lexicon(figures_for(run, "2023/24"), ())
    assert {one.of for one in lexicon.mentions("complaints (2019/20)")} >= {YEAR}
    assert LIMIT not in {one.of for one in lexicon.mentions("complaints (2019/20)")}
    assert LIMIT in {one.of for one in lexicon.mentions("answered in 20 days")}
