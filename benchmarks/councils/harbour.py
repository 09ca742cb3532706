"""Harbour's report: the blocks of a Word document."""

from benchmarks.plain_docx import Block

REPORT: tuple[Block, ...] = (
    "# Harbour City Council",
    "## Children's social care complaints – annual report 2023/24",
    "### Key facts",
    "In 2023/24 stage 1 complaints increased by 5% (371) compared to 2022/23 (353).",
    "The number of Stage 3 complaints decreased by 23%, from 22 in 2022/23 to 17 in 2023/24, with a smaller "
    "drop at Stage 2, from 57 to 56.",
    "36 stage 1 complaints escalated to stage 2.",
    "Complaints upheld and partially upheld accounted for 45 (12%) and 95 (26%) respectively of the stage 1 total.",
    "The outcomes of stage 1 complaints showed that 150 were not upheld, 95 were partly upheld and 45 were "
    "upheld, demonstrating a commitment to openness.",
    "There was a significant decrease (25%) in compliments, from 109 in 2022/23 to 82 in 2023/24.",
    "Children's Services responded to 50.7% of stage 1 complaints on time in 2023/24.",
    "The council received 27 enquiries from the Ombudsman in 2023/24 compared with 19 in 2022/23.",
    "Complaint type by year",
    [
        ["Complaint type", "2021/22", "2022/23", "2023/24"],
        ["Stage 1 received", "362", "353", "371"],
        ["Stage 1 closed", "340", "349", "366"],
        ["% stage 1 responded in time", "56%", "52%", "51%"],
        ["Stage 2 received", "52", "57", "56"],
        ["Stage 3 received", "18", "22", "17"],
        ["LGO complaints received", "17", "19", "27"],
        ["LGO full investigations", "5", "6", "7"],
        ["Upheld LGO investigations", "4", "5", "6"],
        ["Members' enquiries", "212", "240", "198"],
        ["Compliments", "125", "109", "82"],
    ],
    "### Stage 1",
    "371 complaints were received during the period, an average of 31 a month. The highest number was in "
    "October (38) and the lowest in December (18).",
    "56 (15%) of the complaints went on to stage 2.",
    "South Safeguarding received the highest number of complaints with 46, followed by Children with "
    "Disabilities with 36 and Children in Care - North West Central with 31.",
    "[The graph shows that] complaints about Fostering accounted for 20 (5%) of the total.",
    "Of the 371 complaints closed, 340 were resolved without further action.",
    "Response times: 35 complaints (12%) were responded to within 10 working days, and a further 113 (39%) "
    "within 20 working days.",
    "144 complaints (49%) took longer than 20 working days.",
    "The chart below compares the last 3 years:",
    [
        ["Outcome", "Number", "%"],
        ["Upheld", "45", "12%"],
        ["Partially upheld", "95", "26%"],
        ["Not upheld", "150", "40%"],
        ["Withdrawn / not pursued", "49", "13%"],
        ["Out of jurisdiction", "30", "8%"],
        ["No finding", "2", "1%"],
    ],
    "### Stage 2",
    "There were 56 requests for Stage 2 investigations. 5 were upheld, 41 partially upheld, 9 not upheld and 1 "
    "was withdrawn.",
    "The average time to complete an investigation was 70 working days; the shortest was 19 and the longest 143.",
    "Eight (14%) related to Children with Disabilities.",
    "### Stage 3",
    "17 Review Panels were requested, of which 16 were held. 8 (50%) were held within 30 working days.",
    "### Who complains",
    [
        ["Complainant", "2022/23", "2023/24"],
        ["Parent", "219", "226"],
        ["Grandparent or other relative", "49", "48"],
        ["Advocate", "20", "22"],
        ["Child or young person", "17", "19"],
        ["Care leaver", "8", "9"],
        ["Total", "353", "371"],
    ],
    "19 complaints came from children and young people, of whom 11 had an advocate.",
    "### Payments",
    "The council paid £2,700 in 3 cases following Ombudsman decisions.",
)
