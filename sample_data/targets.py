"""The numbers that the sample is made to come to in 2023/24, and how its services are arranged.

A service's three numbers are its complaints at stages 1, 2 and 3; an issue's two are how many there are and
how many of them are upheld or partially upheld.
"""

from dataclasses import dataclass
from datetime import date

SEED = 202324
EXPORTED_ON = date(2024, 6, 14)
YEAR_STARTS, YEAR_ENDS = date(2023, 4, 1), date(2024, 3, 31)

SERVICES = {
    "Children in Care": {
        "Children in Care - North West Central": (31, 10, 2),
        "Children in Care - East": (24, 6, 3),
        "Children in Care - South": (21, 4, 4),
        "Children in Care - Care Leavers": (10, 1, 1),
    },
    "Citywide": {
        "Children with Disabilities": (36, 8, 3),
        "Fostering": (20, 3, 1),
        "Special Guardianship and Kinship Support": (17, 3, 0),
        "Adoption and Post-Order Support": (11, 1, 0),
        "Independent Reviewing Service": (15, 1, 0),
    },
    "Frontdoor": {
        "Assessment and Short Term Intervention - North West Central": (30, 3, 0),
        "Assessment and Short Term Intervention - East": (29, 3, 1),
        "Assessment and Short Term Intervention - South": (26, 2, 0),
        "First Contact Team": (13, 2, 0),
        "Emergency Duty Team": (6, 0, 0),
    },
    "Safeguarding & Family Time": {
        "South Safeguarding": (46, 5, 2),
        "Safeguarding - North West Central": (16, 2, 0),
        "Safeguarding - East": (14, 2, 0),
        "Family Time": (6, 0, 0),
    },
}
AREA_OF = {service: area for area, services in SERVICES.items() for service in services}


def per_service(stage: int) -> dict[str, int]:
    """How many complaints each service has at the stage."""
    return {name: counts[stage - 1] for services in SERVICES.values() for name, counts in services.items()}


@dataclass(frozen=True)
class Band:
    """So many responses that took between `low` and `high` working days."""

    count: int
    low: int
    high: int


@dataclass(frozen=True)
class Timing:
    """What an area's timed responses come to: their bands, fastest first, and the sum of their days."""

    total_days: int
    bands: tuple[Band, ...]


def _stage_1(total: int, within_10: int, within_20: int, timed: int) -> Timing:
    """A stage 1 timing, of which so many are within 10 and within 20 days, and two over 65."""
    late = Band(timed - within_20 - 2, 21, 65), Band(2, 66, 96)
    return Timing(total, (Band(within_10, 2, 10), Band(within_20 - within_10, 11, 20), *late))


def _stage_2(total: int, within_25: int, within_65: int, timed: int) -> Timing:
    """A stage 2 timing, of which so many are within 25 and within 65 days."""
    middle, late = Band(within_65 - within_25, 30, 65), Band(timed - within_65, 66, 165)
    return Timing(total, (Band(within_25, 16, 25), middle, late))


TIMING = {
    1: {
        "Children in Care": _stage_1(1817, 9, 28, 68),
        "Citywide": _stage_1(2017, 13, 39, 79),
        "Frontdoor": _stage_1(1507, 25, 55, 81),
        "Safeguarding & Family Time": _stage_1(1771, 8, 26, 64),
    },
    2: {
        "Children in Care": _stage_2(1489, 0, 9, 19),
        "Citywide": _stage_2(1000, 1, 6, 14),
        "Frontdoor": _stage_2(487, 3, 6, 9),
        "Safeguarding & Family Time": _stage_2(541, 0, 4, 8),
    },
}
UNANSWERED = {  # at stage 2 on the day of the export: procedure, day received, whether an extension was agreed
    "Children in Care": (("statutory", date(2024, 1, 16), "Y"), ("statutory", date(2024, 3, 19), "Y")),
    "Citywide": (("local", date(2024, 3, 7), ""),),
    "Frontdoor": (("statutory", date(2024, 3, 26), "N"),),
    "Safeguarding & Family Time": (("statutory", date(2023, 12, 11), "Y"),),
}
WITHDRAWN_AT_2 = {"Citywide": 1}

OUTCOMES = {
    1: {
        "upheld": 45,
        "partially upheld": 95,
        "not upheld": 150,
        "inconclusive": 2,
        "outside jurisdiction": 30,
        "withdrawn": 49,
    },
    2: {"upheld": 5, "partially upheld": 41, "not upheld": 9, "withdrawn": 1},
    3: {"partially upheld": 11, "not upheld": 4, "inconclusive": 1, "outside jurisdiction": 1},
}
STATUTORY = {1: 267, 2: 46}

