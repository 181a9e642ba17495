from __future__ import annotations

import re
import runpy
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from sqlcoder.dataset import jsonl, plain_csv
from sqlcoder.dataset.document import Document
from sqlcoder.dataset.example import Example, Gold
from sqlcoder.dataset.format import Format
from sqlcoder.dataset.sources import FORMATS, Order, load
from sqlcoder.errors import DatasetError, UsageError
from sqlcoder.results.specification import roles

QUESTIONS = Path(__file__).parents[1] / "fixtures" / "questions"


def test_our_own_format() -> None:
    busiest, long_haul, shoes = load(QUESTIONS / "ferries.jsonl")
    assert busiest.ordered and not long_haul.ordered
    assert busiest.golds[0].required == ("name",)
    assert busiest.golds[0].either == (("ferry_id",),)
    assert busiest.golds[0].optional == (3,)
    assert long_haul.question == "Wie viele Überfahrten dauerten länger als eine Stunde?"
    assert long_haul.instructions == "A crossing's minutes count from cast-off."
    assert len(long_haul.golds) == 2
    assert (
        long_haul.golds[0].written_for("sqlite")
        == "SELECT COUNT(*) FROM crossing WHERE crossing.minutes > 60.0"
    )
    assert (busiest.hardness, long_haul.hardness, shoes.hardness) == ("extra", "easy", None)
    assert (shoes.answerable, shoes.reason, shoes.golds) == (False, "missing data", ())


