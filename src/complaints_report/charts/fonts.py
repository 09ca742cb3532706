"""The files of a font: one that the machine has, by its name, or one that lies in the report folder."""

from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from matplotlib.font_manager import FontProperties, findSystemFonts, fontManager, get_font

SUFFIXES = (".ttf", ".otf")
LETTERS = set(map(chr, range(0x20, 0x7F)))
LISTED = 8
"""How many fonts are named where the one asked for is not there."""
REFUSED = (OSError, RuntimeError, NotImplementedError, ValueError)
"""What a file that is no font, or a font of pictures, is met with."""


class FontError(Exception):
    """There is no such font to draw with; its text says what there is."""


def font_files(name: str, folder: Path) -> tuple[Path, ...]:
    """The font's files, regular before bold where it has one."""
    paths = _in_folder(folder / name, folder) if name.lower().endswith(SUFFIXES) else _installed(name)
    for path in paths:
        if lacking := LETTERS - {chr(code) for code in get_font(path).get_charmap()}:
            raise FontError(f"the font {path.name} cannot write {' '.join(sorted(lacking)[:LISTED])}; name another")
    return paths


def _in_folder(path: Path, folder: Path) -> tuple[Path, ...]:
    if not path.is_file():
        there = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if _is_font(one))
        raise FontError(f"there is no file {path.name} in {path.parent}; {_what_there_is(path.name, there)}")
    family = _family(path)
    if not family:
        raise FontError(f"{path} is not a font that can be read; name another .ttf or .otf file")
    beside = [one for one in sorted(path.parent.iterdir()) if _is_font(one) and _family(one) == family]
    bold = [one for one in beside if one != path and get_font(one).style_name.lower() in ("bold", "semibold")]
    return (path, *bold[:1])


def _is_font(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.is_file()


def _family(path: Path) -> str:
    with suppress(*REFUSED):
        return str(get_font(path).family_name)
    return ""


def _installed(name: str) -> tuple[Path, ...]:
    families = _families()
    if name.casefold() not in families:
        _look_again()
        families = _families()
    if name.casefold() not in families:
        there = sorted(families.values(), key=str.casefold)
        raise FontError(f"this computer has no font called “{name}”; {_what_there_is(name, there)}")
    family = families[name.casefold()]
    wanted = (FontProperties(family=[family], weight=weight) for weight in ("normal", "bold"))
    return tuple(dict.fromkeys(Path(fontManager.findfont(one, fallback_to_default=False)) for one in wanted))


def _families() -> dict[str, str]:
    return {family.casefold(): family for family in fontManager.get_font_names()}


def _look_again() -> None:
    """Takes in the fonts that came to the machine since matplotlib last looked."""
    known = {Path(font.fname) for font in fontManager.ttflist}
    for path in sorted(set(map(Path, findSystemFonts())) - known):
        with suppress(*REFUSED):
            fontManager.addfont(path)


def _what_there_is(name: str, there: Sequence[str]) -> str:
    """The names nearest to the one asked for, or the first of all, and how many more there are."""
    if not there:
        return "there is no .ttf or .otf file in the folder"
    small = {one.casefold(): one for one in there}
    near = [small[one] for one in get_close_matches(name.casefold(), list(small))]
    named = near or there[:LISTED]
    more = f", and {len(there) - len(named)} more" if len(there) > len(named) else ""
    return f"there is {', '.join(named)}{more}"
