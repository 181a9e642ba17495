"""How much memory this process has held at most since a moment. Linux only; 0 elsewhere."""

from __future__ import annotations

from pathlib import Path

_STATUS = Path("/proc/self/status")


class Peak:
    """Counts from its making on: `getrusage` would count what other tests have used before."""

    def __init__(self) -> None:
        if _STATUS.exists():
            Path("/proc/self/clear_refs").write_text("5")
        self._before = _held()

    @property
    def grown_mib(self) -> float:
        """By how much the highest use since then exceeds the use at the beginning."""
        return (_held() - self._before) / 1024


def _held() -> int:
    text = _STATUS.read_text() if _STATUS.exists() else "VmHWM: 0"
    return int(text.partition("VmHWM:")[2].split()[0])
