"""What people write in `content/`: what it prints, what it may ask for, and what is refused with its line."""

import json
import re
import time

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from complaints_report.build import build_report
from complaints_report.errors import TemplateError
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.report.blocks import Heading, ListItem, Note, Paragraph, Table, Text
from complaints_report.report.braces import Braces
from complaints_report.report.filters import NAMES, UnclearError
from complaints_report.report.markdown import as_it_stands, to_blocks
from complaints_report.report.own_words import OwnWords
from complaints_report.run import figures_for, open_folder
from tests.awkward import ONE, folder
from tests.conftest import ROOT, SAMPLE, TODAY, copy_of, examples, report_text
from tests.docx_lint import lint


@pytest.fixture(scope="module")
def braces() -> Braces:
    """The figures of the sample's last year."""
    return Braces(figures_for(open_folder(SAMPLE, TODAY), None), "the Trust")


@pytest.fixture
def say(tmp_path, braces):
    """The blocks of a content file that holds a text."""

    def blocks(text, name="themes", title="What we were told"):
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / f"{name}.md").write_text(text, encoding="utf-8")
        return OwnWords(tmp_path, braces.said).blocks(name, title)

    return blocks


def words_of(inlines):
    return "".join(words_of(one.inlines) if isinstance(one, Note) else getattr(one, "text", "") for one in inlines)


def lines_of(blocks):
    """Each block as its kind, and its words."""
    for block in blocks:
        match block:
            case Heading():
                yield f"H{block.level}", block.text
            case Paragraph():
                kind = "text" if block.item_depth is None else f"below {block.item_depth}"
                yield "quoted" if block.quoted else kind, words_of(block.inlines)
            case ListItem():
                yield f"{'1' if block.numbered else '-'}{block.depth}", words_of(block.inlines)
            case Table():
                for row in (block.header, *block.rows):
                    yield block.caption, " | ".join(map(words_of, row))


def printed(blocks):
    return " ".join(words for _, words in lines_of(blocks))


# Markdown


def test_a_rich_text_comes_out_in_its_styles(say):
    text = """
# Our view

Some *slanted*, **strong** and ***both***, `code`, a [link](https://example.org/ "its title")\\
and <b>a tag</b> &amp; a sign.

> Quoted words.
> > Deeper.
>
> - in a quotation

3. third
   1. under it
      1. deeper
   - a point

   more of the third
4. fourth

---

    kept  as  typed

```text
{ braces }
```

Deeper
------

| Area | Number |
| --- | ---: |
| *East* | 3 |
"""
    assert list(lines_of(say(text))) == [
        ("H2", "Our view"),
        ("text", "Some slanted, strong and both, code, a link\nand <b>a tag</b> & a sign."),
        ("quoted", "Quoted words."),
        ("quoted", "Deeper."),
        ("-0", "in a quotation"),
        ("10", "third"),
        ("11", "under it"),
        ("12", "deeper"),
        ("-1", "a point"),
        ("below 0", "more of the third"),
        ("10", "fourth"),
        ("text", "kept  as  typed"),
        ("text", "{ braces }"),
        ("H3", "Deeper"),
        ("Deeper", "Area | Number"),
        ("Deeper", "East | 3"),
    ]


def test_looks_links_and_first_numbers_are_kept(say):
    blocks = say('***a*** [b](https://x.org "say c")\n\n1986. A year\n')
    assert blocks[0].inlines[0] == Text("a", bold=True, italic=True)
    assert blocks[0].inlines[2] == Text("b", href="https://x.org", title="say c")
    assert (blocks[1].numbered, blocks[1].start) == (True, 1986)


def test_a_table_has_a_caption_of_its_own_or_the_words_above_it(say):
    table = "| a | b |\n| --- | --- |\n| c | d |\n"
    blocks = say(f"{table}\nTable: What *we* saw\n\n{table}\n## Later\n\n{table}\n- item\n\n  {table.strip()}\n")
    captions = [block.caption for block in blocks if isinstance(block, Table)]
    assert captions[:3] == ["What we were told", "What we saw", "Later"]
    assert len({block.name for block in blocks if isinstance(block, Table)}) == len(captions)


def test_a_line_that_begins_table_and_heads_none_is_printed(say):
    assert printed(say("Table: not one\n\nwords\n\nTable: the last")) == "Table: not one words Table: the last"


