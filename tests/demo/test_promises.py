"""What docs/demo.md and the glossary say of the rows: queries that find some, and queries that find none."""

import duckdb
import pytest

PRESENT = {
    "members who left": "SELECT 1 FROM members WHERE left_on IS NOT NULL",
    "a member who never owned a hive": "SELECT 1 FROM members ANTI JOIN hives USING (member_id)",
    "an apiary that never held a hive": """
        SELECT 1 FROM apiaries WHERE apiary_id NOT IN (SELECT to_apiary_id FROM hive_moves)""",
    "closed apiaries": "SELECT 1 FROM apiaries WHERE closed_on IS NOT NULL",
    "an open apiary with hives and a year without harvest": """
        SELECT 1 FROM apiaries WHERE name = 'Long Meadow' AND closed_on IS NULL
        AND EXISTS (FROM hives WHERE hives.apiary_id = apiaries.apiary_id AND installed_on < '2022-01-01')
        AND NOT EXISTS (FROM harvests WHERE harvests.apiary_id = apiaries.apiary_id
                        AND year(harvested_on) = 2023)""",
    "hives of every status": "SELECT 1 FROM hives HAVING COUNT(DISTINCT status) = 4",
    "moves for every reason": "SELECT 1 FROM hive_moves HAVING COUNT(DISTINCT reason) = 5",
    "hives in use without a laying queen": """
        SELECT 1 FROM hives WHERE retired_on IS NULL AND hive_id NOT IN
        (SELECT hive_id FROM queens WHERE ended_on IS NULL)""",
    "queens bought in and queens raised": """
        SELECT 1 FROM queens HAVING COUNT(mother_id) BETWEEN 100 AND COUNT(*) - 100""",
    "granddaughters": """
        SELECT 1 FROM queens JOIN queens AS mothers ON queens.mother_id = mothers.queen_id
        WHERE mothers.mother_id IS NOT NULL""",
    "visits by others than the owner": """
        SELECT 1 FROM inspections JOIN hives USING (hive_id) WHERE inspector_id <> member_id""",
    "counts of zero beside counts not made": """
        SELECT 1 FROM inspections HAVING COUNT(*) FILTER (varroa_per_100 = 0) > 50
        AND COUNT(*) - COUNT(varroa_per_100) > 1000""",
    "inspections with and without notes": """
        SELECT 1 FROM inspections HAVING COUNT(notes) BETWEEN 1000 AND COUNT(*) - 1000""",
    "harvests without a measured moisture": "SELECT 1 FROM harvests WHERE moisture_pct IS NULL",
    "a tie for the largest harvest": """
        SELECT 1 FROM harvests WHERE honey_kg = (SELECT MAX(honey_kg) FROM harvests) HAVING COUNT(*) > 1""",
    "a tie of two owners by number of hives": """
        SELECT 1 FROM (SELECT COUNT(*) AS owned FROM hives GROUP BY member_id)
        WHERE owned > 12 GROUP BY owned HAVING COUNT(*) > 1""",
    "harvests that went into no batch": "SELECT 1 FROM harvests ANTI JOIN batch_harvests USING (harvest_id)",
    "harvests divided between two batches": """
        SELECT 1 FROM batch_harvests GROUP BY harvest_id HAVING COUNT(*) = 2""",
    "batches nobody bought": "SELECT 1 FROM batches ANTI JOIN order_lines USING (batch_id)",
    "customers who never ordered": "SELECT 1 FROM customers ANTI JOIN orders USING (customer_id)",
    "customers of the same name": "SELECT 1 FROM customers GROUP BY name HAVING COUNT(*) > 1",
    "orders of every status": "SELECT 1 FROM orders HAVING COUNT(DISTINCT status) = 3",
    "returned lines": "SELECT 1 FROM order_lines WHERE is_returned",
    "orders in every month from July 2022 on": """
        SELECT 1 FROM orders WHERE ordered_at >= '2022-07-01'
        HAVING COUNT(DISTINCT date_trunc('month', ordered_at)) = 30""",
    "mites that rise until autumn": """
        SELECT 1 FROM inspections
        HAVING AVG(varroa_per_100) FILTER (month(inspected_at) = 9)
             > 5 * AVG(varroa_per_100) FILTER (month(inspected_at) = 3)""",
    "a breed that yields more": """
        SELECT 1 FROM harvests JOIN queens ON queens.hive_id = harvests.hive_id
        AND harvested_on BETWEEN introduced_on AND COALESCE(ended_on, '2024-12-31')
        HAVING AVG(honey_kg) FILTER (breed = 'Buckfast') > 1.2 * AVG(honey_kg) FILTER (breed = 'Dark')""",
    "drier honey from the heights": """
        SELECT 1 FROM harvests JOIN apiaries USING (apiary_id)
        HAVING corr(moisture_pct, elevation_m) < -0.4""",
    "a poor year": """
        SELECT 1 FROM harvests HAVING SUM(honey_kg) FILTER (year(harvested_on) = 2023)
        < 0.7 * SUM(honey_kg) FILTER (year(harvested_on) = 2022)""",
    "a few customers who order most": """
        SELECT 1 FROM (SELECT COUNT(*) AS n FROM orders GROUP BY customer_id ORDER BY n DESC LIMIT 22)
        HAVING SUM(n) > 0.4 * (SELECT COUNT(*) FROM orders)""",
}

