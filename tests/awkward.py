"""Report folders that the sample is unlike: years in which everything rises, falls, stays, ties or is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HEADINGS = "reference,stage,procedure,received_on,responded_on,service,outcome,method,complainant"
MORE_HEADINGS = f"{HEADINGS},extension_agreed,panel_held_on,panel_report_on,age_band,gender"
ONE = "A1,1,statutory,2023-05-01,2023-05-10,Fostering,upheld,email,parent"
COVERS = '[data]\ncovers = ["2022/23", "2023/24"]\n'
WHOLE = '[data]\ncovers = ["2023/24"]\n'
AREAS = '[areas]\n"Children in Care" = ["Fostering", "Adoption"]\n"Safeguarding" = ["Duty Team"]\n'


def folder(path: Path, *rows: str, toml: str = WHOLE, headings: str = HEADINGS, **tables: str) -> Path:
    """A report folder with these rows of complaints, all of 2023/24 unless told otherwise, and other tables as CSV."""
    path.mkdir(exist_ok=True)
    (path / "report.toml").write_text('[organisation]\nname = "Example Trust"\n' + toml, encoding="utf-8")
    (path / "complaints.csv").write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Level:
    """How much there was of everything in one year: the three stages, and how many of each were what."""

    stages: tuple[int, int, int] = (12, 4, 2)
    upheld: int = 2
    late: int = 1
    post: int = 2
    children: int = 3
    extended: int = 1
    others: int = 4
    """Compliments, complaints to the Ombudsman and hundreds of referrals."""
    withdrawn: bool = False


def rows(year: int, level: Level) -> Iterator[str]:
    """The year's complaints: each later stage is of the first references, a month or two after the stage before."""
    services = ("Fostering", "Adoption", "Duty Team")
    for stage, number in enumerate(level.stages, 1):
        for place in range(number):
            day = f"{year}-{3 + 2 * stage:02d}-{1 + place % 5 + (stage == 3):02d}"
            answered = f"{year + 1}-03-15" if place < level.late else f"{year}-{3 + 2 * stage:02d}-{10 + stage}"
            panel = (f"{year}-09-08", f"{year}-09-10") if stage == 3 else ("", "")
            yield ",".join(
                (
                    f"{year}-{place}",
                    f"{stage}",
                    "local" if stage == 1 and place % 4 == 3 else "statutory",
                    day,
                    "" if level.withdrawn else answered,
                    services[place % 3],
                    "withdrawn" if level.withdrawn else "upheld" if place < level.upheld else "not upheld",
                    "post" if place < level.post else "email" if place % 2 else "online form",
                    "child or young person" if place < level.children else "parent" if place % 3 else "advocate",
                    "yes" if stage < 3 and place < level.extended else "no",
                    *panel,
                    "0 to 4" if place == 0 else "5 to 9" if place % 2 else "10 to 15",
                    "female" if place % 2 else "male",
                )
            )


def rich(path: Path, before: Level, now: Level) -> Path:
    """A folder with every table, and two years of it."""
    years = {2022: before, 2023: now}
    made = {
        "issues": ["reference,stage,category,sub_category,outcome"],
        "compliments": ["received_on,service,text,about,from,include"],
        "ombudsman": ["reference,referred_on,result,decided_on,service,concern,finding,remedy,payment"],
        "learning": ["year,stage,source,service,summary,actions,due_on,status"],
        "activity": ["year,referrals,assessments"],
    }
    for year, level in years.items():
        for place in range(level.stages[0]):
            theme = ("Communication,Not kept informed", "Staff conduct,Attitude", "Delay,Late reply")[place % 3]
            made["issues"].append(f"{year}-{place},1,{theme},{'upheld' if place < level.upheld else 'not upheld'}")
        for place in range(level.others):
            made["compliments"].append(f"{year}-06-0{1 + place % 9},Fostering,Thank you.,a worker,a parent,yes")
            result = "upheld" if place % 2 else "not upheld"
            made["ombudsman"].append(
                f"L{year}{place},{year}-07-01,{result},{year}-11-01,Fostering,Delay,It was late,,100"
            )
        made["activity"].append(f"{year}/{year % 100 + 1},{level.others * 100},{level.others * 50}")
    made["learning"].append("2023/24,1,A parent,Fostering,Letters were hard to read,New letters,2024-01-01,complete")
    made["learning"].append("2023/24,2,A parent,Adoption,Calls were not returned,A rota,2024-06-01,in progress")
    every = [*rows(2022, before), *rows(2023, now)]
    tables = {name: "\n".join(lines) + "\n" for name, lines in made.items()}
    return folder(path, *every, toml=COVERS + AREAS, headings=MORE_HEADINGS, **tables)


