"""The issues raised in the invented complaints, with outcomes that fit the complaint's own."""

import random
from collections import Counter

from shapes import Case, in_year
from targets import ISSUES

Reason = tuple[str, str]
FOUND = ("upheld", "partially upheld")
HOLDS_FOUND = {"upheld": 1, "partially upheld": 3}  # how readily a complaint takes a further issue found upheld
HOLDS_OTHER = {"partially upheld": 5, "not upheld": 12, "inconclusive": 4, "withdrawn": 3, "outside jurisdiction": 3}
MOST = 7


def all_issues(rng: random.Random, cases: list[Case]) -> list[dict[str, str]]:
    """The rows of the issues table, by reference and stage."""
    reasons = _reasons_of_year(rng, in_year(cases, 1))
    rows = []
    for case in cases:
        raised = reasons.get(case) or _at_random(rng, case.stages[1].outcome)
        for number in sorted(case.stages):
            if number > 1:
                raised = _taken_on(rng, [reason for reason, _ in raised], case.stages[number].outcome)
            rows += [_row(case, number, reason, outcome) for reason, outcome in sorted(raised)]
    return rows


def _row(case: Case, stage: int, reason: Reason, outcome: str) -> dict[str, str]:
    """One row of the table."""
    category, sub_category = reason
    return {
        "reference": case.reference,
        "stage": str(stage),
        "category": category,
        "sub_category": sub_category,
        "outcome": outcome,
    }


# Stage 1 of the year: the numbers aimed for --------------------------------------------------------------


def _reasons_of_year(rng: random.Random, cases: list[Case]) -> dict[Case, list[tuple[Reason, str]]]:
    """Deal the year's issues so that each reason has its number, and its number upheld, over the complaints."""
    counts = {(category, name): pair for category, subs in ISSUES.items() for name, *pair in subs}
    found = [reason for reason, (_, upheld) in counts.items() for _ in range(upheld)]
    other = [reason for reason, (total, upheld) in counts.items() for _ in range(total - upheld)]
    slots = _slots(rng, cases, len(found), HOLDS_FOUND), _slots(rng, cases, len(other), HOLDS_OTHER)
    owners = slots[0] + slots[1]
    dealt = _without_repeats(rng, owners, [found, other])
    split = len(found)
    result: dict[Case, list[tuple[Reason, str]]] = {case: [] for case in cases}
    for at, (case, reason) in enumerate(zip(owners, dealt, strict=True)):
        result[case].append((reason, _dealt_outcome(rng, case.stages[1].outcome, at < split)))
    for case, raised in result.items():
        _mix(case.stages[1].outcome, raised)
    return result


def _slots(rng: random.Random, cases: list[Case], total: int, holds: dict[str, int]) -> list[Case]:
    """The complaint of each issue: one for every complaint that must have such an issue, then at random."""
    able = [case for case in cases if case.stages[1].outcome in holds]
    needed = [case for case in able if holds is HOLDS_FOUND or case.stages[1].outcome != "partially upheld"]
    count = Counter(needed)
    weights = [holds[case.stages[1].outcome] for case in able]
    while count.total() < total:
        case = rng.choices(able, weights)[0]
        count[case] += count[case] < MOST
    return list(count.elements())


def _without_repeats(rng: random.Random, owners: list[Case], pools: list[list[Reason]]) -> list[Reason]:
    """The reasons in an order in which no complaint has one twice; each stays within its pool."""
    for pool in pools:
        rng.shuffle(pool)
    dealt = [reason for pool in pools for reason in pool]
    while twice := _repeats(owners, dealt):
        for at in twice:
            low, high = (0, len(pools[0])) if at < len(pools[0]) else (len(pools[0]), len(dealt))
            other = rng.randrange(low, high)
            dealt[at], dealt[other] = dealt[other], dealt[at]
    return dealt


def _repeats(owners: list[Case], dealt: list[Reason]) -> list[int]:
    """Where a complaint has a reason that it has already."""
    seen: set[tuple[Case, Reason]] = set()
    found = []
    for at, pair in enumerate(zip(owners, dealt, strict=True)):
        if pair in seen:
            found.append(at)
        seen.add(pair)
    return found


def _dealt_outcome(rng: random.Random, outcome: str, found: bool) -> str:
    """The outcome of an issue of a complaint with the outcome."""
    if outcome == "partially upheld":
        return rng.choice(FOUND) if found else "not upheld"
    return outcome


def _mix(outcome: str, raised: list[tuple[Reason, str]]) -> None:
    """Make one issue partially upheld where a partially upheld complaint has nothing but upheld ones."""
    if outcome == "partially upheld" and {word for _, word in raised} == {"upheld"}:
        raised[0] = (raised[0][0], "partially upheld")


# Other stages and years ----------------------------------------------------------------------------------


def _at_random(rng: random.Random, outcome: str, count: int = 0) -> list[tuple[Reason, str]]:
    """Some issues, common reasons more often, for a complaint with the outcome."""
    reasons = [(category, name) for category, subs in ISSUES.items() for name, *_ in subs]
    weights = [total for subs in ISSUES.values() for _, total, _ in subs]
    wanted = count or rng.randint(1, 5)
    return _outcomes(rng, sorted(set(rng.choices(reasons, weights, k=wanted))), outcome)


def _taken_on(rng: random.Random, earlier: list[Reason], outcome: str) -> list[tuple[Reason, str]]:
    """The issues at a later stage: most of the earlier ones and perhaps some new."""
    kept = [reason for reason in earlier if rng.random() < 0.85] or earlier[:1]
    new = [reason for reason, _ in _at_random(rng, outcome, rng.randint(1, 3))] if rng.random() < 0.6 else []
    return _outcomes(rng, sorted({*kept, *new}), outcome)


def _outcomes(rng: random.Random, reasons: list[Reason], outcome: str) -> list[tuple[Reason, str]]:
    """An outcome for each reason."""
    raised = [(reason, _dealt_outcome(rng, outcome, rng.random() < 0.6)) for reason in reasons]
    if outcome == "partially upheld" and not any(word in FOUND for _, word in raised):
        raised[0] = (raised[0][0], "partially upheld")
    _mix(outcome, raised)
    return raised
