"""The words by which a reader of any report knows what a number counts: of metrics, and of groups with codes.

A metric names its cues in its declaration. They are how people write, not how we do: each is a form, matched
without regard to case.
"""

from dataclasses import dataclass


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


_PARTLY = r"(?:part(?:ly|ially)?|in part)"
_FULLY = r"(?:fully|wholly|in full|in whole|outright)"

COMPLAINT = Cue("complaint", r"complaints?|representations?|cases?|concerns|investigations?|reviews?|requests?", False)
RECEIVED = Cue("received", r"receiv\w+|made|logged|registered|recorded|took|volumes?|brought|came (?:in|to)", False)
UPHELD_ANY = Cue(
    "upheld or partly",
    rf"u ?/ ?p\.?u|upheld,?(?: (?:either|at least))? (?:or|and) {_PARTLY}(?:[ -]upheld)?|upheld ?(?:/|&|\+) ?{_PARTLY}(?:[ -]upheld)?"
    rf"|{_FULLY},? (?:or|and) {_PARTLY}(?:[ -]upheld)?|{_PARTLY},? (?:or|and) {_FULLY}(?:[ -]upheld)?"
    rf"|upheld (?:\w+ ){{0,3}}(?:at least|to (?:some|any|a certain) (?:degree|extent)|{_FULLY}|in whole) or {_PARTLY}"
    rf"|upheld,? {_FULLY} or {_PARTLY}|upheld(?: \w+)? (?:at least|to some|to any) (?:\w+ ?)(?:degree|extent)?"
    r"|uph[eo]ld(?:ing)? (?:all or|at least) (?:a )?part|(?:uphold|upheld|uphold(?:ing)?) rates?|rates? of uphold\w*"
    r"|at least (?:partly|partially|in part)|found (?:something|some) (?:\w+ )?(?:wrong|fault)|some (?:element of )?fault"
    r"|in (?:the complainant|your|their)\w*(?:'s|’s|s['’])? favour|(?:fully |wholly )?(?:right|wrong),? or partly(?: (?:right|wrong))?|went your way"
    r"|(?:agreed|sided) with (?:you|them|the complainant)[\w ]{0,12} or in part|(?:at least )?partly (?:justified|right) or"
    r"|fault of some kind|some kind of fault|justified or partly(?: justified)?|substantiated or part\w*(?: substantiated)?"
    rf"|upheld or {_PARTLY}|{_PARTLY} or upheld|{_FULLY} upheld or {_PARTLY}(?: upheld)?",
)
DECIDED = Cue(
    "decided", r"outcomes?|decided|decisions?|concluded|determined|finalised|finished|completed|closed|findings?", False
)
AWAITING = Cue(
    "awaiting", r"await\w*|(?:were|was|are|is|remained) (?:still )?open|still (?:open|going|being|had)|no (?:decision|outcome)|not (?:yet )?(?:decided|finished|concluded)"
    r"|outstanding|pending|on-?going|yet to be|remain(?:ed|ing|s)? open|undecided",
)  # fmt: skip
REPLY = Cue(
    "reply", r"answer\w*|repl(?:y|ies|ied)|respon[ds]\w*|turn(?:ed )?around|timel\w*|timescales?|dealt with|processed"
    r"|letters? sent|seen through|speed|wait|how (?:quickly|long)", False,
)  # fmt: skip
TIMED = Cue(
    "timed", r"answer(?:s|ed)?|repl(?:y|ies|ied)|respon(?:ses?|ded)|closed|finished|completed|timed", rival=False
)
IN_TIME = Cue("in time", r"(?:in|on)[ -]time|with?in (?:the )?(?:\w+ )?(?:timescales?|time ?frames?|limits?|targets?"
    r"|deadlines?)|timely|met the|by then|punctual\w*", False)  # fmt: skip
LATE = Cue("late", r"late|later|overdue|took (?:\w+ )?longer|out(?:side)? of (?:time|timescale)|missed|over (?:the|time)"
    r"|beyond|exceed\w*|longer than|more than \d+ (?:working )?days|not (?:answered |met )?in time|breach\w*")  # fmt: skip