def test_sql_eval() -> None:
    crossings, piers, notes = load(QUESTIONS / "sql_eval.csv")
    assert (crossings.id, crossings.database, crossings.category) == ("sql_eval-1", "ferries", "group_by")
    assert crossings.golds[0].either == (("ferry_id", "name"),)
    assert crossings.instructions is None
    assert not crossings.ordered  # The gold sorts, for looks: the question doesn't ask for it.
    assert len(piers.golds) == 2 and piers.ordered
    assert piers.instructions == "Lengths are in metres."
    assert notes.golds == (Gold("SELECT note.body FROM note\nWHERE note.body LIKE '%;%'"),)
    assert notes.instructions == 'Long "quoted" advice'
    assert {crossings.dialect, piers.dialect} == {"postgres"}
    assert crossings.hardness == "hard"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the Spider and BIRD files, and databases as these sets keep them."""
    for name in ("spider.json", "bird.json"):
        (tmp_path / name).write_bytes((QUESTIONS / name).read_bytes())
    (tmp_path / "database" / "ferries").mkdir(parents=True)
    (tmp_path / "database" / "ferries" / "ferries.sqlite").touch()
    (tmp_path / "database" / "harbour.db").touch()
    return tmp_path


def test_spider(folder: Path) -> None:
    names, idle, broken = load(folder / "spider.json")
    assert (names.id, names.database, names.dialect) == ("spider-1", "ferries", "sqlite")
    assert names.location == str(folder / "database" / "ferries" / "ferries.sqlite")
    assert broken.location == str(folder / "database" / "harbour.db")
    assert (names.ordered, idle.ordered) == (True, False)
    assert (names.hardness, idle.hardness) == ("easy", "extra")
    # It is listed as a gold fault when the golds are run.
    assert (broken.golds, broken.hardness) == ((Gold("SELECT FROM WHERE"),), None)


def test_bird(folder: Path) -> None:
    late, longest = load(folder / "bird.json")
    assert (late.id, late.database, late.category) == ("bird-1", "ferries", "moderate")
    assert (late.instructions, longest.instructions) == ("late refers to delay_min > 10", None)
    assert late.golds[0].sql.startswith("SELECT CAST(")
    assert late.location == str(folder / "database" / "ferries" / "ferries.sqlite")


def test_plain_csv() -> None:
    count, names = load(QUESTIONS / "plain.csv")
    assert (count.id, count.database, count.category, count.dialect) == ("piers", "plain", None, "postgres")
    assert (names.id, names.category, names.ordered) == ("plain-2", "order_by", True)


def test_databases_may_be_elsewhere_or_nowhere(folder: Path) -> None:
    databases = (folder / "database").rename(folder / "elsewhere")
    assert {example.location for example in load(folder / "spider.json")} == {None}
    found = load(folder / "bird.json", databases=databases)
    assert found[0].location == str(databases / "ferries" / "ferries.sqlite")


ORDERS: list[tuple[Order, tuple[bool, bool, bool]]] = [
    ("question", (False, True, False)),
    ("gold", (True, True, False)),
    ("never", (False, False, False)),
]


@pytest.mark.parametrize(("order", "ordered"), ORDERS)
def test_when_order_counts_is_an_option(order: Order, ordered: tuple[bool, ...]) -> None:
    assert tuple(example.ordered for example in load(QUESTIONS / "sql_eval.csv", order=order)) == ordered


def test_our_format_says_itself_when_order_counts() -> None:
    assert load(QUESTIONS / "ferries.jsonl", order="never")[0].ordered


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_can_be_named(name: str, tmp_path: Path) -> None:
    file = {
        "jsonl": "ferries.jsonl",
        "sql-eval": "sql_eval.csv",
        "spider": "spider.json",
        "bird": "bird.json",
    }
    source = QUESTIONS / file.get(name, "plain.csv")
    # Its content tells the format, whatever the file is called.
    copy = tmp_path / "questions"
    copy.write_bytes(source.read_bytes())
    assert load(copy) == load(copy, format=name)


def test_everything_read_can_be_written_in_our_format(folder: Path) -> None:
    for name in ("spider.json", "bird.json"):
        examples = load(folder / name)
        jsonl.write(folder / "ours.jsonl", examples)
        assert load(folder / "ours.jsonl") == examples


def test_a_format_of_your_own() -> None:
    def read(document: Document) -> tuple[Example, ...]:
        pairs = (line.split(" -> ") for line in document.text.splitlines())
        return tuple(Example(str(n), "ferries", q, (Gold(sql),)) for n, (q, sql) in enumerate(pairs, start=1))

    arrows = Format("arrows", lambda document: " -> " in document.text, read)
    path = QUESTIONS / "arrows.txt"
    (example,) = load(path, format=arrows)
    assert example.golds == (Gold("SELECT name FROM pier ORDER BY depth"),)
    assert example.ordered and example.hardness == "easy"
    doubled = replace(arrows, read=lambda document: read(document) * 2)
    with pytest.raises(DatasetError, match='Two questions have the id "1"') as caught:
        load(path, format=doubled)
    assert caught.value.where == f"{path}, question 2"
    assert caught.value.fix == "Give each question an id of its own."
    with pytest.raises(DatasetError, match="The question set is empty"):
        load(path, format=replace(arrows, read=lambda document: ()))


CSV = "question,query,db_name\n"
FAULTS: list[tuple[str, str, str, str, str]] = [
    (
        "set.txt",
        "Dear diary\n",
        "The file is in no known question format.",
        "{}",
        'Known are: "jsonl", our JSON Lines;',
    ),
    ("set.csv", CSV, "The question set is empty.", "{}", "one question or more"),
    (
        "set.csv",
        CSV + "a,SELECT 1\n",
        "The row has 2 cells, the header has 3.",
        "{}, line 2",
        "Enclose a cell",
    ),
    (
        "set.csv",
        CSV + '"a\nb",SELECT 1,d\n,SELECT 1,d\n',
        'The field "question" is empty.',
        "{}, line 4",
        "needs it",
    ),
    (
        "set.csv",
        CSV + 'a,SELECT 1,d\n"a,SELECT',
        "The row isn't CSV: unexpected end of data.",
        "{}, line 3",
        "double",
    ),
    ("set.csv", "question,sql,sql\na,b,c\n", 'Two columns are called "sql".', "{}, line 1", "Rename"),
    (
        "set.csv",
        "question,sql,catgory\na,b,c\n",
        'Unknown field "catgory".',
        "{}, line 2",
        'mean "category"?',
    ),
    (
        "set.csv",
        "question,sql,hardness\na,b,Hard\n",
        'The field "hardness" is "Hard".',
        "{}, line 2",
        'mean "hard"?',
    ),
    (
        "set.csv",
        "question,sql,dialect\na,b,x\n",
        'The field "dialect" is "x".',
        "{}, line 2",
        "Known are: duckdb",
    ),
    (
        "set.csv",
        "question,sql,id\na,b,1\na,b,1\n",
        'The id "1" is taken by {}, line 2.',
        "{}, line 3",
        "of its own",
    ),
    ("set.json", "[]", "The file doesn't hold a list of questions.", "{}", "Write [{...}, {...}]."),
    ("set.json", "[1]", "An entry is a number, not a JSON object.", "{}, entry 1", "Write it as"),
    ("set.json", '[{"a": 1},\n {]', "It isn't JSON: ", "{}, line 2, column 3", "Check quotes"),
    ("set.json", '[{"a": 1}]', "The file is in no known question format.", "{}", '"bird", BIRD'),
    ("set.json", "[" * 100_000, "The JSON is nested too deeply.", "{}", "flat object"),
]


@pytest.mark.parametrize(("name", "text", "what", "where", "fix"), FAULTS)
def test_what_is_wrong_is_said_with_its_place(
    name: str, text: str, what: str, where: str, fix: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    check_fault(path, what.replace("{}", str(path)), where.replace("{}", str(path)), fix)


def check_fault(path: Path, what: str, where: str, fix: str, databases: Path | None = None) -> None:
    with pytest.raises(DatasetError) as caught:
        load(path, databases=databases)
    assert caught.value.what.startswith(what)
    assert caught.value.where == where
    assert fix in (caught.value.fix or "")


BYTES = [
    (b"", "The question set is empty.", "{}", "one question or more"),
    (b" \n\xef\xbb\xbf", "The file is in no known question format.", "{}", "Known are"),
    (b"\xef\xbb\xbf\n", "The question set is empty.", "{}", "one question or more"),
    ("question".encode("utf-16"), "The file is UTF-16, not UTF-8.", "{}", "Save it as UTF-8."),
    (
        b"question,sql\n\xfcber,x\n",
        "The file isn't UTF-8: it holds the byte 0xfc.",
        "{}, line 2",
        "Save it as UTF-8.",
    ),
]


@pytest.mark.parametrize(("data", "what", "where", "fix"), BYTES)
def test_a_file_that_is_no_text_is_refused(
    data: bytes, what: str, where: str, fix: str, tmp_path: Path
) -> None:
    path = tmp_path / "set"
    path.write_bytes(data)
    check_fault(path, what, where.replace("{}", str(path)), fix)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    for name in ("ferries.jsonl", "plain.csv"):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + (QUESTIONS / name).read_bytes())
        assert load(tmp_path / name) == load(QUESTIONS / name)


def test_windows_line_ends_are_taken(tmp_path: Path) -> None:
    for name in ("ferries.jsonl", "plain.csv", "spider.json"):
        (tmp_path / name).write_bytes((QUESTIONS / name).read_bytes().replace(b"\n", b"\r\n"))
        assert load(tmp_path / name) == load(QUESTIONS / name)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    check_fault(
        tmp_path / "none", "The question set can't be read: No such file", str(tmp_path / "none"), "Check"
    )
    check_fault(tmp_path, "The question set can't be read: Is a directory", str(tmp_path), "Check the path")


def test_a_cell_may_not_be_endless(tmp_path: Path) -> None:
    path = tmp_path / "set.csv"
    path.write_text("question,sql\na," + "x" * 200_000 + "\n")
    check_fault(path, "The row isn't CSV: field larger than field limit", f"{path}, line 2", "Enclose")
    path.write_text("x" * 200_000)
    check_fault(path, "The file is in no known question format.", str(path), "Known are")


def test_a_database_that_isnt_there(folder: Path) -> None:
    path, place = folder / "spider.json", f"{folder / 'spider.json'}, entry 1"
    (folder / "database" / "ferries").rename(folder / "database" / "ferry")
    what = f'There is no SQLite file of the database "ferries" in {folder / "database"}.'
    check_fault(path, what, place, 'Did you mean "ferry"?')
    (folder / "database" / "ferry").rename(folder / "quite_else")
    check_fault(path, what, place, f"It should be {folder / 'database' / 'ferries' / 'ferries.sqlite'}")
    check_fault(
        path, "The folder of the databases doesn't exist.", str(folder / "x"), "one folder for", folder / "x"
    )
    path.write_text(path.read_text().replace('"ferries"', '"../ferries"'))
    check_fault(path, 'The database "../ferries" is no plain name.', place, "no path")


NAMES = [
    ("spyder", 'Unknown question format "spyder". Did you mean "spider"?'),
    ("x", 'Unknown question format "x".'),
]


@pytest.mark.parametrize(("name", "what"), NAMES)
def test_an_unknown_format_is_refused(name: str, what: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(QUESTIONS / "plain.csv", format=name)
    assert caught.value.what == what
    assert caught.value.fix == "Known are: jsonl, sql-eval, spider, bird, csv."


def test_a_named_format_that_isnt_the_files() -> None:
    with pytest.raises(DatasetError) as caught:
        load(QUESTIONS / "plain.csv", format="sql-eval")
    assert caught.value.what == 'The field "db_name" is missing.'
    assert caught.value.where == f"{QUESTIONS / 'plain.csv'}, line 2"
    assert caught.value.fix == "Every entry needs it."


def test_a_missing_column_is_guessed_from_those_there(tmp_path: Path) -> None:
    path = tmp_path / "set.csv"
    path.write_text("question,query,dbname\na,b,c\n")
    with pytest.raises(DatasetError) as caught:
        load(path, format="sql-eval")
    assert caught.value.fix == 'Every entry needs it. Is it the one called "dbname"?'


def test_a_set_written_elsewhere_still_finds_its_databases(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    examples = load(Path("spider.json"))
    (folder / "out").mkdir()
    jsonl.write(Path("out/ours.jsonl"), examples)
    assert load(Path("out/ours.jsonl"))[0].location == str(folder / "database" / "ferries" / "ferries.sqlite")


def test_the_code_in_the_docs_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (QUESTIONS.parents[2] / "docs" / "question-formats.md").read_text(encoding="utf-8")
    code, entry = (re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("python", "json"))
    monkeypatch.chdir(tmp_path)
    Path("snippet.py").write_text(code[0])
    Path("entry.jsonl").write_text(entry[0])
    runpy.run_path("snippet.py")
    assert capsys.readouterr().out == "easy\n"
    (example,) = load(Path("entry.jsonl"))
    assert roles(example.golds[0].columns, ("ferry_id", "name", "crossings")).required == (2,)


@pytest.mark.parametrize("names", [jsonl.FIELDS, plain_csv.COLUMNS, FORMATS], ids=["jsonl", "csv", "formats"])
def test_the_docs_name_all_there_is(names: Iterable[str]) -> None:
    page = (QUESTIONS.parents[2] / "docs" / "question-formats.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in page] == []