def test_a_footnote_of_several_paragraphs_is_whole(say):
    blocks = say("Words.[^a]\n\n[^a]: One.\n\n    Two.\n\n    - three\n")
    assert printed(blocks) == "Words.One.\nTwo.\nthree"


def test_a_hash_in_code_is_no_heading(say):
    assert list(lines_of(say("# A\n\n```\n# not a heading\n```"))) == [("H2", "A"), ("text", "# not a heading")]


def test_an_unfinished_fence_swallows_nothing_of_the_report(tmp_path):
    made = folder(tmp_path, ONE)
    (made / "content").mkdir()
    (made / "content" / "themes.md").write_text("```\nleft open\n", encoding="utf-8")
    assert "Heading 1: 5. Local Government and Social Care Ombudsman" in report_text(made, "2023/24")


def test_numbered_lists_of_different_files_each_begin_at_one(tmp_path):
    made = folder(tmp_path, ONE)
    (made / "content").mkdir()
    for name in ("themes", "next-steps", "ombudsman"):
        (made / "content" / f"{name}.md").write_text(f"1. first of {name}\n2. second\n", encoding="utf-8")
    text = report_text(made, "2023/24")
    assert text.count("\n1. first of ") == 3
    assert text.count("\n2. second\n") == 3


def test_the_whole_goes_through_word_without_fault(tmp_path):
    made = copy_of(SAMPLE, tmp_path)
    rich = (
        '1. a\n\n   more\n   1. b\n      1. c\n         1. d\n\n> q [l](https://x.org "t")\n\n'
        'Table: T\n\n| a | b |\n| - | -: |\n| {{ figure("received", 3) }} | {{ figure("upheld_or_partly", 1) }} |\n'
    )
    for name in ("themes", "compliments", "appendix-services"):
        (made / "content" / f"{name}.md").write_text(rich, encoding="utf-8")
    run = open_folder(made, TODAY)
    assert lint(build_report(run, None, draft=False, force=True)) == []
    record = json.loads((made / "output" / "2023-24" / "run.json").read_text(encoding="utf-8"))
    assert "content/compliments.md" in {one["file"] for one in record["inputs"]}


# Figures


SAID = [
    ('{{ figure("received", stage=1) }}', "371"),
    ('{{ figure("learning", 1) }}', "five"),
    ('{{ figure("learning", 1)|plain }}', "5"),
    ('{{ figure("learning", 1)|sentence }}', "Five"),
    ('{{ figure("learning", 1)|amount("complaint") }}', "five complaints"),
    ('{{ figure("learning", 1)|amount("reply", "replies")|sentence }}', "Five replies"),
    ("{{ figure(“learning”, stage=1)|words }}", "five"),
    ('{{ figure("upheld_or_partly", stage=1) }}', "37.7%"),
    ('{{ figure("upheld_or_partly", stage=1)|plain(0) }}', "38%"),
    ('{{ figure("upheld_or_partly", stage=1)|base }}', "140 of 371"),
    ('{{ figure("received",\n   stage=1) }}', "371"),
    ('{{ figure("assessments") }}', "17,969"),
    ('{{ figure("received", stage=1, year="2010/11") }}', "not known"),
    ("{{ year }}, {{previous_year}}", "2023/24, 2022/23"),
    ("{{ trust }}", "the Trust"),
    (r"\{{ year }}", "{{ year }}"),
    (r"\\{{ year }}", "\\2023/24"),
    (r"\{% if %} and \{# x #}", "{% if %} and {# x #}"),
    ("{ a } and }}", "{ a } and }}"),
    ("`{{ year }}`", "2023/24"),
]


@pytest.mark.parametrize(("written", "said"), SAID)
def test_figures_print_in_the_report_s_own_words(say, written, said):
    assert printed(say(f"In all {written} came.")) == f"In all {said} came."


def test_a_figure_is_in_numerals_in_tables_and_headings(say):
    asked = '{{ figure("learning", 1) }}'
    assert printed(say(f"# {asked}\n\n| a | {asked} |\n| - | - |\n| b | {asked} |")) == "5 a | 5 b | 5"


def test_a_year_before_and_a_group_can_be_asked_for(say, braces):
    asked = 'figure("received", stage=1, by="area", group="Children in Care")'
    figure = braces.said(asked)
    assert (figure.by, figure.group, figure.known) == ("area", "Children in Care", True)
    assert braces.said('figure("received", 1, year=previous_year)').year == "2022/23"


