"""Where a device and the server stand, in one short text: by it both see that nothing is new, without saying all of it."""

import hashlib
from collections.abc import Iterable

import msgspec

from sync.protocol.entries import EntryId, Number, Scope
from sync.protocol.messages import ScopeHead, ScopeState

_STANDING_BYTES, _SHORT_BYTES = 16, 4


class HelloTold(msgspec.Struct, frozen=True, kw_only=True):
    """A ``HelloAnswer`` or a ``HelloSame``, as a device reads it; what is missing is None."""

    now: Number
    epoch: str = ""
    prefix: Number | None = None
    scopes: list[ScopeHead] | None = None
    last_id: EntryId = EntryId("")
    protocol: Number = 1
    same: bool = False
    backed_up: list[Number] = []
    role: str = ""


def standing_of(epoch: str, prefix: int, last_id: EntryId, scopes: Iterable[ScopeState]) -> str:
    """The epoch, how far a writer is held and by which entry, and each scope's place and digest: blake2b-128, hex."""
    lines = ["groundswell-standing-v1", epoch, str(prefix), last_id]
    for state in sorted(scopes, key=lambda state: state.scope):
        lines += [state.scope, str(state.cursor), state.digest]
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=_STANDING_BYTES).hexdigest()


def short_of(scope: Scope) -> str:
    """A scope in eight hex digits, for where nothing hangs on it."""
    return hashlib.blake2b(scope.encode(), digest_size=_SHORT_BYTES).hexdigest()
