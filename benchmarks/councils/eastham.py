"""Eastham's report: the blocks of a Word document."""

from benchmarks.plain_docx import Block

REPORT: tuple[Block, ...] = (
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
