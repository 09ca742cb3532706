"""What a chart's text alternative claims, each claim held to what is drawn."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from complaints_report.charts.alt import LISTED
from complaints_report.english import in_words, listed
from tests.charts.drawn import NUMBER, YEAR, Drawn, number

Key = str | int
AMOUNT = r"(£?\d[\d,]*(?:\.\d+)?%?|none)"
YEARS = r"(\d{4}/\d\d(?:(?:, | and )\d{4}/\d\d)*|[a-z]+ years)"
_SPOKEN = re.compile(rf"(?:(up|down|and) from )?{AMOUNT} in {YEARS}(, the only year known)?")
_SAME = re.compile(r"the same as in (\d{4}/\d\d)(?: and as in (\d{4}/\d\d))?|the same|as in (\d{4}/\d\d)")
_ENDS = re.compile(rf"The highest was {AMOUNT} in .+? and the lowest {AMOUNT} in ")
_NO_FIGURE = re.compile(r"[Nn]o figure (?:for|before) ([^.;]+)[.;]")
_TIER = re.compile(rf"(most|next|fewest|largest share|smallest) is {AMOUNT}, for (.+?)(?=; the |\.(?: |$))")
_ALONE = re.compile(rf"[Tt]he only one is (.+), with {AMOUNT}\.")
_EQUAL = re.compile(rf"[Tt]he same number, {AMOUNT}, is shown for (?:each of the )?(.+?)\.(?= |$)")
_LEAST = ("fewest", "smallest")


@dataclass(frozen=True)
class Told:
    """A chart of a year: as it is drawn, in words, and as a table whose rows begin with their names."""

    year: str
    drawn: Drawn
    alt: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    @cached_property
    def by_year(self) -> bool:
        """Whether it goes by year."""
        return self.columns[0] == "Year"

    @cached_property
    def shown(self) -> list[int]:
        """The columns that are drawn: the shares where there are some."""
        shares = [at for at, heading in enumerate(self.columns) if re.search(r" share( \(%\))?$", heading)]
        marks = 1 + max(mark.series for mark in self.drawn.marks)
        return shares or [*range(1, len(self.columns))][: max(marks, 1)]

    @cached_property
    def known(self) -> dict[int, dict[Key, float]]:
        """What each series is measured to be, by year or by the place of the row."""
        found: dict[int, dict[Key, float]] = {at: {} for at in range(len(self.shown))}
        for mark in self.drawn.marks:
            found[mark.series if len(self.shown) > 1 else 0 if self.by_year else mark.series][mark.key] = mark.value
        return found

    def cells(self, series: int) -> Iterator[tuple[Key, str]]:
        """What the table has for each year or row of a series."""
        for place, row in enumerate(self.rows):
            yield row[0] if self.by_year else place, row[self.shown[series]]


def is_number(cell: str) -> bool:
    """Whether a cell has a number, and not a mark or words."""
    return bool(NUMBER.fullmatch(cell))


def unlike_the_table(told: Told) -> Iterator[str]:
    """Each bar or point that is not as long or high as the table's number, or that stands where there is none."""
    for series, known in told.known.items():
        values = dict(known)
        for key, cell in told.cells(series):
            value = values.pop(key, None)
            if value is None and (is_number(cell) if told.by_year else not _is_left_out(told, key)):
                yield f"{key} of series {series}: {cell} is not drawn"
            elif value is not None and not _alike(value, cell if is_number(cell) else "0"):
                yield f"{key} of series {series}: {cell} is drawn as {value:.4f}"
            elif value is not None and told.by_year and not is_number(cell):
                yield f"{key} of series {series}: {cell} is drawn as a point"
        yield from (f"{key} of series {series} is in no table" for key in values)


def unlike_what_is_written(told: Told) -> Iterator[str]:
    """Each number that is written in the drawing and is not in the table, nor in the words of the chart."""
    cells = {cell for row in told.rows for cell in row}
    for one in told.drawn.besides:
        said = one.said.partition(" in ")[0]
        if is_number(said) and said not in cells:
            yield f"{said} is written"


