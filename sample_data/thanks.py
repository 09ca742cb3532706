"""The sample's compliments: invented thanks, who wrote them and whom they thank, none of whom exist."""

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
