"""The engine with tiny random models of both published kinds, built here: no weights are fetched."""

from __future__ import annotations

import importlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sqlcoder.engines import transformers as engine_file
from sqlcoder.engines.base import Engine, Message, Prompt, Sampling, Usage
from sqlcoder.engines.transformers import Transformers, open_transformers
from sqlcoder.errors import EngineError, MissingDependency, SchemaError, WeightsError

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
# Threads cost more than they give on models this small.
torch.set_num_threads(1)

CONTEXT = 512
SCHEMA = "\n".join(f"CREATE TABLE t{i} (id int, price numeric);" for i in range(8))
CHAT = Prompt(f"You write SQL.\n{SCHEMA}", (Message("user", "How many rows?"),), start="```sql\n")
FLAT = Prompt("### Task\nAnswer ", (Message("user", "how many?\n"),), "[SQL]\n", chat=False)
GREEDY = Sampling(max_tokens=24)
TEMPLATE = (
    "{% for m in messages %}<|{{ m.role }}|>\n{{ m.content }}<|end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>\n{% endif %}"
)


def save_tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=["<|begin|>", "<|end|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([SCHEMA, "SELECT count(*) FROM boats GROUP BY name"], trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<|begin|> $A", special_tokens=[("<|begin|>", 0)]
    )
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<|begin|>", eos_token="<|end|>"
    )
    fast.chat_template = TEMPLATE
    fast.save_pretrained(folder)
    return fast


def config_of(kind: str) -> Any:
    if kind == "gpt_bigcode":
        return transformers.GPTBigCodeConfig(
            vocab_size=400,
            n_positions=CONTEXT,
            n_embd=32,
            n_layer=2,
            n_head=4,
            bos_token_id=0,
            eos_token_id=1,
            tie_word_embeddings=False,
        )
    sizes = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4}
    if kind == "mistral":
        return transformers.MistralConfig(
            vocab_size=400, sliding_window=8, num_key_value_heads=2, bos_token_id=0, eos_token_id=1, **sizes
        )
    return transformers.LlamaConfig(
        vocab_size=400, max_position_embeddings=CONTEXT, bos_token_id=0, eos_token_id=1, **sizes
    )


def save_model(kind: str, folder: Path) -> Path:
    torch.manual_seed(1)
    model = transformers.AutoModelForCausalLM.from_config(config_of(kind))
    with torch.no_grad():
        for parameter in model.parameters():
            # Large enough that what was read decides what is written.
            parameter.normal_(0.0, 0.4)
        # Only tokens of plain letters are written: half characters have a test of their own.
        tokenizer = save_tokenizer(folder)
        for token in range(400):
            text = tokenizer.decode([token])
            if not (text.isascii() and text.isalpha()):
                model.get_output_embeddings().weight[token] = 0
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module", params=["gpt_bigcode", "llama"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_model(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture
def engine(folder: Path) -> Iterator[Transformers]:
    with open_transformers(folder, name="tiny") as engine:
        yield engine


def test_a_folder_is_loaded_with_its_own_context(engine: Transformers, folder: Path) -> None:
    as_engine: Engine = engine
    assert as_engine.name == "tiny"
    assert as_engine.context_tokens == CONTEXT
    assert open_transformers(str(folder), context_tokens=100).context_tokens == 100
    assert open_transformers(folder).name == folder.name


def test_a_token_is_counted_as_the_model_reads_it(engine: Transformers) -> None:
    assert engine.count_tokens("") == 0
    assert 1 <= engine.count_tokens("CREATE TABLE") < len("CREATE TABLE")
    assert engine.count_tokens("<|end|>") == 1


@pytest.mark.parametrize("prompt", [CHAT, FLAT], ids=["chat", "flat"])
def test_a_reply_streams_the_text_it_returns(engine: Transformers, prompt: Prompt) -> None:
    pieces: list[str] = []
    reply = engine.generate(prompt, GREEDY, pieces.append)
    assert reply.text and "".join(pieces) == reply.text
    assert len(pieces) > 3
    assert not reply.finished
    assert reply.usage.reply_tokens == GREEDY.max_tokens
    assert reply.usage.cached_tokens == 0
    assert reply.usage.read_seconds > 0 and reply.usage.reply_seconds > 0


def test_a_chat_is_rendered_by_the_template_and_begun(engine: Transformers) -> None:
    prompt = Prompt("Be brief.", (Message("user", "One?"),), start="```sql\n")
    written = "<|system|>\nBe brief.<|end|>\n<|user|>\nOne?<|end|>\n<|assistant|>\n```sql\n"
    assert engine.generate(prompt, GREEDY).usage.read_tokens == engine.count_tokens(written)
    assert engine.generate(Prompt("", prompt.turns), GREEDY).usage.read_tokens == engine.count_tokens(
        "<|user|>\nOne?<|end|>\n<|assistant|>\n"
    )


