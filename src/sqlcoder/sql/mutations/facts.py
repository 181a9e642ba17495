"""What keys, nullability and conditions prove of a query's rows: no NULL here, rows all different, one match.

Every function says yes only where that holds for any rows the schema allows.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from sqlcoder.schema.model import Table
from sqlcoder.sql.mutations.edit import conjuncts
from sqlcoder.sql.mutations.query import Origin, Query, Source, called, is_aggregate, own
from sqlcoder.sql.mutations.rows import aggregates, groups_plainly

Name = tuple[str, str]
"""A source and one of its columns, in lower case."""

_STRICT = ("date_trunc", "lower", "upper", "abs", "round", "floor", "length", "trim", "strftime", "date")
_COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Like, exp.ILike)
_PASSING = (exp.Paren, exp.Cast, exp.Neg, exp.Extract, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Substring)


def certain(query: Query, select: exp.Select) -> list[exp.Expr]:
    """Return conditions that hold for every row: of WHERE, and of inner joins that no later join undoes."""
    where = select.args.get("where")
    found = [] if where is None else list(conjuncts(where.this))
    joins = [source.join for source in query.sources(select) if source.join is not None]
    if not any(join.side in ("RIGHT", "FULL") for join in joins):
        for join in joins:
            if not join.side and join.args.get("on") is not None:
                found += conjuncts(join.args["on"])
    return found


def rejects(condition: exp.Expr, is_null: Callable[[exp.Column], bool]) -> bool:
    """Say whether a condition can't be true where the columns that `is_null` picks are NULL."""
    if isinstance(condition, exp.Paren):
        return rejects(condition.this, is_null)
    if isinstance(condition, exp.And | exp.Or):
        sides = [rejects(side, is_null) for side in (condition.this, condition.expression)]
        return any(sides) if isinstance(condition, exp.And) else all(sides)
    if isinstance(condition, exp.Not):
        inside = condition.this.unnest()
        # IN an empty subquery is false for NULL too, so that NOT IN is true.
        empty = isinstance(inside, exp.In) and inside.args.get("query") is not None
        null_test = isinstance(inside, exp.Is) and isinstance(inside.expression, exp.Null)
        return not empty and (_is_null_then(inside, is_null) or null_test and _null(inside.this, is_null))
    if isinstance(condition, exp.Is):
        tests = isinstance(condition.expression, exp.Null) and condition.args.get("negate")
        return bool(tests) and _null(condition.this, is_null)
    return _is_null_then(condition, is_null)


def _is_null_then(condition: exp.Expr, is_null: Callable[[exp.Column], bool]) -> bool:
    """Say whether a condition is NULL, or false as `x IN (no rows)` is, where those columns are NULL."""
    if isinstance(condition, _COMPARISONS):
        sides = (condition.this, condition.expression)
        # x = ALL (no rows) is true whatever x is.
        return not any(isinstance(s, exp.All | exp.Any) for s in sides) and any(
            _null(side, is_null) for side in sides
        )
    if isinstance(condition, exp.Between | exp.In):
        return _null(condition.this, is_null)
    return _null(condition, is_null)


def _null(node: exp.Expr, is_null: Callable[[exp.Column], bool]) -> bool:
    """Say whether an expression is NULL where those columns are."""
    if isinstance(node, exp.Column):
        return is_null(node)
    if isinstance(node, _PASSING) or called(node, *_STRICT):
        return any(
            _null(part, is_null) for part in node.iter_expressions() if not isinstance(part, exp.DataType)
        )
    return False


def is_filled_up(query: Query, source: Source, select: exp.Select) -> bool:
    """Say whether an outer join may put a row of NULLs in the place of a row of `source`."""
    sources = query.sources(select)
    later = sources[sources.index(source) + 1 :]
    own_side = source.join is not None and source.join.side in ("LEFT", "FULL")
    return own_side or any(s.join is not None and s.join.side in ("RIGHT", "FULL") for s in later)