ABSENT = {
    "acacia honey in the year of the frost": """
        SELECT 1 FROM harvests JOIN apiaries USING (apiary_id)
        WHERE forage = 'acacia' AND year(harvested_on) = 2023""",
    "harvests out of season": "SELECT 1 FROM harvests WHERE month(harvested_on) NOT BETWEEN 5 AND 8",
    "retired hives without a day, or the reverse": """
        SELECT 1 FROM hives WHERE (status = 'R') <> (retired_on IS NOT NULL)""",
    "hives set up before their site or owner was there": """
        SELECT 1 FROM hives JOIN members USING (member_id)
        JOIN hive_moves ON hive_moves.hive_id = hives.hive_id AND from_apiary_id IS NULL
        JOIN apiaries ON to_apiary_id = apiaries.apiary_id
        WHERE installed_on < opened_on OR installed_on < joined_on OR moved_on <> installed_on""",
    "hives in use at closed sites": """
        SELECT 1 FROM hives JOIN apiaries USING (apiary_id)
        WHERE retired_on IS NULL AND closed_on IS NOT NULL""",
    "hives in use of members who left": """
        SELECT 1 FROM hives JOIN members USING (member_id)
        WHERE left_on IS NOT NULL AND retired_on IS NULL""",
    "moves that don't start where the last one ended": """
        SELECT 1 FROM (SELECT from_apiary_id, to_apiary_id,
        LAG(to_apiary_id) OVER (PARTITION BY hive_id ORDER BY move_id) AS before FROM hive_moves)
        WHERE from_apiary_id IS DISTINCT FROM before OR from_apiary_id = to_apiary_id""",
    "hives that stand elsewhere than moved to": """
        SELECT 1 FROM hives JOIN (SELECT hive_id, arg_max(to_apiary_id, move_id) AS last
        FROM hive_moves GROUP BY hive_id) AS moves USING (hive_id) WHERE apiary_id <> last""",
    "harvests where the hive didn't stand": """
        SELECT 1 FROM harvests WHERE apiary_id <> (SELECT arg_max(to_apiary_id, move_id) FROM hive_moves
        WHERE hive_moves.hive_id = harvests.hive_id AND moved_on <= harvested_on)""",
    "two queens in a hive on one day": """
        SELECT 1 FROM queens JOIN queens AS other USING (hive_id)
        WHERE queens.queen_id < other.queen_id
        AND COALESCE(queens.ended_on, '2024-12-31') >= other.introduced_on""",
    "daughters of another breed, or older than their mothers": """
        SELECT 1 FROM queens JOIN queens AS mothers ON queens.mother_id = mothers.queen_id
        WHERE queens.breed <> mothers.breed OR queens.introduced_on <= mothers.introduced_on""",
    "ended queens without a reason, or the reverse": """
        SELECT 1 FROM queens WHERE (ended_on IS NULL) <> (end_reason IS NULL)""",
    "visits to hives not in use": """
        SELECT 1 FROM inspections JOIN hives USING (hive_id)
        WHERE inspected_at < installed_on OR inspected_at >= retired_on""",
    "harvests of hives not in use": """
        SELECT 1 FROM harvests JOIN hives USING (hive_id)
        WHERE harvested_on < installed_on OR harvested_on >= retired_on""",
    "treatments without a dose, or the reverse": """
        SELECT 1 FROM inspections WHERE (treatment IS NULL) <> (dose_ml IS NULL)""",
    "temper outside its scale": "SELECT 1 FROM inspections WHERE temper NOT BETWEEN 1 AND 5",
    "more than the whole of a harvest in batches": """
        SELECT 1 FROM batch_harvests GROUP BY harvest_id HAVING SUM(share) > 1 OR MIN(share) <= 0""",
    "batches of another honey than their harvests": """
        SELECT 1 FROM batch_harvests JOIN batches USING (batch_id) JOIN harvests USING (harvest_id)
        JOIN apiaries USING (apiary_id) WHERE forage <> honey_type OR bottled_on <= harvested_on""",
    "more jars filled than there was honey": """
        SELECT 1 FROM batches JOIN batch_harvests USING (batch_id) JOIN harvests USING (harvest_id)
        GROUP BY batch_id, jars_filled HAVING jars_filled * 0.5 > SUM(honey_kg * share)""",
    "more jars sold than filled": """
        SELECT 1 FROM order_lines JOIN orders USING (order_id) JOIN batches USING (batch_id)
        WHERE status <> 'C' GROUP BY batch_id, jars_filled HAVING SUM(jars) > jars_filled""",
    "jars sold before bottling, or of the baking grade": """
        SELECT 1 FROM order_lines JOIN orders USING (order_id) JOIN batches USING (batch_id)
        WHERE ordered_at < bottled_on OR grade = 'K'""",
    "orders without lines": "SELECT 1 FROM orders ANTI JOIN order_lines USING (order_id)",
    "returned lines of orders not shipped": """
        SELECT 1 FROM order_lines JOIN orders USING (order_id) WHERE is_returned AND status <> 'S'""",
    "shipped orders without a day, or the reverse": """
        SELECT 1 FROM orders WHERE (status = 'S') <> (shipped_on IS NOT NULL)
        OR shipped_on < CAST(ordered_at AS DATE)""",
    "anything after the last day": """
        SELECT 1 FROM (SELECT MAX(ordered_at) AS last FROM orders UNION ALL SELECT MAX(shipped_on) FROM orders
        UNION ALL SELECT MAX(inspected_at) FROM inspections UNION ALL SELECT MAX(bottled_on) FROM batches
        UNION ALL SELECT MAX(introduced_on) FROM queens UNION ALL SELECT MAX(ended_on) FROM queens)
        WHERE last >= '2025-01-01'""",
}


@pytest.mark.parametrize("promise", PRESENT)
def test_the_rows_have(duck: duckdb.DuckDBPyConnection, promise: str) -> None:
    assert duck.execute(PRESENT[promise]).fetchone() is not None


@pytest.mark.parametrize("promise", ABSENT)
def test_the_rows_never_have(duck: duckdb.DuckDBPyConnection, promise: str) -> None:
    assert duck.execute(ABSENT[promise]).fetchone() is None
