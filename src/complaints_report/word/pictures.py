"""Charts on the page: the PNG that every Word shows, the SVG that newer ones draw sharp, and the alt text."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm, Length

from complaints_report.report.blocks import PictureFile
from complaints_report.safe_text import printable
from complaints_report.word.ooxml import Element, make
from complaints_report.word.template import WordTemplate

SVG_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{}"/>'
    "</a:ext></a:extLst>"
)


def drawing(name: str, picture: PictureFile, number: int, template: WordTemplate) -> Element:
    """A run that shows a picture; `number` is the drawing's own in the document."""
    part = template.word.part
    width, height = fitted(picture, template.width, template.height)
    inline = part.new_pic_inline(str(picture.png), width, height)
    for properties in inline.xpath("./wp:docPr | .//pic:cNvPr"):
        properties.set("id", str(number))
        properties.set("name", name)
        properties.set("descr", printable(picture.alt))
    svg = Part(PackURI(f"/word/media/vector{number}.svg"), "image/svg+xml", picture.svg.read_bytes(), part.package)
    link = part.relate_to(svg, RELATIONSHIP_TYPE.IMAGE)
    inline.xpath(".//a:blip")[0].append(parse_xml(SVG_EXTENSION.format(link)))
    return make("r", make("drawing", inline))


def fitted(picture: PictureFile, widest: Length, tallest: Length) -> tuple[Length, Length]:
    """The picture's size on the page, made smaller where the template's page asks for it."""
    scale = min(1, widest.cm / picture.width_cm, tallest.cm / picture.height_cm)
    return Cm(picture.width_cm * scale), Cm(picture.height_cm * scale)
