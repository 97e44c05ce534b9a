"""A cell that differs only because another one is odd is not called different."""

from cxdash.answers.groups import screened
from cxdash.answers.judge import Amount, difference_of
from cxdash.answers.shadows import without_shadows
from cxdash.metrics.catalogue import metric_named

CSAT = metric_named("csat")


def sure(*satisfied: int, n: int = 200) -> list[bool]:
    """Return which of some cells of one column, n answers each, still differ."""
    cells = [Amount(n, one) for one in satisfied]
    whole = Amount(n * len(cells), sum(satisfied))
    looks = screened([difference_of(CSAT, one, whole - one) for one in cells])
    assert any(look.sure for look in looks)
    columns = ["Landlords"] * len(cells)
    found = without_shadows(CSAT, columns, cells, [whole] * len(cells), looks)
    return [look.sure for look in found]


def test_good_cells_beside_one_bad_one_are_as_the_rest() -> None:
    """50 % beside three of 80 %: each of the three is 10 points above a rest of 70 %."""
    assert sure(100, 160, 160, 160) == [True, False, False, False]


def test_a_cell_that_is_odd_in_its_own_right_stays() -> None:
    """50 % and 95 % beside two of 80 %: without the bad one the good one is still above."""
    assert sure(100, 160, 160, 190) == [True, False, False, True]


def test_of_two_cells_nobody_can_say_which_is_odd() -> None:
    assert sure(100, 160) == [True, True]


def test_columns_do_not_answer_for_one_another() -> None:
    cells = [Amount(200, one) for one in (100, 160, 160, 160, 160, 160)]
    first, second = Amount(600, 420), Amount(600, 480)
    wholes = [first] * 3 + [second] * 3
    looks = screened(
        [difference_of(CSAT, one, whole - one) for one, whole in zip(cells, wholes, strict=True)]
    )
    columns = ["Landlords"] * 3 + ["Hotels"] * 3

    found = without_shadows(CSAT, columns, cells, wholes, looks)

    assert [look.sure for look in found] == [True, False, False, False, False, False]
