"""An invented folder of two years, whose numbers are unlike each other, and documents held to it."""

import random
from datetime import date, timedelta

import pytest

from complaints_report.run import open_folder
from complaints_report.verify import verified
from tests.awkward import COVERS, folder
from tests.conftest import TODAY

STAGES = {2022: (214, 61, 19), 2023: (263, 74, 27)}
SERVICES = {"Kinship Team": 9, "Short Breaks": 5, "Intake": 13, "Leaving Care": 3, "Placements": 7}
OUTCOMES = {"upheld": 4, "partially upheld": 6, "not upheld": 9, "inconclusive": 1, "withdrawn": 1}
METHODS = {"email": 9, "online form": 5, "telephone": 3, "post": 2}
WHO = {"parent": 8, "child or young person": 3, "advocate": 2, "foster carer": 2}
AREAS = '[areas]\n"At Home" = ["Kinship Team", "Short Breaks", "Intake"]\n"Away" = ["Leaving Care", "Placements"]\n'

BESIDE = "At stage 1, 127 complaints came by email, 67 by online form and 25 by post. Foster carers made 37 of them."


def complaints(chance):
    """The complaints of both years, at each stage those of the first references."""
    for year, stages in STAGES.items():
        for stage, number in enumerate(stages, 1):
            for place in range(number):
                day = date(year, 4, 3) + timedelta(days=(place * 7) % 320)
                after = timedelta(days=chance.choice((6, 11, 17, 24, 27, 33, 48, 64, 91)))
                some = [chance.choices([*one], [*one.values()])[0] for one in (SERVICES, OUTCOMES, METHODS, WHO)]
                procedure = "local" if stage == 1 and place % 5 == 2 else "statutory"
                yield f"{year}-{place},{stage},{procedure},{day},{day + after},{','.join(some)}"


def others():
    """The compliments and the activity of both years."""
    thanks = [f"{year}-06-0{1 + place % 9},Intake,,,," for year, of in ((2022, 96), (2023, 81)) for place in range(of)]
    return {
        "compliments": "\n".join(["received_on,service,text,about,from,include", *thanks]) + "\n",
        "activity": "year,referrals,assessments\n2022/23,5213,3407\n2023/24,5634,3781\n",
    }


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """Its data: 263, 74 and 27 complaints at the stages, after 214, 61 and 19."""
    rows = complaints(random.Random(11))
    path = folder(tmp_path_factory.mktemp("evidence") / "folder", *rows, toml=COVERS + AREAS, **others())
    made = open_folder(path, TODAY)
    assert made.errors == ()
    return made


@pytest.fixture
def held(run, tmp_path):
    """What is found of a document of these words, as Markdown, beside a paragraph that is right."""

    def found(words, title="Complaints in 2023/24", year=None, data=run, beside=BESIDE):
        path = tmp_path / "report.md"
        path.write_text(f"# {title}\n\n{beside}\n\n{words}\n", encoding="utf-8")
        return verified(data, path, year)

    return found
