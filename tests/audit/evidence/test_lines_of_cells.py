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
<tr><td>Who complained</td><td>Stage 1 complaints from these people.</td>
<td>Children and young people: {children} of 263<br>Advocates: 31 of 263</td></tr></table>
"""
RIGHT = {"received": "74", "upheld": "49.4%", "children": "61"}


@pytest.fixture
def told(run, tmp_path):
    def of(**numbers):
        path = tmp_path / "report.html"
        path.write_text(PAGE.format(**RIGHT | numbers), encoding="utf-8")
        return {(one.document, one.should) for one in verified(run, path).findings if one.fault}

    return of


def test_what_is_right_is_not_told(told):
    assert told() == set()


@pytest.mark.parametrize(("which", "wrong"), [("received", "47"), ("upheld", "49.9%"), ("children", "38")])
def test_a_wrong_number_in_a_line_is_told(told, which, wrong):
    assert told(**{which: wrong}) == {(wrong, RIGHT[which])}


def test_the_second_half_of_a_year_is_no_limit_of_days(run):
    lexicon = Lexicon(figures_for(run, "2023/24"), ())
    assert {one.of for one in lexicon.mentions("complaints (2019/20)")} >= {YEAR}
    assert LIMIT not in {one.of for one in lexicon.mentions("complaints (2019/20)")}
    assert LIMIT in {one.of for one in lexicon.mentions("answered in 20 days")}
