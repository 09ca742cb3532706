"""The public's pages as their readers have them, of the sample and of awkward folders."""

import json
import re
import shutil

import lxml.html
import pytest

from complaints_report.audit.marked import figure_named
from complaints_report.metrics.public import public
from complaints_report.publish import publish
from complaints_report.run import figures_for, open_folder
from complaints_report.web.data_figures import printed_forms
from tests.conftest import TODAY
from tests.web.page_lint import faults


def pages(folder):
    return {path.stem: lxml.html.document_fromstring(path.read_text("utf-8")) for path in folder.glob("*.html")}


def test_every_page_is_as_its_readers_need_it(published):
    assert faults(published[1]) == []


def test_every_number_that_names_a_figure_is_that_figures(published):
    run, folder = published
    figures = public(figures_for(run, "2023/24"), run.settings.publish)
    wrong, seen = [], 0
    for page in pages(folder).values():
        for one in page.xpath("//*[@data-figure]"):
            named, words = figure_named(one.get("data-figure"), figures), one.text_content()
            assert named, one.get("data-figure")
            seen += 1
            if words != ("[c]" if named[0].withheld else words) or (
                not named[0].withheld and words != "not known" and not {words, words.lower()} & {*printed_forms(*named)}
            ):
                wrong.append((one.get("data-figure"), words))
    assert seen > 20
    assert wrong == []


def test_a_page_stands_for_each_section_of_the_sample_and_in_the_order_of_the_contract(published_sample):
    _, folder = published_sample
    names = "procedure volume themes services escalation responsiveness outcomes how-made who what-they-said ombudsman "
    names += "learning compliments next-steps reasons guidance definitions data-quality"
    links = [one.get("href") for one in pages(folder)["index"].xpath("//nav[@class='pages']//a")]
    assert links == [f"{name}.html" for name in names.split()]
    assert {path.name for path in folder.glob("*.html")} == {"index.html", *links}


def test_each_page_leads_to_the_next_and_back_and_to_the_first(published_sample):
    found = pages(published_sample[1])
    order = [
        "index",
        *(one.get("href").removesuffix(".html") for one in found["index"].xpath("//nav[@class='pages']//a")),
    ]
    for place, name in enumerate(order):
        page = found[name]
        turns = {one.get("rel"): one.get("href") for one in page.xpath("//nav[@class='turn']//a")}
        around = {"prev": order[place - 1 : place] if place else [], "next": order[place + 1 : place + 2]}
        assert turns == {way: f"{other}.html" for way, others in around.items() for other in others}
        assert page.xpath("//nav[@class='breadcrumb']//a/@href") == (["index.html"] if place else [])
        assert page.xpath("//body/*[1]/@class") == ["skip"]
        assert all(len(page.xpath(f"//{one}")) == 1 for one in ("header", "main", "footer"))


def test_a_chart_stands_in_its_page_with_its_words_as_words_and_its_numbers_beneath(published_sample):
    _, folder = published_sample
    for svg in (folder / "charts").glob("*.svg"):
        assert svg.with_suffix(".png").exists()
        words = "".join(lxml.html.fromstring(svg.read_bytes()).itertext())
        assert re.search(r"\d", words)
    figure = pages(folder)["volume"].get_element_by_id("volumes")
    assert "371" in "".join(figure.find(".//svg").itertext())
    assert [one.text_content() for one in figure.findall("details//tbody/tr")[-1]][:2] == ["2023/24", "371"]


def test_nothing_that_is_not_for_the_public_is_on_a_page(published_sample):
    run, folder = published_sample
    text = " ".join(page.text_content() for page in pages(folder).values())
    services = set(run.export.tables["compliments"]["service"])
    assert "Decision required" not in text
    assert "complaints-export.xlsx" not in text
    said = pages(folder)["compliments"].findall(".//blockquote//em")
    assert said
    assert {one.text_content() for one in said} <= services


@pytest.mark.parametrize("said", ["To be written", "Draft", "content/", ".csv", "manager to"])
def test_no_page_asks_anything_of_the_manager(published_once, said):
    for name in ("odd-names", "one-complaint", "all-up"):
        texts = [page.text_content() for page in pages(published_once(name)[1]).values()]
        assert not any(said in text for text in texts)


