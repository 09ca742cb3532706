"""What an organisation decides of how all its charts look, and the looks that are in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

SECOND_TO_ONE = "#6F6F6F"
"""The grey that stands beside the only colour there is."""


@dataclass(frozen=True)
class Looks:
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


OURS = Looks()
_in_force: ContextVar[Looks] = ContextVar("looks")


def in_force() -> Looks:
    """The looks that charts are drawn with now."""
    return _in_force.get(OURS)


@contextmanager
def wearing(looks: Looks) -> Iterator[None]:
    """Draws every chart in these looks."""
    before = _in_force.set(looks)
    try:
        yield
    finally:
        _in_force.reset(before)
