import pytest

from sqlcoder.errors import UsageError
from sqlcoder.results.specification import ColumnSpec, Roles, roles

COLUMNS = ("id", "name", "total", "Name")


def test_what_is_named_nowhere_is_required() -> None:
    assert roles(ColumnSpec(), COLUMNS) == Roles((0, 1, 2, 3))
    spec = ColumnSpec(required=("total",), optional=("id",))
    assert roles(spec, COLUMNS) == Roles((2, 1, 3), (), (0,))


def test_a_column_may_be_named_by_its_position() -> None:
    assert roles(ColumnSpec(either=((1, "name"),), optional=(4,)), COLUMNS) == Roles((2,), ((0, 1),), (3,))


def test_the_case_of_a_name_matters_only_between_two() -> None:
    assert roles(ColumnSpec(optional=("Name",)), COLUMNS).optional == (3,)
    assert roles(ColumnSpec(optional=("ID",)), COLUMNS).optional == (0,)


@pytest.mark.parametrize(
    ("spec", "message", "fix"),
    [
        (ColumnSpec(required=("totel",)), 'no column "totel"', 'Did you mean "total"'),
        (ColumnSpec(required=("xyz",)), 'no column "xyz"', "It has: id, name"),
        (ColumnSpec(required=("NAME",)), '2 columns named "NAME"', "position: 2 or 4"),
        (ColumnSpec(optional=(5,)), "has 4 columns, and no column 5", "count from 1"),
        (ColumnSpec(required=("id",), optional=(1,)), 'names "id" twice', "once"),
        (ColumnSpec(required=("id",), optional=("id",)), 'names "id" twice', "once"),
        (ColumnSpec(either=(("id", "ID"),)), 'names "id" twice', "once"),
        (ColumnSpec(decimals=(2,)), "decimals for 1 columns, the gold has 4", "one entry a column"),
    ],
)
def test_a_specification_must_fit_the_gold(spec: ColumnSpec, message: str, fix: str) -> None:
    with pytest.raises(UsageError, match=message) as error:
        roles(spec, COLUMNS)
    assert fix in str(error.value.fix)


def test_the_fewest_columns_of_an_answer() -> None:
    assert Roles((0, 1), ((2, 3),), (4,)).fewest == 3
    assert Roles((), (), (0, 1)).fewest == 1
