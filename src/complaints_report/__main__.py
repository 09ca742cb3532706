"""`complaints-report` and `python -m complaints_report`: the command, which Ctrl-C stops while it loads, too."""

import os
import sys
from collections.abc import Callable

from complaints_report import garbage, interrupts


def main() -> None:
    """Load the command line and run it."""
    interrupts.listen()
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # a plugin is shown every value, and may send it anywhere
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no figure is made of matrices, and threads for them take time
    with garbage.rarely_collected():
        _loaded()()


def _loaded() -> Callable[[], None]:
    """The command line; it takes a moment to load, in which Ctrl-C is said in a line too."""
    try:
        from complaints_report.cli import main as run
    except BaseException:
        if not interrupts.happened():
            raise
        interrupts.ignore()
        sys.stderr.write(f"{interrupts.STOPPED}\n")
        sys.exit(interrupts.INTERRUPTED)
    return run


if __name__ == "__main__":
    main()
