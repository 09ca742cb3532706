"""How many complaints go on to the next stage."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from complaints_report.metrics import cues
from complaints_report.metrics.conditions import Condition, always, is_yes
from complaints_report.metrics.kinds import Ratio, Reached
from complaints_report.metrics.metric import Metric
from complaints_report.procedures import PROCEDURES, STATUTORY

if TYPE_CHECKING:
    import pandas as pd


def _can_go_on(rows: "pd.DataFrame") -> "pd.Series":
    """Which complaints are not at the last stage of their procedure."""
    is_last = ((rows["procedure"] == one.name) & (rows["stage"] == one.stages[-1]) for one in PROCEDURES)
    return ~reduce(or_, is_last)


ESCALATION: tuple[Metric, ...] = (
    Ratio(
        name="escalation",
        title="Escalation in the year",
        stages=(2, 3),
        counts={
            2: (("received", 2, "", ""), ("received", 1, "", "")),
            3: (("received", 3, "", ""), ("received", 2, "procedure", STATUTORY.name)),
        },
        cues=(cues.ESCALATION, cues.COMPLAINT, cues.SHARE),
        definition="Complaints received at this stage in the year for every hundred received at the stage before; "
        "for stage 3, for every hundred at stage 2 of the statutory procedure.",
    ),
    Reached(
        name="escalated_so_far",
        title="Escalated so far",
        stages=(2, 3),
        of=Condition(("stage", "procedure"), _can_go_on, always("stage 2 of the local procedure is its last")),
        that=is_yes("reached_next_stage", always("has not reached the next stage")),
        as_of_export=True,
        cues=(cues.ESCALATION, cues.SO_FAR, cues.COMPLAINT, cues.SHARE),
        definition="Complaints whose earlier stage was received in the year and that have reached this stage "
        "at any date, as a share of those whose earlier stage was received in the year.",
    ),
)
