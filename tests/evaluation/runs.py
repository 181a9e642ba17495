"""Runs for the tests of what a reader sees: 33 questions, 2 databases, every outcome, hostile text.

Built by hand, so that every number of a report can be counted here:

    answerable  27 = 8 right, 2 extra columns, 7 wrong (1 of an empty gold), 2 uninformative, 2 invalid SQL,
                     1 timed out, 1 refused, 1 no query, 1 abstained, 1 not answered, 1 gold fault
    unanswerable 6 = 4 abstained, 1 should have abstained, 1 no query
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlcoder.evaluation.header import Header
from sqlcoder.evaluation.log import Run
from sqlcoder.evaluation.outcome import EMPTY_EVERYWHERE, Outcome
from sqlcoder.evaluation.record import Judgement, Prediction, Record, Table, Try
from sqlcoder.results.values import Json
from sqlcoder.results.verdict import Flag
from sqlcoder.sql.hardness import Hardness

SYSTEM = "Answer with one PostgreSQL query.\n\nCREATE TABLE members (member_id INTEGER, full_name TEXT);"
HOSTILE = "</script><img src=x onerror=\"window.hurt='cell'\">"
HOSTILE_QUESTION = (
    "Who is <b onmouseover=\"window.hurt='question'\">Ann</b> & 'Co'? </SCRIPT><script>window.hurt=1</script>"
)
LINE_ENDS = "one\u2028two\u2029three\x00four"
LARGE = 9007199254740993
"""One more than a browser's numbers can tell from its neighbour."""

HEADER = Header(
    name="Small model, first prompt",
    answerer={"kind": "model", "name": "qwen2.5-coder-1.5b", "sha256": "5f2c" * 16},
    questions="evaluation.jsonl",
    sha256="ab" * 32,
    count=33,
    databases=("duckdb:///{database}.duckdb",),
    settings={"now": "2024-12-31T12:00:00", "timeout": 10.0, "prompt": {"examples": 1, "corrections": 1}},
    versions={"sqlcoder": "0.1.0", "python": "3.11.9", "duckdb": "2.0.0"},
    revision="e4010ba",
    created="2026-11-22T21:14:05+00:00",
)

_KEEPERS = (
    "SELECT members.region, COUNT(*) AS keepers FROM members WHERE members.left_on IS NULL "
    "GROUP BY members.region"
)
_LONG = (
    "WITH yearly AS (SELECT harvests.hive_id, EXTRACT(YEAR FROM harvests.harvested_on) AS season, "
    "SUM(harvests.honey_kg) AS kg FROM harvests GROUP BY harvests.hive_id, season), ranked AS (SELECT "
    "yearly.hive_id, yearly.season, yearly.kg, RANK() OVER (PARTITION BY yearly.season ORDER BY yearly.kg "
    "DESC) AS place FROM yearly) SELECT hives.hive_code, ranked.season, ranked.kg FROM ranked JOIN hives ON "
    "hives.hive_id = ranked.hive_id WHERE ranked.place <= 3 AND hives.box_type IN ('Dadant', 'Warre') "
    "ORDER BY ranked.season, ranked.place -- the three best of each season"
)


def table(columns: str, *rows: Sequence[Json], count: int | None = None) -> Table:
    """Return a result with the columns named in one text."""
    return Table(tuple(columns.split()), tuple(map(tuple, rows)), len(rows) if count is None else count)


def record(
    id: str,
    outcome: Outcome,
    *,
    question: str = "",
    database: str = "beekeeping",
    category: str | None = "where",
    hardness: Hardness | None = "easy",
    sql: str | None = "SELECT COUNT(*) FROM queens",
    gold: str = "SELECT COUNT(*) AS bought_in FROM queens WHERE queens.mother_id IS NULL",
    why: str | None = None,
    expected: Table | None = None,
    returned: Table | None = None,
    flags: tuple[str, ...] = (),
    answerable: bool = True,
    seconds: float = 2.0,
    columns: tuple[tuple[int, int], ...] = (),
) -> Record:
    """Return one question; whatever isn't named is a small case of it."""
    tries = (
        (Try(f"```sql\n{sql}\n```", sql, None, 900, 800, 40),)
        if sql
        else (Try("I can't tell.", reply_tokens=6),)
    )
    abstained = "The data says nothing about it." if outcome is Outcome.ABSTAINED else None
    prediction = Prediction(sql, abstained, None, tries, "5y5", (("user", question or id),), seconds)
    fault = outcome is Outcome.GOLD_FAULT
    judgement = Judgement(
        outcome,
        why,
        flags,
        golds=(gold,) if answerable and not fault else (),
        instance="main" if answerable else None,
        expected=expected,
        returned=returned,
        columns=columns,
        metrics={"soft F1": 1.0 if outcome is Outcome.RIGHT else 0.5} if answerable and not fault else {},
        baselines={"always no rows": False, "always 1": False} if answerable and not fault else {},
    )
    text = question or f"Question {id}?"
    reason = None if answerable else "missing data"
    return Record(
        id,
        database,
        text,
        prediction,
        judgement,
        category=category,
        hardness=hardness,
        answerable=answerable,
        reason=reason,
    )


