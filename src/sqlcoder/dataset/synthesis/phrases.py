"""How people say tables, columns and values: by their comments where these are plain, or else by their names.

English only, and a first wording: it says what is meant, not always as one would.
"""

from __future__ import annotations

import re

from sqlcoder.dataset.synthesis.profile import Entity, Field

_HEAD = re.compile(r"[^;:,(=]+")
_CLAUSE = re.compile(r" (?:that|which|who|as|whose|where|from|to|for|with|by) .*")
_NO_NOUN = re.compile(r"^(?:which|how|whether|what|who|where|when|history|true|number,|one)\b", re.IGNORECASE)
_UNIT = re.compile(
    r"^(?:euros?|dollars|pounds|minutes|hours|days|kilom\w+|met\w+|percent|per cent)\b", re.IGNORECASE
)
_CODES = re.compile(r"(?:^|[,;:] )([A-Za-z0-9]{1,4}) = ([^,;]+)")
_LONGEST = 5
_SHORT = 3
_ENDINGS = ("id", "eur", "usd", "gbp", "pct")
_IRREGULAR = {"people": "person", "staff": "member of staff", "children": "child", "men": "man"}


def plural(entity: Entity) -> str:
    """Return how several rows of a table are called.

    >>> from sqlcoder.schema.model import Table
    >>> plural(Entity(Table("crm_ferry", (), comment="Ferries in service; NULL = none"), 1, (), None))
    'ferries in service'
    """
    head = _head(entity.table.comment)
    if head and not _NO_NOUN.match(head):
        noun = _CLAUSE.sub("", head)
        if len(noun.split()) <= _LONGEST and any(map(_is_plural, noun.split()[:2])):
            return _lowered(noun)
    words = _words(entity.table.name)
    last = words[-1] if _is_plural(words[-1]) else _pluralised(words[-1])
    return " ".join([*words[:-1], last])


def singular(entity: Entity) -> str:
    """Return how one row of a table is called.

    >>> from sqlcoder.schema.model import Table
    >>> singular(Entity(Table("crm_ferry", (), comment="Ferries in service"), 1, (), None))
    'ferry in service'
    """
    first, *rest = plural(entity).split()
    for place, word in enumerate([first, *rest]):
        if _is_plural(word):
            words = [first, *rest]
            words[place] = _singularised(word)
            return " ".join(words)
    return plural(entity)


def what(field: Field) -> str:
    """Return how a column is called, without an article.

    >>> from sqlcoder.schema.model import Column
    >>> what(Field(Column("fee_eur", "integer", comment="Monthly fee; NULL = free"), "int", False, 0, 9))
    'monthly fee'
    """
    head = _head(field.column.comment)
    is_noun = head and len(head.split()) <= _LONGEST and not (_NO_NOUN.match(head) or _UNIT.match(head))
    # A list of values names nothing.
    if is_noun and head.lower() not in (value.lower() for value in field.values):
        return _lowered(head)
    return " ".join(_words(field.column.name))


def said(field: Field, value: str) -> str:
    """Return how a value is said: by its meaning where the comment explains it as a code."""
    meanings: dict[str, str] = dict(_CODES.findall(field.column.comment or ""))
    return meanings.get(value, value).strip()


def is_plain(field: Field, value: str) -> bool:
    """Say whether a value can be said: a code of a letter or two needs a meaning."""
    return len(said(field, value)) > 2 or any(each.isdigit() for each in value)


def _head(comment: str | None) -> str:
    found = _HEAD.match(comment or "")
    # "A = adult" explains codes, and names nothing.
    return "" if found is None or (comment or "")[found.end() : found.end() + 1] == "=" else found[0].strip()


def _words(name: str) -> list[str]:
    """Return the words of a name, without a prefix of the tables and endings such as "_id"."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    words = [word for word in spaced.split("_") if word]
    kept = [word for word in words if word not in _ENDINGS] or words
    return kept[1:] if len(kept) > 1 and len(words[0]) <= _SHORT else kept


def _lowered(text: str) -> str:
    first = text.split()[0]
    return text if first.isupper() or not first[1:].islower() else text[0].lower() + text[1:]


def _is_plural(word: str) -> bool:
    return word in _IRREGULAR or word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _pluralised(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def _singularised(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "uses", "xes", "ches", "shes")) else word[:-1]
