"""What case systems write for our coded values: spellings that can mean one alone, and words for a guess."""

import re

from complaints_report.intake.records.names import normalised

# As ruff would format these tables, they would be four times as long.
# fmt: off
VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "outcome": {
        "upheld": ("fully upheld", "upheld in full", "upheld fully", "wholly upheld"),
        "partially upheld": ("part upheld", "partly upheld", "partial upheld", "upheld in part", "upheld partially",
                             "upheld partly", "partially", "partly"),
        "not upheld": (),
        "inconclusive": ("no finding", "no finding made", "finding not possible", "not proven",
                         "unproven", "not determined", "undetermined", "unable to determine",
                         "cannot be determined", "unable to make a finding", "unable to reach a finding",
                         "no conclusion", "not conclusive"),
        "resolved": ("settled", "resolved without a finding", "resolved without finding", "resolved with no finding",
                     "resolved - no finding", "settled without a finding", "settled without finding",
                     "settled with no finding", "settled - no finding", "resolved without investigation",
                     "resolved without an investigation", "resolved before investigation",
                     "resolved prior to investigation", "resolved by agreement", "settled by agreement",
                     "resolved by mediation", "resolved through mediation", "settled by mediation",
                     "settled through mediation", "locally resolved", "resolved locally"),
        "outside jurisdiction": ("outside of jurisdiction", "out of jurisdiction", "not in jurisdiction",
                                 "not within jurisdiction", "out of scope", "outside scope", "outside of scope",
                                 "not in scope", "outside remit", "out of remit", "not eligible", "ineligible",
                                 "rejected", "outside procedure", "outside complaints procedure"),
        "withdrawn": ("withdrawn by complainant", "withdrawn by the complainant", "withdrawn by customer",
                      "withdrew", "complainant withdrew", "complaint withdrawn by complainant"),
    },
    "procedure": {
        "statutory": ("statutory (Children Act)", "statutory - Children Act 1989", "Children Act",
                      "Children Act 1989", "Children's Act", "Children's statutory", "statutory children's",
                      "statutory - children", "children (statutory)", "Children's social care statutory",
                      "Children's social care - statutory complaint", "Children's services statutory",
                      "CSC statutory", "statutory CSC", "statutory children's social care", "statutory complaint",
                      "statutory complaints", "statutory procedure", "statutory complaints procedure",
                      "Children's statutory complaint", "Children's statutory complaints",
                      "Children's statutory complaints procedure", "statutory children's complaint",
                      "Children Act complaint", "Children Act procedure"),
        "local": ("corporate", "local (corporate)", "corporate (local)",
                  "non-statutory", "corporate (non-statutory)", "non-statutory (corporate)", "corporate complaint",
                  "corporate complaints", "corporate procedure", "corporate complaints procedure",
                  "local complaint", "local procedure", "local complaints procedure", "non-statutory complaint",
                  "non-statutory procedure", "Children's corporate", "corporate - children",
                  "Children's non-statutory"),
    },
    "method": {
        "email": ("emails", "by email", "via email", "electronic mail", "email received"),
        "online form": ("web form", "web", "web site", "website form", "portal", "web portal", "online portal",
                        "customer portal", "complaints portal", "online", "online complaint form",
                        "online complaints form", "e-form", "internet", "self-service"),
        "post": ("letter", "by letter", "letter by post", "letter (post)", "post/letter", "by post",
                 "postal", "complaint form", "complaints form", "paper form", "complaint leaflet",
                 "complaints leaflet"),
        "telephone": ("phone", "phone call", "telephone call", "by phone", "by telephone", "via phone",
                      "via telephone", "call", "tel", "voicemail"),
        "in person": ("face to face", "f2f", "visit", "personal visit", "office visit", "personal caller",
                      "walk-in", "in-person visit", "in person / face to face"),
        "other": ("social media", "fax", "text", "text message", "SMS", "web chat", "live chat", "WhatsApp",
                  "Facebook", "Twitter", "other method"),
    },
    "complainant": {
        "parent": ("parents", "mother", "father", "mum", "dad", "mother/father", "mother and father",
                   "both parents", "birth parent", "birth parents", "birth mother", "birth father"),
        "extended family": ("grandparent", "grandparents", "grandmother", "grandfather", "aunt",
                            "uncle", "aunt/uncle", "brother", "sister", "sibling", "other relative",
                            "other relatives", "other family", "other family member", "extended family member",
                            "wider family", "wider family member"),
        "child or young person": ("child/young person", "young person/child", "child", "young person", "children",
                                  "young people", "children and young people", "child and young person",
                                  "children/young people", "children or young people", "child/YP", "YP", "CYP",
                                  "looked after child", "child looked after", "child in care", "children in care",
                                  "child or young person in care"),
        "care leaver": ("care leavers",),
        "carer": ("carers", "foster carer", "foster carers", "foster parent", "connected carer",
                  "connected carers", "connected person", "connected person carer", "connected persons carer",
                  "kinship carer", "kinship foster carer", "family and friends carer", "private foster carer",
                  "special guardian", "special guardians", "special guardian (SGO)", "SGO carer"),
        "adopter": ("adopters", "adoptive parent", "adoptive parents", "adoptive mother",
                    "adoptive father", "prospective adopter", "prospective adopters"),
        "adopted adult": ("adopted adults", "adult adoptee", "adopted adult (18+)"),
        "advocate": ("advocates", "advocacy", "advocacy service", "independent advocate", "Children's advocate",
                     "advocate for child", "advocate for young person", "advocate for child/young person",
                     "advocate on behalf of child", "advocate on behalf of young person",
                     "advocate on behalf of child/young person"),
        "professional": ("professionals", "other professional", "MP", "Member of Parliament", "councillor", "Cllr",
                         "MP/councillor", "councillor/MP", "elected member", "health professional", "teacher",
                         "school", "police", "solicitor", "social worker"),
        "other": ("others", "other person", "friend", "family friend", "neighbour", "member of public",
                  "member of the public"),
    },
    "result": {
        "premature": ("premature/referred back", "referred back", "referred back (premature)",
                      "referred back for local resolution", "referred back to council", "premature complaint",
                      "premature referral", "closed - premature"),
        "declined": ("not investigated", "declined to investigate", "decided not to investigate",
                     "decision not to investigate", "will not investigate", "not to investigate",
                     "no investigation", "closed after initial enquiries",
                     "closed after initial enquiries - no further action",
                     "closed after initial enquiries - out of jurisdiction", "closed after initial assessment",
                     "outside jurisdiction", "out of jurisdiction", "not to initiate an investigation"),
        "upheld": ("upheld: maladministration and injustice", "upheld: maladministration, no injustice",
                   "upheld: maladministration", "upheld: fault and injustice", "upheld: fault, no injustice",
                   "upheld: fault", "upheld - fault found", "upheld with remedy", "fault and injustice",
                   "maladministration and injustice", "upheld: no further action", "upheld - no injustice"),
        "not upheld": ("not upheld: no maladministration", "not upheld: no fault", "not upheld - no fault found",
                       "not upheld: no further action", "no fault", "no fault found", "no maladministration"),
        "pending": ("decision pending", "pending decision", "awaiting decision", "awaiting outcome", "ongoing",
                    "open", "still open", "under investigation", "in progress", "with ombudsman", "with LGSCO"),
    },
    "status": {
        "not started": ("not yet started", "to be started", "not begun", "to do", "not commenced"),
        "in progress": ("ongoing", "underway", "started", "commenced", "begun",
                        "work in progress", "WIP", "partially complete", "partly complete", "part complete"),
        "complete": ("completed", "done", "finished", "fully complete", "fully completed", "implemented",
                     "action complete", "action completed", "actions completed", "complete - implemented"),
    },
}

