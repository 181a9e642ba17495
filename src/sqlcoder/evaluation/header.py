"""What a run was: the first line of its log. JSON both ways. Measures nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from sqlcoder.errors import LogError

FORMAT = 1
"""Raise it when a log of before can't be read as one of after."""


@dataclass(frozen=True, slots=True)
class Header:
    """A run's manifest.

    `answerer` describes what was measured: its `kind` and `name`, and what distinguishes it from another of
    that name, such as a model file's hash. `questions` is the name of the question set's file, `sha256` its
    hash, `count` how many questions are asked. `databases` are the URLs without passwords, one for each
    instance, as given. `settings` is everything else that the outcome depends on. `versions` are those of
    sqlcoder, Python and the packages that matter; `revision` the source tree's, where there is one.
    `created` is the time it began, in ISO 8601.
    """

    name: str
    answerer: Mapping[str, Any]
    questions: str
    sha256: str
    count: int
    databases: tuple[str, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    revision: str | None = None
    created: str = ""
    format: int = FORMAT

    def as_json(self) -> dict[str, Any]:
        """Return the header as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, fields: Mapping[str, Any], place: str) -> Self:
        """Return the header that `as_json` gave. Raise `LogError`, naming `place`, for anything else."""
        try:
            found = cls(**{**fields, "databases": tuple(fields["databases"])})
        except (KeyError, TypeError) as error:
            raise LogError(
                f"The file is no run of an evaluation: {error}.",
                where=place,
                fix="Name a file that sqlcoder eval run or score has written.",
            ) from None
        if found.format != FORMAT:
            raise LogError(
                f"The run is of format {found.format}; this version reads format {FORMAT}.",
                where=place,
                fix="Score it with the version that wrote it, or run it again.",
            )
        return found