def test_a_group_with_none_in_a_whole_year_is_none_and_not_unknown(tmp_path):
    rows = (ONE, "A2,1,statutory,2023-05-01,,Adoption,,,", "A1,2,statutory,2023-07-03,,Fostering,,,")
    made = Braces(figures_for(open_folder(folder(tmp_path, *rows), TODAY), "2023/24"), "we")
    assert made.said('figure("received", 2, by="service", group="Adoption")').value == 0


def said_or_told(braces, asked, told):
    """What is said, or else nothing where the reason that was told holds these words."""
    try:
        return str(braces.said(asked))
    except UnclearError as why:
        if told not in str(why):
            raise
        return ""


def test_every_metric_prints_something_through_every_filter_or_is_told_why(braces):
    totals = [
        (metric, stage) for metric in METRICS.values() for stage in metric.stages if "" in metric.breakdowns(stage)
    ]
    for metric, stage in totals:
        asked = f'figure("{metric.name}"{f", stage={stage}" if stage else ""})'
        assert isinstance(braces.said(asked), Figure)
        for name in NAMES:
            brackets = '("thing")' if name in ("amount", "compared", "share_of") else ""
            assert "None" not in said_or_told(braces, f"{asked}|{name}{brackets}", "has no words for")


REFUSED = [
    ('{{ figure("recieved", stage=1) }}', "there is no metric 'recieved'; did you mean 'received'?"),
    ('{{ figure("zzz", stage=1) }}', "there is no metric 'zzz'; `complaints-report metrics` lists them."),
    ('{{ figure("received") }}', "'received' has no stage; write stage=1, 2 or 3."),
    ('{{ figure("within_20_days", 2) }}', "'within_20_days' is not known at stage 2; write stage=1."),
    ('{{ figure("received", stage="1") }}', "'received' is not known at stage '1'; write stage=1, 2 or 3."),
    ('{{ figure("compliments", stage=1) }}', "'compliments' is not counted by stage; leave the stage out."),
    ('{{ figure("received", 1, by="aera", group="x") }}', "is not broken down by 'aera'; did you mean 'area'?"),
    ('{{ figure("received", 1, by="area", group="Childern in Care") }}', "did you mean 'Children in Care'?"),
    ('{{ figure("received", 1, by="area") }}', 'by and group go together, as in by="area", group="Fostering".'),
    ('{{ figure("outcomes", 1) }}', "'outcomes' is only known by group; give by and group."),
    ('{{ figure("extended", 1, by="area", group="x") }}', "'extended' is not broken down; leave out by and group."),
    ('{{ figure("received", 1, by="gender", group="Female") }}', "small numbers among them are withheld"),
    ('{{ figure("received", 1, yaer="2022/23") }}', "a figure has no 'yaer'; did you mean 'year'?"),
    ('{{ figure("received", 1, year="2022") }}', "is not a year such as 2023/24"),
    ('{{ figure("received", 1, stage=2) }}', "'stage' is given twice."),
    ('{{ figure("received", 1, "area", "x") }}', "breakdown is named"),
    ("{{ figure(received, stage=1) }}", 'received must stand in quotation marks: "received".'),
    ("{{ figure(1) }}", "'metric' must stand in quotation marks"),
    ("{{ figure() }}", "a figure needs its metric first"),
    ("{{ figure }}", "a figure needs its metric in brackets"),
    ("{{ received }}", "'received' is not a name; a metric is asked for as in"),
    ("{{ yaer }}", "there is no 'yaer'; did you mean 'year'?"),
    ('{{ figur("received", 1) }}', "there is no 'figur'; did you mean 'figure'?"),
    ('{{ figure("received", 1)|plian }}', "there is no filter 'plian'; did you mean 'plain'?"),
    ('{{ figure("received", 1)|amount }}', "'amount' takes a noun in quotation marks"),
    ('{{ figure("received", 1)|plain(9999999) }}', "takes the number of decimal places, 0 to 2"),
    ('{{ figure("upheld_or_partly", 1)|amount("x") }}', "'amount' has no words for 'upheld_or_partly'"),
    ('{{ figure("remedies", 1)|change }}', "'change' has no words for 'remedies'"),
    ("{{ year|amount(year) }}", "takes only words in quotation marks or numbers"),
    ("{{ year|plain }}", "'plain' works on a figure"),
    ("{{ year", "{{ has no }} after it"),
    ("{{ }}", "cannot be read; write it as in"),
    ("{{{ year }}}", "cannot be read"),
    *((f'{{{{ figure("received", stage=1) | {name}(1e400) }}}}', "cannot be read") for name in NAMES),
    ('{{ figure("received", stage=1e999) }}', "cannot be read"),
    ("{{ 1e400 }}", "only a figure or a name can stand"),
    (r'{{ figure("received", stage=1) | amount("\x00") }}', "cannot be read"),
    (r'{{ figure("received", stage=1) | amount("\ud800") }}', "cannot be read"),
    ("{{ Name of the child }}", "“{{ Name of the child }}” cannot be read"),
    ("{% for x in range(10**9) %}", "{% cannot be used here"),
    ("{# a note #}", "a note that is not printed stands between <!-- and -->"),
    ("![a chart](x.png)", "pictures cannot be used here"),
    ("| a | b |\n| - | - |\n| c | d | e |", "more cells than the 2 of its heading"),
    ("| a | b |\n| - | - |\n| c | |", "has an empty cell"),
    ("[^a]: words", "nothing points to the footnote [^a]"),
    ("x[^a]\n\n[^a]: one\n\n[^a]: two", "there are two footnotes [^a]"),
    ("# Words[^a]\n\n[^a]: note", "a footnote cannot stand in a heading"),
]


