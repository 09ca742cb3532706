"""The measurements in Markdown, and their place in a page of docs/ that people wrote the rest of."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.contests import Contest, Target
from benchmarks.timing import Result

BEGINS, ENDS = "<!-- measured: rewritten by `make {}` -->", "<!-- end of measured -->"
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
    mine, other = results[target.ours], results.get(target.other)
    if not mine.runs or (other and not other.runs):
        failed = mine if not mine.runs or other is None else other
        return target.what, "", failed.name, "", "", f"not measured: {failed.why_not}"
    if other is None:
        return target.what, _memory(mine.peak), "", "", _memory(target.limit), met(mine.peak <= target.limit)
    ratio = mine.seconds / target.rows[0] / (other.seconds / target.rows[1])
    told = "told, not a target" if target.informs else met(ratio <= target.limit)
    limit = f"{target.limit:.3g} ×" if target.limit else ""
    return target.what, f"{mine.seconds:.2f} s", f"{other.name}, {other.seconds:.2f} s", f"{ratio:.3g} ×", limit, told


def met(is_met: bool) -> str:
    """The verdict in words."""
    return "met" if is_met else "**not met**"


def _memory(size: float) -> str:
    return f"{size / 1e9:.2f} GB"


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
