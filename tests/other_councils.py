"""Reports as other councils might write them, invented; their words and tables are their own, the numbers the sample's.

Many of the numbers are no figures at all, and some are figures that our data do not have.
"""

NORTHSHIRE = (
    "# Northshire County Council",
    "# Children's Services: Annual Complaints and Compliments Report 2023-24",
    "## 1. Introduction",
    "1.1 Northshire has a population of 612,000, of whom 128,400 are under 18. The council's Customer Relations Team "
    "has 6 officers and manages complaints under the Children Act 1989 Representations Procedure (England) "
    "Regulations 2006. Section 26 of the Act requires a report every 12 months.",
    "1.2 This report covers 1 April 2023 to 31 March 2024 and will be considered by Cabinet on 17 July 2024.",
    "## 2. Timescales",
    "Stage 1 complaints should be answered within 10 working days, which can be extended to 20 working days. Stage 2 "
    "investigations should be completed within 25 working days, with a maximum of 65. Stage 3 panels are to be held "
    "within 30 working days.",
    "## 3. Headlines",
    "- During the year we received 371 complaints at stage 1, compared with 353 the previous year: a rise of 18 (5%).",
    "- 56 complaints were received at stage 2 and 17 at stage 3.",
    "- 140 stage 1 complaints (38%) were fully or partially upheld.",
    "- Half of stage 2 responses (25 of 50) were sent within 65 working days.",
    "- We received 82 compliments, 27 fewer than in 2022/23.",
    "- The Local Government and Social Care Ombudsman received 27 complaints about the council.",
    "- 120 managers attended one of our 9 training sessions, and 94% rated them good or better.",
    "## 4. Stage 1 complaints",
    "Table 1: Stage 1 complaints over the last three years",
    [
        ["", "2021/22", "2022/23", "2023/24"],
        ["Number of complaints received", "362", "353", "371"],
        ["% upheld or partly upheld", "40.6%", "39.2%", "37.7%"],
        ["% answered within 20 working days", "55.9%", "52.3%", "50.7%"],
        ["Average working days to respond", "23.7", "25.6", "24.4"],
    ],
    "Of the 371 complaints, 45 (12%) were upheld, 95 (26%) were partially upheld and 150 (40%) were not upheld. A "
    "further 49 (13%) were withdrawn and 30 (8%) were outside jurisdiction.",
    "Parents made 226 complaints (61%). 22 complaints were made by advocates.",
    "We aim to answer 90% of complaints within 20 working days. In 2023/24 we managed 51%, against 52% in 2022/23.",
    "### How complaints reached us",
    [
        ["Contact method", "Number", "Percentage"],
        ["Email", "231", "62.3%"],
        ["Online form", "95", "25.6%"],
        ["Telephone", "27", "7.3%"],
        ["Face to face", "9", "2.4%"],
        ["Letter", "6", "1.6%"],
        ["Other", "3", "0.8%"],
        ["Total", "371", "100%"],
    ],
    "## 5. Stage 2 investigations",
    "56 complaints were received at stage 2 this year. 46 of these (82%) were upheld or partly upheld. The average "
    "response took 70 working days. Each investigation cost £3,250 on average.",
    "## 6. Ombudsman",
    "There were 27 referrals to the Ombudsman, up from 19 in 2022/23. Nationally the Ombudsman upheld 80% of the cases "
    "that it investigated, and similar authorities had an upheld rate of 84%.",
    "## 7. Looking ahead",
    "In 2024/25 we will reduce the number of overdue stage 1 complaints by 20% and recruit 2 more officers. Telephone "
    "01632 960123, extension 4417, for a large print copy.",
)

