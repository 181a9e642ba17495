from __future__ import annotations

import pytest

from sqlcoder.dataset.order import asks_for_order

ORDERED = """
List the ferries sorted by length.
Sort the piers by town.
Name all captains in alphabetical order.
Show the captains alphabetically.
What are the crossings in descending order of cars carried?
Give the tolls in ascending order.
Which piers are there, ordered by quay length?
Order the routes by distance, please.
Rank the captains by their number of crossings.
Show the towns ranked by revenue.
List the ships from the highest to the lowest tonnage.
List the fares from lowest to highest.
Ferries by age, oldest to newest.
Who are the top 5 captains by crossings?
Which top three routes earn the most?
Which ferries are there, the longest first?
Crossings of May, latest first.
Name the towns, smallest one first.
List the repairs chronologically.
In what order did the ferries enter service?
Arrange the piers by depth.
Captains with the busiest coming last: show the busiest last.
""".strip().splitlines()

UNORDERED = """
How many crossings were there in 2023?
Which ferry made the most crossings?
What is the highest fare?
How many orders by captains were refused?
What sort of cargo do the ferries carry?
Which captains hold the rank of commodore?
What is on the top deck?
List the first names of all captains.
When was the last crossing of each ferry?
Which routes lead from Holm to Vik?
Who was the first captain of each ferry?
Which crossings from the old pier to the new town were late?
How many borders does the county have?
""".strip().splitlines()


@pytest.mark.parametrize("question", ORDERED)
def test_a_question_that_asks_for_an_order(question: str) -> None:
    assert asks_for_order(question)


@pytest.mark.parametrize("question", UNORDERED)
def test_a_question_that_asks_for_none(question: str) -> None:
    assert not asks_for_order(question)
