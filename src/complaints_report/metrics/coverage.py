"""Which years the export holds whole, and which only in part."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from complaints_report.calendar import ends_on, shift_year, starts_on, year_of, years_of
from complaints_report.english import long_day
from complaints_report.intake.faults import Fault, fault
from complaints_report.intake.rulebook import Rule
from complaints_report.intake.tables.typed_rows import Table

_LATEST_START = (4, 30)
_EARLIEST_END = (3, 1)


@dataclass(frozen=True)
class PartOfYear:
    """A year of which the data hold only part: the first and the last day on which they have a complaint received."""

    year: str
    first: date
    last: date

    @property
    def days(self) -> str:
        """The days that there are, as they end a clause: "from 3 April 2023 to 30 June 2023", "on 3 April 2023"."""
        if self.first == self.last:
            return f"on {long_day(self.first)}"
        return f"from {long_day(self.first)} to {long_day(self.last)}"

    @property
    def sentence(self) -> str:
        """What there is of the year, as a sentence."""
        return f"The data hold only part of {self.year}: complaints received {self.days}."

    def cure(self, covered: Collection[str]) -> str:
        """What to do about it; `covered` are the years that are held whole."""
        years = ", ".join(f'"{year}"' for year in sorted({*covered, self.year}))
        return (
            "Export the whole year; or, where no more complaints came in it, say in report.toml that it is whole: "
            f"[data] covers = [{years}]."
        )


def years_spanned(first: date, last: date) -> Iterator[str]:
    """The years that are whole in data from the first day to the last.

    No complaint may have come in a year's first or last days, so data that begin by 30 April or end in March will do.
    """
    year = year_of(first)
    while year <= year_of(last):
        latest_start = date(starts_on(year).year, *_LATEST_START)
        earliest_end = date(ends_on(year).year, *_EARLIEST_END)
        if first <= latest_start and last >= earliest_end:
            yield year
        year = shift_year(year, 1)


def spans_of_years(days: pd.Series) -> dict[str, PartOfYear]:
    """The first and the last of some days in each year that has one, in order."""
    spans = days.groupby(years_of(days)).agg(["min", "max"])
    return {str(year): PartOfYear(str(year), first.date(), last.date()) for year, first, last in spans.itertuples()}


PART_YEAR = Rule(
    "part-year",
    "Only part of the year was in the data",
    "warning",
    "{said}",
    "{cure}",
)


def part_year(part: PartOfYear, complaints: Table, covered: Collection[str]) -> Fault:
    """`part-year`: the data hold only part of a year."""
    column = complaints.heading("received_on")
    said, cure = part.sentence, part.cure(covered)
    return fault(PART_YEAR, complaints.place, None, column, part.year, said=said, cure=cure)
