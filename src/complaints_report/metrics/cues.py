"""The words by which a reader of any report knows what a number counts: of metrics, and of groups with codes."""

from dataclasses import dataclass

from complaints_report.package_data import toml_of


@dataclass(frozen=True)
class Cue:
    """Words that tell of one thing; `telling` where a number of a metric that has them is hardly told without them.

    `rival` where they speak against the metrics that do not have them; `by` is the breakdown whose group they are too.
    """

    name: str
    form: str
    telling: bool = True
    rival: bool = True
    by: str = ""


# A metric names its cues in its declaration; their words stand in `cues.toml` beside this, as people write them.
_WORDS = toml_of("metrics", "cues.toml")
_CUES = {name: Cue(name, "|".join(one.pop("forms")), **one) for name, one in _WORDS["cues"].items()}
EVERY: tuple[Cue, ...] = tuple(_CUES.values())
"""All cues."""
GROUPS = {(by, code): "|".join(forms) for by, codes in _WORDS["groups"].items() for code, forms in codes.items()}
"""How else the groups are written that the data hold as codes, by their breakdown and code."""

COMPLAINT = _CUES["complaint"]
RECEIVED = _CUES["received"]
UPHELD_ANY = _CUES["upheld_any"]
DECIDED = _CUES["decided"]
AWAITING = _CUES["awaiting"]
OF_FINDINGS = _CUES["of_findings"]
REPLY = _CUES["reply"]
TIMED = _CUES["timed"]
IN_TIME = _CUES["in_time"]
LATE = _CUES["late"]
DUE = _CUES["due"]
UNANSWERED = _CUES["unanswered"]
OPEN_AT_END = _CUES["open_at_end"]
OWN_LIMIT = _CUES["own_limit"]
MEAN = _CUES["mean"]
MEDIAN = _CUES["median"]
NINE_IN_TEN = _CUES["nine_in_ten"]
DAYS = _CUES["days"]
EXTENDED = _CUES["extended"]
ESCALATION = _CUES["escalation"]
SO_FAR = _CUES["so_far"]
REFERRALS = _CUES["referrals"]
ASSESSMENTS = _CUES["assessments"]
PER = _CUES["per"]
ISSUES = _CUES["issues"]
OMBUDSMAN = _CUES["ombudsman"]
OMBUDSMAN_CASES = _CUES["ombudsman_cases"]
INVESTIGATED = _CUES["investigated"]
FAULT = _CUES["fault"]
PAYMENT = _CUES["payment"]
COST = _CUES["cost"]
COMPLIMENT = _CUES["compliment"]
LEARNING = _CUES["learning"]
COMPLETE = _CUES["complete"]
PANEL = _CUES["panel"]
HELD = _CUES["held"]
PANEL_REPORT = _CUES["panel_report"]
PANEL_RESPONSE = _CUES["panel_response"]
CHILDREN = _CUES["children"]
FAMILY = _CUES["family"]
ADVOCATE = _CUES["advocate"]
ONLINE = _CUES["online"]
POST = _CUES["post"]
SHARE = _CUES["share"]
ALL_STAGES = _CUES["all_stages"]
