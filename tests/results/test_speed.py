"""How long a comparison takes. The bounds are generous; the machine may be busy."""

from __future__ import annotations

import gc
import random
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from sqlcoder.results.compare import compare
from sqlcoder.results.result_set import ResultSet
from sqlcoder.results.specification import ColumnSpec
from sqlcoder.results.verdict import Outcome
from tests.results.test_agreement import shuffled


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the shortest time of a few, in the processor: others may use the machine."""
    best = float("inf")
    # What hundreds of other tests have left in this process isn't for the collector to walk through here.
    gc.collect()
    gc.freeze()
    try:
        for _ in range(times):
            start = time.process_time()
            work()
            best = min(best, time.process_time() - start)
    finally:
        gc.unfreeze()
    return best


def table(rows: int, seed: int = 0) -> ResultSet:
    draw = random.Random(seed)
    return ResultSet(
        ("id", "name", "city", "total", "share"),
        tuple(
            (i, f"name {i}", f"city {draw.randrange(20)}", draw.randrange(1000), draw.random())
            for i in range(rows)
        ),
    )


def noisy(result: ResultSet) -> ResultSet:
    return ResultSet(result.columns, tuple((*row[:4], row[4] * (1 + 1e-13)) for row in result.rows))


def test_a_thousand_pairs_are_no_slower_than_with_pandas() -> None:
    pytest.importorskip("pandas")
    golds = [table(100, seed) for seed in range(1000)]
    # Every second prediction is right, its rows shuffled and its last column noisy; the others are wrong.
    predictions = [
        ResultSet(gold.columns, tuple(random.Random(1).sample(noisy(gold).rows, 100)))
        if i % 2
        else golds[i - 1]
        for i, gold in enumerate(golds)
    ]
    frames = [(g.to_pandas(), p.to_pandas()) for g, p in zip(golds, predictions, strict=True)]

    def plain() -> int:
        same = 0
        for gold, prediction in frames:
            names = list(gold.columns)
            ours = gold.sort_values(names).reset_index(drop=True)
            theirs = prediction.sort_values(names).reset_index(drop=True)
            close = (ours["share"] - theirs["share"]).abs().le(1e-9).all()
            same += bool(close and ours[names[:-1]].equals(theirs[names[:-1]]))
        return same

    def ours() -> int:
        return sum(compare(g, p).right for g, p in zip(golds, predictions, strict=True))

    assert plain() == ours() == 500
    assert seconds(ours, 2) <= seconds(plain, 2)


def equal_columns(width: int) -> ResultSet:
    return ResultSet(tuple(f"c{i}" for i in range(width)), ((1,) * width,) * 100)


def similar_columns(width: int, seed: int = 0) -> ResultSet:
    """Return columns of one bag of values, each in another order."""
    draw = random.Random(seed)
    columns = [draw.sample([0, 1] * 50, 100) for _ in range(width)]
    return ResultSet(tuple(f"c{i}" for i in range(width)), tuple(zip(*columns, strict=True)))


def test_26_equal_columns_take_milliseconds() -> None:
    gold = equal_columns(26)
    changed = ResultSet(gold.columns, ((*gold.rows[0][:-1], 2), *gold.rows[1:]))
    assert seconds(lambda: compare(gold, gold)) < 0.05
    assert seconds(lambda: compare(gold, changed)) < 0.05
    assert not compare(gold, changed).right


@pytest.mark.parametrize("width", [26, 30])
def test_similar_columns_take_milliseconds(width: int) -> None:
    gold = similar_columns(width)
    same, other = shuffled(gold, 7), similar_columns(width, seed=1)
    assert compare(gold, same).outcome is Outcome.EXACT
    assert compare(gold, other).outcome is Outcome.DIFFERENT
    assert seconds(lambda: compare(gold, same)) < 0.5
    assert seconds(lambda: compare(gold, other)) < 0.5


def test_fifteen_optional_columns_do_not_explode() -> None:
    gold = similar_columns(16)
    spec = ColumnSpec(required=("c0",), optional=gold.columns[1:])
    some = ResultSet(gold.columns[:8], tuple(row[:8] for row in gold.rows))
    assert compare(gold, shuffled(some, 3), spec).right
    assert seconds(lambda: compare(gold, shuffled(some, 3), spec)) < 0.5
    other = similar_columns(8, seed=2)
    assert seconds(lambda: compare(gold, other, spec)) < 0.5
    choice = ColumnSpec(either=(gold.columns,))
    assert compare(gold, shuffled(some, 3), choice).right
    assert seconds(lambda: compare(gold, shuffled(some, 3), choice)) < 1


def test_a_hundred_thousand_rows_take_under_two_seconds() -> None:
    gold = table(100_000)
    rows = list(noisy(gold).rows)
    random.Random(3).shuffle(rows)
    prediction = ResultSet(("t", "s", "i", "n", "c"), tuple((r[3], r[4], r[0], r[1], r[2]) for r in rows))
    assert compare(gold, prediction).right
    assert seconds(lambda: compare(gold, prediction), 5) < 2


def test_comparing_imports_no_numpy_and_no_pandas() -> None:
    code = "import sys, sqlcoder.results.compare; print({'numpy', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
