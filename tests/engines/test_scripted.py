import pytest

from sqlcoder.engines.base import Engine, Message, Prompt, Sampling
from sqlcoder.engines.scripted import Scripted
from sqlcoder.errors import EngineError

GREEDY = Sampling()


def prompt(question: str, system: str = "You write SQL.") -> Prompt:
    return Prompt(system, (Message("user", question),), start="```sql\n")


def test_replies_come_in_order_and_prompts_are_recorded() -> None:
    engine: Engine = Scripted(["SELECT 1", "SELECT 2"])
    assert [engine.generate(prompt(q), GREEDY).text for q in ("one?", "two?")] == ["SELECT 1", "SELECT 2"]
    assert isinstance(engine, Scripted)
    assert engine.prompts == [prompt("one?"), prompt("two?")]
    assert engine.samplings == [GREEDY, GREEDY]


def test_a_used_up_script_is_an_error_that_says_so() -> None:
    engine = Scripted(["SELECT 1"])
    engine.generate(prompt("one?"), GREEDY)
    with pytest.raises(EngineError, match="has given all of its 1 replies") as caught:
        engine.generate(prompt("two?"), GREEDY)
    assert "function of the prompt" in str(caught.value)
    assert len(engine.prompts) == 1


def test_a_function_answers_any_number_of_prompts() -> None:
    engine = Scripted(lambda asked: f"SELECT '{asked.turns[-1].content}'")
    texts = [engine.generate(prompt(q), GREEDY).text for q in "abc"]
    assert texts == ["SELECT 'a'", "SELECT 'b'", "SELECT 'c'"]


def test_the_streamed_pieces_are_the_reply() -> None:
    pieces: list[str] = []
    text = "\nSELECT  a,\n  b FROM t \n"
    assert Scripted([text]).generate(prompt("?"), GREEDY, pieces.append).text == text
    assert "".join(pieces) == text
    assert len(pieces) == 6


def test_max_tokens_cuts_and_says_so() -> None:
    reply = Scripted(["SELECT a FROM t"]).generate(prompt("?"), Sampling(max_tokens=2))
    assert (reply.text, reply.finished, reply.usage.reply_tokens) == ("SELECT a", False, 2)


def test_tokens_are_words_and_the_fixed_part_is_read_once() -> None:
    with Scripted(["SELECT 1"] * 3) as engine:
        seen: list[tuple[int, int]] = []
        assert engine.warm(prompt("?"), lambda done, total: seen.append((done, total))).read_tokens == 3
        assert seen == [(3, 3)]
        assert engine.warm(prompt("?")).read_tokens == 0
        first = engine.generate(prompt("how many?"), GREEDY).usage
        assert (first.read_tokens, first.cached_tokens, first.reply_tokens) == (3, 3, 2)
        other = engine.generate(prompt("how many?", "Another schema."), GREEDY).usage
        assert (other.read_tokens, other.cached_tokens) == (5, 0)
        assert engine.warmed == [prompt("?"), prompt("?")]
