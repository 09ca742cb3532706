"""History of the year before, as `close` writes it, as it is published and as a person types it."""

from fractions import Fraction

from tests.metrics.recomputed_metrics import UNITS

COLUMNS = ("year", "metric", "stage", "by", "group", "value", "numerator", "denominator", "status")


def history_rows(random, year, figures):
    """Rows of history for figures: published, restated, or both."""
    for (metric, stage, by, group), cells in figures:
        name = (year, metric, stage, by, group)
        status = random.choice(("", "published", "published", "both", "restated"))
        if status == "both":
            yield _row(name, random.choice(("7", "12")), "", "", "restated")
            status = "published"
        yield _row(name, *_numbers(random, UNITS[metric], *cells[:3]), status)


def _row(name, *cells):
    return dict(zip(COLUMNS, (*name, *cells), strict=True))


def _numbers(random, unit, value, numerator, denominator):
    """A figure as it was, or without its whole numbers and then perhaps with other places."""
    if not value or random.random() < 0.6:
        return value, numerator, denominator
    if numerator and denominator and value and random.random() < 0.5:
        exact = Fraction(numerator) / Fraction(denominator) * (1 if unit == "days" else 100)
        return f"{float(exact):.{random.choice((0, 1, 3, 4))}f}", "", ""
    return value, "", ""
