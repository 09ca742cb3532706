"""Which of our values one of an export most likely is: by its letters, by how it is cut short, by a word in it."""

import re
from difflib import get_close_matches

from complaints_report.intake.records.names import folded, plain
from complaints_report.intake.records.spellings import VALUES

_NEAR = 0.75
_HINTS = {
    "outcome": (
        ("withdrawn", r"withdr|w/?d\b|cancelled by compl"),
        ("outside jurisdiction", r"jurisdic|scope|remit|not accepted|ineligib|not eligib|declin|redirect|signpost"),
        (
            "partially upheld",
            r"\b(?:part|partial|partially|partly|some)\b.*(?:just|uph|found|subst|fault|accept)|in part",
        ),
        ("inconclusive", r"inconcl|no finding|undeterm|unable|unproven|not proven"),
        ("not upheld", r"(?:not|un|no)[- ]?(?:just|uph|found|subst|fault|valid|accept|confirm|proved)|reject|dismiss"),
        ("upheld", r"just|uph|found|subst|fault|valid|accept|confirm|proved"),
        ("resolved", r"resol|settl|mediat|closed|complet|agreed"),
    ),
    "method": (
        ("email", r"e-?mail"),
        ("online form", r"\bweb|online|portal|form\b|digital|app\b"),
        ("telephone", r"phone|\bcall|\btel|mobile|voice"),
        ("post", r"letter|post|mail\b|written"),
        ("in person", r"person|face|visit|meeting|recep|walk"),
    ),
    "complainant": (
        ("advocate", r"advoc"),
        ("care leaver", r"leaver|leaving care"),
        ("adopted adult", r"adopted adult|adult adopt"),
        ("adopter", r"adopt"),
        ("carer", r"carer|guardian|kinship|sgo"),
        ("extended family", r"grand|aunt|uncle|sibling|relative|family|cousin|nan\b"),
        ("parent", r"parent|mother|father|\bmum|\bdad|birth"),
        ("child or young person", r"child|young|\byp\b|\bcyp\b|looked after|\bcla\b|\blac\b|pupil|in care"),
        (
            "professional",
            r"profess|solicit|\bmps?\b|\bcllr|councillor|worker|school|police|health|legal|\biro\b|agency|\borg",
        ),
        ("other", r""),
    ),
    "procedure": (
        ("local", r"corporate|local|non[- ]?stat|council"),
        ("statutory", r"statut|children|\bact\b|\bcsc\b"),
    ),
    "extension_agreed": (
        ("no", r"^n|not|none"),
        ("yes", r"^y|agree|extended|grant|tick|\bx\b|true"),
    ),
}
"""Words that tell a value, those first that a later one would take too."""
_ALSO_CUT = {
    "outcome": {
        "wd": "withdrawn",
        "oj": "outside jurisdiction",
        "ooj": "outside jurisdiction",
        "upu": "partially upheld",
    }
}


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
    letters = plain(text)
    if len(letters) > 3 or column not in ("outcome", "procedure"):
        return ""
    if letters in _ALSO_CUT.get(column, {}):
        return _ALSO_CUT[column][letters]
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
    return next((code for code, hint in _HINTS.get(column, ()) if re.search(hint, said)), "")
