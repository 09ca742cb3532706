"""Words as they are written in a sentence."""

from decimal import Decimal

import pytest

from complaints_report.english import in_quotation_marks, pounds


@pytest.mark.parametrize(
    ("amount", "written"),
    [("0", "£0"), ("2700", "£2,700"), ("2700.00", "£2,700"), ("0.5", "£0.50"), ("1250.05", "£1,250.05"), ("10", "£10")],
)
def test_pounds_have_pence_only_where_there_are_any(amount: str, written: str) -> None:
    assert pounds(Decimal(amount)) == written


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("Thank you.", "“Thank you.”"),
        (' "Thank you." ', "“Thank you.”"),
        ("“Thank you.”", "“Thank you.”"),
        ("'Thank you.'", "“Thank you.”"),
        ("‘Thanks.’", "“Thanks.”"),
        ("It wasn't late.", "“It wasn't late.”"),
        ("'It wasn't late.'", "“'It wasn't late.'”"),
        ('"Well" and "done"', '“"Well" and "done"”'),
        ('She said "go on"', '“She said "go on"”'),
        ('"', '“"”'),
    ],
)
def test_what_was_said_has_one_pair_of_quotation_marks(said: str, quoted: str) -> None:
    assert in_quotation_marks(said) == quoted
