"""Whether numbers can hang together: a share of whole numbers, and parts of a whole."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from complaints_report.document.tokens import Token
from complaints_report.metrics.figure import half_up

_FEW = 1000


def gives(share: Decimal, places: int, some: int, whole: int) -> bool:
    """Whether a share is that of some of a whole, halves rounded either way."""
    exact = Fraction(some * 100, whole)
    return abs(Fraction(share) - exact) < Fraction(1, 10**places) and (
        half_up(exact, places) == share or abs(Fraction(share) - exact) == Fraction(1, 2 * 10**places)
    )


def possible(share: Token, whole: int) -> bool:
    """Whether any whole number out of so many comes to a share; of many, every share is taken for possible."""
    if share.value is None or not 0 < whole <= _FEW:
        return True
    near = int(Fraction(share.value) * whole / 100)
    return any(gives(share.value, share.places, some, whole) for some in (near, near + 1) if 0 <= some <= whole)


def make_up(parts: Sequence[int], whole: int) -> bool:
    """Whether parts add up to a whole, or miss so much of it that they may not be all of its parts."""
    missing = whole - sum(parts)
    return missing == 0 or missing >= max(1, sorted(parts)[len(parts) // 2])