def test_a_flat_prompt_is_joined_and_gets_the_first_token(engine: Transformers) -> None:
    expected = 1 + engine.count_tokens("### Task\nAnswer how many?\n[SQL]\n")
    assert engine.generate(FLAT, GREEDY).usage.read_tokens == expected


def test_a_stop_text_ends_the_reply(engine: Transformers) -> None:
    free = engine.generate(CHAT, GREEDY).text
    stop = free[6:9]
    pieces: list[str] = []
    prompt = Prompt(CHAT.system, CHAT.turns, CHAT.start, (stop,))
    reply = engine.generate(prompt, GREEDY, pieces.append)
    assert reply.text == free[: free.index(stop)] == "".join(pieces)
    assert reply.finished
    assert reply.usage.reply_tokens < GREEDY.max_tokens


def test_the_models_own_end_finishes_the_reply(engine: Transformers) -> None:
    tokens = free_tokens(engine)
    end = tokens[5]
    engine._model.generation_config.eos_token_id = [end]
    reply = engine.generate(CHAT, GREEDY)
    assert reply.finished
    assert reply.usage.reply_tokens == tokens.index(end) + 1


def test_a_special_token_among_the_stop_texts_ends_the_reply(engine: Transformers) -> None:
    engine._model.generation_config.eos_token_id = None
    engine._tokenizer.eos_token = None
    assert engine._ends(("<|end|>", "```")) == [1]
    assert engine._ends(()) == []


def free_tokens(engine: Transformers) -> list[int]:
    """Return the tokens of the greedy reply to CHAT."""
    ids = engine._tokens(engine._render(CHAT), True)
    written = engine._model.generate(
        torch.tensor([ids]), max_new_tokens=GREEDY.max_tokens, do_sample=False, pad_token_id=1
    )
    tokens: list[int] = written[0, len(ids) :].tolist()
    return tokens


def test_greedy_replies_repeat_and_seeds_decide_samples(engine: Transformers) -> None:
    assert engine.generate(CHAT, GREEDY).text == engine.generate(CHAT, GREEDY).text
    torch.manual_seed(99)
    before = torch.random.get_rng_state()
    texts = [engine.generate(CHAT, Sampling(24, 1.0, seed)).text for seed in (1, 2, 1)]
    assert texts[0] == texts[2] != texts[1]
    # The caller's own random numbers are left alone.
    assert torch.equal(before, torch.random.get_rng_state())


@pytest.mark.parametrize("prompt", [CHAT, FLAT], ids=["chat", "flat"])
def test_a_warm_reply_is_the_cold_reply(engine: Transformers, prompt: Prompt) -> None:
    cold = engine.generate(prompt, GREEDY)
    warming = engine.warm(prompt)
    assert warming.read_tokens > 0
    assert engine.warm(prompt) == Usage()
    for _ in range(2):
        warm = engine.generate(prompt, GREEDY)
        assert warm.text == cold.text
        assert warm.usage.cached_tokens >= warming.read_tokens - 1
        assert warm.usage.read_tokens + warm.usage.cached_tokens == cold.usage.read_tokens


def test_a_warm_prefix_serves_other_questions_and_no_other_schema(engine: Transformers) -> None:
    other = Prompt(CHAT.system, (Message("user", "Which price is highest?"),), CHAT.start)
    strange = Prompt(f"You translate.\n{SCHEMA}", CHAT.turns, CHAT.start)
    cold = [engine.generate(p, GREEDY).text for p in (other, strange)]
    read = engine.warm(CHAT).read_tokens
    replies = [engine.generate(p, GREEDY) for p in (other, strange)]
    assert [r.text for r in replies] == cold
    assert replies[0].usage.cached_tokens >= read - 1
    assert replies[1].usage.cached_tokens < 20


