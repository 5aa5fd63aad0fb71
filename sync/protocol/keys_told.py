"""What the server tells organisers of laptops' keys. Nothing of it counts by being told: see ``sync.protocol.vouching``."""

import msgspec

from sync.protocol.entries import Number

MOST_WELCOME = 4096
"""Letters of hex of a welcome."""


class KeysTold(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The public keys (hex) of one device of the branch, and by which code's address (its hash) and with what proof it came."""

    device: str
    laptop: str
    role: str
    key: str
    box: str
    invitation: str = ""
    proof: str = ""
    is_revoked: bool = False


class KeysAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All devices, shut out ones too, in the order in which they enrolled; none if ``mark`` is the one that was asked with."""

    mark: str
    now: Number
    keys: list[KeysTold] = []
