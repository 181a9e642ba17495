"""Conditions on the rows of one table, drawn from what it holds. Joins nothing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.synthesis.pair import Condition, column, text, within_year
from sqlcoder.dataset.synthesis.phrases import is_plain, is_plural, said, what, with_article
from sqlcoder.dataset.synthesis.profile import Entity, Field


def condition(entity: Entity, draws: Draws) -> Condition | None:
    """Return a condition that some rows meet, None where the column that was drawn allows none."""
    makers: list[tuple[Callable[[Entity, Field, Draws], Condition | None], Field]] = [
        *((_is_value, field) for field in entity.categories()),
        *((_is_value, field) for field in entity.categories()),
        *((_is_above, field) for field in entity.measures()),
        *((_is_in_year, field) for field in entity.moments()),
        *((_is_empty, field) for field in entity.fields if 0 < field.empty < entity.rows),
    ]
    if not makers:
        return None
    make, field = draws.pick(makers)
    return make(entity, field, draws)


def _is_value(entity: Entity, field: Field, draws: Draws) -> Condition | None:
    value = draws.pick(field.values)
    if not is_plain(field, value):
        return None
    words = draws.pick(("whose {what} {be} {value}", "with the {what} {value}"))
    return Condition(
        f"{column(entity, field.column.name)} = {text(value)}",
        _filled(words, field, value=said(field, value)),
    )


def _is_above(entity: Entity, field: Field, draws: Draws) -> Condition | None:
    bound = between(field, draws)
    if bound is None:
        return None
    sign, words = draws.pick(
        (
            (">", "with {a_what} of more than {bound}"),
            (">", "whose {what} {be} above {bound}"),
            ("<", "with {a_what} below {bound}"),
            (">=", "with {a_what} of at least {bound}"),
            ("<=", "whose {what} {be} {bound} or less"),
        )
    )
    return Condition(
        f"{column(entity, field.column.name)} {sign} {bound}", _filled(words, field, bound=bound)
    )


def between(field: Field, draws: Draws) -> str | None:
    """Return a round number within the range of an amount."""
    low, high = Decimal(str(field.low)), Decimal(str(field.high))
    value = low + (high - low) * Decimal(draws.whole(10, 60)) / 100
    digits = max(0, value.adjusted() - 1)
    step = Decimal(10) ** digits
    rounded = (value / step).to_integral_value() * step
    if not low < rounded < high:
        return None
    return str(int(rounded))


def _is_in_year(entity: Entity, field: Field, draws: Draws) -> Condition | None:
    year = year_of(field, draws)
    words = draws.pick(("whose {what} {be} in {year}", "of {year} (by {what})"))
    return Condition(within_year(entity, field, year), _filled(words, field, year=year))


def year_of(field: Field, draws: Draws) -> int:
    """Draw a year of those that a date spans."""
    return draws.whole(int(str(field.low)[:4]), int(str(field.high)[:4]))


def _is_empty(entity: Entity, field: Field, draws: Draws) -> Condition | None:
    if field.is_key or field.kind is None:
        return None
    words = draws.pick(("without {a_what}", "that have no {what}", "with no {what} on record"))
    return Condition(f"{column(entity, field.column.name)} IS NULL", _filled(words, field))


def _filled(words: str, field: Field, **others: object) -> str:
    """Fill a frame with a column's name, its article, and "is" or "are" after it."""
    called = what(field)
    be = "are" if is_plural(called) else "is"
    return words.format(what=called, a_what=with_article(called), be=be, **others)
