"""What a query is made of, and how hard it is by Spider's published rules. Used by curriculum and report.

Spider's grammar has no CTEs, windows or subqueries in a SELECT list; docs/question-formats.md says how the
rules are carried on to them. Reads the tree of a query and runs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from sqlglot import exp

from sqlcoder.sql.statement import read

Hardness = Literal["easy", "medium", "hard", "extra"]
LEVELS: tuple[Hardness, ...] = get_args(Hardness)


@dataclass(frozen=True, slots=True)
class Features:
    """Counts over a query. The first three are Spider's; the others are of the whole query.

    `components`: WHERE, GROUP BY, ORDER BY, LIMIT, joins, ORs, LIKEs and windows of the outermost SELECT.
    `nestings`: its subqueries and CTEs, and 1 for set operations. `others`, 0 to 4: more than one aggregate,
    selected column, condition in WHERE, column in GROUP BY.
    `depth` is how many SELECTs stand around the innermost one. `self_joins` are tables met again in one FROM.
    `ratios` are divisions by something that is no constant. `ordered`: the outermost query has an ORDER BY.
    """

    components: int
    nestings: int
    others: int
    joins: int
    self_joins: int
    depth: int
    subqueries: int
    ctes: int
    windows: int
    aggregates: int
    set_operations: int
    date_functions: int
    ratios: int
    ordered: bool

    @property
    def hardness(self) -> Hardness:
        """The level by Spider's thresholds, its gaps included: 2 components with 2 others are extra hard."""
        c, n, o = self.components, self.nestings, self.others
        if n == 0:
            if c <= 1 and o == 0:
                return "easy"
            if (c <= 1 and o <= 2) or (c <= 2 and o <= 1):
                return "medium"
            if (c <= 2 and o > 2) or (c == 3 and o <= 2):
                return "hard"
        return "hard" if n == 1 and c <= 1 and o == 0 else "extra"


def features(sql: str, dialect: str) -> Features:
    """Return what the query in `sql` is made of. Raise `UnsafeQuery` where it can't be read.

    Method: Yu et al., "Spider", 2018, section 4 and the hardness rules of its evaluation.

    >>> found = features("SELECT name FROM ferry WHERE id IN (SELECT ferry_id FROM crossing)", "postgres")
    >>> found.components, found.nestings, found.others, found.hardness
    (1, 1, 0, 'hard')
    """
    tree = read(sql, dialect)
    return _Counting(tree).features()


def hardness(sql: str, dialect: str) -> Hardness:
    """Return the level of the query in `sql`. Raise `UnsafeQuery` where it can't be read.

    >>> hardness("SELECT COUNT(*) FROM ferry", "postgres")
    'easy'
    """
    return features(sql, dialect).hardness


_AGGREGATES = frozenset(
    """
any_value approx_count_distinct array_agg avg bit_and bit_or bool_and bool_or corr count covar_pop covar_samp
every first group_concat json_agg json_arrayagg json_group_array jsonb_agg last list max mean median min mode
percentile_cont percentile_disc quantile quantile_cont quantile_disc regr_slope std stddev stddev_pop
stddev_samp string_agg sum total var_pop var_samp variance
""".split()
)
_DATE_FUNCTIONS = frozenset(
    """
adddate addtime age curdate current_date current_time current_timestamp date date_add date_bin date_diff
date_format date_part date_sub date_trunc datediff datepart datetime day dayname dayofmonth dayofweek
dayofyear hour isodow julian julianday last_day localtime localtimestamp make_date make_timestamp minute
month monthname now period_diff quarter second strftime strptime subdate time time_bucket timediff
timestampadd timestampdiff to_date to_timestamp to_days unix_timestamp unixepoch week weekday weekofyear
year yearweek
""".split()
)
_DATE_NODES = (
    exp.Extract, exp.Interval, exp.CurrentDate, exp.CurrentTime, exp.CurrentTimestamp, exp.Localtime,
    exp.Localtimestamp,
)  # fmt: skip
_PATTERNS = (
    exp.Like, exp.ILike, exp.Glob, exp.SimilarTo, exp.RegexpLike, exp.RegexpILike, exp.Match,
)  # fmt: skip


_QUERIES = (exp.Select, exp.SetOperation)
_CONNECTIVES = (exp.And, exp.Or, exp.Xor, exp.Not, exp.Paren)
_GROUPINGS = (exp.Rollup, exp.Cube, exp.GroupingSets)


