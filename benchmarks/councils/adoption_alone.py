"""A report on two services alone: the blocks of a Word document."""

from benchmarks.plain_docx import Block

REPORT: tuple[Block, ...] = (
    "# Adoption and fostering: complaints report 2023/24",
    "## Volume",
    "31 complaints were received at stage 1: 20 about Fostering and 11 about Adoption and Post-Order Support.",
    "There were 4 complaints at stage 2.",
    "9 complaints (29%) were upheld or partly upheld.",
    "## Compliments",
    "We received 7 compliments.",
)
