"""`[sources]` of `report.toml` as pydantic models: where each table is, and how it is headed and spelled."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from complaints_report.section import Section

Headings = str | list[str]
"""A heading of the export, or all that a column may have."""


Names = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]


def _as_texts(given: Any) -> Any:
    """One value, or a list of them, as a list of texts, as the cells of an export are compared."""
    values = given if isinstance(given, list) else [given]
    return [str(one) if isinstance(one, str | int | float) else one for one in values]


Values = Annotated[list[str], BeforeValidator(_as_texts), Field(min_length=1)]
"""Values of a column of the export."""


class Source(Section):
    """Where one table is and how its columns are headed and its values spelled.

    Several files or sheets of the same kind are read one after the other, as one table.
    """

    file: str | Names = ""
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


class IssueSource(Section):
    """How the issues are headed and spelled that stand in the rows of the complaints, where each has a row."""

    columns: dict[str, Headings] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


class ComplaintsSource(Source):
    """Where the complaints are; a stage may have columns, a sheet or a file of its own."""

    layout: Literal["one row per stage", "one row per case", "one row per issue"] = "one row per stage"
    issue: IssueSource | None = None
    number_rows: bool = False
    stage_1: Source | None = None
    stage_2: Source | None = None
    stage_3: Source | None = None

    @property
    def stages(self) -> dict[int, Source]:
        """What the settings say of each stage that they name."""
        named = {1: self.stage_1, 2: self.stage_2, 3: self.stage_3}
        return {stage: source for stage, source in named.items() if source}


class Sources(Section):
    """The tables of the export; one that is not named is looked for under its own name."""

    complaints: ComplaintsSource = ComplaintsSource()
    issues: Source = Source()
    compliments: Source = Source()
    ombudsman: Source = Source()
    learning: Source = Source()
    activity: Source = Source()
    history: Source = Source()
