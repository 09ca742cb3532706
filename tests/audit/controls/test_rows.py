"""The rows of our tables in people's hands: moved, added, removed, or with other figures in them."""

from copy import deepcopy

import pytest

from complaints_report.audit.controls.checked import differences
from complaints_report.audit.findings import Kind
from complaints_report.report.statements import rows_from
from tests.audit.controls.held import W, changed, controls, faults, held
from tests.audit.typing_in import typed_paragraph


def rows(body, at=0):
    """The rows of a table of ours under its heading row: services, with a figure in each."""
    tables = [one for one in body.iter(W + "tbl") if len(controls(one)) > 8 and one.getparent().tag == W + "sdtContent"]
    return list(tables[at].iter(W + "tr"))


def move_a_row(body):
    first, second = rows(body)[1:3]
    second.addnext(first)


def add_a_row(body):
    row = rows(body)[1]
    new = deepcopy(row)
    for one in controls(new):
        one.getparent().remove(one)
    for cell in new.iter(W + "tc"):
        cell.append(typed_paragraph("Somebody’s own"))
    row.addnext(new)


def paste_a_row_again(body):
    row = rows(body)[1]
    row.addnext(deepcopy(row))


def remove_a_row(body):
    row = rows(body)[1]
    row.getparent().remove(row)


@pytest.mark.parametrize(
    ("edit", "kind", "why"),
    [
        (move_a_row, Kind.MOVED, "a row that somebody moved"),
        (add_a_row, Kind.TYPED, "a row that somebody added"),
        (paste_a_row_again, Kind.TYPED, "a row that somebody added"),
        (remove_a_row, Kind.REMOVED, "a row that somebody removed"),
    ],
)
def test_a_row_is_told_as_what_happened_to_it(run, report, edit, kind, why, tmp_path):
    found = held(run, changed(report, tmp_path / "x.docx", edit))
    assert [(one.kind, one.why.split(": ", 1)[1]) for one in found.findings] == [(kind, why)]
    assert faults(found) == []
    assert ", row " in found.findings[0].where


def test_figures_that_changed_their_rows_are_a_fault(run, report, tmp_path):
    def swap(body):
        first, second = rows(body)[1:3]
        one, other = controls(first)[0], controls(second)[0]
        place, at = other.getparent(), other.getparent().index(other)
        one.getparent().replace(one, other)
        place.insert(at, one)

    found = held(run, changed(report, tmp_path / "x.docx", swap))
    assert [one.kind for one in faults(found)] == [Kind.OVERTYPED] * 2
    assert {one.why.split(": ", 1)[1] for one in faults(found)} == {
        "a row in which other figures of the report stand than were built in it"
    }


def test_a_whole_table_that_was_removed_is_told_once(run, report, tmp_path):
    def remove(body):
        table = next(rows(body)[0].iterancestors(W + "sdt"))
        table.getparent().remove(table)

    found = held(run, changed(report, tmp_path / "x.docx", remove))
    assert [one.kind for one in found.findings] == [Kind.REMOVED]


def test_a_column_that_was_removed_changes_no_row(run, report, tmp_path):
    def remove(body):
        for row in rows(body):
            row.remove(list(row.iter(W + "tc"))[-1])

    kinds = {one.kind for one in held(run, changed(report, tmp_path / "x.docx", remove)).findings}
    assert kinds == {Kind.REMOVED}


def test_rows_are_matched_whatever_order_they_stand_in():
    built = rows_from("Area\tNumber\nNorth\t{aaaaaaaaaaaa}\nSouth\t{bbbbbbbbbbbb}\nWest\t{cccccccccccc}")
    told = [(kind, row[0]) for kind, row, _, _ in differences([built[0], built[3], built[1], built[2]], built)]
    assert told == [(Kind.MOVED, "West")]
    assert list(differences(built, built)) == []
    renamed = [built[0], ("East", "{aaaaaaaaaaaa}"), *built[2:]]
    assert [(kind, row[0], was[0]) for kind, row, was, _ in differences(renamed, built)] == [
        (Kind.OVERTYPED, "East", "North")
    ]
    assert [kind for kind, *_ in differences([*built, ("All", "12")], built)] == [Kind.TYPED]
