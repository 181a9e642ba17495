"""Model reply -> SQL text: takes fences, markers, thoughts and prose away. The only place that does it.

Doesn't judge the SQL: several statements stay several, and the guard refuses them.
"""

from __future__ import annotations

import re

from sqlcoder.errors import NoQuery

_FIX = "Ask again, perhaps in other words or with a larger model."
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
# A reply that was begun inside the thought by the prompt has only the end mark.
_THOUGHT_END = re.compile(r"\A.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*[^\s`]*[ \t]*\n(.*?)(?:^[ \t]*\1|\Z)", re.S | re.M)
_INLINE_FENCE = re.compile(r"```[ \t]*(?:\w*sql\w*\b)?(.+?)(?:```|\Z)", re.DOTALL | re.IGNORECASE)
_MARKED = re.compile(r"\[SQL\](.*?)(?:\[/SQL\]|\Z)", re.DOTALL | re.IGNORECASE)
_LABEL = re.compile(r"\A\s*(?:(?:sql(?:[ \t]*query)?|query|answer)[ \t]*:\s*|sql[ \t]*\n)", re.IGNORECASE)
_END_MARK = re.compile(r"<\|[\w▁]*\|>|</?s>|<[｜|][^<>\n]*[｜|]>|\[/?INST\]")
_START = re.compile(r"^[ \t]*(?:`{1,2})?(?=(?:SELECT|WITH|FROM|VALUES|\(\s*(?:SELECT|WITH))\b)", re.I | re.M)
_ANY_START = re.compile(r"(?=\b(?:SELECT|WITH)\b)", re.IGNORECASE)
_COMMENT = r"--[^\n]*(?:\n|\Z)|#[^\n]*(?:\n|\Z)|/\*(?:[^*]|\*(?!/))*\*/"
_FIRST_WORD = re.compile(rf"\A(?:\s|{_COMMENT})*\(*\s*([A-Za-z]+)\b")
_STATEMENTS = frozenset(
    {
        "select", "with", "from", "values", "table", "pivot", "unpivot", "insert", "update", "delete",
        "merge", "replace", "create", "drop", "alter", "truncate", "copy", "pragma", "attach", "set",
        "explain", "describe", "show", "call", "grant", "revoke", "install", "load", "do",
    }
)  # fmt: skip


def extract(reply: str) -> str:
    r"""Return the SQL in a model's reply, without the semicolon at its end. Raise `NoQuery` if there is none.

    >>> extract("Here you are:\n```sql\nSELECT 1;\n```\nIt returns one row.")
    'SELECT 1'
    """
    text = _without_thoughts(reply.replace("\r\n", "\n"))
    text = _END_MARK.sub("", text)
    if not text.strip():
        raise NoQuery("The model's reply is empty.", fix=_FIX)
    for found in (_fenced(text), _marked(text), _bare(text)):
        if found is not None and (sql := _trimmed(found)):
            return sql
    start = " ".join(text.split())[:80]
    raise NoQuery("The model's reply holds no SQL query.", where=f'it begins "{start}"', fix=_FIX)


def _without_thoughts(text: str) -> str:
    return _THOUGHT_END.sub("", _THOUGHT.sub("", text))


def _fenced(text: str) -> str | None:
    """Return the first fenced block that begins like SQL."""
    blocks = [match[2] for match in _FENCE.finditer(text)] + _INLINE_FENCE.findall(text)
    return next((block for block in blocks if _is_sql(block)), None)


def _marked(text: str) -> str | None:
    """Return what stands between `[SQL]` and `[/SQL]`, or the reply's end."""
    return next((m[1] for m in _MARKED.finditer(text) if _is_sql(m[1])), None)


def _bare(text: str) -> str | None:
    """Return the SQL of a reply without marks: from the first line that begins like a query."""
    text = _LABEL.sub("", re.sub(r"\[/?SQL\]", "", text, flags=re.IGNORECASE))
    if not _is_sql(text) or _is_prose(text):
        start = next((m for m in _START.finditer(text) if not _is_prose(text[m.end() :])), None)
        if start is None:
            start = next((m for m in _ANY_START.finditer(text) if not _is_prose(text[m.end() :])), None)
        if start is None:
            return None
        text = text[start.end() :]
    return _before_prose(text)


def _is_sql(text: str) -> bool:
    first = _FIRST_WORD.match(text)
    return first is not None and first[1].lower() in _STATEMENTS


def _is_prose(text: str) -> bool:
    """Say whether a text that begins with a word of SQL is a sentence: "With this query you can ..."."""
    line = text.lstrip().split("\n", 1)[0]
    if re.match(r"with\b", text.lstrip(), re.IGNORECASE):
        return _CTE.match(text) is None
    if re.match(r"(?:from|set|show|call|table|do|load|update|create|drop|copy)\b", line, re.IGNORECASE):
        return re.search(r"[.:!?]\s*$", line) is not None
    return re.match(r"select\s+(?:the|all the|a|an|those|only)\s+\w+\s", line, re.IGNORECASE) is not None


_CTE = re.compile(r'\s*with\s+(?:recursive\s+)?(?:[\w$]+|"[^"]*"|`[^`]*`)\s*(?:\(|as\b)', re.IGNORECASE)
_COMMENTARY = re.compile(
    r"\s*(?:(?:This|The|That|It|Here|Note|Explanation|In this|You|I|We|Please|Or|And if)\b|[*#>-]+ )(?!\s*=)"
)


def _before_prose(text: str) -> str:
    """Cut commentary off the end: what follows a semicolon or an empty line and reads like a sentence."""
    for cut in sorted(m.end() for m in re.finditer(r";|\n[ \t]*\n|`{1,3}(?=\s)", text)):
        in_string = text.count("'", 0, cut) % 2 == 1
        if not in_string and _COMMENTARY.match(text, cut):
            return text[:cut]
    return text


def _trimmed(text: str) -> str:
    text = _LABEL.sub("", text).strip().strip("`").strip()
    return re.sub(r"(?:\s*;)+\Z", "", text)
