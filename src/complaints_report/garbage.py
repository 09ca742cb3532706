"""How rarely a run looks for garbage: Python would go through all that is there again and again, and find nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 500_000
"""More objects than a small run makes; so many that nothing holds any more take some tens of megabytes."""


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Let Python look for garbage every so many objects, not every 700, and not once more as it ends.

    The modules and rows that a run makes live to its end: going through them takes a fifth of the time of a small run.
    """
    gc.set_threshold(_MANY)
    try:
        yield
    finally:
        gc.freeze()
