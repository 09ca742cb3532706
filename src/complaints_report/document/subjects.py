"""What some words are about: the stage, the year, the group and the concepts that they name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from complaints_report.document import lexicon as lex
from complaints_report.document.terms import Group, Term

NOTHING: frozenset[str] = frozenset()
NO_GROUPS: frozenset[frozenset[Group]] = frozenset()


@dataclass(frozen=True)
class Subject:
    """What words name; `groups` holds, for each that is named, those that it may be.

    `unknown` says that some words are none that we know.
    """

    stages: frozenset[str] = NOTHING
    years: frozenset[str] = NOTHING
    groups: frozenset[frozenset[Group]] = NO_GROUPS
    concepts: frozenset[str] = NOTHING
    unknown: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether it names no two stages, years or groups, and nothing that we do not know."""
        one_each = len(self.stages) < 2 and len(self.years) < 2 and len(self.groups) < 2
        return one_each and not self.unknown

    @property
    def breakdowns(self) -> frozenset[str]:
        """The breakdowns that its groups may be of."""
        return frozenset(by for groups in self.groups for by, _ in groups)

    def is_mixed(self, other: "Subject") -> bool:
        """Whether both name groups, of different breakdowns."""
        return bool(self.groups and other.groups) and not self.breakdowns & other.breakdowns

    def over(self, base: "Subject") -> "Subject":
        """What it names itself, and of what it does not, what the base names."""
        return Subject(
            self.stages or base.stages,
            self.years or base.years,
            self.groups or base.groups,
            self.concepts or base.concepts,
            self.unknown or base.unknown,
        )

    def undated(self) -> "Subject":
        """The same of no year."""
        return replace(self, years=NOTHING)


def subject_of(terms: Iterable[Term]) -> Subject:
    """What some terms name."""
    found = list(terms)
    return Subject(
        frozenset(digit for term in found if term.kind == lex.STAGE for digit in term.value),
        frozenset(term.value for term in found if term.kind == lex.YEAR),
        frozenset(term.groups for term in found if term.kind == lex.GROUP),
        frozenset(term.value for term in found if term.kind == lex.CONCEPT),
        any(term.kind == lex.OTHER for term in found),
    )


NO_SUBJECT = Subject()
