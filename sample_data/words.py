"""The sample's writing: invented thanks, complaints, findings and learning about people who do not exist."""

QUOTED = (  # service, about, from, text
    (
        "Children in Care - East",
        "Marlowe, social worker",
        "a young person",
        "Marlowe always turns up when they say they will. They came to my prize-giving on their day off and sat "
        "at the back so that I would not be embarrassed. I have had a few social workers and this is the first "
        "one who asked what I wanted before telling me the plan.",
    ),
    (
        "Children with Disabilities",
        "Tamsin, occupational therapist",
        "a parent",
        "We had given up asking about the bathroom. Tamsin rang us back the same afternoon, came out to measure "
        "up and stayed in touch until the last tile was on. My son can now wash on his own for the first time "
        "and he is very proud of it.",
    ),
    (
        "Fostering",
        "Idris, supervising social worker",
        "a foster carer",
        "In the week of the move I must have telephoned Idris every evening. He never once made me feel that I "
        "was a nuisance. Because of his calm the little one settled much sooner than any of us had hoped.",
    ),
    (
        "South Safeguarding",
        "Odette, social worker",
        "a parent",
        "I did not want a social worker and I told Odette so on the doorstep. She was honest with me from that "
        "day on, even when I did not like it. My girls are doing well and I know now that she was on our side.",
    ),
    (
        "Special Guardianship and Kinship Support",
        "Bertrand, support worker",
        "a grandparent",
        "Taking in two small children at my age was a shock to the system. Bertrand sorted out the forms, found "
        "us a group of other grandparents to meet and made me laugh when I needed to. Please pass on my thanks.",
    ),
    (
        "Assessment and Short Term Intervention - South",
        "Yasmeen, family support worker",
        "a parent",
        "Yasmeen explained everything twice without sighing, and wrote it down for me in short words. The sleep "
        "routine she helped us with has changed our whole house. I would tell any mum to say yes to the help.",
    ),
    (
        "Adoption and Post-Order Support",
        "Corin, adoption social worker",
        "an adoptive parent",
        "Corin prepared us for the hard parts as well as the happy ones. Months later, when we hit our first "
        "real wobble, we knew exactly who to ring, and we were listened to straight away.",
    ),
    (
        "Children in Care - Care Leavers",
        "Philippa, personal adviser",
        "a care leaver",
        "I moved into my flat with two bags and no idea how a meter worked. Philippa showed me, brought a kettle "
        "and checked in every week until I stopped worrying. I start college in the autumn, which she said I "
        "would and I did not believe.",
    ),
    (
        "Independent Reviewing Service",
        "Anselm, independent reviewing officer",
        "an advocate",
        "Anselm met the young person before the review, asked where she would like to sit and let her open the "
        "meeting. It is a small thing, but she talked about it all the way home. I wish every review were like it.",
    ),
    (
        "Family Time",
        "Rosalind, family time supervisor",
        "a relative",
        "Rosalind made an awkward room feel like somewhere a family could play. She kept out of the way, stepped "
        "in gently when it was needed, and always had the paints ready because she remembered that he likes them.",
    ),
)

NAMES = (
    "Alban Beatrix Cedric Delphine Eamon Fenella Gideon Harriet Isidore Juno "
    "Kester Lavinia Mungo Nerys Orlando Petra Quentin Romilly Silas Theodora"
)
ROLES = ("social worker", "family support worker", "duty worker", "team manager", "personal adviser")
FROM = (
    "a parent",
    "a parent",
    "a parent",
    "a grandparent",
    "a foster carer",
    "a young person",
    "a head teacher",
    "a health visitor",
)
THANKS = (
    "Thank you for",
    "I am writing to say how grateful I am for",
    "Just a short note to thank you for",
    "Please pass on my thanks for",
    "We really appreciated",
    "It made such a difference to us to have",
    "I wanted the Trust to know about",
    "All of us here are thankful for",
)
THANKED_FOR = (
    "the patience shown to my family",
    "the way the meeting was run",
    "such a clear and kind explanation of the plan",
    "the help with school",
    "the time taken to listen to my daughter",
    "a quick answer when we were worried",
    "the support over a very hard winter",
    "the care taken with the life story book",
    "the honest advice",
)

