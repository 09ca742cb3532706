"""What `make learn` learns from: examples of right and of wrong numbers in reports that others wrote."""

import json
from pathlib import Path
from random import Random

import pytest

from benchmarks.excerpts import excerpt
from benchmarks.learning import AS_IT_STANDS, OF_EXCERPTS, Lesson, examples_of, lessons
from benchmarks.marked import OPENS
from benchmarks.verify import SEEN, STRANGERS
from complaints_report.audit.evidence.learnt import FILE
from tests.test_benchmarks import words_of

BRIEFING = STRANGERS / "ashcombe_briefing"


@pytest.fixture(scope="module")
def examples():
    """Those of one report, with one seed of each kind."""
    return examples_of(Lesson("briefing", BRIEFING / "report.docx", BRIEFING / "folder"), range(1, 2), range(201, 204))


def test_what_was_learnt_asks_for_the_traits_that_numbers_have_and_for_no_others(examples):
    assert set(json.loads(FILE.read_text(encoding="utf-8"))["traits"]) == {
        trait for one in examples for trait in one.traits
    }


def test_numbers_of_a_report_as_it_stands_are_right_and_most_of_those_altered_are_examples_of_wrong_ones(examples):
    assert {one.wrong for one in examples if not one.seed} == {False}
    assert 20 <= sum(one.wrong for one in examples if one.seed == 1) <= 30
    assert {one.weight for one in examples if not one.seed} == {AS_IT_STANDS}
    assert {one.weight for one in examples if one.seed > 200} == {OF_EXCERPTS}
    assert {one.weight for one in examples if one.wrong and one.seed == 1} == {1.0}


def test_nothing_is_learnt_from_what_is_held_out(tmp_path: Path):
    learnt = [one.path.parent.name for one in lessons(tmp_path)]
    assert {name for name in learnt if (STRANGERS / name).is_dir()} == SEEN
    assert len(learnt) > len(SEEN)


def test_an_excerpt_is_some_of_the_passages_in_their_order_and_the_same_each_time(tmp_path: Path):
    path, found = BRIEFING / "report.docx", []
    for seed in range(8):
        one, again = (words_of(excerpt(path, tmp_path / f"{turn}.docx", Random(seed))) for turn in range(2))
        left = iter(words_of(path))
        assert one == again
        assert all(words in left for words in one)
        found += one
    assert len(set(found)) > 5
    assert any(OPENS in words for words in found)
