"""How a query sorts, read off its tree: what a comparison of results has to know of the gold's query.

Runs nothing and compares nothing; positions are plain numbers, which `results.order` takes. Where a query's
order can't be told with certainty, it has no keys: then no two of its rows count as tied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from sqlcoder.sql import tree as trees
from sqlcoder.sql.outputs import Outputs, own_select, same, unwrapped
from sqlcoder.sql.rounding import rounded
from sqlcoder.sql.statement import read

__all__ = ["Sorting", "rounded", "selects_star", "sorting"]


@dataclass(frozen=True, slots=True)
class Sorting:
    """How a query's outermost ORDER BY sorts.

    `sql` is the query with the sort keys that it doesn't return added to the end of its select list, `hidden`
    of them. `keys` are the keys' positions among the columns that `sql` returns; negative ones count from the
    end, since nobody knows how many columns a star stands for. `untruncated` is the same query without its
    LIMIT and OFFSET, None if it has neither.
    """

    sql: str
    keys: tuple[int, ...] = ()
    hidden: int = 0
    untruncated: str | None = None

    def positions(self, columns: int) -> tuple[int, ...]:
        """Return the keys counted from 0 where `sql` returned so many columns, the hidden ones included.

        >>> sorting("SELECT * FROM t ORDER BY UPPER(name), 2", "sqlite").positions(4)
        (3, 1)
        """
        return tuple(key if key >= 0 else columns + key for key in self.keys)


def sorting(sql: str, dialect: str) -> Sorting | None:
    """Return how the query sorts its rows, None where its outermost query has no ORDER BY.

    Left without keys, so that its rows must come in exactly its order, is a query whose keys can't be added
    without changing its rows: SELECT DISTINCT sorted by something else, a set operation sorted by no column
    of its result, a key that is drawn anew or makes rows. Raise `UnsafeQuery` for what can't be read.
    """
    tree = read(sql, dialect)
    sorted_by = next((node for node in unwrapped(tree) if node.args.get("order")), None)
    if sorted_by is None:
        return None
    keys = _Keys(sorted_by, dialect).found()
    cut = _uncut(tree, sorted_by)
    if keys is None:
        return Sorting(sql, untruncated=trees.write(tree, dialect) if cut else None)
    untruncated = trees.write(_with(tree, keys.added), dialect) if cut else None
    whole = trees.write(_with(read(sql, dialect), keys.added), dialect) if keys.added else sql
    return Sorting(whole, keys.positions, len(keys.added), untruncated)


def _uncut(tree: exp.Expr, sorted_by: exp.Expr) -> bool:
    """Take LIMIT and OFFSET away from the query that sorts and those around it; say if there were any."""
    cut = False
    for node in unwrapped(tree):
        for part in ("limit", "offset"):
            cut = cut or node.args.get(part) is not None
            node.set(part, None)
        if node is sorted_by:
            break
    return cut


def _with(tree: exp.Expr, added: tuple[exp.Expr, ...]) -> exp.Expr:
    """Add columns to the innermost select of a query that is no set operation."""
    if added:
        select = next(node for node in unwrapped(tree) if isinstance(node, exp.Select))
        taken = {name.name.lower() for name in tree.find_all(exp.Identifier)}
        names = (f"sort_key_{i}" for i in range(1, len(added) + len(taken) + 1))
        free = [name for name in names if name not in taken]
        for key, name in zip(added, free, strict=False):
            select.append("expressions", exp.alias_(key.copy(), name, copy=False))
    return tree


@dataclass(frozen=True, slots=True)
class _Found:
    positions: tuple[int, ...]
    added: tuple[exp.Expr, ...]


# Their value in the select list isn't the one that was sorted by, or they make several rows of one.
_UNSTABLE = frozenset({"random", "rand", "uuid", "gen_random_uuid", "unnest", "generate_series",
                       "generate_subscripts", "regexp_split_to_table", "string_to_table",
                       "json_array_elements", "jsonb_array_elements", "columns"})  # fmt: skip


class _Keys:
    """Finds the sort keys of one query among its columns, or adds them."""

    def __init__(self, query: exp.Expr, dialect: str) -> None:
        self.query = query
        self.dialect = dialect
        self.select = own_select(query)
        self.outputs = Outputs.of(self.select)

    def found(self) -> _Found | None:
        """Return the keys, None where one of them can't be told."""
        ordered = [key.this for key in self.query.args["order"].expressions]
        if any(isinstance(key, exp.Var) for key in ordered):
            return None  # ORDER BY ALL: rows that tie are equal.
        places: list[int | exp.Expr] = []
        for key in ordered:
            place = self._place(key)
            if place is None and not self._can_add(key):
                return None
            places.append(key if place is None else place)
        added = [each for each in places if isinstance(each, exp.Expr)]
        positions: list[int] = []
        seen = 0
        for found in places:
            if isinstance(found, int):
                positions.append(found if found >= 0 else found - len(added))
            else:
                positions.append(seen - len(added))
                seen += 1
        return _Found(tuple(positions), tuple(added))

    def _place(self, key: exp.Expr) -> int | None:
        """Return the position of a key among the query's columns, None where it isn't certainly there."""
        if isinstance(key, exp.Literal) and not key.is_string and key.is_int:
            return int(key.name) - 1
        while isinstance(key, exp.Paren):
            key = key.this
        if isinstance(key, exp.Column) and not key.table:
            named = self.outputs.named(key.name)
            if named:
                # Two columns of this name are the same value, or the database refuses the query.
                return self.outputs.position(named[0])
        if not isinstance(self.query, exp.Select):
            return None
        equal = (i for i, column in enumerate(self.outputs.expressions) if same(column, key, self.query))
        return next((p for p in map(self.outputs.position, equal) if p is not None), None)

    def _can_add(self, key: exp.Expr) -> bool:
        """Say whether the key may stand in the select list, means the same there, and changes no row."""
        if not isinstance(self.query, exp.Select) or self._is_unstable(key):
            return False
        group, distinct = self.query.args.get("group"), self.query.args.get("distinct")
        if group is not None and group.args.get("all"):
            return False
        if distinct is not None and distinct.args.get("on") is None:
            # PostgreSQL sorts DISTINCT rows by their own columns only, so it is one of a star's.
            return self.dialect == "postgres" and self.outputs.width is None
        return self.dialect in ("postgres", "duckdb") or not self._means_alias(key)

    @staticmethod
    def _is_unstable(key: exp.Expr) -> bool:
        calls = (node for node in key.walk() if isinstance(node, (exp.Anonymous, exp.Unnest)))
        return any(isinstance(c, exp.Unnest) or str(c.this).lower() in _UNSTABLE for c in calls)

    def _means_alias(self, key: exp.Expr) -> bool:
        """Say whether a name within the key could be that of a selected expression."""
        for column in key.find_all(exp.Column):
            for i in self.outputs.named(column.name) if not column.table else ():
                if not same(self.outputs.expressions[i], column, self.query):
                    return True
        return False


def selects_star(sql: str, dialect: str) -> bool:
    """Say whether the outermost select, or any branch of a set operation, has a `*` or `t.*` as a column.

    Raise `UnsafeQuery` for what can't be read.

    >>> selects_star("SELECT t.* FROM t", "duckdb"), selects_star("SELECT COUNT(*) FROM t", "duckdb")
    (True, False)
    """
    return any(Outputs.of(select).width is None for select in _branches(read(sql, dialect)))


def _branches(tree: exp.Expr) -> Iterator[exp.Expr]:
    inner = list(unwrapped(tree))[-1]
    if isinstance(inner, exp.SetOperation):
        yield from _branches(inner.this)
        yield from _branches(inner.expression)
    else:
        yield inner