WESTBOROUGH = (
    "# Westborough Council",
    "Representations, complaints and compliments about children's social care",
    "Annual report 2023/24",
    "# Executive summary",
    "In 2023/24 the council dealt with 371 new stage 1 complaints, 56 at stage 2 and 17 at stage 3. In 2022/23 there "
    "were 353, 57 and 22 respectively. The number of compliments fell from 109 to 82.",
    "Timeliness at stage 1 remained a challenge: just over half (51%) of complaints were answered within 20 working "
    "days, and the average time taken was 24.4 working days.",
    "Just under two in five stage 1 complaints (38%) were upheld in full or in part, one percentage point lower than "
    "last year.",
    "# Complaints received",
    "Figure 1: Complaints by stage",
    [
        ["Year", "Stage 1", "Stage 2", "Stage 3"],
        ["2019/20", "356", "47", "12"],
        ["2020/21", "318", "44", "13"],
        ["2021/22", "362", "52", "18"],
        ["2022/23", "353", "57", "22"],
        ["2023/24", "371", "56", "17"],
    ],
    "The table below shows stage 1 complaints for each service.",
    [
        ["Team", "No. of complaints", "% of complaints", "Full-time staff"],
        ["South Safeguarding", "46", "12%", "31"],
        ["Children with Disabilities", "36", "10%", "22"],
        ["Children in Care - East", "24", "6%", "18"],
        ["Fostering", "20", "5%", "25"],
        ["First Contact Team", "13", "4%", "12"],
        ["Emergency Duty Team", "6", "2%", "9"],
    ],
    "# Outcomes",
    [
        ["Outcome", "Stage 1", None, "Stage 2", None, "Stage 3", None],
        ["", "Number", "%", "Number", "%", "Number", "%"],
        ["Upheld", "45", "12.1", "5", "8.9", "0", "0.0"],
        ["Partially upheld", "95", "25.6", "41", "73.2", "11", "64.7"],
        ["Not upheld", "150", "40.4", "9", "16.1", "4", "23.5"],
        ["Withdrawn", "49", "13.2", "1", "1.8", "0", "0.0"],
        ["Other outcomes", "32", "8.6", "0", "0.0", "2", "11.8"],
        ["Total", "371", "100", "56", "100", "17", "100"],
    ],
    "Table 2: What was decided",
    "# Fostering",
    "The service supports 214 fostering households. There were 20 complaints at stage 1, of which 9 (45%) were upheld "
    "or partly upheld. Three carers gave notice, and 11 new carers were approved.",
    "# Children in Care",
    "We look after 640 children. 86 complaints were received at stage 1 and 21 at stage 2. 14 children moved.",
    "# Learning",
    "We recorded 12 pieces of learning: 5 at stage 1, 4 at stage 2 and 3 at stage 3. Actions are complete for 7.",
)

EASTHAM = (
    "# Eastham Children's Trust complaints report",
    "Period covered: April 2023 to March 2024",
    "## Activity",
    "- Stage 1: 371",
    "- Stage 2: 56",
    "- Stage 3: 17",
    "- Compliments: 82",
    "Stage 1 complaints have risen by 5% since 2022/23, and stage 2 complaints are down by 2%.",
    "Almost 28% of stage 1 complaints (104) were about Frontdoor services; Citywide services accounted for 99 (27%), "
    "Children in Care for 86 (23%) and Safeguarding & Family Time for 82 (22%).",
    "There were 18,078 referrals and 17,969 assessments in the year, so stage 1 complaints were 2.05% of referrals.",
    "## Response times",
    "Stage 1",
    "292 responses were timed. 148 of them (51%) were sent within 20 working days and 35 (12%) within 10 working days. "
    "The median was 20 working days and the mean 24.4. The longest took 97 days.",
    "Stage 2",
    "Of 50 responses, 4 (8%) came within 25 working days and 25 (50%) within 65 working days. On average they took "
    "70.3 working days.",
    "Performance by area (stage 1)",
    [
        ["", "Within 20 days", "Mean (working days)", "Target"],
        ["Frontdoor", "67.9%", "18.6", "90%"],
        ["Citywide", "49.4%", "25.5", "90%"],
        ["Children in Care", "41.2%", "26.7", "90%"],
        ["Safeguarding & Family Time", "40.6%", "27.7", "90%"],
        ["All areas", "50.7%", "24.4", "90%"],
    ],
    "## Who complained",
    "Children, young people and care leavers made 28 complaints (8%), compared with 25 in the previous year. A total "
    "of 274 complaints (74%) came from parents and extended family. 8 complaints were anonymous.",
    [
        ["Age group", "Complaints", "%"],
        ["Under 16", "12", "3.2"],
        ["16 to 17", "5", "1.3"],
        ["18 to 24", "17", "4.6"],
        ["25 to 34", "82", "22.1"],
        ["35 to 44", "96", "25.9"],
        ["45 to 54", "71", "19.1"],
        ["55 and over", "55", "14.8"],
        ["Not recorded", "21", "5.7"],
        ["Prefer not to say", "12", "3.2"],
    ],
    "## By month",
    [
        ["Month", "Stage 1"],
        ["April", "19"],
        ["May", "38"],
        ["June", "35"],
        ["July", "28"],
        ["August", "26"],
        ["September", "36"],
        ["October", "38"],
        ["November", "33"],
        ["December", "18"],
        ["January", "34"],
        ["February", "36"],
        ["March", "30"],
    ],
    "## Costs",
    "Investigating officers were paid £148,200 in all, and £2,700 was paid in redress. 16 panels were chaired by "
    "4 independent people.",
)

