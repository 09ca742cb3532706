"""The parts of a table: each file, sheet or stage that its rows come from, with the settings that hold there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from complaints_report.errors import suggestion
from complaints_report.intake.read.file_kind import NAMES_OF_WORKBOOKS
from complaints_report.intake.records.names import normalised
from complaints_report.intake.records.spellings import is_value_of, values_of
from complaints_report.settings import ComplaintsSource, IssueSource, Settings, TableSource
from complaints_report.settings_file import settings_error

SUFFIXES = (".csv", *NAMES_OF_WORKBOOKS)
"""The kinds of file in which a table is looked for under its own name, in this order."""

SIDE_BY_SIDE = "one row per case"
BY_ISSUE = "one row per issue"
ISSUES_WITHIN = "complaints.issue"
"""The section of the settings that says how issues are headed which stand in the rows of complaints."""
OF_AN_ISSUE = ("category", "sub_category", "outcome")
"""The columns that an issue has for itself where it stands in a row of its complaint."""

OF_A_STAGE = (
    *("received_on", "responded_on", "outcome", "extension_agreed", "statement_agreed_on"),
    *("panel_held_on", "panel_report_on", "remedy_amount", "investigation_cost"),
)
"""The columns that each stage of a complaint has for itself."""

_OF_EACH_STAGE = "name it under [sources.complaints.stage_1.columns], and so on for stages 2 and 3."


@dataclass(frozen=True)
class TablePart:
    """One place that rows of a table come from; where stages stand side by side, one for each stage.

    A stage that the settings do not name need not be there. `organisation` is what the organisation is called,
    since an export may close with a line of that. The headings in `taken`, in plain letters, are those of another
    table that stands in the same rows. Where `numbered` is given, it makes a reference of a row's number.
    """

    table: str
    file: str
    sheet: str
    source: TableSource
    stage: int | None = None
    side_by_side: bool = False
    may_be_absent: bool = False
    organisation: tuple[str, ...] = ()
    taken: frozenset[str] = frozenset()
    numbered: str = ""
    within: str = ""

    @property
    def section(self) -> str:
        """The section of the settings, under `sources`, in which its values are spelled."""
        return self.within or self.table

    def gives(self, column: str) -> bool:
        """Whether the settings say what the column is where the export has none."""
        return column in self.source.constants or (column == "reference" and bool(self.numbered))


def parts_of(table: str, settings: Settings, folder: Path) -> list[TablePart]:
    """The parts of a table in order, none where the folder has no such table."""
    organisation = (settings.organisation.name, settings.organisation.short_name)
    return [replace(part, organisation=organisation) for part in _parts(table, settings, folder)]


def _parts(table: str, settings: Settings, folder: Path) -> list[TablePart]:
    source: TableSource = getattr(settings.sources, table)
    if not isinstance(source, ComplaintsSource):
        return [*_places(table, source, folder)]
    _require_layout_of_issues(source, folder)
    _require_one_stage_of_numbers(source, folder)
    taken = _headings_of_issues(source)
    return [
        replace(part, source=_without(part.source, taken), taken=taken, numbered=_numbered(source, number))
        for number, part in enumerate(_parts_of_complaints(table, source, folder), 1)
    ]


def _numbered(source: ComplaintsSource, number: int) -> str:
    """What makes a reference of a row's number, in one of several files or sheets; nothing where that is not asked."""
    if not source.number_rows:
        return ""
    return "{}" if len(source.files) * len(source.sheets) == 1 else f"{{}} of part {number}"


def _parts_of_complaints(table: str, source: ComplaintsSource, folder: Path) -> Iterator[TablePart]:
    if source.layout == SIDE_BY_SIDE:
        _require_columns_of_stages(source, folder)
        stages = [1, 2, 3]
    elif source.stages:
        _require_places_of_stages(source, folder)
        stages = [*source.stages]
    else:
        yield from _places(table, source, folder)
        return
    for stage in stages:
        yield from _one_stage(table, source, stage, folder)


def _headings_of_issues(source: ComplaintsSource) -> frozenset[str]:
    """The headings that the settings give to the issues in the rows of complaints, in plain letters."""
    columns = source.issue.columns if source.issue else {}
    return frozenset(
        normalised(heading) for named in columns.values() for heading in as_list(named) if normalised(heading)
    )


def _without(source: TableSource, taken: frozenset[str]) -> TableSource:
    """The settings of a table without the headings that are another's: a column that had no other is not there."""
    if not taken:
        return source
    columns = {
        column: [name for name in as_list(names) if normalised(name) not in taken]
        for column, names in source.columns.items()
    }
    return source.model_copy(update={"columns": columns})


def as_list(names: str | list[str]) -> list[str]:
    """One heading, or several, as a list."""
    return [names] if isinstance(names, str) else names


def _places(table: str, source: TableSource, folder: Path) -> Iterator[TablePart]:
    for file in source.files if source.file else [_found(table, folder)]:
        for sheet in source.sheets:
            if file:
                yield TablePart(table, file, sheet, source)


def _found(table: str, folder: Path) -> str:
    """The file that stands under a table's own name, as Windows takes names: in any letters; empty where none does."""
    named = sorted(path.name for path in folder.iterdir() if path.exists())  # capitals first: exact names win
    there = {name.lower(): name for name in named}
    return next((there[name] for suffix in SUFFIXES if (name := f"{table}{suffix}") in there), "")


