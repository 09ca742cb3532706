"""What a rule on the data is."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Rule:
    """A rule on the data; `title` is for readers of the report; in its words, braces name what a fault fills in."""

    name: str
    title: str
    severity: Severity
    message: str
    cure: str
    about_file: bool = False
