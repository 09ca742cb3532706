"""An organisation's own colours and font: in every chart, readable, and said plainly where they will not do."""

import json
import shutil

import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from complaints_report.build import build_report
from complaints_report.charts import CHARTS, save_chart
from complaints_report.charts.style import FontError, drawable, font_files, styled, width_of
from complaints_report.charts.theme import Theme, themed
from complaints_report.colours import contrast
from complaints_report.errors import SettingsError
from complaints_report.package_data import package_file
from complaints_report.run import open_folder
from complaints_report.settings_file import load_settings
from tests.charts.test_pictures import collisions
from tests.conftest import TODAY

BUNDLED = package_file("templates", "fonts")
PALE = ("#D0498F", "#0B8A7D", "#8C6BB1", "#C75B12")
HEADINGS = "reference,stage,procedure,received_on,responded_on,service,outcome,method,complainant"
ONE = "A1,1,statutory,2023-05-01,2023-05-10,Fostering,upheld,email,parent"


@pytest.fixture
def folder(tmp_path):
    def make(toml):
        (tmp_path / "report.toml").write_text(f'[organisation]\nname = "Example Trust"\n{toml}', encoding="utf-8")
        (tmp_path / "complaints.csv").write_text(f"{HEADINGS}\n{ONE}\n", encoding="utf-8")
        return tmp_path

    return make


def a_font(path, name="LiberationSans-Bold.ttf"):
    return shutil.copy(BUNDLED / name, path)


def colours_of(name, table, *colours):
    """The colours of the lines or bars on each of a chart's panels."""
    with themed(Theme(colours)):
        plots = CHARTS[name].drawing(table).draw().axes
    return [list(dict.fromkeys(to_hex(colour).upper() for colour in drawn_in(plot))) for plot in plots]


def drawn_in(plot):
    return [bar.get_facecolor() for bar in plot.patches] + [line.get_color() for line in plot.lines]


@pytest.mark.parametrize(
    ("given", "stages", "two"),
    [
        (("#801650",), ["#801650", "#801650", "#801650"], ["#801650", "#6F6F6F"]),
        (("#801650", "#12436D"), ["#801650", "#12436D", "#801650"], ["#801650", "#12436D"]),
        (("#801650", "#12436D", "#3D3D3D"), ["#801650", "#12436D", "#3D3D3D"], ["#801650", "#12436D"]),
        (PALE, list(PALE[:3]), [PALE[0], PALE[3]]),
    ],
)
def test_colours_are_taken_in_order_and_two_series_never_share_one(given, stages, two, rich):
    for name in ("volumes", "themes"):
        assert colours_of(name, rich, *given) == [[stage] for stage in stages]
    for name in ("ratios", "escalation", "timeliness"):
        assert colours_of(name, rich, *given) == [two]


@pytest.mark.parametrize("name", list(CHARTS))
def test_words_are_dark_whatever_the_colours_are(name, rich):
    with themed(Theme(PALE)):
        picture = CHARTS[name].drawing(rich).draw()
    colours = {to_hex(text.get_color()) for text in picture.findobj(Text) if text.get_text()}
    assert all(contrast(colour[1:]) >= 4.5 for colour in colours)


@pytest.mark.parametrize("name", list(CHARTS))
def test_a_wider_font_has_room(name, rich):
    with themed(Theme(fonts=font_files("DejaVu Sans", BUNDLED))):
        assert collisions(CHARTS[name].drawing(rich).draw()) == []


def test_a_theme_ends_where_it_is_set_and_the_pictures_differ(rich, tmp_path):
    plain, own, again = (tmp_path / f"{name}.svg" for name in ("plain", "own", "again"))
    save_chart("ratios", CHARTS["ratios"].drawing(rich), plain)
    with themed(Theme(("#801650",), (BUNDLED / "LiberationSans-Bold.ttf",))):
        save_chart("ratios", CHARTS["ratios"].drawing(rich), own)
    save_chart("ratios", CHARTS["ratios"].drawing(rich), again)
    assert plain.read_bytes() == again.read_bytes() != own.read_bytes()
    assert "#801650" in own.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_font_gives_the_same_bytes_wherever_the_folder_is(suffix, rich, tmp_path):
    written = []
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        a_font(tmp_path / name / "Own.ttf")
        with themed(Theme(fonts=font_files("Own.ttf", tmp_path / name))):
            save_chart("methods", CHARTS["methods"].drawing(rich), tmp_path / f"{name}{suffix}")
        written.append((tmp_path / f"{name}{suffix}").read_bytes())
    assert written[0] == written[1]


