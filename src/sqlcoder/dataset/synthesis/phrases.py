"""How people say tables, columns and values: by their comments where these are plain, or else by their names.

English only, and a first wording: it says what is meant, not always as one would.
"""

from __future__ import annotations

import re

from sqlcoder.dataset.synthesis.profile import Entity, Field

_HEAD = re.compile(r"[^;:,(=]+")
DETERMINER = re.compile(r"^(?:our|the|all|every|each|single|its|their) +", re.IGNORECASE)
NO_NOUN = re.compile(
    r"^(?:which|how|whether|what|who|where|when|why|free text|history|true|false|number,|one|only|an?)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"^(?:euros?|dollars|pounds|minutes|hours|days|degrees|kilom\w+|met\w+|percent|per cent|money)\b",
    re.IGNORECASE,
)
_CODES = re.compile(r"(?:^|[,;:] )([A-Za-z0-9]{1,4}) = ([^,;]+)")
LONGEST = 5
SHORT = 3
_ENDINGS = ("id", "eur", "usd", "gbp", "pct")
_DANGLING = {"at", "on", "from", "to", "by", "of", "in", "for", "is", "has", "until", "since", "off"}
_WHEN = {"on": "day", "at": "time"}
_PARTICIPLES = ("ed", "en", "wn", "ld", "nt", "de", "id")
_ABBREVIATED = re.compile(r"[^aeiouy]+|.{1,2}")
_NOT_PLURAL = ("was", "has", "its", "this", "does", "always", "plus", "whose")
_IRREGULAR = {
    "people": "person", "staff": "member of staff", "children": "child", "men": "man",
    "diagnoses": "diagnosis", "analyses": "analysis", "premises": "premises",
}  # fmt: skip
_PLURALS = {one: many for many, one in _IRREGULAR.items()}
# "buses", but "houses".
_USES = ("buses", "viruses", "campuses", "statuses", "bonuses", "censuses", "surpluses")
# Amounts of which a sum says nothing.
_NO_SUM = re.compile(
    r"\b(?:prices?|rates?|levels?|strengths?|per|percent\w*|shares?|averages?|unit|age|scores?|ratings?|"
    r"temperatures?|degrees?|factors?|widths?|heights?|pressures?|limits?|least|most|minimum|maximum|speeds?|"
    r"position|place|rank|numbers? within|latitude|longitude|year|each)\b",
    re.IGNORECASE,
)


def plural(entity: Entity) -> str:
    """Return how several rows of a table are called: by its name, unless `sayable` found something better.

    >>> from sqlcoder.schema.model import Table
    >>> plural(Entity(Table("crm_ferry", ()), 1, (), None))
    'ferries'
    """
    return entity.called or by_name(entity.table.name)


def by_name(name: str) -> str:
    """Return a table's name as several of its rows are called."""
    *first, last = words_of(name)
    return " ".join([*first, last if is_plural_word(last) else _pluralised(last)])


def singular(entity: Entity) -> str:
    """Return how one row of a table is called.

    >>> from sqlcoder.schema.model import Table
    >>> singular(Entity(Table("crm_ferry", ()), 1, (), None))
    'ferry'
    """
    words = plural(entity).split()
    head = words.index("of") - 1 if "of" in words else len(words) - 1
    words[head] = singularised(words[head])
    return " ".join(words)


def what(field: Field) -> str:
    """Return how a column is called, without an article: "" where neither its comment nor its name says it.

    >>> from sqlcoder.schema.model import Column
    >>> what(Field(Column("fee_eur", "integer", comment="Monthly fee; NULL = free"), "int", False, 0, 9))
    'monthly fee'
    """
    return by_comment(field) or _by_column_name(field)


