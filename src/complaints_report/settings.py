"""`report.toml` as pydantic models: what a person decides about their report, and where each table of the export is."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from complaints_report.calendar import calendar_span, parse_day, parse_year
from complaints_report.colours import colour_of_chart
from complaints_report.errors import suggestion
from complaints_report.procedures import CHARACTERISTICS, LOCAL, PANEL, PROCEDURES, STATUTORY


class SettingsSection(BaseModel):
    """A part of the settings; a key it does not know is an error that suggests the right one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _no_unknown_keys(cls, data: Any) -> Any:
        for key in data if isinstance(data, dict) else ():
            if key not in cls.model_fields:
                cure = suggestion(key, list(cls.model_fields))
                raise PydanticCustomError(
                    "unknown_key", "there is no setting '{key}' here; {cure}", {"key": key, "cure": cure}
                )
        return data


def _yes_or_no(answer: Any) -> Any:
    return {True: "Yes", False: "No"}[answer] if isinstance(answer, bool) else answer


Answer = Annotated[str, BeforeValidator(_yes_or_no)]
YearLabel = Annotated[str, BeforeValidator(lambda year: parse_year(str(year)))]
Days = Annotated[int, Field(gt=0)]


class Organisation(SettingsSection):
    """Whose report it is; `short_name` is what sentences call it, such as "the Trust"."""

    name: Annotated[str, Field(min_length=1)]
    short_name: str = ""


def _in_calendar(day: date) -> date:
    """The day, to which working days can be counted: the bank holidays are known."""
    first, last = calendar_span()
    if day > last:
        raise ValueError(
            f"{day:%d/%m/%Y} is outside the years whose bank holidays are known ({first:%Y} to {last:%Y}), so no "
            "working days can be counted to it; correct the date"
        )
    return day


Day = Annotated[date, BeforeValidator(lambda day: parse_day(day) or day if isinstance(day, str) else day)]
"""A day, also as it is written in Britain."""
FileName = Annotated[str, AfterValidator(lambda name: name.replace("\\", "/"))]
"""The name of a file, with the slashes that every system reads."""


class Report(SettingsSection):
    """The report itself: the day of the export, its Word template, and whether the data are a sample."""

    exported_on: Annotated[Day, AfterValidator(_in_calendar)] | None = None
    template: FileName = ""
    sample_data: bool = False


MAY_BE_NONE = ("complaints", "issues", "compliments", "ombudsman", "learning")


def _may_be_none(table: Any) -> str:
    if not isinstance(table, str):
        raise ValueError(f"this must be a table's name in quotation marks; {suggestion('', [*MAY_BE_NONE])}")
    if table not in MAY_BE_NONE:
        raise ValueError(f"there is no table '{table}' of which there may be none; {suggestion(table, [*MAY_BE_NONE])}")
    return table


class Data(SettingsSection):
    """The years that the export holds whole, where given alone, and the tables of which there was nothing at all."""

    covers: list[YearLabel] | None = None
    none: tuple[Annotated[str, BeforeValidator(_may_be_none)], ...] = ()


class Cover(SettingsSection):
    """The cover block; what is left empty is printed as "Not applicable".

    `leadership_team_short` is what the team is called in "Decision required from", such as "TLT".
    """

    leadership_team: str = "Leadership Team"
    leadership_team_short: str = ""
    meeting_on: Day | None = None
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


def _one_to_six(colours: tuple[str, ...]) -> tuple[str, ...]:
    if not 1 <= len(colours) <= 6:
        raise ValueError(f"there are {len(colours)} colours; give one to six, or leave the line out")
    return colours


class Charts(SettingsSection):
    """The looks of every chart: its colours in order and its font; ours where nothing is said."""

    colours: Annotated[tuple[Annotated[str, AfterValidator(colour_of_chart)], ...], AfterValidator(_one_to_six)] = ()
    font: FileName = ""


class StatutoryLimits(SettingsSection):
    """Working days under the statutory procedure: the law's, unless others are set."""

    stage_1: Days = STATUTORY.limits[1].days
    stage_1_extended: Days = STATUTORY.limits[1].extended
    stage_2: Days = STATUTORY.limits[2].days
    stage_2_extended: Days = STATUTORY.limits[2].extended
    panel: Days = PANEL.held
    panel_report: Days = PANEL.report
    response: Days = PANEL.response


class LocalLimits(SettingsSection):
    """Working days under the organisation's own procedure, which extends a limit only where the settings say so."""

    stage_1: Days = LOCAL.limits[1].days
    stage_1_extended: Days | None = None
    stage_2: Days = LOCAL.limits[2].days
    stage_2_extended: Days | None = None


