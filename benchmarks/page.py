"""The measurements in Markdown, and their place in a page of docs/ that people wrote the rest of."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.contests import Contest, Target
from benchmarks.timing import Result

BEGINS, ENDS = "<!-- measured: rewritten by `make {}` -->", "<!-- end of measured -->"
WAITS = 1.2
"""How many times the processors' seconds those by the clock may be before a program is taken to have waited."""

Results = Mapping[str, Result]


def put_in(page: Path, target: str, text: str) -> None:
    """Put what was measured between the marks of a page."""
    whole = page.read_text(encoding="utf-8")
    begins = BEGINS.format(target)
    before, _, rest = whole.partition(begins)
    after = rest.partition(ENDS)[2]
    page.write_text(f"{before}{begins}\n\n{text.strip()}\n\n{ENDS}{after}", encoding="utf-8", newline="")


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def verdicts(measured: Sequence[tuple[Contest, Results]]) -> str:
    """What was expected and what came of it."""
    rows = [_verdict(target, results) for contest, results in measured for target in contest.targets]
    return table(("what", "ours", "against", "ratio", "at most", ""), rows)


def _verdict(target: Target, results: Results) -> Sequence[str]:
    needed = [results[name] for name in (target.ours, target.other, *target.since) if name]
    for one in needed:
        if not one.runs:
            return target.what, "", one.name, "", "", f"not measured: {one.why_not}"
    if not target.other:
        return target.what, _memory(needed[0].peak), "", "", _memory(target.limit), met(needed[0].peak <= target.limit)
    return target.what, *_compared(target, results)


def _compared(target: Target, results: Results) -> Sequence[str]:
    pairs = zip((target.ours, target.other), target.since, target.rows, strict=True)
    mine, theirs = ((results[name].seconds - (results[less].seconds if less else 0)) / n for name, less, n in pairs)
    told = "told, not a target" if target.informs else met(mine <= target.limit * theirs)
    limit = f"{target.limit:.3g} ×" if target.limit else ""
    times = [f"{time * 1e6:.1f} µs" if target.rows != (1, 1) else f"{time:.2f} s" for time in (mine, theirs)]
    return times[0], f"{target.other}, {times[1]}", f"{mine / theirs:.3g} ×", limit, told


def met(is_met: bool) -> str:
    """The verdict in words."""
    return "met" if is_met else "**not met**"


def _memory(size: float) -> str:
    return f"{size / 1e9:.2f} GB"


def disturbed(measured: Sequence[tuple[Contest, Results]]) -> str:
    """A warning of the programs that something else on the machine held up, where there are any."""
    held_up = [
        f"`{one.name}` ({contest.title})" for contest, found in measured for one in found.values() if _waited(one)
    ]
    if not held_up:
        return ""
    return f"Held up by other work on the machine, so that their ratios cannot be relied on: {', '.join(held_up)}.\n"


def _waited(one: Result) -> bool:
    """Whether a program waited, by the median, for more than a sixth of its time: none of them waits by itself."""
    return bool(one.runs) and one.seconds > WAITS * one.cpu


def everything(measured: Sequence[tuple[Contest, Results]]) -> str:
    """Every program that ran, with what it took."""
    headings = ("program", "seconds, median", "least to most", "processor seconds", "most memory", "it says")
    rows = [_taken(result) for _, results in measured for result in results.values() if result.runs]
    return table(headings, rows)


def _taken(result: Result) -> Sequence[str]:
    least, most = result.range
    seconds = f"{result.seconds:.2f}", f"{least:.2f} to {most:.2f}", f"{result.cpu:.2f}"
    return f"`{result.name}`", *seconds, f"{result.peak / 1e6:,.0f} MB", _said(result)


def _said(result: Result) -> str:
    """The first line that checks and counts say: how many faults or rows they found."""
    said = result.runs[0].said
    return said if said.isdigit() or "error" in said else ""
