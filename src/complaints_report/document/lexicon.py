"""The words of complaints reports: what names a figure, a year, a comparison, and what changes nothing."""

NUMBER, STAGE, YEAR, GROUP, CONCEPT, WITHIN = "number", "stage", "year", "group", "concept", "within"
WAY, POINTS, DAYS, MARKER, HEDGE, GLUE = "way", "points", "days", "marker", "hedge", "glue"
OPEN, CLOSE, STOP, OTHER = "open", "close", "stop", "other"
"""What is known of a word: `OTHER` is a word that is not known."""

PREVIOUS, LAST = "previous", "last"
"""Years told by the report's own; "last year" may be the report's or the one before it."""

_PARTLY = r"(?:part|partly|partially|in part)"
_FULLY = r"(?:fully|wholly|in full|in whole)"
FIRST = ("upheldany", "escalation2", "escalation3", "children", "family", "online")
"""The concepts that hold the names of stages or groups, and are looked for before these."""
CONCEPTS = {
    "upheldany": (
        rf"(?:{_FULLY} )?upheld,? (?:or|and) {_PARTLY}(?: upheld)?",
        rf"upheld ?/ ?{_PARTLY}(?: upheld)?",
        rf"{_FULLY} (?:or|and) {_PARTLY} upheld",
        rf"{_PARTLY} (?:or|and) {_FULLY} upheld",
        rf"upheld,? (?:either )?{_FULLY} or {_PARTLY}",
        rf"(?:either )?upheld or {_PARTLY} upheld",
        r"at least partly upheld",
    ),
    "escalation2": (r"(?:from )?stage (?:1|one) to stage (?:2|two)",),
    "escalation3": (r"(?:from )?stage (?:2|two) to stage (?:3|three)",),
    "complaint": (r"complaints?", r"representations?", r"cases?"),
    "compliment": (r"compliments?",),
    "referral": (r"referrals?",),
    "referred": (r"referred",),
    "assessment": (r"assessments?",),
    "issue": (r"issues?",),
    "ombudsman": (r"(?:local government and social care )?ombudsman", r"lgsco", r"lgo"),
    "learning": (r"pieces? of learning", r"learning points?", r"learning"),
    "complete": (r"(?:actions? )?complete", r"every action complete"),
    "mean": (r"means?", r"(?:on )?average"),
    "median": (r"median", r"middle(?: number)?"),
    "response": (r"responses?", r"responded", r"respond", r"repl(?:y|ies|ied)", r"answer(?:s|ed|ing)?"),
    "decided": (r"decided", r"decisions?", r"outcomes?", r"decide"),
    "extended": (r"extensions?(?: of time)?", r"extended", r"more time"),
    "report": (r"panel reports?", r"panel's report"),
    "panel": (r"(?:review )?panels?",),
    "request": (r"of the request",),
    "children": (r"children,? (?:and )?young people and care leavers",),
    "family": (r"parents and (?:the )?(?:extended family|relatives|other relatives|wider family)",),
    "advocates": (r"advocates",),
    "online": (r"e-?mails? (?:and|or) (?:the )?online(?: forms?)?",),
    "in time": (r"(?:in|on) time", r"within (?:the )?(?:timescales?|time limits?|targets?|deadlines?)"),
    "change": (r"change", r"difference", r"variance", r"\+/-"),
}
"""What names a figure, and how it is written."""

_BOTH = r"statutory(?= (?:and|or|&) (?:corporate|local|non-statutory)\b)"
SYNONYMS = {
    ("outcome", "upheld"): (r"(?:fully|wholly) upheld", r"upheld in full"),
    ("outcome", "partially upheld"): (r"part(?:ly|ially)?[ -]upheld", r"upheld in part", r"partly"),
    ("outcome", "not upheld"): (r"not upheld",),
    ("outcome", "outside jurisdiction"): (r"out of jurisdiction", r"outside (?:our|the) jurisdiction"),
    ("outcome", "inconclusive"): (r"no finding",),
    ("outcome", "withdrawn"): (r"withdrawn by (?:the )?complainants?",),
    ("procedure", "statutory"): (
        r"statutory (?:complaints )?(?:procedures?|process)",
        r"statutory(?= complaints?)",
        _BOTH,
    ),
    ("procedure", "local"): (
        r"(?:local|corporate) (?:complaints )?(?:procedures?|process)",
        r"(?:local|corporate)(?= complaints?)",
    ),
    ("method", "email"): (r"e-?mails?",),
    ("method", "online form"): (r"online(?: forms?)?", r"web ?forms?"),
    ("method", "telephone"): (r"(?:tele)?phone(?: calls?)?",),
    ("method", "in person"): (r"face[ -]to[ -]face",),
    ("method", "post"): (r"letters?",),
    ("complainant", "parent"): (r"parents?",),
    ("complainant", "advocate"): (r"advocates?",),
    ("complainant", "carer"): (r"carers?",),
    ("complainant", "care leaver"): (r"care leavers?",),
    ("complainant", "child or young person"): (r"child(?:ren)?(?: (?:or|and) young (?:person|people))",),
    ("complainant", "adopter"): (r"adopters?", r"adoptive parents?"),
    ("complainant", "professional"): (r"professionals?",),
    ("complainant", "extended family"): (r"wider family", r"(?:other )?relatives"),
}
"""How else the names of groups are written, as far as the data have such a group."""

