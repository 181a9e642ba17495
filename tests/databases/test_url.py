"""URLs and paths: what each opens, what each mistake is told, and that no password is shown."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from sqlcoder.databases.base import Limits
from sqlcoder.databases.url import open_database, safe_url
from sqlcoder.errors import ConnectionFailed, UsageError
from tests.unguarded import unguarded


def make_sqlite(path: Path) -> Path:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.commit()
    return path


def make_duckdb(path: Path) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t (a INT)")
    return path


OPENED = [
    ("sqlite:///shop.db", "shop.db", "sqlite"),
    ("SQLite:///shop.db", "shop.db", "sqlite"),
    ("sqlite:///{here}/shop.db", "shop.db", "sqlite"),
    ("sqlite:///my%20shop%3F.db", "my shop?.db", "sqlite"),
    ("sqlite:///my shop.db", "my shop.db", "sqlite"),
    ("sqlite:///50%25.db", "50%25.db", "sqlite"),
    ("sqlite:///a?b#c.db", "a?b#c.db", "sqlite"),
    ("sqlite:///~/shop.db", "shop.db", "sqlite"),
    ("~/shop.db", "shop.db", "sqlite"),
    ("shop.db", "shop.db", "sqlite"),
    ("{here}/shop.sqlite3", "shop.sqlite3", "sqlite"),
    ("no ending", "no ending", "sqlite"),
    ("duckdb:///shop.duckdb", "shop.duckdb", "duckdb"),
    ("shop.duckdb", "shop.duckdb", "duckdb"),
    ("misnamed.db", "misnamed.db", "duckdb"),
    ("sqlite:///🍎.db", "🍎.db", "sqlite"),
]


@pytest.mark.parametrize(("url", "name", "dialect"), OPENED)
def test_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, name: str, dialect: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    path = (make_sqlite if dialect == "sqlite" else make_duckdb)(tmp_path / name)
    with open_database(url.replace("{here}", str(tmp_path))) as database:
        assert database.dialect == dialect
        assert database.url == f"{dialect}:///{path}"
        assert database.run(unguarded("SELECT count(*) FROM t", dialect), Limits()).rows == ((0,),)


MISTAKES = [
    (
        "sqlte:///shop.db",
        'Unknown kind of database "sqlte". Did you mean "sqlite://"?',
        "Known are duckdb://",
    ),
    ("postgresql+psycopg://h/db", 'Did you mean "postgresql://"?', "mariadb://"),
    ("oracle://h/db", 'Unknown kind of database "oracle".', "the paths of files"),
    ("sqlite://shop.db", "has two slashes", 'Write "sqlite:///shop.db".'),
    ("sqlite:///", "names no file", "sqlite:///file"),
    ("sqlite:///:memory:", "names no file", "sqlite:///file"),
    ("duckdb:///shop.duckdb?mode=rw", 'takes no options, but has "mode=rw"', "read-only"),
    ("", "No database is named.", "sqlite:///shop.db"),
]


@pytest.mark.parametrize(("url", "what", "fix"), MISTAKES)
def test_tells_a_mistake(url: str, what: str, fix: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_database(url)
    assert what in caught.value.what and fix in str(caught.value.fix)


@pytest.mark.parametrize(
    "url", ["sqlite:///none.db", "duckdb:///none.db", "none.db", "none.csv", "no/folder"]
)
def test_a_missing_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConnectionFailed, match="There is no such file") as caught:
        open_database(url)
    assert str(caught.value.where).startswith(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"", "The file is empty."), (b"\x89PNG and more of it", "is no database, nor a data file")],
)
def test_a_file_of_another_kind(tmp_path: Path, content: bytes, what: str) -> None:
    file = tmp_path / "picture.db"
    file.write_bytes(content)
    with pytest.raises(ConnectionFailed, match=what) as caught:
        open_database(str(file))
    assert ".parquet" in str(caught.value.fix)


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(ConnectionFailed, match="can't be read|no such file"):
        open_database("x" * 5000)
    with pytest.raises(ConnectionFailed, match="can't be read|no such file"):
        open_database("a\0b")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ann:s3cret@h:5432/db?sslmode=require", "postgresql://ann@h:5432/db?sslmode=require"),
        ("mysql://h/db?user=ann&password=s3cret&charset=utf8", "mysql://h/db?user=ann&charset=utf8"),
        ("postgres://ann:s3c/r@et@h/db", "postgres://ann@h/db"),
        ("sqlite:///shop.db", "sqlite:///shop.db"),
    ],
)
def test_safe_url(url: str, shown: str) -> None:
    assert safe_url(url) == shown


def test_loads_no_driver_before_it_is_asked_for() -> None:
    code = (
        "import sys, sqlcoder.databases.url\n"
        "print(sorted({'duckdb', 'psycopg', 'pymysql', 'python_calamine'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_package_of_ones_own_adds_a_scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "company_db.py").write_text(
        "class Company:\n    @classmethod\n    def open(cls, url):\n        return (cls.__name__, url)\n"
    )
    information = tmp_path / "company_db-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: company-db\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[sqlcoder.databases]\ncompany = company_db:Company\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert open_database("company://host/x") == ("Company", "company://host/x")
    with pytest.raises(UsageError, match="company://"):
        open_database("compny://host/x")