class _Counting:
    """Counts over one tree; `select` is its outermost SELECT, in a set operation the first."""

    def __init__(self, tree: exp.Expr) -> None:
        self.tree = tree
        # The parentheses around a whole query may carry its ORDER BY and LIMIT.
        self.outer = list(_unwrapped(tree))
        self.set_operation = isinstance(self.outer[-1], exp.SetOperation)
        self.select = self.outer[-1]
        while isinstance(self.select, exp.SetOperation):
            *_, self.select = _unwrapped(self.select.this)
        self.own = list(_own(self.select))

    def features(self) -> Features:
        """Return all counts."""
        whole = list(self.tree.walk())
        return Features(
            components=self._components(),
            nestings=self._nestings(),
            others=self._others(),
            joins=sum(isinstance(node, exp.Join) for node in whole),
            self_joins=sum(_self_joins(node) for node in whole if isinstance(node, exp.Select)),
            depth=max(_depth(node) for node in whole),
            subqueries=sum(_is_subquery(node) for node in whole),
            ctes=sum(isinstance(node, exp.CTE) for node in whole),
            windows=sum(_is_window(node) for node in whole),
            aggregates=sum(_is_aggregate(node) for node in whole),
            set_operations=sum(isinstance(node, exp.SetOperation) for node in whole),
            date_functions=sum(_is_date_function(node) for node in whole),
            ratios=sum(_is_ratio(node) for node in whole),
            ordered=any(node.args.get("order") is not None for node in self.outer),
        )

    def _components(self) -> int:
        """Count Spider's components of the first kind; a window is one more, and QUALIFY another WHERE."""
        clauses = ("where", "qualify", "group", "order", "limit")
        bearers = [self.select] if self.set_operation else self.outer
        conditions = list(self._conditions())
        return (
            sum(node.args.get(clause) is not None for clause in clauses for node in bearers)
            + sum(isinstance(node, exp.Join) or _is_window(node) for node in self.own)
            + sum(isinstance(node, (exp.Or, *_PATTERNS)) for node in conditions)
        )

    def _nestings(self) -> int:
        """Count subqueries and CTEs. A chain of set operations counts once, as in Spider."""
        with_ = self.outer[-1].args.get("with_") if self.set_operation else None
        ctes = len(with_.expressions) if with_ is not None else 0
        nested = sum(isinstance(node, _QUERIES) and node is not self.select for node in self.own)
        return ctes + nested + self.set_operation

    def _others(self) -> int:
        """Count which of the four exceed one. As in Spider, aggregates in HAVING don't count."""
        order = next((node.args["order"] for node in self.outer if node.args.get("order") is not None), None)
        # The expressions of VALUES are rows.
        columns = self.select.expressions if isinstance(self.select, exp.Select) else []
        places = [*columns]
        if order is not None and not self.set_operation:
            places.append(order)
        aggregates = sum(_is_aggregate(node) for place in places for node in _own(place))
        where, group = self.select.args.get("where"), self.select.args.get("group")
        counts = (
            aggregates,
            len(columns),
            0 if where is None else _conditions_in(where.this),
            0 if group is None else _grouping_columns(group),
        )
        return sum(count > 1 for count in counts)

    def _conditions(self) -> Iterator[exp.Expr]:
        """Yield the nodes of WHERE, HAVING, QUALIFY and ON, but of no subquery in them."""
        for clause in ("where", "having", "qualify"):
            if self.select.args.get(clause) is not None:
                yield from _own(self.select.args[clause])
        for node in self.own:
            if isinstance(node, exp.Join) and node.args.get("on") is not None:
                yield from _own(node.args["on"])


def _unwrapped(tree: exp.Expr) -> Iterator[exp.Expr]:
    """Yield a query from its outer parentheses to its inside."""
    yield tree
    while isinstance(tree, exp.Subquery):
        tree = tree.this
        yield tree


def _own(place: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the nodes from `place` down to the subqueries in it, which are yielded but not entered."""
    return place.walk(prune=lambda node: node is not place and isinstance(node, _QUERIES))


def _is_subquery(node: exp.Expr) -> bool:
    """Say whether a query stands within another, as no CTE and no half of a set operation."""
    if not isinstance(node, _QUERIES):
        return False
    parent = node.parent
    while isinstance(parent, exp.Subquery):
        parent = parent.parent
    return parent is not None and not isinstance(parent, (exp.SetOperation, exp.CTE))


def _depth(node: exp.Expr) -> int:
    depth = 0
    around: exp.Expr | None = node if isinstance(node, exp.Select) else None
    while around is not None:
        depth += isinstance(around, exp.CTE) or _is_subquery(around)
        around = around.parent
    return depth


def _is_window(node: exp.Expr) -> bool:
    """Say whether this is a window function, and not the WINDOW clause that it names."""
    return isinstance(node, exp.Window) and node.arg_key != "windows"


def _is_aggregate(node: exp.Expr) -> bool:
    if not isinstance(node, exp.Anonymous):
        return isinstance(node, exp.AggFunc)
    name = str(node.this).lower()
    # SQLite's MIN and MAX of several values aggregate nothing.
    if name not in _AGGREGATES or (name in ("min", "max") and len(node.expressions) > 1):
        return False
    parent = node.parent
    while isinstance(parent, (exp.Filter, exp.WithinGroup, exp.IgnoreNulls, exp.RespectNulls)):
        parent = parent.parent
    return not isinstance(parent, exp.Window)


def _is_date_function(node: exp.Expr) -> bool:
    if isinstance(node, exp.Anonymous):
        return str(node.this).lower() in _DATE_FUNCTIONS
    return isinstance(node, _DATE_NODES)


def _is_ratio(node: exp.Expr) -> bool:
    divides = isinstance(node, (exp.Div, exp.IntDiv))
    return divides and node.expression.find(exp.Column, exp.Star) is not None


def _self_joins(select: exp.Select) -> int:
    tables = Counter(exp.table_name(node).lower() for node in _own(select) if isinstance(node, exp.Table))
    return sum(count - 1 for count in tables.values())


def _conditions_in(condition: exp.Expr) -> int:
    nodes = condition.walk(prune=lambda node: not isinstance(node, _CONNECTIVES))
    return sum(not isinstance(node, _CONNECTIVES) for node in nodes)


def _grouping_columns(group: exp.Expr) -> int:
    """Return how many columns GROUP BY has, those of ROLLUP, CUBE and GROUPING SETS each once."""
    plain = [node for node in group.expressions if not isinstance(node, _GROUPINGS)]
    sets = (node for kind in _GROUPINGS for node in group.find_all(kind))
    return len(plain) + len({column.sql() for node in sets for column in node.find_all(exp.Column)})