class Limits(SettingsSection):
    """The time limits by which answers are measured and which section 2 of the report explains."""

    statutory: StatutoryLimits = StatutoryLimits()
    local: LocalLimits = LocalLimits()

    def days(self, procedure: str, stage: int) -> tuple[int, int] | None:
        """The working days for an answer, and those where more time was agreed; None where a stage has no limit."""
        limits = self.statutory if procedure == "statutory" else self.local
        usual = getattr(limits, f"stage_{stage}", None)
        return None if usual is None else (usual, getattr(limits, f"stage_{stage}_extended") or usual)

    def of_stage(self, stage: int) -> list[int]:
        """Every number of working days that is a limit of a stage under some procedure, extended or not."""
        return [days for one in PROCEDURES for days in self.days(one.name, stage) or ()]


Headings = str | list[str]
"""A heading of the export, or all that a column may have."""


Names = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]
FileNames = Annotated[list[Annotated[FileName, Field(min_length=1)]], Field(min_length=1)]


def _as_texts(given: Any) -> Any:
    """One value, or a list of them, as a list of texts, as the cells of an export are compared."""
    values = given if isinstance(given, list) else [given]
    return [str(one) if isinstance(one, str | int | float) else one for one in values]


Values = Annotated[list[str], BeforeValidator(_as_texts), Field(min_length=1)]
"""Values of a column of the export."""


class TableSource(SettingsSection):
    """Where one table is and how its columns are headed and its values spelled.

    Several files or sheets of the same kind are read one after the other, as one table.
    """

    file: FileName | FileNames = ""
    sheet: str | Names = ""
    heading_row: Annotated[int, Field(gt=0)] | None = None
    date_order: Literal["day first", "month first"] = "day first"
    columns: dict[str, Headings] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    constants: dict[str, str | int | bool | date] = Field(default_factory=dict)
    leave_out: dict[str, Values] = Field(default_factory=dict)
    keep_only: dict[str, Values] = Field(default_factory=dict)

    @property
    def files(self) -> list[str]:
        """The files named, in order."""
        return [self.file] if isinstance(self.file, str) else self.file

    @property
    def sheets(self) -> list[str]:
        """The sheets named, in order; one without a name is the one whose headings fit."""
        return [self.sheet] if isinstance(self.sheet, str) else self.sheet


class IssueSource(SettingsSection):
    """How the issues are headed and spelled that stand in the rows of the complaints, where each has a row."""

    columns: dict[str, Headings] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


class ComplaintsSource(TableSource):
    """Where the complaints are; a stage may have columns, a sheet or a file of its own."""

    layout: Literal["one row per stage", "one row per case", "one row per issue"] = "one row per stage"
    issue: IssueSource | None = None
    number_rows: bool = False
    stage_1: TableSource | None = None
    stage_2: TableSource | None = None
    stage_3: TableSource | None = None

    @property
    def stages(self) -> dict[int, TableSource]:
        """What the settings say of each stage that they name."""
        named = {1: self.stage_1, 2: self.stage_2, 3: self.stage_3}
        return {stage: source for stage, source in named.items() if source}


class Sources(SettingsSection):
    """The tables of the export; one that is not named is looked for under its own name."""

    complaints: ComplaintsSource = ComplaintsSource()
    issues: TableSource = TableSource()
    compliments: TableSource = TableSource()
    ombudsman: TableSource = TableSource()
    learning: TableSource = TableSource()
    activity: TableSource = TableSource()
    history: TableSource = TableSource()


class Publish(SettingsSection):
    """The public's edition: what is withheld where few are, and what stands at the foot of its pages.

    `style` names a style sheet in place of ours; `fragment` writes bodies alone, for a content management system,
    whose links begin with `link_base`.
    """

    withhold: tuple[str, ...] = (*CHARACTERISTICS, "service", "sub_category", "area_sub_category")
    names: bool = False
    style: str = ""
    fragment: bool = False
    link_base: str = ""
    contact: str = ""
    licence: str = "Open Government Licence v3.0"
    published_on: Day | None = None


class Settings(SettingsSection):
    """Everything in `report.toml`; only the organisation's name is required."""

    organisation: Organisation
    report: Report = Report()
    data: Data = Data()
    cover: Cover = Cover()
    charts: Charts = Charts()
    areas: dict[str, list[str]] = Field(default_factory=dict)
    limits: Limits = Limits()
    publish: Publish = Publish()
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
