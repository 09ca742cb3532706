"""An explanation to read, and as CSV for an auditor's sample check."""

from collections.abc import Iterator, Sequence
from textwrap import fill, wrap

from complaints_report.english import quantity
from complaints_report.metrics.explained import Explanation, Item
from complaints_report.metrics.kinds import Given, Mean, Total
from complaints_report.safe_text import csv_of

_WIDTH = 100
_UNBROKEN = "\N{NO-BREAK SPACE}"
COLUMNS = (
    *("reference", "stage", "received_on", "in_numerator", "in_denominator", "left_out_because"),
    *("working_days", "amount", "file", "sheet", "row"),
)
_NOUNS = {
    "complaints": ("complaint", "complaints"),
    "issues": ("issue", "issues"),
    "compliments": ("compliment", "compliments"),
    "ombudsman": ("complaint to the Ombudsman", "complaints to the Ombudsman"),
    "learning": ("piece of learning", "pieces of learning"),
    "activity": ("row", "rows"),
}


def to_csv(told: Explanation) -> str:
    """One row for each row of the data that the figure counts or leaves out, with its place."""
    return csv_of([COLUMNS, *(_cells(item) for item in told.items)])


def _cells(item: Item) -> tuple[str, ...]:
    plain = (
        *(item.reference, item.stage, item.received_on, _yes(item.in_numerator), _yes(item.in_denominator)),
        *(item.left_out_because, item.days, item.amount, item.file, item.sheet, item.row),
    )
    return tuple("" if cell is None else str(cell) for cell in plain)


def _yes(claim: bool | None) -> str:
    return "" if claim is None else "yes" if claim else "no"


def to_text(told: Explanation) -> str:
    """The explanation to read: the definition, the numbers, the references behind each, and what was left out."""
    lines = [*_heading(told), "", *_numbers(told)]
    for said in _remarks(told):
        lines += ["", fill(said, _WIDTH)]
    for title, items in _parts(told):
        if items:
            lines += ["", *_listing(title, items, told)]
    return "\n".join(lines) + "\n"


def _heading(told: Explanation) -> list[str]:
    figure = told.figure
    stage = f", stage {figure.stage}" if figure.stage else ""
    group = f", {figure.by.replace('_', ' ')}: {figure.group}" if figure.by else ""
    return [
        f"{told.metric.title} ({told.metric.name}){stage}{group}, {figure.year}",
        fill(told.metric.definition, _WIDTH),
    ]


def _numbers(told: Explanation) -> Iterator[str]:
    figure = told.figure
    unit = {"days": " working days", "pounds": " pounds", "count": ""}.get(figure.unit, " percent")
    yield "Value        " + ("not known" if figure.value is None else f"{figure.value:,f}{unit}")
    if figure.numerator is not None:
        days = " working days in all" if figure.unit == "days" else ""
        yield f"Numerator    {figure.numerator:,}{days}"
    if figure.denominator is not None:
        yield f"Denominator  {figure.denominator:,}"


def _remarks(told: Explanation) -> Iterator[str]:
    """What to know before reading the references."""
    if told.from_history:
        yield (
            f"The export does not cover {told.figure.year}: this figure is the one that history has as published, "
            "and there are no rows behind it to list."
        )
    elif not told.items:
        yield f"There is no row in {told.figure.year} behind this figure."
    elif isinstance(told.metric, Given):
        yield "This number is given in the activity table; no complaints are behind it."
    elif any(item.table == "activity" for item in told.items):
        yield "The denominator is given in the activity table; no complaints are behind it."
    if told.at_fault:
        rows = quantity(told.at_fault, "row is", "rows are")
        yield f"{rows} left out of every figure because of errors; `complaints-report check` lists them."


def _parts(told: Explanation) -> Iterator[tuple[str, list[Item]]]:
    """The references under each number, and those under neither."""
    above = [item for item in told.items if item.in_numerator]
    below = [item for item in told.items if item.in_denominator and not item.in_numerator]
    neither = [item for item in told.items if not item.in_numerator and not item.in_denominator]
    both = any(item.in_denominator for item in above)
    yield "In the numerator and the denominator" if both else "In the numerator", above
    yield "In the denominator only" if both else "In the denominator", below
    yield "Left out", neither


def _listing(title: str, items: Sequence[Item], told: Explanation) -> Iterator[str]:
    """The items under a title, those left out for one reason together."""
    yield f"{title}: {_number(items)}"
    for reason in sorted({item.left_out_because for item in items}):
        alike = [item for item in items if item.left_out_because == reason]
        if reason:
            yield f"  {reason} ({len(alike):,})"
        yield _wrapped([_name(item, told) for item in alike])


def _wrapped(names: Sequence[str]) -> str:
    """Names in lines, none broken between two."""
    whole, indent = ", ".join(name.replace(" ", _UNBROKEN) for name in names), "    "
    lines = wrap(whole, _WIDTH - len(indent), break_on_hyphens=False, break_long_words=False)
    return "\n".join(indent + line for line in lines).replace(_UNBROKEN, " ")


def _number(items: Sequence[Item]) -> str:
    return quantity(len(items), *_NOUNS[items[0].table])


def _name(item: Item, told: Explanation) -> str:
    """The reference, or the row where it has none or may share it, with the number that is added up."""
    row = f"row {item.row}"
    name = f"{item.reference} {row}" if item.table == "issues" else item.reference or row
    if item.amount is not None:
        return f"{name} ({'£' if isinstance(told.metric, Total) else ''}{item.amount:,})"
    if item.days is not None and isinstance(told.metric, Mean):
        return f"{name} ({item.days})"
    return name
