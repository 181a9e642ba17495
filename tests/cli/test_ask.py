"""`sqlcoder ask` as a user meets it: what is printed where, in every form, and what bad input says."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import Done, environment, run, start
from tests.cli.model_server import model_server

QUERY = "```sql\nSELECT name, weight FROM boats ORDER BY name\n```"


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "harbour.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE boats (boat_id INTEGER PRIMARY KEY, name TEXT, weight REAL)")
        connection.execute("INSERT INTO boats (name, weight) VALUES ('Alma', 2.5), ('Bo,\"r\"', NULL)")
        connection.execute('CREATE TABLE "night 🌙 ""trips""" (id INTEGER)')
        connection.execute('INSERT INTO "night 🌙 ""trips""" VALUES (1), (2)')
    connection.close()
    return str(path)


def ask(db: str, tmp_path: Path, *arguments: str, replies: tuple[str, ...] = (QUERY,)) -> Done:
    with model_server(*replies) as url:
        return run("ask", "Which boats?", "--db", db, "--model", url, *arguments, home=tmp_path)


def test_sql_and_rows_go_to_stdout_and_times_to_stderr(db: str, tmp_path: Path) -> None:
    done = ask(db, tmp_path)
    assert done.code == 0
    assert "SELECT name, weight FROM boats ORDER BY name" in done.out
    assert "Alma" in done.out and "2.5" in done.out and "NULL" in done.out and "(2 rows)" in done.out
    assert "guard" in done.err and "in all" in done.err and "SELECT" not in done.err


def test_json_is_one_object_with_all_of_it(db: str, tmp_path: Path) -> None:
    done = ask(db, tmp_path, "--json", replies=("SELECT nme FROM boats", QUERY))
    answer = json.loads(done.out)
    assert answer["rows"] == [["Alma", 2.5], ['Bo,"r"', None]]
    assert answer["columns"] == ["name", "weight"]
    assert "nme" in answer["attempts"][0]["error"] and answer["attempts"][1]["error"] is None
    assert set(answer["seconds"]) >= {"generate", "guard", "run"}
    assert "nme" in done.err and "Asking once more" in done.err


def test_csv_can_be_read_back(db: str, tmp_path: Path) -> None:
    done = ask(db, tmp_path, "--csv")
    assert list(csv.reader(io.StringIO(done.out))) == [["name", "weight"], ["Alma", "2.5"], ['Bo,"r"', ""]]


def test_a_pipe_gets_whole_lines(db: str, tmp_path: Path) -> None:
    query = f"SELECT name, '{'long ' * 100}' AS story, 1.0 / 3 AS share FROM boats"
    done = ask(db, tmp_path, replies=(query,))
    lines = done.out.splitlines()
    assert lines[0] == query and "\x1b" not in done.out
    row = next(line for line in lines if line.startswith("Alma"))
    assert "long " * 99 in row and row.endswith("0.3333")
    assert len(lines) == 7


def test_csv_is_exact_and_says_where_it_was_cut(db: str, tmp_path: Path) -> None:
    done = ask(db, tmp_path, "--csv", "--rows", "1", replies=("SELECT 1.0 / 3 AS share FROM boats",))
    assert done.out == "share\n0.3333333333333333\n"
    assert "the first 1 row; there are more" in done.err


def test_a_terminal_that_lacks_a_character_shows_its_escape(db: str, tmp_path: Path) -> None:
    for arguments in ([], ["--csv"], ["--json"]):
        with model_server("SELECT 'é 🌙' AS x") as url:
            command = ["ask", "Which?", "--db", db, "--model", url, *arguments]
            done = run(*command, home=tmp_path, PYTHONIOENCODING="ascii")
        assert done.code == 0, done.err
        if arguments == ["--json"]:
            assert json.loads(done.out)["rows"] == [["é 🌙"]]
        else:
            assert r"\xe9 \U0001f319" in done.out


