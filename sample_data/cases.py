"""The invented complaints: their stages, outcomes and dates."""

import random
from datetime import date

from days import a_while_after, after, before, latest_start, some_day
from shapes import Case, Stage, durations, pile, take
from targets import (
    EXPORTED_ON,
    FROM_EARLIER_STAGE_1,
    FROM_EARLIER_STAGE_2,
    OUTCOMES,
    STATUTORY,
    TIMING,
    UNANSWERED,
    WITHDRAWN_AT_2,
    YEAR_ENDS,
    YEAR_STARTS,
    per_service,
)

UNTIMED = ("outside jurisdiction", "withdrawn")
LAST_RESPONSE = date(2024, 6, 11)
EXTENDED = {"statutory": {1: 0.65, 2: 0.85}, "local": {1: 0.3, 2: 0.4}}  # of those that took longer than the limit


# Stage 2 -------------------------------------------------------------------------------------------------


def stage_2(rng: random.Random) -> list[Case]:
    """The stage 2 complaints of 2023/24, those that go on to stage 3 marked."""
    cases = [Case(service) for service, count in per_service(2).items() for _ in range(count)]
    for service, count in per_service(3).items():
        own = [case for case in cases if case.service == service]
        for case in rng.sample(own, count - FROM_EARLIER_STAGE_2.get(service, 0)):
            case.goes_on = True
    _decide_stage_2(rng, cases)
    _go_local(rng, cases)
    for case in cases:
        _date_stage_2(rng, case)
    return cases


def _decide_stage_2(rng: random.Random, cases: list[Case]) -> None:
    """Give each an outcome and the days it took, as its area's timings have them."""
    left = pile(rng, {**OUTCOMES[2], "withdrawn": 0})
    for area, timing in TIMING[2].items():
        ours = sorted((case for case in cases if case.area == area), key=lambda case: not case.goes_on)
        goers = sum(case.goes_on for case in ours)
        rest = ours[goers:]
        rng.shuffle(rest)
        _time_stage_2(ours[:goers] + rest, durations(rng, timing), goers, rng)
        withdrawn, unanswered = WITHDRAWN_AT_2.get(area, 0), UNANSWERED[area]
        untimed = rest[len(rest) - len(unanswered) - withdrawn :]
        for case in untimed[:withdrawn]:
            case.stages[2].outcome = "withdrawn"
        for case, (procedure, received, extended) in zip(untimed[withdrawn:], unanswered, strict=True):
            case.procedure = procedure
            case.stages[2].received, case.stages[2].extended = received, extended
    for case in sorted(cases, key=lambda case: (not case.goes_on, case.stages[2].days is not None)):
        if not case.stages[2].outcome:
            unhappy = case.goes_on or case.stages[2].days is None
            case.stages[2].outcome = take(left, ("partially upheld", "not upheld") if unhappy else left)


def _time_stage_2(cases: list[Case], days: list[int], goers: int, rng: random.Random) -> None:
    """Deal the days in order, none above 110 to those that go on within the year, none to the last."""
    rng.shuffle(days)
    days.sort(key=lambda count: count > 110)
    first, others = days[:goers], days[goers:]
    rng.shuffle(others)
    dealt: list[int | None] = [*first, *others]
    dealt += [None] * (len(cases) - len(dealt))
    for case, count in zip(cases, dealt, strict=True):
        case.stages[2] = Stage(days=count)


def _go_local(rng: random.Random, cases: list[Case]) -> None:
    """Put as many as the year had under the local procedure, the quicker ones first: it has no investigation."""
    answered = [case for case in cases if case.stages[2].days is not None and not case.goes_on]
    answered.sort(key=lambda case: (case.stages[2].days or 0) * rng.uniform(0.2, 1.8))
    for case in answered[: sum(case.procedure == "statutory" for case in cases) - STATUTORY[2]]:
        case.procedure = "local"


def _date_stage_2(rng: random.Random, case: Case) -> None:
    """Date the stage so that its response, and a stage 3 after it, come in time."""
    stage = case.stages[2]
    by = date(2024, 2, 2) if case.goes_on else LAST_RESPONSE
    if not is_unanswered(stage):
        latest = min(YEAR_ENDS, latest_start(stage.days or 40, by))
        respond(stage, some_day(rng, YEAR_STARTS, latest))
    state(rng, stage)


def is_unanswered(stage: Stage) -> bool:
    """Whether there is no response and one is owed."""
    return stage.days is None and stage.responded is None and stage.outcome not in UNTIMED


def respond(stage: Stage, received: date) -> None:
    """Date the stage: received on the day, responded to as many working days later as it took."""
    stage.received = received
    stage.responded = None if stage.days is None else after(received, stage.days)


def state(rng: random.Random, stage: Stage) -> None:
    """Date the statement of complaint, well before the response; a few have none."""
    if stage.outcome != "withdrawn" and rng.random() < 0.96:
        stage.statement = after(stage.received, rng.randint(6, min(28, (stage.days or 40) - 8)))


# Stage 3 -------------------------------------------------------------------------------------------------


def earlier_stage_2(rng: random.Random) -> list[Case]:
    """The complaints of 2023/24 at stage 3 whose stage 2 was received in 2022/23."""
    cases = [Case(service) for service, count in FROM_EARLIER_STAGE_2.items() for _ in range(count)]
    for case in cases:
        case.stages[2] = Stage(rng.choice(("partially upheld",) * 3 + ("not upheld",)), rng.randint(66, 118))
        respond(case.stages[2], some_day(rng, date(2022, 12, 28), date(2023, 3, 24)))
        state(rng, case.stages[2])
        case.goes_on = True
    return cases


