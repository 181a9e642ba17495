"""The form of a query: its tree with every name and value masked, so that only these may differ.

Names are numbered in the order in which they occur, so that it counts where the same one stands again. Reads
no schema and runs nothing.
"""

from __future__ import annotations

from sqlglot import exp

from sqlcoder.sql.statement import read
from sqlcoder.sql.tree import write


def skeleton(sql: str, dialect: str) -> str:
    """Return the form of the query in `sql`. Raise `UnsafeQuery` where it can't be read.

    >>> skeleton("SELECT ferry.name FROM ferry WHERE ferry.seats > 5 AND ferry.name <> 'Alba'", "postgres")
    'SELECT n2.n1 FROM n2 WHERE n2.n3 > ? AND n2.n1 <> ?'
    """
    tree = read(sql, dialect)
    numbers: dict[str, int] = {}
    for node in list(tree.walk()):
        if isinstance(node, exp.Literal):
            node.replace(exp.Var(this="?"))
    for node in tree.walk(bfs=False):
        if isinstance(node, exp.Identifier):
            number = numbers.setdefault(node.name.lower(), len(numbers) + 1)
            node.set("this", f"n{number}")
            node.set("quoted", False)
    return write(tree, dialect)
