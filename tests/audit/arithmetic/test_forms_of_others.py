"""Sentences, lists and tables that others wrote, right and wrong, in `benchmarks/forms`."""

from pathlib import Path

import pytest

from benchmarks.forms import LOTS, forms, is_told, told

FOUND = dict(zip(LOTS, (138, 136, 145, 102), strict=True))
"""How many wrong ones of each lot are found at least."""


TRAPS = [
    "Complaints more than doubled, from 12 to 40, and costs more than halved, from £4,000 to £1,200.",
    "Complaints more than doubled, from 12 to 40.",
    "The reasons for the 371 complaints were:\n\n- Delay: 180\n- Staff: 150\n- Other: 90\n",
    "More than 50% of replies (62 of 80) were on time, and up to 20% (3 of 40) were late.",
    "No more than 10% (2 of 90) and no fewer than 60% (72 of 80) came by post, just over 40% (33 of 80) late.",
    "We received 56 complaints. Of the issues, 13 (21%) were about delay.",
    "We received 56 complaints. Of the issues, 13 (22%) were about delay.",
    "All 226 letters were answered. Of these, 53 were fully and 66 partly upheld, which is 119; 84 were not upheld.",
    """## Received by team

| Team | 2022/23 | 2023/24 |
| --- | --- | --- |
| East | 38 | 81 |
| West | 15 | 12 |

## Closed by team

| Team | 2022/23 | 2023/24 |
| --- | --- | --- |
| East | 38 | 80 |
| West | 15 | 12 |
""",
    """The letters of the year:

- All 226 were answered by May
- Of all, 53 came by post
- In 66 we were at fault
- The director saw 84
""",
    "The mean wait for an investigation fell from 40 to 28 days. Four of them took more than 40.",
    "Second, two more investigators for our list, which has shrunk from 9 to 5.",
    "Letters led (136), then conduct (99, down from 135), provision (81), decisions (78) and delay (74).",
    "There were 94 issues: 30 about contact, of which fifteen were about calls, and 22 about conduct.",
    "The 46 issues raised by then showed what would come: twelve were about contact, and ten about delay.",
    """## Were they right?

- 31 were upheld and 27 partly upheld: 58 in all.

## Looked at again

- 10 were partly upheld, one was upheld and 5 were not.
""",
]


@pytest.mark.parametrize("words", TRAPS)
def test_what_only_looks_like_a_sum_or_the_same_twice_is_not_told(words: str, tmp_path: Path) -> None:
    assert not is_told(words, tmp_path)


@pytest.mark.parametrize("words", ["more than 90", "no more than 20", "just over 40", "just under 90", "about 30"])
def test_a_percentage_that_is_left_open_is_held_to_its_numbers(words: str, tmp_path: Path) -> None:
    assert is_told(f"This was so for {words}% of replies (75 of 119).", tmp_path)


@pytest.mark.parametrize("lot", LOTS)
def test_nothing_right_is_told_and_most_that_is_wrong(lot: str, tmp_path: Path) -> None:
    every = forms(lot)

    assert told((one.right for one in every), tmp_path) == []
    assert len(told((one.wrong for one in every), tmp_path)) >= FOUND[lot]
