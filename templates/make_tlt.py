"""Makes `tlt.docx`, the looks of the Trust's report: A4, British English, only the styles that are used.

    python templates/make_tlt.py

An organisation need not run this: it opens `tlt.docx` in Word, changes the styles and saves it.
"""

from dataclasses import dataclass
from pathlib import Path

from complaints_report.archive import zipped
from complaints_report.word.properties import CONTENT_TYPES

DARK_BLUE = "12436D"
GREY = "595959"
RULE = "BFBFBF"
SHADE = "E9EEF3"
PAGE, MARGIN = 11906, 1304
"""The width of A4 and of its side margins, in twentieths of a point."""
LINE = 256
"""The height of a line of words, in 240ths of what its face asks for."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Style:
    """A style as `styles.xml` has it; `paragraph`, `run` and `table` are the XML of its looks."""

    name: str
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    based_on: str = "Normal"
    then: str = ""
    built_in: bool = True
    table: str = ""

    @property
    def identity(self) -> str:
        """The style's id: its name without spaces."""
        return "".join(word[0].upper() + word[1:] for word in self.name.split())

    def to_xml(self) -> str:
        """The style's element."""
        custom = "" if self.built_in else ' w:customStyle="1"'
        default = ' w:default="1"' if not self.based_on else ""
        shown = "<w:qFormat/>" if self.kind == "paragraph" else ""
        based_on = f'<w:basedOn w:val="{self.based_on}"/>' if self.based_on else ""
        then = f'<w:next w:val="{self.then}"/>' if self.then else ""
        paragraph = f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else ""
        run = f"<w:rPr>{self.run}</w:rPr>" if self.run else ""
        return (
            f'<w:style w:type="{self.kind}"{default}{custom} w:styleId="{self.identity}">'
            f'<w:name w:val="{self.name}"/>{based_on}{then}{shown}{paragraph}{run}{self.table}</w:style>'
        )


def size(points: float) -> str:
    """The size of a face."""
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def space(before: float, after: float, line: int = 0) -> str:
    """The space before and after a paragraph, in points; `line` is in 240ths of a line."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before * 20:.0f}" w:after="{after * 20:.0f}"{lines}/>'


def edge(side: str, points: float, colour: str, gap: int = 0) -> str:
    """One side of a border."""
    return f'<w:{side} w:val="single" w:sz="{points * 8:.0f}" w:space="{gap}" w:color="{colour}"/>'


def colour(value: str) -> str:
    """The colour of the words."""
    return f'<w:color w:val="{value}"/>'


def dotted_tab() -> str:
    """A tab stop at the right margin, led to by dots: where a page number of the contents list stands."""
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{PAGE - 2 * MARGIN}"/></w:tabs>'


def indent(left: int) -> str:
    """An indent from the left margin, in twentieths of a point."""
    return f'<w:ind w:left="{left}"/>'


def listed(number: int, level: int) -> str:
    """The paragraph's place in a list, and its space."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{space(0, 3, LINE)}'


def heading(level: int, points: float, before: float, after: float) -> Style:
    """A heading Word knows as one, with its outline level."""
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    paragraph = f"<w:keepNext/><w:keepLines/>{space(before, after)}{outline}"
    run = f"<w:b/><w:bCs/>{colour(DARK_BLUE)}{size(points)}"
    return Style(f"heading {level}", paragraph, run, then="BodyText")


def when(part: str, run: str = "", cell: str = "") -> str:
    """The looks of one part of a table, such as its first row."""
    runs = f"<w:rPr>{run}</w:rPr>" if run else ""
    cells = f"<w:tcPr>{cell}</w:tcPr>" if cell else ""
    return f'<w:tblStylePr w:type="{part}">{runs}{cells}</w:tblStylePr>'


