"""What is measured against what, and how much more or less it may take."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import Program

HERE = Path(__file__).parent
REPORT = "output/2023-24/report-2023-24.docx"
GIGABYTE = 10**9


@dataclass(frozen=True)
class Target:
    """At most so many times what another program takes, or so many bytes where there is none.

    `rows` are the rows that ours and the other one read, where the time for each row is compared; `since` are the
    programs whose time is taken off first, where only further rows count. A target that only `informs` is nobody's
    promise.
    """

    what: str
    ours: str
    other: str
    limit: float
    rows: tuple[int, int] = (1, 1)
    since: tuple[str, str] = ("", "")
    informs: bool = False


@dataclass(frozen=True)
class Contest:
    """Programs that run in turn with one another, and what is expected of them."""

    title: str
    programs: tuple[Program, ...]
    targets: tuple[Target, ...]
    rounds: int
    warm: bool = True


@dataclass(frozen=True)
class Sizes:
    """How many rows the inputs have."""

    many: int = 1_000_000
    some: int = 100_000
    few: int = 10_000
    workbook: int = 100_000


@dataclass(frozen=True)
class Inputs:
    """Where the inputs are."""

    folder: Path
    sizes: Sizes

    @property
    def sample(self) -> Path:
        """The sample's folder, with its report built."""
        return self.folder / "sample"

    @property
    def changed(self) -> Path:
        """The same with one compliment fewer than the report tells of."""
        return self.folder / "changed"

    def rows(self, count: int) -> Path:
        """The folder of so many complaints."""
        return self.folder / f"rows-{count}"

    @property
    def workbook(self) -> Path:
        """The folder whose complaints are a workbook."""
        return self.folder / "workbook"


def ours(name: str, *words: object, codes: tuple[int, ...] = (0,)) -> Program:
    """One of our own commands, as a person calls it."""
    script = shutil.which("complaints-report", path=str(Path(sys.executable).parent))
    begins = (script,) if script else (sys.executable, "-m", "complaints_report")
    return Program(name, (*begins, *map(str, words)), codes)


def imports(names: str) -> Program:
    """Python with these packages imported, and nothing else done."""
    return Program(f"import {names}", (sys.executable, "-c", f"import {names}"))


def peer(name: str, script: str, *words: object) -> Program:
    """One of the scripts of `peers/`."""
    return Program(name, (sys.executable, str(HERE / "peers" / f"{script}.py"), *map(str, words)))


def contests(given: Inputs) -> list[Contest]:
    """All of them, the quick ones first."""
    small = [starting(), on_sample(given), one_chart(given), whole_report(given), public_edition(given)]
    return [*small, documents(given), workbook(given), by_row(given), many_rows(given)]


def starting() -> Contest:
    """The commands that read no data."""
    base = imports("typer, pydantic")
    programs = (ours("--help", "--help"), ours("metrics", "metrics"), base)
    targets = tuple(Target(f"`{one.name}`", one.name, base.name, 1.3) for one in programs[:2])
    return Contest("Commands that read no data", programs, targets, rounds=11)


def on_sample(given: Inputs) -> Contest:
    """The commands that read the sample and draw nothing."""
    base = imports("pandas, pydantic")
    programs = (ours("check", "check", "-f", given.sample), ours("figures", "figures", "-f", given.sample), base)
    targets = tuple(Target(f"`{one.name}` of the sample", one.name, base.name, 1.4) for one in programs[:2])
    return Contest("The sample checked and counted", programs, targets, rounds=9)


def one_chart(given: Inputs) -> Contest:
    """One chart of the sample."""
    drawn = ours("chart volumes", "chart", "volumes", "-f", given.sample, "-o", given.folder / "volumes.png")
    numbers = given.sample / "output" / "2023-24" / "charts" / "volumes.csv"
    bare = peer("a bare script, one chart", "bare_chart", numbers, given.folder / "bare.png")
    target = Target("`chart volumes`", drawn.name, bare.name, 1.4)
    return Contest("One chart", (drawn, bare), (target,), rounds=7)


def whole_report(given: Inputs) -> Contest:
    """The sample's report."""
    built = ours("build", "build", "--force", "-f", given.sample)
    bare = peer("a bare script, a report", "bare_report", given.folder / "shape.json", given.folder / "bare")
    target = Target("`build` of the sample", built.name, bare.name, 1.4)
    return Contest("The report", (built, bare), (target,), rounds=5)


