"""The guard's rules: SQL text -> the query written anew and the tables it reads, or `UnsafeQuery`.

Everything is refused that no rule allows. Imports sqlglot, which takes a moment: `guard` imports this
module when it is first needed. Runs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from sqlglot import exp
from sqlglot.errors import SqlglotError

from sqlcoder.errors import InvalidQuery, UnsafeQuery
from sqlcoder.schema.model import Schema
from sqlcoder.sql import tree as trees
from sqlcoder.sql.bounds import excess
from sqlcoder.sql.dialect import DIALECTS
from sqlcoder.sql.dialect import dialect as dialect_named
from sqlcoder.sql.functions import allowed
from sqlcoder.sql.nodes import NODES, PARTS, ROOTS
from sqlcoder.sql.scope import cte_names, find_table, names_cte, spelled
from sqlcoder.sql.statement import ONLY_SELECT, keeps_strings, place, read

_CATALOGUES = frozenset({"information_schema", "pg_catalog", "mysql", "performance_schema", "sys"})
_CATALOGUE = re.compile(r"(?i)(pg|sqlite|duckdb)_")


@dataclass(frozen=True, slots=True)
class Passed:
    """A query that no rule refused: its text, written anew, and the qualified names of its tables."""

    sql: str
    tables: tuple[str, ...]


def apply(sql: str, schema: Schema, functions: tuple[str, ...]) -> Passed:
    """Return the query in `sql`, written anew. Raise `UnsafeQuery` with the rule that refuses it."""
    try:
        judge = _Judge(sql, schema, functions)
        text = judge.judged()
        # What runs is the new text: it has to pass by itself, and to mean the same tree.
        again = _Judge(text, schema, functions).judged()
    except RecursionError:
        raise UnsafeQuery("The query is nested too deeply.", fix="Write it with fewer levels.") from None
    if again != text or not keeps_strings(sql, text, schema.dialect):
        raise UnsafeQuery(
            "The query uses a construct that can't be written anew with certainty.",
            fix="Write it more simply, such as CAST('...' AS INTERVAL) for an interval of several units.",
        )
    return Passed(text, tuple(sorted(judge.tables)))


class _Judge:
    """Reads one query and judges every node of its tree; `tables` fills up on the way."""

    def __init__(self, sql: str, schema: Schema, functions: tuple[str, ...]) -> None:
        self.sql = sql
        self.schema = schema
        self.dialect = schema.dialect
        self.own_functions = {name.lower() for name in functions}
        self.tables: set[str] = set()

    def judged(self) -> str:
        """Return the query written anew, if no rule refuses it."""
        self.tree = read(self.sql, self.dialect)
        if not isinstance(self.tree, ROOTS):
            self._refuse(_title(self.tree), self.tree, ONLY_SELECT)
        self._row_functions = _row_functions(self.tree) if self.dialect == "postgres" else {}
        for node in list(self.tree.walk()):
            self._node(node)
        try:
            return trees.write(self.tree, self.dialect)
        except SqlglotError as error:
            raise UnsafeQuery(f"The query can't be written as {self._title}: {error}") from None

    @property
    def _title(self) -> str:
        return dialect_named(self.dialect).title

    def _node(self, node: exp.Expr) -> None:
        kind = type(node)
        if kind not in NODES:
            self._refuse(_title(node), node, ONLY_SELECT)
        if kind in PARTS:
            for part, value in node.args.items():
                if value and part not in PARTS[kind]:
                    self._refuse(_part_title(node, part), node)
        if isinstance(node.parent, _READERS) and node.arg_key == "this" and not isinstance(node, _SOURCES):
            self._refuse(f"Reading from {node.sql(self.dialect)}", node)
        if isinstance(node.parent, exp.Pivot) and node.arg_key == "expressions":
            self._pivoted(node)
        if isinstance(node, exp.Table):
            self._table(node)
        elif isinstance(node, exp.Anonymous):
            self._function(node)
        elif isinstance(node, exp.DataType):
            self._type(node)
        elif isinstance(node, exp.Column):
            self._column(node)
        elif isinstance(node, exp.Dot):
            self._dot(node)
        elif isinstance(node, exp.In) and node.args.get("field") is not None and self.dialect != "duckdb":
            # SQLite reads x IN t as x IN (SELECT * FROM t); in DuckDB it is a list's column.
            self._refuse("IN without brackets", node, "Write IN (SELECT ... FROM ...) or IN (1, 2).")
        elif isinstance(node, exp.PropertyEQ) and self.dialect != "duckdb":
            self._refuse("An assignment", node)
        elif isinstance(node, exp.Var) and not re.fullmatch(r"\w[\w ]*", node.name):
            self._refuse(f'The word "{node.name}"', node)

    def _table(self, node: exp.Table) -> None:
        if isinstance(node.this, exp.Anonymous):
            if node.args.get("db") is not None:
                self._refuse("A function with a prefix", node)
            return
        if not isinstance(node.this, exp.Identifier):
            self._refuse(f"Reading from {node.this.sql()}", node)
        if not isinstance(node.args.get("db"), exp.Identifier | None):
            self._refuse("A table with an empty prefix", node)
        name = spelled(node.this, self.dialect)
        if names_cte(node, self.dialect):
            return
        select = node.find_ancestor(exp.Select)
        if select is not None and self._is_dual(node, select):
            # Written anew, the word would be quoted and name a table; without FROM it means the same.
            select.set("from_", None)
            return
        table = find_table(node, self.schema)
        # PostgreSQL looks in its catalogue before any other namespace.
        shadowed = self.dialect == "postgres" and not node.db and name.startswith("pg_")
        if table is None or shadowed:
            self._unknown_table(node)
        if table.name != name:
            plain = re.fullmatch(r"[a-z_][a-z0-9_]*", table.name) is not None
            node.set("this", exp.to_identifier(table.name, quoted=node.this.quoted or not plain))
        self.tables.add(table.qualified_name)

    def _is_dual(self, node: exp.Table, select: exp.Select) -> bool:
        alone = isinstance(node.parent, exp.From) and not select.args.get("joins")
        return self.dialect == "mysql" and alone and not node.db and node.name.lower() == "dual"

    def _unknown_table(self, node: exp.Table) -> NoReturn:
        written = f"{node.db}.{node.name}" if node.db else node.name
        known = [*cte_names(self.tree), *(t.name for t in self.schema.tables)]
        close = get_close_matches(node.name.lower(), [k.lower() for k in known], n=1, cutoff=0.6)
        guess = next((k for k in known if k.lower() == close[0]), None) if close else None
        fix = f'Did you mean table "{guess}"?' if guess else "Use only the tables of the schema."
        # The catalogue is there, and kept from queries; any other name is a slip.
        kind = UnsafeQuery if node.db.lower() in _CATALOGUES or _CATALOGUE.match(node.name) else InvalidQuery
        raise kind(
            f'Table "{written}" is not among the tables that may be read.', where=self._place(node), fix=fix
        )

    def _function(self, node: exp.Anonymous) -> None:
        if isinstance(node.parent, exp.Dot):
            return  # judged with its prefix
        if isinstance(node.this, exp.Identifier):
            self._refuse(f'The quoted function name "{node.this.name}"', node, "Write it without quotes.")
        name = node.name.lower()
        in_from = isinstance(node.parent, exp.Table | exp.Lateral) and node.arg_key == "this"
        lists = allowed(self.dialect)
        if name not in self.own_functions and name not in (lists.table if in_from else lists.scalar):
            self._refuse_function(name, node, "in FROM " if in_from else "")
        reason = excess(name, node.expressions, self.dialect)
        if reason is not None:
            raise UnsafeQuery(f'The call of "{name}" {reason}.', where=self._place(node), fix="Ask for less.")

    def _refuse_function(self, name: str, node: exp.Expr, place: str) -> NoReturn:
        close = get_close_matches(name, sorted(allowed(self.dialect).scalar), n=1, cutoff=0.8)
        # A function that is harmless in another dialect is no attack, but isn't there in this one.
        kind = InvalidQuery if any(name in allowed(other).scalar for other in DIALECTS) else UnsafeQuery
        raise kind(
            f'The function "{name}" {place}is not on the list of harmless functions of {self._title}.',
            where=self._place(node),
            fix=f'Did you mean "{close[0]}"?' if close else "Use one of the usual built-in functions.",
        )

    def _type(self, node: exp.DataType) -> None:
        name = getattr(node.this, "name", "")
        if name not in allowed(self.dialect).types and not isinstance(node.this, exp.Interval):
            self._refuse(f"The type {node.sql(self.dialect)}", node, "Cast to a usual type.")

    def _column(self, node: exp.Column) -> None:
        if isinstance(node.this, exp.Star):
            return
        name, qualifier = node.name.lower(), node.table.lower()
        bare = not qualifier and not node.this.quoted and self.dialect in ("postgres", "duckdb")
        if bare and name in allowed(self.dialect).session:
            self._refuse(f"{name}, which tells about the session,", node, f'For a column write "{name}".')
        columns = self._row_functions.get(qualifier)
        if columns is not None and name not in columns:
            # PostgreSQL reads x.f as f(x) where x is a value that a function in FROM gave.
            self._refuse(f'"{qualifier}.{name}", which could call a function,', node, "Name its columns.")

    def _dot(self, node: exp.Dot) -> None:
        if isinstance(node.expression, exp.Anonymous):
            name = ".".join(p.name for p in node.flatten() if isinstance(p, exp.Identifier | exp.Anonymous))
            if name.lower() not in self.own_functions:
                self._refuse(f'A function with a prefix ("{name}")', node, "Write f(x) without a prefix.")
        elif self.dialect != "duckdb" and not isinstance(node.expression, exp.Star):
            self._refuse("A field of an expression", node, "Name the column without brackets.")

    def _pivoted(self, node: exp.Expr) -> None:
        # DuckDB looks the values up with a statement of its own, which can't run in a read-only subquery.
        pivot = node.parent.args if node.parent is not None else {}
        named = isinstance(node, exp.In) or pivot.get("fields") or pivot.get("unpivot")
        if not named:
            self._refuse("PIVOT without its values", node, "Name them: ON column IN ('a', 'b').")

    def _refuse(self, what: str, node: exp.Expr, fix: str | None = None) -> NoReturn:
        raise UnsafeQuery(f"{what} is not allowed in a query.", where=self._place(node), fix=fix)

    def _place(self, node: exp.Expr) -> str | None:
        start = next((n.meta["start"] for n in node.walk() if "start" in n.meta), None)
        return None if start is None else place(self.sql, start)


_READERS = (exp.From, exp.Join, exp.Lateral)
_SOURCES = (
    exp.Table, exp.Subquery, exp.Lateral, exp.Unnest, exp.Values, exp.Pivot, exp.JSONTable, exp.Anonymous,
)  # fmt: skip


def _row_functions(tree: exp.Expr) -> dict[str, set[str]]:
    """Return the columns that may be named of each function in FROM, by its alias."""
    found: dict[str, set[str]] = {}
    for node in tree.find_all(exp.Table, exp.Unnest, exp.Lateral):
        called = node if isinstance(node, exp.Unnest) else node.this
        if isinstance(called, exp.Unnest | exp.Anonymous):
            alias = node.args.get("alias")
            own = "unnest" if isinstance(called, exp.Unnest) else called.name.lower()
            name = alias.name.lower() if alias is not None and alias.name else own
            columns = alias.args.get("columns") or () if alias is not None else ()
            offset = called.args.get("offset")
            given = [*columns, offset] if isinstance(offset, exp.Expr) else columns
            own_columns = {c.name.lower() for c in given} | {name, "key", "value", "ordinality"}
            # Two functions of one alias, in different subqueries: only what is a column of both.
            found[name] = found.get(name, own_columns) & own_columns
    return found


_TITLES = {
    "Into": "SELECT ... INTO",
    "Command": "A command",
    "Lock": "A lock (FOR UPDATE, FOR SHARE)",
    "Parameter": "A variable or parameter",
    "SessionParameter": "A system variable",
    "Placeholder": "A placeholder for a parameter",
    "Hint": "A hint to the optimiser",
    "ObjectIdentifier": "A cast to a name of the catalogue",
    "CurrentUser": "CURRENT_USER, which tells about the session,",
    "SessionUser": "SESSION_USER, which tells about the session,",
    "CurrentRole": "CURRENT_ROLE, which tells about the session,",
    "CurrentSchema": "CURRENT_SCHEMA, which tells about the session,",
    "CurrentCatalog": "CURRENT_CATALOG, which tells about the session,",
    "Delete": "DELETE",
    "Update": "UPDATE",
    "Insert": "INSERT",
    "Merge": "MERGE",
    "Describe": "DESCRIBE",
    "Summarize": "SUMMARIZE",
    "HistoricalData": "Reading an earlier version of a table",
    "NextValueFor": "NEXT VALUE FOR",
    "Partition": "Choosing a partition",
}


def _title(node: exp.Expr) -> str:
    kind = type(node).__name__
    return _TITLES.get(kind) or f"The construct {re.sub(r'(?<=[a-z])(?=[A-Z])', ' ', kind)}"


_PART_TITLES = {
    "catalog": "A table of another database",
    "into": "SELECT ... INTO",
    "locks": "A lock (FOR UPDATE, FOR SHARE)",
    "hint": "A hint to the optimiser",
    "hints": "A hint to the optimiser",
    "indexed": "A hint to the optimiser",
    "operation_modifiers": "A modifier of SELECT such as SQL_CALC_FOUND_ROWS",
    "version": "Reading an earlier version of a table",
    "when": "Reading an earlier version of a table",
    "partition": "Choosing a partition",
}


def _part_title(node: exp.Expr, part: str) -> str:
    kind = type(node).__name__
    return _PART_TITLES.get(part) or f'The clause "{part.replace("_", " ").strip()}" of {kind}'
