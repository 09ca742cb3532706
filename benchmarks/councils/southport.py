"""Southport's report: the blocks of a Word document."""

from benchmarks.plain_docx import Block

REPORT: tuple[Block, ...] = (
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