YEARS = {
    PREVIOUS: (
        r"(?:the |that |those )?(?:previous|prior|preceding) (?:financial |reporting )?year(?:'s)?",
        r"(?:the |a )?year (?:before|earlier)",
    ),
    LAST: (r"last (?:financial |reporting )?year(?:'s)?",),
    "": (r"(?:in|during|over|for) the (?:reporting |whole )?(?:year|period)", r"this (?:financial |reporting )?year"),
}

UP = (
    *(r"increas(?:e|es|ed|ing)", r"ris(?:e|es|en|ing)", r"rose", r"gr(?:ew|own|owth)", r"up", r"more", r"higher"),
    r"longer",
)
DOWN = (
    *(r"decreas(?:e|es|ed|ing)", r"f[ae]ll(?:s|en|ing)?", r"drop(?:s|ped)?", r"reduc(?:ed|tion)", r"down", r"fewer"),
    *(r"lower", r"less", r"declin(?:e|ed)", r"shorter", r"quicker"),
)

COMPARES = (
    *(r"(?:as )?compared (?:with|to)", r"in comparison (?:with|to)", r"(?:as )?against", r"versus", r"than", r"when"),
)
MARKERS = {"of": (r"(?:out )?of",), "from": (r"from",), "to": (r"to",), "by": (r"by",)}
"""What tells how a number hangs together with the one before it; these only where a number follows."""

HEDGES = (
    *(r"about", r"around", r"approximately", r"nearly", r"almost", r"over", r"roughly", r"circa", r"under", r"below"),
    *(r"(?:just|well|slightly) (?:over|under|above|below)", r"at (?:least|most)", r"up to", r"as many as", r"above"),
    *(r"some", r"close to", r"between", r"any", r"(?<![\d%]\s)(?:more|fewer|less|greater|longer|shorter) than"),
)
"""What leaves open how great the number behind it is."""

NOT_OURS = "not ours"
ELSEWHERE = frozenset(
    (
        *("neighbour", "neighbours", "neighbouring", "nearest", "national", "nationally", "england", "regional"),
        *("comparator", "comparators", "similar", "benchmark", "benchmarking", "authorities", "councils", "trusts"),
        *("adult", "adults", "education", "school", "schools", "housing", "elsewhere", "corporately", "borough"),
    )
)
"""What says that numbers may be about others than those whose data they are held to."""

_UNTELLING = (
    "children children's care service services support team with in and time family families first contact people "
    "north south east west central city citywide young social looked after work &"
)
UNTELLING = frozenset(_UNTELLING.split())
"""What the names of services share with everything else that a report says."""

_ASIDES = (
    "which this showing reflecting suggesting indicating demonstrating because so although though despite since as "
    "following meaning making where however overall again similarly also"
)
ASIDES = frozenset(_ASIDES.split())
"""What begins a clause that only remarks on what is said."""

STOPS = frozenset(("and", "while", "whereas", "but"))

PART = "part"
PARTS = (r"of (?:these|those|them|which|whom)",)
GLUE_PHRASES = (
    r"children(?:'s| and families) (?:social care|services|trust)(?: services)?",
    r"in (?:total|all)",
    r"as a (?:share|percentage|proportion) of",
    r"(?:number|no\.?) of",
    r"our own",
    r"financial years?",
    r"working days? or (?:fewer|less|under)",
)
_GLUE = (
    "there were was is are be been being has have had it its they them their these those this that who we us our",
    "in at of for on to by with from during over under through into across as across per via about regarding",
    "concerning concerned relating related involving trust council authority received receive receives made make",
    "makes logged recorded registered dealt handled came come accounted account represent represents represented",
    "representing equates equal amounting totalled totalling stood numbered saw took take sent send found remained",
    "number numbers no action actions figure figures percentage percent proportion share rate total totals volume",
    "level count all",
    "altogether overall only just new highest lowest most fewest largest biggest smallest greatest main top each",
    "every year years annual full time times timed taken dealt within day area areas team teams service services",
    "stage stages method methods category categories theme themes raised given looking held agreed submitted",
    "followed significant significantly slight slightly small smaller large steady marked modest showed shown",
    "people's by-stage applied went brought used chosen upholding when did do",
    "half third quarter quarters so also similarly however procedure procedures process",
    "both grand any then still again one table below above shows show reasons",
)
GLUE_WORDS = frozenset(" ".join(_GLUE).split()) - {"above", "below", "any"}
"""What changes nothing of what the words beside it say."""

_HEADINGS = (
    "executive summary introduction key points performance performing volume volumes overview statistics statistical "
    "breakdown data timeliness timescales timescale responsiveness responding response responses quickly quick how "
    "many long we are received about reasons reason theme themes people complained complain complaining what why who "
    "outcomes outcome decided results findings appendix report annual review analysis figures detail details headline "
    "headlines activity trends trend comparison complaints made being ways contact contacted method and the of in by "
    "at for our year during procedure process resolution investigation investigations investigating independent "
    "reviews formal informal highlights main messages "
    "equalities equality profile demographic demographics learning lessons next steps compliments thanks ombudsman "
    "numbers number behind charts tables table section part escalation escalated moved on to next footnotes glance "
    "a which were did do have has complainants they"
)
HEADING_WORDS = frozenset(_HEADINGS.split())
"""What headings say that tells nothing of which complaints are counted."""
