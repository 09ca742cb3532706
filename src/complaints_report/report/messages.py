"""The messages of the summary, chosen by rule from the figures; their words are macros of `_messages.md.j2`."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.package_data import package_file
from complaints_report.procedures import STAGES
from complaints_report.report.compiled import compiled
from complaints_report.report.shares import HALF
from complaints_report.report.trends import is_beyond_chance, standing

MOST = 6
"""How many messages there are at most."""
WORDS = "_messages.md.j2"
_SETTINGS: Mapping[str, Any] = {"optimized": False, "autoescape": False, "trim_blocks": True}

_LEADING = {
    "received": (("received", 1),),
    "upheld": (("upheld_or_partly", 1),),
    "answers": (("within_limit", 1), ("within_20_days", 1)),
    "unanswered": tuple(("unanswered", stage) for stage in STAGES),
    "issues": (("issues", 1),),
    "children": (("share_from_children", 1),),
    "ombudsman": (("ombudsman_referrals", None),),
    "learning": tuple(("learning", stage) for stage in STAGES),
    "compliments": (("compliments", None),),
}
"""The subjects in the report's order, and the figures of each that may be striking."""


class Messages:
    """The messages of a year's figures; `filters` are those that their words are written with."""

    def __init__(self, figures: Figures, filters: Mapping[str, Callable[..., Any]]) -> None:
        self._figures = figures
        self._filters = filters

    @cached_property
    def chosen(self) -> list[str]:
        """The subjects that are told: what must be, then what is striking, then others; in the report's order."""
        told = [subject for subject in _LEADING if self._can_be_told(subject)]
        ranked = sorted(told, key=lambda subject: (not self._must_be_told(subject), not self._is_striking(subject)))
        return sorted(ranked[:MOST], key=list(_LEADING).index)

    def message(self, number: int, asked: Mapping[str, Callable[..., Any]] | None = None) -> str:
        """The message of that number, from one; `asked` are the functions by which its words ask for figures."""
        figures = self._figures
        ask = asked or {"figure": figures.figure, "groups": figures.groups, "series": figures.series}
        words = self._environment.get_template(WORDS).make_module({**ask, "stages": STAGES})
        return " ".join(getattr(words, self.chosen[number - 1])().split())

    @cached_property
    def _environment(self) -> Environment:
        templates = package_file("templates", "sections")
        loader, kept = FileSystemLoader(templates), compiled(templates, str(_SETTINGS))
        made = Environment(loader=loader, bytecode_cache=kept, undefined=StrictUndefined, **_SETTINGS)
        made.filters.update(self._filters)
        return made

    def _leading(self, subject: str) -> list[Figure]:
        found = (self._figures.figure(metric, stage) for metric, stage in _LEADING[subject])
        return [figure for figure in found if figure.known]

    def _can_be_told(self, subject: str) -> bool:
        """Whether the figures are there; of what is unanswered and of issues, whether there are any to tell."""
        leading = self._leading(subject)
        shares = self._figures.groups("share_issues", 1, by="category") if subject == "issues" else ()
        if shares and all(share.withheld for share in shares):
            return False
        return any(figure.exact for figure in leading) if subject in ("unanswered", "issues") else bool(leading)

    def _must_be_told(self, subject: str) -> bool:
        """Whether there is something unanswered, or a fault that the Ombudsman found."""
        faults = self._figures.figure("ombudsman_upheld").numerator
        return subject == "unanswered" or (subject == "ombudsman" and bool(faults))

    def _is_striking(self, subject: str) -> bool:
        """Whether a figure is the highest or lowest, past half, all or none, or beyond chance; or learning is late."""
        if subject == "learning":
            return bool(self._figures.figure("actions_overdue").exact)
        if subject == "issues":
            shares = self._figures.groups("share_issues", 1, by="category")
            return any((share.exact or 0) > HALF for share in shares)
        return any(map(self._is_far_out, self._leading(subject)))

    def _is_far_out(self, figure: Figure) -> bool:
        if figure.exact == 0 or (figure.unit == "percent" and (figure.exact or 0) >= HALF):
            return True
        stands = standing(self._figures.series(figure.metric, figure.stage))
        is_late = figure.metric.startswith("within") and (figure.exact or 0) < HALF
        return bool(stands) or is_late or is_beyond_chance(figure)
