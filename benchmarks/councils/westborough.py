"""Westborough's report: the blocks of a Word document."""

from benchmarks.plain_docx import Block

REPORT: tuple[Block, ...] = (
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
