import os
import time
import tracemalloc
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from complaints_report.audit.reading import read_document
from complaints_report.errors import CommandError
from tests.audit.reading.made import SPACES, docx, paragraph, part, rels, run, said

pytestmark = pytest.mark.usefixtures("numbers_read_anew")
OPENED, CLOSED = f"<w:document {SPACES}><w:body>", "</w:body></w:document>"
GOOD = OPENED + paragraph("We received 371 complaints.") + CLOSED
TO_MAIN = rels([("rId1", "officeDocument", "word/document.xml")])


def package(folder: Path, document: str | bytes, relations: str = TO_MAIN, packed: int = ZIP_DEFLATED) -> Path:
    path = folder / "report.docx"
    with ZipFile(path, "w", packed) as file:
        file.writestr("_rels/.rels", relations)
        file.writestr("word/document.xml", document)
    return path


def refusal(path: Path) -> str:
    """The one line in which a file is refused, in good time."""
    begun = time.process_time()
    with pytest.raises(CommandError) as refused:
        read_document(path)
    assert time.process_time() - begun < 5
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    return str(refused.value)


BOMB = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + place)} '{f'&{chr(97 + place)};' * 10}'>" for place in range(9)
)


@pytest.mark.parametrize(
    "document",
    [
        "no XML at all",
        f"<w:document {SPACES}/>",
        "<html><body>371</body></html>",
        OPENED + "<w:sdt><w:sdtContent>" * 100_000 + "</w:sdtContent></w:sdt>" * 100_000 + CLOSED,
        f"{BOMB}]>{OPENED}{paragraph('&j;')}{CLOSED}",
        f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>{OPENED}{paragraph("&a;")}{CLOSED}',
        f'<?xml version="1.0" encoding="UTF-16"?>{BOMB}]>{OPENED}{paragraph("&j;")}{CLOSED}'.encode("utf-16"),
        b"\xff\xfe\x00",
    ],
)
def test_a_part_that_is_no_document_is_refused(tmp_path: Path, document: str | bytes) -> None:
    assert "is not a Word document (.docx) that can be read" in refusal(package(tmp_path, document))


@pytest.mark.parametrize(
    "relations",
    [
        rels([]),
        rels([("rId1", "officeDocument", "word/other.xml")]),
        rels([("rId1", "officeDocument", "../../../../etc/passwd")]),
        rels([("rId1", "officeDocument", "_rels/.rels")]),
        TO_MAIN.replace("Target=", 'TargetMode="External" Target='),
        "no XML",
    ],
)
def test_relations_that_lead_to_no_document_are_refused(tmp_path: Path, relations: str) -> None:
    assert "is not a Word document" in refusal(package(tmp_path, GOOD, relations))


def test_a_main_part_may_be_named_from_the_root(tmp_path: Path) -> None:
    relations = rels([("rId1", "officeDocument", "/WORD/document.xml")])
    assert said(read_document(package(tmp_path, GOOD, relations))) == ["We received 371 complaints."]


def broken(content: bytes, how: str) -> bytes:
    data = content.index(b"word/document.xml") + len("word/document.xml") + 20
    return {
        "cut short": content[:-30],
        "half": content[: len(content) // 2],
        "empty": b"",
        "deflate": content[:data] + bytes(one ^ 0x5A for one in content[data : data + 40]) + content[data + 40 :],
        "no zip": b"~$ some words that Word keeps while a file is open",
    }[how]


@pytest.mark.parametrize("how", ["cut short", "half", "empty", "deflate", "no zip"])
def test_a_broken_package_is_refused(tmp_path: Path, how: str) -> None:
    path = package(tmp_path, GOOD)
    path.write_bytes(broken(path.read_bytes(), how))
    assert "is not a Word document (.docx) that can be read" in refusal(path)


def test_a_part_whose_checksum_is_wrong_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path, GOOD, packed=ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"371", b"481"))
    assert "is not a Word document" in refusal(path)


def test_a_broken_part_beside_the_main_one_is_refused(tmp_path: Path) -> None:
    path = docx(tmp_path / "report.docx", paragraph("Words."), parts={"footnotes.xml": ("footnotes", "<broken")})
    with ZipFile(path, "a") as file:
        file.writestr("word/header.xml", "x")
    body = paragraph("Words.", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    path = docx(tmp_path / "report.docx", body, parts={"footnotes.xml": ("footnotes", "<broken")})
    assert "is not a Word document" in refusal(path)


def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path, GOOD)
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(path, "a") as file:
        file.writestr("word/document.xml", GOOD)
    assert "is not a Word document" in refusal(path)


def test_a_password_is_named(tmp_path: Path) -> None:
    path = package(tmp_path, GOOD)
    content = path.read_bytes()
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark, content.index(b"word/document.xml") - 60) + place
        content = content[:at] + b"\x01" + content[at + 1 :]
    path.write_bytes(content)
    assert "password" in refusal(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "password" in refusal(path)


def test_forty_million_empty_paragraphs_are_refused_without_being_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("_rels/.rels", TO_MAIN)
        with file.open("word/document.xml", "w") as main:
            main.write(OPENED.encode())
            for _ in range(40):
                main.write(b"<w:p/>" * 1_000_000)
    tracemalloc.start()
    assert "has more than 2,000,000 tags" in refusal(path)
    assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    tracemalloc.stop()


MANY = 30_000
WIDE_ROW = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr>{paragraph("5")}</w:tc></w:tr>'


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (paragraph("1234 " * 1_000_000), "letters in a paragraph"),
        (paragraph("24 of 94, " * MANY), "letters in a paragraph"),
        (paragraph(*["<w:r><w:t>12 </w:t></w:r>"] * 50_000), "letters in a paragraph"),
        (paragraph("12 of 30, " * 100) * 300, "numbers"),
        ("<w:tbl>" + WIDE_ROW * 900 + "</w:tbl>", "cells in a table"),
        (paragraph("We had 7. " * 5, properties="<w:rPr><w:del/></w:rPr>") * 2_100, "letters in a paragraph"),
    ],
)  # fmt: skip
def test_more_than_any_report_has_is_refused(tmp_path: Path, body: str, what: str) -> None:
    assert f"has more than {50_000 if what in ('numbers', 'cells in a table') else 100_000:,} {what}" in refusal(
        package(tmp_path, OPENED + body + CLOSED)
    )


