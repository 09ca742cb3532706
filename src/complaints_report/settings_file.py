"""`report.toml` read into settings; what is wrong in it is told in plain words, with its line."""

import re
import tomllib
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from complaints_report.errors import SettingsError
from complaints_report.files import NotAFileError, read_whole
from complaints_report.safe_text import UNPRINTABLE
from complaints_report.settings import Settings
from complaints_report.settings_slips import decoded_settings, in_plain_words, mended, merged, with_paths

FILE_NAME = "report.toml"


def load_settings(folder: Path) -> Settings:
    """The settings of a report folder; SettingsError where they are missing or wrong, with the line."""
    path = folder / FILE_NAME
    try:
        text = settings_text(path)
        written = _parsed(path, text)
        if odd := next(_unprintable(written), None):
            why = f"{'.'.join(odd)}: there is a character in it that no document can hold, such as a null; take it out."
            raise SettingsError(f"{path}{_line_of(text, odd)}: {why}")
        return Settings.model_validate(written)
    except ValidationError as error:
        raise SettingsError(_first_error(path, text, error)) from None
    except RecursionError:
        why = "has brackets or keys within one another, deeper than any setting: take out the [, { or . too many."
        raise SettingsError(f"{path} {why}") from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise SettingsError(
            f"{path} has a number with thousands of digits, which no setting has: correct it."
        ) from None


def settings_text(path: Path) -> str:
    """What a settings file says; SettingsError where it is not there or cannot be read."""
    try:
        return decoded_settings(read_whole(path))
    except FileNotFoundError:
        raise SettingsError(_not_there(path)) from None
    except NotAFileError:
        raise
    except UnicodeDecodeError:
        why = "holds letters that were saved in two ways: open it in Notepad, mend what looks odd, save it as UTF-8."
        raise SettingsError(f"{path} {why}") from None
    except PermissionError:
        why = "cannot be opened: close it in the program that has it open, or see that you may read it, and try again."
        raise SettingsError(f"{path} {why}") from None


def _not_there(path: Path) -> str:
    near = next((one for one in path.parent.glob("*") if one.name.lower() in _NEARLY), None)
    if near is None:
        return f"There is no {FILE_NAME} in {path.parent}: name a report folder with --folder, or put one there."
    return (
        f"There is no {FILE_NAME} in {path.parent}, but {near.name}: an editor has added an ending that Windows hides. "
        f"Rename it to {FILE_NAME}: in Explorer, choose View, Show, File name extensions first."
    )


_NEARLY = tuple(f"report{ending}" for ending in (".toml.txt", ".txt", ".toml.toml", ".toml.rtf", ".toml.docx"))
"""What an editor may have called the settings."""


def _parsed(path: Path, text: str) -> dict[str, Any]:
    """What the settings say, as they stand or with the slips put right that can mean one thing only."""
    given = with_paths(text)
    for attempt in (given, mended(given), merged(mended(given))):
        with suppress(tomllib.TOMLDecodeError):
            return tomllib.loads(attempt)
    try:
        return tomllib.loads(mended(given))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}{in_plain_words(str(error), text)}") from None


def _unprintable(written: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where the settings hold a text with a character that is none in XML, and in no file's name."""
    if isinstance(written, str):
        yield from [where] if UNPRINTABLE.search(written) else []
    elif isinstance(written, dict):
        for key, part in written.items():
            yield from [*_unprintable(key, where), *_unprintable(part, (*where, key))]
    elif isinstance(written, list):
        yield from (found for part in written for found in _unprintable(part, where))


def settings_error(folder: Path, where: tuple[str, ...], message: str) -> SettingsError:
    """An error at a key of the folder's settings, with the line that it stands on."""
    path = folder / FILE_NAME
    return SettingsError(f"{path}{_line_of(settings_text(path), where)}: {message}")


_IN_SETTINGS = re.compile(r"(?:'?(\w+)'? under )?\[([\w.]+)\] in report\.toml")
"""How a cure names the line of the settings that it is about, by its key and part or by its part alone."""


def with_line_numbers(cures: Collection[str], folder: Path) -> dict[str, str]:
    """Each of some cures with the number of the line that it is about, where the folder's settings have that."""
    wanted = [cure for cure in cures if _IN_SETTINGS.search(cure)]
    text = settings_text(folder / FILE_NAME) if wanted else ""

    def lined(named: re.Match[str]) -> str:
        part = tuple(named[2].split("."))
        return named[0] + _line_of(text, (*part, *filter(None, [named[1]])), least=len(part))

    return {cure: _IN_SETTINGS.sub(lined, cure) for cure in wanted}


_NUMBER, _LIST = "write a plain whole number, such as 10", 'write a list in square brackets, such as ["one", "another"]'
_DATES = ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")
_PLAINLY = {
    **dict.fromkeys(_DATES, "write the day as 12/04/2024 or 2024-04-12"),
    "string_type": "write it as text, in quotation marks",
    "string_too_short": "it is empty; write something between the quotation marks",
    **dict.fromkeys(("finite_number", "int_type", "int_parsing", "int_from_float", "int_parsing_size"), _NUMBER),
    "greater_than": "write a whole number above {gt}",
    **dict.fromkeys(("list_type", "tuple_type"), _LIST),
    **dict.fromkeys(("bool_type", "bool_parsing"), "write true or false, without quotation marks"),
    **dict.fromkeys(("dict_type", "model_type"), "this is the name of a part; write its settings on lines below it"),
    "too_short": "the list is empty; put something in it, or take the line out",
    "literal_error": "write one of: {expected}",
}
"""What to do about an error whose own words are a programmer's."""

_KIND = re.compile(r"str|int|bool|date|(?:constrained-|list\[|function-).*")
"""What pydantic puts after a key for each kind of value that a setting may have."""


def _first_error(path: Path, text: str, error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    context = first.get("ctx", {})
    where = [part for part in first["loc"] if isinstance(part, str) and not _KIND.fullmatch(part)]
    where += context.get("loc", [])
    where += [context["key"]] if first["type"] == "unknown_key" else []
    plainly = _PLAINLY.get(first["type"])
    said = plainly.format(**context) if plainly else first["msg"].removeprefix("Value error, ")
    named = f"[{'.'.join(where[:-1])}] {where[-1]}" if len(where) > 1 else f"[{''.join(where)}]"
    said = f"{named}: {said}" if first["type"] != "missing" else f"{named} is missing; add it"
    stop = "" if said.endswith((".", "?")) else "."
    return f"{path}{_line_of(text, tuple(where))}: {said}{stop}"


def _line_of(text: str, where: tuple[str, ...], least: int = 1) -> str:
    """The words ", line 7" for the line that holds the longest known part of a key's path, or nothing."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"\s*\[+([^\]]+)\]", line):
            table = _key_parts(match[1])
            lines.setdefault(table, number)
        elif match := re.match(r"\s*((?:[\"“][^\"”]*[\"”]|'[^']*'|[\w.-])+)\s*=", line):
            lines.setdefault(table + _key_parts(match[1]), number)
    for length in range(len(where), least - 1, -1):
        if where[:length] in lines:
            return f", line {lines[where[:length]]}"
    return ""


def _key_parts(key: str) -> tuple[str, ...]:
    parts = re.findall(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)", key)
    return tuple(next(part for part in match if part) for match in parts if any(match))
