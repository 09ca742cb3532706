"""A report on adults and children together: the blocks of a Word document."""

from benchmarks.plain_docx import Block

REPORT: tuple[Block, ...] = (
    "# Combined annual complaints report 2023/24: adults and children",
    "## Children",
    "371 complaints were received at stage 1.",
    "## Adults",
    "198 complaints were received at stage 1 and 12 at stage 2.",
    "## All",
    "569 complaints were received at stage 1 in total.",
    [
        ["", "Children", "Adults", "Total"],
        ["Stage 1", "371", "198", "569"],
        ["Stage 2", "56", "12", "68"],
        ["Upheld or partly upheld", "38%", "51%", "42%"],
    ],
)
