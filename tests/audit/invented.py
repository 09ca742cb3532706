"""An invented folder of two years, whose numbers are unlike each other."""

import random
from datetime import date, timedelta

from tests.awkward import COVERS, folder

STAGES = {2022: (214, 61, 19), 2023: (263, 74, 27)}
SERVICES = {"Kinship Team": 9, "Short Breaks": 5, "Intake": 13, "Leaving Care": 3, "Placements": 7}
OUTCOMES = {"upheld": 4, "partially upheld": 6, "not upheld": 9, "inconclusive": 1, "withdrawn": 1}
METHODS = {"email": 9, "online form": 5, "telephone": 3, "post": 2}
WHO = {"parent": 8, "child or young person": 3, "advocate": 2, "foster carer": 2}
AREAS = '[areas]\n"At Home" = ["Kinship Team", "Short Breaks", "Intake"]\n"Away" = ["Leaving Care", "Placements"]\n'


def complaints(chance, outcomes=OUTCOMES):
    """The complaints of both years, at each stage those of the first references."""
    for year, stages in STAGES.items():
        for stage, number in enumerate(stages, 1):
            for place in range(number):
                day = date(year, 4, 3) + timedelta(days=(place * 7) % 320)
                after = timedelta(days=chance.choice((6, 11, 17, 24, 27, 33, 48, 64, 91)))
                some = [chance.choices([*one], [*one.values()])[0] for one in (SERVICES, outcomes, METHODS, WHO)]
                procedure = "local" if stage == 1 and place % 5 == 2 else "statutory"
                yield f"{year}-{place},{stage},{procedure},{day},{day + after},{','.join(some)}"


def others():
    """The compliments and the activity of both years."""
    thanks = [f"{year}-06-0{1 + place % 9},Intake,,,," for year, of in ((2022, 96), (2023, 81)) for place in range(of)]
    return {
        "compliments": "\n".join(["received_on,service,text,about,from,include", *thanks]) + "\n",
        "activity": "year,referrals,assessments\n2022/23,5213,3407\n2023/24,5634,3781\n",
    }


def invented(path, outcomes=OUTCOMES):
    """The folder: 263, 74 and 27 complaints at the stages, after 214, 61 and 19."""
    return folder(path, *complaints(random.Random(11), outcomes), toml=COVERS + AREAS, **others())
