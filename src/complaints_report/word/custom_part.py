"""What a report keeps of each thing that it says of the data, in a custom XML part, so that it can be said again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from lxml import etree

from complaints_report.errors import CommandError
from complaints_report.report.statements import CHARACTERS, Item, fingerprint, identity
from complaints_report.safe_text import printable
from complaints_report.word.markup import written

NAMESPACE = "urn:complaints-report:figures"
OURS = "cr1"
"""With what the tags of our controls begin."""

PROPERTY = "complaints-report"
"""The document's own property that tells how many controls it was built with, where its custom part is lost."""

_COUNTED = re.compile(r"(\d{1,6}) controls")
MOST_ITEMS = 5_000
"""More than any report of ours says: to say each again takes a millisecond."""


@dataclass(frozen=True)
class Kept:
    """What a document keeps of its controls: whose report it is, of which year, its identity, and its items.

    `report` is empty for one that version 0.1.0 built, whose tags name no report. `wordings` name how each of its
    sentences was worded.
    """

    organisation: str
    year: str
    report: str
    items: tuple[Item, ...]
    wordings: frozenset[str] = frozenset()

    @cached_property
    def by_tag(self) -> Mapping[str, Item]:
        """Each item by the tag of its controls."""
        return {tag_of(self.report, one.kind, one.expression): one for one in self.items}

    @property
    def total(self) -> int:
        """How many controls the report was made with."""
        return sum(one.times for one in self.items)


def tag_of(report: str, kind: str, expression: str) -> str:
    """The tag of a control: which report it is of, and which expression it says."""
    return f"{OURS}-{report}-{kind}-{identity(kind, expression)}"


def report_of(organisation: str, year: str, items: tuple[Item, ...]) -> str:
    """The identity of a report: short words that differ where it says something else."""
    said = [f"{one.kind}\n{one.expression}\n{one.latest}" for one in items]
    return fingerprint("\n".join((organisation, year, *said)))[:CHARACTERS]


def to_xml(kept: Kept) -> bytes:
    """What is kept, as XML."""
    named = {"organisation": printable(kept.organisation), "year": kept.year, "report": kept.report}
    root = etree.Element(f"{{{NAMESPACE}}}figures", named, nsmap={"f": NAMESPACE})
    for item in kept.items:
        told = {"kind": item.kind, "title": printable(item.title), "times": str(item.times)}
        element = etree.SubElement(root, f"{{{NAMESPACE}}}item", told)
        etree.SubElement(element, f"{{{NAMESPACE}}}expression").text = printable(item.expression)
        for words in item.said:
            etree.SubElement(element, f"{{{NAMESPACE}}}said").text = words
    root.set("wordings", " ".join(sorted(kept.wordings)))
    return written(root)


@lru_cache(2)  # it is asked for again and again of one document
def from_xml(blob: bytes) -> Kept | None:
    """What a custom XML part keeps, where it is ours."""
    try:
        root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{{{NAMESPACE}}}figures":
        return None
    found = root.findall(f"{{{NAMESPACE}}}item")
    if len(found) > MOST_ITEMS:
        return None
    organisation, year, report = (root.get(name, "") for name in ("organisation", "year", "report"))
    wordings = frozenset(root.get("wordings", "").split())
    return Kept(organisation, year, report, tuple(map(_item, found)), wordings)


def _item(element: etree._Element) -> Item:
    said = tuple(one.text or "" for one in element.iterfind(f"{{{NAMESPACE}}}said"))
    times = element.get("times", "1")
    return Item(
        kind=element.get("kind", ""),
        expression=element.findtext(f"{{{NAMESPACE}}}expression", ""),
        title=element.get("title", ""),
        said=said or ("",),
        times=int(times) if times.isdecimal() and len(times) < CHARACTERS else 1,
    )


def controls_counted(number: int) -> str:
    """What the document's own property says of its controls."""
    return f"{number} controls"


def count_told(properties: etree._Element) -> int:
    """How many controls the document's own property tells of; none where it has no such property, or a person's."""
    told = (_COUNTED.fullmatch("".join(map(str, one.itertext()))) for one in properties if one.get("name") == PROPERTY)
    return max((int(one[1]) for one in told if one), default=0)


def keeps_nothing(path: Path) -> CommandError:
    """What is said of a document that is no report of ours."""
    return CommandError(
        f"{path} holds none of the figures that `complaints-report build` puts into a report; "
        "name a report that it built."
    )
