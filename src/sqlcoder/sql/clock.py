"""Pins a query's clock: what reads the time becomes a literal of one moment, so a score stays the same.

Knows the functions that read the clock, a list a dialect; those that the guard lets pass are all there, and
a test holds the lists against each other. What can't be read as SQL comes back as it is: the guard says why.
Not seen are the word 'now' where it is no literal, and MySQL's casts from a time of day to a date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Container
from functools import partial

from sqlglot import exp
from sqlglot.errors import SqlglotError

from sqlcoder.errors import UnsafeQuery
from sqlcoder.sql import tree as trees
from sqlcoder.sql.statement import read

_Literal = Callable[[datetime.datetime, int], str]
_Change = Callable[[], object]


def pinned(sql: str, dialect: str, now: datetime.datetime) -> str:
    """Return the query with every reading of the clock replaced by a literal of its type.

    `now` is without a zone, and is taken for UTC and for the local time at once. A query that reads no clock
    comes back as the same text. A column that loses its name so keeps it as an alias.

    >>> pinned("SELECT CURRENT_DATE AS day", "postgres", datetime.datetime(2024, 5, 6))
    "SELECT CAST('2024-05-06' AS DATE) AS day"
    """
    try:
        tree = read(sql, dialect)
        pin = _PINS[dialect](dialect, now)
        # By identity: two equal calls are equal nodes.
        changes = {id(node): change for node in tree.walk() if (change := pin.change(node)) is not None}
        pin.keep_names(tree, changes)
        for change in changes.values():
            change()
        return trees.write(tree, dialect) if changes else sql
    except (UnsafeQuery, SqlglotError, RecursionError):
        return sql


def _timestamp(now: datetime.datetime, digits: int) -> str:
    fraction = f".{now.microsecond:06}"[: digits + 1] if digits else ""
    return f"{now:%Y-%m-%d %H:%M:%S}{fraction}"


def _time(now: datetime.datetime, digits: int) -> str:
    return _timestamp(now, digits)[11:]


def _cast(kind: str, text: _Literal) -> _Literal:
    return lambda now, digits: f"CAST('{text(now, digits)}' AS {kind.format(digits)})"


_DATE = _cast("DATE", lambda now, _digits: f"{now:%Y-%m-%d}")
_TIMESTAMP = _cast("TIMESTAMP", _timestamp)
_TIMESTAMPTZ = _cast("TIMESTAMPTZ", lambda now, digits: _timestamp(now, digits) + "+00")
_TIME = _cast("TIME", _time)
_TIMETZ = _cast("TIMETZ", lambda now, digits: _time(now, digits) + "+00")

_NODES: dict[type[exp.Expr], str] = {
    exp.CurrentDate: "current_date",
    exp.CurrentTime: "current_time",
    exp.CurrentTimestamp: "current_timestamp",
    exp.Localtime: "localtime",
    exp.Localtimestamp: "localtimestamp",
}


class _Pin:
    """Finds the readings of the clock in one query's tree. One subclass a dialect."""

    readings: dict[str, _Literal]
    """The literal that stands for each function that takes nothing, or a precision."""
    digits = 6
    """Digits of a second that a reading has where it names no precision."""
    bare: frozenset[str] = frozenset()
    """Functions that are called without brackets, and that sqlglot takes for columns."""

    def __init__(self, dialect: str, now: datetime.datetime) -> None:
        self.dialect = dialect
        self.now = now.replace(tzinfo=None)

    def change(self, node: exp.Expr) -> _Change | None:
        """Return what replaces `node` in its tree, None where it reads no clock."""
        if isinstance(node.parent, exp.Dot):
            return None
        literal = self.readings.get(self._name(node))
        digits = self._digits(node)
        if literal is not None and digits is not None:
            return partial(node.replace, self._parsed(literal(self.now, digits)))
        return self.other(node)

    def other(self, node: exp.Expr) -> _Change | None:
        """Return the same for what isn't among `readings`."""
        return None

    def keep_names(self, tree: exp.Expr, changed: Container[int]) -> None:
        """Give each selected column that will change the name that it has, where it has no alias."""
        for select in tree.find_all(exp.Select):
            for column in list(select.expressions):
                if not isinstance(column, (exp.Alias, exp.Aliases)) and any(
                    id(node) in changed for node in column.walk()
                ):
                    name = exp.to_identifier(self.column_name(column), quoted=True)
                    around = exp.Alias(alias=name)
                    column.replace(around)
                    around.set("this", column)

    def column_name(self, column: exp.Expr) -> str:
        """Return the name of a selected column without alias."""
        return trees.write(column.copy(), self.dialect)

    def _name(self, node: exp.Expr) -> str:
        if isinstance(node, exp.Anonymous) and isinstance(node.this, str):
            return node.this.lower()
        if isinstance(node, exp.Column) and not node.table and not node.this.args.get("quoted"):
            return node.name.lower() if node.name.lower() in self.bare else ""
        return _NODES.get(type(node), "")

    def _digits(self, node: exp.Expr) -> int | None:
        """Return to how many digits of a second `node` is asked; None for a call with other arguments."""
        given = node.expressions if isinstance(node, exp.Anonymous) else []
        if not given:
            return self.digits
        whole = len(given) == 1 and isinstance(given[0], exp.Literal) and given[0].is_int
        return min(int(given[0].name), 6) if whole else None

    def _parsed(self, literal: str) -> exp.Expr:
        parsed: exp.Expr = read(f"SELECT {literal}", self.dialect).expressions[0]
        return parsed


