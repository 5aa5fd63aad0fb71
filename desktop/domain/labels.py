"""What somebody who shares a laptop wants to be called on its locked page, where anybody sees it."""

import unicodedata
from collections.abc import Iterable

MOST_LETTERS = 24
_NOT_SHOWN = ("C", "Z")


class LabelRefused(Exception):
    """A label that cannot be one. ``what`` is ``empty``, ``long``, ``unfit`` (a letter that is not seen) or ``taken``."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class LabelUnknown(LookupError):
    """Nobody on this laptop has that label."""


def accept_label(label: str) -> str:
    """A label as it is kept. Raises LabelRefused ``empty``, ``long``, ``unfit``."""
    kept = " ".join(unicodedata.normalize("NFC", label).split())
    if not kept:
        raise LabelRefused("empty")
    if len(kept) > MOST_LETTERS:
        raise LabelRefused("long")
    if any(unicodedata.category(letter)[0] in _NOT_SHOWN for letter in kept if letter != " "):
        raise LabelRefused("unfit")
    return kept


def free_label(taken: Iterable[str]) -> str:
    """The first of "Person 1", "Person 2" … that nobody has: a label that tells nothing."""
    known = {label.casefold() for label in taken}
    number = 1
    while f"person {number}" in known:
        number += 1
    return f"Person {number}"
