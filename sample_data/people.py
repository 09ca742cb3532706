"""Who complains and how, in the invented complaints: no person, name or case is real."""

import random

from shapes import Case, in_year, pile
from targets import COMPLAINANTS, METHODS

LIKELIER = {  # complainant -> where they are found far more often than elsewhere
    "care leaver": ("Children in Care - Care Leavers",),
    "adopter": ("Adoption and Post-Order Support",),
    "adopted adult": ("Adoption and Post-Order Support",),
    "carer": ("Fostering", "Special Guardianship and Kinship Support"),
    "child or young person": ("Children in Care", "Independent Reviewing Service"),
}
ADULT_AGES = {"18 to 24": 5, "25 to 34": 28, "35 to 44": 33, "45 to 54": 17, "55 and over": 7}
OLDER_AGES = {"35 to 44": 12, "45 to 54": 35, "55 and over": 48}
AGES = {
    "child or young person": {"Under 16": 12, "16 to 17": 7},
    "care leaver": {"18 to 24": 1},
    "extended family": OLDER_AGES,
    "carer": OLDER_AGES,
}
NOT_SAID = "Prefer not to say"
GENDERS = {"Female": 62, "Male": 32, "Non-binary": 1, NOT_SAID: 3}
ETHNICITIES = {
    "White": 47,
    "Asian or Asian British": 21,
    "Black, Black British, Caribbean or African": 16,
    "Mixed or multiple ethnic groups": 8,
    "Other ethnic group": 3,
    NOT_SAID: 5,
}
DISABILITIES = {"No": 74, "Yes": 20, NOT_SAID: 4}
FIRST_NAMES = "Ada Bryn Cleo Dev Esme Farid Greta Hani Ines Jomo Kit Lena Milo Nia Otis Pia Rafi Suki Tam Zara"
LAST_NAMES = (
    "Applecart Bellweather Candlewick Dovetail Elderflower Foxglove Gooseberry Hazelnut Inkwell Jamjar "
    "Kettlewell Lanternby Mossbank Nutmeg Oakapple Pennywhistle Quillfeather Rainbarrel Sundial Thistledown"
)
WORKERS = ("Officer A", "Officer B", "Officer C", "Officer D")


def fill_people(rng: random.Random, cases: list[Case]) -> None:
    """Give every complaint its person, and those of the year the numbers aimed for."""
    ours = in_year(cases, 1)
    others = [case for case in cases if case not in ours]
    _deal_complainants(rng, ours)
    for case, method in zip(ours, pile(rng, METHODS), strict=True):
        case.person["method"] = method
    for case in others:
        case.person["complainant"] = rng.choices(("parent", "extended family", "advocate"), (7, 2, 1))[0]
        case.person["method"] = rng.choices(("email", "online form", "telephone"), (7, 2, 1))[0]
    for case in cases:
        _describe(rng, case)


def _deal_complainants(rng: random.Random, cases: list[Case]) -> None:
    """Deal the kinds of complainant, each first where it is likelier."""
    left = cases
    for kind, count in COMPLAINANTS.items():
        ranked = sorted(left, key=lambda case: _rank(rng, kind, case))
        for case in ranked[:count]:
            case.person["complainant"] = kind
        left = ranked[count:]


def _rank(rng: random.Random, kind: str, case: Case) -> float:
    """A random number, smaller where this kind of complainant is likelier."""
    likelier = {case.area, case.service} & set(LIKELIER.get(kind, ()))
    return rng.random() / (25 if likelier else 1)


def _describe(rng: random.Random, case: Case) -> None:
    """Add the name, the case worker and the answers about equality, some of them blank."""
    ages = AGES.get(case.person["complainant"], ADULT_AGES) | {NOT_SAID: 2}
    answers = {"age_band": ages, "gender": GENDERS, "ethnicity": ETHNICITIES, "disability": DISABILITIES}
    for column, choices in answers.items():
        answer = rng.choices(list(choices), list(choices.values()))[0]
        case.person[column] = "" if rng.random() < 0.05 else answer
    case.person["client"] = f"{rng.choice(FIRST_NAMES.split())} {rng.choice(LAST_NAMES.split())}"
    case.person["worker"] = rng.choice(WORKERS)
