from pathlib import Path

import pytest

from sqlcoder.errors import UsageError
from sqlcoder.settings import SETTINGS, home, options, setting


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for entry in SETTINGS.values():
        monkeypatch.delenv(entry.variable, raising=False)


def test_the_environment_beats_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert setting("timeout") == 30.0
    monkeypatch.setenv("SQLCODER_TIMEOUT", "2.5")
    monkeypatch.setenv("SQLCODER_SAMPLES", "off")
    assert setting("timeout") == 2.5
    assert setting("samples") is False


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQLCODER_ROWS", "")
    assert setting("rows") == 1000


@pytest.mark.parametrize(
    ("name", "text", "kind"), [("rows", "many", "a whole number"), ("offline", "si", "true or false")]
)
def test_a_wrong_value_is_named_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, kind: str
) -> None:
    monkeypatch.setenv(SETTINGS[name].variable, text)
    with pytest.raises(UsageError, match=f'{SETTINGS[name].variable} is "{text}", which is not {kind}'):
        setting(name)


def test_given_values_beat_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SQLCODER_ROWS", "5")
    chosen = options({"db": "shop.db", "rows": 7, "home": tmp_path, "tables": ["a*"]})
    assert (chosen.rows, chosen.home, chosen.tables, chosen.model) == (7, tmp_path, ("a*",), "default")


def test_no_database_is_a_usage_error_that_says_how_to_name_one() -> None:
    with pytest.raises(UsageError, match="No database") as caught:
        options({})
    assert "SQLCODER_DB" in str(caught.value)


@pytest.mark.parametrize("name", ["timeout", "rows", "context", "cache_mib"])
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), 10**20])
def test_limits_must_be_sensible(name: str, value: float) -> None:
    with pytest.raises(UsageError, match="must be more than 0 and at most 10,000,000") as caught:
        options({"db": "x", name: value})
    assert f"the default ({SETTINGS[name].default})" in str(caught.value)


@pytest.mark.parametrize("threads", [-1, 513])
def test_threads_must_be_sensible(threads: int) -> None:
    with pytest.raises(UsageError, match="must be from 0 to 512"):
        options({"db": "x", "threads": threads})


def test_the_home_of_nobody_is_told() -> None:
    with pytest.raises(UsageError, match="home folder can't be found") as caught:
        home("~nobody-here/x")
    assert "full path" in str(caught.value)


def test_home_follows_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SQLCODER_HOME", str(tmp_path))
    assert home() == tmp_path
    assert home("~/x") == Path.home() / "x"
