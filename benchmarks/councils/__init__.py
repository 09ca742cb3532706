"""Reports as other councils might write them, invented; their words and tables are their own, the numbers the sample's.

Many of the numbers are no figures at all, and some are figures that our data do not have.
"""

from benchmarks.councils import (
    adoption_alone,
    adults_too,
    borderland,
    eastham,
    fenland,
    harbour,
    moorland,
    northshire,
    one_quarter,
    scrutiny,
    southport,
    westborough,
)
from benchmarks.plain_docx import Block

EVERY: dict[str, tuple[Block, ...]] = {
    "Northshire": northshire.REPORT,
    "Westborough": westborough.REPORT,
    "Eastham": eastham.REPORT,
    "Southport": southport.REPORT,
    "Harbour": harbour.REPORT,
    "Moorland": moorland.REPORT,
    "Borderland": borderland.REPORT,
    "Fenland": fenland.REPORT,
    "adoption alone": adoption_alone.REPORT,
    "one quarter": one_quarter.REPORT,
    "adults too": adults_too.REPORT,
    "scrutiny": scrutiny.REPORT,
}
