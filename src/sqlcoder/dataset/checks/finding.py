"""What a check of the data sets finds, and the bars that a whole set has to reach. Data only."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found in a database, or in its question `id`, in plain words.

    A fault has to be mended. What isn't certain is a remark, for its author to look at.
    """

    check: str
    database: str
    id: str | None
    what: str
    fault: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return the finding as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Bar:
    """A share that a set has to reach: `k` of `n` has to be `least` or more, with `most`, that or less."""

    name: str
    k: int
    n: int
    least: float = 0.0
    most: float = 1.0

    @property
    def share(self) -> float | None:
        """The share, None where there is nothing to take it of."""
        return self.k / self.n if self.n else None

    @property
    def reached(self) -> bool:
        """Say whether the share is within the bar; a share of nothing is."""
        return self.share is None or self.least <= self.share <= self.most

    def as_json(self) -> dict[str, Any]:
        """Return the bar as JSON values."""
        return {**asdict(self), "share": self.share, "reached": self.reached}