def public_edition(given: Inputs) -> Contest:
    """The sample's edition for the public, without its PDF: what that is checked with is not installed here."""
    published = ours("publish", "publish", "-f", given.sample)
    built = ours("build", "build", "--force", "-f", given.sample)
    target = Target("`publish` of the sample, without the PDF", published.name, built.name, 1.5)
    return Contest("The public's edition", (published, built), (target,), rounds=5)


def documents(given: Inputs) -> Contest:
    """A built report held to the data, and brought up to them."""
    report, to = given.sample / REPORT, given.folder / "refreshed.docx"
    counted = ours("figures", "figures", "-f", given.sample)
    verified = ours("verify", "verify", report, "-f", given.sample)
    refreshed = ours("refresh", "refresh", report, "-f", given.sample, "-o", to)
    changed = ours("refresh, one compliment fewer", "refresh", report, "-f", given.changed, "-o", to)
    targets = (
        Target("`verify` of a built report", verified.name, counted.name, 1.5),
        Target("`refresh` of a built report", refreshed.name, counted.name, 1.5),
        Target("`refresh` where one chart changes", changed.name, counted.name, 0, informs=True),
    )
    return Contest("A built report", (verified, refreshed, changed, counted), targets, rounds=5)


def workbook(given: Inputs) -> Contest:
    """A workbook of many rows."""
    rows = given.sizes.workbook
    checked = ours("check, .xlsx", "check", "-f", given.workbook, codes=(1,))
    read = peer("openpyxl, read only", "openpyxl_read", given.workbook / "complaints.xlsx")
    target = Target(f"`check` of {rows:,} rows of .xlsx", checked.name, read.name, 1 / 5)
    return Contest(f"A workbook of {rows:,} rows", (checked, read), (target,), rounds=3)


def by_row(given: Inputs) -> Contest:
    """The peers that take each row for itself, on fewer rows for the time they take."""
    rows = given.sizes.some
    checked = _check(given, rows)
    frictionless = peer("frictionless", "frictionless_check", _csv(given, rows), given.folder / "frictionless.csv")
    typed = peer("pandera, typed columns", "pandera_check", _csv(given, rows), given.folder / "typed.csv", "typed")
    what = f"`check` of {rows:,} rows"
    targets = (
        Target(what, checked.name, frictionless.name, 1 / 12),
        Target(what, checked.name, typed.name, 1 / 2, informs=True),
    )
    return Contest(f"{rows:,} rows", (checked, frictionless, typed), targets, rounds=3, warm=False)


def many_rows(given: Inputs) -> Contest:
    """As many rows as a national collation has, and how the time grows up to it."""
    many = given.sizes.many
    few, some, checked = (_check(given, rows) for rows in (given.sizes.few, given.sizes.some, many))
    counted = ours("figures --draft", "figures", "--draft", "-f", given.rows(many))
    pandera = peer("pandera, checks on texts", "pandera_check", _csv(given, many), given.folder / "texts.csv", "texts")
    polars = peer("polars, reading alone", "polars_read", _csv(given, many))
    what = f"`check` of {many:,} rows"
    targets = (
        Target(what, checked.name, pandera.name, 1 / 2),
        Target(what, checked.name, "", 1.5 * GIGABYTE),
        Target(f"`figures` of {many:,} rows", counted.name, checked.name, 2),
        *_growth(given.sizes, few.name, some.name, checked.name),
        Target(what, checked.name, polars.name, 0, informs=True),
    )
    return Contest(f"{many:,} rows", (checked, counted, pandera, polars, few, some), targets, rounds=3, warm=False)


def _growth(sizes: Sizes, few: str, some: str, many: str) -> tuple[Target, Target]:
    """The time for each row, of all the rows and then of the further rows alone, without what any run takes."""
    rows = sizes.many - sizes.some, sizes.some - sizes.few
    return (
        Target(f"growth from {sizes.few:,} rows, for each row", many, few, 1.2, rows=(sizes.many, sizes.few)),
        Target("growth, for each further row", many, some, 1.2, rows=rows, since=(some, few), informs=True),
    )


def _check(given: Inputs, rows: int) -> Program:
    return ours(f"check, {rows:,} rows", "check", "-f", given.rows(rows), codes=(1,))


def _csv(given: Inputs, rows: int) -> Path:
    return given.rows(rows) / "complaints.csv"
