"""A report on one quarter: the blocks of a Word document."""

from benchmarks.plain_docx import Block

REPORT: tuple[Block, ...] = (
    "# Quarterly complaints report: Quarter 4 2023/24",
    "This report covers January to March 2024.",
    "## Stage 1",
    "100 complaints were received at stage 1, compared with 89 in Quarter 3.",
    "37 of 78 responses (47%) were within 20 working days.",
    "8 complaints were received at stage 2.",
    [["Month", "Stage 1", "Stage 2"], ["January", "34", "5"], ["February", "36", "1"], ["March", "30", "2"]],
)
