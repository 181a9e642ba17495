from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

from sqlcoder.evaluation.outcome import Outcome
from sqlcoder.evaluation.page import page
from tests.evaluation import runs

PAGE = page(runs.run())


class Elements(HTMLParser):
    """Collects what a browser would build before any script runs."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data = ""
        self.title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if not self.tags:
            return
        if self.tags[-1] == ("script", {"type": "application/json", "id": "data"}):
            self.data += data
        elif self.tags[-1][0] == "title" and not self.title:
            self.title = data


def parsed(text: str) -> Elements:
    elements = Elements()
    elements.feed(text)
    return elements


def test_hostile_text_makes_no_element() -> None:
    plain = page(runs.small(("a", Outcome.RIGHT)))
    assert [tag for tag, _ in parsed(PAGE).tags] == [tag for tag, _ in parsed(plain).tags]
    assert PAGE.count("</script") == 2
    assert "window.hurt" not in PAGE.replace("\\u003c", "").split('id="data">')[0]


def test_the_data_are_whole() -> None:
    data = json.loads(parsed(PAGE).data)
    hostile = next(each for each in data["questions"] if each["id"] == "hostile")
    assert hostile["text"] == runs.HOSTILE_QUESTION
    assert hostile["why"] == runs.HOSTILE
    assert "\u2028" not in PAGE


def test_a_lone_surrogate_can_be_written() -> None:
    assert json.loads(parsed(PAGE).data)["questions"][16]["returned"]["rows"] == [["\\ud800 lone"]]
    run = runs.small(("a", Outcome.RIGHT))
    odd = page(replace(run, header=replace(run.header, name="\ud800 <run> {{data}}")))
    odd.encode()
    assert parsed(odd).title == "? <run> {{data}} - evaluation"


def test_nothing_is_loaded_and_nothing_may_be() -> None:
    elements = parsed(PAGE)
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    assert ("meta", {"http-equiv": "Content-Security-Policy", "content": policy}) in elements.tags
    attributes = {name for _, found in elements.tags for name in found}
    assert attributes.isdisjoint({"src", "srcset", "action"})
    assert not any(name.startswith("on") for name in attributes)
    assert all((found.get("href") or "#").startswith("#") for _, found in elements.tags)
    code = PAGE.split("</style>")[1].rsplit("<script>", 1)[1]
    forbidden = r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|fetch\(|https?://(?!www\.w3)"
    assert not re.search(forbidden, code)


def test_three_hundred_questions_stay_small() -> None:
    records = runs.run().records
    many = [replace(records[n % 33], id=f"{records[n % 33].id}-{n}") for n in range(300)]
    assert len(page(replace(runs.run(), records=tuple(many))).encode()) < 3_000_000
