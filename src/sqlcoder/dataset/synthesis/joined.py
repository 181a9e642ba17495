"""Recipes for questions on two tables that a foreign key links: counts, sums, absences, comparisons."""

from __future__ import annotations

from collections.abc import Callable

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.example import Gold
from sqlcoder.dataset.synthesis.conditions import condition, year_of
from sqlcoder.dataset.synthesis.pair import Pair, alias, column, joined, on, place, shown, within_year
from sqlcoder.dataset.synthesis.phrases import adds_up, plural, singular, what
from sqlcoder.dataset.synthesis.profile import Link, Profile


def each_with_count(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "For each shop, how many sales?", those without any included."""
    link = _link(profile, draws)
    if link is None:
        return None
    columns = shown(link.parent)
    key = column(link.child, link.child.keys[0])
    sql = (
        f"SELECT {columns.sql}, COUNT({key}) AS number_of_rows FROM {place(link.parent)} "
        f"LEFT JOIN {place(link.child)} ON {on(link)} GROUP BY {columns.sql}"
    )
    frame = draws.pick(
        (
            "For each {parent}, how many {children} are there? Include those without any.",
            "number of {children} per {parent}, zeros included",
            "How many {children} does each {parent} have (0 where there are none)?",
        )
    )
    gold = columns.gold(sql, required=("number_of_rows",))
    return Pair("table_join", _said(frame, link), gold)


def sum_by_parent(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "the total of the sales of each shop", at times in one year."""
    link = _link(profile, draws)
    if link is None or not link.child.measures():
        return None
    amount, moments = draws.pick(link.child.measures()), link.child.moments()
    kinds = (("AVG", "average"), ("MAX", "highest"), ("SUM", "total"))
    function, word = draws.pick(kinds if adds_up(amount) else kinds[:-1])
    columns = shown(link.parent)
    name = alias(word, amount.column.name)
    where, span = "", ""
    if moments and draws.chance(0.5):
        moment = draws.pick(moments)
        year = year_of(moment, draws)
        where, span = f" WHERE {within_year(link.child, moment, year)}", f" in {year} (by {what(moment)})"
    sql = (
        f"SELECT {columns.sql}, {function}({column(link.child, amount.column.name)}) AS {name} "
        f"FROM {joined(link)}{where} GROUP BY {columns.sql}"
    )
    frame = draws.pick(
        (
            "What is the {word} {m} of the {children} of each {parent}{span}?",
            "{word} {m} of {children} per {parent}{span}",
            "Show me, for each {parent} with {children}{span}, their {word} {m}.",
        )
    )
    question = _said(frame, link, word=word, m=what(amount), span=span)
    return Pair("table_join", question, columns.gold(sql, required=(name,)))


def without_any(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "Which shops have no sales?", at times none under a condition."""
    link = _link(profile, draws)
    if link is None:
        return None
    met = condition(link.child, draws) if draws.chance(0.5) else None
    columns = shown(link.parent)
    inner = f"{on(link)} AND {met.sql}" if met else on(link)
    sql = (
        f"SELECT {columns.sql} FROM {place(link.parent)} "
        f"WHERE NOT EXISTS (SELECT 1 FROM {place(link.child)} WHERE {inner})"
    )
    frame = draws.pick(
        (
            "Which {parents} have no {children}{said}?",
            "{parents} without any {children}{said}",
        )
    )
    question = _said(frame, link, said=f" {met.said}" if met else "")
    return Pair("subquery", question, columns.gold(sql))


def more_than(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "Which shops have more than five sales?"."""
    link = _link(profile, draws)
    if link is None:
        return None
    usual = max(1, link.child.rows // max(1, link.parent.rows))
    least = draws.whole(max(1, usual // 2), usual * 2)
    met = condition(link.child, draws) if draws.chance(0.3) else None
    columns = shown(link.parent)
    where = f" WHERE {met.sql}" if met else ""
    sql = (
        f"SELECT {columns.sql}, COUNT(*) AS number_of_rows FROM {joined(link)}{where} "
        f"GROUP BY {columns.sql} HAVING COUNT(*) > {least}"
    )
    frame = draws.pick(
        ("Which {parents} have more than {n} {children}{said}?", "{parents} with over {n} {children}{said}")
    )
    question = _said(frame, link, n=least, said=f" {met.said}" if met else "")
    return Pair("table_join", question, columns.gold(sql, optional=("number_of_rows",)))


def of_parents(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "How many sales belong to shops whose town is Marrow?"."""
    link = _link(profile, draws)
    met = condition(link.parent, draws) if link else None
    if link is None or met is None:
        return None
    sql = f"SELECT COUNT(*) AS number_of_rows FROM {joined(link)} WHERE {met.sql}"
    frame = draws.pick(
        ("How many {children} belong to {parents} {said}?", "number of {children} of {parents} {said}")
    )
    return Pair("table_join", _said(frame, link, said=met.said), Gold(sql, required=("number_of_rows",)))


def busiest(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "the three shops with the most sales"."""
    link = _link(profile, draws)
    if link is None:
        return None
    most = draws.whole(1, 5)
    columns = shown(link.parent)
    sql = (
        f"SELECT {columns.sql}, COUNT(*) AS number_of_rows FROM {joined(link)} "
        f"GROUP BY {columns.sql} ORDER BY COUNT(*) DESC LIMIT {most}"
    )
    frame = (
        "Which {parent} has the most {children}?"
        if most == 1
        else draws.pick(
            (
                "Which {n} {parents} have the most {children}, the most first?",
                "top {n} {parents} by number of {children}, in that order",
            )
        )
    )
    gold = columns.gold(sql, optional=("number_of_rows",))
    return Pair("order_by", _said(frame, link, n=most), gold, ordered=most > 1)


def both(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "shops with sales of rye and also with sales of wheat"."""
    link = _link(profile, draws)
    if link is None:
        return None
    first, second = condition(link.child, draws), condition(link.child, draws)
    if first is None or second is None or first.sql == second.sql:
        return None
    operator, frame = draws.pick(
        (
            ("INTERSECT", "Which {parents} have {children} {first} and also {children} {second}?"),
            ("EXCEPT", "{parents} that have {children} {first}, but none {second}"),
        )
    )
    columns = shown(link.parent)
    halves = [f"SELECT {columns.sql} FROM {joined(link)} WHERE {met.sql}" for met in (first, second)]
    question = _said(frame, link, first=first.said, second=second.said)
    return Pair("set_operations", question, columns.gold(f" {operator} ".join(halves)))


def latest(profile: Profile, draws: Draws) -> Pair | None:
    """Compose "the last sale of each shop": its date."""
    link = _link(profile, draws)
    if link is None or not link.child.moments():
        return None
    moment = draws.pick(link.child.moments())
    function, word = draws.pick((("MAX", "latest"), ("MIN", "earliest")))
    columns = shown(link.parent)
    name = alias(word, moment.column.name)
    sql = (
        f"SELECT {columns.sql}, {function}({column(link.child, moment.column.name)}) AS {name} "
        f"FROM {joined(link)} GROUP BY {columns.sql}"
    )
    frame = draws.pick(
        (
            "For each {parent} that has {children}: the {word} {m}",
            "{word} {m} among the {children} of each {parent}",
        )
    )
    return Pair(
        "date_functions",
        _said(frame, link, word=word, m=what(moment)),
        columns.gold(sql, required=(name,)),
    )


JOINED: dict[str, Callable[[Profile, Draws], Pair | None]] = {
    "each with count": each_with_count,
    "sum by parent": sum_by_parent,
    "without any": without_any,
    "more than": more_than,
    "of parents": of_parents,
    "busiest": busiest,
    "both": both,
    "latest": latest,
}


def _link(profile: Profile, draws: Draws) -> Link | None:
    return draws.pick(profile.links) if profile.links else None


def _said(frame: str, link: Link, **words: object) -> str:
    """Fill a frame with the names of both tables' rows and further words."""
    return frame.format(
        parent=singular(link.parent), parents=plural(link.parent), children=plural(link.child), **words
    )