def test_a_home_that_cannot_be_written_costs_no_answer(db: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = ask(db, tmp_path, "--csv", "--home", str(tmp_path / "file" / "home"))
    assert done.code == 0 and "Alma" in done.out


def test_sql_only_prints_the_query_and_runs_nothing(db: str, tmp_path: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
    done = ask(db, tmp_path, "--sql-only", replies=(endless,))
    assert (done.code, done.out.strip()) == (0, endless)


def test_a_query_that_fails_twice_is_shown_with_the_reason(db: str, tmp_path: Path) -> None:
    done = ask(db, tmp_path, replies=("SELECT nme FROM boats", "SELECT nam FROM boats"))
    assert done.code == 1
    assert "SELECT nam FROM boats" in done.out
    assert "nam" in done.err and "Error:" in done.err


def test_a_cut_result_says_so(db: str, tmp_path: Path) -> None:
    done = ask(db, tmp_path, "--rows", "1")
    assert "the first 1 row; there are more" in done.out


def test_instructions_and_glossary_reach_the_model(db: str, tmp_path: Path) -> None:
    glossary = tmp_path / "terms.md"
    glossary.write_text("heavy: more than 2 tonnes")
    done = ask(db, tmp_path, "--glossary", str(glossary), "--instructions", "Heavy ones only.", "--json")
    assert done.code == 0


def test_escape_sequences_in_the_data_do_not_reach_the_terminal(db: str, tmp_path: Path) -> None:
    done = ask(db, tmp_path, replies=("SELECT char(27) || '[2Jgone' AS x",))
    assert "\x1b[2J" not in done.out and r"\x1b[2Jgone" in done.out


def test_odd_table_names_can_be_asked_about(db: str, tmp_path: Path) -> None:
    done = ask(db, tmp_path, "--json", replies=('SELECT COUNT(*) FROM "night 🌙 ""trips"""',))
    assert json.loads(done.out)["rows"] == [[2]]


def test_tables_narrow_what_may_be_read(db: str, tmp_path: Path) -> None:
    query = 'SELECT COUNT(*) FROM "night 🌙 ""trips"""'
    done = ask(db, tmp_path, "--tables", "boats", replies=(query, query))
    assert done.code == 1 and "night" in done.err
    none = run("ask", "Which?", "--db", db, "--deny-tables", "*", home=tmp_path)
    assert none.code == 1 and "None of the database's tables" in none.err


def test_a_cell_of_a_gigabyte_is_an_error_and_not_a_crash(db: str, tmp_path: Path) -> None:
    query = "SELECT hex(hex(hex(hex(hex(printf('%.*c', 30000000, 'x'))))))"
    done = ask(db, tmp_path, replies=(query, query))
    assert done.code == 1 and "Error:" in done.err


def test_the_command_line_can_be_set_by_variables(db: str, tmp_path: Path) -> None:
    with model_server(QUERY) as url:
        done = run("ask", "Which boats?", "--json", home=tmp_path, SQLCODER_DB=db, SQLCODER_MODEL=url)
    assert json.loads(done.out)["rows"][0] == ["Alma", 2.5]


BAD_INPUT = {
    "no database": (["ask", "Which?"], 2, ["No database was given", "--db"]),
    "unknown scheme": (["ask", "Which?", "--db", "oracle://x"], 2, ["oracle", "postgresql"]),
    "missing file": (["ask", "Which?", "--db", "nowhere.db"], 1, ["nowhere.db"]),
    "empty question": (
        ["ask", "  ", "--db", "{db}", "--model", "http://127.0.0.1:9/v1#x"],
        2,
        ["question is empty"],
    ),
    "long question": (
        ["ask", "why " * 2500, "--db", "{db}", "--model", "http://127.0.0.1:9/v1#x"],
        2,
        ["10,000 characters", "--glossary"],
    ),
    "empty question before anything is fetched": (
        ["ask", "  ", "--db", "{db}", "--model", "small", "--offline"],
        2,
        ["question is empty"],
    ),
    "long instructions": (
        ["ask", "Which?", "--db", "{db}", "--instructions", "why " * 2500],
        2,
        ["instructions have 10,000 characters", "--glossary"],
    ),
    "glossary without end": (
        ["ask", "Which?", "--db", "{db}", "--glossary", "/dev/zero"],
        2,
        ["more than 100,000 bytes"],
    ),
    "unknown model": (["ask", "Which?", "--db", "{db}", "--model", "smal"], 2, ['Did you mean "small"']),
    "missing model file": (["ask", "Which?", "--db", "{db}", "--model", "x.gguf"], 1, ["x.gguf"]),
    "no weights, no network": (["ask", "Which?", "--db", "{db}", "--offline"], 1, ["offline"]),
    "no model server": (
        ["ask", "Which?", "--db", "{db}", "--model", "http://127.0.0.1:9/v1#x"],
        1,
        ["127.0.0.1:9"],
    ),
    "schema beyond the context": (
        ["ask", "Which?", "--db", "{db}", "--model", "http://127.0.0.1:9/v1#x", "--context", "600"],
        1,
        ["too large for the model", "--tables", "--context"],
    ),
    "missing glossary": (
        ["ask", "Which?", "--db", "{db}", "--glossary", "terms.md"],
        2,
        ["glossary", "terms.md"],
    ),
    "a limit of nothing": (["ask", "Which?", "--db", "{db}", "--rows", "0"], 2, ["--rows is 0"]),
    "a limit that is no number": (["ask", "Which?", "--db", "{db}", "--rows", "many"], 2, ["--rows", "many"]),
    "unknown command": (["query"], 2, ["query"]),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_is_told_in_words(case: str, db: str, tmp_path: Path) -> None:
    arguments, code, words = BAD_INPUT[case]
    done = run(*(argument.replace("{db}", db) for argument in arguments), home=tmp_path)
    assert done.code == code, done.err
    assert done.out == ""
    for word in words:
        assert word.lower() in done.err.lower()


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "is empty"), (b"SQLite format 3\0" + b"\xff" * 4000, "")]
)
def test_an_empty_or_broken_database_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "odd.db"
    path.write_bytes(content)
    done = run("ask", "Which?", "--db", str(path), home=tmp_path)
    assert done.code == 1 and "odd.db" in done.err and words in done.err


def test_a_missing_driver_names_its_install_line(tmp_path: Path) -> None:
    fake = tmp_path / "fake" / "psycopg"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise ImportError('not here')")
    path = os.pathsep.join([str(fake.parent), *sys.path])
    done = run("ask", "Which?", "--db", "postgresql://localhost/x", home=tmp_path, PYTHONPATH=path)
    assert done.code == 1 and "pip install 'opensqlcoder[postgres]'" in done.err


def test_ctrl_c_ends_it_in_words_and_leaves_nothing(db: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with model_server(QUERY, delay=8) as url:
        process = start("ask", "Which boats?", "--db", db, "--model", url, home=home)
        time.sleep(2.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert out == "" and "Interrupted" in err and "Traceback" not in err
    assert not [file for file in home.rglob("*") if file.suffix in (".tmp", ".partial")]


def test_a_reader_that_leaves_early_is_no_error(db: str, tmp_path: Path) -> None:
    with model_server(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 900) SELECT i FROM n"
    ) as url:
        command = [sys.executable, "-m", "sqlcoder", "ask", "Which?", "--db", db, "--model", url, "--json"]
        shell = subprocess.run(
            ["sh", "-c", '"$@" | head -n 1', "sh", *command],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert shell.stdout == "{\n" and "Traceback" not in shell.stderr and "Error" not in shell.stderr
