"""What the open data say of themselves: whose they are, of which year, and under which licence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from complaints_report.calendar import ends_on, starts_on
from complaints_report.english import long_day
from complaints_report.metrics.figures import Figures
from complaints_report.settings import Settings

SUBJECT = "Complaints about children’s social care"
LICENCES = {
    "Open Government Licence v3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
"""Where the licences are that are usual."""


@dataclass(frozen=True)
class Publication:
    """The open data of one year; `notice` is what a reader must know before all else."""

    title: str
    organisation: str
    year: str
    is_part: bool
    contact: str
    licence: str
    published_on: date | None
    notice: str = ""

    @classmethod
    def of(cls, figures: Figures, title: str, settings: Settings, notice: str) -> "Publication":
        """What the settings say of these figures."""
        own = settings.publish
        name = settings.organisation.name
        return cls(title, name, figures.year, figures.alone, own.contact, own.licence, own.published_on, notice)

    @property
    def period(self) -> str:
        """The months of the year: "April 2023 to March 2024"."""
        whole = f"April {starts_on(self.year).year} to March {ends_on(self.year).year}"
        return f"part of {whole}" if self.is_part else whole

    @property
    def of_what(self) -> str:
        """How the title of each table ends."""
        return f"{self.organisation}, {self.period}"

    @property
    def licence_link(self) -> str:
        """The address of the licence; nothing where only its name is known."""
        known = LICENCES.get(self.licence, self.licence)
        return known if known.startswith(("https://", "http://")) else ""

    def lines(self) -> Iterator[str]:
        """What the cover says, a line each."""
        yield self.title
        if self.notice:
            yield self.notice
        yield f"{SUBJECT}: the figures of the year {self.period}."
        yield f"Published by {self.organisation}{self._day()}."
        yield f"Licence: {self.licence}{self._where()}."
        if self.contact:
            yield f"Contact: {self.contact}. Ask there for these figures in another format."
        yield "The next sheets list the tables, the notes and the measures; each sheet after them holds one table."
        yield "The same figures are in figures.csv, with all units in one table."

    def _day(self) -> str:
        return f" on {long_day(self.published_on)}" if self.published_on else ""

    def _where(self) -> str:
        return f" ({self.licence_link})" if self.licence_link not in ("", self.licence) else ""
