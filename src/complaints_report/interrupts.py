"""Ctrl-C, from the first line of a run to its last: it stops the work once, and never the clearing away after it.

So does whatever else asks a run to end: a window that is closed, a machine that shuts down, `kill`.
"""

import _thread
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130
"""The exit code of a run that Ctrl-C ended, or a window that was closed."""

STOPPED = "Stopped. Nothing was changed."
_CLEARING = 2.0
"""For how many seconds after it was pressed Ctrl-C is not heard again, so that what was begun is cleared away."""

_SOON = 0.05
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # Windows has no SIGHUP, and it alone has SIGBREAK
_SIGNALS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))


class _Pressed:
    """Whether and when Ctrl-C was pressed, as which signal, and whether it is too late or too early to stop."""

    at: float | None = None
    by: signal.Signals = signal.SIGINT
    is_refused = False
    is_deferred = False
    is_pending = False


def listen() -> None:
    """From here on Ctrl-C stops the run: once, however often it is pressed; not one that a script keeps from it."""
    for one in _SIGNALS:
        if signal.getsignal(one) is not signal.SIG_IGN:
            signal.signal(one, _stop)
            sys.unraisablehook = _not_lost


def refuse() -> None:
    """What was made goes to its place now: from here on the run goes to its end, and is done."""
    _Pressed.is_refused = True


@contextmanager
def deferred() -> Iterator[None]:
    """What takes a moment, and would leave something behind were it broken off: it is ended first."""
    _Pressed.is_deferred, before = True, _Pressed.is_deferred
    try:
        yield
    finally:
        _Pressed.is_deferred = before
        if _Pressed.is_pending and not before:
            _Pressed.is_pending = False
            _stop(_Pressed.by, None)


def ignore() -> None:
    """The run has ended: while Python closes down there is nothing left to stop."""
    for one in _SIGNALS:
        signal.signal(one, signal.SIG_IGN)


def happened() -> bool:
    """Whether Ctrl-C stopped the run, also where a library made another error of it."""
    return _Pressed.at is not None


def _stop(number: int, _frame: FrameType | None) -> None:
    if _Pressed.is_deferred:
        _Pressed.is_pending, _Pressed.by = True, signal.Signals(number)
        return
    now = time.monotonic()
    is_heard = _Pressed.at is None or now - _Pressed.at > _CLEARING
    if is_heard and not _Pressed.is_refused:
        _Pressed.at, _Pressed.by = now, signal.Signals(number)
        raise KeyboardInterrupt


def _not_lost(lost: "sys.UnraisableHookArgs") -> None:
    """Stop again where Python could not: it drops what is raised while it throws an object away.

    By a thread, since what is raised here would be dropped too.
    """
    if issubclass(lost.exc_type, KeyboardInterrupt):
        from threading import Timer

        again = Timer(_SOON, _press_again)
        again.daemon = True
        again.start()
    else:
        sys.__unraisablehook__(lost)


def _press_again() -> None:
    _Pressed.at = None
    _thread.interrupt_main(_Pressed.by)
