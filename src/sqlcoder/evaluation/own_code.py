"""Loads what a user wrote: an object in a Python file, named FILE.py:NAME. Runs that file."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from sqlcoder.errors import UsageError


def is_own_code(name: str) -> bool:
    """Say whether `name` has the form FILE.py:NAME."""
    return ".py:" in name


def own_code(name: str) -> object:
    """Return the object NAME of the file, for FILE.py:NAME. Raise `UsageError` where there is none."""
    file, _, variable = name.rpartition(":")
    path = Path(file)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise UsageError("There is no such file.", where=file, fix="Give the path of a Python file.")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001 - whatever the user's own file raises
        raise UsageError(
            f"The file can't be run: {type(error).__name__}: {error}.", where=file, fix="Mend it."
        ) from error
    if not hasattr(module, variable):
        raise UsageError(f'The file has no "{variable}".', where=file, fix="Check the name after the colon.")
    found: object = getattr(module, variable)
    return found