def _one_stage(table: str, source: ComplaintsSource, stage: int, folder: Path) -> Iterator[TablePart]:
    whole = _laid_over(source, source.stages.get(stage, TableSource()), stage)
    for part in _places(table, whole, folder):
        beside, absent = source.layout == SIDE_BY_SIDE, stage > 1 and stage not in source.stages
        yield TablePart(table, part.file, part.sheet, whole, stage, beside, absent)


def _laid_over(source: ComplaintsSource, own: TableSource, stage: int) -> TableSource:
    """A table's settings with those of one stage laid over them."""
    values = {column: source.values.get(column, {}) | own.values.get(column, {}) for column in source.values}
    return TableSource(
        file=own.file or source.file,
        sheet=own.sheet or source.sheet,
        heading_row=own.heading_row or source.heading_row,
        date_order=own.date_order if "date_order" in own.model_fields_set else source.date_order,
        columns=source.columns | own.columns,
        values=own.values | values,
        constants=source.constants | {"stage": stage} | own.constants,
        leave_out=source.leave_out | own.leave_out,
        keep_only=source.keep_only | own.keep_only,
    )


def _require_columns_of_stages(source: ComplaintsSource, folder: Path) -> None:
    """Raise a SettingsError where a stage's own column is mapped for all the stages of a case at once."""
    for column in ("stage", *OF_A_STAGE):
        if column in source.columns:
            where = ("sources", "complaints", "columns", column)
            cure = "leave it out, since the columns tell the stage." if column == "stage" else _OF_EACH_STAGE
            raise settings_error(folder, where, f"in the layout '{SIDE_BY_SIDE}', {column} is each stage's own; {cure}")
    for stage, own in source.stages.items():
        for setting in ("leave_out", "keep_only"):
            if getattr(own, setting):
                where = ("sources", "complaints", f"stage_{stage}", setting)
                why = f"in the layout '{SIDE_BY_SIDE}', a row is left out with all its stages"
                raise settings_error(folder, where, f"{why}; move it to [sources.complaints.{setting}].")


def _require_places_of_stages(source: ComplaintsSource, folder: Path) -> None:
    """Raise a SettingsError where a stage has neither a file nor a sheet, and its columns stand beside no other's."""
    for stage, own in source.stages.items():
        if not own.file and not own.sheet:
            where = ("sources", "complaints", f"stage_{stage}")
            cure = f'either add layout = "{SIDE_BY_SIDE}" under [sources.complaints], or name the file or sheet here.'
            raise settings_error(folder, where, f"it is not said where stage {stage} is: {cure}")


def _require_layout_of_issues(source: ComplaintsSource, folder: Path) -> None:
    """Raise a SettingsError where columns of issues are named in a layout that has none."""
    if source.issue and source.layout != BY_ISSUE:
        cure = f'add layout = "{BY_ISSUE}" under [sources.complaints], or take these lines out.'
        why = "these columns are of issues, which only an export with a row for each issue has in its complaints"
        raise settings_error(folder, ("sources", "complaints", "issue"), f"{why}: {cure}")


def _require_one_stage_of_numbers(source: ComplaintsSource, folder: Path) -> None:
    """Raise a SettingsError where rows are to be numbered that are of several stages, which a number cannot join."""
    if source.number_rows and (source.layout == SIDE_BY_SIDE or source.stages):
        why = "a row's number can stand for a reference only where every complaint is at stage 1"
        cure = "take this line out, and name the column of the reference."
        raise settings_error(folder, ("sources", "complaints", "number_rows"), f"{why}: {cure}")


def check_mappings(settings: Settings, folder: Path, columns: dict[str, list[str]]) -> None:
    """Raise a SettingsError where a mapping names a column that its table does not have."""
    for table, known in columns.items():
        source: TableSource = getattr(settings.sources, table)
        stages = source.stages if isinstance(source, ComplaintsSource) else {}
        _check_names(source, known, ("sources", table), folder)
        for stage, own in stages.items():
            _check_names(own, known, ("sources", table, f"stage_{stage}"), folder)
        if isinstance(source, ComplaintsSource) and source.issue:
            _check_names(source.issue, list(OF_AN_ISSUE), ("sources", table, "issue"), folder)


def _check_names(source: TableSource | IssueSource, known: list[str], where: tuple[str, ...], folder: Path) -> None:
    whose = "an issue" if isinstance(source, IssueSource) else f"the {where[1]} table"
    for part in ("columns", "values", "constants"):
        for column in getattr(source, part, ()):
            if column not in known:
                message = f"{whose} has no column '{column}'; {suggestion(column, known)}"
                raise settings_error(folder, (*where, part, column), message)
    _check_values(source, where, folder)


def _check_values(source: TableSource | IssueSource, where: tuple[str, ...], folder: Path) -> None:
    """Raise a SettingsError where a value of the export is said to be one that its column cannot have."""
    for part, column, theirs, ours in _said_to_be(source):
        known = [] if where[1] == "history" else list(values_of(column))
        if known and ours and not is_value_of(column, ours):
            message = f"'{ours}' is not one of the values that {column} may have; {suggestion(ours, known)}"
            raise settings_error(folder, (*where, part, column, theirs), message)


def _said_to_be(source: TableSource | IssueSource) -> Iterator[tuple[str, str, str, str]]:
    """Each of our values that the settings give: in which part, of which column, and for which of the export's."""
    for column, values in source.values.items():
        yield from (("values", column, theirs, ours) for theirs, ours in values.items())
    constants = source.constants if isinstance(source, TableSource) else {}
    yield from (("constants", column, "", str(ours)) for column, ours in constants.items())