OMBUDSMAN = (  # result, service, concern
    ("premature", "South Safeguarding", "A parent was unhappy with what a report said about the family home."),
    ("premature", "Children with Disabilities", "A parent had waited for a short breaks package to be reviewed."),
    ("premature", "Fostering", "A foster carer disputed the notes of a supervision visit."),
    ("premature", "Children in Care - East", "A parent said that family time was cancelled without notice."),
    ("premature", "First Contact Team", "A neighbour felt that worries passed on to the Trust were not acted on."),
    ("premature", "Assessment and Short Term Intervention - East", "A parent disagreed with an assessment."),
    ("premature", "Children in Care - Care Leavers", "A care leaver was unhappy about help with a deposit."),
    ("premature", "Safeguarding - East", "A parent said that letters went to an old address."),
    ("declined", "South Safeguarding", "A parent asked for a decision made by a court to be looked at again."),
    ("declined", "South Safeguarding", "A relative complained about statements written for court."),
    ("declined", "Children in Care - South", "A parent complained about events many years earlier."),
    ("declined", "Children in Care - North West Central", "A parent wanted a child to move to another carer."),
    ("declined", "Assessment and Short Term Intervention - South", "A parent objected to an enquiry being opened."),
    ("declined", "Assessment and Short Term Intervention - North West Central", "A parent felt judged at a visit."),
    ("declined", "Family Time", "A relative was unhappy with the venue chosen for family time."),
    ("declined", "Adoption and Post-Order Support", "An adopted adult wanted records that the Trust does not hold."),
    ("declined", "Independent Reviewing Service", "A parent disagreed with what a conference decided."),
    ("declined", "Emergency Duty Team", "A parent complained about a call made late at night."),
    ("declined", "Fostering", "An applicant was unhappy not to be taken further as a carer."),
    ("declined", "Safeguarding - North West Central", "A parent disputed a matter that was before a court."),
)

DECIDED = (  # result, service, concern, finding, remedy lines, payment
    (
        "upheld",
        "Children with Disabilities",
        "A parent said that respite nights agreed in a plan had not been provided.",
        "There was fault. The provider had closed and nothing was arranged in its place for two school terms, so "
        "the family went without rest they had been promised.",
        ("Apologise in writing to the family.", "Arrange the missed nights or agree other help.", "Make a payment."),
        1200,
    ),
    (
        "upheld",
        "Children in Care - North West Central",
        "A relative said that the complaint had not moved on to an independent investigation when asked.",
        "There was fault. The request was treated as a new complaint, which led to a long and needless delay.",
        ("Apologise for the delay.", "Remind staff how a request for the next stage is recognised."),
        250,
    ),
    (
        "upheld",
        "Special Guardianship and Kinship Support",
        "A special guardian questioned how an allowance had been worked out.",
        "There was fault. The allowance was calculated on an out-of-date scheme and the guardian was not told how "
        "to ask for a review.",
        ("Recalculate the allowance and pay what is owed.", "Publish the current scheme.", "Make a payment."),
        500,
    ),
    (
        "upheld",
        "Children in Care - South",
        "A young person said that belongings were lost in a move and that nobody looked for them.",
        "There was fault. No list was made when the young person moved, and messages about the loss went unanswered.",
        ("Meet the young person to say sorry.", "Replace what was lost.", "Use a belongings list at each move."),
        350,
    ),
    (
        "upheld",
        "Assessment and Short Term Intervention - East",
        "A parent who does not live with the children was not told that an assessment had been carried out.",
        "There was fault. The parent should have been contacted and given the chance to comment. It would not have "
        "changed the outcome of the assessment.",
        ("Apologise to the parent.", "Add the parent's comments to the record."),
        100,
    ),
    (
        "upheld",
        "Safeguarding - North West Central",
        "A parent said that personal information was shared with a relative by mistake.",
        "There was fault. A plan was posted in the wrong envelope. The Trust acted quickly once it knew, but did "
        "not tell the parent promptly.",
        ("Apologise for the distress.", "Check how letters are addressed and sent.", "Make a payment."),
        300,
    ),
    (
        "not upheld",
        "Fostering",
        "A former foster carer was unhappy with how an allegation had been looked into.",
        "There was no fault. The Trust followed its procedure, kept the carer informed and gave reasons.",
        (),
        None,
    ),
)

