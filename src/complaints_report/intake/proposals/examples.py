"""A few of the values below a heading, for a person to know the column by: dates, numbers and words of the field.

Nothing that may be free text or somebody's name is among them.
"""

import re
from collections import Counter
from datetime import date
from functools import cache

from complaints_report.intake.proposals.candidates import Headed, to_days
from complaints_report.intake.read.cells import Cell
from complaints_report.intake.records.names import folded, without_decimals
from complaints_report.intake.records.spellings import VALUES, YES_OR_NO
from complaints_report.intake.rules.printed_text import signs_in

_MOST_KINDS, _FEWEST, _LONGEST, _SHOWN = 30, 5, 40, 5
_NUMBER = re.compile(r"[A-Za-z]{0,6}[-/ ]?\d[\d/.: -]*")
_LIKE_A_NAME = re.compile(r"(?:[^\W\d_a-z]['’.]?[^\W\d_A-Z]*\.?(?:['’-][^\W\d_]+)?[ ,&/-]*)+")
_FIELD = re.compile(
    r"team|service|social|care|child|famil|foster|adopt|support|safeguard|assess|duty|hub|centre|school|educat|send"
    r"|looked after|leaver|disab|early help|referral|permanen|protection|assistant|residential|home|placement|court"
    r"|north|south|east|west|central|city|quality|contact|advoca|solicitor|officer|worker|complain|upheld|justif|substant|fault|found|agency"
)
"""Words that a service, an outcome or a kind of person has, and hardly anybody's name."""
_BETWEEN, _WORD = ("and", "of", "the", "in", "for", "to", "by", "on", "or", "not", "other", "with"), 3
_KNOWN = {folded(form) for codes in VALUES.values() for code, forms in codes.items() for form in (code, *forms)}
_WORDS = {word for form in _KNOWN for word in re.findall(r"[^\W\d_]{5,}", form)} - {"young", "child"}


@cache
def examples_of(headed: Headed) -> tuple[str, ...]:
    """The commonest values below a heading, each with its rows; none where they may say who somebody is."""
    counts = Counter[str]()
    for cell, rows in Counter(headed.cells).items():
        counts[_as_shown(cell)] += rows
    if not headed.is_of_days and not headed.is_of_references and len(counts) > _MOST_KINDS:
        return ()
    shown = [(text, rows) for text, rows in counts.most_common() if _may_be_shown(text, rows)]
    return tuple(f"{text} ({rows:,})" for text, rows in shown[:_SHOWN])


def may_be_a_name(text: str) -> bool:
    """Whether a text has the form of somebody's name and no word that tells otherwise."""
    return (
        folded(text) not in _KNOWN and bool(_LIKE_A_NAME.fullmatch(text.strip())) and not _FIELD.search(folded(text))
    ) and not text.isupper()


def _as_shown(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{to_days(cell)[0]:%d/%m/%Y}" if to_days(cell) else ""
    return " ".join(str(without_decimals(cell)).split())


def _may_be_shown(text: str, rows: int) -> bool:
    """Whether a value is made of digits, or is a short one that comes often and nobody is called."""
    if _NUMBER.fullmatch(text) or to_days(text):
        return not any(signs_in(text))
    is_common = rows >= _FEWEST and len(text) <= _LONGEST
    return is_common and not any(signs_in(text)) and _is_of_the_field(text)


def _is_of_the_field(text: str) -> bool:
    """Whether a text is one of the values known, or has a word of the field, and at most one of no such kind."""
    said = folded(text)
    if said in _KNOWN or said in YES_OR_NO or len(said) < _WORD:
        return True
    words = [word for word in re.findall(r"[^\W\d_]+", said) if len(word) > 1 and word not in _BETWEEN]
    known = [word for word in words if _FIELD.search(word) or word in _WORDS]
    return (bool(known) and len(words) - len(known) < _WORD - 1) or text.isupper()
