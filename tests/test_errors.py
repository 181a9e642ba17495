import copy
import pickle

import pytest

from sqlcoder import errors
from sqlcoder.errors import MissingDependency, QueryTimeout, SqlcoderError, UsageError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SqlcoderError)]


def test_the_message_has_what_where_and_fix() -> None:
    error = SqlcoderError("The file is broken.", where="shop.db", fix="Restore it.")
    assert str(error) == "The file is broken. (shop.db)\nRestore it."
    assert str(SqlcoderError("It failed.")) == "It failed."


def test_exit_codes_tell_usage_from_failure() -> None:
    assert UsageError("x").exit_code == 2
    assert SqlcoderError("x").exit_code == QueryTimeout("x").exit_code == 1


def test_a_missing_package_names_the_install_line() -> None:
    error = MissingDependency("MySQL", "pymysql", extra="mysql")
    assert error.fix == "Install it with: pip install 'opensqlcoder[mysql]'"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("passed_on", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])
def test_every_error_survives_the_way_to_another_process(kind, passed_on) -> None:
    if kind is MissingDependency:
        error = kind("MySQL", "pymysql", extra="mysql")
    else:
        error = kind("The file is broken.", where="shop.db", fix="Restore it.")
    error.add_note("seen at noon")
    found = passed_on(error)
    assert type(found) is kind
    assert str(found) == str(error)
    assert (found.what, found.where, found.fix) == (error.what, error.where, error.fix)
    assert found.args == error.args
    assert found.__notes__ == ["seen at noon"]
