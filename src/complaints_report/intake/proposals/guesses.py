"""Which of our values one of an export most likely is: by its letters, by how it is cut short, by a word in it."""

import re
from difflib import get_close_matches

from complaints_report.intake.records.names import folded, normalised
from complaints_report.intake.records.spellings import ABBREVIATIONS, HINTS, VALUES

_NEAR = 0.75


def guessed(column: str, text: str) -> str:
    """Our value that a text most likely is, else nothing."""
    if column == "stage":
        numbers = re.findall(r"[123]", text)
        return numbers[0] if len(numbers) == 1 else ""
    return told_by_a_word(column, text) or near_spelled(column, text)


def told_by_a_word(column: str, text: str) -> str:
    """Our value that a text is the first letters of, or has a word of, else nothing."""
    return _cut_short(column, text) or _hinted(column, text)


def near_spelled(column: str, text: str) -> str:
    """Our value of which some spelling is near to a text, else nothing."""
    forms = {form: code for code, forms in VALUES.get(column, {}).items() for form in (code, *forms)}
    near = get_close_matches(folded(text), forms, n=1, cutoff=_NEAR)
    return forms[near[0]] if near else ""


def _cut_short(column: str, text: str) -> str:
    """Our value that a text is the first letters of, as "PU" is, where it is no other's."""
    letters = normalised(text)
    if len(letters) > 3 or column not in ("outcome", "procedure"):
        return ""
    if letters in ABBREVIATIONS.get(column, {}):
        return ABBREVIATIONS[column][letters]
    meant = {
        code
        for code, forms in VALUES[column].items()
        for form in (code, *forms)
        if "".join(word[0] for word in re.findall(r"\w+", folded(form))) == letters
    }
    own = {code for code in meant if "".join(word[0] for word in code.split()) == letters}
    return next(iter(own or meant)) if len(own or meant) == 1 else ""


def _hinted(column: str, text: str) -> str:
    said = folded(text)
    return next((code for code, hint in HINTS.get(column, ()) if re.search(hint, said)), "")
