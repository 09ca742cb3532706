"""The order of a breakdown's groups."""

import re

from tests.metrics.recomputed_rows import NOT_MAPPED, NOT_RECORDED


def in_order(by, sizes, areas):
    """Groups in the contract's order, where `sizes` is what each is ordered by when biggest go first."""
    own = {"area": _by_area(areas), "age_band": _by_age, "month": _by_name, "quarter": _by_name}.get(by)

    def key(group):
        first = own(group) if own else ()
        return (_last(group), *first, -(sizes[group] or 0), group.casefold(), group)

    return sorted(sizes, key=key)


def _last(group):
    """Not recorded stands last, and before it a group that says it would rather not."""
    return 2 if group == NOT_RECORDED else int(bool(re.match(r"prefers? not|would rather not", group, re.IGNORECASE)))


def _by_area(areas):
    """The order of [areas]; an area of an earlier year that is no longer there (a reading) before Not mapped."""
    places = {area: place for place, area in enumerate(areas)} | {NOT_MAPPED: len(areas) + 1}
    return lambda group: (places.get(group, len(areas)),)


def _by_age(group):
    """The first number in the name, "Under 16" before "16 to 17"; a name without one (a reading) after the others."""
    number = re.search(r"\d+", group)
    return (int(number[0]) if number else 1000, not group.casefold().startswith("under"))


def _by_name(group):
    return (group,)