MEAN = Cue("mean", r"averages?|averaged|mean|on average|average")
MEDIAN = Cue("median", r"medians?|middle (?:value|number)|typical(?:ly)?")
DAYS = Cue("days", r"(?:working |business )?days?|w\.?d\.?s?", False)
EXTENDED = Cue("extended", r"exten(?:sions?|ded)|longer deadlines?|more time|extra time|additional time")
ESCALATION = Cue(
    "escalation", r"escalat\w*|(?:went|gone|go|going|moved|progress\w*|proceed\w*|continu\w+|taken|carried|take) (?:things )?"
    r"(?:on|further|forward|up)|progress(?:ed|ion)? to|conversion|(?:as (?:a )?(?:share|percentage|proportion)|equivalent"
    r"|equal)(?: \w+)? (?:of|to)(?: [\d.%]+)?(?: of)? stage (?:1|2|one|two)s?",
)  # fmt: skip
SO_FAR = Cue("so far", r"so far|to date|at any (?:date|time)|have (?:since )?(?:gone|been taken)", rival=False)
REFERRALS = Cue("referrals", r"referrals?(?! to the (?:local|lgsco|ombudsman))")
ASSESSMENTS = Cue("assessments", r"assessments?(?: completed| carried out)?")
PER = Cue("per", r"(?:per|(?:for )?every|(?:for )?each|a) (?:100|hundred|referral|assessment)|ratio|as a (?:share|percentage"
    r"|proportion) of (?:all )?(?:referrals|assessments)|for every")  # fmt: skip
ISSUES = Cue("issues", r"issues?|(?:separate|individual|different|distinct) points|points (?:raised|of complaint)|times raised|concerns? raised|raised|themes?|subjects?"
    r"|elements?|topics?|strands?|heads of complaint|aspects?|reasons?|mentions?|matters|grievances?")  # fmt: skip
OMBUDSMAN = Cue(
    "ombudsman", r"(?:local government (?:and|&) social care )?ombudsman(?:'s|’s)?|lgsco(?:'s|’s)?|lgo(?:'s|’s)?"
)
OMBUDSMAN_CASES = Cue("ombudsman cases", r"referr\w*|enquir\w+|approach\w*|went to|contact\w*|dealt with|considered|cases"
    r"|people|escalated|took|complained", False)  # fmt: skip
INVESTIGATED = Cue("investigated", r"decisions?|investigat\w+|looked into|in detail|detailed|formal(?:ly)?|determinations?"
    r"|decided", False)  # fmt: skip
FAULT = Cue("fault found", r"upheld|uph[eo]ld\w*|faults?|in (?:their|our) favour", rival=False)
PAYMENT = Cue("payment", r"pa(?:id|y|yments?|ying)|compensation|redress|remed(?:y|ies)|financial")
COST = Cue("cost", r"costs?|spent|spend|expenditure|fees?|invoices?")
COMPLIMENT = Cue("compliment", r"compliments?|thank[ -]?yous?|thanks|praise\w*|positive (?:feedback|comments?)|appreciat\w+"
    r"|something nice")  # fmt: skip
LEARNING = Cue(
    "learning", r"learn(?:ing|ed|t)?(?: points?| actions?)?|lessons?|actions?|improvements?|recommendations?"
)
COMPLETE = Cue("complete", r"completed?|implemented|finished|done|closed|delivered|in place|completion")
PANEL = Cue("panel", r"panels?|hearings?", False)
HELD = Cue("held", r"held|convened|met|took place|sat|arranged|meet|hearing", False)
PANEL_REPORT = Cue("panel report", r"(?:panel(?:'s|’s)? )?reports?|findings?|wr(?:ote|itten) up|write[ -]?ups?", False)
PANEL_RESPONSE = Cue("panel response", r"(?:final )?(?:responses?|letters?|repl(?:y|ies))|director\w*|responded", False)
CHILDREN = Cue("children", r"(?:by |from )?(?:children(?! services)|young people|child|young person)(?!['’]s)(?:,? (?:and|or) (?:young people"
    r"|young persons?|care leavers))*(?: themselves| directly)?|care leavers")  # fmt: skip
