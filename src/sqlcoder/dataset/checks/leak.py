"""Whether a database to evaluate on is like one to train on: by the names of its tables and columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlcoder.dataset.checks.duplicates import LEAK
from sqlcoder.dataset.checks.finding import Finding
from sqlcoder.dataset.checks.likeness import overlap
from sqlcoder.dataset.questions import Questions

# Of the first 35 pairs across the splits, the most alike have 12.5% of their tables' names in common, and 3%
# of their columns': words such as "trains". A database that was copied and renamed in parts shares far more.
MOST_TABLES = 0.2
MOST_COLUMNS = 0.1
_COMMON = 3


def find(all_questions: Sequence[Questions]) -> Iterator[Finding]:
    """Yield a fault for each pair of databases of different splits that share too many names."""
    columns = {each.name: _columns(each) for each in all_questions}
    # A name that many databases have says nothing about any two of them.
    spread = Counter(name for names in columns.values() for name in names)
    for one in all_questions:
        for other in all_questions:
            if one.split != "eval" or other.split == "eval":
                continue
            rare = [frozenset(n for n in columns[each.name] if spread[n] < _COMMON) for each in (one, other)]
            for kind, share, most in (
                ("tables", overlap(_tables(one), _tables(other)), MOST_TABLES),
                ("columns", overlap(*rare), MOST_COLUMNS),
            ):
                if share > most:
                    what = f"{share:.0%} of the names of its {kind} are those of {one.name}."
                    yield Finding(LEAK, other.name, None, what)


def _tables(questions: Questions) -> frozenset[str]:
    return frozenset(table.name.lower() for table in questions.schema.tables)


def _columns(questions: Questions) -> frozenset[str]:
    return frozenset(c.name.lower() for table in questions.schema.tables for c in table.columns)
