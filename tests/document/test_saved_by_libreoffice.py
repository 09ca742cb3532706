"""A report of ours that LibreOffice saved: it drops the names of controls, which is noticed and said."""

import pytest

from complaints_report.audit.reading import read_document
from complaints_report.errors import CommandError
from complaints_report.refresh import refreshed
from complaints_report.run import open_folder
from tests.audit.controls.held import free, held, with_later_data
from tests.audit.controls.test_saved_elsewhere import mistyped
from tests.conftest import TODAY
from tests.document.outside_tools import saved_by_libreoffice


def by_docx(path, folder):
    return saved_by_libreoffice(path, folder, "docx")


def by_odt(path, folder):
    return saved_by_libreoffice(saved_by_libreoffice(path, folder, "odt"), folder, "docx")


@pytest.mark.document
@pytest.mark.parametrize("saved", [by_docx, by_odt])
def test_lost_controls_are_counted_and_all_words_are_free(built_sample, saved, tmp_path):
    run, report = built_sample
    path = saved(mistyped(report, tmp_path / "mistyped.docx"), tmp_path)
    found = held(run, path)
    assert (found.lost.gone, found.findings, found.agreeing) == (found.lost.recorded, (), 0)
    assert found.lost.recorded > 500
    assert "481" in free(found)
    assert len(found.free) == len(list(read_document(path).spots()))
    with pytest.raises(CommandError, match=r"has lost (\d+) of the \1 controls"):
        refreshed(run, path, None, None)


@pytest.mark.document
@pytest.mark.parametrize("saved", [by_docx, by_odt])
def test_a_refreshed_report_is_known_as_ours_after_libreoffice_too(built_sample, saved, tmp_path):
    run, report = built_sample
    later = open_folder(with_later_data(run.folder, tmp_path / "later"), TODAY)
    out = tmp_path / "new.docx"
    refreshed(later, report, out, None)
    found = held(later, saved(out, tmp_path))
    assert (found.lost.many, found.findings) == (True, ())
    assert "83" in free(found)