FAMILY = Cue("family", r"families as a whole|parents?(?:,| and| or| &) (?:\w+ ){0,2}(?:famil(?:y|ies)|relatives?|kin|relations)|(?:made )?(?:by|from) "
    r"(?:the )?(?:family|families|relatives)|family members?|parent or another relative|parents?[^.;]{0,90}?(?:extended|wider|other|rest of the) (?:family|relatives)",
    by="complainant")  # fmt: skip
ADVOCATE = Cue("advocate", r"advoca(?:tes?|cy)", by="complainant")
ONLINE = Cue("online", r"electronic\w*|digital\w*|online|e-?mails?(?:ed)?(?:,| and| or|/| &) (?:\w+ ){0,2}(?:online|web|form)"
    r"[\w ]{0,12}|(?:online|web)[ -]?forms? (?:and|or) e-?mails?|e-?mails? (?:\w+ ){0,3}(?:online|web) ?forms?", by="method")  # fmt: skip
POST = Cue("post", r"by post|posted|letters?|in writing|postal", by="method")
SHARE = Cue("share", r"shares?|proportions?|percentages?|per cent of|% of|of (?:the )?(?:total|all|overall)|accounted for"
    r"|made up|represent\w*", False)  # fmt: skip
ALL_STAGES = Cue("all stages", r"all (?:three )?stages|across (?:all|the three) stages|every stage|total|overall|in all"
    r"|altogether|combined|both|whole", False)  # fmt: skip

EVERY: tuple[Cue, ...] = tuple(one for one in list(globals().values()) if isinstance(one, Cue))
"""All cues."""

LIMITS = (5, 10, 15, 20, 25, 30, 65)
"""The numbers of working days within which a metric may measure; each is told by that number before "days"."""

