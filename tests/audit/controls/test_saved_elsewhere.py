"""A report of ours that lost the names of its controls, as by LibreOffice: it is noticed and said."""

import re
from zipfile import ZipFile

import pytest
from lxml import etree

from complaints_report.audit.reading import read_document
from complaints_report.errors import CommandError
from complaints_report.refresh import refreshed
from tests.audit.controls.held import BODY, KEPT, NOTES, W, changed, controls, free, held, overtype

PROPERTIES = "docProps/custom.xml"


def nameless(path, folder):
    """What LibreOffice leaves of controls, without LibreOffice."""

    def strip(*roots):
        for root in roots:
            for one in controls(root):
                one.find(W + "sdtPr").clear()

    return changed(path, folder / "nameless.docx", strip, (BODY, NOTES))


def nothing_kept(path, folder):
    """What is left by .odt and back, without LibreOffice."""
    with ZipFile(path) as package:
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    for one in list(relations):
        if one.get("Type").endswith("/customXml"):
            relations.remove(one)
    content = {KEPT: None, "word/_rels/document.xml.rels": etree.tostring(relations)}
    return changed(nameless(path, folder), folder / "nothing.docx", content=content)


def mistyped(path, to):
    return changed(path, to, lambda body: overtype(controls(body, "371 complaints")[0], "481 complaints"))


@pytest.mark.parametrize("saved", [nameless, nothing_kept])
def test_lost_controls_are_counted_and_all_words_are_free(run, report, saved, tmp_path):
    path = saved(mistyped(report, tmp_path / "mistyped.docx"), tmp_path)
    found = held(run, path)
    assert (found.lost.gone, found.findings, found.agreeing) == (found.lost.recorded, (), 0)
    assert found.lost.recorded > 500
    assert "481" in free(found)
    assert len(found.free) == len(list(read_document(path).spots()))


@pytest.mark.parametrize("saved", [nameless, nothing_kept])
def test_a_report_that_lost_its_controls_is_not_refreshed(later, report, saved, tmp_path):
    path = saved(report, tmp_path)
    before = path.read_bytes()
    with pytest.raises(
        CommandError, match=r"has lost (\d+) of the \1 controls .* go back to a copy that Word saved"
    ) as told:
        refreshed(later, path, None, None)
    assert "\n" not in str(told.value)
    assert path.read_bytes() == before


def test_a_property_of_a_person_or_a_strange_count_is_not_ours(run, report, tmp_path):
    with ZipFile(report) as package:
        ours = package.read(PROPERTIES)
    for said in (b"many controls", b"9999999999999999999999 controls", b"", b"-3 controls"):
        path = nothing_kept(report, tmp_path)
        path = changed(path, tmp_path / "x.docx", content={PROPERTIES: re.sub(rb"\d+ controls", said, ours)})
        assert held(run, path).lost.recorded == 0
        with pytest.raises(CommandError, match="holds none of the figures that `complaints-report build` puts"):
            refreshed(run, path, None, None)
