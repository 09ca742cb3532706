"""Northshire's report: the blocks of a Word document."""

from benchmarks.plain_docx import Block

REPORT: tuple[Block, ...] = (
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