def test_a_file_of_the_folder_is_drawn_with_and_its_bold_beside_it(tmp_path):
    a_font(tmp_path / "Own.ttf", "LiberationSans-Regular.ttf")
    assert font_files("Own.ttf", tmp_path) == (tmp_path / "Own.ttf",)
    a_font(tmp_path / "Own-Bold.ttf")
    files = font_files("Own.ttf", tmp_path)
    assert files == (tmp_path / "Own.ttf", tmp_path / "Own-Bold.ttf")
    with themed(Theme(fonts=files)), styled():
        regular, bold = width_of("Complaints"), width_of("Complaints", weight="bold")
    assert regular < bold
    with themed(Theme(fonts=files[1:])), styled():
        assert width_of("Complaints") == bold


def test_a_font_is_found_by_name_in_any_case():
    assert [path.name for path in font_files("dejavu sans", BUNDLED)] == ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]


def test_letters_that_the_font_lacks_are_shown_as_a_box(rich):
    with themed(Theme(fonts=font_files("DejaVu Sans", BUNDLED))), styled():
        assert drawable("中文 service") == "□□ service"


def test_a_font_that_is_not_there_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(FontError, match=r"no font called “Dejavu Sanz”; there is DejaVu Sans.*, and \d+ more$"):
        font_files("Dejavu Sanz", tmp_path)
    with pytest.raises(FontError, match=r"there is no \.ttf or \.otf file in the folder$"):
        font_files("Own.ttf", tmp_path)
    a_font(tmp_path / "Other.otf")
    with pytest.raises(FontError, match=r"there is no file Own\.ttf in .*; there is Other\.otf$"):
        font_files("Own.ttf", tmp_path)


def test_what_is_no_font_or_has_no_letters_is_refused(tmp_path):
    (tmp_path / "Own.ttf").write_bytes(b"words")
    with pytest.raises(FontError, match=r"Own\.ttf is not a font that can be read"):
        font_files("Own.ttf", tmp_path)
    with pytest.raises(FontError, match=r"cannot write .*; name another$"):
        font_files("STIXNonUnicode", tmp_path)


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        ('["#12436D", "#FFDD00"]', "'#FFDD00' is too pale on white: its contrast is 1.3:1, and charts need 3:1"),
        ('["blue"]', "'blue' is not a colour; write # and six digits from 0 to 9 and A to F, as in '#12436D'."),
        ("[]", "there are 0 colours; give one to six, or leave the line out."),
        (str(["#12436D"] * 7), "there are 7 colours; give one to six, or leave the line out."),
    ],
)
def test_colours_that_will_not_do_are_refused_with_the_line(folder, colours, said):
    with pytest.raises(SettingsError) as stopped:
        load_settings(folder(f"[charts]\ncolours = {colours}\n"))
    assert ", line 4: [charts" in str(stopped.value)
    assert said in str(stopped.value)


def test_a_colour_just_short_of_enough_is_not_rounded_up(folder):
    assert contrast("959595") > 2.95
    with pytest.raises(SettingsError, match=r"'#959595' is too pale on white: its contrast is 2\.9:1"):
        load_settings(folder('[charts]\ncolours = ["#959595"]\n'))


def test_a_report_is_built_in_the_theme_and_the_font_is_on_record(folder):
    made = folder('[charts]\ncolours = ["#801650"]\nfont = "Own.ttf"\n')
    a_font(made / "Own.ttf")
    build_report(open_folder(made, TODAY), "2023/24", draft=False, force=False)
    assert "#801650" in (made / "output" / "2023-24" / "charts" / "methods.svg").read_text(encoding="utf-8")
    inputs = json.loads((made / "output" / "2023-24" / "run.json").read_text(encoding="utf-8"))["inputs"]
    assert [len(one["sha256"]) for one in inputs if one["file"] == "Own.ttf"] == [64]


def test_one_chart_is_drawn_in_the_theme_or_refused_in_one_line(folder, command):
    made = folder('[data]\ncovers = ["2023/24"]\n[charts]\ncolours = ["#801650"]\n')
    done = command("chart", "methods", "-f", made, "-o", made / "m.svg")
    assert (done.returncode, done.stderr) == (0, "")
    assert "#801650" in (made / "m.svg").read_text(encoding="utf-8")
    folder('[charts]\nfont = "No Such Face"\n')
    done = command("chart", "methods", "-f", made, "-o", made / "n.svg")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert (
        "report.toml, line 4: [charts] font: this computer has no font called “No Such Face”; there is " in done.stderr
    )
    assert not (made / "n.svg").exists()