# fmt: on
HINTS = {
    "outcome": (
        ("withdrawn", r"withdr|w/?d\b|cancelled by compl"),
        ("outside jurisdiction", r"jurisdic|scope|remit|not accepted|ineligib|not eligib|declin|redirect|signpost"),
        (
            "partially upheld",
            r"\b(?:part|partial|partially|partly|some)\b.*(?:just|uph|found|subst|fault|accept)|in part",
        ),
        ("inconclusive", r"inconcl|no finding|undeterm|unable|unproven|not proven"),
        ("not upheld", r"(?:not|un|no)[- ]?(?:just|uph|found|subst|fault|valid|accept|confirm|proved)|reject|dismiss"),
        ("upheld", r"just|uph|found|subst|fault|valid|accept|confirm|proved"),
        ("resolved", r"resol|settl|mediat|closed|complet|agreed"),
    ),
    "method": (
        ("email", r"e-?mail"),
        ("online form", r"\bweb|online|portal|form\b|digital|app\b"),
        ("telephone", r"phone|\bcall|\btel|mobile|voice"),
        ("post", r"letter|post|mail\b|written"),
        ("in person", r"person|face|visit|meeting|recep|walk"),
    ),
    "complainant": (
        ("advocate", r"advoc"),
        ("care leaver", r"leaver|leaving care"),
        ("adopted adult", r"adopted adult|adult adopt"),
        ("adopter", r"adopt"),
        ("carer", r"carer|guardian|kinship|sgo"),
        ("extended family", r"grand|aunt|uncle|sibling|relative|family|cousin|nan\b"),
        ("parent", r"parent|mother|father|\bmum|\bdad|birth"),
        ("child or young person", r"child|young|\byp\b|\bcyp\b|looked after|\bcla\b|\blac\b|pupil|in care"),
        (
            "professional",
            r"profess|solicit|\bmps?\b|\bcllr|councillor|worker|school|police|health|legal|\biro\b|agency|\borg",
        ),
        ("other", r""),
    ),
    "procedure": (
        ("local", r"corporate|local|non[- ]?stat|council"),
        ("statutory", r"statut|children|\bact\b|\bcsc\b"),
    ),
    "extension_agreed": (
        ("no", r"^n|not|none"),
        ("yes", r"^y|agree|extended|grant|tick|\bx\b|true"),
    ),
}
"""Words in a text by which `init` guesses what it means, those first that a later one would take too."""
ABBREVIATIONS = {
    "outcome": {
        "wd": "withdrawn",
        "oj": "outside jurisdiction",
        "ooj": "outside jurisdiction",
        "upu": "partially upheld",
    }
}
"""Letters for a value that are not the first of its words."""

