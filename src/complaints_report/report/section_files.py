"""The files of the report's sections, and the names that people's own words may have for them."""

from pathlib import Path

from complaints_report.intake.content import HOW_TO_COMPLAIN

SUFFIX = ".md.j2"
PARTS_WRITTEN = (HOW_TO_COMPLAIN, "themes", "next-steps")
"""The content that has its own place within a section."""


def section_files(templates: Path) -> list[Path]:
    """The files in the order of the sections, without those that only sections use."""
    return [path for path in sorted(templates.glob(f"*{SUFFIX}")) if not path.name.startswith("_")]


def content_names(templates: Path) -> list[str]:
    """The names that a file of `content/` may have."""
    numbered = [path.name.removesuffix(SUFFIX) for path in section_files(templates)]
    return list(dict.fromkeys([*PARTS_WRITTEN, *(name.partition("-")[2] for name in numbered), *numbered]))
