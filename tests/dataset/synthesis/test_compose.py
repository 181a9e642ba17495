"""Composed pairs: every recipe makes some, all run on real databases, in the words of the schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

import pytest

from sqlcoder.databases.base import Database, Limits
from sqlcoder.databases.url import open_database
from sqlcoder.dataset.build import BuildInstances, Instance, store_of
from sqlcoder.dataset.draws import Draws
from sqlcoder.dataset.example import Example
from sqlcoder.dataset.synthesis.compose import RECIPES, composed
from sqlcoder.dataset.synthesis.pair import shown
from sqlcoder.dataset.synthesis.profile import Entity, Profile, profile
from sqlcoder.schema.model import Column, Table
from sqlcoder.sql import guard
from sqlcoder.sql.translate import translate
from tests.dataset import bakery

LIMITS = Limits(seconds=5)


@pytest.fixture(scope="module", params=["duckdb", "sqlite"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    root = tmp_path_factory.mktemp("composed")
    store = store_of(request.param, root, None)
    with BuildInstances(store).open() as build:
        build(Instance(bakery.folder(root), 1))
    with open_database(store.location("eval", "bakery", 1)) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(database: Database) -> Profile:
    return profile(database, database.schema(), LIMITS)


def pairs(found: Profile, seed: int = 1) -> list[Example]:
    return list(islice(composed(found, "bakery", Draws(seed, "pairs")), 300))


def test_a_profile_tells_amounts_groups_and_dates(found: Profile) -> None:
    entities = {entity.table.name: entity for entity in found.entities}
    assert {name: entity.rows for name, entity in entities.items()} == {"shops": 9, "loaves": 4, "sales": 80}
    town = next(field for field in entities["shops"].fields if field.column.name == "town")
    assert town.values == ("Lindenau", "Marrow", "Öde")
    assert [field.column.name for field in entities["sales"].moments()] == ["sold_on"]
    assert entities["shops"].label is not None and entities["shops"].label.column.name == "name"
    # A shop's branch is a link to its own table, which the tables' names can't say.
    assert {(link.child.table.name, link.parent.table.name) for link in found.links} == {
        ("sales", "shops"),
        ("sales", "loaves"),
    }


def test_every_recipe_makes_pairs_and_none_twice(found: Profile) -> None:
    made = pairs(found)
    assert len({each.golds[0].sql for each in made}) == len(made) == len({each.id for each in made})
    names = Counter(each.id.split("-", 2)[2] for each in made)
    # The bakery has no amounts with many values but the pieces, and those in no table with groups.
    assert set(names) >= {"listed", "counted", "grouped", "share", "by-period", "each-with-count", "both"}
    assert set(names) <= {name.replace(" ", "-") for name in RECIPES}


def test_all_golds_run_and_have_their_columns(database: Database, found: Profile) -> None:
    schema = database.schema()
    for each in pairs(found, seed=2):
        gold = each.golds[0]
        query = guard.check(translate(gold.sql, "postgres", schema.dialect, schema), schema)
        columns = database.run(query, LIMITS).columns
        named = {*gold.required, *gold.optional, *(name for group in gold.either for name in group)}
        assert named <= set(columns), each.question


def test_the_same_seed_gives_the_same(found: Profile) -> None:
    assert pairs(found, 3) == pairs(found, 3) != pairs(found, 4)


def test_a_key_of_several_columns_is_shown_whole() -> None:
    columns = tuple(Column(name, "integer") for name in ("shop_id", "loaf_id", "pieces"))
    shelf = Entity(Table("shelf", columns, primary_key=("shop_id", "loaf_id")), 9, (), None)
    gold = shown(shelf).gold("SELECT 1", required=("pieces",))
    assert (gold.required, gold.either) == (("shop_id", "loaf_id", "pieces"), ())