def test_a_section_with_nothing_written_is_left_out_and_named(tmp_path, published_sample):
    run, _ = published_sample
    folder = shutil.copytree(run.folder, tmp_path / "r", ignore=shutil.ignore_patterns("output"))
    (folder / "content" / "next-steps.md").unlink()
    told = []
    made = publish(open_folder(folder, TODAY), None, told.append)
    assert not (made / "next-steps.html").exists()
    (left_out,) = [line for line in told if not line.startswith("Read this before it is put up")]
    assert "content/next-steps.md" in left_out
    assert faults(made) == []


def settings(run, tmp_path, lines):
    folder = shutil.copytree(run.folder, tmp_path / "r", ignore=shutil.ignore_patterns("output"))
    path = folder / "report.toml"
    path.write_text(f"{path.read_text('utf-8')}\n[publish]\n{lines}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def in_our_way(published_sample, tmp_path_factory):
    """The edition of the sample with what an organisation may set of its own."""
    lines = 'contact = "complaints@example.org"\nlicence = "Our licence"\npublished_on = 2024-09-01\nnames = true'
    folder = settings(published_sample[0], tmp_path_factory.mktemp("ours"), f'{lines}\nstyle = "ours.css"')
    (folder / "ours.css").write_text("body { color: black; }\n", encoding="utf-8")
    return publish(open_folder(folder, TODAY), None)


def test_the_foot_of_each_page_says_what_the_settings_say(in_our_way):
    made = pages(in_our_way)
    for page in made.values():
        foot = page.find(".//footer").text_content()
        assert all(one in foot for one in ("complaints@example.org", "Our licence", "1 September 2024"))
    assert "From " in made["compliments"].find(".//blockquote").text_content()


def test_bodies_alone_stand_within_a_page_of_another_system(published_sample, tmp_path):
    folder = settings(published_sample[0], tmp_path, 'fragment = true\nlink_base = "https://example.org/report/"')
    made = publish(open_folder(folder, TODAY), None)
    text = (made / "volume.html").read_text("utf-8")
    assert not re.search(r"<(!DOCTYPE|html|head|body|h1|link|main|header|footer)\b", text)
    page = lxml.html.fromstring(text)
    assert all(one.get("id").startswith("complaints-") for one in page.xpath("//*[@id]"))
    links = [one.get("href") for one in page.iter("a")]
    assert all(one.startswith(("#complaints-", "https://example.org/report/")) for one in links)
    assert [one for one in faults(made, whole=False) if "leads nowhere" not in one] == []


def test_a_style_of_ones_own_replaces_ours(in_our_way):
    assert (in_our_way / "style.css").read_text("utf-8") == "body { color: black; }\n"
    record = json.loads((in_our_way.parent / "publish.json").read_text("utf-8"))
    assert "ours.css" in [one["file"] for one in record["inputs"]]


def test_every_number_of_a_table_names_its_figure_but_limits_and_what_was_read(published):
    unnamed = [
        (name, row[0].text_content(), cell.text_content())
        for name, page in pages(published[1]).items()
        for row in page.xpath("//table/tbody/tr")
        for cell in row.xpath("td[@class='number']")
        if name != "data-quality" and re.match(r"[£\d]", cell.text_content()) and not cell.xpath(".//@data-figure")
    ]
    allowed = {"Time limit, in working days", "x"}  # the second is of a table in somebody's own words
    assert [one for one in unnamed if one[1] not in allowed] == []


def test_a_change_in_percentage_points_and_a_number_that_begins_a_sentence_name_their_figures(published_sample):
    sections = pages(published_sample[1])
    change = next(one for one in sections["how-made"].xpath("//*[@data-figure]") if "=change" in one.get("data-figure"))
    assert (change.text, change.tail[:22]) == ("0.9", " percentage points on ")
    said = [one.text for one in sections["learning"].xpath("//p/*[@data-figure]")]
    assert said[0] == "Seven"


def test_the_heading_of_a_column_says_the_unit_of_its_numbers_once(published_sample):
    said = {
        (name, one.text_content())
        for name, page in pages(published_sample[1]).items()
        for one in page.xpath("//thead//th[@class='number']")
    }
    assert said >= {
        ("volume", "Stage 1 (complaints)"),
        ("volume", "Complaints as a share of referrals (%)"),
        ("volume", "Percentage of referrals"),
        ("who", "2022/23 (complaints)"),
        ("who", "Complaints"),
        ("outcomes", "Stage 2 (complaints)"),
        ("responsiveness", "Within 20 working days (%)"),
        ("responsiveness", "Mean working days"),
    }
    assert ("index", "2023/24") in said  # of many measures, each with its unit in its row's name