def wrong_claims(told: Told) -> Iterator[str]:
    """Each thing that the words say and the drawing does not, and each number in them that is of nothing drawn."""
    left = told.alt
    for start, end, is_so in sorted(_claims(told), reverse=True):
        if not is_so:
            yield told.alt[start:end]
        left = left[:start] + " " * (end - start) + left[end:]
    for one in sorted({" ".join(one.said.split()) for one in told.drawn.besides} | {*told.columns}, key=len)[::-1]:
        if not is_number(one):
            left = left.replace(one, "")
    for stray in re.findall(r"\d[\d,.]*\d|\d", YEAR.sub("", _measure(told, left))):
        yield f"{stray}, in: {left.strip()}"


Claim = tuple[int, int, bool]


def _claims(told: Told) -> Iterator[Claim]:
    """Where each claim stands in the words, and whether it is so."""
    yield from _of_when(told)
    if told.by_year:
        yield from _of_years(told)
    elif told.columns[0] == "Method":
        yield from _of_methods(told)
    elif told.columns[0] == "Working days":
        yield from _of_times(told)
    else:
        yield from _of_ranks(told)


def _of_when(told: Told) -> Iterator[Claim]:
    """The years that the first sentence names."""
    first = told.alt[: told.alt.index(". ")]
    years = [told.rows[0][0], told.rows[-1][0]] if told.by_year else [told.year]
    years += [heading[:7] for heading in told.columns[2:] if YEAR.match(heading)]
    yield 0, 0, [*dict.fromkeys(YEAR.findall(first))] == years


