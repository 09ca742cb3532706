"""The metrics that are no count of a table's rows in a group: what escalated, activity, and what is overdue."""

PER = {"complaints_per_referral": "referrals", "complaints_per_assessment": "assessments"}
"""What stage 1 complaints are counted for each hundred of."""


def _received(world, year, stage, statutory=False):
    rows = world.rows("complaints", year, stage)
    return [row for row in rows if not statutory or row["procedure"] == "statutory"]


def escalation(world, year, stage):
    """Received at a stage for those received at the stage before; for stage 3, under the statutory procedure."""
    return len(_received(world, year, stage)), len(_received(world, year, stage - 1, stage == 3))


def escalated_so_far(world, year, stage):
    """The references that came on to a stage at any date, of those whose earlier stage was received in the year."""
    earlier = {row["reference"] for row in _received(world, year, stage - 1, stage == 3)}
    later = {row["reference"] for row in world.all_rows("complaints") if row["stage"] == stage}
    return len(earlier & later), len(earlier)


def activity(name):
    """The year's number as supplied; nothing where there is none."""

    def supplied(world, year, stage):
        number = world.activity(year, name)
        return None if number is None else (number, None)

    return supplied


def per_activity(name):
    """Stage 1 complaints for the year's number as supplied."""

    def ratio(world, year, stage):
        number = world.activity(year, name)
        return None if number is None else (len(_received(world, year, 1)), number)

    return ratio


def actions_overdue(world, year, stage):
    """Learning of the year or an earlier one that was due before the export and is not complete."""
    until = world.exported_on
    due = [row for row in world.all_rows("learning") if row["year"] <= year and row["due"] and row["due"] < until]
    return sum(row.get("status") != "complete" for row in due), None
