from __future__ import annotations

import math
import statistics as reference

import pytest

from sqlcoder.evaluation.statistics import (
    Interval,
    Rate,
    mcnemar,
    mean,
    paired_difference,
    percentile,
    wilson,
)

# Newcombe (1998), Statistics in Medicine 17, 857-872, Table I, method 3.
PUBLISHED_WILSON = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("k", "n", "low", "high"), PUBLISHED_WILSON)
def test_wilson_gives_the_published_intervals(k: int, n: int, low: float, high: float) -> None:
    found = wilson(k, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_wilson_stays_within_0_and_1_and_is_symmetric() -> None:
    for n in (1, 2, 7, 175):
        assert wilson(0, n).low == 0.0
        assert wilson(n, n).high == 1.0
        for k in range(n + 1):
            one, other = wilson(k, n), wilson(n - k, n)
            assert 0 <= one.low <= k / n <= one.high <= 1
            assert one.low == pytest.approx(1 - other.high)


def test_wilson_of_nothing_says_nothing() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)


def test_a_rate_carries_its_n_and_interval() -> None:
    assert str(Rate(125, 175)) == "71.4% (95% 64.3-77.6, n=175)"
    assert str(Rate(0, 0)) == "none (n=0)"
    assert Rate(0, 0).value is None


# By hand: twice the smaller tail of a binomial of one half.
EXACT_MCNEMAR = [
    (1, 7, 2 * (1 + 8) / 256),
    (0, 5, 2 / 32),
    (2, 10, 2 * (1 + 12 + 66) / 4096),
    (3, 3, 1.0),
    (0, 0, 1.0),
    (0, 1, 1.0),
]


@pytest.mark.parametrize(("gained", "lost", "p"), EXACT_MCNEMAR)
def test_mcnemar_is_the_exact_binomial(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == pytest.approx(p)
    assert mcnemar(lost, gained) == mcnemar(gained, lost)


def test_mcnemar_of_thousands_of_changes_neither_overflows_nor_vanishes() -> None:
    assert mcnemar(3000, 3000) == 1.0
    # The normal approximation with continuity: z = 119 / sqrt(6000).
    z = (abs(3060 - 2940) - 1) / math.sqrt(6000)
    assert mcnemar(2940, 3060) == pytest.approx(math.erfc(z / math.sqrt(2)), rel=0.01)


# Newcombe (1998), Statistics in Medicine 17, 2635-2650, and Fagerland et al. (2014), 33, 2850-2875.
PUBLISHED_PAIRED = [
    ((36, 2, 12, 0), 0.2000, 0.0569, 0.3404),
    ((1, 7, 1, 12), -0.2857, -0.5069, -0.0256),
]


@pytest.mark.parametrize(("cells", "value", "low", "high"), PUBLISHED_PAIRED)
def test_the_paired_difference_is_newcombes(
    cells: tuple[int, int, int, int], value: float, low: float, high: float
) -> None:
    found = paired_difference(*cells)
    got = (found.value, found.interval.low, found.interval.high)
    assert tuple(round(each, 4) for each in got) == (value, low, high)


def test_swapping_the_runs_turns_the_difference_round() -> None:
    one, other = paired_difference(20, 3, 9, 8), paired_difference(20, 9, 3, 8)
    assert one.value == -other.value
    assert one.interval.low == pytest.approx(-other.interval.high)


def test_pairing_narrows_the_interval_of_runs_that_agree() -> None:
    agreeing, independent = paired_difference(48, 2, 2, 48), paired_difference(25, 25, 25, 25)
    assert agreeing.interval.high < independent.interval.high / 2


@pytest.mark.parametrize("cells", [(0, 0, 0, 0), (5, 0, 0, 0), (0, 0, 0, 5), (0, 5, 0, 0), (0, 0, 1, 0)])
def test_a_table_with_empty_margins_has_an_interval(cells: tuple[int, int, int, int]) -> None:
    found = paired_difference(*cells)
    assert -1 <= found.interval.low <= found.value <= found.interval.high <= 1


def test_percentiles_interpolate() -> None:
    values = [5.0, 1.0, 9.0, 2.0, 7.0]
    assert percentile(values, 0.5) == reference.median(values)
    assert percentile(values, 0.9) == pytest.approx(9 - 0.4 * 2)
    assert percentile([3.0], 0.9) == 3.0


def test_a_mean_of_zeros_and_ones_has_wilsons_interval() -> None:
    assert mean([1, 0, 1.0, 1]).interval == wilson(3, 4)


def test_another_mean_has_a_bootstrap_interval_that_its_seed_repeats() -> None:
    values = [0.1, 0.4, 0.5, 0.9, 1.0, 0.3, 0.7, 0.2]
    found = mean(values, seed=1)
    assert found.value == pytest.approx(4.1 / 8)
    assert found == mean(values, seed=1)
    # The interval's half is near two standard errors.
    error = reference.stdev(values) / math.sqrt(len(values))
    assert found.interval.high - found.interval.low == pytest.approx(4 * error, rel=0.2)
    assert mean([0.5, 0.5]).interval == Interval(0.5, 0.5)
