"""Moorland's report: the blocks of a Word document."""

from benchmarks.plain_docx import Block

REPORT: tuple[Block, ...] = (
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
