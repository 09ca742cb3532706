"""What does not agree with the data, as comments in a copy of the report, edited as people edit it."""

import json
import re
from copy import deepcopy
from zipfile import ZipFile

import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from complaints_report.document.opened import opened
from complaints_report.document.places import pieces, words_of
from complaints_report.run import open_folder
from complaints_report.verify import verified
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.docx_lint import lint
from tests.docx_text import to_text, xpath

BODY, NOTES, COMMENTS = "word/document.xml", "word/footnotes.xml", "word/comments.xml"
TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
MARKS = tuple(qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd"))


@pytest.fixture
def report(built_sample):
    return built_sample


@pytest.fixture
def annotated(report, tmp_path):
    """Annotates the report after an edit of its parts, and gives the copy and the findings."""

    def annotate(edit, run=None):
        path = edited(report[1], tmp_path / "edited.docx", edit)
        return tmp_path / "out.docx", verified(run or report[0], path, None, tmp_path / "out.docx"), path

    return annotate


def edited(path, to, edit):
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    roots = {name: etree.fromstring(parts[name]) for name in (BODY, NOTES, TYPES, RELATIONS)}
    added = edit(roots) or {}
    parts |= {name: etree.tostring(root, encoding="UTF-8", standalone=True) for name, root in roots.items()}
    with ZipFile(to, "w") as package:
        for name, blob in (parts | added).items():
            package.writestr(name, blob)
    return to


def comments(path):
    """Each comment's author, its words and the words it covers."""
    with ZipFile(path) as package:
        root, body = (etree.fromstring(package.read(name)) for name in (COMMENTS, BODY))
    covers = {number: "".join(words) for number, words in covered(body).items()}
    return [
        (one.get(qn("w:author")), "\n".join(map(words_of, xpath(one, "./w:p"))), covers[one.get(qn("w:id"))])
        for one in root
    ]


def covered(body):
    found, running = {}, set()
    for one in body.iter():
        number = one.get(qn("w:id")) if one.tag in MARKS else None
        if one.tag == MARKS[0]:
            running.add(number)
            found[number] = []
        elif one.tag == MARKS[1]:
            running.remove(number)
        elif one.tag == qn("w:drawing"):
            for each in running:
                found[each].append("[picture]")
        elif one.tag == qn("w:t"):
            for each in running:
                found[each].append(one.text)
    assert not running
    assert sorted(found) == sorted(one.get(qn("w:id")) for one in body.iter(qn("w:commentReference")))
    return found


def ours(path):
    return [(said, words) for author, said, words in comments(path) if author == "complaints-report"]


def control(root, tag):
    return xpath(root, f".//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']")[0]


def titled(root, title, inside="w:p"):
    """The first figure of that title that stands in a line of prose, or in a table."""
    within = "ancestor::w:tbl" if inside == "w:tbl" else "not(ancestor::w:tbl)"
    return xpath(root, f".//w:sdt[w:sdtPr/w:alias/@w:val='{title}'][{within}]")[0]


def overtype(found, words):
    first, *others = xpath(found, ".//w:t")
    first.text = words
    for other in others:
        other.text = ""


def prose(root, *runs):
    """A paragraph of a person's after the first heading."""
    heading = xpath(root, ".//w:p[w:pPr/w:pStyle/@w:val='Heading1']")[0]
    heading.addnext(parse_xml(f"<w:p {nsdecls('w')}>{''.join(runs)}</w:p>"))


def fewer_complaints(folder):
    """The sample's data without two hundred complaints; the rows about their issues are left out, as in a draft."""
    copy_of(SAMPLE, folder)
    book = openpyxl.load_workbook(folder / "complaints-export.xlsx")
    book.active.delete_rows(300, 200)
    book.save(folder / "complaints-export.xlsx")
    return open_folder(folder, TODAY)


def without_comments(path):
    """The words of the body, with our marks taken away."""
    with ZipFile(path) as package:
        body = etree.fromstring(package.read(BODY))
    for one in [*body.iter(*MARKS), *body.iter(qn("w:commentReference"))]:
        gone = one.getparent() if one.tag == qn("w:commentReference") else one
        gone.getparent().remove(gone)
    return [words_of(paragraph) for paragraph in body.iter(qn("w:p"))]


def test_a_report_that_agrees_is_copied_as_it_is(annotated):
    out, found, path = annotated(lambda parts: None)
    assert found.agrees
    assert unpacked(out) == unpacked(path)


def unpacked(path):
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_an_overtyped_figure_is_covered_whole(annotated):
    def edit(parts):
        overtype(titled(parts[BODY], "Complaints received, stage 1"), "9,999 complaints")

    out, found, path = annotated(edit)
    ((said, words),) = ours(out)
    (finding,) = (one for one in found.findings if one.kind == "overtyped")
    assert words == "9,999 complaints"
    assert said == (
        "Complaints received, stage 1: the document says “9,999 complaints”, which somebody typed over the figure; "
        f"the data give “{finding.ours}”."
    )
    assert to_text(out) == to_text(path)
    assert without_comments(out) == without_comments(path)
    assert lint(out) == lint(path)


def test_a_figure_of_a_table_is_covered_in_its_cell(annotated):
    def edit(parts):
        overtype(xpath(parts[BODY], ".//w:tbl//w:sdt[starts-with(w:sdtPr/w:tag/@w:val, 'figure')]")[0], "8,888")

    out, _, path = annotated(edit)
    ((said, words),) = ours(out)
    assert words == "8,888"
    assert "the document says “8,888”, which somebody typed" in said
    assert without_comments(out) == without_comments(path)


def test_a_typed_number_is_split_from_the_words_beside_it_and_keeps_their_looks(annotated):
    looks = "<w:rPr><w:b/></w:rPr>"
    runs = f"<w:r>{looks}<w:t>We met 7,654 people</w:t><w:tab/><w:t>and </w:t></w:r>", "<w:r><w:t>6,5</w:t></w:r>"
    more = "<w:r><w:t xml:space='preserve'>43 more, then 5,432.</w:t></w:r>"
    out, _, path = annotated(lambda parts: prose(parts[BODY], *runs, more))
    told = "The document says “{}”, a number typed outside any figure; the data give no figure that explains it."
    assert ours(out) == [(told.format(number), number) for number in ("7,654", "6,543", "5,432")]
    assert without_comments(out) == without_comments(path)
    with ZipFile(out) as package:
        body = etree.fromstring(package.read(BODY))
    bold = xpath(body, ".//w:p[contains(., 'We met')]/w:r[w:rPr/w:b]")
    assert ["".join(xpath(run, ".//w:t/text()")) for run in bold] == ["We met ", "7,654", " peopleand "]


def test_a_typed_number_that_is_a_figure_is_told_as_that(annotated):
    words = "<w:r><w:t>There were {} of them.</w:t></w:r>"

    def edit(parts):
        said = "".join(xpath(titled(parts[BODY], "Complaints received, stage 1"), ".//w:t/text()"))
        prose(parts[BODY], words.format(re.search(r"\d[\d,]*", said)[0]))

    ((said, _),) = ours(annotated(edit)[0])
    assert "; the data give this number as: " in said


def test_a_tracked_change_is_read_as_accepted(annotated):
    gone = "<w:del w:id='901' w:author='Jo'><w:r><w:delText>1,111</w:delText></w:r></w:del>"
    new = "<w:ins w:id='902' w:author='Jo'><w:r><w:t>We met 2,222 people.</w:t></w:r></w:ins>"
    out, _, path = annotated(lambda parts: prose(parts[BODY], gone, new))
    assert [words for _, words in ours(out)] == ["2,222"]
    assert without_comments(out) == without_comments(path)


def test_what_was_removed_is_one_comment_at_the_first_heading(annotated):
    removed = []

    def edit(parts):
        chosen = titled(parts[BODY], "Complaints received, stage 1")
        paragraph = next(chosen.iterancestors(qn("w:p")))
        removed.extend(xpath(paragraph, ".//w:sdt/w:sdtPr/w:alias/@w:val"))
        paragraph.getparent().remove(paragraph)

    out, _, path = annotated(edit)
    ((said, words),) = ours(out)
    first, *lines = said.split("\n")
    assert first == f"{len(removed)} figures that the report was built with are no longer in the document:"
    assert sorted(line.split(": it said “")[0] for line in lines) == sorted(removed)
    with ZipFile(path) as package:
        heading = xpath(etree.fromstring(package.read(BODY)), ".//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]")
    assert words == words_of(heading[0])


def test_tables_and_charts_of_other_data_are_covered_whole(report, annotated, tmp_path):
    out, found, path = annotated(lambda parts: None, fewer_complaints(tmp_path / "other"))
    told = ours(out)
    assert len(told) == sum(one.kind not in ("agrees", "removed") for one in found.findings)
    charts = [words for said, words in told if "shows a chart of other numbers" in said]
    assert charts
    assert set(charts) == {"[picture]"}
    assert [said for said, _ in told if "a direction that no longer holds; the data give" in said]
    assert [said for said, _ in told if ", and the data now give “" in said]
    assert without_comments(out) == without_comments(path)


def test_a_changed_heading_of_a_table_covers_the_table(annotated):
    whole = []

    def edit(parts):
        table = xpath(parts[BODY], ".//w:sdt[starts-with(w:sdtPr/w:tag/@w:val, 'table')]")[0]
        xpath(table, ".//w:t")[0].text = "Things"
        whole.append("".join(xpath(table, ".//w:t/text()")))

    ((said, words),) = ours(annotated(edit)[0])
    assert words == whole[0]
    assert said.endswith(": the document has headings or labels that somebody changed by hand.")


def test_a_number_of_a_footnote_is_told_at_its_reference(annotated):
    def edit(parts):
        note = xpath(parts[NOTES], "./w:footnote[not(@w:type)]")[-1]
        note.append(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>We met 3,333 people.</w:t></w:r></w:p>"))
        with_note.append(note.get(qn("w:id")))

    with_note = []
    out, _, path = annotated(edit)
    ((said, words),) = ours(out)
    assert said.startswith("In this footnote (“We met 3,333 people.”): The document says “3,333”")
    assert words == ""
    with ZipFile(out) as package:
        body = etree.fromstring(package.read(BODY))
    (start,) = body.iter(MARKS[0])
    assert xpath(start.getnext(), "./w:footnoteReference/@w:id") == with_note
    assert unpacked(out)[NOTES] == unpacked(path)[NOTES]


def theirs(parts):
    """A comment of a person's on the first heading, and a typed number."""
    told = f"<w:comment {nsdecls('w')} w:id='7' w:author='Jo' w:initials='J'><w:p><w:r><w:t>Hm.</w:t></w:r></w:p>"
    heading = xpath(parts[BODY], ".//w:p[w:pPr/w:pStyle/@w:val='Heading1']")[0]
    run = xpath(heading, "./w:r")[0]
    run.addprevious(parse_xml(f"<w:commentRangeStart {nsdecls('w')} w:id='7'/>"))
    heading.append(parse_xml(f"<w:commentRangeEnd {nsdecls('w')} w:id='7'/>"))
    heading.append(parse_xml(f"<w:r {nsdecls('w')}><w:commentReference w:id='7'/></w:r>"))
    relation = deepcopy(parts[RELATIONS][0])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    for name, value in (("Id", "rIdTheirs"), ("Type", kind), ("Target", "/word/remarks.xml")):
        relation.set(name, value)
    parts[RELATIONS].append(relation)
    override = deepcopy(xpath(parts[TYPES], "./*[@PartName='/word/document.xml']")[0])
    override.set("PartName", "/word/remarks.xml")
    override.set("ContentType", "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml")
    parts[TYPES].append(override)
    prose(parts[BODY], "<w:r><w:t>We met 4,444 people.</w:t></w:r>")
    return {"word/remarks.xml": f"<w:comments {nsdecls('w')}>{told}</w:comment></w:comments>".encode()}


def test_comments_of_people_stay(annotated):
    out, _, path = annotated(theirs)
    before, after = unpacked(path), unpacked(out)
    assert {name for name in after if before[name] != after[name]} == {BODY, "word/remarks.xml"}
    jos, new = etree.fromstring(after["word/remarks.xml"])
    assert etree.tostring(jos) == etree.tostring(etree.fromstring(before["word/remarks.xml"])[0])
    assert dict(new.attrib) == {
        qn("w:id"): "8",
        qn("w:author"): "complaints-report",
        qn("w:initials"): "CR",
    }
    found = covered(etree.fromstring(after[BODY]))
    assert "".join(found["8"]) == "4,444"
    assert found["7"]


def test_only_the_parts_of_comments_change_and_the_file_is_the_same_each_time(report, annotated, tmp_path):
    number = "<w:r><w:t>We met 4,444 people.</w:t></w:r>"
    out, _, path = annotated(lambda parts: prose(parts[BODY], number))
    before, after = unpacked(path), unpacked(out)
    assert {name for name in after if before.get(name) != after[name]} == {BODY, COMMENTS, TYPES, RELATIONS}
    assert list(after) == [*before, COMMENTS]
    verified(report[0], path, None, tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == out.read_bytes()


def test_the_copy_is_verified_as_the_report_is(report, annotated):
    out, found, _ = annotated(lambda parts: prose(parts[BODY], "<w:r><w:t>We met 4,444 people.</w:t></w:r>"))
    assert verified(report[0], out, None).findings == found.findings
    assert [one.words for one in pieces(opened(out)) if "4,444" in one.words] == ["We met 4,444 people."]


def test_a_text_box_is_told_once_where_it_stands(annotated):
    box = "<w:txbxContent><w:p><w:r><w:t>We met 4,444 people.</w:t></w:r></w:p></w:txbxContent>"
    drawn = f"<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>{box}</v:textbox></v:shape>"
    out, _, _ = annotated(lambda parts: prose(parts[BODY], f"{drawn}</w:pict></w:r>"))
    assert [words for _, words in ours(out)] == ["We met 4,444 people."]
    with ZipFile(out) as package:
        assert not xpath(etree.fromstring(package.read(BODY)), ".//w:txbxContent//w:commentRangeStart")


def test_a_document_emptied_of_words_still_says_what_is_gone(annotated):
    def edit(parts):
        body = xpath(parts[BODY], "./w:body")[0]
        body[:] = xpath(body, "./w:sectPr")

    out, _, _ = annotated(edit)
    ((said, words),) = ours(out)
    assert "figures that the report was built with are no longer in the document:" in said
    assert words == ""


def test_the_command_names_the_copy_and_keeps_its_exit_code(report, command, tmp_path):
    def edit(parts):
        overtype(titled(parts[BODY], "Complaints received, stage 1"), "9,999 complaints")

    path, out = edited(report[1], tmp_path / "edited.docx", edit), tmp_path / "new" / "out.docx"
    line = "verify", path, "-f", report[0].folder, "--format", "json"
    done, plain = command(*line, "--annotate", out), command(*line)
    assert (done.returncode, done.stderr) == (1, f"{out}\n")
    assert done.stdout == plain.stdout
    assert len(ours(out)) == len(json.loads(done.stdout)["findings"]) == 1


def test_the_report_itself_is_never_written_over(report, command, tmp_path):
    path = edited(report[1], tmp_path / "edited.docx", lambda parts: None)
    before = path.read_bytes()
    done = command("verify", path, "-f", report[0].folder, "--annotate", tmp_path / "." / "edited.docx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "is the report itself; name another file" in done.stderr
    assert path.read_bytes() == before


def test_comments_that_cannot_be_read_are_one_line(report, command, tmp_path):
    def edit(parts):
        return {**theirs(parts), "word/remarks.xml": b"<w:comments"}

    path, out = edited(report[1], tmp_path / "edited.docx", edit), tmp_path / "out.docx"
    done = command("verify", path, "-f", report[0].folder, "--annotate", out)
    assert done.returncode == 2
    assert "has comments that cannot be read" in done.stderr
    assert not out.exists()
