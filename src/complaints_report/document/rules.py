"""Which concepts and groups together name which metric, and which part of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

COUNT, PERCENT, DAYS = "count", "percent", "days"


class Part(StrEnum):
    """What of a figure a number may be."""

    VALUE = "value"
    SOME = "numerator"
    WHOLE = "denominator"


@dataclass(frozen=True)
class Rule:
    """A metric that all concepts in `needs` name, beside which stand none but those of `allows`."""

    unit: str
    metric: str
    needs: frozenset[str]
    allows: frozenset[str]
    by: tuple[str, ...]
    part: Part

    def holds(self, unit: str, concepts: frozenset[str], by: str) -> bool:
        """Whether these concepts and this breakdown are what the metric asks, and nothing else."""
        return unit == self.unit and by in self.by and self.needs <= concepts <= self.needs | self.allows


def _rule(unit: str, metric: str, needs: str, allows: str = "", by: str = "", part: Part = Part.VALUE) -> Rule:
    bys = tuple(name.replace("total", "") for name in (by or "total").split())
    return Rule(unit, metric, frozenset(needs.split()), frozenset(allows.split()), bys, part)


def _shared(metric: str, needs: str, allows: str, by: str = "total") -> Iterator[Rule]:
    """A share, and the number that it is the share of."""
    yield _rule(PERCENT, metric, needs, allows, by)
    yield _rule(COUNT, metric, needs, allows, by, Part.SOME)


_WHO = "age_band gender ethnicity disability sexual_orientation"
_WITHIN = (("10_days", 10), ("20_days", 20), ("25_days", 25), ("65_days", 65))
_MADE = (("children", "from_children"), ("family", "from_family"), ("online", "by_email_or_online"))

RULES: tuple[Rule, ...] = (
    _rule(
        COUNT,
        "received",
        "complaint",
        "",
        f"total service area procedure method complainant quarter month {_WHO}",
    ),
    _rule(
        PERCENT, "share_received", "", "complaint", f"service area procedure method complainant quarter month {_WHO}"
    ),
    _rule(COUNT, "outcomes", "", "complaint decided", "outcome"),
    _rule(PERCENT, "share_outcomes", "", "complaint decided", "outcome"),
    *_shared("upheld_or_partly", "upheldany", "complaint decided", "total area service procedure"),
    _rule(COUNT, "upheld_or_partly", "decided", "complaint", "total area service procedure", Part.WHOLE),
    *(
        rule
        for name, days in _WITHIN
        for rule in _shared(f"within_{name}", f"within{days}", "complaint response", "total area procedure quarter")
    ),
    *_shared("panel_within_30_days", "within30", "panel request"),
    *_shared("report_within_5_days", "within5", "panel report"),
    *_shared("response_within_15_days", "within15", "panel report response"),
    *_shared("extended", "extended", "complaint"),
    _rule(COUNT, "timed", "response", "", "total area procedure"),
    _rule(DAYS, "mean_days", "mean", "complaint response", "total area procedure"),
    _rule(DAYS, "median_days", "median", "complaint response", "total area procedure"),
    _rule(PERCENT, "escalation", "escalation2", "complaint"),
    _rule(PERCENT, "escalation", "escalation3", "complaint"),
    _rule(PERCENT, "escalated_so_far", "escalation2", "complaint"),
    _rule(PERCENT, "escalated_so_far", "escalation3", "complaint"),
    _rule(COUNT, "referrals", "referral", ""),
    _rule(COUNT, "assessments", "assessment", ""),
    _rule(PERCENT, "complaints_per_referral", "referral", "complaint"),
    _rule(PERCENT, "complaints_per_assessment", "assessment", "complaint"),
    _rule(COUNT, "issues", "issue", "complaint", "total category sub_category"),
    _rule(COUNT, "issues", "", "issue complaint", "category sub_category"),
    _rule(PERCENT, "share_issues", "", "issue complaint", "category"),
    *_shared("issues_upheld_or_partly", "issue upheldany", "complaint", "total category sub_category"),
    *_shared("issues_upheld_or_partly", "upheldany", "complaint issue", "category sub_category"),
    _rule(COUNT, "ombudsman_referrals", "ombudsman", "complaint referred referral"),
    _rule(COUNT, "ombudsman_results", "ombudsman", "complaint referred decided", "result"),
    _rule(COUNT, "ombudsman_decisions", "ombudsman decided", "complaint"),
    _rule(PERCENT, "ombudsman_upheld", "ombudsman", "complaint decided", "result"),
    _rule(COUNT, "compliments", "compliment", "", "total service"),
    _rule(COUNT, "learning", "learning", "complaint"),
    *_shared("actions_complete", "learning complete", ""),
    *(
        rule
        for concept, metric in _MADE
        for rule in (
            _rule(COUNT, metric, concept, "complaint"),
            _rule(PERCENT, f"share_{metric}", concept, "complaint"),
        )
    ),
)
"""Each way in which a number can be a figure."""