def is_needed(query: Query, select: exp.Select, name: str, but: exp.Join | None = None) -> bool:
    """Say whether a condition, not of `but`, lets no row pass that has NULLs for the source `name`."""
    inside = {id(node) for node in but.walk()} if but is not None else set()
    return any(
        rejects(condition, lambda column: column.table.lower() == name)
        for condition in certain(query, select)
        if id(condition) not in inside
    )


def never_null(query: Query, column: exp.Expr) -> bool:
    """Say whether a column is never NULL in the rows that its SELECT computes its result from."""
    origin = query.origin(column)
    if origin is None or not groups_plainly(origin.select):
        return False
    select = origin.select
    if any(rejects(condition, lambda c: c == column) for condition in certain(query, select)):
        return True
    filled = is_filled_up(query, origin.source, select)
    return not origin.column.nullable and (not filled or is_needed(query, select, origin.source.name))


def finds_one(query: Query, join: exp.Join) -> bool:
    """Say whether a join finds exactly one row for each: from a foreign key that is never NULL to its key."""
    select = join.parent
    if not isinstance(select, exp.Select) or join.args.get("on") is None:
        return False
    joined = next(source for source in query.sources(select) if source.join is join)
    pairs: dict[str, str] = {}
    owners: dict[str, Table] = {}
    for condition in conjuncts(join.args["on"]):
        pair = _ours_and_theirs(query, condition, joined)
        if pair is None or pair[0].column.nullable or is_filled_up(query, pair[0].source, select):
            return False
        pairs[pair[0].column.name] = pair[1].column.name
        owners[pair[0].source.name] = pair[0].table
    return len(owners) == 1 and any(
        query.schema.table(key.table, key.namespace) == joined.table
        and dict(zip(key.columns, key.references, strict=True)) == pairs
        and joined.table is not None
        and set(key.references) == set(joined.table.primary_key)
        for owner in owners.values()
        for key in owner.foreign_keys
    )


def _ours_and_theirs(query: Query, condition: exp.Expr, joined: Source) -> tuple[Origin, Origin] | None:
    """Return the columns that a condition equates, the joined table's second; None if it is no equation."""
    if not isinstance(condition, exp.EQ):
        return None
    one, other = query.origin(condition.this), query.origin(condition.expression)
    if one is None or other is None or one.select is not other.select:
        return None
    if (one.source == joined) == (other.source == joined):
        return None
    return (other, one) if one.source == joined else (one, other)


def follows(query: Query, select: exp.Select, start: set[Name]) -> set[Name]:
    """Return the columns whose values are the same in all rows that agree in the columns of `start`.

    A primary key determines its row, an equation the other side, and a constant itself. With RIGHT and FULL
    joins nothing is concluded.
    """
    sources = query.sources(select)
    if any(source.join is not None and source.join.side in ("RIGHT", "FULL") for source in sources):
        return start
    known, before = set(start), -1
    while len(known) > before:
        before = len(known)
        for source in sources:
            table, unique = source.table, key(query, source)
            if table is not None and unique is not None and unique <= known:
                known |= {(source.name, c.name.lower()) for c in table.columns}
        for condition in certain(query, select):
            known |= _equated(query, condition, known)
        for source in sources:
            known |= _looked_up(query, source, known)
    return known


def _equated(query: Query, condition: exp.Expr, known: set[Name]) -> set[Name]:
    if not isinstance(condition, exp.EQ):
        return set()
    found = set()
    for side, other in ((condition.this, condition.expression), (condition.expression, condition.this)):
        if not isinstance(side, exp.Column):
            continue
        # MySQL finds 'a' equal to 'A', so that an equation leaves the value open.
        exact = query.dialect != "mysql" or query.family(side) != "text"
        fixed = isinstance(other, exp.Literal) or (
            isinstance(other, exp.Column) and name(query, other) in known
        )
        if exact and fixed:
            found.add(name(query, side))
    return found