LEARNING = (  # stage, source, service, summary, action lines, due, status
    (
        1,
        "A parent",
        "South Safeguarding",
        "A report was shared so late that the parent could not read it before the conference.",
        ("Send reports in time for families to read them.", "Record on the file the day a report was shared."),
        "2023-09-29",
        "complete",
    ),
    (
        1,
        "A grandparent",
        "Assessment and Short Term Intervention - North West Central",
        "Messages left with the duty desk were not passed on when the worker was on leave.",
        ("Name a second worker on every voicemail greeting.", "Check the shared inbox twice a day."),
        "2023-10-31",
        "complete",
    ),
    (
        1,
        "A young person",
        "Children in Care - East",
        "A change of social worker was not explained to the young person until after it had happened.",
        ("Introduce the new worker in person.", "Give young people a one-page profile of the new worker."),
        "2024-01-31",
        "complete",
    ),
    (
        1,
        "A parent",
        "First Contact Team",
        "It was not clear to a family what would happen after a referral was made about them.",
        ("Write a short guide for families.", "Test the guide with parents before it is printed."),
        "2024-05-31",
        "in progress",
    ),
    (
        1,
        "A foster carer",
        "Fostering",
        "Expenses were queried by several people in turn, each asking for the same receipts.",
        ("Give each carer one contact for expenses.",),
        "2024-02-29",
        "complete",
    ),
    (
        2,
        "A parent",
        "Children with Disabilities",
        "A support plan was reviewed late and the family did not know who would attend.",
        ("Book the next review at the end of each review.", "Tell families beforehand who will be there."),
        "2024-03-29",
        "complete",
    ),
    (
        2,
        "An advocate",
        "Children in Care - North West Central",
        "The investigator could not find a record of why family time had been reduced.",
        ("Record the reasons whenever family time changes.", "Look at a sample of records each quarter."),
        "2024-06-14",
        "in progress",
    ),
    (
        2,
        "A special guardian",
        "Special Guardianship and Kinship Support",
        "Letters about allowances were hard to follow and did not say how to question a decision.",
        ("Rewrite the letters in plain English.", "Put the right to a review on the first page."),
        "2024-04-30",
        "complete",
    ),
    (
        2,
        "A parent",
        "Safeguarding - East",
        "The response to the investigation reached the family late because nobody had been asked to approve it.",
        ("Name who will respond on the day an investigation starts.",),
        "2024-06-14",
        "not started",
    ),
    (
        3,
        "A parent",
        "Children in Care - South",
        "The panel found that an apology promised at an earlier stage had never been sent.",
        ("Keep a list of what was promised and by whom.", "Close a complaint only when the list is done."),
        "2024-05-31",
        "in progress",
    ),
    (
        3,
        "A care leaver",
        "Children in Care - Care Leavers",
        "A pathway plan had been written without the young person.",
        ("Write each plan together with the young person.", "Ask young people to sign the plan if they wish to."),
        "2024-04-30",
        "complete",
    ),
    (
        3,
        "A parent",
        "Children with Disabilities",
        "The panel heard that equipment had been agreed but ordered only after a reminder.",
        ("Order equipment on the day it is agreed.", "Tell the family when it is expected."),
        "2024-06-14",
        "not started",
    ),
)
