"""Charts drawn once for all tests and commands that build with the same numbers; tests/charts holds the drawing."""

import os
import pickle
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from complaints_report.charts import Drawing, style
from complaints_report.charts.theme import theme_in_force

drawn_anew = style.save_picture


@dataclass(frozen=True)
class DrawnOnce:
    """Pictures by all that they depend on, in a folder that every worker and every command of a test shares."""

    folder: Path

    def save_picture(self, drawing: Drawing, title: str, *paths: Path, with_text: bool = False) -> tuple[float, float]:
        """What `style.save_picture` writes and returns; nothing is drawn twice of the same rows and words."""
        kinds = tuple(path.suffix.lower() for path in paths)
        key = (title, drawing.columns, drawing.rows, drawing.alt, theme_in_force(), with_text, kinds)
        kept = self.folder / sha256(repr(key).encode()).hexdigest()
        if not kept.exists():
            size = drawn_anew(drawing, title, *paths, with_text=with_text)
            making = kept.with_suffix(f".{os.getpid()}")
            making.write_bytes(pickle.dumps((size, [path.read_bytes() for path in paths])))
            making.rename(kept)
        size, pictures = pickle.loads(kept.read_bytes())
        for path, picture in zip(paths, pictures, strict=True):
            path.write_bytes(picture)
        return size
