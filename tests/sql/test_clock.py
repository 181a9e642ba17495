"""Pinning a query's clock: the text it gives, and that no function of the allow-list reads it unseen."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from sqlcoder.databases.base import Database, Limits
from sqlcoder.errors import SqlcoderError
from sqlcoder.schema.model import Schema
from sqlcoder.sql import guard
from sqlcoder.sql.clock import pinned
from sqlcoder.sql.functions import allowed
from tests.databases.stores import Store

MOMENT = datetime.datetime(2019, 5, 6, 7, 8, 9, 123456)
CASES = [
    line.split(" | ")
    for line in (Path(__file__).parents[1] / "fixtures" / "clock.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]
FUNCTIONS = {
    "postgres": "now() clock_timestamp() statement_timestamp() transaction_timestamp() timeofday() "
    "CURRENT_DATE CURRENT_TIMESTAMP CURRENT_TIMESTAMP(3) LOCALTIMESTAMP LOCALTIMESTAMP(2) CURRENT_TIME "
    "CURRENT_TIME(1) LOCALTIME LOCALTIME(0)",
    "duckdb": "CURRENT_DATE current_date() today() CURRENT_TIMESTAMP get_current_timestamp() now() "
    "transaction_timestamp() LOCALTIMESTAMP current_localtimestamp() CURRENT_TIME LOCALTIME "
    "current_localtime()",
    "sqlite": "CURRENT_DATE CURRENT_TIMESTAMP CURRENT_TIME date() date('now') datetime() datetime('now') "
    "time() time('now') julianday() julianday('now') unixepoch() unixepoch('now') strftime('%Y-%m-%d') "
    "strftime('%Y-%m-%d','now')",
    "mysql": "NOW() NOW(6) SYSDATE() CURDATE() CURRENT_DATE CURRENT_DATE() CURRENT_TIMESTAMP "
    "CURRENT_TIMESTAMP(3) LOCALTIME LOCALTIME() LOCALTIMESTAMP LOCALTIMESTAMP(2) UTC_DATE() UTC_TIMESTAMP() "
    "UTC_TIMESTAMP(4) CURTIME() CURTIME(3) CURRENT_TIME CURRENT_TIME(2) UTC_TIME() UNIX_TIMESTAMP()",
}
"""Every way to read the clock that the guard lets pass."""


@pytest.mark.parametrize(("dialect", "sql", "expected"), CASES)
def test_a_query_is_pinned(dialect: str, sql: str, expected: str) -> None:
    assert pinned(sql, dialect, MOMENT) == (sql if expected == "same" else expected)


def test_a_query_too_deep_or_a_zone_does_no_harm() -> None:
    deep = f"SELECT {'(' * 100}now(){')' * 100}"
    assert pinned(deep, "postgres", MOMENT) == deep
    zoned = MOMENT.replace(tzinfo=datetime.UTC)
    assert pinned("SELECT CURRENT_DATE AS d", "duckdb", zoned) == "SELECT CAST('2019-05-06' AS DATE) AS d"


def run(database: Database, sql: str) -> object:
    # None of the queries reads a table, and reading the schema takes longer than any of them.
    safe = guard.check(sql, Schema(database.dialect, ()))
    return database.run(safe, Limits(seconds=5)).rows[0][0]


def days_from(value: object, moment: datetime.datetime) -> float | None:
    """Return how many days a value that tells a day is from `moment`, None where it tells none."""
    if isinstance(value, datetime.datetime):
        return abs((value.replace(tzinfo=None) - moment).total_seconds()) / 86400
    if isinstance(value, datetime.date):
        return float(abs((value - moment.date()).days))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        epoch = moment.replace(tzinfo=datetime.UTC).timestamp()
        return min(abs(float(value) - epoch) / 86400, abs(float(value) - (epoch / 86400 + 2440587.5)))
    found = re.search(r"(2\d{3})-(\d\d)-(\d\d)", str(value))
    if found is not None:
        return float(abs((datetime.date(*map(int, found.groups())) - moment.date()).days))
    found = re.search(r"\w{3} (\w{3} \d\d) .* (\d{4})", str(value))
    return (
        None
        if found is None
        else days_from(datetime.datetime.strptime(" ".join(found.groups()), "%b %d %Y"), moment)
    )


def test_every_function_of_the_clock_shows_the_moment(store: Store) -> None:
    with store.open() as database:
        for call in FUNCTIONS[store.dialect].split():
            sql = f"SELECT {call} AS t"
            found = run(database, pinned(sql, store.dialect, MOMENT))
            kind = type(run(database, sql))
            assert type(found) is kind, call
            days = days_from(found, MOMENT)
            if isinstance(found, (datetime.time, datetime.timedelta)) or days is None:
                assert "7:08:09" in str(found), call
            else:
                assert days <= 1, call


def test_no_function_of_the_allow_list_reads_the_clock_unseen(store: Store) -> None:
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    seen = 0
    with store.open() as database:
        for name in sorted(allowed(store.dialect).scalar):
            for call in (f"{name}()", name, f"{name}('now')", f"{name}('%Y-%m-%d')", f"{name}('today')"):
                sql = f"SELECT {call} AS t"
                try:
                    days = days_from(run(database, sql), now)
                except SqlcoderError:
                    continue
                if days is not None and days <= 1.1:
                    seen += 1
                    found = days_from(run(database, pinned(sql, store.dialect, MOMENT)), MOMENT)
                    assert found is not None and found <= 1, call
    assert seen >= 5


AGES = {
    "postgres": "SELECT CAST(AGE({}) AS TEXT) AS a",
    "duckdb": "SELECT CAST(AGE({}) AS VARCHAR) AS a",
}


@pytest.mark.parametrize("value", ["DATE '2018-05-06'", "TIMESTAMP '2018-05-06 00:00:00'"])
def test_age_counts_from_the_day(store: Store, value: str) -> None:
    if store.dialect not in AGES:
        return
    sql = AGES[store.dialect].format(value)
    with store.open() as database:
        assert "1 year" in str(run(database, pinned(sql, store.dialect, MOMENT)))
        assert run(database, pinned(sql, store.dialect, MOMENT)) != run(database, sql)


WORDS = ["CAST('now' AS DATE)", "'today'::date", "'yesterday 10:00'::timestamp", "TIMESTAMPTZ 'tomorrow'"]


@pytest.mark.parametrize("word", WORDS)
def test_words_of_postgres_are_moments(store: Store, word: str) -> None:
    if store.dialect == "postgres":
        with store.open() as database:
            found = run(database, pinned(f"SELECT {word} AS t", "postgres", MOMENT))
        days = days_from(found, MOMENT)
        assert days is not None and days <= 1