FROM_EARLIER_STAGE_1 = 20  # stage 2 complaints whose stage 1 was in 2022/23
FROM_EARLIER_STAGE_2 = {  # stage 3 complaints whose stage 2 was in 2022/23
    "Children in Care - South": 2,
    "Children in Care - East": 1,
    "Children in Care - North West Central": 1,
    "Children with Disabilities": 1,
    "Fostering": 1,
    "South Safeguarding": 1,
}

METHODS = {"email": 231, "online form": 95, "post": 6, "telephone": 27, "in person": 9, "other": 3}
COMPLAINANTS = {
    "care leaver": 9,
    "adopter": 7,
    "adopted adult": 2,
    "carer": 21,
    "child or young person": 19,
    "advocate": 22,
    "professional": 9,
    "extended family": 48,
    "parent": 226,
    "other": 8,
}
REFERRALS, ASSESSMENTS = 18078, 17969
COMPLIMENTS = 82

ISSUES = {
    "Delay": (
        ("Consult / Notify", 4, 2),
        ("Invite to Meeting", 1, 0),
        ("Make a Decision", 1, 0),
        ("Meet or Contact Customer", 9, 3),
        ("Other / Miscellaneous", 9, 5),
        ("Provide a Service / Support", 16, 10),
        ("Provide Advice / Information", 1, 0),
        ("Respond to Telephone Call / Message", 17, 9),
    ),
    "Policy": (("Trust Policy", 1, 1),),
    "Service Failure / Refusal": (
        ("Change of Allocated Worker", 7, 3),
        ("Consult / Notify", 24, 9),
        ("Follow Guidance / Policy / Procedure", 5, 2),
        ("Invite to Meeting", 8, 4),
        ("Listen", 35, 6),
        ("Make a Decision", 1, 0),
        ("Meet or Contact Customer", 44, 21),
        ("Other / Miscellaneous", 1, 0),
        ("Provide a Service / Support", 65, 23),
        ("Provide Advice / Information", 81, 26),
        ("Provide Name / Identification", 9, 4),
        ("Respond to Emails / Letters / Text Message", 16, 7),
        ("Respond to Telephone Call / Message", 8, 2),
        ("Take Action", 71, 11),
        ("Work in Partnership", 3, 1),
    ),
    "Service Quality": (
        ("Appropriateness of Venue", 2, 1),
        ("Availability of Staff", 1, 0),
        ("Breach of Confidentiality", 24, 12),
        ("Breach of Court Order", 7, 1),
        ("Breach of Legislation", 2, 1),
        ("Change of Allocated Worker", 6, 2),
        ("Change of Placement", 3, 0),
        ("Concerns about Care Provision", 24, 7),
        ("Disagreement with Assessment", 41, 0),
        ("Disagreement with Decision", 46, 7),
        ("Disagreement with Statement", 14, 2),
        ("Inaccurate Information Recorded", 60, 19),
        ("Inadequate Service / Support", 68, 20),
        ("Inappropriate Action Taken", 92, 24),
        ("Inappropriate Service Offered", 18, 4),
        ("Incorrect Advice Given", 17, 5),
        ("Lateness / Non-Attendance", 8, 1),
        ("Loss of Information", 3, 2),
        ("Loss or Damage to Property", 1, 0),
        ("Meeting Cancelled / Re-scheduled", 4, 1),
        ("Meeting Terminated", 1, 0),
        ("No Allocated Worker", 2, 1),
        ("No Consent to Act", 12, 2),
        ("Organisational Discrimination", 3, 0),
        ("Other / Miscellaneous", 2, 0),
        ("Poor Communication", 20, 9),
        ("Service Cancelled / Reduced / Withdrawn", 17, 3),
        ("Unable to Reach Staff", 10, 3),
        ("Unreasonable Decision", 22, 4),
        ("Wrong Information Provided", 6, 1),
    ),
    "Staff Conduct": (
        ("Accusatory Conduct", 5, 1),
        ("Bias", 8, 1),
        ("Bullying / Threatening", 24, 5),
        ("Conflict of Interest", 3, 1),
        ("Discriminatory Behaviour", 10, 0),
        ("Dishonest Conduct", 11, 2),
        ("Inappropriate Conduct", 35, 9),
        ("Lack of Customer Care", 12, 3),
        ("Lack of Knowledge/Training", 6, 4),
        ("Lack of Ownership", 3, 0),
        ("Lack of Professionalism", 28, 7),
        ("Rude or Aggressive Behaviour", 24, 2),
        ("Unhelpful Attitude", 6, 0),
    ),
}
