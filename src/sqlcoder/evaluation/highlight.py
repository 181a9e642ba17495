"""SQL as pieces with a class each, for a page to colour. Makes no HTML."""

from __future__ import annotations

LONGEST = 20_000
"""Characters of one text that a page shows."""


def pieces(sql: str) -> list[str]:
    """Return `sql` as a flat list: a class, its text, the next class, and so on.

    The classes are `k` keyword, `f` function or type, `s` string, `n` number, `c` comment, and nothing for
    everything else. Joined, the texts are the query, whatever is in it.

    >>> pieces("SELECT 'a' FROM t")
    ['k', 'SELECT', '', ' ', 's', "'a'", '', ' ', 'k', 'FROM', '', ' t']
    """
    # Only who writes a page waits for it to load.
    from pygments.lexers.sql import SqlLexer
    from pygments.token import Comment, Keyword, Literal, Name, Number, String

    kinds = (
        (Comment, "c"),
        (Name.Builtin, "f"),
        (Keyword, "k"),
        (String, "s"),
        (Number, "n"),
        (Literal, "n"),
    )
    if len(sql) > LONGEST:
        return ["", cut(sql, LONGEST)]
    found: list[str] = []
    for _, token, text in SqlLexer().get_tokens_unprocessed(sql):
        kind = next((name for parent, name in kinds if token[: len(parent)] == parent), "")
        if found and found[-2] == kind:
            found[-1] += text
        else:
            found += [kind, text]
    return found


def cut(text: str, most: int) -> str:
    """Return the beginning of a text that is longer than `most`, saying so.

    >>> cut("abcdefgh", 3)
    'abc... (8 characters)'
    """
    return text if len(text) <= most else f"{text[:most]}... ({len(text):,} characters)"
