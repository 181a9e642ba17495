"""What of a database can be said in plain words: the tables and columns that questions are composed over.

Leaves out what would read as nonsense, or mean something else than people take it for.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sqlcoder.dataset.synthesis.phrases import (
    DETERMINER,
    LONGEST,
    NO_NOUN,
    by_comment,
    by_name,
    head_of,
    is_plural_word,
    lowered,
    singularised,
    what,
    words_of,
)
from sqlcoder.dataset.synthesis.profile import Entity, Field, Link, Profile

_CLAUSE = re.compile(
    r" (?:that|which|who|as|whose|where|from|to|for|with|by|in|on|at|and|or|over|under|between|during) .*"
)
_RELATIVE = re.compile(r"(?: (?:that|which|who|whose|where|when|and|or) )|, ")
_OF_ALL = re.compile(r" of (?:our|the|all|any|an?|this|every|each|its|their) .*", re.IGNORECASE)
# Names of groups that people use as they are.
_COMMON = (
    "kind", "type", "status", "state", "category", "class", "channel", "method", "region", "city", "town",
    "country", "priority", "source", "outcome", "result", "severity", "form", "role", "level", "sex",
    "reason", "size", "colour", "brand", "language", "sector", "grade", "shift", "cause", "topic",
)  # fmt: skip
# What anything may be.
_ANYTHING = {"time", "thing", "row", "record", "entry", "item", "list", "detail"}
_ABBREVIATED = 3
_VOWEL = re.compile("[aeiouy]")
_YEAR = re.compile(r"\byears?\b", re.IGNORECASE)
_DELETED = re.compile(
    r"\b(?:deleted?|del|void(?:ed)?|struck out|soft.deleted?|archived|entered by mistake|by mistake)\b",
    re.IGNORECASE,
)


def sayable(profile: Profile) -> Profile:
    """Return the profile with the tables and columns that have a name to say.

    A name is said as it is where its words are in the comments too; else a comment has to say it. Tables
    that hold deleted rows are left out: people leave these out without saying so.
    """
    words = _vocabulary(profile)
    entities: dict[str, Entity] = {}
    for entity in profile.entities:
        called = _called(entity, words)
        if called and not any(map(_tells_deleted, entity.fields)):
            fields = tuple(field for field in entity.fields if _is_sayable(field, bool(words)))
            entities[entity.table.name] = replace(entity, fields=fields, called=called)
    links = tuple(
        Link(entities[link.child.table.name], entities[link.parent.table.name], link.key)
        for link in profile.links
        if link.child.table.name in entities and link.parent.table.name in entities
    )
    return replace(profile, entities=tuple(entities.values()), links=links)


def _vocabulary(profile: Profile) -> set[str]:
    """Return the words of all comments, each in the singular; none where there are no comments."""
    tables = profile.schema.tables
    comments = [table.comment for table in tables]
    comments += [column.comment for table in tables for column in table.columns]
    text = " ".join(comment for comment in comments if comment).lower()
    return {singularised(word) for word in re.findall(r"[a-z]{3,}", text)}


def _called(entity: Entity, words: set[str]) -> str:
    """Return what several rows of a table are called, "" where neither its name nor its comment says it."""
    if not words:
        return by_name(entity.table.name)
    name = {singularised(word) for word in words_of(entity.table.name)}
    is_word = not name & _ANYTHING and all(len(word) > _ABBREVIATED for word in name)
    if not (is_word and name <= words) and (called := _by_comment(entity.table.comment)):
        return called
    looks_whole = all(len(_VOWEL.findall(word)) > 1 for word in name)
    return by_name(entity.table.name) if is_word and (looks_whole or name <= words) else ""


def _by_comment(comment: str | None) -> str:
    """Return what a table's comment says several rows are; "" where it says it in no plain words."""
    head = DETERMINER.sub("", head_of(comment))
    # "Customers who recommended us" aren't all customers, and "Houses, flats" aren't houses.
    if not head or NO_NOUN.match(head) or _RELATIVE.search((comment or "")[: len(head) + 2]):
        return ""
    noun = _CLAUSE.sub("", _OF_ALL.sub("", head)).split()
    heads = noun[: noun.index("of")] if "of" in noun else noun
    is_telling = (
        len(noun) <= LONGEST
        and heads
        and is_plural_word(heads[-1])
        and singularised(heads[-1]) not in _ANYTHING
    )
    return lowered(" ".join(noun)) if is_telling else ""


def _is_sayable(field: Field, is_commented: bool) -> bool:
    called = by_comment(field)
    # An average year says nothing.
    if not called and is_commented:
        return field.column.name.lower().split("_")[-1] in _COMMON and bool(what(field))
    return bool(what(field)) and not (field.is_measure and _YEAR.search(what(field)))


def _tells_deleted(field: Field) -> bool:
    called = f"{field.column.name.replace('_', ' ')} {field.column.comment or ''}"
    some = field.distinct > (1 if field.kind == "bool" else 0)
    return some and bool(_DELETED.search(called))
