"""A tiny folder of the data sets, for tests: a bakery to evaluate on, with a few sound questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlcoder.dataset.database import DatabaseFolder

SCHEMA = """\
-- PostgreSQL syntax.
CREATE TABLE shops (
    shop_id INTEGER NOT NULL,
    name VARCHAR(20) NOT NULL,
    town VARCHAR(20) NOT NULL,
    closed_on DATE,
    main_id INTEGER,
    PRIMARY KEY (shop_id),
    FOREIGN KEY (main_id) REFERENCES shops (shop_id)
);
COMMENT ON TABLE shops IS 'Where bread is sold';
COMMENT ON COLUMN shops.shop_id IS 'Identifier';
COMMENT ON COLUMN shops.name IS 'Name';
COMMENT ON COLUMN shops.town IS 'Town';
COMMENT ON COLUMN shops.closed_on IS 'Last day; NULL = open';
COMMENT ON COLUMN shops.main_id IS 'The shop it is a branch of; NULL = none';

CREATE TABLE loaves (
    loaf_id INTEGER NOT NULL,
    name VARCHAR(20) NOT NULL,
    kind CHAR(1) NOT NULL,
    price NUMERIC(6,2) NOT NULL,
    PRIMARY KEY (loaf_id)
);
COMMENT ON TABLE loaves IS 'Kinds of bread';
COMMENT ON COLUMN loaves.loaf_id IS 'Identifier';
COMMENT ON COLUMN loaves.name IS 'Name';
COMMENT ON COLUMN loaves.kind IS 'R = rye, W = wheat';
COMMENT ON COLUMN loaves.price IS 'Price of a piece';

CREATE TABLE sales (
    sale_id INTEGER NOT NULL,
    shop_id INTEGER NOT NULL,
    loaf_id INTEGER NOT NULL,
    sold_on DATE NOT NULL,
    pieces INTEGER NOT NULL,
    PRIMARY KEY (sale_id),
    FOREIGN KEY (shop_id) REFERENCES shops (shop_id),
    FOREIGN KEY (loaf_id) REFERENCES loaves (loaf_id)
);
COMMENT ON TABLE sales IS 'What was sold';
COMMENT ON COLUMN sales.sale_id IS 'Identifier';
COMMENT ON COLUMN sales.shop_id IS 'Where';
COMMENT ON COLUMN sales.loaf_id IS 'What';
COMMENT ON COLUMN sales.sold_on IS 'Day';
COMMENT ON COLUMN sales.pieces IS 'How many; fewer than 0 were brought back';
"""

ROWS = '''\
"""The rows of the bakery."""

from datetime import date, timedelta
from decimal import Decimal

from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.rows import TableRows

TOWNS = ("Lindenau", "Marrow", "Öde")
BREADS = (("Farmer", "R", "4.20"), ("Dark", "R", "5.00"), ("Miller's", "W", "3.10"), ("Plain", "W", "2.40"))


def tables(seed: int) -> tuple[TableRows, ...]:
    """Return all rows."""
    draws = Draws(seed, "sales")
    shops = tuple(
        (i, f"Shop {i}", TOWNS[i % 3], None if i % 4 else date(2023, 5, i), None if i % 2 else i - 1)
        for i in range(1, 10)
    )
    loaves = tuple((i, name, kind, Decimal(price)) for i, (name, kind, price) in enumerate(BREADS, 1))
    sales = tuple(
        (
            i,
            draws.whole(1, 8),
            draws.whole(1, 3),
            date(2023, 1, 1) + timedelta(days=draws.whole(0, 700)),
            draws.whole(-1, 9),
        )
        for i in range(1, 81)
    )
    return (
        TableRows("shops", ("shop_id", "name", "town", "closed_on", "main_id"), shops, "main_id"),
        TableRows("loaves", ("loaf_id", "name", "kind", "price"), loaves),
        TableRows("sales", ("sale_id", "shop_id", "loaf_id", "sold_on", "pieces"), sales),
    )
'''

GLOSSARY = "# Terms\n\n- **Open shop**: `closed_on` is NULL.\n- **Takings**: pieces times price.\n"


def question(id: str, text: str, *sql: str, **more: Any) -> dict[str, Any]:
    """Return the fields of a question."""
    gold = [{"sql": each} for each in sql]
    return {"id": id, "database": "bakery", "question": text, **({"gold": gold} if gold else {}), **more}


SOUND = (
    question(
        "open-shops",
        "Which shops are still open?",
        "SELECT shops.name FROM shops WHERE shops.closed_on IS NULL",
        category="where",
    ),
    question(
        "takings",
        "Takings of each shop with anything sold, by the name of the shop",
        "SELECT shops.name, SUM(sales.pieces * loaves.price) AS takings FROM sales "
        "JOIN shops ON shops.shop_id = sales.shop_id JOIN loaves ON loaves.loaf_id = sales.loaf_id "
        "GROUP BY shops.shop_id, shops.name ORDER BY shops.name",
        category="table_join",
        ordered=True,
    ),
    question(
        "rye-2023",
        "How many pieces of rye bread went over the counter in 2023?",
        "SELECT SUM(sales.pieces) AS pieces FROM sales JOIN loaves ON loaves.loaf_id = sales.loaf_id "
        "WHERE loaves.kind = 'R' AND sales.sold_on >= '2023-01-01' AND sales.sold_on < '2024-01-01'",
        category="date_functions",
    ),
    question(
        "unsold",
        "Breads nobody ever bought",
        "SELECT loaves.name FROM loaves WHERE NOT EXISTS "
        "(SELECT 1 FROM sales WHERE sales.loaf_id = loaves.loaf_id)",
        category="subquery",
    ),
    question(
        "weather", "Will it rain tomorrow?", answerable=False, reason="off topic", category="unanswerable"
    ),
)
for _sound in SOUND[1:2]:
    _sound["gold"][0]["columns"] = {"required": ["name", "takings"]}


def folder(
    root: Path,
    questions: tuple[dict[str, Any], ...] = SOUND,
    *,
    split: str = "eval",
    name: str = "bakery",
    schema: str = SCHEMA,
    rows: str = ROWS,
) -> DatabaseFolder:
    """Write the folder of a database under `root`, where the data sets are, and return it."""
    path = root / split / name
    path.mkdir(parents=True)
    files = {"schema.sql": schema, "rows.py": rows, "glossary.md": GLOSSARY, "README.md": "# Bakery\n"}
    lines = [json.dumps({**each, "database": name}, ensure_ascii=False) + "\n" for each in questions]
    for file, text in {**files, "questions.jsonl": "".join(lines)}.items():
        (path / file).write_text(text, encoding="utf-8")
    return DatabaseFolder(path)


def add(database: DatabaseFolder, file: str, *questions: dict[str, Any]) -> None:
    """Write a further file of questions into the folder of a database."""
    lines = [json.dumps({**each, "database": database.name}, ensure_ascii=False) + "\n" for each in questions]
    (database.path / file).write_text("".join(lines), encoding="utf-8")