def shade(fill: str) -> str:
    """A flat shading."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
MARGINS = (
    '<w:tblCellMar><w:top w:w="36" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="36" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
)
RULES = edge("top", 1, DARK_BLUE) + edge("bottom", 1, DARK_BLUE) + edge("insideH", 0.5, RULE)
BOX = "".join(edge(side, 1, DARK_BLUE, gap=6) for side in ("top", "left", "bottom", "right"))
REPORT_TABLE = (
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{RULES}</w:tblBorders>{MARGINS}</w:tblPr>'
    + when("firstRow", BOLD + colour("FFFFFF"), shade(DARK_BLUE) + '<w:vAlign w:val="bottom"/>')
    + when("lastRow", BOLD, f"<w:tcBorders>{edge('top', 1, DARK_BLUE)}</w:tcBorders>{shade(SHADE)}")
    + when("firstCol", colour("0B0C0C"))
)
COVER_TABLE = (
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{RULES}</w:tblBorders>{MARGINS}</w:tblPr>'
    + when("firstCol", BOLD, shade(SHADE))
)
NO_TABLE = (
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr>"
)

STYLES = (
    Style("Normal", space(0, 8, LINE), based_on=""),
    # What every other is based on; Word expects them.
    Style("Default Paragraph Font", kind="character", based_on=""),
    Style("Normal Table", kind="table", based_on="", table=NO_TABLE),
    Style("Body Text", space(3, 6, LINE)),
    heading(1, 20, before=18, after=6),
    heading(2, 16, before=12, after=4),
    heading(3, 13, before=10, after=4),
    heading(4, 12, before=8, after=3),
    Style(
        "Title",
        f'<w:keepNext/>{space(12, 6)}<w:jc w:val="center"/>',
        f"{BOLD}{colour(DARK_BLUE)}{size(24)}",
        then="Subtitle",
    ),
    Style("Subtitle", f'{space(0, 18)}<w:jc w:val="center"/>', size(14), then="BodyText"),
    Style("caption", space(5, 5), f"{BOLD}{colour(DARK_BLUE)}{size(11)}", then="BodyText"),
    Style("List Bullet", listed(1, 0)),
    Style("List Bullet 2", listed(1, 1)),
    Style("List Bullet 3", listed(1, 2)),
    Style("List Number", listed(2, 0)),
    Style("List Number 2", listed(2, 1)),
    Style("List Number 3", listed(2, 2)),
    Style("List Continue", space(0, 3, LINE) + indent(397)),
    Style("List Continue 2", space(0, 3, LINE) + indent(794)),
    Style("List Continue 3", space(0, 3, LINE) + indent(1191)),
    Style(
        "Quote",
        f"<w:keepLines/><w:pBdr>{edge('left', 2.25, DARK_BLUE, gap=10)}</w:pBdr>"
        f'{space(3, 6, LINE)}<w:ind w:left="340"/>',
    ),
    Style(
        "Notice",
        f'<w:keepLines/><w:pBdr>{BOX}</w:pBdr>{shade(SHADE)}{space(6, 12)}<w:ind w:left="140" w:right="140"/>',
        BOLD,
        built_in=False,
    ),
    Style("Picture", f"<w:keepNext/>{space(6, 0)}", built_in=False),
    Style("Table Text", space(0, 0), size(10.5), built_in=False),
    Style("Table Number", f'{space(0, 0)}<w:jc w:val="right"/>', based_on="TableText", built_in=False),
    Style("TOC Heading", f"<w:keepNext/><w:pageBreakBefore/>{space(0, 12)}", f"{BOLD}{colour(DARK_BLUE)}{size(20)}"),
    Style("toc 1", f"<w:keepNext/>{dotted_tab()}{space(5, 1)}", f"{BOLD}{size(11)}"),
    Style("toc 2", f"{dotted_tab()}{space(0, 1)}{indent(284)}", size(11)),
    Style("toc 3", f"{dotted_tab()}{space(0, 1)}{indent(567)}", size(11)),
    Style("header", space(0, 3), f"{colour(GREY)}{size(9.5)}"),
    Style("footer", f'{space(0, 0)}<w:jc w:val="right"/>', f"{colour(GREY)}{size(9.5)}"),
    Style("footnote text", space(0, 3), size(10)),
    Style(
        "footnote reference",
        run='<w:vertAlign w:val="superscript"/>',
        kind="character",
        based_on="DefaultParagraphFont",
    ),
    Style(
        "Hyperlink", run=f'{colour(DARK_BLUE)}<w:u w:val="single"/>', kind="character", based_on="DefaultParagraphFont"
    ),
    Style("Strong", run=BOLD, kind="character", based_on="DefaultParagraphFont"),
    Style("Emphasis", run=ITALIC, kind="character", based_on="DefaultParagraphFont"),
    Style("Intense Emphasis", run=BOLD + ITALIC, kind="character", based_on="DefaultParagraphFont"),
    Style("Report Table", kind="table", based_on="NormalTable", built_in=False, table=REPORT_TABLE),
    Style("Cover Table", kind="table", based_on="NormalTable", built_in=False, table=COVER_TABLE),
)


def styles() -> str:
    """`styles.xml`."""
    face = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    language = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    defaults = f"<w:rPrDefault><w:rPr>{face}{size(12)}{language}</w:rPr></w:rPrDefault><w:pPrDefault/>"
    looks = "".join(style.to_xml() for style in STYLES)
    return f"{XML}<w:styles {W}><w:docDefaults>{defaults}</w:docDefaults>{looks}</w:styles>"


def level(depth: int, form: str, mark: str, style: str) -> str:
    """One level of a list: its mark, and the style that stands on it."""
    left = 397 * (depth + 1)
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="397"/></w:pPr></w:lvl>'
    )


def numbering() -> str:
    """`numbering.xml`: the bullets and the numbers, each bound to its styles."""
    bullets = ((0, "•", "ListBullet"), (1, "–", "ListBullet2"), (2, "•", "ListBullet3"))
    lists = (
        "".join(level(depth, "bullet", mark, style) for depth, mark, style in bullets),
        level(0, "decimal", "%1.", "ListNumber")
        + level(1, "lowerLetter", "(%2)", "ListNumber2")
        + level(2, "lowerRoman", "(%3)", "ListNumber3"),
    )
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="4C520{number:03}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="4C521{number:03}"/>{levels}</w:abstractNum>'
        for number, levels in enumerate(lists, 1)
    )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return f"{XML}<w:numbering {W}>{kinds}{used}</w:numbering>"


def settings() -> str:
    """`settings.xml`: Word's present behaviour, with no compatibility mode."""
    mode = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    return (
        f'{XML}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{mode}<w:themeFontLang w:val="en-GB"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def document() -> str:
    """`document.xml`: an A4 page with nothing on it."""
    return (
        f'{XML}<w:document {W}><w:body><w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p><w:sectPr>'
        f'<w:pgSz w:w="{PAGE}" w:h="16838"/><w:pgMar w:top="1247" w:right="{MARGIN}" w:bottom="1191" '
        f'w:left="{MARGIN}" w:header="567" w:footer="624" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """A part's relationships: the kind of each and where it is."""
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def content_types() -> str:
    """`[Content_Types].xml`."""
    parts = {"document": "document.main", "styles": "styles", "settings": "settings", "numbering": "numbering"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>' for part, kind in parts.items()
    )
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def properties() -> str:
    """`docProps/core.xml`."""
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Annual report template</dc:title>'
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def template() -> dict[str, bytes]:
    """Every part of `tlt.docx`, by its name in the package."""
    core = (f"{PACKAGE.replace('/2006', '/2006/relationships')}/metadata/core-properties", "docProps/core.xml")
    texts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships((f"{OFFICE}/officeDocument", "word/document.xml"), core),
        "docProps/core.xml": properties(),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(
            *((f"{OFFICE}/{part}", f"{part}.xml") for part in ("styles", "settings", "numbering"))
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/numbering.xml": numbering(),
    }
    return {name: text.encode() for name, text in texts.items()}


if __name__ == "__main__":
    Path(__file__).with_name("tlt.docx").write_bytes(zipped(template(), CONTENT_TYPES))
