import io
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from complaints_report.audit.reading.package import Package
from complaints_report.errors import CommandError
from complaints_report.word.markup import W
from tests.audit.reading.made import docx, paragraph, part, rels


def test_a_package_is_written_again_with_only_what_was_changed(tmp_path: Path) -> None:
    path = docx(tmp_path / "report.docx", paragraph("371"), parts={"n.xml": ("footnotes", part("footnotes", ""))})
    with ZipFile(path, "a") as file:
        file.writestr("word/media/a.png", b"\x89PNG", compress_type=0)
    package = Package(path)
    package.tree(package.main).find(f".//{W}t").text = "372"
    made = package.written({package.main: package.to_bytes(package.main), "word/new.xml": b"<new/>"})
    with ZipFile(path) as old, ZipFile(io.BytesIO(made)) as new:
        assert new.namelist() == [*old.namelist(), "word/new.xml"]
        same = [name for name in old.namelist() if old.read(name) == new.read(name)]
        assert set(old.namelist()) - set(same) == {"word/document.xml"}
        assert b"372" in new.read("word/document.xml")
        assert [one.compress_type for one in new.infolist()][:-1] == [one.compress_type for one in old.infolist()]
        assert [one.date_time for one in new.infolist()][:-1] == [one.date_time for one in old.infolist()]
    assert package.written({}) == package.written({})


def test_parts_are_found_by_kind_and_by_id(tmp_path: Path) -> None:
    path = docx(tmp_path / "report.docx", "", parts={"odd.bin": ("footnotes", part("footnotes", ""))})
    package = Package(path)
    assert package.related("", "officeDocument") == ["word/document.xml"]
    assert package.related(package.main, "footnotes") == ["word/odd.bin"]
    assert package.related(package.main, "comments") == []
    assert package.target(package.main, "rId2") == "word/odd.bin"
    assert package.target(package.main, "rId99") == ""


def test_names_are_compared_as_word_compares_them(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with ZipFile(path, "w") as file:
        file.writestr("_rels/.rels", rels([("rId1", "officeDocument", "Word/Document.xml")]))
        file.writestr("word\\document.xml", b"<a/>")
    assert Package(path).content("/word/DOCUMENT.xml") == b"<a/>"


def test_a_file_that_says_that_it_unpacks_to_too_much_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = docx(tmp_path / "report.docx", paragraph("371"))
    monkeypatch.setattr("complaints_report.audit.reading.package.MOST_UNPACKED", 100)
    with pytest.raises(CommandError, match="unpacks to more than"):
        Package(path)


def test_reading_loads_neither_pandas_nor_python_docx(tmp_path: Path) -> None:
    path = docx(tmp_path / "report.docx", paragraph("371 complaints"))
    code = (
        "import sys; from pathlib import Path; from complaints_report.audit.reading import read_document;"
        f"read_document(Path({str(path)!r})); print({{'pandas', 'docx', 'numpy', 'markdown_it'}} & set(sys.modules))"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "set()"
