from datetime import date

from sqlcoder.dataset.draws import Draws, total


def test_streams_of_a_seed_differ_and_repeat() -> None:
    def numbers(seed: int, stream: str) -> list[int]:
        draws = Draws(seed, stream)
        return [draws.whole(1, 1000) for _ in range(20)]

    assert numbers(7, "members") == numbers(7, "members")
    assert numbers(7, "members") != numbers(7, "hives")
    assert numbers(7, "members") != numbers(8, "members")


def test_bounds_are_reached_and_never_passed() -> None:
    draws = Draws(1, "bounds")
    first, last = date(2024, 2, 27), date(2024, 3, 1)
    assert {draws.whole(3, 5) for _ in range(200)} == {3, 4, 5}
    assert {draws.day(first, last) for _ in range(200)} == {first, date(2024, 2, 28), date(2024, 2, 29), last}
    assert {draws.pick("abc") for _ in range(200)} == {"a", "b", "c"}
    assert all(0.5 <= draws.real(0.5, 0.6) <= 0.6 for _ in range(200))


def test_weights_decide_how_often() -> None:
    draws = Draws(1, "weights")
    drawn = [draws.weighted({"often": 3.0, "seldom": 1.0, "never": 0.0}) for _ in range(4000)]
    assert 2800 < drawn.count("often") < 3200
    assert drawn.count("never") == 0
    assert 700 < sum(draws.chance(0.2) for _ in range(4000)) < 900


def test_normal_has_its_mean_and_spread() -> None:
    draws = Draws(1, "normal")
    drawn = [draws.normal(10, 2) for _ in range(4000)]
    mean = total(drawn) / len(drawn)
    assert abs(mean - 10) < 0.15
    assert abs(total((x - mean) ** 2 for x in drawn) / len(drawn) - 4) < 0.4


def test_total_adds_from_left_to_right() -> None:
    # Compensated summation, as in sum() since Python 3.12, gives 2.0 here.
    assert total([1.0, 1e100, 1.0, -1e100]) == 0.0