def _segments(told: Told, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """What is said of each series, from after its name to before the next."""
    starts: list[tuple[int, int]] = []
    for name in names:
        at = told.alt.find(name, starts[-1][1] if starts else 0)
        if at < 0:  # so that its numbers are left over
            return
        starts.append((at, at + len(name)))
    for (_, start), (end, _) in zip(starts, [*starts[1:], (len(told.alt), 0)], strict=True):
        yield start, end


def _of_years(told: Told) -> Iterator[Claim]:
    names = [f"{heading.partition(' (')[0]}: " for heading in told.columns[1:]]
    for series, (start, end) in enumerate(_segments(told, names)):
        values, words = told.known[series], told.alt[start:end]
        latest, way = values[max(values)], ""
        for one in _SPOKEN.finditer(words):
            way = {"and": way}.get(one[1] or "", one[1] or "")
            years = YEAR.findall(one[3]) or [year for year in values if _alike(values[year], one[2])]
            counted = YEAR.search(one[3]) or one[3] == f"{in_words(len(years))} years"
            is_so = all(year in values and _alike(values[year], one[2]) for year in years) and bool(counted)
            is_so &= not way or (latest > number(one[2]) if way == "up" else latest < number(one[2]))
            yield start + one.start(), start + one.end(), is_so and (not one[4] or len(values) == 1)
        for one in _SAME.finditer(words):
            yield start + one.start(), start + one.end(), all(values[y] == latest for y in filter(None, one.groups()))
        for one in _ENDS.finditer(words):
            is_so = _alike(max(values.values()), one[1]) and _alike(min(values.values()), one[2])
            yield start + one.start(), start + one.start(), is_so
        for one in _NO_FIGURE.finditer(words):
            missing = YEAR.findall(one[1])
            missing = [year for year in told_years(told) if year < missing[0]] if " before " in one[0] else missing
            yield start + one.start(), start + one.end(), bool(missing) and not {*missing} & {*values}
        for one in re.finditer(rf"{AMOUNT} in every year( known)?", words):
            is_so = all(_alike(value, one[1]) for value in values.values())
            yield start + one.start(), start + one.end(), is_so and (len(values) == len(told.rows)) != bool(one[2])


def told_years(told: Told) -> list[str]:
    """The years of the chart."""
    return [row[0] for row in told.rows]


def _of_methods(told: Told) -> Iterator[Claim]:
    said = re.compile(rf"{AMOUNT}(?:, (up|down|the same)(?: from {AMOUNT} in| as in) {YEARS})?\.")
    for place, (start, end) in enumerate(_segments(told, [f" {row[0]}: " for row in told.rows])):
        one = said.fullmatch(told.alt[start:end])
        now, before = (told.known.get(series, {}).get(place) for series in (0, 1))
        is_so = one and _alike(now, one[1]) and (not one[2] or _moved(now, before, one[2], one[3]))
        is_so = is_so and (not one[4] or told.columns[2].startswith(one[4]))
        yield start, end, bool(is_so)


def _of_times(told: Told) -> Iterator[Claim]:
    names = [re.sub(r" share( \(%\))?$", ", ", told.columns[at]) for at in told.shown]
    for series, (start, end) in enumerate(_segments(told, names)):
        for place, row in enumerate(told.rows):
            one = re.search(rf"(?:: |; ){re.escape(row[0].lower())} days ({AMOUNT})", told.alt[start:end])
            if one:
                yield start + one.start(), start + one.end(), _alike(told.known[series][place], one[1])


def _moved(now: float, before: float | None, way: str, said: str | None) -> bool:
    if before is None:
        return False
    if way == "the same":
        return abs(now - before) < 0.002
    return (now > before) == (way == "up") and _alike(before, said or "none")


def _of_ranks(told: Told) -> Iterator[Claim]:
    for series, (start, end) in enumerate(_pieces(told)):
        words, ranked = told.alt[start:end], _ranked(told, series)
        order = sorted(ranked, key=number, reverse=True)
        for one in _TIER.finditer(words):
            cell = order[-1 if one[1] in _LEAST else 1 if one[1] == "next" else 0]
            yield start + one.start(), start + one.end(), one[2] == cell and _names(ranked[cell], one[3])
        for one in _ALONE.finditer(words):
            yield start + one.start(), start + one.end(), ranked == {one[2]: [one[1]]}
        for one in _EQUAL.finditer(words):
            yield start + one.start(), start + one.end(), order == [one[1]] and _names(ranked[one[1]], one[2])


def _pieces(told: Told) -> list[tuple[int, int]]:
    """What is said of each stage; all of the words where only one is drawn."""
    heads = [f"{told.columns[at].partition(' (')[0].rpartition(' ')[0]}, " for at in told.shown]
    return [*_segments(told, heads)] if heads[0] in told.alt else [(0, len(told.alt))]


def _ranked(told: Told, series: int) -> dict[str, list[str]]:
    """The names of the rows by their numbers, those that are drawn as these are."""
    found: dict[str, list[str]] = {}
    for place, cell in told.cells(series):
        value = told.known[series].get(place)
        if is_number(cell) and number(cell) and (value is None or _alike(value, cell)):
            found.setdefault(cell, []).append(told.rows[int(place)][0])
    return found


def _names(names: Sequence[str], said: str) -> bool:
    """Whether these are the names that are said, in whichever order, or counted where they are many."""
    if len(names) > LISTED:
        return said.startswith(f"{in_words(len(names))} ")
    return any(said == listed(order) for order in permutations(names))


def _is_left_out(told: Told, key: Key) -> bool:
    """Whether a row is one of the last, of which the drawing says how many it leaves out."""
    rows = 1 + max(int(mark.key) for mark in told.drawn.marks)
    note = " ".join(one.said for one in told.drawn.besides)
    is_told = rows == len(told.rows) or f"nother {in_words(len(told.rows) - rows)} " in note
    return int(key) >= rows and is_told


def _measure(told: Told, words: str) -> str:
    """The words without those that name what is measured: within how many days."""
    return re.sub(r"within 20 working days at stage 1 and within 65 at stage 2|tage \d", "", words)


def _alike(value: float | None, said: str) -> bool:
    return value is not None and abs(value - number(said)) < 0.002 + 1e-5 * abs(value)
