from pathlib import Path

from complaints_report.audit.reading.document import NOTE
from tests.audit.reading.made import paragraph, part, passages, read


def test_endnotes_are_read_after_the_text_beside_footnotes_of_the_same_number(tmp_path: Path) -> None:
    refers = '<w:r><w:{}Reference w:id="2"/></w:r>'
    body = paragraph("Many.", refers.format("endnote")) + paragraph("More.", refers.format("footnote"))
    parts = {
        f"{kind}s.xml": (f"{kind}s", part(f"{kind}s", f'<w:{kind} w:id="2">{paragraph(words)}</w:{kind}>'))
        for kind, words in (("footnote", "A footnote of 5."), ("endnote", "An endnote of 7."))
    }
    document = read(tmp_path, body, "", parts)
    assert [one.words for one in passages(document) if one.kind == NOTE] == ["An endnote of 7.", "A footnote of 5."]
    assert [one.number.text for one in document.spots()] == ["7", "5"]