def stage_3(rng: random.Random, cases: list[Case]) -> None:
    """Add stage 3, with its panel, report and response."""
    left = pile(rng, OUTCOMES[3])
    for case in cases:
        stage = case.stages[3] = Stage(left.pop())
        stage.received = a_while_after(rng, case.stages[2].responded, 7, 20)
        if stage.outcome == "outside jurisdiction":
            stage.responded = a_while_after(rng, stage.received, 6, 12)
        else:
            stage.panel = a_while_after(rng, stage.received, 21, 36)
            stage.report = a_while_after(rng, stage.panel, 2, 7)
            stage.responded = a_while_after(rng, stage.report, 7, 19)


# Stage 1 -------------------------------------------------------------------------------------------------


def earlier_stage_1(rng: random.Random, cases: list[Case]) -> None:
    """Add a stage 1 of 2022/23, from September on, to complaints that have a stage 2."""
    for case in cases:
        days = rng.randint(9, 34)
        latest = some_day(rng, date(2023, 1, 16), date(2023, 3, 30))
        answered = min(before_request(rng, case), after(latest, days))
        outcome = rng.choice(("partially upheld", "partially upheld", "not upheld", "not upheld", "upheld"))
        case.stages[1] = Stage(outcome, days, before(answered, days), answered)


def before_request(rng: random.Random, case: Case) -> date:
    """A working day some days before stage 2 was asked for."""
    return before(before(case.stages[2].received, 0), rng.randint(3, 24))


def stage_1(rng: random.Random, linked: list[Case]) -> list[Case]:
    """The stage 1 complaints of 2023/24: those that went on to stage 2, and all the others."""
    others = _others(rng, linked)
    outcomes = {**OUTCOMES[1], **dict.fromkeys(UNTIMED, 0)}
    timed, untimed = pile(rng, outcomes), pile(rng, {word: OUTCOMES[1][word] for word in UNTIMED})
    for area, timing in TIMING[1].items():
        days = durations(rng, timing)
        rng.shuffle(days)
        for case in (case for case in linked if case.area == area):
            _link(rng, case, days, timed)
        for case in (case for case in others if case.area == area):
            _open(rng, case, days, timed, untimed)
    return linked + others


def _others(rng: random.Random, linked: list[Case]) -> list[Case]:
    """The complaints that went no further, by service and procedure, in no order."""
    counts = per_service(1)
    for case in linked:
        counts[case.service] -= 1
    statutory = STATUTORY[1] - sum(case.procedure == "statutory" for case in linked)
    procedures = pile(rng, {"statutory": statutory, "local": sum(counts.values()) - statutory})
    services = pile(rng, counts)
    return [Case(service, procedure) for service, procedure in zip(services, procedures, strict=True)]


def _link(rng: random.Random, case: Case, days: list[int], outcomes: list[str]) -> None:
    """Add the stage 1 that came before a stage 2: answered in good time before it."""
    taken = days.pop(next(at for at, count in enumerate(days) if 5 <= count <= 42))
    answered = before_request(rng, case)
    wanted = ("partially upheld", "not upheld") if rng.random() < 0.9 else ("upheld",)
    case.stages[1] = Stage(take(outcomes, wanted), taken, before(answered, taken), answered)


def _open(rng: random.Random, case: Case, days: list[int], timed: list[str], untimed: list[str]) -> None:
    """Add a stage 1 that went no further: timed while the area has days left, else out of scope or withdrawn."""
    case.stages[1] = stage = Stage(timed.pop() if days else untimed.pop(), days.pop() if days else None)
    if stage.outcome == "outside jurisdiction":
        stage.days = rng.randint(1, 9)
    respond(stage, some_day(rng, YEAR_STARTS, min(YEAR_ENDS, latest_start(stage.days or 1, LAST_RESPONSE))))


# All -----------------------------------------------------------------------------------------------------


def all_cases(rng: random.Random) -> list[Case]:
    """Every complaint, by the day it was first received, with its reference."""
    second, earlier = stage_2(rng), earlier_stage_2(rng)
    stage_3(rng, [case for case in second if case.goes_on] + earlier)
    second.sort(key=lambda case: case.stages[2].received)
    before_year, in_the_year = second[:FROM_EARLIER_STAGE_1] + earlier, second[FROM_EARLIER_STAGE_1:]
    earlier_stage_1(rng, before_year)
    cases = sorted(before_year + stage_1(rng, in_the_year), key=lambda case: case.stages[1].received)
    _number(rng, cases)
    for case in cases:
        _extend(rng, case)
    assert all(day <= EXPORTED_ON for case in cases for day in _days(case))
    return cases


def _days(case: Case) -> list[date]:
    """Every date of the complaint."""
    found = (
        day
        for stage in case.stages.values()
        for day in (stage.received, stage.responded, stage.statement, stage.panel, stage.report)
    )
    return [day for day in found if day]


def _number(rng: random.Random, cases: list[Case]) -> None:
    """Give references that rise with the date; the gaps are cases of other kinds."""
    number = {2022: 611, 2023: 0, 2024: 0}
    for case in cases:
        year = case.stages[1].received.year
        number[year] += rng.randint(1, 3)
        case.reference = f"CR{year % 100}-{number[year]:04d}"


def _extend(rng: random.Random, case: Case) -> None:
    """Say at each stage whether more time was agreed: seldom where none was needed, or where none is to be had."""
    limit = {1: 10 if case.procedure == "statutory" else 20, 2: 25, 3: 999}
    for number, stage in case.stages.items():
        if is_unanswered(stage):
            continue  # as UNANSWERED has it
        likely = EXTENDED[case.procedure].get(number, 0) if (stage.days or 0) > limit[number] else 0.03
        stage.extended = "" if rng.random() < 0.03 else "Y" if rng.random() < likely else "N"
