"""The report's sections: Markdown with Jinja in it, rendered over the figures and read as blocks.

A section's number is its order. Every value that a template prints is escaped, so that it prints as it
stands; what a template itself writes is Markdown.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from markupsafe import Markup

from complaints_report import errors
from complaints_report.intake.content import written
from complaints_report.metrics.figure import Figure
from complaints_report.report.blocks import Block, Heading
from complaints_report.report.markdown import as_it_stands, to_blocks
from complaints_report.report.words import FILTERS, plain

SUFFIX = ".md.j2"
PARTS_WRITTEN = ("themes", "next-steps")
"""The content that has its own place within a section."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Content:
    """What people wrote for the report, by the name of its file."""

    folder: Path

    def text(self, name: str) -> str:
        """The Markdown of `content/NAME.md` without its comments; empty where there is none."""
        return written(self.folder / "content" / f"{name}.md")


def sections(templates: Path, context: Mapping[str, Any], content: Content) -> Iterator[Block]:
    """The blocks of every section in order, numbered, each with the comment that a person wrote for it."""
    environment = _environment(templates)
    number = letter = 0
    for path in sorted(templates.glob(f"*{SUFFIX}")):
        name = path.name.removesuffix(SUFFIX)
        if name.startswith("_"):
            continue
        is_appendix = "appendix" in name
        number, letter = number + (not is_appendix), letter + is_appendix
        label = f"Appendix {_LETTERS[letter - 1]}: " if is_appendix else f"{number}. "
        blocks = to_blocks(_rendered(environment, path.name, context))
        yield from _numbered(blocks, label)
        yield from _comment(name, content)


def below_section(text: str) -> str:
    """What a person wrote, its headings moved below the section's own."""
    marks = re.findall(r"^(#{1,6}) ", text, re.MULTILINE)
    down = 2 - min(map(len, marks), default=2)

    def moved(mark: re.Match[str]) -> str:
        return "#" * min(4, len(mark[1]) + down) + " "

    return re.sub(r"^(#{1,6}) ", moved, text, flags=re.MULTILINE)


def _comment(name: str, content: Content) -> Iterator[Block]:
    """A person's comment on a section, in a file named like its template, with or without the number."""
    for named in dict.fromkeys((name, name.partition("-")[2])):
        if named not in PARTS_WRITTEN:
            yield from to_blocks(below_section(content.text(named)))


def _numbered(blocks: list[Block], label: str) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield Heading(1, label + block.text)
        else:
            yield block


def _rendered(environment: Environment, name: str, context: Mapping[str, Any]) -> str:
    try:
        return environment.get_template(name).render(context)
    except JinjaError as error:
        line = f", line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        raise errors.TemplateError(f"templates/sections/{name}{line}: {error}.") from None


def _environment(templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS, day=long_day, md=Markup)
    return environment


def _printed(value: Any) -> Any:
    return as_it_stands(plain(value) if isinstance(value, Figure) else value)


def long_day(day: date) -> str:
    """The day as it is written in a sentence: "1 April 2023"."""
    return f"{day.day} {day:%B %Y}"