def _looked_up(query: Query, source: Source, known: set[Name]) -> set[Name]:
    """Return the columns of a LEFT JOIN's table that are equated with known ones, if it is ON nothing else.

    Then it depends on known values alone whether a row is found, and for the primary key which one.
    """
    join = source.join
    if join is None or join.side != "LEFT" or join.args.get("on") is None:
        return set()
    found = set()
    for condition in conjuncts(join.args["on"]):
        sides = [condition.this, condition.expression] if isinstance(condition, exp.EQ) else []
        names = [name(query, side) for side in sides if isinstance(side, exp.Column)]
        ours = [n for n in names if n[0] != source.name and n in known]
        theirs = [n for n in names if n[0] == source.name]
        if len(ours) != 1 or len(theirs) != 1:
            return set()
        found.add(theirs[0])
    keys = source.table.primary_key if source.table is not None else ()
    return found if keys and {n[1] for n in found} == {key.lower() for key in keys} else set()


def name(query: Query, column: exp.Expr) -> Name:
    """Return a column as `follows` knows it."""
    origin = query.origin(column)
    source = column.args["table"].name if column.args.get("table") is not None else ""
    return (source.lower() if origin is None else origin.source.name, column.name.lower())


def key(query: Query, source: Source) -> set[Name] | None:
    """Return columns that tell the rows of a source apart: its primary key, or what a subquery groups by.

    None where there are none, or they aren't known; no column tells the one row of an aggregate.
    """
    if source.table is not None:
        return {(source.name, column.lower()) for column in source.table.primary_key} or None
    select = source.made_by
    if select is None:
        return None
    names = {p.unalias().sql(): p.alias_or_name.lower() for p in select.expressions}
    group = select.args.get("group")
    if group is None and not (aggregates(select) and rows_differ(query, select)):
        return None
    grouped_by = [expression.sql() for expression in group.expressions] if group is not None else []
    selected = rows_differ(query, select) and all(expression in names for expression in grouped_by)
    return {(source.name, names[expression]) for expression in grouped_by} if selected else None


def has_key(query: Query, select: exp.Select, start: set[Name]) -> bool:
    """Say whether the columns of `start` tell every row before grouping from every other."""
    known = follows(query, select, start)
    keys = [key(query, source) for source in query.sources(select)]
    return bool(keys) and all(unique is not None and unique <= known for unique in keys)


def is_one_row(query: Query, select: exp.Select) -> bool:
    """Say whether a SELECT reads one row only, or makes one of all it reads."""
    if select.args.get("group") is None and aggregates(select):
        return True
    keys = [key(query, source) for source in query.sources(select)]
    return bool(keys) and all(unique == set() for unique in keys)


def rows_differ(query: Query, select: exp.Select) -> bool:
    """Say whether no two rows of a SELECT, its own DISTINCT aside, are the same."""
    projected = [projection.unalias() for projection in select.expressions]
    start = {name(query, column) for column in projected if isinstance(column, exp.Column)}
    group = select.args.get("group")
    if group is not None:
        known = follows(query, select, start)
        shown = (e in projected or _is_known(query, e, known) for e in group.expressions)
        return groups_plainly(select) and all(shown)
    if aggregates(select):
        return any(is_aggregate(node) for projection in projected for node in own(projection))
    return has_key(query, select, start)


def _is_known(query: Query, expression: exp.Expr, known: set[Name]) -> bool:
    columns = list(expression.find_all(exp.Column))
    return bool(columns) and all(name(query, column) in known for column in columns)


def only_membership_counts(select: exp.Select | exp.SetOperation) -> bool:
    """Say whether a query is read only for which rows it has, not for how many of each."""
    node: exp.Expr = select
    while not any(node.args.get(part) is not None for part in ("limit", "offset")):
        parent = node.parent
        if isinstance(parent, exp.In | exp.Exists | exp.Any | exp.All):
            return True
        if isinstance(parent, exp.SetOperation) and parent.args.get("distinct"):
            return True
        if not isinstance(parent, exp.Union | exp.Subquery) or isinstance(parent.parent, exp.From | exp.Join):
            return False
        node = parent
    return False