def _right() -> list[Record]:
    one = table("n", [412])
    regions = table("region keepers", ["Heath", 14], ["Vale", 9], ["Coast", 5])
    swapped = table("n place", [9, "Vale"], [14, "Heath"], [5, "Coast"])
    return [
        record(
            "bought-in",
            Outcome.RIGHT,
            question="How many of our queens were bought in rather than raised by us?",
            expected=one,
            returned=one,
            columns=((0, 0),),
        ),
        record(
            "keepers",
            Outcome.RIGHT,
            question="head count of beekeepers per region, people who left don't count",
            category="group_by",
            hardness="medium",
            gold=_KEEPERS,
            sql=_KEEPERS.lower(),
            expected=regions,
            returned=swapped,
            columns=((0, 1), (1, 0)),
            seconds=3.5,
        ),
        record(
            "best-hives",
            Outcome.RIGHT,
            question="Which three Dadant or Warre hives gave most in each season?",
            category="window",
            hardness="extra",
            gold=_LONG,
            sql=_LONG,
            seconds=9.25,
            expected=table("hive_code season kg", ["H-0042", 2022, 61.5], ["H-0007", 2023, 58]),
            returned=table("hive_code season kg", ["H-0042", 2022, 61.5], ["H-0007", 2023, 58]),
            columns=((0, 0), (1, 1), (2, 2)),
        ),
        record(
            "rounded",
            Outcome.RIGHT,
            question="What is the average dose of formic acid?",
            hardness="medium",
            expected=table("dose", [33.33]),
            returned=table("avg", [33.3333333]),
            columns=((0, 0),),
        ),
        *(
            record(
                f"right-{n}",
                Outcome.RIGHT,
                category="join",
                hardness="hard",
                database="bakery",
                flags=(Flag.CUT_TIE,) if n == 1 else (),
                seconds=4.0,
            )
            for n in range(1, 5)
        ),
    ]


def _nearly() -> list[Record]:
    more = 'The rows are right, with 1 column more: "region".'
    return [
        record(
            "extra-1",
            Outcome.EXTRA_COLUMNS,
            why=more,
            category="join",
            hardness="medium",
            question="Which sites below 115 metres are still in use?",
            expected=table("name", ["Low Meadow"], ["Tarn Side"]),
            returned=table("region name", ["Vale", "Low Meadow"], ["Coast", "Tarn Side"]),
            columns=((0, 1),),
        ),
        record("extra-2", Outcome.EXTRA_COLUMNS, why=more, category=None, hardness=None, database="bakery"),
        *(
            record(
                f"empty-{n}",
                Outcome.UNINFORMATIVE,
                why="The gold is empty, and so is the prediction: that proves nothing.",
                expected=table("id"),
                returned=table("id"),
                flags=(Flag.EMPTY_GOLD, EMPTY_EVERYWHERE),
            )
            for n in (1, 2)
        ),
        record(
            "empty-wrong",
            Outcome.WRONG,
            why="The gold is empty; the prediction has 1 row.",
            expected=table("id"),
            returned=table("id", [1]),
            flags=(Flag.EMPTY_GOLD, EMPTY_EVERYWHERE),
        ),
    ]


