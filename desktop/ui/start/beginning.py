"""What a newcomer has said so far, and what is handed in to print the recovery sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a type alone: the window shows before the store is read
    from desktop.store.store import Store

WriteSheet = Callable[[Path, str, str], None]
"""Writes the recovery sheet as PDF: file, code, branch. ``desktop.print`` does it; main hands it in."""


@dataclass
class Beginning:
    """What a newcomer has said so far. The passphrase is not among it: it goes straight to the store."""

    is_joining: bool = True
    store: "Store | None" = None
    recovery_code: str = ""
    recovered_by: str = ""
    is_resumed: bool = False  # the store was there before: it was only unlocked
