"""`report.toml` as pydantic models: what a person decides about their report."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from math import floor
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from complaints_report.calendar import parse_year
from complaints_report.colours import OF_SHAPES, contrast
from complaints_report.errors import SettingsError, suggestion
from complaints_report.files import NotAFileError, require_file
from complaints_report.section import Section
from complaints_report.sources import Sources

FILE_NAME = "report.toml"


def _yes_or_no(answer: Any) -> Any:
    return {True: "Yes", False: "No"}[answer] if isinstance(answer, bool) else answer


Answer = Annotated[str, BeforeValidator(_yes_or_no)]
YearLabel = Annotated[str, BeforeValidator(lambda year: parse_year(str(year)))]
Days = Annotated[int, Field(gt=0)]


class Organisation(Section):
    """Whose report it is; `short_name` is what sentences call it, such as "the Trust"."""

    name: Annotated[str, Field(min_length=1)]
    short_name: str = ""


class Report(Section):
    """The report itself: the day of the export, its Word template, and whether the data are a sample."""

    exported_on: date | None = None
    template: str = ""
    sample_data: bool = False


MAY_BE_NONE = ("complaints", "issues", "compliments", "ombudsman", "learning")


def _may_be_none(table: Any) -> str:
    if not isinstance(table, str):
        raise ValueError(f"this must be a table's name in quotation marks; {suggestion('', [*MAY_BE_NONE])}")
    if table not in MAY_BE_NONE:
        raise ValueError(f"there is no table '{table}' of which there may be none; {suggestion(table, [*MAY_BE_NONE])}")
    return table


class Data(Section):
    """The years that the export holds whole, where given alone, and the tables of which there was nothing at all."""

    covers: list[YearLabel] | None = None
    none: tuple[Annotated[str, BeforeValidator(_may_be_none)], ...] = ()


class Cover(Section):
    """The cover block; what is left empty is printed as "Not applicable"."""

    leadership_team: str = "Leadership Team"
    meeting_on: date | None = None
    title: str = ""
    author: str = ""
    sponsoring_director: str = ""
    purpose: str = ""
    decision_required: str = ""
    discussed_with_heads_of_service: Answer = ""
    finance: Answer = ""
    commissioning: Answer = ""
    ict: Answer = ""
    hr: Answer = ""
    business_services_and_support: Answer = ""
    legal: Answer = ""


def _colour(written: str) -> str:
    """The colour of a chart as it is written, in capitals, where it can be seen on white."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", written):
        raise ValueError(f"'{written}' is not a colour; write # and six digits from 0 to 9 and A to F, as in '#12436D'")
    ratio = contrast(written[1:])
    if ratio < OF_SHAPES:
        raise ValueError(
            f"'{written}' is too pale on white: its contrast is {floor(ratio * 10) / 10}:1, and charts need "
            f"{OF_SHAPES:.0f}:1; choose a darker one"
        )
    return written.upper()


def _one_to_six(colours: tuple[str, ...]) -> tuple[str, ...]:
    if not 1 <= len(colours) <= 6:
        raise ValueError(f"there are {len(colours)} colours; give one to six, or leave the line out")
    return colours


class Charts(Section):
    """The looks of every chart: its colours in order and its font; ours where nothing is said."""

    colours: Annotated[tuple[Annotated[str, AfterValidator(_colour)], ...], AfterValidator(_one_to_six)] = ()
    font: str = ""


class StatutoryLimits(Section):
    """Working days under the Children Act 1989 Representations Procedure (England) Regulations 2006."""

    stage_1: Days = 10
    stage_1_extended: Days = 20
    stage_2: Days = 25
    stage_2_extended: Days = 65
    panel: Days = 30
    panel_report: Days = 5
    response: Days = 15


class LocalLimits(Section):
    """Working days under the organisation's own procedure."""

    stage_1: Days = 20
    stage_2: Days = 25


