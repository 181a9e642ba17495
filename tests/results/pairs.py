"""Reads the pairs of results in tests/fixtures/compare: a gold, a prediction, a written verdict and why.

A pair is a block of `key: value` lines under a title. A result is `name, name | cell, cell / cell, cell`.
Cells: NULL, true, 12, 1.5 (a float), 1.50d (a decimal), 'text', 2024-05-01, 2024-05-01T10:00:00+02:00,
10:30:00, 90s (a duration), x'00ff', nan, inf, -inf, u'...' (a UUID), [1, 2], {'key': 1}.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlcoder.results.cells import CompareOptions
from sqlcoder.results.compare import compare
from sqlcoder.results.order import Order
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.specification import ColumnSpec
from sqlcoder.results.verdict import Verdict

FOLDER = Path(__file__).parents[1] / "fixtures" / "compare"

_KEYS = {"gold", "pred", "columns", "decimals", "order", "whole", "hidden", "options"}
_KEYS |= {"verdict", "says", "flag", "why"}
_TOKEN = re.compile(r"\s*([xu]?'(?:[^']|'')*'|[\[\]{}|/,]|[^\s\[\]{}|/,']+)")
_CONSTANTS: dict[str, Any] = {
    "NULL": None,
    "true": True,
    "false": False,
    "nan": float("nan"),
    "inf": float("inf"),
    "-inf": float("-inf"),
}


@dataclass(frozen=True)
class Pair:
    title: str
    place: str
    fields: dict[str, str] = field(repr=False)

    @property
    def gold(self) -> ResultSet:
        return result(self.fields["gold"])

    @property
    def prediction(self) -> ResultSet:
        return result(self.fields["pred"])

    @property
    def spec(self) -> ColumnSpec:
        decimals = None
        if "decimals" in self.fields:
            entries = self.fields["decimals"].split(",")
            decimals = tuple(None if e.strip() == "-" else int(e) for e in entries)
        roles: dict[str, list[str]] = {"required": [], "optional": []}
        either = []
        for part in filter(None, self.fields.get("columns", "").split(";")):
            role, *names = part.split()
            if role == "either":
                either.append(tuple(names))
            else:
                roles[role] = names
        return ColumnSpec(tuple(roles["required"]), tuple(either), tuple(roles["optional"]), decimals)

    @property
    def order(self) -> Order | None:
        if "order" not in self.fields:
            return None
        words = self.fields["order"].split()
        keys = tuple(int(word) for word in words if word.isdigit())
        whole = result(self.fields["whole"]) if "whole" in self.fields else None
        return Order(keys, whole, int(self.fields.get("hidden", "0")), sequence="unordered" not in words)

    @property
    def options(self) -> CompareOptions:
        chosen: dict[str, Any] = {}
        for option in self.fields.get("options", "").split():
            name, _, value = option.partition("=")
            chosen[name] = cell(value) if value else True
        return CompareOptions(**chosen)

    def verdict(self) -> Verdict:
        return compare(self.gold, self.prediction, self.spec, self.order, self.options)


def read() -> list[Pair]:
    return [pair for path in sorted(FOLDER.glob("*.txt")) for pair in _pairs(path)]


def _pairs(path: Path) -> Iterator[Pair]:
    title, place, fields = "", "", dict[str, str]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("== "):
            if title:
                yield Pair(title, place, fields)
            title, place, fields = line[3:], f"{path.name}:{number}", {}
        elif line.strip() and not line.startswith("#"):
            key, _, value = line.partition(":")
            if key not in _KEYS or key in fields:
                raise ValueError(f"{path.name}:{number}: unexpected key {key!r}")
            fields[key] = value.strip()
    yield Pair(title, place, fields)


def result(text: str) -> ResultSet:
    head, bar, body = text.partition("|")
    if not bar:
        raise ValueError(f"no bar in {text!r}")
    columns = tuple(name.strip() for name in head.split(","))
    rows: list[tuple[Any, ...]] = []
    tokens = _TOKEN.findall(body)
    while tokens:
        row = [_value(tokens)]
        while tokens and tokens[0] == ",":
            tokens.pop(0)
            row.append(_value(tokens))
        if len(row) != len(columns) or (tokens and tokens.pop(0) != "/"):
            raise ValueError(f"bad row in {text!r}")
        rows.append(tuple(row))
    return ResultSet(columns, tuple(rows))


def cell(text: str) -> Any:
    return _value(_TOKEN.findall(text))


def _value(tokens: list[str]) -> Any:
    token = tokens.pop(0)
    if token == "[":
        return _items(tokens, "]")
    if token == "{":
        items = _items(tokens, "}")
        return dict(zip(items[::2], items[1::2], strict=True))
    if token in _CONSTANTS:
        return _CONSTANTS[token]
    if token.endswith("'"):
        text = token[token.index("'") + 1 : -1].replace("''", "'")
        kinds: dict[str, Callable[[str], Any]] = {"x": bytes.fromhex, "u": UUID}
        return kinds.get(token[0], str)(text)
    return _scalar(token)


def _items(tokens: list[str], end: str) -> list[Any]:
    items = []
    while tokens[0] != end:
        items.append(_value(tokens))
        if tokens[0] == ",":
            tokens.pop(0)
    tokens.pop(0)
    return items


def _scalar(token: str) -> Any:
    if re.fullmatch(r"-?\d+", token):
        return int(token)
    if re.fullmatch(r"-?(inf|nan|snan|[\d.e+-]+)d", token):
        return Decimal(token[:-1])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", token):
        return datetime.date.fromisoformat(token)
    if "T" in token:
        return datetime.datetime.fromisoformat(token)
    if ":" in token:
        return datetime.time.fromisoformat(token)
    if token.endswith("s"):
        return datetime.timedelta(seconds=float(token[:-1]))
    return float(token)