class _WithAge(_Pin):
    """Knows the one-argument AGE, which counts from midnight of today."""

    def other(self, node: exp.Expr) -> _Change | None:
        if self._name(node) == "age" and len(node.expressions) == 1:
            return partial(node.set, "expressions", [self._parsed(_DATE(self.now, 0)), node.expressions[0]])
        return None


_WORD = re.compile(r"\b(now|today|tomorrow|yesterday)\b", re.IGNORECASE)
_MOMENTS = frozenset({"DATE", "TIMESTAMP", "TIMESTAMPTZ", "TIME", "TIMETZ"})
_TAKES_WORDS = {
    "date": "DATE",
    "age": "TIMESTAMP",
    "timezone": "TIMESTAMP",
    "date_trunc": "TIMESTAMP",
    "date_part": "TIMESTAMP",
}
"""Functions of PostgreSQL that read a word in their last argument as a moment of this type."""
_COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Between)


class _PostgresPin(_WithAge):
    """Knows also the words that PostgreSQL takes for moments: CAST('today' AS DATE)."""

    readings = {
        "current_date": _DATE,
        "current_time": _TIMETZ,
        "current_timestamp": _TIMESTAMPTZ,
        "localtime": _TIME,
        "localtimestamp": _TIMESTAMP,
        "now": _TIMESTAMPTZ,
        "clock_timestamp": _TIMESTAMPTZ,
        "statement_timestamp": _TIMESTAMPTZ,
        "transaction_timestamp": _TIMESTAMPTZ,
        "timeofday": lambda now, _digits: f"'{now:%a %b %d %H:%M:%S.%f %Y} UTC'",
    }

    def other(self, node: exp.Expr) -> _Change | None:
        if isinstance(node, exp.Literal) and node.is_string and _WORD.search(node.name):
            kind = self._kind(node)
            text = (
                node.name if kind is None else _WORD.sub(lambda word: self._moment(word[0], kind), node.name)
            )
            return partial(node.set, "this", text) if kind else None
        return super().other(node)

    def column_name(self, column: exp.Expr) -> str:
        inner = column
        while isinstance(inner, (exp.Cast, exp.Paren)):
            inner = inner.this
        kind = column.args["to"].this.name.lower() if isinstance(column, exp.Cast) else ""
        return self._name(inner) or kind or "?column?"

    def _kind(self, text: exp.Literal) -> str | None:
        """Return the type as which this text is read, None where it isn't certain to be a moment."""
        around = text.parent
        if isinstance(around, exp.Cast) and text.arg_key == "this":
            return self._cast_kind(around)
        if isinstance(around, exp.Anonymous) and text is around.expressions[-1]:
            return _TAKES_WORDS.get(self._name(around))
        if isinstance(around, _COMPARISONS):
            kinds = (self._reading_kind(side) for side in around.iter_expressions())
            return next((kind for kind in kinds if kind), None)
        return None

    @staticmethod
    def _cast_kind(cast: exp.Expr) -> str | None:
        name = getattr(cast.args["to"].this, "name", "")
        return name if name in _MOMENTS else None

    def _reading_kind(self, side: exp.Expr) -> str | None:
        if isinstance(side, exp.Cast):
            return self._cast_kind(side)
        name = self._name(side)
        if name == "date_trunc":
            return "TIMESTAMP"
        literal = self.readings.get(name)
        cast = None if literal is None else self._parsed(literal(self.now, 6))
        return self._cast_kind(cast) if isinstance(cast, exp.Cast) else None

    def _moment(self, word: str, kind: str) -> str:
        if kind in ("TIME", "TIMETZ"):
            return _time(self.now, 6) if word.lower() == "now" else "00:00:00"
        if word.lower() == "now":
            return f"{self.now:%Y-%m-%d}" if kind == "DATE" else _timestamp(self.now, 6)
        days = {"yesterday": -1, "today": 0, "tomorrow": 1}[word.lower()]
        return f"{self.now + datetime.timedelta(days):%Y-%m-%d}"


