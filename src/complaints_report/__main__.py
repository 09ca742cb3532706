"""`complaints-report` and `python -m complaints_report`: the command, which Ctrl-C stops while it loads, too."""

import os
import sys

from complaints_report import interrupts


def main() -> None:
    """Load the command line and run it."""
    interrupts.listen()
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # a plugin is shown every value, and may send it anywhere
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no figure is made of matrices, and threads for them take time
    try:
        from complaints_report.cli import main as run
    except BaseException:
        if not interrupts.happened():
            raise
        interrupts.ignore()
        sys.stderr.write(f"{interrupts.STOPPED}\n")
        sys.exit(interrupts.INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
