"""The areas that the names of services suggest: those that begin alike, and those that are spelled nearly alike."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from complaints_report.intake.rules.look_alikes import FEWEST, are_alike

_PARTED = re.compile(r"\s+[-–—|/>]\s+|\s*[:(]\s*|,\s+")
_LAST = re.compile(
    r"\s+(?:teams?|hub|unit|group|service|locality|area|district|no\.?|\d+|[A-Z]|north|south|east|west|central"
    r"|(?:north|south)[- ]?(?:east|west))$",
    re.IGNORECASE,
)


def suggested_areas(names: Sequence[str]) -> dict[str, list[str]]:
    """Each area with its services, in their order; a service that begins like no other is an area by itself.

    None where no two begin alike, or all do.
    """
    beginnings = {name: _beginning(name) for name in names}
    several = {one for one, times in Counter(beginnings.values()).items() if times > 1}
    if not several or len(set(beginnings.values())) == 1:
        return {}
    areas: dict[str, list[str]] = {}
    for name, beginning in beginnings.items():
        areas.setdefault(beginning if beginning in several else name, []).append(name)
    return areas


def _beginning(name: str) -> str:
    """What a name says before its place, team or number."""
    parted = _PARTED.split(name, maxsplit=1)
    start = parted[0].strip()
    while len(parted) == 1 and (shorter := _LAST.sub("", start)) != start and shorter:
        start = shorter
    return start or name


def misspelt(counts: Mapping[str, int]) -> dict[str, str]:
    """Each rare name with the common one that it differs from by a letter or two."""
    common = [name for name, rows in sorted(counts.items(), key=lambda one: -one[1]) if rows >= FEWEST]
    rare = [name for name, rows in counts.items() if rows < FEWEST]
    return {name: other for name in rare if (other := _first_alike(name, common))}


def _first_alike(name: str, common: Iterable[str]) -> str:
    return next((other for other in common if are_alike(name, other)), "")
