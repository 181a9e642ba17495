"""The counts add up, and the chart draws them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from sqlcoder.dataset import stats
from sqlcoder.dataset.chart import svg
from sqlcoder.dataset.questions import questions_of
from tests.dataset import bakery


def rows(tmp_path: Path) -> tuple[stats.Row, ...]:
    train = bakery.folder(tmp_path, bakery.SOUND[:2], split="train", name="mill")
    bakery.add(train, "phrased.jsonl", bakery.question("p", "And?", "SELECT 1 AS a"))
    return stats.rows([questions_of(bakery.folder(tmp_path)), questions_of(train)])


def test_counts_are_by_database_split_category_and_hardness(tmp_path: Path) -> None:
    found = rows(tmp_path)
    assert [(row.name, row.written, row.expanded) for row in found] == [("bakery", 5, 0), ("mill", 2, 1)]
    assert found[0].hardness == {"easy": 1, "medium": 1, "extra": 1, "hard": 1, "unanswerable": 1}
    assert found[1].categories == {"where": 1, "table_join": 1, "none": 1}
    everything = stats.sums(found)[-1]
    assert (everything.name, everything.total) == ("all", 8)
    assert sum(everything.hardness.values()) == sum(everything.categories.values()) == 8
    assert [row.name for row in stats.sums(found)] == ["eval", "train", "all"]


def test_the_chart_is_svg_with_a_bar_as_long_as_its_count(tmp_path: Path) -> None:
    root = ElementTree.fromstring(svg(rows(tmp_path), "Bread & more"))
    names = "{http://www.w3.org/2000/svg}"
    assert root.findall(f"{names}text")[0].text == "Bread & more"
    bars: dict[str, float] = {}
    for rect in root.iter(f"{names}rect"):
        title = rect.find(f"{names}title")
        if title is not None and title.text is not None:
            database = title.text.partition(",")[0]
            bars[database] = bars.get(database, 0) + float(rect.attrib["width"])
    assert abs(bars["bakery"] / bars["mill"] - 5 / 3) < 0.01
    assert svg((), "Nothing").endswith("</svg>\n")
