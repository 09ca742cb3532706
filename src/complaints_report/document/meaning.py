"""What a number means by the words around it, where these leave no doubt; else nothing.

Every word around it must be one that is understood, so that "12 complaints about parking" is not all complaints.
"""

import re
from collections.abc import Sequence

from complaints_report.document.reading import Grid, Stretch
from complaints_report.document.rules import CAPTION_GLUE, COUNT, DAYS, GLUE, GROUPED, PERCENT, RULES
from complaints_report.document.tokens import Token, masked, tokens
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures

Group = tuple[str, str]
"""A name, and the breakdown that it is of; of two with a stroke between them, where both have it."""
_NO_GROUP: Group = ("", "")
_CLAUSE = re.compile(r"[;:()]|,\s|\b(?:while|but|compared)\b")
_DAYS = re.compile(r"\s+(?:working )?days?\b")
_STAGE, _YEAR = re.compile(r"stage\d"), re.compile(r"year:.+")
_ONE_THING = (
    (r"\b(?:fully )?upheld(?: or|,| and|/) ?part(?:ly|ially) upheld\b", "upheldorpartly"),
    (r"\b(?:fully or part(?:ly|ially)|part(?:ly|ially) or fully) upheld\b", "upheldorpartly"),
    (r"\bupheld(?: or|,| and) part(?:ly|ially)\b", "upheldorpartly"),
    (r"\bpartly upheld\b", "partially upheld"),
)


class Meaning:
    """Finds the figure that a number is, over the names that the data have."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        named: dict[str, set[str]] = {}
        for figure in figures:
            if figure.by in GROUPED:
                named.setdefault(figure.group, set()).add(figure.by)
        groups = ((name, "/".join(sorted(bys))) for name, bys in named.items())
        self._groups = sorted(groups, key=lambda one: -len(one[0]))

    def in_sentence(self, sentence: Stretch, token: Token, heading: str) -> Figure | None:
        """What a number of a sentence means: by all before it, and what follows in its clause."""
        words, end = sentence.words, token.place + len(token.text)
        after = _CLAUSE.search(words, end)
        ends = after.start() if after else len(words)
        begins = max((gap.end() for gap in _CLAUSE.finditer(words, 0, token.place)), default=0)
        unit = DAYS if _DAYS.match(words, end) else _unit(token)
        return self._meant(words[:ends], (words[begins:ends], words, heading), unit, GLUE, 1)

    def in_cell(self, grid: Grid, row: int, column: int, token: Token) -> Figure | None:
        """What a number of a cell means: by its row's label, its column's heading and the caption."""
        beside = f"{grid.rows[row][0].words} ; {grid.header[column]}"
        unit = _unit_of_column(grid.header[column]) or _unit(token)
        return self._meant(f"{beside} ; {grid.caption}", (beside, grid.caption, grid.heading), unit, CAPTION_GLUE, 0)

    def _meant(self, scope: str, near: Sequence[str], unit: str, glue: frozenset[str], most: int) -> Figure | None:
        words, groups = self._apart(scope)
        found = masked(tokens(words))
        stages, years = _nearest(near, _STAGE), _nearest(near, _YEAR)
        if max(len(groups), len(stages), len(years)) > 1 or _others(found, unit) > most:
            return None
        said = frozenset(word for word in found if not (word[0] == "#" or _STAGE.fullmatch(word) or _YEAR.match(word)))
        year = years[0].removeprefix("year:") if years else self._figures.year
        return self._named(unit, said, groups[0] if groups else _NO_GROUP, stages, year, glue)

    def _named(
        self, unit: str, said: frozenset[str], group: Group, stages: Sequence[str], year: str, glue: frozenset[str]
    ) -> Figure | None:
        """The one figure that these words name."""
        stage = int(stages[0][-1]) if stages else None
        named, by = group
        metrics = [rule.metric for rule in RULES if rule.holds(unit, said, by, glue)]
        if len(metrics) != 1 or stage not in METRICS[metrics[0]].stages:
            return None
        return self._figures.figure(metrics[0], stage, by=by, group=named, year=year)

    def _apart(self, words: str) -> tuple[str, list[Group]]:
        """The words without the names of groups, and the groups named."""
        groups: list[Group] = []
        for said, one in _ONE_THING:
            words = re.sub(said, one, words, flags=re.IGNORECASE)
        for name, by in self._groups:
            form = rf"(?:\babout )?(?<!\w){re.escape(name)}(?!\w)"
            words, times = re.subn(form, " ", words, flags=re.IGNORECASE if by == "outcome" else 0)
            groups += [(name, by)] if times else []
        return words, groups


def _unit(token: Token) -> str:
    return PERCENT if token.unit == "percent" else COUNT if not token.unit and not token.places else ""


def _unit_of_column(header: str) -> str:
    """The unit that a column's heading gives its numbers, if it does."""
    if "%" in header or "per cent" in header.lower():
        return PERCENT
    return DAYS if "days" in header.lower() and "within" not in header.lower() else ""


def _others(found: Sequence[str], unit: str) -> int:
    """How many numbers could be what is meant; a percent beside a count makes the count its base."""
    percents = found.count("#percent")
    return percents if unit == PERCENT else found.count("#") + 2 * percents


def _nearest(near: Sequence[str], form: re.Pattern[str]) -> list[str]:
    """The stages or years named nearest: in the clause, else the sentence, else the heading."""
    found = (dict.fromkeys(filter(form.fullmatch, masked(tokens(words)))) for words in near)
    return next((list(one) for one in found if one), [])
