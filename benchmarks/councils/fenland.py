"""Fenland's report, of the statutory procedure alone: the blocks of a Word document."""

from benchmarks.plain_docx import Block

REPORT: tuple[Block, ...] = (
    "# Fenland Council",
    "Statutory complaints about children's social care",
    "Annual report for 2023/24",
    "# 1 Summary",
    "We received 267 complaints at stage 1 and 46 at stage 2. Three quarters of stage 1 complaints came from parents.",
    "32 of the 267 were upheld and 75 partially upheld.",
    "# 2 Stage 1",
    [
        ["Outcome", "Number"],
        ["Upheld", "32"],
        ["Partially upheld", "75"],
        ["Not upheld", "104"],
        ["Withdrawn", "35"],
        ["Total", "267"],
    ],
    "107 (40%) were upheld or partly upheld.",
    "109 of 212 responses (51%) came within 20 working days.",
    [
        ["Service", "Stage 1", "Stage 2"],
        ["Fostering", "14", "3"],
        ["South Safeguarding", "33", "4"],
        ["Family Time", "5", "0"],
        ["Children in Care - East", "19", "6"],
    ],
)
