"""What a reader finds who has the whole package of a year, and last year's: every number in any of its files."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from urllib.parse import parse_qs

import lxml.html
from python_calamine import CalamineWorkbook

from complaints_report.calendar import shift_year
from complaints_report.english import in_words
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.metric import Key
from complaints_report.metrics.public import blank

Told = dict[tuple[str, Key, str], Decimal]
"""Numbers by the year, the figure, and the part of it that they are."""
ROW = "row"
"""The part of a figure that says that it has a row of its own."""
_PARTS = ("value", "numerator", "denominator", "previous", "change")
_WORDS = {in_words(number): number for number in range(1, 11)}
_HEADS = {"Numerator": "numerator", "Working days in all": "numerator", "Denominator": "denominator"}
_HEADS |= {"Responses": "denominator", "Value": "value", "Year before": "previous", "Change": "change"}


def told_by(public: Path) -> Told:
    """All numbers of a package, by the figures that its files say they are of."""
    found: Told = {}
    for year, key, part, words in (*_of_csv(public), *_of_sheets(public), *_of_pages(public)):
        number = _number(words)
        if number is not None:
            found.setdefault((year, key, part), number)
    return found


def seen_by(true: Figures, year: str, *packages: Told) -> Figures:
    """The figures of a year as a reader of these packages has them, the rest without a number."""
    known = {}
    for key, figure in true.years[year].items():
        parts = {part: number for told in packages for part, number in _parts(told, year, key)}
        shown = replace(figure, exact=Fraction(parts["value"]), previous=None) if "value" in parts else blank(figure)
        wholes = {name: int(parts[name]) if name in parts else None for name in ("numerator", "denominator")}
        known[key] = replace(shown, **wholes) if "value" in parts else shown
    rows = {key for told in packages for of, key, part in told if (of, part) == (year, ROW)}
    in_one_row = {year: {key[:3] for key in rows - known.keys()}}
    return replace(true, year=year, years={**true.years, year: known}, in_one_row=in_one_row, for_public=True)


def kinds_named_by(public: Path) -> set[str]:
    """The kinds of issue that a package names, in its tables of reasons or in any number's place."""
    names = {key[3] for _, key, _ in told_by(public)}
    for page in public.glob("reasons.html"):
        for table in lxml.html.fromstring(page.read_bytes()).iter("table"):
            _, _, category = table.find("caption").text_content().partition(": ")
            names |= {f"{category.partition(': ')[0]}: {one.text_content()}" for one in table.xpath("tbody/tr/th")}
    return names


def _parts(told: Told, year: str, key: Key) -> Iterator[tuple[str, Decimal]]:
    """What is told of a figure in its own year's package, and in the next one's as the year before."""
    later = shift_year(year, 1)
    for part in ("value", "numerator", "denominator"):
        if (year, key, part) in told:
            yield part, told[year, key, part]
    if (later, key, "previous") in told:
        yield "value", told[later, key, "previous"]
    elif (later, key, "change") in told and (later, key, "value") in told:
        yield "value", told[later, key, "value"] - told[later, key, "change"]


def _of_csv(public: Path) -> Iterator[tuple[str, Key, str, str]]:
    with (public / "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = row["metric"], int(row["stage"]) if row["stage"] else None, row["by"], row["group"].lstrip("'")
            yield row["year"], key, ROW, "0"
            yield from ((row["year"], key, part, row[part]) for part in _PARTS)


def _of_sheets(public: Path) -> Iterator[tuple[str, Key, str, str]]:
    names = {metric.title: metric.name for metric in METRICS.values()}
    for file in ("figures.xlsx", "figures.ods"):
        book = CalamineWorkbook.from_path(public / file)
        for sheet in book.sheet_names[4:]:
            _, _, heads, *rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            for row in rows:
                of = dict(zip(heads, row, strict=True))
                by, group = (("" if of[head] == "Total" else str(of[head])) for head in ("Broken down by", "Group"))
                stage = int(of["Stage"]) if isinstance(of["Stage"], float) else None
                key = names[str(of["Measure"])], stage, by.replace(" ", "_"), group
                for head, cell in of.items():
                    if head.partition(" (")[0] in _HEADS and head != "Change (percent)":
                        yield str(of["Year"]), key, _HEADS[head.partition(" (")[0]], str(cell)


def _of_pages(public: Path) -> Iterator[tuple[str, Key, str, str]]:
    for path in public.glob("*.html"):
        for one in lxml.html.fromstring(path.read_bytes()).xpath("//*[@data-figure]"):
            of: Mapping[str, str] = {name: found[-1] for name, found in parse_qs(one.get("data-figure")).items()}
            key = of["metric"], int(of["stage"]) if "stage" in of else None, of.get("by", ""), of.get("group", "")
            if of["part"] != "change":  # a page may print it without its sign
                yield of["year"], key, of["part"], one.text_content()


def _number(words: str) -> Decimal | None:
    try:
        return Decimal(_WORDS.get(words.lower(), words.replace(",", "").strip("£%")))
    except InvalidOperation:
        return None
