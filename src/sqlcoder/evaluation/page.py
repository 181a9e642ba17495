"""One self-contained HTML page about a run: its numbers, and every question to look into.

The page asks the network for nothing, and its content policy forbids it to. All that comes from a model or a
database is data in it: the script writes it as text, never as HTML.
"""

from __future__ import annotations

import html
import json
import re
from importlib.resources import files
from typing import Any

from sqlcoder.evaluation.log import Run
from sqlcoder.evaluation.page_data import page_data

_SCRIPTS = ("dom.js", "charts.js", "overview.js", "results.js", "question.js", "filters.js", "page.js")
# What could end the element that holds the data, or that a browser or an encoding trips over.
_RISKY = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def page(run: Run, other: Run | None = None) -> str:
    """Return the page of `run` as HTML; with `other`, an earlier run, also what changed since."""
    script = "\n".join(asset(name) for name in _SCRIPTS)
    return filled(
        asset("page.html"),
        title=escaped(f"{run.header.name} - evaluation"),
        style=asset("page.css"),
        data=as_script_data(page_data(run, other)),
        script=f"(() => {{\n{script}}})();",
    )


def asset(name: str) -> str:
    """Return the text of one of the page's own files."""
    return (files("sqlcoder.evaluation") / "assets" / name).read_text(encoding="utf-8")


def filled(template: str, **parts: str) -> str:
    """Return `template` with each `{{name}}` replaced, once: what is put in isn't looked at again."""
    return _PLACE.sub(lambda place: parts[place[1]], template)


def escaped(text: str) -> str:
    """Return `text` as HTML may hold it, also within quotes, and as UTF-8 can be written."""
    return html.escape(text).encode("utf-8", "replace").decode("utf-8")


def as_script_data(data: Any) -> str:
    r"""Return JSON that an HTML script element can hold, whatever the texts in it.

    >>> as_script_data(["</script>", "a\u2028b"])
    '["\\u003c/script\\u003e","a\\u2028b"]'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