@pytest.mark.parametrize(("written", "told"), REFUSED)
def test_what_cannot_be_printed_is_told_in_one_line_with_its_place(say, written, told):
    with pytest.raises(TemplateError) as stopped:
        say(f"<!-- a note\nof two lines -->\n\n{written}\n")
    place, _, said = str(stopped.value).partition(": ")
    assert re.fullmatch(r"content/themes\.md, line [4-8]", place)
    assert told in said
    assert "\n" not in said


def test_a_line_is_the_file_s_own_below_a_figure_of_several_lines(say):
    for wrong in ("![x](y)", "{{ yaer }}"):
        with pytest.raises(TemplateError, match="line 7"):
            say(f'\n<!-- n\n-->\n{{{{ figure("received",\n stage=1) }}}}\nmore\n{wrong}')


ATTACKS = [
    "range(10**9)",
    "9**9**9",
    "'a' * 10**10",
    "lipsum(n=10**6)",
    "cycler('a')",
    "''.__class__.__mro__[1].__subclasses__()",
    "figure.__globals__",
    "figure.__self__._figures",
    'figure("received", 1).previous',
    'figure("received", 1)["group"]',
    'figure("received", 1)|attr("unit")',
    "''|center(10**9)",
    "self",
    "self._TemplateReference__context",
    "config",
    "figure(*[1])",
    'figure(**{"a": 1})',
    'figure("a" ~ "b")',
    'figure(metric="received", stage=10**10)',
    "(" * 200 + "year" + ")" * 200,
    "year" + "|sentence" * 60,
    "year if year else open",
    "[year for _ in 1]",
    "9" * 490,
    'figure("received", stage=' + "9" * 400 + ")",
    'year }}{{ "x"',
]


@pytest.mark.parametrize("asked", ATTACKS)
def test_nothing_hangs_or_leads_out(braces, asked):
    begun = time.process_time()
    with pytest.raises(UnclearError):
        braces.said(asked)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("trust", ["*star* <b> {{ 7 }} [x](y) | # 1.", "a_b_c & d", "\\{{ year }}"])
def test_a_value_prints_as_it_stands(tmp_path, braces, trust):
    (tmp_path / "content").mkdir()
    text = "{{ trust }}\n\n- {{ trust }}\n\n# {{ trust }}\n\n| {{ trust }} |\n| - |\n| `{{ trust }}` |\n"
    (tmp_path / "content" / "themes.md").write_text(text, encoding="utf-8")
    made = OwnWords(tmp_path, Braces(braces._figures, trust).said).blocks("themes")
    assert [words for _, words in lines_of(made)] == [trust] * 5


# Nothing lost, nothing meant


SIGNS = "*_`[]()|#>-+!~\\<&^\"'{}"
BREAKS = (
    "\n",
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n> ",
    "\n    ",
    "\n# ",
    "\n---\n",
    "\r\n",
    "  \n",
    "\n| a | b |\n| - | - |\n",
)
PIECES = st.sampled_from([*SIGNS, *BREAKS, "**", "| - |", "<b>", "</b>", "&amp", " ", "[^", "\x01", "\t"])
SOME_BRACES = st.sampled_from(["", "", "", "", "{{", "{% ", "{#", "}}"])