# fmt: off
STAGE_NUMBERS: dict[int, tuple[str, ...]] = {
    1: ("1", "one", "S1", "stage 1", "stage one", "stage I", "first stage", "1st stage"),
    2: ("2", "two", "S2", "stage 2", "stage two", "stage II", "second stage", "2nd stage"),
    3: ("3", "three", "S3", "stage 3", "stage three", "stage III", "third stage", "3rd stage"),
}
STAGE_NAMES: dict[int, tuple[str, ...]] = {
    1: ("local resolution",),
    2: ("independent investigation",),
    3: ("review panel", "independent review panel", "complaints review panel", "complaint review panel"),
}
"""What a stage may be called without its number: these are the statutory procedure's own names."""

_BESIDE_A_NUMBER: dict[int, tuple[str, ...]] = {
    1: ("formal", "formal complaint", "formal investigation", "investigation"),
    2: ("investigation", "formal investigation", "formal", "review"),
    3: ("panel", "panel review", "panel hearing", "review", "formal review panel"),
}
_PROCEDURES = (
    "statutory", "corporate", "local", "complaint", "statutory complaint", "corporate complaint", "local complaint",
    "children's", "children's complaint", "children's statutory", "children's statutory complaint",
    "children's social care", "children's social care complaint", "children's corporate",
    "children's corporate complaint", "statutory children's", "Children Act", "CSC",
)
# fmt: on

OF_YES_OR_NO = ("extension_agreed", "include")
"""The columns that say yes or no."""
CODED = ("stage", *VALUES, *OF_YES_OR_NO)
"""The columns of every table whose values are ours."""
YES_OR_NO = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}

_BEFORE_AN_OUTCOME = re.compile(
    r"\s*(?:(?:stage|s)\W*(?:[123]|one|two|three)\b\W*)?(?:(?:complaint|case)\b\W*)?"
    r"(?:closed\b\W*(?:response\b\W*(?=.*upheld))?"
    r"|response\s*(?::|[–—-]\s)\W*(?=.*upheld)|(?:outcome|decision)\s*(?::|[–—-]\s)\W*)?",
    re.IGNORECASE | re.DOTALL,
)
"""The labels that systems put before an outcome, as in "Stage 1 Closed - response partially upheld".

Not every response or decision is such a label: "Stage 1 decision upheld" says in a review that the complaint was
not upheld, and "response rejected" what the complainant thought of it.
"""


def to_code(kind: str, text: str) -> str | None:
    """Which of our coded values of a kind a text spells, if it does; never by a part of it alone."""
    code = _CODES[kind].get(normalised(text))
    if code is None and kind == "outcome":
        code = _CODES[kind].get(normalised(_BEFORE_AN_OUTCOME.sub("", text, count=1)))
    return code


def to_stage(text: str) -> int | None:
    """The stage that a text names, if it names one: by number, by name, or by both where they agree."""
    if text.strip().startswith("-"):
        return None
    return _STAGES.get(normalised(re.sub(r"(?<=[123])\.0+", "", text)))


def values_of(column: str) -> tuple[str, ...]:
    """Our values of a coded column; none of any other."""
    others = {"stage": tuple(map(str, STAGE_NUMBERS)), **dict.fromkeys(OF_YES_OR_NO, ("yes", "no"))}
    return others.get(column) or tuple(VALUES.get(column, ()))


def is_value_of(column: str, text: str) -> bool:
    """Whether a text spells one of the values that a coded column may have."""
    if column == "stage":
        return to_stage(text) is not None
    return text.strip().casefold() in YES_OR_NO if column in OF_YES_OR_NO else to_code(column, text) is not None


def _stage_forms(stage: int) -> set[str]:
    numbers = {normalised(form) for form in STAGE_NUMBERS[stage]}
    names = {normalised(form) for form in STAGE_NAMES[stage]}
    beside = {normalised(form) for form in (*_BESIDE_A_NUMBER[stage], *_PROCEDURES)} | names
    both = {form for number in numbers for name in beside for form in (number + name, name + number)}
    return numbers | names | both


_CODES = {
    kind: {normalised(form): code for code, forms in ours.items() for form in (code, *forms)}
    for kind, ours in VALUES.items()
}
_STAGES = {form: stage for stage in STAGE_NUMBERS for form in _stage_forms(stage)}
