"""The rows of random tables: clean data, such as no rule finds fault with, in every mixture that counts differently."""

from datetime import timedelta

from tests.metrics.recomputed_days import year_of
from tests.metrics.recomputed_rows import OUTCOMES

METHODS = ("email", "online form", "post", "telephone", "in person", "other", "")
COMPLAINANTS = (
    *("parent", "extended family", "child or young person", "care leaver", "carer", "adopter", "adopted adult"),
    *("advocate", "professional", "other", ""),
)
USUAL = {
    "age_band": ("Under 16", "16 to 17", "5 to 9", "18 to 24", "65 and over", "Prefer not to say", "Not recorded", ""),
    "gender": ("Female", "Male", "Prefer not to say", "Not recorded", ""),
    "ethnicity": ("White British", "Asian or Asian British", "Any other ethnic group", "Prefer not to say", ""),
    "disability": ("Yes", "No", "Prefer not to say", "Not recorded", ""),
    "sexual_orientation": ("Heterosexual", "Bisexual", "Prefer not to say", ""),
}
CATEGORIES = {"Delay": ("Visits", "Calls"), "Staff conduct": ("Attitude",), "Decisions": ("Contact", "Care plan")}
RESULTS = ("premature", "declined", "upheld", "not upheld", "pending")
COLUMNS = (
    *("responded_on", "outcome", "method", "complainant", "extension_agreed", "statement_agreed_on"),
    *("panel_held_on", "panel_report_on", *USUAL, "remedy_amount", "investigation_cost"),
    *("payment", "due_on", "status", "referrals", "assessments"),
)
"""The columns that an export may lack."""


def cases(random, starts, ends, services, most):
    """Up to so many rows of complaints: each case at the stages that it came to."""
    rows = []
    for number in range(most):
        first = random.choice((1, 1, 1, 1, 1, 1, 1, 2, 3))
        received, procedure = _a_day(random, starts, ends), random.choice(("statutory", "local"))
        for stage in range(first, 4):
            row = _case(random, f"C{number:03d}", stage, procedure, received, ends)
            rows.append(row | {"service": random.choice(services)} | _asked(random))
            received += timedelta(days=random.randint(5, 150))
            if received > ends or random.random() < 0.5:
                break
            procedure = "statutory" if stage == 2 or random.random() < 0.1 else procedure
    random.shuffle(rows)
    return rows[:most]


def _a_day(random, starts, ends):
    return starts + timedelta(days=random.randint(0, (ends - starts).days))


def _later(random, day, ends, most, none=0.15):
    """A later day, or none where that has not come or is left blank."""
    if day is None or random.random() < none:
        return None
    later = day + timedelta(days=random.choice((0, 1, 7, 14, 28, 30, random.randint(0, most))))
    return later if later <= ends else None


def _case(random, reference, stage, procedure, received, ends):
    answered = _later(random, received, ends, random.choice((20, 40, 150)))
    panel = _later(random, received, ends, 60) if stage == 3 else None
    report = _later(random, panel or received, ends, 12) if stage == 3 else None
    return {
        **{"reference": reference, "stage": stage, "procedure": "statutory" if stage == 3 else procedure},
        **{"received_on": f"{received}", "responded_on": f"{answered or ''}"},
        "outcome": random.choice((*OUTCOMES, "upheld", "not upheld", "")),
        "extension_agreed": random.choice(("yes", "no", "", "no")),
        "statement_agreed_on": f"{_later(random, received, ends, 30) or ''}" if stage == 2 else "",
        **{"panel_held_on": f"{panel or ''}", "panel_report_on": f"{report or ''}"},
    }


def _asked(random):
    """How a complaint came, who made it, and what it cost."""
    lists = {"method": METHODS, "complainant": COMPLAINANTS, **USUAL}
    asked = {name: random.choice(values) for name, values in lists.items()}
    return asked | {name: _amount(random) for name in ("remedy_amount", "investigation_cost")}


def _amount(random):
    return random.choice(("", "0", "100", "12.50", f"{random.randint(0, 99999) / 100:.2f}"))


def issues(random, rows):
    """None to three issues of each complaint."""
    found = []
    for row in rows:
        for _ in range(random.choice((0, 1, 1, 2, 3))):
            category = random.choice(list(CATEGORIES))
            named = {"category": category, "sub_category": random.choice(CATEGORIES[category])}
            of = {"reference": row["reference"], "stage": row["stage"]}
            found.append(of | named | {"outcome": random.choice((*OUTCOMES, "upheld", ""))})
    return found


def compliments(random, starts, ends, services):
    many = random.choice((0, 1, 5, 30))
    return [{"received_on": f"{_a_day(random, starts, ends)}", "service": random.choice(services)} for _ in range(many)]


def ombudsman(random, starts, ends):
    """Cases at the Ombudsman, decided or not."""
    rows = []
    for number in range(random.choice((0, 1, 4, 15))):
        referred, result = _a_day(random, starts, ends), random.choice(RESULTS)
        decided = None if result == "pending" else _later(random, referred, ends, 90)
        dates = {"referred_on": f"{referred}", "result": result, "decided_on": f"{decided or ''}"}
        rows.append({"reference": f"O{number}"} | dates | {"payment": _amount(random)})
    return rows


def learning(random, years, ends):
    """Pieces of learning; some are due after the export."""
    return [
        {
            **{"year": random.choice([year for year in years if year <= year_of(ends)])},
            **{"stage": random.choice((1, 1, 2, 3)), "summary": "A lesson."},
            "due_on": random.choice(("", f"{ends + timedelta(days=random.randint(-300, 100))}")),
            "status": random.choice(("not started", "in progress", "complete", "complete", "")),
        }
        for _ in range(random.choice((0, 1, 3, 20)))
    ]


def activity(random, years):
    """Referrals and assessments of some years."""
    kept = [year for year in years if random.random() < 0.7]
    numbers = ("", "0", "400", "17969", "18078")
    return [{"year": year, **{name: random.choice(numbers) for name in ("referrals", "assessments")}} for year in kept]
