"""Checks the export with pandera, as `check` does: every failure with its row and its cause.

Takes the CSV, the file to write the failures to, and which form of the schema; prints how many rows are at fault.
In the form `texts`, the columns stay texts and each check works on a whole column at once, which is the quickest
that pandera allows. In the form `typed`, dates and amounts are declared as such and coerced, as pandera's own
documentation does it.
"""

import sys

import pandas as pd
import pandera.pandas as pa
from pandera.engines.pandas_engine import DateTime

from benchmarks.peers.pandera_rules import CHECKS, days
from benchmarks.peers.words import AMOUNT, COLUMNS, COUNTED, DAY, DAYS, EXPORTED, FIRST, POUNDS, REQUIRED, SPOILT

KNOWN = {name: [pa.Check.isin(words, error="unknown value")] for name, words in COUNTED.items()}
REFERENCE = {"reference": [pa.Check(lambda cells: ~cells.str.fullmatch(SPOILT, case=False), error="spoilt reference")]}
TEXT_CHECKS = {
    **KNOWN,
    **REFERENCE,
    **{name: [pa.Check(lambda cells: days(cells).between(FIRST, EXPORTED), error="unreadable date")] for name in DAYS},
    **{name: [pa.Check(lambda cells: cells.str.fullmatch(AMOUNT), error="not an amount")] for name in POUNDS},
}


def texts(name: str) -> pa.Column:
    """What one column of texts may hold."""
    return pa.Column(nullable=name not in REQUIRED, checks=TEXT_CHECKS.get(name, []))


def typed(name: str) -> pa.Column:
    """What one column may hold, as its type and its bounds."""
    nullable = name not in REQUIRED
    if name in DAYS:
        bounds = pa.Check.in_range(pd.Timestamp(FIRST), pd.Timestamp(EXPORTED))
        return pa.Column(DateTime(to_datetime_kwargs={"format": DAY}), bounds, nullable=nullable, coerce=True)
    if name in POUNDS:
        return pa.Column("float64", pa.Check.ge(0), nullable=nullable, coerce=True)
    return pa.Column("str", (KNOWN | REFERENCE).get(name, []), nullable=nullable)


def main(path: str, to: str, form: str) -> None:
    """Read, check, write every failure, and say how many rows have one."""
    columns = {name: {"texts": texts, "typed": typed}[form](name) for name in COLUMNS.split()}
    schema = pa.DataFrameSchema(columns, unique=["reference", "stage"], checks=CHECKS, report_duplicates="all")
    rows = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""])
    try:
        schema.validate(rows, lazy=True)
        found = pd.DataFrame({"index": []})
    except pa.errors.SchemaErrors as errors:
        found = errors.failure_cases
    found.to_csv(to, index=False)
    sys.stdout.write(f"{found['index'].nunique()}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
