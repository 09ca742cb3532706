"""The report's sections: Markdown with Jinja in it, rendered over the figures and read as blocks.

A section's number is its order. Every value that a template prints is escaped, so that it prints as it
stands; what a template itself writes is Markdown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, pass_eval_context
from jinja2 import TemplateError as JinjaError
from jinja2.nodes import EvalContext
from markupsafe import Markup

from complaints_report import errors
from complaints_report.english import in_quotation_marks, long_day, pounds
from complaints_report.metrics.figure import Figure
from complaints_report.report.blocks import Block, Heading, ListItem
from complaints_report.report.captions import APPENDIX
from complaints_report.report.compiled import compiled
from complaints_report.report.expressions import FILTERS, PhraseEnvironment
from complaints_report.report.markdown import as_it_stands, to_blocks
from complaints_report.report.own_words import OwnWords
from complaints_report.report.phrases import Phrase, plain_phrase
from complaints_report.report.placeholders import filled, placeholder
from complaints_report.report.section_files import PARTS_WRITTEN, SUFFIX, content_names, section_files

# Where a section prints what a person wrote; no value can hold these signs, which are dropped from it.
_PLACE = re.compile("\x02([\\w-]+)\x03")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sections(templates: Path, context: Mapping[str, Any], content: OwnWords) -> Iterator[tuple[Block, bool]]:
    """The blocks of every section in order, numbered, each with whether a person wrote it."""
    content.require_known(content_names(templates))
    return _lists_apart(_texts(templates, context, content))


def written_at(name: str, content: OwnWords) -> Markup:
    """The place in a section of what a person wrote; empty where nothing is written."""
    return Markup(f"\n\n\x02{name}\x03\n\n" if content.text(name) else "")


def _texts(templates: Path, context: Mapping[str, Any], content: OwnWords) -> Iterator[tuple[list[Block], bool]]:
    said: list[Phrase] = []
    environment = _environment(templates, said)
    number = letter = 0
    for path in section_files(templates):
        name = path.name.removesuffix(SUFFIX)
        is_appendix = "appendix" in name
        made = list(_section(name, _rendered(environment, path.name, context), said, content))
        if all(isinstance(block, Heading) for blocks, _ in made for block in blocks):
            continue  # as where nothing is written, in the public's edition
        number, letter = number + (not is_appendix), letter + is_appendix
        label = f"{APPENDIX}{_LETTERS[letter - 1]}: " if is_appendix else f"{number}. "
        yield list(_numbered(made[0][0], label)), False
        yield from made[1:]


def _section(name: str, text: str, said: Sequence[Phrase], content: OwnWords) -> Iterator[tuple[list[Block], bool]]:
    """A section's own blocks, those that people wrote within it, and those of their comments on it."""
    first, *others = _PLACE.split(text)
    blocks = _with_values(first, said)
    title = next((block.text for block in blocks if isinstance(block, Heading)), "")
    level = _last_level(blocks)
    yield blocks, False
    for place, part in enumerate(others):
        is_own = place % 2 == 0
        made = content.blocks(part, title, below=level) if is_own else _with_values(part, said)
        level = level if is_own else _last_level(made, level)
        yield made, is_own
    yield from ((blocks, True) for blocks in _comments(name, content, title))


def _last_level(blocks: list[Block], before: int = 1) -> int:
    """The level of the last heading, under which what follows stands; that of the one before where there is none."""
    return next((block.level for block in reversed(blocks) if isinstance(block, Heading)), before)


def _with_values(text: str, said: Sequence[Phrase]) -> list[Block]:
    return [filled(block, said) for block in to_blocks(text)]


def _comments(name: str, content: OwnWords, title: str) -> Iterator[list[Block]]:
    """People's comments on a section, in files named like its template, with or without the number."""
    for named in dict.fromkeys((name, name.partition("-")[2])):
        if named not in PARTS_WRITTEN:
            yield content.blocks(named, title)


def _lists_apart(texts: Iterable[tuple[list[Block], bool]]) -> Iterator[tuple[Block, bool]]:
    """The blocks of all texts, no list of one taken for a list of another."""
    base = 0
    for blocks, is_own in texts:
        for one in blocks:
            yield replace(one, list_id=base + one.list_id) if isinstance(one, ListItem) else one, is_own
        base += max((block.list_id for block in blocks if isinstance(block, ListItem)), default=0)


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


_SETTINGS: Mapping[str, Any] = {
    "optimized": False,  # so that nothing which our filters say is kept in what is compiled
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
}


def _environment(templates: Path, said: list[Phrase]) -> Environment:
    """Jinja over the sections; `said` gathers what is said of figures, for each of which it prints a mark."""

    @pass_eval_context  # which keeps Jinja from printing anything while it compiles: it would not print that again
    def printed(_: EvalContext, value: Any) -> Any:
        value = plain_phrase(value) if isinstance(value, Figure) else value
        if not isinstance(value, Phrase):
            return as_it_stands(value)
        said.append(value)
        return Markup(placeholder(len(said) - 1))

    environment = PhraseEnvironment(
        loader=FileSystemLoader(templates),
        bytecode_cache=compiled(templates, str(_SETTINGS)),
        undefined=StrictUndefined,
        finalize=printed,
        **_SETTINGS,
    )
    shown = {
        "anchor": anchor,
        "day": long_day,
        "in_quotation_marks": in_quotation_marks,
        "md": Markup,
        "pounds": pounds,
    }
    environment.filters.update(FILTERS, **shown)
    return environment


def anchor(name: str) -> str:
    """A name from the data as one that a reference can point to, no two alike: "Not known" is "Not-20-known"."""
    return "".join(one if one.isalnum() else f"-{ord(one):x}-" for one in name)