def by_comment(field: Field) -> str:
    """Return how a column's comment calls it, "" where it begins with no noun."""
    head = DETERMINER.sub("", head_of(field.column.comment))
    is_noun = head and len(head.split()) <= LONGEST and not (NO_NOUN.match(head) or _UNIT.match(head))
    # A list of values names nothing, nor does "Clocked off".
    if not is_noun or len(head) < SHORT or {head.split()[0].lower(), head.split()[-1].lower()} & _DANGLING:
        return ""
    return "" if head.lower() in (value.lower() for value in field.values) else lowered(head)


def _by_column_name(field: Field) -> str:
    words = words_of(field.column.name)
    if len(words) == 2 and words[1] in _WHEN and words[0].endswith(_PARTICIPLES):
        return f"{_WHEN[words[1]]} it was {words[0]}"
    if words[-1] in _DANGLING or any(map(_ABBREVIATED.fullmatch, words)):
        return ""
    return " ".join(words)


def with_article(noun: str) -> str:
    """Return a noun after "a" or "an", one in the plural by itself.

    >>> with_article("exit fee"), with_article("good pieces")
    ('an exit fee', 'good pieces')
    """
    if is_plural(noun):
        return noun
    return f"{'an' if noun[0].lower() in 'aeio' else 'a'} {noun}"


def is_plural(noun: str) -> bool:
    """Say whether a noun of several words is in the plural: the last one before "of" is.

    >>> is_plural("hours of work"), is_plural("units ordered"), is_plural("amount in euros")
    (True, True, False)
    """
    head = re.split(r" (?:of|in|on|at|for|to|from|by|when|that|which|who|it|the) ", noun)[0]
    return is_plural_word(without_participle(head.split())[-1])


def adds_up(field: Field) -> bool:
    """Say whether the sum of an amount over rows means something: money does, a unit price doesn't."""
    return not _NO_SUM.search(f"{what(field)} {field.column.name.replace('_', ' ')}")


def said(field: Field, value: str) -> str:
    """Return how a value is said: by its meaning where the comment explains it as a code."""
    meanings: dict[str, str] = dict(_CODES.findall(field.column.comment or ""))
    return meanings.get(value, value).partition("(")[0].strip()


def is_plain(field: Field, value: str) -> bool:
    """Say whether a value can be said: a code of a letter or two needs a meaning."""
    return len(said(field, value)) > 2 or any(each.isdigit() for each in value)


def head_of(comment: str | None) -> str:
    """Return a comment up to its first mark: "" where it begins with codes."""
    found = _HEAD.match(comment or "")
    return "" if found is None or (comment or "")[found.end() : found.end() + 1] == "=" else found[0].strip()


def words_of(name: str) -> list[str]:
    """Return the words of a name, without a prefix of the tables and endings such as "_id"."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    words = [word for word in spaced.split("_") if word]
    kept = [word for word in words if word not in _ENDINGS] or words
    return kept[1:] if len(kept) > 1 and len(words[0]) <= SHORT else kept


def without_participle(words: list[str]) -> list[str]:
    """Return "speed tests" of "speed tests run": what follows the last word in the plural says what was done.

    Where that isn't a verb's form, the words stay: "sales force" is no sales.
    """
    places = [place for place, word in enumerate(words) if is_plural_word(word)]
    if not places or "of" in words or places[-1] == len(words) - 1:
        return words
    follows = words[places[-1] + 1]
    is_verb = follows.endswith(("ed", "en", "wn")) or follows in (
        "run",
        "made",
        "held",
        "sold",
        "sent",
        "kept",
    )
    return words[: places[-1] + 1] if is_verb else words


def lowered(text: str) -> str:
    """Return a text as it stands within a sentence; a name that begins it stays."""
    first = text.split()[0]
    return text if first.isupper() or not first[1:].islower() else text[0].lower() + text[1:]


def is_plural_word(word: str) -> bool:
    """Say whether a word looks like a plural."""
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word in _IRREGULAR or ends and word not in _NOT_PLURAL


def _pluralised(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def singularised(word: str) -> str:
    """Return a word in the singular, whichever it is in."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")) or word in _USES:
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