@examples(400)
@example(["\n1. ", "\n\n", "\n    ", "\n\n"], "")
@given(st.lists(PIECES, max_size=40), SOME_BRACES)
def test_no_word_of_a_content_file_is_lost_or_said_twice(tmp_path_factory, pieces, last):
    pieces = [*pieces, last]
    words = [f"wörd{number}x" for number in range(len(pieces) + 1)]
    text = words[0] + "".join(piece + word for piece, word in zip(pieces, words[1:], strict=True))
    place = tmp_path_factory.mktemp("words")
    (place / "content").mkdir()
    (place / "content" / "themes.md").write_text(text, encoding="utf-8", newline="")
    try:
        blocks = OwnWords(place, SILENT.said).blocks("themes")
    except TemplateError as why:
        event("refused")
        if not re.match(r"content/themes\.md, line \d+: .", str(why)):
            raise
        return
    assert re.findall(r"wörd\d+x", with_addresses(blocks)) == words


SILENT = Braces(figures_for(open_folder(SAMPLE, TODAY), None), "the Trust")


def with_addresses(blocks):
    """Everything that blocks hold, links' addresses and titles included, in order."""

    def held(inlines):
        for one in inlines:
            if isinstance(one, Note):
                yield from held(one.inlines)
            else:
                yield getattr(one, "text", "")
                yield f" {one.href.replace('w%C3%B6rd', 'wörd')} {one.title} " if getattr(one, "href", "") else ""

    found = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Table):
            found += ["".join(held(cell)) for row in (block.header, *block.rows) for cell in row]
        else:
            found.append("".join(held(block.inlines)))
    return "\n".join(found)


@examples(400)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\u2028\u2029"), min_size=1))
@example("{{ 7 * 7 }} {% x %} *a* | <b>&amp;</b> ![x](y) [^1] \\")
@example("1. a\n- b\n# c\n\n> d\n```\ne")
@example("\ufdd0")
def test_a_cell_s_text_is_one_paragraph_with_no_markup(value):
    blocks = to_blocks(f"a{as_it_stands(value)}b")
    assert len(blocks) == 1
    assert isinstance(blocks[0], Paragraph)
    assert [type(one) for one in blocks[0].inlines] == [Text]
    kept = re.sub(r"[\x00-\x1f\x7f-\xa0\s\ufdd0\ufdd1]", "", value)
    (text,) = blocks[0].inlines
    assert re.sub(r"[\x7f-\xa0\s]", "", text.text) == f"a{kept}b"
    assert text == Text(text.text)


# The files and the commands


def test_a_file_that_no_section_prints_is_told(tmp_path, command):
    made = folder(tmp_path, ONE)
    (made / "content").mkdir()
    (made / "content" / "theme.md").write_text("words", encoding="utf-8")
    for name in ("build", "check"):
        done = command(name, "-f", made)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "content/theme.md has no place in the report; did you mean 'themes'?" in done.stderr


def test_check_tells_what_build_would_stop_at(tmp_path, command):
    made = folder(tmp_path, ONE)
    (made / "content").mkdir()
    (made / "content" / "themes.md").write_text('\n\n{{ figure("recieved", stage=1) }}\n', encoding="utf-8")
    told = [command(name, "-f", made) for name in ("check", "build")]
    line = "content/themes.md, line 3: there is no metric 'recieved'; did you mean 'received'?\n"
    assert [(done.returncode, done.stderr) for done in told] == [(2, line)] * 2
    assert "content/next-steps.md" in told[0].stdout
    assert not (made / "output" / "2023-24" / "run.json").exists()


def test_the_page_s_example_prints_what_it_says(say):
    page = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
    example_ = re.search(r"```text\n(In \{\{.*?)```", page, re.DOTALL)[1]
    assert printed(say(example_)) in " ".join(page.split())


def test_a_comment_between_words_leaves_them_apart(say):
    assert printed(say("one <!-- a -->two<!-- b --> three\n<!-- c -->four")) == "one two three four"


def test_control_characters_and_signs_of_our_own_are_dropped(say):
    assert printed(say("a\x01\x02b \ufdd00\ufdd1c")) == "ab 0c"
