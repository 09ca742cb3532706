"""What an invented complaint is made of, and the dealing out of numbers and words."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from targets import AREA_OF, YEAR_ENDS, YEAR_STARTS, Timing


@dataclass(eq=False)
class Stage:
    """One stage of a complaint; `days` is how long the response took, missing where there was none."""

    outcome: str = ""
    days: int | None = None
    received: date = YEAR_STARTS
    responded: date | None = None
    statement: date | None = None
    panel: date | None = None
    report: date | None = None
    extended: str = ""


@dataclass(eq=False)
class Case:
    """One complaint, with its stages by their number and what is known of the person."""

    service: str
    procedure: str = "statutory"
    stages: dict[int, Stage] = field(default_factory=dict)
    goes_on: bool = False
    reference: str = ""
    person: dict[str, str] = field(default_factory=dict)

    @property
    def area(self) -> str:
        """The area that the service is in."""
        return AREA_OF[self.service]


def in_year(cases: Iterable[Case], stage: int) -> list[Case]:
    """The complaints whose stage was received in 2023/24."""
    return [case for case in cases if stage in case.stages and YEAR_STARTS <= case.stages[stage].received <= YEAR_ENDS]


def durations(rng: random.Random, timing: Timing) -> list[int]:
    """Working days that fill the bands and add to the total."""
    bands = [band for band in timing.bands for _ in range(band.count)]
    days = [_skewed(rng, band.low, band.high) for band in bands]
    while (missing := timing.total_days - sum(days)) != 0:
        at = rng.randrange(len(days))
        moved = days[at] + (1 if missing > 0 else -1)
        if bands[at].low <= moved <= bands[at].high:
            days[at] = moved
    return days


def _skewed(rng: random.Random, low: int, high: int) -> int:
    """A number of the range: near the top where that is the law's time limit, else near the bottom."""
    if high <= 25:
        return max(rng.randint(low, high), rng.randint(low, high))
    high = min(high, low * 3)
    return min(rng.randint(low, high), rng.randint(low, high))


def pile(rng: random.Random, counts: dict[str, int]) -> list[str]:
    """Each word as often as it is counted, shuffled."""
    words = [word for word, count in counts.items() for _ in range(count)]
    rng.shuffle(words)
    return words


def take(words: list[str], wanted: Iterable[str]) -> str:
    """The first of the words that is wanted, taken from the list."""
    wanted = tuple(wanted)
    return words.pop(next(at for at, word in enumerate(words) if word in wanted))
