"""How many complaints, about what, from whom and how made."""

from complaints_report.metrics import cues
from complaints_report.metrics.conditions import Condition, is_in
from complaints_report.metrics.cues import COMPLAINT, SHARE, Cue
from complaints_report.metrics.kinds import Count, Given, Rate, Ratio, Share
from complaints_report.metrics.metric import NO_STAGE, Metric
from complaints_report.procedures import CHARACTERISTICS, CHILDREN

BREAKDOWNS = ("procedure", "area", "service", "quarter", "month")
ASKED_AT_STAGE_1 = ("method", "complainant", *CHARACTERISTICS)

BY_CHILDREN = is_in("complainant", *CHILDREN)
FAMILY = is_in("complainant", "parent", "extended family")
ADVOCATE = is_in("complainant", "advocate")
EMAIL_OR_ONLINE = is_in("method", "email", "online form")
POST = is_in("method", "post")


def _count_and_share(name: str, that: Condition, words: str, which: str, cue: Cue) -> tuple[Metric, Metric]:
    """Those stage 1 complaints of which a condition holds, as a number and as a share of all received.

    `words` name them, `which` says how they are told from the others.
    """
    return (
        Count(
            name=name,
            title=f"Complaints {words}",
            stages=(1,),
            of=that,
            cues=(cue, COMPLAINT, cues.RECEIVED),
            definition=f"Stage 1 complaints {which}.",
        ),
        Rate(
            name=f"share_{name}",
            title=f"Share of complaints {words}",
            stages=(1,),
            that=that,
            cues=(cue, SHARE, COMPLAINT, cues.RECEIVED),
            definition=f"Stage 1 complaints {which}, as a share of all stage 1 complaints received in the year.",
        ),
    )


RECEIVED: tuple[Metric, ...] = (
    Count(
        name="received",
        title="Complaints received",
        by=("", *BREAKDOWNS),
        by_at_stage_1=ASKED_AT_STAGE_1,
        cues=(COMPLAINT, cues.RECEIVED),
        definition="Complaints received or requested at this stage from 1 April to 31 March.",
    ),
    Share(
        name="share_received",
        title="Share of complaints received",
        by=BREAKDOWNS,
        by_at_stage_1=ASKED_AT_STAGE_1,
        cues=(SHARE, COMPLAINT, cues.RECEIVED),
        definition="Complaints received in this group, as a share of all received at this stage in the year.",
    ),
    *_count_and_share(
        "from_children",
        BY_CHILDREN,
        "made by children, young people and care leavers",
        "whose complainant is a child or young person, or a care leaver",
        cues.CHILDREN,
    ),
    *_count_and_share(
        "from_family",
        FAMILY,
        "made by parents and extended family",
        "whose complainant is a parent or one of the extended family",
        cues.FAMILY,
    ),
    *_count_and_share(
        "via_advocate",
        ADVOCATE,
        "made by an advocate",
        "whose complainant is recorded as an advocate, who speaks for somebody else",
        cues.ADVOCATE,
    ),
    *_count_and_share(
        "by_email_or_online",
        EMAIL_OR_ONLINE,
        "made by e-mail or online form",
        "whose method is recorded as e-mail or an online form",
        cues.ONLINE,
    ),
    *_count_and_share("by_post", POST, "made by post", "whose method is recorded as post", cues.POST),
)

ACTIVITY: tuple[Metric, ...] = (
    Given(
        name="referrals",
        title="Referrals",
        table="activity",
        column="referrals",
        cues=(cues.REFERRALS,),
        definition="The number for the year that the activity table gives.",
    ),
    Given(
        name="assessments",
        title="Assessments",
        table="activity",
        column="assessments",
        cues=(cues.ASSESSMENTS,),
        definition="The number for the year that the activity table gives.",
    ),
    Ratio(
        name="complaints_per_referral",
        title="Complaints per hundred referrals",
        table="activity",
        stages=NO_STAGE,
        unit="ratio",
        counts={None: (("received", 1, "", ""), ("referrals", None, "", ""))},
        cues=(cues.REFERRALS, cues.PER, COMPLAINT),
        definition="Stage 1 complaints received in the year for every hundred referrals in the year.",
    ),
    Ratio(
        name="complaints_per_assessment",
        title="Complaints per hundred assessments",
        table="activity",
        stages=NO_STAGE,
        unit="ratio",
        counts={None: (("received", 1, "", ""), ("assessments", None, "", ""))},
        cues=(cues.ASSESSMENTS, cues.PER, COMPLAINT),
        definition="Stage 1 complaints received in the year for every hundred assessments in the year.",
    ),
)
