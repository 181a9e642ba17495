from sqlcoder.errors import MissingDependency, QueryTimeout, SqlcoderError, UsageError


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
