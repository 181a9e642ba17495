"""Recipes for questions on one table: lists, counts, groups, extremes, shares, years."""

from __future__ import annotations

from collections.abc import Callable

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.example import Gold
from sqlcoder.dataset.synthesis.conditions import condition, year_of
from sqlcoder.dataset.synthesis.pair import Pair, alias, column, place, shown, within_year
from sqlcoder.dataset.synthesis.phrases import adds_up, plural, what, with_article
from sqlcoder.dataset.synthesis.profile import Profile

_AGGREGATES = (
    ("AVG", "average", "the average {m}"),
    ("MAX", "highest", "the highest {m}"),
    ("MIN", "lowest", "the lowest {m}"),
    ("SUM", "total", "the total {m}"),
)
_MOST_SHOWN = 10


def listed(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "Which shops are ...?"."""
    entity = draws.pick(profile.entities)
    met = condition(entity, draws)
    if met is None:
        return None
    columns = shown(entity)
    frame = draws.pick(
        (
            "Which {plural} are there {said}?",
            "List the {plural} {said}.",
            "all {plural} {said}",
            "{plural} {said}?",
        )
    )
    sql = f"SELECT {columns.sql} FROM {place(entity)} WHERE {met.sql}"
    return Pair("where", frame.format(plural=plural(entity), said=met.said), columns.gold(sql))


def counted(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "How many shops ...?", at times with two conditions."""
    entity = draws.pick(profile.entities)
    first, second = condition(entity, draws), condition(entity, draws)
    if first is None:
        return None
    both = second is not None and draws.chance(0.5) and first.sql.split()[0] != second.sql.split()[0]
    met = f"{first.sql} AND {second.sql}" if both and second else first.sql
    words = f"{first.said} and {second.said}" if both and second else first.said
    frame = draws.pick(
        ("How many {plural} are there {words}?", "number of {plural} {words}", "Count the {plural} {words}.")
    )
    sql = f"SELECT COUNT(*) AS number_of_rows FROM {place(entity)} WHERE {met}"
    return Pair(
        "where", frame.format(plural=plural(entity), words=words), Gold(sql, required=("number_of_rows",))
    )


def grouped(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "How many shops for each town?"."""
    entity = draws.pick(profile.entities)
    if not entity.categories():
        return None
    field = draws.pick(entity.categories())
    by = column(entity, field.column.name)
    frame = draws.pick(
        (
            "How many {plural} are there for each {what}?",
            "{plural} counted by {what}",
            "Count {plural} per {what}.",
        )
    )
    sql = f"SELECT {by}, COUNT(*) AS number_of_rows FROM {place(entity)} GROUP BY {by}"
    names = (field.column.name, "number_of_rows")
    return Pair("group_by", frame.format(plural=plural(entity), what=what(field)), Gold(sql, required=names))


def measured(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "What is the average price for each kind?", at times under a condition."""
    entity = draws.pick(profile.entities)
    if not entity.categories() or not entity.measures():
        return None
    field, amount = draws.pick(entity.categories()), draws.pick(entity.measures())
    function, prefix, words = draws.pick(_AGGREGATES if adds_up(amount) else _AGGREGATES[:-1])
    by, name = column(entity, field.column.name), alias(prefix, amount.column.name)
    met = condition(entity, draws) if draws.chance(0.4) else None
    if met is not None and by in met.sql:
        return None
    where = f" WHERE {met.sql}" if met else ""
    sql = (
        f"SELECT {by}, {function}({column(entity, amount.column.name)}) AS {name} "
        f"FROM {place(entity)}{where} GROUP BY {by}"
    )
    frame = draws.pick(
        (
            "What is {m} of {plural} for each {c}?",
            "{m} of the {plural} by {c}",
            "Show {m} of {plural} per {c}.",
        )
    )
    rows = plural(entity) + (f" {met.said}" if met else "")
    question = frame.format(m=words.format(m=what(amount)), plural=rows, c=what(field))
    return Pair("group_by", question, Gold(sql, required=(field.column.name, name)))


def topmost(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "the five shops with the highest takings"."""
    entity = draws.pick(profile.entities)
    if not entity.measures():
        return None
    amount, most = draws.pick(entity.measures()), draws.whole(2, _MOST_SHOWN)
    downwards = draws.chance(0.7)
    columns = shown(entity)
    by = column(entity, amount.column.name)
    direction = "DESC NULLS LAST" if downwards else "NULLS LAST"
    sql = f"SELECT {columns.sql}, {by} FROM {place(entity)} ORDER BY {by} {direction} LIMIT {most}"
    frame = draws.pick(
        (
            "Which {n} {plural} have the {end} {m}, {order} first?",
            "the {n} {plural} with the {end} {m}, starting with the {order}",
            "Give me {n} {plural}: those with the {end} {m}, sorted, {order} on top.",
        )
    )
    end = "highest" if downwards else "lowest"
    question = frame.format(n=most, plural=plural(entity), end=end, order=end, m=what(amount))
    gold = columns.gold(sql, optional=(amount.column.name,))
    return Pair("order_by", question, gold, ordered=True)


def share(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "What percentage of shops ...?", at times for each group."""
    entity = draws.pick(profile.entities)
    met = condition(entity, draws)
    if met is None:
        return None
    groups = [field for field in entity.categories() if field.column.name not in met.sql]
    field = draws.pick(groups) if groups and draws.chance(0.4) else None
    part = f"100.0 * SUM(CASE WHEN {met.sql} THEN 1 ELSE 0 END) / NULLIF(COUNT(*), 0) AS percentage"
    frame = draws.pick(
        (
            "What percentage of the {plural} are those {said}?",
            "{plural} {said} as a percentage of all {plural}",
        )
    )
    question = frame.format(plural=plural(entity), said=met.said)
    if field is None:
        sql = f"SELECT {part} FROM {place(entity)}"
        return Pair("ratio", question, Gold(sql, required=("percentage",)))
    by = column(entity, field.column.name)
    sql = f"SELECT {by}, {part} FROM {place(entity)} GROUP BY {by}"
    question = f"{question.rstrip('?')}, for each {what(field)}"
    return Pair("ratio", question, Gold(sql, required=(field.column.name, "percentage")))


def by_period(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "How many sales were there in each month of 2023?", or in each year."""
    entity = draws.pick(profile.entities)
    if not entity.moments():
        return None
    moment = draws.pick(entity.moments())
    name, year = column(entity, moment.column.name), year_of(moment, draws)
    sums = [field for field in entity.measures() if adds_up(field)]
    amount = draws.pick(sums) if sums and draws.chance(0.5) else None
    value, called = ("COUNT(*)", "number_of_rows")
    words = f"How many {plural(entity)} were there"
    if amount is not None:
        called = alias("total", amount.column.name)
        value = f"SUM({column(entity, amount.column.name)})"
        words = f"What is the total {what(amount)} of the {plural(entity)}"
    part, where, span = ("YEAR", f"{name} IS NOT NULL", "in each year")
    if draws.chance(0.6):
        part, where, span = "MONTH", within_year(entity, moment, year), f"in each month of {year}"
    extract = f"EXTRACT({part} FROM {name})"
    sql = (
        f"SELECT {extract} AS {part.lower()}, {value} AS {called} FROM {place(entity)} "
        f"WHERE {where} GROUP BY {extract}"
    )
    return Pair(
        "date_functions",
        f"{words} {span}, by {what(moment)}?",
        Gold(sql, required=(part.lower(), called)),
    )


def above_average(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "shops whose takings are above the average of all shops"."""
    entity = draws.pick(profile.entities)
    if not entity.measures():
        return None
    amount = draws.pick(entity.measures())
    columns = shown(entity)
    name = column(entity, amount.column.name)
    sign, word = draws.pick(((">", "above"), ("<", "below")))
    # In the inner query the table's own name means its own rows.
    sql = (
        f"SELECT {columns.sql} FROM {place(entity)} WHERE {name} {sign} "
        f"(SELECT AVG({name}) FROM {place(entity)})"
    )
    frame = draws.pick(
        (
            "Which {plural} have {a_m} {word} the average of all {plural}?",
            "{plural} with {a_m} {word} average",
            "List {plural} with {a_m} {word} the mean.",
        )
    )
    question = frame.format(plural=plural(entity), a_m=with_article(what(amount)), word=word)
    return Pair("subquery", question, columns.gold(sql))


def ranked_within(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "the dearest bread of each kind", ties included."""
    entity = draws.pick(profile.entities)
    if not entity.categories() or not entity.measures():
        return None
    field, amount = draws.pick(entity.categories()), draws.pick(entity.measures())
    columns = shown(entity)
    by, value = column(entity, field.column.name), column(entity, amount.column.name)
    inner = f"{columns.sql}, {by}, {value}"
    outer = ", ".join(f"cte_ranked.{each.partition('.')[2]}" for each in inner.split(", "))
    sql = (
        f"WITH cte_ranked AS (SELECT {inner}, RANK() OVER (PARTITION BY {by} ORDER BY {value} DESC) AS place "
        f"FROM {place(entity)} WHERE {value} IS NOT NULL AND {by} IS NOT NULL) "
        f"SELECT {outer} "
        "FROM cte_ranked WHERE cte_ranked.place = 1"
    )
    if {field.column.name, amount.column.name} & set(columns.names):
        return None
    frame = draws.pick(
        (
            "For each {c}, which of the {plural} has the highest {m}?",
            "{plural} with the highest {m} of their {c}, ties included",
        )
    )
    gold = columns.gold(sql, required=(field.column.name,), optional=(amount.column.name,))
    return Pair("window", frame.format(plural=plural(entity), m=what(amount), c=what(field)), gold)


SINGLE: dict[str, Callable[[Profile, Draws], Pair | None]] = {
    "listed": listed,
    "counted": counted,
    "grouped": grouped,
    "measured": measured,
    "topmost": topmost,
    "share": share,
    "by period": by_period,
    "above average": above_average,
    "ranked within": ranked_within,
}
