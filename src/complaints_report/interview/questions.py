"""A question to a person: what is asked, the answers there are, and what each puts into the settings."""

from collections.abc import Callable
from dataclasses import dataclass

from complaints_report.settings_lines import SettingLine


@dataclass(frozen=True)
class Choice:
    """An answer that a person may give: its words, examples to know it by, and the settings that it makes.

    `opens` is the name under which it asks for further questions.
    """

    words: str
    lines: tuple[SettingLine, ...] = ()
    examples: tuple[str, ...] = ()
    opens: str = ""


LATER = Choice("Later: leave it open")


def in_no_words(_: str) -> Choice | None:
    """No answer: the question takes none but its numbers."""
    return None


@dataclass(frozen=True)
class Question:
    """What is asked, by a name that no other question has; the answers, of which one is proposed.

    `told` are lines to know before answering; `typed` makes an answer of what was typed instead of a number, and
    `wanted` says what may be. Where there are no choices, the proposal is a text.
    """

    name: str
    words: str
    choices: tuple[Choice, ...] = ()
    proposed: int = 0
    told: tuple[str, ...] = ()
    typed: Callable[[str], Choice | None] = in_no_words
    wanted: str = ""
    proposed_text: str = ""


Ask = Callable[[Question, int, int], Choice]
"""Put a question to a person, told as which of how many, and take the answer."""


@dataclass(frozen=True)
class Person:
    """Somebody who can be asked: a question, told something, and asked whether all is right."""

    ask: Ask
    tell: Callable[[str], None]
    agrees: Callable[[str], bool]
