from __future__ import annotations

import pytest

from sqlcoder.databases.server_url import failed_connection, passwords, without_password

SHOWN = {
    "postgresql://ann:s3cret@db.example:5432/shop": "postgresql://ann@db.example:5432/shop",
    "postgresql://ann@db.example/shop": "postgresql://ann@db.example/shop",
    "postgresql://db.example/shop?user=ann": "postgresql://db.example/shop?user=ann",
    "postgresql://db.example/shop?user=ann&password=s3cret": "postgresql://db.example/shop?user=ann",
    "postgresql://db.example/shop?password=s3cret&user=ann": "postgresql://db.example/shop?user=ann",
    "postgresql://db.example/shop?sslpassword=s3cret": "postgresql://db.example/shop",
    "mysql://ann:s3cret/with@every?sign#of:it@db.example/shop": "mysql://ann@db.example/shop",
    "mysql://ann:@db.example/shop": "mysql://ann@db.example/shop",
    "mysql://:s3cret@db.example/shop": "mysql://@db.example/shop",
    "postgresql://ann:s3cret@[::1]:5432/shop": "postgresql://ann@[::1]:5432/shop",
    "postgresql://one:5432,two:5432/shop": "postgresql://one:5432,two:5432/shop",
    "sqlite:///folder/a:b@c.db": "sqlite:///folder/a:b@c.db",
}


@pytest.mark.parametrize("url", SHOWN)
def test_shown_without_the_password(url: str) -> None:
    assert without_password(url) == SHOWN[url]


def test_every_spelling_of_a_password_is_known() -> None:
    assert set(passwords("postgresql://ann:a%2Fb@db.example/shop")) == {"a%2Fb", "a/b"}
    assert passwords("postgresql://ann@db.example/shop") == ()


def test_the_password_is_hidden_in_the_drivers_message() -> None:
    error = failed_connection("MySQL", "mysql://ann:a%2Fb@db.example/shop", "refused 'a/b' and 'a%2Fb'")
    assert str(error) == (
        "MySQL can't be connected to: refused '***' and '***' (mysql://ann@db.example/shop)\n"
        "Check the URL, and that the server runs and can be reached from here."
    )


def test_the_fix_names_the_scheme() -> None:
    error = failed_connection(
        "PostgreSQL", "postgresql://ann@db.example/shop", "fe_sendauth: no password supplied"
    )
    assert error.fix == "Write the password into the URL: postgresql://user:password@host/database."
