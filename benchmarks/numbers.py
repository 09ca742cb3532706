"""Numbers of a document: others written like them, and the paragraphs that they stand in."""

import random
from decimal import Decimal

from complaints_report.document.places import Place

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def other(number: str, chance: random.Random) -> str:
    """Another number written like a number: off by one to thirty of its last place, never below nothing."""
    digits = number.strip("£%").replace(",", "")
    places = len(digits.partition(".")[2])
    by = Decimal(chance.randint(1, 30 if places else 5)).scaleb(-places)
    value = Decimal(digits) + (by if Decimal(digits) < by or chance.random() < 0.5 else -by)
    return f"{'£' * number.startswith('£')}{value:,}{'%' * number.endswith('%')}"


def paragraph_of(place: Place | None) -> int:
    """Which paragraph of the body a place is in; -1 for a note's."""
    if place is None or place.element.getroottree().getroot().tag != f"{W}document":
        return -1
    paragraphs = list(place.element.getroottree().getroot().iter(f"{W}p"))
    return paragraphs.index(next(place.element.iter(f"{W}p")))
