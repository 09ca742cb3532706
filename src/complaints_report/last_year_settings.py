"""Last year's `report.toml` made into this year's: what belongs to one year alone becomes a note to be filled in."""

from collections.abc import Callable, Iterator, Mapping

from complaints_report.settings import Settings
from complaints_report.settings_lines import Line, settings_in, with_lines

_OF_ONE_YEAR = (
    *(("report", "exported_on"), ("data", "covers"), ("data", "none")),
    ("cover", "meeting_on"),
)
"""The settings that hold for one year's report, by section and name."""
_WHY = "# last year's: give this year's, where it is needed"
_REWRITTEN = "sources.learning"
"""The table that is written anew, under our own names."""


def settings_of_next_year(text: str, settings: Settings, export: str) -> str:
    """The text of a folder's settings for the year after, with what was one year's alone as notes.

    `export` is the path of the new export, which stands in for the old one in every table that was read from that;
    without one, and for tables of other files, the file is to be named.
    """
    old = settings.sources.complaints.file
    notes = {*_OF_ONE_YEAR, *((section, "file") for section in _sections_with_files(settings))}
    made = _with_notes(text, lambda section, name: (section, name) in notes or _is_within(section, _REWRITTEN))
    named = {table: source for table, source in settings.sources if source.file == old != "" or table == "complaints"}
    return with_lines(made, [Line(f"sources.{table}", "file", export) for table in named] if export else [])


def _sections_with_files(settings: Settings) -> Iterator[str]:
    yield from (f"sources.{table}" for table, source in settings.sources if source.file)
    stages = settings.sources.complaints.stages.items()
    yield from (f"sources.complaints.stage_{stage}" for stage, own in stages if own.file)


def _is_within(section: str, whole: str) -> bool:
    return f"{section}.".startswith(f"{whole}.")


def _with_notes(text: str, is_old: Callable[[str, str], bool]) -> str:
    """The text with each setting that is old as a note."""
    return "".join(
        _noted(statement) if any(is_old(*key) for key in keys) else statement for keys, statement in _statements(text)
    )


def _noted(statement: str) -> str:
    first, *others = statement.splitlines(keepends=True)
    return "".join([f"# {first.rstrip()}   {_WHY}\n", *(f"# {line}" for line in others)])


def _statements(text: str) -> Iterator[tuple[list[tuple[str, str]], str]]:
    """Each line of a text, or all the lines of one setting, with what they set: the section and the name."""
    header, lines = "", ""
    for line in text.splitlines(keepends=True):
        lines += line
        made = settings_in(f"{header}\n{lines}")
        if made is None:
            continue  # a list goes on
        if line.lstrip().startswith("["):
            header = line.strip()
        yield [*_keys(made)] if lines.strip() and not lines.lstrip().startswith(("#", "[")) else [], lines
        lines = ""
    if lines:
        yield [], lines


def _keys(made: Mapping[str, object], *above: str) -> Iterator[tuple[str, str]]:
    for name, value in made.items():
        yield ".".join(above), name
        if isinstance(value, dict):
            yield from _keys(value, *above, name)