class Limits(Section):
    """The time limits that section 2 of the report explains; the metrics' days are in their names."""

    statutory: StatutoryLimits = StatutoryLimits()
    local: LocalLimits = LocalLimits()


class Settings(Section):
    """Everything in `report.toml`; only the organisation's name is required."""

    organisation: Organisation
    report: Report = Report()
    data: Data = Data()
    cover: Cover = Cover()
    charts: Charts = Charts()
    areas: dict[str, list[str]] = Field(default_factory=dict)
    limits: Limits = Limits()
    sources: Sources = Sources()

    @model_validator(mode="after")
    def _each_service_in_one_area(self) -> "Settings":
        seen: dict[str, str] = {}
        for area, services in self.areas.items():
            for service in services:
                if seen.setdefault(service, area) != area:
                    raise PydanticCustomError(
                        "two_areas",
                        "the service '{service}' is in two areas; name it in one only",
                        {"service": service, "loc": ["areas", area]},
                    )
        return self

    @property
    def calls_itself(self) -> str:
        """What sentences call the organisation."""
        return self.organisation.short_name or self.organisation.name


def load_settings(folder: Path) -> Settings:
    """The settings of a report folder; SettingsError where they are missing or wrong, with the line."""
    path = folder / FILE_NAME
    try:
        text = require_file(path).read_text(encoding="utf-8-sig")
        written = tomllib.loads(text)
        if odd := next(_unwritable(written), None):
            why = f"{'.'.join(odd)}: there is a character in it that no document can hold, such as a null; take it out."
            raise SettingsError(f"{path}{_line_of(text, odd)}: {why}")
        return Settings.model_validate(written)
    except FileNotFoundError:
        raise SettingsError(
            f"There is no {FILE_NAME} in {folder}: name a report folder with --folder, or put one there."
        ) from None
    except NotAFileError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read ({error}): save it as plain text in UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not written as TOML should be: {error}.") from None
    except ValidationError as error:
        raise SettingsError(_first_error(path, text, error)) from None
    except RecursionError:
        why = "has brackets or keys within one another, deeper than any setting: take out the [, { or . too many."
        raise SettingsError(f"{path} {why}") from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise SettingsError(f"{path} has a number of thousands of digits, which no setting is: correct it.") from None


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _unwritable(written: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where the settings hold a text with a character that is none in XML, and in no file's name."""
    if isinstance(written, str):
        yield from [where] if _UNWRITABLE.search(written) else []
    elif isinstance(written, dict):
        for key, part in written.items():
            yield from [*_unwritable(key, where), *_unwritable(part, (*where, key))]
    elif isinstance(written, list):
        yield from (found for part in written for found in _unwritable(part, where))


def settings_error(folder: Path, where: tuple[str, ...], message: str) -> SettingsError:
    """An error at a key of the folder's settings, with the line that it stands on."""
    path = folder / FILE_NAME
    return SettingsError(f"{path}{_line_of(path.read_text(encoding='utf-8-sig'), where)}: {message}")


_NUMBER, _LIST = "write a plain whole number, such as 10", 'write a list in square brackets, such as ["one", "another"]'
_DATES = ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")
_PLAINLY = {
    **dict.fromkeys(_DATES, "write the day as 2024-04-12"),
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


def _line_of(text: str, where: tuple[str, ...]) -> str:
    """The words ", line 7" for the line that holds the longest known part of a key's path, or nothing."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"\s*\[+([^\]]+)\]", line):
            table = _key_parts(match[1])
            lines.setdefault(table, number)
        elif match := re.match(r"\s*((?:\"[^\"]*\"|'[^']*'|[\w.-])+)\s*=", line):
            lines.setdefault(table + _key_parts(match[1]), number)
    for length in range(len(where), 0, -1):
        if where[:length] in lines:
            return f", line {lines[where[:length]]}"
    return ""


def _key_parts(key: str) -> tuple[str, ...]:
    parts = re.findall(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)", key)
    return tuple(next(part for part in match if part) for match in parts if any(match))
