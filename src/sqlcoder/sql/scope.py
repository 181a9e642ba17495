"""What a table's name in a query means: a common table expression in scope, or a table of the schema.

Where the databases differ in what a name means, the reading that lets less through is taken. Judges
nothing else than names.
"""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from sqlcoder.schema.model import Schema, Table


def find_table(node: exp.Table, schema: Schema) -> Table | None:
    """Return the schema's table that `node` names, or None.

    A name that matches in its exact spelling wins over one that matches ignoring case.
    """
    name, namespace = spelled(node.this, schema.dialect), _namespace(node, schema.dialect)
    exact = replace(schema, tables=tuple(t for t in schema.tables if t.name == name))
    return exact.table(name, namespace) or schema.table(name, namespace)


def names_cte(node: exp.Table, dialect: str) -> bool:
    """Say whether `node` names a common table expression that is in scope where it stands."""
    if node.args.get("db") is not None:
        return False
    name = _compared(node.this, dialect)
    parent = node.parent
    while parent is not None:
        with_ = parent.args.get("with_")
        if isinstance(with_, exp.With) and name in _visible(with_, node, dialect):
            return True
        parent = parent.parent
    return False


def cte_names(tree: exp.Expr) -> list[str]:
    """Return the names of all common table expressions in the query, as written."""
    return [cte.alias for cte in tree.find_all(exp.CTE)]


def spelled(identifier: exp.Expr, dialect: str) -> str:
    """Return the name that `identifier` means in `dialect`: folded where it isn't quoted."""
    folds = dialect == "postgres" and not identifier.args.get("quoted")
    return identifier.name.lower() if folds else identifier.name


def _compared(identifier: exp.Expr, dialect: str) -> str:
    """Return the name by which `dialect` knows a CTE. DuckDB and SQLite ignore case, in ASCII for certain."""
    name = spelled(identifier, dialect)
    return name.translate(_LOWER) if dialect in ("duckdb", "sqlite") else name


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _namespace(node: exp.Table, dialect: str) -> str | None:
    namespace = node.args.get("db")
    return None if namespace is None else spelled(namespace, dialect)


def _visible(with_: exp.With, node: exp.Table, dialect: str) -> set[str]:
    """Return the names of `with_` that `node` can see: all from the query's body, earlier ones from a CTE.

    A CTE sees itself only in the second half of a UNION under RECURSIVE: elsewhere some databases take its
    name for the table of the same name outside.
    """
    names: set[str] = set()
    for cte in with_.expressions:
        name = _compared(cte.args["alias"].this, dialect)
        if _inside(node, cte):
            second = cte.this.args.get("expression") if isinstance(cte.this, exp.Union) else None
            if with_.recursive and second is not None and _inside(node, second):
                names.add(name)
            break
        names.add(name)
    return names


def _inside(node: exp.Expr, ancestor: exp.Expr) -> bool:
    found: exp.Expr | None = node
    while found is not None and found is not ancestor:
        found = found.parent
    return found is ancestor