SOUTHPORT = (
    "# Statutory and corporate complaints in children's social care, 2023/24",
    "## Overview",
    "The service handled 444 complaints across all stages in 2023/24: 371 at stage one, 56 at stage two and 17 at "
    "stage three. 267 of the stage one complaints followed the statutory procedure and 104 the local procedure.",
    "A quarter of stage one complaints came in during Quarter 1 (92), 90 in Quarter 2, 89 in Quarter 3 and 100 in "
    "Quarter 4.",
    "The corporate complaints team, which covers adults and housing, logged 2,311 complaints across the council.",
    "## Summary of performance",
    [
        ["Measure", "Stage 1", "Stage 2", "Stage 3"],
        ["Complaints received", "371", "56", "17"],
        ["Upheld or partly upheld (number)", "140", "46", "11"],
        ["Upheld or partly upheld (%)", "38%", "82%", "65%"],
        ["Average response time (working days)", "24.4", "70.3", "48.9"],
        ["Complaints per 1,000 children", "2.9", "0.4", "0.1"],
        ["Officer hours spent", "2,226", "1,680", "340"],
    ],
    "## Neighbouring authorities",
    "Our three nearest neighbours received 412, 298 and 505 stage 1 complaints in 2023/24 and upheld 44% of them.",
    "## Adult social care",
    "Adult social care received 198 stage 1 complaints in 2023/24, and 61% were answered within 20 working days.",
    "## Themes",
    [
        ["Theme", "Issues", "Share of issues"],
        ["Service Quality", "536", "46.7%"],
        ["Service Failure / Refusal", "378", "32.9%"],
        ["Staff Conduct", "175", "15.2%"],
        ["Delay", "58", "5.1%"],
        ["Policy", "1", "0.1%"],
        ["Total", "1,148", "100.0%"],
    ],
    "Table 3. Issues raised at stage 1",
    "Service Quality made up 47% of the issues raised at stage 1. Of the 536 issues about Service Quality, 25% were "
    "upheld or partly upheld.",
    "## Escalation",
    "56 complaints were received at stage 2, equal to 15% of those at stage 1. 36 of the 371 complaints received at "
    "stage 1 have so far moved to stage 2. 15 requests for stage 2 were refused.",
)

HARBOUR = (
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
MOORLAND = (
    "# Moorland Children's Trust",
    "## Representations annual report 2023/24",
    "This report provides information about representations received between 1st April 2023 and 31st March 2024.",
    "## Volumes",
    [
        ["", "Q1", "Q2", "Q3", "Q4", "Total"],
        ["Stage 1", "92", "90", "89", "100", "371"],
        ["Stage 2", "15", "19", "14", "8", "56"],
        ["Stage 3", "3", "8", "6", "0", "17"],
        ["Compliments", "25", "19", "18", "20", "82"],
    ],
    "Volumes at Stage 1 are 5% higher than the previous year. Stage 2 volumes are 2% lower.",
    "Complaints represent 2.05% of referrals (18,078) and 2.06% of assessments (17,969).",
    "The ratio of stage 2 to stage 1 complaints was 15.1%, against 16.1% in 2022/23.",
    "## Areas",
    [
        ["Area", "Stage 1", "% of total", "Stage 2", "% of total", "Stage 3"],
        ["Frontdoor", "104", "28%", "10", "18%", "1"],
        ["Citywide", "99", "27%", "16", "29%", "4"],
        ["Children in Care", "86", "23%", "21", "38%", "10"],
        ["Safeguarding & Family Time", "82", "22%", "9", "16%", "2"],
        ["Total", "371", "100%", "56", "100%", "17"],
    ],
    "Frontdoor had the most stage 1 complaints (104), up from 97 in 2022/23, while Children in Care had the "
    "most at stage 2 (21).",
    [
        ["Area", "Complaints decided", "Upheld or partly upheld", "%"],
        ["Frontdoor", "104", "38", "36.5%"],
        ["Citywide", "99", "31", "31.3%"],
        ["Children in Care", "86", "33", "38.4%"],
        ["Safeguarding & Family Time", "82", "38", "46.3%"],
    ],
    "Complaints about Safeguarding & Family Time were the most likely to be upheld or partly upheld (46%), and "
    "those about Citywide services the least likely (31%).",
    "## Ethnicity of the child",
    [
        ["Ethnic group", "Number"],
        ["White", "162"],
        ["Asian or Asian British", "72"],
        ["Black, Black British, Caribbean or African", "65"],
        ["Mixed or multiple ethnic groups", "30"],
        ["Other ethnic group", "13"],
        ["Not recorded", "16"],
        ["Prefer not to say", "13"],
    ],
    "44% of complainants were White. The 2021 census recorded 61% of residents as White.",
    "## Timeliness",
    "[chart]",
    "Stage 1: 51% within 20 working days (2022/23: 52%)",
    "Stage 2: 50% within 65 working days (2022/23: 47%)",
    "Average days – stage 1: 24.4 (25.6 in 2022/23); stage 2: 70.3 (75.7 in 2022/23)",
    "An extension was agreed in 168 (45%) stage 1 cases and 35 (63%) stage 2 cases.",
    "In Quarter 4, 100 complaints were received and 47% were answered within 20 working days.",
    "## Staffing",
    "The team lost 1.5 posts, and the budget was £312,000, 4% less than in 2022/23.",
)

EVERY = {
    "Northshire": NORTHSHIRE,
    "Westborough": WESTBOROUGH,
    "Eastham": EASTHAM,
    "Southport": SOUTHPORT,
    "Harbour": HARBOUR,
    "Moorland": MOORLAND,
}
