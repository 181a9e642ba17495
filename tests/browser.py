"""Finds a real browser for the tests of pages: the system's own Chromium, which Playwright drives."""

from __future__ import annotations

import shutil

# Debian and Fedora, Ubuntu, and Google's own package.
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str | None:
    """Return the path of Chromium, None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def chromium_missing() -> str | None:
    """Say why pages can't be opened here, or None where they can."""
    return None if chromium() else f"No browser is installed: none of {', '.join(_NAMES)}"