def test_warming_tells_its_progress(engine: Transformers, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = engine.generate(CHAT, GREEDY).text
    monkeypatch.setattr(engine_file, "BATCH_TOKENS", 50)
    heard: list[tuple[int, int]] = []
    read = engine.warm(CHAT, lambda done, total: heard.append((done, total))).read_tokens
    assert heard == [(min(n, read), read) for n in range(50, read + 50, 50)]
    assert engine.generate(CHAT, GREEDY).text == cold


def test_a_model_with_a_sliding_window_is_never_warm(tmp_path: Path) -> None:
    with open_transformers(save_model("mistral", tmp_path)) as engine:
        cold = engine.generate(CHAT, GREEDY)
        assert engine.warm(CHAT) == Usage()
        assert engine.generate(CHAT, GREEDY).text == cold.text
        assert engine.generate(CHAT, GREEDY).usage.cached_tokens == 0


def test_a_prompt_beyond_the_context_is_a_schema_error(engine: Transformers) -> None:
    long = Prompt("word " * 1000, CHAT.turns)
    assert engine.warm(long) == Usage()
    with pytest.raises(SchemaError, match=rf"tokens, but the context holds {CONTEXT}\.") as caught:
        engine.generate(long, GREEDY)
    assert "--tables" in str(caught.value)


def test_a_reply_ends_where_the_context_does(folder: Path) -> None:
    with open_transformers(folder, context_tokens=40) as engine:
        reply = engine.generate(FLAT, Sampling(max_tokens=100))
        assert reply.usage.read_tokens + reply.usage.reply_tokens == 40
        assert not reply.finished


def test_half_a_character_is_held_back(engine: Transformers) -> None:
    tokens = engine._tokenizer.encode("é", add_special_tokens=False)
    assert len(tokens) == 2
    shown: list[str] = []
    written = engine_file._Written(engine._tokenizer, engine_file.Streamed(), 0, shown.append)
    written(torch.tensor([tokens[:1]]), None)
    assert shown == []
    written(torch.tensor([tokens]), None)
    assert shown == ["é"]


def test_an_interrupted_reply_leaves_a_usable_engine(engine: Transformers) -> None:
    cold = engine.generate(CHAT, GREEDY).text

    def interrupt(text: str) -> None:
        raise KeyboardInterrupt

    engine.warm(CHAT)
    with pytest.raises(KeyboardInterrupt):
        engine.generate(CHAT, GREEDY, interrupt)
    assert engine.generate(CHAT, GREEDY).text == cold


def test_too_little_memory_is_an_engine_error(engine: Transformers, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> object:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(engine._model, "generate", full)
    with pytest.raises(EngineError, match="too little memory") as caught:
        engine.generate(CHAT, GREEDY)
    assert "smaller model" in str(caught.value)


def test_a_model_without_a_chat_template_says_so(engine: Transformers) -> None:
    engine._tokenizer.chat_template = None
    with pytest.raises(EngineError, match="The model tiny has no chat template") as caught:
        engine.generate(CHAT, GREEDY)
    assert "sqlcoder models list" in str(caught.value)
    assert engine.generate(FLAT, GREEDY).text


def test_a_chat_template_that_refuses_is_an_error_in_words(engine: Transformers) -> None:
    engine._tokenizer.chat_template = "{{ raise_exception('System role not supported') }}"
    with pytest.raises(EngineError, match="The chat template of tiny can't hold this conversation") as caught:
        engine.generate(CHAT, GREEDY)
    assert "System role not supported" in str(caught.value)


def test_a_repository_that_cannot_be_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*args: object, **kwargs: object) -> object:
        raise OSError("We couldn't connect.\nMuch more text.")

    monkeypatch.setattr(transformers.AutoTokenizer, "from_pretrained", unreachable)
    with pytest.raises(WeightsError, match='The model "nobody/nothing" can\'t be fetched') as caught:
        open_transformers("nobody/nothing")
    assert str(caught.value).endswith("The library says: We couldn't connect.")


def test_a_repository_that_is_not_here_offline() -> None:
    started = time.perf_counter()
    with pytest.raises(WeightsError, match='"nobody/nothing" is not on this machine') as caught:
        open_transformers("nobody/nothing", offline=True)
    assert "without --offline" in str(caught.value)
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize("remove", ["config.json", "model.safetensors"])
def test_an_incomplete_folder_is_a_weights_error(folder: Path, tmp_path: Path, remove: str) -> None:
    for file in folder.iterdir():
        if file.name != remove:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(WeightsError, match="holds no complete model") as caught:
        open_transformers(tmp_path)
    assert caught.value.where == str(tmp_path)
    assert "config.json" in str(caught.value)


def test_an_unknown_architecture_is_an_engine_error(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "config.json").write_text('{"model_type": "abacus"}')
    with pytest.raises(EngineError, match="can't be loaded") as caught:
        open_transformers(tmp_path)
    assert "The library says" in str(caught.value)


def test_damaged_weights_are_an_error_in_words(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"\x08\x00\x00\x00\x00\x00\x00\x00{broken}")
    with pytest.raises(EngineError, match="can't be loaded"):
        open_transformers(tmp_path)


@pytest.mark.parametrize("package", ["torch", "transformers"])
def test_a_missing_package_names_its_extra(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    def absent(name: str) -> Any:
        if name == package:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        return importlib.import_module(name)

    monkeypatch.setattr(engine_file, "import_module", absent)
    with pytest.raises(MissingDependency) as caught:
        open_transformers("owner/name")
    assert f'needs the package "{package}"' in str(caught.value)
    assert "pip install 'opensqlcoder[transformers]'" in str(caught.value)
