"""Compliments, and what was learned from complaints."""

from complaints_report.metrics import cues
from complaints_report.metrics.conditions import always, is_filled, is_in, is_yes
from complaints_report.metrics.kinds import Count, Rate
from complaints_report.metrics.metric import NO_STAGE, Metric

COMPLIMENTS: tuple[Metric, ...] = (
    Count(
        name="compliments",
        title="Compliments",
        table="compliments",
        stages=NO_STAGE,
        by=("", "service"),
        cues=(cues.COMPLIMENT, cues.RECEIVED),
        definition="Each compliment with a date from 1 April to 31 March.",
    ),
)

LEARNING: tuple[Metric, ...] = (
    Count(
        name="learning",
        title="Pieces of learning",
        table="learning",
        cues=(cues.LEARNING,),
        definition="Each lesson that was recorded for the year, at the stage of its complaint.",
    ),
    Rate(
        name="actions_complete",
        title="Learning with actions complete",
        table="learning",
        stages=NO_STAGE,
        of=is_filled("status", "no status recorded"),
        that=is_in("status", "complete"),
        cues=(cues.LEARNING, cues.COMPLETE, cues.SHARE),
        whole_cues=(cues.LEARNING,),
        definition="Pieces of learning whose actions are complete, as a share of those with a status.",
    ),
    Count(
        name="actions_overdue",
        title="Learning with actions overdue",
        table="learning",
        stages=NO_STAGE,
        of=is_yes("past_due", always("complete, or not yet due")),
        as_of_export=True,
        and_earlier=True,
        cues=(cues.LEARNING, cues.LATE),
        definition="Pieces of learning of the year or of an earlier one whose actions were due before the day "
        "of the export and are not complete.",
    ),
)