GROUPS: dict[tuple[str, str], str] = {
    (
        "outcome",
        "partially upheld",
    ): r"p\.?u\.?|part(?:ly|ially)?[ -]upheld|upheld in part|partly|partially|part upheld|in part|part\w* (?:justified|substantiated)",
    (
        "outcome",
        "not upheld",
    ): r"n\.?u\.?|not[ -]upheld|(?:were|was)(?:n['’]t| not) upheld|no fault|rejected|dismissed|unfounded|not (?:justified|substantiated|right|at all)|unsubstantiated"
    r"|you were not right|did(?:n['’]t| not) agree",
    (
        "outcome",
        "inconclusive",
    ): r"inconclusive|no finding|(?:couldn['’]t|could not|can['’]t|cannot|unable to) (?:tell|decide"
    r"|determine|reach)\w*|not determined|not proven",
    ("outcome", "resolved"): r"resolved|settled",
    ("outcome", "outside jurisdiction"): r"out(?:side)?(?: of)?(?: our| the)?[ -]jurisdiction|out of scope|not eligible"
    r"|ineligible|not one we can|outside (?:the )?(?:procedure|scope|remit)|not accepted",
    ("outcome", "withdrawn"): r"withdr[ae]w\w*|w/d(?:rawn)?|withdrawals?|not pursued",
    (
        "outcome",
        "upheld",
    ): r"(?:fully|wholly) upheld|upheld(?: in full| outright)?|upheld|you were right|(?:fully )?justified|(?:fully )?substantiated",
    ("procedure", "statutory"): r"statutory|children act|set out in law|(?:the )?law|(?:under )?the regulations",
    (
        "procedure",
        "local",
    ): r"local(?= (?:procedure|complaints?|scheme|policy|route|process|polic|ones|was|were|[a-z]+ procedure))"
    r"|(?:handled |dealt with )?locally|corporate(?! services)|non[ -]statutory|local(?! (?:authorit|government|council|area|office|people|famil|school|resident|offer))",
    ("method", "email"): r"e-?mail(?:ed|s|ing)?",
    ("method", "online form"): r"(?:on-?line|web|website)(?: complaints?)?[ -]?(?:forms?|portal)|portal|on-?line",
    ("method", "telephone"): r"(?:tele)?phon\w+|(?:phone |telephone )calls?|by phone|rang",
    ("method", "post"): r"letters?|by post|postal|post(?:ed)?|in writing",
    ("method", "in person"): r"in person|face[ -]to[ -]face|walk-?ins?|visit(?:ed|s)?|came (?:in )?to (?:see|our)",
    ("complainant", "parent"): r"(?:a |by |birth )?parents?|mothers?|fathers?|mums?|dads?",
    (
        "complainant",
        "extended family",
    ): r"(?:extended|wider|other) (?:family|famil\w+)|grandparents?(?: (?:and|or) other relatives?)?"
    r"|(?:an)?other (?:family members?|relatives?)|relatives?|extended family",
    (
        "complainant",
        "child or young person",
    ): r"(?:a )?child(?:ren)?(?!['’]s| services)(?: (?:and|or|/) (?:a )?young (?:persons?|people))?"
    r"|young (?:people|persons?)(?!['’]s)|children themselves",
    ("complainant", "care leaver"): r"care leavers?|care[ -]experienced\w*",
    ("complainant", "carer"): r"(?:foster )?carers?|carers \(including foster carers\)|special guardians?",
    ("complainant", "adopter"): r"adopters?|adoptive parents?|prospective adopters?",
    ("complainant", "adopted adult"): r"adopted adults?",
    ("complainant", "advocate"): r"(?:an? )?advoca(?:tes?|cy)(?: (?:services?|organisations?|providers?))?",
    ("complainant", "professional"): r"professionals?|partner agenc\w+|other agenc\w+",
    ("result", "premature"): r"premature|too (?:early|soon)|sent back|first|referred back|return\w* to",
    (
        "result",
        "declined",
    ): r"declined|not (?:to )?investigat\w*|closed,? (?:not investigated|after \w+)|turned (?:some )?away"
    r"|invalid|out of remit|not taken (?:on|further|up)|without investigat\w+|decided not",
    ("result", "not upheld"): r"not[ -]upheld|no fault",
    ("result", "upheld"): r"upheld|found fault|finding of fault|fault(?:s)?(?: found)?",
    ("result", "pending"): r"pending|await\w*|still (?:open|being)|no decision yet|on-?going",
    ("gender", "female"): r"wom[ae]n|females?|girls?",
    ("gender", "male"): r"\bm[ae]n|males?|boys?",
    ("disability", "yes"): r"(?:were |are |had |with |have )?(?:a )?disab(?:led|ility|ilities)",
    ("disability", "no"): r"(?:not|no|non)[ -]disab(?:led|ility|ilities)|did not (?:have|report) a disab\w+",
    (
        "quarter",
        "Q1",
    ): r"q1|(?:first|1st) quarter|quarter (?:1|one)|(?:apr(?:il)?) ?(?:to|–|-|—|and) ?june?(?: 20\d\d)?",
    (
        "quarter",
        "Q2",
    ): r"q2|(?:second|2nd) quarter|quarter (?:2|two)|july? ?(?:to|–|-|—) ?sep(?:t(?:ember)?)?(?: 20\d\d)?",
    (
        "quarter",
        "Q3",
    ): r"q3|(?:third|3rd) quarter|quarter (?:3|three)|oct(?:ober)? ?(?:to|–|-|—) ?dec(?:ember)?(?: 20\d\d)?",
    (
        "quarter",
        "Q4",
    ): r"q4|(?:fourth|4th|final|last) quarter|quarter (?:4|four)|jan(?:uary)? ?(?:to|–|-|—) ?mar(?:ch)?(?: 20\d\d)?",
}
"""How else the groups are written that the data hold as codes, by their breakdown and code."""
