"""What the public's edition withholds: attacked as a reader would who knows its rule and has last year's edition."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from complaints_report.build import context_of, draw_charts, run_record
from complaints_report.charts import drawings
from complaints_report.errors import SettingsError
from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures, to_figure
from complaints_report.metrics.last_package import last_package
from complaints_report.metrics.metric import Key, Tally, rate
from complaints_report.metrics.public import public
from complaints_report.metrics.suppression import BREAKDOWNS, counted_by, named
from complaints_report.metrics.texts_about_few import texts_about_few
from complaints_report.own_content import SECTIONS
from complaints_report.report.annual_report import to_document
from complaints_report.report.blocks import texts_of
from complaints_report.report.braces import Braces
from complaints_report.report.phrases import prose_phrase
from complaints_report.run import Run, figures_for, open_folder
from complaints_report.settings import Publish
from tests.awkward import AWKWARD, MOST_UNLIKE, awkward
from tests.conftest import examples, some_of
from tests.metrics.attack import LAST, YEAR, View, count, figures_of, known_cells, printed, tallies
from tests.metrics.metrics_folder import case, cases, covers, figures_made, open_made
from tests.metrics.random_folder import random_folder
from tests.metrics.solver import OF_ISSUES, bounds

USUAL = Publish()
quick = examples(25)
long = pytest.mark.long


def small(told: Sequence[tuple[object, str, int]]) -> list[tuple[object, str, int]]:
    return [one for one in told if 0 < one[2] < 5]


def worlds(services: int, most: int) -> Iterator[tuple[int, ...]]:
    """All the ways in which so many services have so many complaints at most between them: their total is printed."""
    return (one for one in product(range(most + 1), repeat=services) if sum(one) <= most)


def seen_of(figures: Figures, names: Sequence[str], numbers: dict[tuple[str, str], int]) -> View:
    """All that is printed, and those of some numbers of services that are not."""
    shown = public(figures, USUAL)
    hidden = {
        f"{name} {metric}": number
        for (name, metric), number in numbers.items()
        if not shown.figure(metric.split()[0], 1, by="service", group=name).known
    }
    return printed(shown), hidden


@pytest.mark.parametrize(
    ("areas", "most"),
    [
        pytest.param({"A": ["a", "b", "c"]}, 20, marks=long),
        pytest.param({"A": ["a", "b"], "B": ["c"]}, 22, marks=long),
        pytest.param({"A": ["a"], "B": ["b"], "C": ["c"]}, 18, marks=long),
        pytest.param({"A": ["a", "b"], "B": ["c", "d"]}, 14, marks=long),
        ({"A": ["a", "b", "c"], "B": ["d"]}, 12),
    ],
)
def test_no_number_of_a_service_can_be_worked_back_from_those_of_areas(areas: dict[str, list[str]], most: int) -> None:
    names = [name for found in areas.values() for name in found]

    def view(world: tuple[int, ...]) -> View:
        made = tallies({name: (number,) for name, number in zip(names, world, strict=True)}, areas)
        return seen_of(
            figures_of({YEAR: made}, areas),
            names,
            {(name, "received"): number for name, number in zip(names, world, strict=True)},
        )

    assert small(known_cells(worlds(len(names), most), view)) == []


def decided(most: int, *, all_of_them: bool = False) -> list[tuple[int, int, int]]:
    """All that a service can have received, decided and upheld."""
    ways = ((some, d, u) for some in range(most + 1) for d in range(some + 1) for u in range(d + 1))
    return [one for one in ways if one[0] == one[1] or not all_of_them]


def in_all(services: int, each: Sequence[tuple[int, ...]], most: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    return (one for one in product(each, repeat=services) if sum(part[0] for part in one) <= most)


@pytest.mark.parametrize(
    ("areas", "each", "most"),
    [
        pytest.param({"A": ["a", "b"]}, decided(9), 9, marks=long),
        pytest.param({"A": ["a"], "B": ["b"]}, decided(9), 9, marks=long),
        pytest.param({"A": ["a", "b"]}, decided(16, all_of_them=True), 16, marks=long),
        pytest.param({"A": ["a", "b"], "B": ["c"]}, decided(9, all_of_them=True), 9, marks=long),
        ({"A": ["a", "b"], "B": ["c"]}, decided(7, all_of_them=True), 7),
    ],
)
def test_nor_can_how_many_were_decided_and_upheld(
    areas: dict[str, list[str]], each: Sequence[tuple[int, ...]], most: int
) -> None:
    names = [name for found in areas.values() for name in found]

    def view(world: tuple[tuple[int, int, int], ...]) -> View:
        made = tallies(dict(zip(names, world, strict=True)), areas)
        numbers = {}
        for name, (some, done, upheld) in zip(names, world, strict=True):
            numbers[name, "received"] = some
            numbers[name, "upheld_or_partly decided"], numbers[name, "upheld_or_partly upheld"] = done, upheld
            numbers[name, "upheld_or_partly not"], numbers[name, "upheld_or_partly yet"] = done - upheld, some - done
        return seen_of(figures_of({YEAR: made}, areas), names, numbers)

    assert small(known_cells(in_all(len(names), each, most), view)) == []


@pytest.mark.parametrize("most", [4, pytest.param(5, marks=long)])
def test_two_years_editions_give_no_more_away_together(most: int) -> None:
    areas = {"A": ["a", "b"], "B": ["c"]}
    names = ["a", "b", "c"]

    def view(world: tuple[tuple[int, ...], tuple[int, ...]]) -> View:
        before, now = world
        made = {
            year: tallies({name: (number,) for name, number in zip(names, numbers, strict=True)}, areas)
            for year, numbers in ((LAST, before), (YEAR, now))
        }
        both = figures_of(made, areas)
        seen, hidden = seen_of(both, names, {(n, "received"): c for n, c in zip(names, now, strict=True)})
        last = figures_of({LAST: made[LAST]}, areas)
        earlier = public(Figures(LAST, last.years, areas=areas), USUAL)
        hidden |= {
            f"{n} before": c
            for n, c in zip(names, before, strict=True)
            if not earlier.figure("received", 1, by="service", group=n).known
        }
        return (seen, printed(earlier)), hidden

    every = product(worlds(3, most), list(worlds(3, most)))
    assert small(known_cells(every, view)) == []


def issues(cells: dict[tuple[str, str, str], int]) -> dict[Key, Tally]:
    """The figures of issues by area, category and sub-category."""
    made: dict[Key, Tally] = {("issues", 1, "", ""): count(sum(cells.values()))}
    for (area, category, sub), number in cells.items():
        names = {"category": category, "sub_category": f"{category}: {sub}"}
        names["area_sub_category"] = f"{area}: {category}: {sub}"
        for by, group in names.items():
            before = made.get(("issues", 1, by, group), count(0)).numerator
            made["issues", 1, by, group] = count(int(before or 0) + number)
    for key, tally in list(made.items()):
        if key[2] == "category":
            made["share_issues", *key[1:]] = rate(int(tally.numerator or 0), sum(cells.values()))
    return {key: tally for key, tally in made.items() if tally.numerator or not key[2]}


@pytest.mark.parametrize(
    ("places", "most"),
    [
        pytest.param([("A", "X", "p"), ("B", "X", "p"), ("A", "X", "q"), ("B", "X", "q")], 13, marks=long),
        ([("A", "X", "p"), ("A", "X", "q"), ("A", "Y", "r")], 18),
        pytest.param([("A", "X", "p"), ("B", "X", "p"), ("A", "Y", "r"), ("B", "Y", "r")], 13, marks=long),
    ],
)
def test_no_number_of_issues_can_be_worked_back_from_those_above_and_below(
    places: list[tuple[str, str, str]], most: int
) -> None:
    areas = {"A": ["a", "b"], "B": ["c", "d"]}
    every = issues(dict.fromkeys(places, 1))

    def view(world: tuple[int, ...]) -> View:
        made = issues(dict(zip(places, world, strict=True)))
        last = figures_of_issues({LAST: every, YEAR: made}, areas)
        shown = public(last, USUAL)
        hidden = {}
        for by in ("sub_category", "area_sub_category"):
            for key in every:
                if key[:3] == ("issues", 1, by) and not shown.figure(*key[:2], by=by, group=key[3]).known:
                    hidden[key[3]] = int(made[key].numerator or 0) if key in made else 0
        return printed(shown), hidden

    assert small(known_cells(worlds(len(places), most), view)) == []


def figures_of_issues(years: dict[str, dict[Key, Tally]], areas: dict[str, list[str]]) -> Figures:
    """The figures of two years without the comparison, which is attacked by itself."""
    made = {year: {key: to_figure(key, year, one, None) for key, one in known.items()} for year, known in years.items()}
    return Figures(YEAR, made, areas=areas)


def determined(shown: Figures, true: Figures) -> list[object]:
    """The numbers of one to four that are not printed and whose bounds meet.

    A kind of issue whose name stands nowhere is passed over: of the only one that a printed total is of, nothing else
    is told.
    """
    found = (one for stage in (1, 2, 3) for one in bounds(shown, true, stage))
    names = {key[3] for known in shown.years.values() for key in known}
    few = [(cell, number) for cell, (low, high), number in found if low == high and 0 < number < 5]
    return [(cell, number) for cell, number in few if cell[1] not in OF_ISSUES or cell[2] in names]


def test_no_number_of_the_sample_is_determined_by_those_that_are_shown(sample: Run) -> None:
    true = figures_for(sample, None)
    shown = public(true, sample.settings.publish)
    assert determined(shown, true) == []
    for stage in (1, 2, 3):
        for by in ("service", "sub_category", "area_sub_category"):
            numbers = [one.value for one in shown.groups(counted_by(by), stage, by=by) if one.known]
            assert all(not 0 < number < 5 for number in numbers)


@quick
@example(81417)
@given(st.integers(0, 10**6))
def test_no_number_of_a_folder_made_at_random_is_determined(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    path = tmp_path_factory.mktemp("random") / "folder"
    year = random_folder(path, seed).year
    true = figures_for(open_folder(path, date(2030, 1, 1)), year)
    assert determined(public(true, USUAL), true) == []


PEOPLE = [
    *[{"service": "Fostering", "outcome": "upheld" if at % 2 else "not upheld"} for at in range(40)],
    *[{"service": "Duty Team", "outcome": "upheld"} for _ in range(12)],
    *[{"service": "Adoption", "outcome": "upheld"} for _ in range(3)],
    *[{"service": "Family Time", "outcome": "not upheld"} for _ in range(2)],
]
AREAS = '[areas]\nCare = ["Fostering", "Adoption", "Family Time"]\nSafety = ["Duty Team", "Emergency"]\n'


def folder_of(path: Path, moved: int) -> Run:
    """A folder in which so many complaints are about Family Time and not Adoption, and their issues likewise."""
    services, issues = [dict(one) for one in PEOPLE], []
    for at, one in enumerate(services):
        if one["service"] == "Adoption" and at >= 55 - moved:
            one["service"] = "Family Time"
        sub = {"Adoption": "Late", "Family Time": "Lost"}.get(one["service"], "Other")
        row = {"reference": f"C{at}", "stage": 1, "category": "Delay", "sub_category": sub, "outcome": "upheld"}
        issues.append(row | {"category": "Staff" if one["service"] == "Duty Team" else "Delay"})
    complaints = [case(f"C{at}", **one) for at, one in enumerate(services)]
    return open_made(path, complaints, AREAS, issues=issues)


def said_in(run: Run, shown: Figures, pictures: Path) -> str:
    """All that the sections print, and what the charts tell in words, in numbers and in lines."""
    context = context_of(run, shown)
    document = to_document(context, SECTIONS, {})
    blocks = "\n".join(map(repr, document.blocks))
    pictures.mkdir(exist_ok=True)
    drawn = draw_charts(context.drawings, pictures)
    told = "".join(f"{one.alt}{one.numbers}{one.svg.read_text('utf-8')}" for one in drawn.values())
    return blocks + told


def test_the_sections_and_charts_tell_nothing_that_the_figures_do_not(tmp_path: Path) -> None:
    """Two folders whose figures for the public are alike give the same to read and to see, to the last letter."""
    public_texts, board_texts = set(), set()
    for moved in (0, 1):
        run = folder_of(tmp_path / f"{moved}", moved)
        true = figures_for(run, YEAR)
        shown = public(true, run.settings.publish)
        assert true.figure("received", 1, by="service", group="Adoption").value == 3 - moved
        assert shown.figure("received", 1, by="service", group="Adoption").withheld
        public_texts.add(said_in(run, shown, tmp_path / "public"))
        board_texts.add(said_in(run, publishable(true), tmp_path / "board"))
    assert (len(public_texts), len(board_texts)) == (1, 2)
    (text,) = public_texts
    assert "'Duty Team'" in text
    assert "withheld" in text


@pytest.mark.parametrize("name", some_of(AWKWARD, *MOST_UNLIKE))
def test_a_service_that_is_withheld_stands_in_no_sentence_with_a_number(name: str, tmp_path: Path) -> None:
    run = open_folder(awkward(name, tmp_path / "folder"), date(2024, 6, 14))
    true = figures_for(run, None)
    shown = public(true, run.settings.publish)
    context = context_of(run, shown)
    blocks = to_document(context, SECTIONS, {}).blocks
    texts = ["".join(text.text for text in texts_of(one)) for one in blocks]
    texts += [drawing.alt + drawing.csv for drawing in context.drawings.values()]
    for stage in (1, 2, 3):
        for one in true.groups("received", stage, by="service"):
            number = one.value or 0
            if 0 < number < 5 and shown.figure("received", stage, by="service", group=one.group).withheld:
                told = [f"{one.group} ({number})", f"{one.group},{number}", f"was about {one.group}"]
                told += [f"all complaints were about {one.group}"]
                assert [text for text in texts for words in told if words in text] == []


def test_a_rate_or_median_over_few_cases_is_withheld_in_every_breakdown_with_one_more(tmp_path: Path) -> None:
    answered = {"responded_on": "2023-06-20", "outcome": "upheld"}
    people = [
        *cases(3, "A", service="East", responded_on="2023-06-05", outcome="not upheld"),
        *cases(9, "B", service="West", **answered),
        *cases(30, "C", service="North", **answered),
    ]
    areas = '[areas]\nE = ["East", "x"]\nW = ["West", "y"]\nN = ["North", "z"]\n'
    shown = public(figures_made(tmp_path, people, areas), USUAL)
    for metric in ("median_days", "mean_days", "within_20_days"):
        assert {one.group for one in shown.groups(metric, 1, by="area") if one.withheld} >= {"E", "W"}
    assert shown.figure("timed", 1, by="area", group="E").value == 3
    assert shown.figure("median_days", 1).known


def test_compliments_are_never_withheld_and_equalities_always(tmp_path: Path) -> None:
    people = [*cases(40, "A", gender="Female"), *cases(3, "B", gender="Male")]
    thanks = [{"received_on": "2023-05-01", "service": "East"}, {"received_on": "2023-05-01", "service": "West"}]
    shown = public(figures_made(tmp_path, people, compliments=thanks), Publish(withhold=()))
    assert [one.value for one in shown.groups("compliments", by="service")] == [1, 1]
    assert shown.figure("received", 1, by="service", group="East").value == 43
    assert all(one.withheld for one in shown.groups("received", 1, by="gender"))


@pytest.mark.parametrize("by", some_of(BREAKDOWNS, "service", "sub_category", "outcome"))
def test_every_breakdown_can_be_withheld(by: str, sample: Run) -> None:
    shown = public(figures_for(sample, None), Publish(withhold=(by,)))
    for stage in (None, 1, 2, 3):
        numbers = [one.value for one in shown.groups(counted_by(by), stage, by=by) if one.known]
        assert all(number is not None and not 0 < number < 5 for number in numbers)
    to_document(context_of(sample, shown), SECTIONS, {})


def test_what_would_give_a_breakdown_back_is_withheld_with_it(sample: Run) -> None:
    assert named(["area"]) >= {"area", "service", "area_sub_category"}
    true = figures_for(sample, None)
    shown = public(true, Publish(withhold=("complainant", "method")))
    by = [one for one in ("complainant", "method") if any(f.withheld for f in shown.groups("received", 1, by=one))]
    told = {"complainant": "via_advocate", "method": "by_post"}
    assert all(shown.figure(told[one], 1).withheld for one in by)


def test_a_breakdown_that_is_not_there_is_an_error_that_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"line 4: \[publish\] withhold: there is no breakdown 'team'.*service"):
        open_made(tmp_path, cases(3), '[publish]\nwithhold = ["team"]\n')


def test_last_years_edition_keeps_its_numbers_from_being_told_this_year(tmp_path: Path) -> None:
    people = [*cases(40, "A"), *cases(40, "B", received_on="2022-06-01"), *cases(9, "C", service="West")]
    people += cases(9, "D", service="West", received_on="2022-06-01")
    true = figures_made(tmp_path, people, covers("2022/23", "2023/24"))
    folder = tmp_path / "output" / "2022-23" / "public"
    folder.mkdir(parents=True)
    rows = [
        ("received", "1", "service", "East", "2022/23", "40", ""),
        ("received", "1", "service", "", "2022/23", "", "[c]"),
    ]
    head = "metric,stage,by,group,year,value,note\n"
    (folder / "figures.csv").write_text(head + "".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    last = last_package(tmp_path / "output", "2023/24")
    shown = public(true, USUAL, last)
    east, west = (shown.figure("received", 1, by="service", group=one) for one in ("East", "West"))
    assert (east.change, west.value, west.previous) == (0, 9, None)
    assert public(true, USUAL).figure("received", 1, by="service", group="West").change == 0


def test_a_text_asks_for_a_withheld_number_and_is_told_no_more_than_that_it_is_small(tmp_path: Path) -> None:
    run = open_made(tmp_path, [*cases(40), *cases(3, "B", service="West"), *cases(7, "D", service="South")])
    shown = public(figures_for(run, YEAR), USUAL)
    say = Braces(shown, "the Trust").said

    def of(service: str, filters: str = "") -> str:
        said = say(f'figure("received", stage=1, by="service", group="{service}"){filters}')
        return str(prose_phrase(said)) if isinstance(said, Figure) else said

    assert [of("West"), of("South")] == ["fewer than five", "withheld"]
    assert of("West", '|amount("complaint")') == "fewer than five complaints"
    assert of("South", '|amount("complaint")') == "a withheld number of complaints"
    assert of("West", "|versus") == ""
    assert of("East") == "40"


def test_a_chart_says_that_a_number_is_withheld_and_not_that_there_is_none(sample: Run) -> None:
    drawn = drawings(public(figures_for(sample, None), sample.settings.publish))
    assert ("Fostering", "20", "withheld") in drawn["services"].rows
    assert ("Delay", "withheld", "withheld", "10", "5.2%", "7", "8.1%") in drawn["themes"].rows


def test_where_even_the_names_are_withheld_a_text_is_not_told_which_is_small(tmp_path: Path) -> None:
    run = open_made(tmp_path, [*cases(3), *cases(2, "B", service="West")])
    shown = public(figures_for(run, YEAR), USUAL)
    said = Braces(shown, "the Trust").said('figure("received", stage=1, by="service", group="West")')
    assert isinstance(said, Figure)
    assert prose_phrase(said) == "withheld"


def test_texts_about_a_service_with_few_complaints_are_named(tmp_path: Path) -> None:
    learned = {"year": YEAR, "stage": 1, "summary": "Letters were late"}
    run = open_made(
        tmp_path,
        [*cases(40), *cases(3, "B", service="West")],
        learning=[learned | {"service": "East"}, learned | {"service": "West"}],
        ombudsman=[{"reference": "B1", "referred_on": "2023-09-01", "result": "upheld", "service": "West"}],
    )
    found = list(texts_about_few(run.source, YEAR))
    assert [(one.file, one.row, one.rule) for one in found] == [
        ("ombudsman.csv", 2, "possible-personal-data"),
        ("learning.csv", 3, "possible-personal-data"),
    ]
    assert all("West" not in one.message for one in found)


def test_what_is_still_open_from_earlier_years_is_held_to_the_complaints_of_its_own_year(tmp_path: Path) -> None:
    learned = {"year": LAST, "stage": 1, "service": "West", "summary": "Letters were late"}
    run = open_made(
        tmp_path,
        [*cases(40), *cases(9, "B", service="West"), *cases(3, "D", service="West", received_on="2022-06-01")],
        covers("2022/23", "2023/24"),
        learning=[learned | {"status": status} for status in ("complete", "in progress", "")],
    )
    assert [one.row for one in texts_about_few(run.source, YEAR)] == [3]
    assert [one.row for one in texts_about_few(run.source, LAST)] == [2, 3, 4]


def test_check_names_them_and_the_boards_record_does_not_count_them(tmp_path: Path, command) -> None:
    learned = {"year": YEAR, "stage": 1, "summary": "Letters were late", "service": "West"}
    run = open_made(tmp_path, [*cases(40), *cases(3, "B", service="West")], learning=[learned])
    done = command("check", "-f", run.folder, "--format", "json")
    assert done.returncode == 0
    named = [one for one in json.loads(done.stdout) if one["rule"] == "possible-personal-data"]
    assert [(one["file"], one["row"], one["column"], one["severity"]) for one in named] == [
        ("learning.csv", 2, "summary", "warning")
    ]
    record = run_record(run, YEAR, draft=False)
    assert record["warnings"] == len(json.loads(done.stdout)) - 1
