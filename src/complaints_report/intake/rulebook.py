"""The rules on the data: each with its severity, its words and its cure."""

from complaints_report.intake.rule import Rule

RULES = {
    rule.name: rule
    for rule in (
        Rule("unreadable-file", "A file could not be read", "error", "{why}", "{cure}", about_file=True),
        Rule(
            "missing-column",
            "A column was missing",
            "error",
            "There is no column for {wanted}.{nearest}",
            "Add the column to the export, or name its heading under [sources.{table}.columns] in report.toml.",
            about_file=True,
        ),
        Rule(
            "duplicate-heading",
            "Two columns had the same heading",
            "error",
            "More than one column could be {wanted}: {headings}.",
            "Rename or delete all but one in the export, or name the right one in report.toml.",
            about_file=True,
        ),
        Rule(
            "ambiguous-sheet",
            "More than one sheet could hold the table",
            "error",
            "More than one sheet could hold the {table} table: {sheets}.",
            "Name the right one as 'sheet' under [sources.{table}] in report.toml.",
            about_file=True,
        ),
        Rule(
            "no-rows",
            "A file was empty",
            "error",
            "{why}",
            'Export the data again; if there were none at all, say so in report.toml: [data] none = ["{table}"].',
            about_file=True,
        ),
        Rule(
            "empty-table",
            "A table had no rows, so it counts as not supplied",
            "warning",
            "{why} It counts as not supplied.",
            "Add the rows, or delete the file if you keep no such table; if there were none at all, say so in "
            'report.toml: [data] none = ["{table}"].',
        ),
        Rule("unknown-heading", "A heading was not known, so its column was not used", "warning", "{why}", "{cure}"),
        Rule(
            "unreadable-date",
            "A date could not be read",
            "error",
            "{why}",
            "Put the date right in the case system or the export, as day/month/year; where there is none yet, "
            "leave it blank.",
        ),
        Rule("ambiguous-date", "A date could be read two ways", "error", "{why}", "{cure}"),
        Rule(
            "missing-value",
            "A cell that is needed was blank",
            "error",
            "This cell must be filled in.",
            "Fill it in, and export again; a sign such as '-' or 'n/a' fills in nothing.",
        ),
        Rule("unknown-value", "A value was not one of those known", "error", "{why}", "{cure}"),
        Rule(
            "duplicate-record",
            "A record was repeated",
            "error",
            "{what} stands in more than one row, also in {elsewhere}.",
            "Keep the right row and delete the others. Where the export has a row for each issue of a complaint, "
            'change nothing there: say layout = "one row per issue" under [sources.complaints] in report.toml.',
        ),
        Rule(
            "response-before-received",
            "A response was dated before the complaint",
            "error",
            "The response is dated before the complaint was received.",
            "Put the wrong one of the two dates right.",
        ),
        Rule(
            "error-cell",
            "A cell held a spreadsheet error",
            "error",
            "The cell holds {what} instead of a value.",
            "Mend the formula or type the value; a workbook that was never calculated: open it in Excel and save it.",
        ),
        Rule(
            "orphan-issue",
            "An issue belonged to no complaint",
            "error",
            "There is no complaint with this reference at this stage.",
            "Correct the reference or the stage, or add the complaint.",
        ),
        Rule(
            "wrong-stage",
            "A local complaint was recorded at stage 3",
            "error",
            "The local procedure has no stage 3.",
            "Correct the stage or the procedure.",
        ),
        Rule(
            "ragged-row",
            "A row had more cells than headings, or an open quotation mark",
            "error",
            "{why}",
            "Look for a stray comma, quotation mark or note in this row, and export again.",
        ),
        Rule(
            "outcome-without-response",
            "An outcome was recorded without a date of response",
            "warning",
            "There is an outcome but no date of response, so this row is not timed.",
            "Fill in the date of response, if there was one.",
        ),
        Rule(
            "response-without-outcome",
            "A response was recorded without an outcome",
            "warning",
            "There is a date of response but no outcome, so this row counts as awaiting one.",
            "Fill in the outcome.",
        ),
        Rule(
            "no-outcomes",
            "The outcomes of complaints were not supplied",
            "warning",
            "There is no column for outcome, so no outcome is reported. Times are worked out all the same, and no "
            "complaint is left out of them as withdrawn or outside jurisdiction.",
            "Add the column to the export, or name its heading under [sources.complaints.columns] in report.toml.",
        ),
        Rule(
            "missing-earlier-stage",
            "The earlier stage of a complaint was not in the export",
            "warning",
            "The export has no stage {earlier} for this complaint.",
            "Check the reference; if the earlier stage was in an earlier year, add that row to the export.",
        ),
        Rule(
            "later-stage-before-earlier",
            "A later stage was dated before an earlier one",
            "warning",
            "This stage is dated before stage {earlier} of the same complaint.",
            "Put the wrong one of the two dates right.",
        ),
        Rule(
            "old-row",
            "A complaint was received before the bank holidays are known",
            "warning",
            "This was received before {year}, from when the bank holidays are known, so no figure of time counts it.",
            "Nothing, if the date is right: the row counts in every other figure.",
        ),
        Rule(
            "unmapped-service",
            "A service was in no area",
            "warning",
            "This service is in no area, so it counts under 'Not mapped'.",
            "Add the service, as the export spells it, to an area under [areas] in report.toml.",
        ),
        Rule(
            "stage-date-order",
            "The dates of a stage 3 review were out of order",
            "warning",
            "This date is before the one that should come first ({earlier}), so the time between is left out.",
            "Put the wrong one of the two dates right.",
        ),
        Rule(
            "history-differs",
            "A published figure differs from the export's",
            "warning",
            "History says {theirs}; the export gives {ours} for {metric}{of} in {year}.",
            "Find out which is right. Comparisons use history's, as it was published.",
        ),
        Rule(
            "part-year",
            "Only part of the year was in the data",
            "warning",
            "{said}",
            "{cure}",
        ),
        Rule(
            "blank-column",
            "More than a fifth of a column was blank",
            "warning",
            "{percent}% of the cells are blank ({blank} of {rows}).",
            "Fill them in, if the case system knows them; figures from this column rest on the rest.",
        ),
        Rule(
            "rare-value",
            "A characteristic had a rare value",
            "warning",
            "This is not one of the usual answers and fewer than five rows have it, so it is counted as 'Other', and "
            "its text is not shown.",
            'Put it right, or accept it in report.toml: under [sources.complaints.values.{name}] write "X" = "X", with '
            "the value as the export spells it for X.",
        ),
        Rule(
            "look-alike",
            "Two services or categories were nearly alike",
            "warning",
            "This differs {how} from what stands in {elsewhere}, and counts as another.",
            "If both are the same, spell them alike in the export, or name the right one in report.toml, under "
            "[sources.{table}.values.{name}].",
        ),
        Rule(
            "merged-cells",
            "Cells below the headings were merged",
            "warning",
            "The cells {cells} are merged, so each of them counts with the value of the first.",
            "Unmerge them in the export, and fill in each cell with what it should have.",
        ),
        Rule(
            "broken-text",
            "Printed text had letters of another encoding",
            "warning",
            "The text that will be printed has letters of another encoding: {letters}.",
            "Export it again as CSV UTF-8 or as an Excel workbook; where the case system shows it so itself, put it "
            "right there.",
        ),
        Rule(
            "possible-personal-data",
            "Printed text may hold personal data",
            "warning",
            "The text that will be printed may hold {what}.",
            "Read it, and take out what could tell who somebody is.",
        ),
        Rule(
            "to-be-written",
            "A part of the report was not yet written",
            "warning",
            "This part of the report is still to be written.",
            "Write it in {file}; until then the report says that it is a draft.",
        ),
        Rule(
            "old-words",
            "A text was an earlier year's, so it was left out",
            "warning",
            "This text has not changed since the report of {earlier} was built from it, so it is left out in {year}.",
            "Write this year's words in {file}; if the old ones still hold, put a copy of the file into {own}.",
        ),
        Rule(
            "conflicting-rows",
            "The rows of one complaint did not agree",
            "error",
            "The rows of this complaint differ in this column; see also {elsewhere}.",
            "Correct the rows that are wrong, so that all rows of the complaint agree. Where the column is the "
            "category or outcome of each issue, name it under [sources.complaints.issue.columns] in report.toml.",
        ),
        Rule(
            "nothing-left-out",
            "A value by which rows are left out was in none",
            "warning",
            "No row has '{listed}' in this column, which {set_by} names.",
            "Write the value as the export has it, or take it out, under [sources.{table}.{set_by}] in report.toml.",
        ),
        Rule(
            "mixed-outcomes",
            "The issues of a complaint made no one outcome",
            "warning",
            "The issues of this complaint ended in different ways, none of them upheld, so it has no outcome.",
            "If the export has a column for the outcome of the complaint itself, name it under "
            "[sources.complaints.columns] in report.toml.",
        ),
    )
}
