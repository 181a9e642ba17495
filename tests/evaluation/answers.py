"""A program to measure: answers each question of `ferries` always alike, some wrongly. Run with a delay."""

import json
import sys
import time

ANSWERS = {
    "names": "SELECT name FROM ferries WHERE seats = 40",
    "count": "SELECT COUNT(*) FROM ferries",
    "sorted": "SELECT name FROM ferries ORDER BY seats DESC",
    "first-two": "SELECT name FROM ferries ORDER BY seats LIMIT 2",
    "this-week": "SELECT 1",
    "big": "DROP TABLE ferries",
    "nothing": "I can't say.",
    "weather": {"abstain": "there is nothing here about the weather"},
    "fuel": "SELECT 42",
}

if __name__ == "__main__":
    asked = json.load(sys.stdin)
    time.sleep(float(sys.argv[1]))
    answer = ANSWERS[asked["id"]]
    print(json.dumps(answer) if isinstance(answer, dict) else answer)
