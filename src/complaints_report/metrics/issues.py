"""What complaints are about."""

from complaints_report.metrics import cues
from complaints_report.metrics.kinds import Count, Rate, Share
from complaints_report.metrics.metric import Metric
from complaints_report.metrics.outcomes import UPHELD_OR_PARTLY

ISSUES: tuple[Metric, ...] = (
    Count(
        name="issues",
        title="Issues raised",
        table="issues",
        by=("", "category", "sub_category", "area_sub_category"),
        cues=(cues.ISSUES,),
        definition="Issues raised in the complaints received in the year; one complaint may raise several.",
    ),
    Share(
        name="share_issues",
        title="Share of issues",
        table="issues",
        by=("category",),
        cues=(cues.ISSUES, cues.SHARE),
        definition="Issues in this category, as a share of all issues raised at this stage in the year.",
    ),
    Rate(
        name="issues_upheld_or_partly",
        title="Issues upheld or partially upheld",
        table="issues",
        by=("", "category", "sub_category"),
        that=UPHELD_OR_PARTLY,
        cues=(cues.ISSUES, cues.UPHELD_ANY, cues.SHARE),
        definition="Of all the issues raised at this stage, the share that were upheld or partially upheld.",
    ),
)