def _wrong() -> list[Record]:
    rows = [[n, f"Member {n:02}", round(n * 1.5, 1)] for n in range(1, 51)]
    others = [[n, f"Member {n:02}", round(n * 1.5, 1) if n % 3 else 0] for n in range(4, 54)]
    visits = table(
        "full_name visits joined_on",
        ["Ines Roth", 214, "2022-03-01"],
        ["Ola Berg", 209, None],
        ["Ola Berg", 209, None],
        ["Søren Ødegård-Nakamura 養蜂", 207, "2022-05-14"],
    )
    found = table(
        "full_name visits joined_on",
        ["Ines Roth", 214, "2022-03-01"],
        ["Ola Berg", 209, None],
        ["Tam Reed", 1180, ""],
    )
    return [
        record(
            "busy",
            Outcome.WRONG,
            question="Who has carried out more than 200 hive visits, and how many exactly?",
            why="The prediction has 3 rows, the gold 4.",
            category="group_by",
            hardness="extra",
            expected=visits,
            returned=found,
            gold="SELECT members.full_name, COUNT(*) AS visits, members.joined_on FROM inspections "
            "JOIN members ON inspections.inspector_id = members.member_id "
            "GROUP BY members.full_name, members.joined_on HAVING COUNT(*) > 200",
            sql="SELECT DISTINCT full_name, COUNT(*) AS visits, joined_on FROM inspections, members WHERE "
            "inspector_id = member_id GROUP BY 1, 3 HAVING COUNT(*) > 200",
            seconds=5.5,
        ),
        record(
            "many-rows",
            Outcome.WRONG,
            question="List all members with their share.",
            why='The values of "share" differ.',
            expected=table("member_id full_name share", *rows, count=1234),
            returned=table("member_id full_name share", *others, count=60),
        ),
        record(
            "hostile",
            Outcome.WRONG,
            question=HOSTILE_QUESTION,
            why=HOSTILE,
            category="join",
            hardness="hard",
            gold=f"SELECT '{HOSTILE}' AS x -- {HOSTILE}",
            sql=f"SELECT '{LINE_ENDS}' AS y, {LARGE} AS big",
            expected=table("x big </th><script>", [HOSTILE, LARGE, True]),
            returned=table("y big z", [LINE_ENDS, LARGE - 1, "{{script}} {{data}}"]),
            flags=(HOSTILE,),
        ),
        record(
            "long",
            Outcome.WRONG,
            sql=_LONG,
            gold=_LONG,
            category="window",
            hardness="extra",
            expected=table("notes", ["x" * 5000]),
            returned=table("notes", ["\ud800 lone"]),
        ),
        *(
            record(f"wrong-{n}", Outcome.WRONG, database="bakery", category="join", hardness="medium")
            for n in (1, 2)
        ),
    ]


def _failed() -> list[Record]:
    missing = 'There is no column "hives.colour" (line 1, column 8).'
    return [
        *(
            record(
                f"invalid-{n}",
                Outcome.INVALID,
                why=missing,
                sql="SELECT hives.colour FROM hives",
                expected=table("n", [1]),
                hardness="hard",
            )
            for n in (1, 2)
        ),
        record(
            "slow",
            Outcome.TIMED_OUT,
            why="The query reached the time limit of 10 s.",
            seconds=30.0,
            sql="SELECT COUNT(*) FROM visits, visits AS b, visits AS c",
            expected=table("n", [1]),
        ),
        record(
            "drop",
            Outcome.REFUSED,
            why='A statement that begins with "DROP" is not allowed.',
            sql="DROP TABLE hives",
        ),
        record("silent", Outcome.NO_QUERY, why="The reply holds no SQL.", sql=None),
        record(
            "shy", Outcome.ABSTAINED, why="The data says nothing about it.", sql=None, category="group_by"
        ),
        record("lost", Outcome.FAILED, why="The worker process died.", sql=None, seconds=0.0),
        record(
            "fault", Outcome.GOLD_FAULT, why='Gold 1 on main: there is no table "hivess".', category="join"
        ),
    ]


def _unanswerable() -> list[Record]:
    return [
        *(
            record(
                f"off-{n}",
                Outcome.ABSTAINED,
                sql=None,
                answerable=False,
                category="unanswerable",
                hardness=None,
                question=f"What will the weather be on day {n}?",
                seconds=1.0,
            )
            for n in range(1, 5)
        ),
        record(
            "forecast",
            Outcome.ANSWERED,
            why="The data can't answer the question: missing data.",
            answerable=False,
            category="unanswerable",
            hardness=None,
            sql="SELECT 1 WHERE 1 = 0",
            seconds=1.0,
        ),
        record(
            "mute",
            Outcome.NO_QUERY,
            why="There is no query.",
            answerable=False,
            category="unanswerable",
            hardness=None,
            sql=None,
            seconds=1.0,
        ),
    ]


def run(*extra: Record, header: Header = HEADER) -> Run:
    """Return the run that the module's text counts, with `extra` questions at its end."""
    records = (*_right(), *_nearly(), *_wrong(), *_failed(), *_unanswerable(), *extra)
    return Run(replace(header, count=len(records)), records, {"5y5": SYSTEM})


def small(*outcomes: tuple[str, Outcome], header: Header = HEADER) -> Run:
    """Return a run of nothing but the named outcomes, on answerable questions."""
    records = tuple(record(id, outcome) for id, outcome in outcomes)
    return Run(replace(header, count=len(records)), records, {})


def earlier() -> Run:
    """Return a run of the same questions before `run`: 2 that it gained, 1 that it lost, 1 other change."""
    before = {
        "keepers": Outcome.WRONG,
        "right-1": Outcome.INVALID,
        "busy": Outcome.RIGHT,
        "silent": Outcome.WRONG,
    }
    later = run()
    records = tuple(
        replace(
            each,
            judgement=replace(each.judgement, outcome=before.get(each.id, each.outcome)),
            prediction=replace(each.prediction, sql="SELECT 'as it was'")
            if each.id in before
            else each.prediction,
        )
        for each in later.records
    )
    header = replace(later.header, name="Before the prompt", created="2026-11-20T08:00:00+00:00")
    return Run(header, records, later.systems)
