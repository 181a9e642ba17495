import pickle

import pytest

from sqlcoder.errors import QueryTimeout, SqlcoderError
from sqlcoder.parallel.failure import Failure
from tests.parallel.errands import Unpicklable


def carried(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return pickle.loads(pickle.dumps(Failure.of(caught))).raised()


def test_an_error_of_ours_arrives_as_it_was() -> None:
    found = carried(QueryTimeout("Too slow.", where="line 1", fix="Ask for less."))
    assert type(found) is QueryTimeout
    assert isinstance(found, SqlcoderError)
    assert (found.what, found.where, found.fix) == ("Too slow.", "line 1", "Ask for less.")
    assert not hasattr(found, "__notes__")


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (ValueError("x"), ValueError, "x"),
        (Unpicklable("a", "b"), RuntimeError, "tests.parallel.errands.Unpicklable: a and b"),
    ],
)
def test_another_error_brings_its_traceback(error: Exception, kind: type, text: str) -> None:
    found = carried(error)
    assert type(found) is kind
    assert str(found) == text
    assert found.__notes__[0].startswith("In a worker process:\nTraceback")
    assert "raise error" in found.__notes__[0]
