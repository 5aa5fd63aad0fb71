"""Parts of a set of entries, by which two sides find out in a few rounds where they differ.

The whole set is the part with the empty prefix. Each part has sixteen parts, one for each hex digit by which the
reversed ids go on. Whoever holds both sides' digests goes down only where they differ, until a part is so small that
its ids are told. A set that differs in d of n entries costs about d·log16(n) digests.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sync.protocol.digest import Digest
from sync.protocol.entries import ID_LENGTH, EntryId

FEW = 64
"""Up to so many ids are told at once instead of sixteen smaller parts."""
MOST_PARTS = 1024
"""In one request."""
_DIGITS = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Held:
    """An entry as far as a comparison needs it."""

    id: EntryId
    hash: str


def belongs(entry_id: EntryId, prefix: str) -> bool:
    """Whether an entry is in the part of this prefix."""
    return entry_id.endswith(prefix[::-1])


def is_prefix(text: str) -> bool:
    """Whether a text names a part."""
    return len(text) <= ID_LENGTH and all(digit in _DIGITS for digit in text)


def digest_part(held: Iterable[Held]) -> Digest:
    """The digest of entries."""
    return Digest().plus_all((one.id, one.hash) for one in held)


def split(prefix: str, held: Sequence[Held]) -> dict[str, list[Held]]:
    """The sixteen parts of a part, empty ones too, by their prefixes."""
    parts: dict[str, list[Held]] = {prefix + digit: [] for digit in _DIGITS}
    place = -len(prefix) - 1
    for one in held:
        parts[prefix + one.id[place]].append(one)
    return parts
