"""The messages between a database's process and its parent."""

from __future__ import annotations

import datetime as dt
import os
import pickle
from decimal import Decimal
from io import BytesIO
from uuid import UUID

import pytest

from sqlcoder import errors
from sqlcoder.databases.base import Limits
from sqlcoder.databases.worker import Call, Failure, receive, send
from sqlcoder.results.result_set import ResultSet
from sqlcoder.schema.model import Column, ForeignKey, Schema, Table
from tests.unguarded import unguarded

VALUES = (1, 2.5, "é", b"\0", None, True, Decimal("1.5"), dt.date(2024, 2, 29), dt.time(1), dt.timedelta(2))
MESSAGES = [
    ResultSet(("a",), (VALUES, ([1], {"k": (2,)}, UUID(int=7), dt.datetime(2024, 1, 1, tzinfo=dt.UTC)))),
    Schema(
        "duckdb",
        (Table("t", (Column("a", "INT", samples=("1",)),), ("a",), (ForeignKey(("a",), "u", ("b",)),)),),
    ),
    Call("run", {"query": unguarded("SELECT 1", "duckdb"), "limits": Limits()}, 1.5),
    Failure("QueryFailed", "what", None, "fix"),
    "version",
]


@pytest.mark.parametrize("message", MESSAGES)
def test_there_and_back(message: object) -> None:
    stream = BytesIO()
    send(stream, message)
    stream.seek(0)
    assert receive(stream) == message


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


@pytest.mark.parametrize("message", [Evil(), [Evil()], os.getcwd, eval])
def test_a_message_cannot_run_code(message: object) -> None:
    stream = BytesIO()
    send(stream, message)
    stream.seek(0)
    with pytest.raises(pickle.UnpicklingError, match="not part of any message"):
        receive(stream)


@pytest.mark.parametrize("cut", [0, 5, 8, 12])
def test_a_message_cut_short(cut: int) -> None:
    stream = BytesIO()
    send(stream, "some text")
    with pytest.raises(EOFError):
        receive(BytesIO(stream.getvalue()[:cut]))


def is_error(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, errors.SqlcoderError)


@pytest.mark.parametrize("kind", [name for name, kind in vars(errors).items() if is_error(kind)])
def test_each_kind_of_error(kind: str) -> None:
    error = Failure(kind, "what", "where", "fix").error()
    assert type(error) is getattr(errors, kind)
    assert str(error) == "what (where)\nfix"
