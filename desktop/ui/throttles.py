"""The waits after wrong passphrases: one for each vault for as long as the program runs, whatever pages stand before it."""

from functools import cache
from pathlib import Path
from time import monotonic

from desktop.domain.throttle import Throttle
from desktop.ui.translating import translate


def throttle_of(folder: Path) -> Throttle:
    """What counts the wrong passphrases for the vault in a folder, however that is named."""
    return _throttle_at(folder.resolve())


def wait_words(seconds: int) -> str:
    """What is said while the next passphrase has to wait; nothing where it has not."""
    if seconds <= 0:
        return ""
    return translate("Start", "Wait, then try again: {seconds} s").format(seconds=seconds)


@cache
def _throttle_at(folder: Path) -> Throttle:
    del folder
    return Throttle(monotonic)
