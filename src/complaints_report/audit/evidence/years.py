"""What the words around a number tell of its year."""

from dataclasses import dataclass

from complaints_report.audit.evidence.facts import Fact
from complaints_report.audit.evidence.lexicon import STAGE, YEAR, Key
from complaints_report.audit.evidence.surroundings import FAR, SAID, Told, worth
from complaints_report.calendar import shift_year


@dataclass(frozen=True)
class Years:
    """The years told of a number of a report of one year, and how much says that it is the year before's."""

    told: Told
    year: str
    before: float

    def points(self, year: str) -> float:
        """What the years told count for one of them."""
        told: dict[Key, tuple[float, float]] = dict(self.told[YEAR])
        before = shift_year(self.year, -1)
        if self.before:
            told[before] = min(told.get(before, (FAR, 1.0)), (1 - self.before, 1.0))
        nearest = min((cost for cost, _ in told.values()), default=FAR)
        if year in told:
            cost, weight = told[year]
            return (0.4 if year == self.year else 1.0) * weight * worth(cost) - 1.1 * min(2.0, cost - nearest)
        if year == self.year:
            return -1.8 * worth(nearest * 1.4) if nearest < FAR else 0.0
        said = worth(told[self.year][0]) if self.year in told else 0.0
        return (-1.5 if year == before else -2.5) - 2.0 * said

    def is_another(self, year: str) -> bool:
        """Whether the words at the number, or its labels, name a year that is not this one."""
        said = [key for key, (cost, weight) in self.told[YEAR].items() if cost < SAID and weight == 1]
        return bool(said) and year not in said and not self.before

    def is_told(self, fact: Fact) -> bool:
        """Whether something at all tells that a fact's year may be meant."""
        years = self.told[YEAR]
        return fact.figure.year == self.year or fact.figure.year in years or fact.is_change or self.before > 0

    def is_said(self, fact: Fact) -> bool:
        """Whether a fact is of the report's own year or of one that the words name."""
        told = self.told[YEAR].get(fact.figure.year, (FAR, 1.0))
        return fact.figure.year == self.year or (told[0] < SAID and told[1] == 1) or self.before > 0

    def may_be_meant(self, fact: Fact, instead: Fact) -> bool:
        """Whether nothing says that it is the same of another year or stage: the report's own year needs no word."""
        if fact.figure.stage != instead.figure.stage:
            return instead.figure.stage not in self.told[STAGE]
        years = self.told[YEAR]
        nearest = min(years, key=lambda year: years[year][0], default=self.year)
        if fact.figure.year != self.year:
            return nearest == fact.figure.year and years[nearest][0] < SAID
        return not self.is_another(self.year)

    def points_of_change(self, year: str) -> float:
        """What the years told count for a change in a year: the year before is what it is compared with."""
        if year == self.year:
            return 0.2
        return min(self.points(year), -0.6)
