"""SQL text -> parse tree and back in the same dialect, with function calls kept as they were written.

sqlglot's dialects know hundreds of functions in order to translate them. Here nothing is translated: a
call stays a call of that name, so that an allow-list sees the name the database will see, and writing the
tree gives the same query again. Only calls with a grammar of their own (`CAST(x AS t)`, `TRIM(BOTH x FROM
y)`) keep their special nodes. Judges nothing, runs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from sqlglot import ErrorLevel, exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.dialects.mysql import MySQL
from sqlglot.dialects.postgres import Postgres
from sqlglot.dialects.sqlite import SQLite
from sqlglot.generator import Generator
from sqlglot.generators.duckdb import DuckDBGenerator
from sqlglot.generators.mysql import MySQLGenerator
from sqlglot.generators.postgres import PostgresGenerator
from sqlglot.generators.sqlite import SQLiteGenerator
from sqlglot.parser import Parser
from sqlglot.parsers.duckdb import DuckDBParser
from sqlglot.parsers.mysql import MySQLParser
from sqlglot.parsers.postgres import PostgresParser
from sqlglot.parsers.sqlite import SQLiteParser
from sqlglot.tokenizer_core import Token, TokenType


def tokens(sql: str, dialect: str) -> list[Token]:
    """Split `sql` into tokens. Raise `sqlglot.errors.TokenError` where that can't be done."""
    return _dialect(dialect).tokenize(sql)


def parse(found: list[Token], sql: str, dialect: str) -> list[exp.Expr | None]:
    """Return one tree a statement. Raise `sqlglot.errors.ParseError` for what sqlglot can't read."""
    return _dialect(dialect).parser(error_level=ErrorLevel.IMMEDIATE).parse(found, sql)


def write(tree: exp.Expr, dialect: str) -> str:
    """Return the tree as SQL on one line without comments.

    Raise `sqlglot.errors.UnsupportedError` for a construct that the dialect doesn't have.
    """
    generator = _dialect(dialect).generator(comments=False, unsupported_level=ErrorLevel.RAISE)
    return generator.generate(tree, copy=False)


def _dialect(name: str) -> Dialect:
    return _DIALECTS[name]()


def _kept(parsers: Mapping[str, Any], *more: str) -> dict[str, Any]:
    names = {"CAST", "TRY_CAST", "EXTRACT", "TRIM", "SUBSTRING", "POSITION", "OVERLAY", *more}
    return {name: parser for name, parser in parsers.items() if name in names}


def _path_as_written(self: Dialect, path: exp.Expr | None) -> exp.Expr | None:
    return path


def _operator(symbol: str) -> Callable[[Generator, Any], str]:
    return lambda self, node: self.binary(node, symbol)


class _Subscripts(Parser):
    """Reads `f(x)[1]` and `t.c[1]` whatever the names f and c: sqlglot takes ARRAY and LIST for `[1]`."""

    def _parse_bracket(self, this: exp.Expr | None = None) -> exp.Expr | None:
        bracket = self._curr is not None and self._curr.token_type is TokenType.L_BRACKET
        if bracket and this is not None and this.name.upper() in self.ARRAY_CONSTRUCTORS:
            named = isinstance(this, exp.Column) and (this.table or this.this.args.get("quoted"))
            if named or not isinstance(this, exp.Column | exp.Identifier):
                this = exp.Paren(this=this)
        return super()._parse_bracket(this)


class PlainDuckDB(DuckDB):
    """DuckDB, translating nothing."""

    class Parser(_Subscripts, DuckDBParser):
        """Keeps calls as written."""

        ARRAY_CONSTRUCTORS: ClassVar[dict[str, Any]] = {"ARRAY": exp.Array}
        FUNCTIONS: ClassVar[dict[str, Any]] = {}
        FUNCTION_PARSERS = _kept(DuckDBParser.FUNCTION_PARSERS)

    class Generator(DuckDBGenerator):
        """Keeps `~`, which matches a whole string and not a part, and what follows a call."""

        MULTI_ARG_DISTINCT = True
        TRANSFORMS = {**DuckDBGenerator.TRANSFORMS, exp.RegexpLike: _operator("~")}

        def withingroup_sql(self, expression: exp.WithinGroup) -> str:
            """Write `PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)` as it is."""
            return Generator.withingroup_sql(self, expression)

        def ignorenulls_sql(self, expression: exp.IgnoreNulls) -> str:
            """Write IGNORE NULLS whatever the function's name."""
            return Generator.ignorenulls_sql(self, expression)

        def respectnulls_sql(self, expression: exp.RespectNulls) -> str:
            """Write RESPECT NULLS whatever the function's name."""
            return Generator.respectnulls_sql(self, expression)

    to_json_path = _path_as_written


class PlainSQLite(SQLite):
    """SQLite, translating nothing."""

    class Parser(SQLiteParser):
        """Keeps calls as written."""

        FUNCTIONS: ClassVar[dict[str, Any]] = {}
        FUNCTION_PARSERS = _kept(SQLiteParser.FUNCTION_PARSERS)

    class Generator(SQLiteGenerator):
        """Keeps casts to types that SQLite knows only by their affinity."""

        MULTI_ARG_DISTINCT = True
        TYPE_MAPPING = {
            **SQLiteGenerator.TYPE_MAPPING,
            exp.DType.DECIMAL: "NUMERIC",
            exp.DType.BOOLEAN: "BOOLEAN",
        }

        def cast_sql(self, expression: exp.Cast, safe_prefix: str | None = None) -> str:
            """Write CAST as CAST: `CAST(d AS DATE)` is a number in SQLite, not `DATE(d)`."""
            return Generator.cast_sql(self, expression, safe_prefix)

    to_json_path = _path_as_written


class PlainPostgres(Postgres):
    """PostgreSQL, translating nothing."""

    class Parser(_Subscripts, PostgresParser):
        """Keeps calls as written."""

        FUNCTIONS: ClassVar[dict[str, Any]] = {}
        FUNCTION_PARSERS = _kept(PostgresParser.FUNCTION_PARSERS)

    class Generator(PostgresGenerator):
        """Keeps several arguments after DISTINCT, and CURRENT_TIME, which takes no empty brackets."""

        MULTI_ARG_DISTINCT = True
        TRANSFORMS = {**PostgresGenerator.TRANSFORMS, exp.CurrentTime: lambda *_: "CURRENT_TIME"}

    to_json_path = _path_as_written


class PlainMySQL(MySQL):
    """MySQL and MariaDB, translating nothing."""

    class Parser(MySQLParser):
        """Keeps calls as written."""

        FUNCTIONS: ClassVar[dict[str, Any]] = {}
        FUNCTION_PARSERS = _kept(
            MySQLParser.FUNCTION_PARSERS, "CHAR", "CONVERT", "GROUP_CONCAT", "JSON_TABLE", "MATCH"
        )

    class Generator(MySQLGenerator):
        """Keeps REGEXP as an operator, since MariaDB has no function REGEXP_LIKE."""

        MULTI_ARG_DISTINCT = True
        TRANSFORMS = {**MySQLGenerator.TRANSFORMS, exp.RegexpLike: _operator("REGEXP")}

    to_json_path = _path_as_written


_DIALECTS: dict[str, type[Dialect]] = {
    "duckdb": PlainDuckDB,
    "sqlite": PlainSQLite,
    "postgres": PlainPostgres,
    "mysql": PlainMySQL,
}
