"""SQL text -> the tree of its one statement; refuses what can't be read, or nests too deeply.

Judges no node of the tree: `rules` does.
"""

from __future__ import annotations

from itertools import pairwise

from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from sqlcoder.errors import InvalidQuery, UnsafeQuery
from sqlcoder.sql import tree as trees
from sqlcoder.sql.dialect import dialect as dialect_named

DEEPEST = 40
"""Levels of brackets and CASE that a query may nest; also how many signs or NOTs may follow each other."""

ONLY_SELECT = "Only a single SELECT query may run."


def read(sql: str, dialect: str) -> exp.Expr:
    """Return the tree of the one statement in `sql`. Raise `UnsafeQuery` where there is none, or more."""
    title = dialect_named(dialect).title
    try:
        statement = _one_statement(trees.tokens(sql, dialect), sql, dialect)
        found = trees.parse(statement, sql, dialect)
    except ParseError as error:
        first = error.errors[0] if error.errors else {}
        at = f"line {first['line']}, column {first['col']}" if first.get("line") else None
        raise InvalidQuery(f"The query can't be read as {title}.", where=at, fix=ONLY_SELECT) from None
    except SqlglotError:
        raise InvalidQuery(
            f"The query can't be read as {title}: a string, name or comment has no end.", fix=ONLY_SELECT
        ) from None
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        # sqlglot stumbles over some texts that are no SQL, instead of saying so.
        raise InvalidQuery(f"The query can't be read as {title}.", fix=ONLY_SELECT) from None
    if len(found) != 1 or found[0] is None:
        raise UnsafeQuery("There is not exactly one statement.", fix=ONLY_SELECT)
    return found[0]


_STARTS = frozenset({"SELECT", "WITH", "(", "VALUES", "FROM", "TABLE", "PIVOT", "UNPIVOT"})


def _one_statement(found: list[Token], sql: str, dialect: str) -> list[Token]:
    statements: list[list[Token]] = [[]]
    for token in found:
        if token.token_type is TokenType.SEMICOLON:
            statements.append([])
        else:
            statements[-1].append(token)
    statements = [s for s in statements if s]
    if not statements:
        raise UnsafeQuery("There is no query.", fix=ONLY_SELECT)
    if len(statements) > 1:
        at = place(sql, statements[1][0].start)
        raise UnsafeQuery(f"There are {len(statements)} statements.", where=at, fix=ONLY_SELECT)
    first = statements[0][0].text.upper()
    if first not in _STARTS:
        raise UnsafeQuery(f'A statement that begins with "{first[:40]}" is not allowed.', fix=ONLY_SELECT)
    _check_depth(statements[0])
    _check_numbers(statements[0], sql, dialect)
    return statements[0]


_OPENING = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE, TokenType.CASE})
_CLOSING = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE, TokenType.END})
_SIGNS = frozenset({TokenType.NOT, TokenType.DASH, TokenType.PLUS, TokenType.TILDE})


def _check_depth(statement: list[Token]) -> None:
    depth = signs = 0
    for token in statement:
        depth += (token.token_type in _OPENING) - (token.token_type in _CLOSING)
        signs = signs + 1 if token.token_type in _SIGNS else 0
        if max(depth, signs) > DEEPEST:
            raise UnsafeQuery(
                f"The query is nested more than {DEEPEST} levels deep.", fix="Write it with fewer levels."
            )


_BASES = frozenset({TokenType.HEX_STRING, TokenType.BIT_STRING})


def _check_numbers(statement: list[Token], sql: str, dialect: str) -> None:
    """Refuse 1_000, which sqlglot takes for 1 AS _000, and PostgreSQL's 0x1F, which it takes for bits."""
    for token, following in pairwise([*statement, statement[-1]]):
        joined = token.token_type is TokenType.NUMBER and following.start == token.end + 1
        based = dialect == "postgres" and token.token_type in _BASES and sql[token.start] == "0"
        if based or (joined and following.token_type is TokenType.VAR):
            written = sql[token.start : (following if joined else token).end + 1]
            raise UnsafeQuery(
                f'The number "{written[:40]}" can\'t be read with certainty.',
                where=place(sql, token.start),
                fix="Write it with digits alone, such as 1000.",
            )


def keeps_strings(before: str, after: str, dialect: str) -> bool:
    """Say whether every word of every string in the first text is still somewhere in the second."""
    kept = "\0".join(t.text.lower() for t in trees.tokens(after, dialect))
    strings = (t.text for t in trees.tokens(before, dialect) if t.token_type is TokenType.STRING)
    return all(word in kept for text in strings for word in text.lower().split())


def place(sql: str, start: int) -> str:
    """Return where the character number `start` stands, counting from 1."""
    line = sql.count("\n", 0, start) + 1
    return f"line {line}, column {start - sql.rfind(chr(10), 0, start)}"
