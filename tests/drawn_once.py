"""Charts drawn once in a process for all tests that build with the same numbers; tests/charts holds the drawing."""

from pathlib import Path

from complaints_report.charts import Drawing, style
from complaints_report.charts.theme import theme_in_force

drawn_anew = style.save_picture
_DRAWN: dict[tuple[object, ...], tuple[tuple[float, float], list[bytes]]] = {}


def drawn_once(drawing: Drawing, title: str, *paths: Path, with_text: bool = False) -> tuple[float, float]:
    """What `style.save_picture` writes and returns; nothing is drawn twice of the same rows and words."""
    kinds = tuple(path.suffix.lower() for path in paths)
    key = (title, drawing.columns, drawing.rows, drawing.alt, theme_in_force(), with_text, kinds)
    if key not in _DRAWN:
        size = drawn_anew(drawing, title, *paths, with_text=with_text)
        _DRAWN[key] = size, [path.read_bytes() for path in paths]
    size, pictures = _DRAWN[key]
    for path, picture in zip(paths, pictures, strict=True):
        path.write_bytes(picture)
    return size
