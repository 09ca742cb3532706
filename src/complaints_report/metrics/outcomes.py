"""What was decided."""

from complaints_report import procedures
from complaints_report.metrics import cues
from complaints_report.metrics.conditions import is_blank, is_filled, is_in
from complaints_report.metrics.cues import COMPLAINT, SHARE
from complaints_report.metrics.kinds import Count, Rate, Share, Total
from complaints_report.metrics.metric import Metric

DECIDED = is_filled("outcome", "no outcome yet")
UPHELD_OR_PARTLY = is_in("outcome", *procedures.SOME_UPHELD)
FINDING = is_in("outcome", *procedures.FINDINGS)

OUTCOMES: tuple[Metric, ...] = (
    Count(
        name="outcomes",
        title="Outcomes",
        by=("outcome",),
        of=DECIDED,
        cues=(cues.DECIDED, COMPLAINT),
        definition="Complaints received in the year with this outcome.",
    ),
    Share(
        name="share_outcomes",
        title="Share of outcomes",
        by=("outcome",),
        of=DECIDED,
        cues=(cues.DECIDED, COMPLAINT, SHARE),
        definition="Complaints received in the year with this outcome, as a share of those with any outcome.",
    ),
    Rate(
        name="upheld_or_partly",
        title="Upheld or partially upheld",
        by=("", "area", "service", "procedure"),
        of=DECIDED,
        that=UPHELD_OR_PARTLY,
        cues=(cues.UPHELD_ANY, COMPLAINT, cues.DECIDED, SHARE),
        whole_cues=(cues.DECIDED,),
        definition="Complaints received in the year that were upheld or partially upheld, "
        "as a share of those with any outcome.",
    ),
    Rate(
        name="upheld_of_findings",
        title="Upheld or partially upheld, of those with a finding",
        by=("", "procedure"),
        of=FINDING,
        that=UPHELD_OR_PARTLY,
        cues=(cues.UPHELD_ANY, cues.OF_FINDINGS, COMPLAINT, SHARE),
        whole_cues=(cues.OF_FINDINGS,),
        definition="Complaints received in the year that were upheld or partially upheld, "
        "as a share of those upheld, partially upheld or not upheld, which is how the Ombudsman counts.",
    ),
    Count(
        name="awaiting_outcome",
        title="Awaiting an outcome",
        of=is_blank("outcome", "has an outcome"),
        cues=(cues.AWAITING, COMPLAINT, cues.DECIDED),
        definition="Complaints received in the year that have no outcome yet.",
    ),
)

MONEY: tuple[Metric, ...] = (
    Total(
        name="remedies",
        title="Payments made",
        column="remedy_amount",
        cues=(cues.PAYMENT,),
        definition="The pounds recorded as paid to put things right, added up for the complaints of the year.",
    ),
    Total(
        name="investigation_costs",
        title="Cost of investigations",
        column="investigation_cost",
        cues=(cues.COST, COMPLAINT),
        definition="The pounds recorded as spent, added up for the complaints of the year.",
    ),
)
