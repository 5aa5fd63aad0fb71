"""Where a device and the server stand, in one short text: by it both see that nothing is new, without saying all of it."""

import hashlib
from collections.abc import Iterable

from sync.protocol.entries import EntryId, Scope, WriterId
from sync.protocol.hello import WriterHeld
from sync.protocol.messages import ScopeState

_STANDING_BYTES, _SHORT_BYTES = 16, 4


def standing_of(
    epoch: str,
    prefix: int,
    last_id: EntryId,
    scopes: Iterable[ScopeState],
    earlier: Iterable[tuple[WriterId, WriterHeld]] = (),
) -> str:
    """The epoch, how far a writer is held and by which entry, and each scope's place and digest: blake2b-128, hex.

    ``earlier`` says of other writers too how far each is held: of a device that forked.
    """
    lines = ["groundswell-standing-v1", epoch, str(prefix), last_id]
    for state in sorted(scopes, key=lambda state: state.scope):
        lines += [state.scope, str(state.cursor), state.digest]
    for writer, held in sorted(earlier, key=lambda pair: pair[0]):
        lines += [writer, str(held.prefix), held.last_id]
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=_STANDING_BYTES).hexdigest()


def short_of(scope: Scope) -> str:
    """A scope in eight hex digits, for where nothing hangs on it."""
    return hashlib.blake2b(scope.encode(), digest_size=_SHORT_BYTES).hexdigest()