class _DuckdbPin(_WithAge):
    """DuckDB, which takes no words for moments."""

    readings = {
        "current_date": _DATE,
        "today": _DATE,
        "current_time": _TIMETZ,
        "current_timestamp": _TIMESTAMPTZ,
        "get_current_timestamp": _TIMESTAMPTZ,
        "now": _TIMESTAMPTZ,
        "transaction_timestamp": _TIMESTAMPTZ,
        "localtime": _TIME,
        "current_localtime": _TIME,
        "localtimestamp": _TIMESTAMP,
        "current_localtimestamp": _TIMESTAMP,
    }


_TIME_VALUE = {"date": 0, "time": 0, "datetime": 0, "julianday": 0, "unixepoch": 0, "strftime": 1}
"""The place of the time value among the arguments of SQLite's functions: left out, it is now."""


class _SqlitePin(_Pin):
    """SQLite, where a function of time reads the clock if its time value is 'now' or left out."""

    readings = {
        "current_date": lambda now, _digits: f"'{now:%Y-%m-%d}'",
        "current_time": lambda now, _digits: f"'{now:%H:%M:%S}'",
        "current_timestamp": lambda now, _digits: f"'{now:%Y-%m-%d %H:%M:%S}'",
    }

    def other(self, node: exp.Expr) -> _Change | None:
        name = self._name(node)
        if name == "timediff":
            given = [self._moment() if _is_now(value) else value for value in node.expressions]
            return partial(node.set, "expressions", given) if given != node.expressions else None
        place = _TIME_VALUE.get(name)
        if place is None or len(node.expressions) < place:
            return None
        before, value = node.expressions[:place], node.expressions[place : place + 1]
        after = node.expressions[place + 1 :]
        if value and _word(value[0]) in ("subsec", "subsecond"):
            after = [*value, *after]
        elif value and not _is_now(value[0]):
            return None
        # Local time is UTC here, whatever the zone of this machine.
        after = [modifier for modifier in after if _word(modifier) not in ("localtime", "utc")]
        return partial(node.set, "expressions", [*before, self._moment(), *after])

    def _moment(self) -> exp.Expr:
        return exp.Literal.string(_timestamp(self.now, 3))


def _word(node: exp.Expr) -> str | None:
    return node.name.strip().lower() if isinstance(node, exp.Literal) and node.is_string else None


def _is_now(node: exp.Expr) -> bool:
    return _word(node) == "now"


_DATETIME = _cast("DATETIME({})", _timestamp)
_TIME_OF_DAY = _cast("TIME({})", _time)


class _MysqlPin(_Pin):
    """MySQL and MariaDB, where a moment has whole seconds unless a precision is given."""

    digits = 0
    bare = frozenset({"utc_date", "utc_time", "utc_timestamp"})
    readings = {
        "current_date": _DATE,
        "curdate": _DATE,
        "utc_date": _DATE,
        "current_time": _TIME_OF_DAY,
        "curtime": _TIME_OF_DAY,
        "utc_time": _TIME_OF_DAY,
        "current_timestamp": _DATETIME,
        "localtime": _DATETIME,
        "localtimestamp": _DATETIME,
        "now": _DATETIME,
        "sysdate": _DATETIME,
        "utc_timestamp": _DATETIME,
        "unix_timestamp": lambda now, _digits: str(int(now.replace(tzinfo=datetime.UTC).timestamp())),
    }

    def _digits(self, node: exp.Expr) -> int | None:
        # UNIX_TIMESTAMP(20240506) converts a date.
        return None if self._name(node) == "unix_timestamp" and node.expressions else super()._digits(node)


_PINS: dict[str, type[_Pin]] = {
    "duckdb": _DuckdbPin,
    "sqlite": _SqlitePin,
    "postgres": _PostgresPin,
    "mysql": _MysqlPin,
}
