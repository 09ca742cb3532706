"""The cells of a workbook that we write: how each looks, and that none is taken for a formula or an error."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from complaints_report.safe_text import FORMULA_SIGNS, UNPRINTABLE

_MAY_BE_FORMULA = re.compile(rf"\s|[{FORMULA_SIGNS}]")
_TEXT_LENGTH = 32_767

_WRAPPED, _OVERFLOWING = Alignment("left", "top", wrap_text=True), Alignment("left", "top")
_EDGE = Side("medium")
_AT_FAULT = {
    "alignment": _WRAPPED,
    "font": Font("Calibri", 11, bold=True),
    "border": Border(_EDGE, _EDGE, _EDGE, _EDGE),
}
LOOKS: dict[str, dict[str, Any]] = {
    "": {"alignment": _WRAPPED},
    "error": {**_AT_FAULT, "fill": PatternFill("solid", "FFF4B6B0")},
    "warning": {**_AT_FAULT, "fill": PatternFill("solid", "FFFFF3CD")},
    "heading": {
        "alignment": _WRAPPED,
        "font": Font("Calibri", 11, bold=True),
        "fill": PatternFill("solid", "FFE3E7EC"),
    },
    "title": {"alignment": _OVERFLOWING, "font": Font("Calibri", 14, bold=True)},
    "line": {"alignment": _OVERFLOWING},
    "number": {"alignment": Alignment("right", "top")},
}
_FORMATS = {str: "@", date: "dd/mm/yyyy"}


class Entry(NamedTuple):
    """What a cell holds, which of the looks it has, and how Excel is to show a number, such as "0.0%"."""

    value: Any
    look: str = ""
    form: str = ""


def cut(text: str, length: int) -> str:
    """The text no longer than Excel allows, which counts most emoji twice."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")


@dataclass(frozen=True)
class Pen:
    """The cells of one sheet: one for each look, used again, since a sheet that is only written takes it at once."""

    sheet: Any
    looks: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: LOOKS)
    made: dict[tuple[type, str, bool, str], Cell] = field(default_factory=dict)

    def cells(self, entries: Iterable[Entry]) -> Iterator[Cell | None]:
        """The cells of a row, each good until the next is asked for."""
        for value, look, form in entries:
            yield None if value is None and not look else self._cell(value, look, form)

    def _cell(self, value: Any, look: str, form: str) -> Cell:
        text = cut(UNPRINTABLE.sub("", value), _TEXT_LENGTH) if isinstance(value, str) else ""
        cell = self._of(type(value), look, bool(_MAY_BE_FORMULA.match(text)), form)
        cell.value = (text or None) if isinstance(value, str) else value
        if text:  # openpyxl takes some texts for formulas or errors
            cell.data_type = "s"
        return cell

    def _of(self, kind: type, look: str, is_quoted: bool, form: str) -> Cell:
        """The cell of a look: one of its own where a text is marked as such, since openpyxl shares what it sets."""
        key = kind, look, is_quoted, form
        if key not in self.made:
            self.made[key] = WriteOnlyCell(self.sheet)
            styles = {
                **self.looks[look],
                "number_format": form or _FORMATS.get(kind, "General"),
                "quotePrefix": int(is_quoted),
            }
            for name, style in styles.items():
                setattr(self.made[key], name, style)
        return self.made[key]