def test_notes_and_headers_are_counted_together(tmp_path: Path) -> None:
    refers = "".join(f'<w:r><w:footnoteReference w:id="{place}"/></w:r>' for place in range(40))
    note = paragraph("24 of 94, " * 900)
    notes = part("footnotes", "".join(f'<w:footnote w:id="{place}">{note}</w:footnote>' for place in range(40)))
    path = docx(tmp_path / "report.docx", paragraph(refers, "5"), parts={"f.xml": ("footnotes", notes)})
    assert "has more than 50,000 numbers" in refusal(path)
    heads = {f"h{place}.xml": ("header", part("hdr", "<w:p/>" * 300_000)) for place in range(8)}
    used = "".join(f'<w:headerReference r:id="rId{place}"/>' for place in range(2, 10))
    path = docx(tmp_path / "report.docx", paragraph("5") + f"<w:sectPr>{used}</w:sectPr>", parts=heads)
    assert "has more than 2,000,000 tags" in refusal(path)


def test_many_counts_in_one_paragraph_and_odd_tables_are_read_in_good_time(tmp_path: Path) -> None:
    control = f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{run("7. B ")}</w:sdtContent></w:sdt>'
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    wide = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{paragraph("5")}</w:tc></w:tr></w:tbl>'
    body = paragraph("24 of 94, " * 9_000) + paragraph(control * 3_000) + paragraph(begin * 9_000) + wide
    body += "<w:tbl><w:tr><w:tc>" * 70 + paragraph("deep 8") + "</w:tc></w:tr></w:tbl>" * 70
    begun = time.process_time()
    document = read_document(package(tmp_path, OPENED + body + CLOSED))
    assert len(list(document.spots())) == 2 * 9_000 + 3_000 - 1 + 2
    assert time.process_time() - begun < 8


@pytest.mark.long
def test_a_report_of_five_hundred_pages_is_read(tmp_path: Path) -> None:
    prose = paragraph("It was a year in which 24 of the 94 complaints (25%) were upheld, as in the year before. " * 5)
    document = read_document(package(tmp_path, OPENED + prose * 2_500 + CLOSED))
    assert len(document.blocks) == 2_500


def test_pictures_of_pages_hold_no_words(tmp_path: Path) -> None:
    assert "holds no words" in refusal(package(tmp_path, OPENED + "<w:p/>" + CLOSED))


@pytest.mark.parametrize("name", ["report.odt", "report.pdf", "report.doc", "report.rtf", "report"])
def test_other_kinds_are_told_what_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("371")
    assert "save it as .docx" in refusal(tmp_path / name)


@pytest.mark.parametrize("name", ["report.docx", "report.html", "report.txt", "report.pdf", "a.txt/report.docx"])
def test_a_file_that_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert "is not there" in refusal(tmp_path / name)


@pytest.mark.parametrize("name", ["folder.docx", "folder"])
def test_a_folder_without_pages_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert "folder" in refusal(tmp_path / name)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "report.docx")
    assert "is not a file" in refusal(tmp_path / "report.docx")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<div>" * 50_000 + "5"),
        ("a.html", "<table>" + "<tr><td rowspan=9999 colspan=9999>5" * 900),
        ("a.html", "<p>" + "5 " * 900_000),
        pytest.param("a.html", "<p>12 of 30</p>" * 30_000, marks=pytest.mark.long),
        ("a.md", "5 of 9 *a " * 20_000),
        ("a.md", "`a*_[" * 500_000),
        ("a.md", ("![" * 40_000 + "\n\n") * 20),
        ("a.md", "12 of 30\n\n" * 500_000),
        ("a.txt", "12 of 30\n" * 300_000),
        pytest.param("a.txt", "- 12 of 30\n" * 100_000, marks=pytest.mark.long),
        pytest.param("a.txt", "a  12  13\n" * 100_000, marks=pytest.mark.long),
        ("a.txt", "371\0"),
        ("a.html", ""),
        ("a.txt", "\n\n"),
    ],
)
def test_pages_and_text_without_end_or_words_are_refused(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    refusal(tmp_path / name)


def test_names_that_lead_outside_are_only_names(tmp_path: Path) -> None:
    path = package(tmp_path, GOOD)
    with ZipFile(path, "a") as file:
        file.writestr("../../outside.txt", "x")
    assert said(read_document(path)) == ["We received 371 complaints."]
    assert not (tmp_path.parent.parent / "outside.txt").exists()


def test_a_header_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    body = paragraph("Words.") + '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/></w:sectPr>'
    path = docx(tmp_path / "report.docx", body, parts={"h.xml": ("header", part("hdr", paragraph("Unused.")))})
    assert said(read_document(path)) == ["Words."]
