"""A document held to its controls, edited part by part, and what is told of it."""

from zipfile import ZipFile

from lxml import etree

from complaints_report.audit.controls.checked import Checked
from complaints_report.audit.evidence import sources
from complaints_report.audit.reading import read_document
from complaints_report.metrics.disclosure import publishable
from complaints_report.run import figures_for
from complaints_report.verify import now_of
from complaints_report.word.custom_part import from_xml
from tests.conftest import copy_of

BODY, NOTES, HEADER = "word/document.xml", "word/footnotes.xml", "word/header1.xml"
KEPT = "customXml/item1.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def held(run, path):
    """What is found of a document's controls."""
    return Checked(read_document(path), now_for(run), sources(run.source, run.folder))


_NOW = {}


def now_for(run, figures=None):
    """What the report would say now, worked out once for each folder's data."""
    figures = figures or publishable(figures_for(run, "2023/24"))
    key = id(run.source), figures.year
    if key not in _NOW:
        _NOW[key] = run.source, now_of(run, figures)
    return _NOW[key][1]


def faults(found):
    return [one for one in found.findings if one.fault]


def free(found):
    """The numbers that are held to the words around them."""
    return [spot.number.text for spot in found.free]


def changed(path, to, edit=None, parts=(BODY,), **others):
    """The document with some of its parts edited as XML; others are replaced, or left out where None."""
    with ZipFile(path) as package:
        content = {name: package.read(name) for name in package.namelist()}
    roots = {name: etree.fromstring(content[name]) for name in parts}
    if edit:
        edit(*roots.values())
    content |= {name: etree.tostring(root, encoding="UTF-8", standalone=True) for name, root in roots.items()}
    content |= others.pop("content", {})
    with ZipFile(to, "w") as package:
        for name, blob in content.items():
            if blob is not None:
                package.writestr(name, blob)
    return to


def body_of(path):
    """The body of a document as XML."""
    with ZipFile(path) as package:
        return etree.fromstring(package.read(BODY))


def kept_in(path):
    """What a document keeps of the report that it was built as."""
    with ZipFile(path) as package:
        return from_xml(package.read(KEPT))


def controls(root, said=None):
    """The controls of a part, those that say these words."""
    return [one for one in root.iter(W + "sdt") if said is None or words(one) == said]


def words(element):
    """All the words in an element, and none that are only tracked as deleted."""
    return "".join(one.text or "" for one in element.iter(W + "t"))


def tag(control):
    return control.find(f"{W}sdtPr/{W}tag")


def retagged(control, value):
    tag(control).set(W + "val", value)


def overtype(control, said):
    first, *others = control.iter(W + "t")
    first.text = said
    for one in others:
        one.text = ""


def with_later_data(folder, to):
    """A copy of the folder after a compliment has come in, and the number of assessments was put right."""
    path = copy_of(folder, to)
    with (path / "compliments.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("2023-06-01,Fostering,,,,\n")
    activity = path / "activity.csv"
    activity.write_text(activity.read_text(encoding="utf-8").replace("17969", "17000"), encoding="utf-8")
    return path
