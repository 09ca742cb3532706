"""Which words name which metric, and which words beside them change nothing."""

from dataclasses import dataclass

COUNT, PERCENT, DAYS = "count", "percent", "days"
_UNTELLING = (
    "there were was is are in at of for on to during this year total all overall altogether",
    "we our trust council us children's social care number and that have been had has with received made",
    "which grand complaint complaints percent percentage share",
)
GLUE = frozenset(" ".join(_UNTELLING).split())
CAPTION_GLUE = GLUE | frozenset(("by", "service", "services", "area", "areas", "stage", "stages", "figures", "each"))
GROUPED = ("service", "area", "outcome", "category")
"""The breakdowns whose groups a sentence may name."""


@dataclass(frozen=True)
class Rule:
    """A metric that one of the words in `needs` names, beside which stand no words but those of `allows`."""

    unit: str
    metric: str
    needs: frozenset[str]
    allows: frozenset[str] = frozenset()
    by: tuple[str, ...] = ("",)

    def holds(self, unit: str, words: frozenset[str], by: str, glue: frozenset[str]) -> bool:
        """Whether these words and this group are all that the metric asks, and nothing else."""
        named = not self.needs or self.needs & words
        return unit == self.unit and by in self.by and bool(named) and not words - glue - self.needs - self.allows


def _rule(unit: str, metric: str, needs: str, allows: str = "", by: tuple[str, ...] = ("",)) -> Rule:
    return Rule(unit, metric, frozenset(needs.split()), frozenset(allows.split()), by)


_ANSWERED = "working days responses response came answered responded timed sent"
_TIMES = "working days time response responses respond taken"

RULES = (
    _rule(COUNT, "received", "complaint complaints", by=("", "service", "area")),
    _rule(COUNT, "outcomes", "complaint complaints outcome outcomes", by=("outcome",)),
    _rule(COUNT, "compliments", "compliment compliments"),
    _rule(COUNT, "referrals", "referral referrals"),
    _rule(COUNT, "assessments", "assessment assessments"),
    _rule(COUNT, "issues", "issue issues", "raised category categories", ("", "category")),
    _rule(COUNT, "ombudsman_referrals", "ombudsman", "referred local government"),
    _rule(PERCENT, "upheld_or_partly", "upheldorpartly", "decided", ("", "area", "service")),
    _rule(PERCENT, "share_outcomes", "", "decided outcome outcomes", ("outcome",)),
    _rule(PERCENT, "within_10_days", "within10", _ANSWERED, ("", "area")),
    _rule(PERCENT, "within_20_days", "within20", _ANSWERED, ("", "area")),
    _rule(PERCENT, "within_25_days", "within25", _ANSWERED, ("", "area")),
    _rule(PERCENT, "within_65_days", "within65", _ANSWERED, ("", "area")),
    _rule(DAYS, "mean_days", "mean average", _TIMES, ("", "area")),
    _rule(DAYS, "median_days", "median", _TIMES, ("", "area")),
)
