"""Lines put into the text of `report.toml`, each under its heading; all that a person wrote stays as it is."""

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from complaints_report.errors import CommandError

Value = str | int | bool | date | Sequence[str]

_HEADER = re.compile(r"\s*\[[^\[\]]+\]\s*(?:#.*)?")
_NAME = r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+)"
_SETTING = re.compile(rf"(?P<mark>\s*#\s?)?\s*(?P<name>{_NAME})\s*=")
_OF_A_LIST = re.compile(r"#\s+(?:\"(?:[^\"\\]|\\.)*\",|\])\s*")
"""A line that goes on with a list which is a note as yet."""


@dataclass(frozen=True)
class SettingLine:
    """One setting: the section it belongs under, such as "sources.complaints.columns", its name and its value.

    Without a value it is a note, whose words are the name.
    """

    section: str
    name: str
    value: Value | None = None

    def __str__(self) -> str:
        if self.value is None:
            return f"# {self.name}"
        name = self.name if re.fullmatch(r"[a-z0-9_]+", self.name) else to_toml(self.name)
        return f"{name} = {to_toml(self.value)}"


def to_toml(value: Value) -> str:
    """A value as TOML writes it, on one line, whatever it holds."""
    if isinstance(value, str):
        quoted = json.dumps(value, ensure_ascii=False)
        return "".join(one if one.isprintable() else f"\\U{ord(one):08X}" for one in quoted)
    if isinstance(value, int | date):
        return str(value).lower()
    return f"[{', '.join(map(to_toml, value))}]"


def with_lines(text: str, lines: Iterable[SettingLine]) -> str:
    """The text of `report.toml` with these settings in it; CommandError where it is not written as it would have to be.

    A setting takes the place of the note that asks for it, else goes below the last of its section.
    """
    wanted = list(lines)
    changed = text.splitlines(keepends=True)
    end = "\r\n" if changed and changed[0].endswith("\r\n") else "\n"
    for line in wanted:
        changed = _with_line(changed, line, end)
    made = "".join(changed)
    if settings_in(made) != _expected(text, wanted):
        said = "; ".join(f"under [{line.section}] {line}" for line in wanted)
        raise CommandError(f"report.toml is written in a way that nothing can be put into; write yourself {said}")
    return made


def settings_in(text: str) -> dict[str, Any] | None:
    """The settings of a text; None where it is no TOML."""
    try:
        return tomllib.loads(text.lstrip("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return None


def _expected(text: str, lines: Iterable[SettingLine]) -> dict[str, Any]:
    settings = settings_in(text) or {}
    for line in lines:
        at = settings
        for part in line.section.split("."):
            at = at.setdefault(part, {})
        if line.value is not None:
            at[line.name] = line.value if isinstance(line.value, str | int | date) else list(line.value)
    return settings


def _with_line(text: Sequence[str], line: SettingLine, end: str) -> list[str]:
    """The lines of a text with one more, or in place of the one that stood for it."""
    spans = _sections(text)
    own = [span for section, span in spans if section == line.section]
    for span in own:
        for at in sorted(span, key=lambda at: text[at].lstrip().startswith("#")):
            if _name_in(text[at]) == line.name:
                return [*text[:at], f"{line}{end}", *text[at + 1 :]]
    at = own[-1][-1] + 1 if own else _place_of_new(spans, line.section, len(text))
    header = [] if own else [end, f"[{line.section}]{end}"]
    ended = [*text[:at]]
    if ended and not ended[-1].endswith("\n"):
        ended[-1] += end
    return [*ended, *header, f"{line}{end}", *text[at:]]


def _sections(text: Sequence[str]) -> list[tuple[str, range]]:
    """Each section with its lines, from its header to its last setting, in use or a note."""
    starts = [at for at, line in enumerate(text) if _HEADER.fullmatch(line.rstrip("\r\n"))]
    ends = [*starts[1:], len(text)]
    return [
        (_section(text[at]), range(at, _last_setting(text, at, end) + 1)) for at, end in zip(starts, ends, strict=False)
    ]


def _last_setting(text: Sequence[str], start: int, end: int) -> int:
    return max(at for at in range(start, end) if at == start or _is_setting(text[at]))


def _is_setting(line: str) -> bool:
    stripped = line.strip()
    if stripped.startswith("#"):
        return bool(_SETTING.match(stripped) or _OF_A_LIST.fullmatch(stripped))
    return bool(stripped)


def _section(header: str) -> str:
    """The name of a section, as in "sources.complaints"; nothing where it is none that TOML knows."""
    try:
        at = tomllib.loads(header)
    except tomllib.TOMLDecodeError:
        return ""
    names = []
    while at:
        name, at = next(iter(at.items()))
        names.append(name)
    return ".".join(names)


def _name_in(line: str) -> str | None:
    """What a line sets, or would set if it were no note."""
    match = _SETTING.match(line)
    if not match:
        return None
    try:
        return next(iter(tomllib.loads(f"{match['name']} = 0")))
    except tomllib.TOMLDecodeError:
        return None


def _place_of_new(spans: Sequence[tuple[str, range]], section: str, end: int) -> int:
    """Where a new section goes: below the last of those that it is nearest to."""

    def shared(other: str) -> int:
        parts = section.split(".")
        return next((n for n in range(len(parts), 0, -1) if other.split(".")[:n] == parts[:n]), 0)

    most = max((shared(other) for other, _ in spans), default=0)
    near = [span for other, span in spans if shared(other) == most]
    return near[-1][-1] + 1 if most else end