LESS = Level()
MORE = Level((24, 9, 5), upheld=9, late=3, post=6, children=9, extended=4, others=7)
NONE = Level((0, 0, 0), others=0)
FULL = Level((12, 4, 2), upheld=12, late=0, post=12, children=12, extended=12)

PLAIN = {
    "one-complaint": (ONE,),
    "one-not-answered": ("A1,1,local,2023-05-01,,Fostering,,post,advocate",),
    "all-withdrawn": (
        "A1,1,statutory,2023-05-01,,Fostering,withdrawn,,",
        "A2,1,statutory,2023-06-01,,Adoption,withdrawn,post,care leaver",
    ),
    "first-year-all-stages": (
        ONE,
        "A1,2,statutory,2023-07-03,2023-11-01,Fostering,partially upheld,,",
        "A1,3,statutory,2023-12-01,2024-02-01,Fostering,not upheld,,",
    ),
    "up-from-none": (
        "B1,1,local,2022-04-04,2022-04-20,Adoption,not upheld,email,parent",
        ONE,
        "A1,2,statutory,2023-07-03,2023-11-01,Fostering,partially upheld,,",
        "A2,1,statutory,2024-03-20,2024-04-20,Fostering,upheld,post,child or young person",
    ),
    "down-to-none": (
        "B1,1,statutory,2022-04-04,2022-04-20,Adoption,upheld,post,child or young person",
        "B1,2,statutory,2022-07-04,2022-09-20,Adoption,upheld,post,parent",
        "B1,3,statutory,2022-10-04,2022-12-20,Adoption,upheld,post,parent",
        "A2,1,local,2024-03-20,2024-04-20,Adoption,withdrawn,email,other",
    ),
    "only-stage-2": ("A1,2,statutory,2023-07-03,2023-11-01,Fostering,partially upheld,,",),
    "ties": tuple(f"T{n},1,statutory,2023-05-01,2023-05-30,Service {n % 9},upheld,email,parent" for n in range(18)),
    "ties-for-third": tuple(
        f"T{n},1,statutory,2023-05-01,2023-05-30,{service},upheld,email,parent"
        for n, service in enumerate(("Adoption",) * 5 + ("Fostering",) * 4 + ("Duty Team", "Leaving Care") * 2)
    ),
    "a-hundred-services": tuple(
        f"S{n},1,statutory,2023-05-01,2023-05-30,Service {n % 100 + 1},not upheld,email,parent" for n in range(150)
    ),
}
"""Complaints alone, by what is awkward about their year."""

RICH = {
    "all-up": (LESS, MORE),
    "all-down": (MORE, LESS),
    "level": (LESS, LESS),
    "zero-at-stages-2-and-3": (LESS, Level((12, 0, 0))),
    "nothing-timed": (LESS, Level(withdrawn=True)),
    "all-at-100-percent": (LESS, FULL),
    "a-fall-to-zero": (LESS, NONE),
}
"""Every table, and the year before beside the year."""

AWKWARD = (*PLAIN, *RICH)
MOST_UNLIKE = ("one-complaint", "up-from-none", "a-fall-to-zero")
"""Those that are least like the sample and each other."""


def awkward(name: str, path: Path) -> Path:
    """The folder of that name, made at the path."""
    if name in PLAIN:
        return folder(path, *PLAIN[name], toml="" if name.endswith("none") else WHOLE)
    return rich(path, *RICH[name])


# Part of a year

PUBLISHED_BEFORE = "year,metric,stage,value\n" + "".join(
    f"20{year}/{year + 1},{metric},{stage},{130 - year}\n"
    for year in range(16, 23)
    for metric, stage in (("received", 1), ("received", 2), ("by_post", 1), ("compliments", ""), ("referrals", ""))
)


def partly(path: Path) -> Path:
    """A folder with every table, and history, that has the complaints of 2023/24 until December alone."""
    made = rich(path, LESS, MORE)
    (made / "report.toml").write_text('[organisation]\nname = "Example Trust"\n' + AREAS, encoding="utf-8")
    headings, *rows = (made / "complaints.csv").read_text(encoding="utf-8").splitlines()
    now = [row for row in rows if row.startswith("2023-")]
    (made / "complaints.csv").write_text("\n".join([headings, *now]) + "\n", encoding="utf-8")
    issues = (made / "issues.csv").read_text(encoding="utf-8").splitlines()
    kept = [row for row in issues if not row.startswith("2022-")]
    (made / "issues.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    (made / "history.csv").write_text(PUBLISHED_BEFORE, encoding="utf-8")
    return made
