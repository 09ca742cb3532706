"""The theme of all charts: the colours and the font that an organisation chose, or ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

SECOND_TO_ONE = "#6F6F6F"
"""The grey that stands beside the only colour there is."""


@dataclass(frozen=True)
class Theme:
    """The colours of the charts in order and the files of their font, regular before bold; ours where empty."""

    colours: tuple[str, ...] = ()
    fonts: tuple[Path, ...] = ()

    @property
    def palette(self) -> tuple[str, ...]:
        """At least four colours: one for each stage, then the one that stands beside the first."""
        if len(self.colours) > 3:
            return self.colours
        second = self.colours[1] if self.colours[1:] else SECOND_TO_ONE
        return (*(self.colours * 3)[:3], second)


_OURS = Theme()
_in_force: ContextVar[Theme] = ContextVar("theme")


def theme_in_force() -> Theme:
    """The theme that charts are drawn in now."""
    return _in_force.get(_OURS)


@contextmanager
def themed(theme: Theme) -> Iterator[None]:
    """Draws every chart in this theme."""
    before = _in_force.set(theme)
    try:
        yield
    finally:
        _in_force.reset(before)
