"""What went to the Local Government and Social Care Ombudsman, and what came of it."""

from complaints_report.metrics import cues
from complaints_report.metrics.conditions import is_in
from complaints_report.metrics.kinds import Count, Rate, Total
from complaints_report.metrics.metric import NO_STAGE, Metric
from complaints_report.procedures import OMBUDSMAN_DECISIONS

DECISIONS = is_in("result", *OMBUDSMAN_DECISIONS)

OMBUDSMAN: tuple[Metric, ...] = (
    Count(
        name="ombudsman_referrals",
        title="Referred to the Ombudsman",
        table="ombudsman",
        stages=NO_STAGE,
        cues=(cues.OMBUDSMAN, cues.OMBUDSMAN_CASES, cues.COMPLAINT),
        definition="Complaints that went to the Ombudsman from 1 April to 31 March, whatever came of them.",
    ),
    Count(
        name="ombudsman_results",
        title="Results from the Ombudsman",
        table="ombudsman",
        stages=NO_STAGE,
        by=("result",),
        cues=(cues.OMBUDSMAN, cues.COMPLAINT, cues.INVESTIGATED),
        definition="Complaints referred to the Ombudsman in the year, with this result.",
    ),
    Count(
        name="ombudsman_decisions",
        title="Decided by the Ombudsman",
        table="ombudsman",
        stages=NO_STAGE,
        of=DECISIONS,
        cues=(cues.OMBUDSMAN, cues.INVESTIGATED, cues.COMPLAINT),
        definition="Complaints referred to the Ombudsman in the year on which it decided, for or against.",
    ),
    Rate(
        name="ombudsman_upheld",
        title="Upheld by the Ombudsman",
        table="ombudsman",
        stages=NO_STAGE,
        of=DECISIONS,
        that=is_in("result", "upheld"),
        cues=(cues.OMBUDSMAN, cues.FAULT, cues.INVESTIGATED, cues.COMPLAINT, cues.SHARE),
        definition="Complaints that the Ombudsman upheld, as a share of its decisions.",
    ),
    Total(
        name="ombudsman_payments",
        title="Payments recommended by the Ombudsman",
        table="ombudsman",
        stages=NO_STAGE,
        column="payment",
        cues=(cues.OMBUDSMAN, cues.PAYMENT),
        definition="The pounds recorded, added up, for the complaints that went to it in the year.",
    ),
)
