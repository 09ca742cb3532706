"""Every metric, in the order that the table of figures has them."""

from complaints_report.metrics.compliments import COMPLIMENTS, LEARNING
from complaints_report.metrics.escalation import ESCALATION
from complaints_report.metrics.issues import ISSUES
from complaints_report.metrics.metric import Metric
from complaints_report.metrics.ombudsman import OMBUDSMAN
from complaints_report.metrics.outcomes import MONEY, OUTCOMES
from complaints_report.metrics.responsiveness import RESPONSIVENESS
from complaints_report.metrics.volume import ACTIVITY, RECEIVED

METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        *RECEIVED,
        *OUTCOMES,
        *RESPONSIVENESS,
        *ESCALATION,
        *ACTIVITY,
        *ISSUES,
        *OMBUDSMAN,
        *COMPLIMENTS,
        *LEARNING,
        *MONEY,
    )
}
