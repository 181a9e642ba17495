"""What a question format is: how to recognise a file in it, and how to read one.

A format is one file that defines such a `FORMAT`; the table of them is in `sources`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlcoder.dataset.document import Document
from sqlcoder.dataset.example import Example


@dataclass(frozen=True, slots=True)
class Format:
    """One question format. `title` is what a message calls it.

    `recognise` says whether a document is written in it, by its content. `read` returns its questions, or
    raises `DatasetError` with the place. `says_order` is true where the format itself says of each question
    whether order counts; elsewhere `sources` decides it.
    """

    title: str
    recognise: Callable[[Document], bool]
    read: Callable[[Document], tuple[Example, ...]]
    says_order: bool = False
