from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from sqlcoder.errors import LogError
from sqlcoder.parallel.journal import Journal

HEADER: dict[str, Any] = {
    "name": "shop",
    "answerer": {"kind": "engine", "sha256": "ab"},
    "databases": ("a", "b"),
    "created": "2026-01-01",
    "jobs": 2,
    "backend": "processes",
}
FIRST = (
    '{"header": {"name": "shop", "answerer": {"kind": "engine", "sha256": "ab"}, "databases": ["a", "b"], \
"created": "2026-01-01", "jobs": 2, "backend": "processes"}}\n'
)
OTHER_OUT = "Name another file with --out, or remove this one."


def written(path: Path, *lines: dict[str, Any], order: list[str] | None = None) -> str:
    with Journal.open(path, HEADER) as journal:
        for line in lines:
            journal.add(line)
        if order is not None:
            journal.finish(order)
    return path.read_text(encoding="utf-8")


def refused(path: Path, header: dict[str, Any] = HEADER) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LogError) as raised:
        Journal.open(path, header)
    assert before is None or path.read_bytes() == before
    return str(raised.value)


def test_a_log_grows_line_by_line_and_ends_up_sorted(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    with Journal.open(path, HEADER) as journal:
        assert journal.header == json.loads(json.dumps(HEADER))
        journal.add({"id": "q2", "sql": "SELECT 'é\u2028'", "seconds": 0.1})
        journal.add({"system": "ff", "text": "two"})
        journal.add({"system": "aa", "text": "one"})
        journal.add({"system": "ff", "text": "two"})
        journal.add({"id": "q1", "sql": None})
        q1, q2 = '{"id": "q1", "sql": null}\n', '{"id": "q2", "sql": "SELECT \'é\u2028\'", "seconds": 0.1}\n'
        one, two = '{"system": "aa", "text": "one"}\n', '{"system": "ff", "text": "two"}\n'
        assert path.read_text(encoding="utf-8") == FIRST + q2 + two + one + q1
        assert journal.done["q2"] == {"id": "q2", "sql": "SELECT 'é\u2028'", "seconds": 0.1}
        journal.finish(["q1", "q2"])
    assert path.read_text(encoding="utf-8") == FIRST + one + two + q1 + q2
    assert list(tmp_path.iterdir()) == [path]
    # A finished log can be opened and finished again.
    assert written(path, order=["q1", "q2"]) == FIRST + one + two + q1 + q2


@pytest.mark.parametrize("order", [["q1"], ["q1", "q2", "q3"], ["q1", "q1"], ["q1", "q2", "q2"]])
def test_an_order_of_other_items_is_a_mistake(tmp_path: Path, order: list[str]) -> None:
    with pytest.raises(ValueError, match="each id that is done"):
        written(tmp_path / "run.jsonl", {"id": "q1"}, {"id": "q2"}, order=order)


def test_half_a_surrogate_pair_is_kept(tmp_path: Path) -> None:
    line = {"id": "q1", "sql": "é \ud800"}
    assert written(tmp_path / "run.jsonl", line).endswith('{"id": "q1", "sql": "\\u00e9 \\ud800"}\n')
    with Journal.open(tmp_path / "run.jsonl", HEADER) as journal:
        assert journal.done == {"q1": line}


TAILS = ["{", '{"id": "q2"', '{"id": "q2", "sql": "é', '{"id": "q2"}', "\0\0\0"]


@pytest.mark.parametrize("tail", TAILS)
def test_a_torn_last_line_is_cut(tmp_path: Path, tail: str) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes((written(path, {"id": "q1"}) + tail).encode()[: -1 if "é" in tail else None])
    with Journal.open(path, HEADER) as journal:
        assert list(journal.done) == ["q1"]
        journal.add({"id": "q2"})
    assert path.read_text() == FIRST + '{"id": "q1"}\n{"id": "q2"}\n'


@pytest.mark.parametrize("content", ["", FIRST, FIRST[:-1]])
def test_a_log_that_has_only_begun_is_gone_on_with(tmp_path: Path, content: str) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text(content)
    assert written(path, {"id": "q1"}) == FIRST + '{"id": "q1"}\n'


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "run.jsonl", tmp_path / "latest.jsonl"
    link.symlink_to(path)
    assert written(link, {"id": "q1"}, order=["q1"]) == FIRST + '{"id": "q1"}\n'
    assert link.is_symlink() and not path.is_symlink()


def test_time_and_place_may_differ_and_the_first_header_stays(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    written(path, {"id": "q1"})
    with Journal.open(path, HEADER | {"created": "later", "jobs": 9, "backend": "ray"}) as journal:
        assert journal.header["created"] == "2026-01-01"
        journal.finish(["q1"])
    assert path.read_text() == FIRST + '{"id": "q1"}\n'


DIFFERENCES = [
    ({"name": "farm"}, 'name is "shop" there, but "farm" here'),
    ({"answerer": {"kind": "engine", "sha256": "cd"}}, 'answerer.sha256 is "ab" there, but "cd" here'),
    ({"databases": ["a"]}, 'databases is ["a", "b"] there, but ["a"] here'),
    ({"seed": None, "name": 1}, 'name is "shop" there, but 1 here; seed is missing there, but null here'),
    ({"name": "x" * 99}, f'name is "shop" there, but "{"x" * 76}... here'),
]


@pytest.mark.parametrize(("change", "text"), DIFFERENCES)
def test_another_run_is_refused_with_what_differs(tmp_path: Path, change: dict[str, Any], text: str) -> None:
    path = tmp_path / "run.jsonl"
    written(path, {"id": "q1"})
    assert refused(path, HEADER | change) == f"The file holds another run: {text}. ({path})\n{OTHER_OUT}"


NO_LOGS = ["a poem", "a poem\nof two lines\n", "[1]\n", '{"header": 1}\n', '{"id": "q1"}\n', '{"header": {']


@pytest.mark.parametrize("content", NO_LOGS)
def test_a_file_that_is_no_log_is_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text(content)
    assert refused(path) == (
        f"The file is not the log of a run: its first line holds no header. ({path})\n{OTHER_OUT}"
    )
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("line", ["", "{", "[1]", '"q1"', '{"id": 1}', "\udcff"])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text(f'{FIRST}{{"id": "q1"}}\n{line}\n{{"id": "q2"}}\n', errors="surrogateescape")
    assert refused(path) == (
        f"A line of the log is broken. ({path}, line 3)\nDelete that line, and what it held is done again."
    )


def test_a_second_run_is_kept_out_until_the_first_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    first = python(
        f"""
        from sqlcoder.parallel.journal import Journal
        journal = Journal.open(Path({str(path)!r}), {HEADER!r})
        journal.add({{"id": "q1"}})
        print("open", flush=True)
        sys.stdin.read()
        """
    )
    assert first.stdout is not None and first.stdout.readline() == "open\n"
    assert refused(path) == (
        f"Another process is writing the log. ({path})\n"
        "Wait until it is done, or name another file with --out."
    )
    first.kill()
    first.communicate(timeout=20)
    with Journal.open(path, HEADER) as journal:
        assert list(journal.done) == ["q1"]


def test_a_full_disk_leaves_the_log_whole(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    # A limit on the size of files stands in for the disk: writes stop in the midst of a line, too.
    process = python(
        f"""
        import resource
        from sqlcoder.errors import LogError
        from sqlcoder.parallel.journal import Journal
        with Journal.open(Path({str(path)!r}), {HEADER!r}) as journal:
            journal.add({{"id": "q1"}})
            resource.setrlimit(resource.RLIMIT_FSIZE, (path_size := os.path.getsize({str(path)!r}) + 5,) * 2)
            for act in (lambda: journal.add({{"id": "q2"}}), lambda: journal.add({{"id": "q3"}})):
                try:
                    act()
                except LogError as error:
                    print(error)
            resource.setrlimit(resource.RLIMIT_FSIZE, (9, path_size))
            try:
                journal.finish(["q1"])
            except LogError as error:
                print(error)
        """
    )
    stdout, stderr = process.communicate(timeout=20)
    message = (
        f"The log can't be written: File too large. ({path})\n"
        "Make room, then run the same command again: it goes on where it stopped.\n"
    )
    assert (stdout, stderr) == (3 * message, "")
    assert path.read_text() == FIRST + '{"id": "q1"}\n'
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    assert written(tmp_path / "runs" / "may" / "run.jsonl") == FIRST


def test_what_may_not_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "runs" / "run.jsonl"
    fix = "Name a file with --out that you may write."
    assert refused(path) == f"The log can't be written: Not a directory. ({path})\n{fix}"


def test_a_log_must_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").mkdir()
    fix = "Name a file with --out, such as run.jsonl."
    assert refused(tmp_path / "run.jsonl") == f"The log is not a file. ({tmp_path / 'run.jsonl'})\n{fix}"


def test_a_closed_log_takes_no_lines(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "run.jsonl", HEADER)
    journal.close()
    journal.close()
    with pytest.raises(ValueError, match="closed"):
        journal.add({"id": "q1"})


def python(code: str) -> subprocess.Popen[str]:
    imports = "import os, sys\nfrom pathlib import Path\n"
    return subprocess.Popen(
        [sys.executable, "-c", imports + textwrap.dedent(code)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
