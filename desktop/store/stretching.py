"""What a secret that people type costs to guess: Argon2id, between a floor and a ceiling.

What a key file asks Argon2id to do is checked *before* it is done: the library would try 16 GiB if told to.
"""

import secrets

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.store.errors import VaultDamaged
from sync.protocol.enrolment import Stretch

KEY_LENGTH = 32
SALT_LENGTH = 16
FLOOR = Stretch(memory_kib=64 * 1024, passes=3, lanes=4)  # RFC 9106, second recommended choice
CEILING = Stretch(memory_kib=1024 * 1024, passes=10, lanes=8)


class Costs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a slot's secret is stretched: Argon2id's memory in KiB, passes, lanes, and the salt in hex."""

    lanes: int
    memory_kib: int
    passes: int
    salt: str

    @property
    def stretch(self) -> Stretch:
        """What it costs, without the salt."""
        return Stretch(memory_kib=self.memory_kib, passes=self.passes, lanes=self.lanes)


def new_costs(stretch: Stretch) -> Costs:
    """Costs with a salt of their own."""
    return Costs(
        lanes=stretch.lanes,
        memory_kib=stretch.memory_kib,
        passes=stretch.passes,
        salt=secrets.token_hex(SALT_LENGTH),
    )


def stretched(costs: Costs, secret: bytes, device_secret: bytes | None = None) -> bytes:
    """The key that a secret comes to, with what this computer keeps for it mixed in where that is wanted."""
    return Argon2id(
        salt=bytes.fromhex(costs.salt),
        length=KEY_LENGTH,
        iterations=costs.passes,
        lanes=costs.lanes,
        memory_cost=costs.memory_kib,
        secret=device_secret,
    ).derive(secret)


def check_costs(costs: Costs, floor: Stretch) -> None:
    """VaultDamaged unless costs lie from ``floor`` to ceiling and the salt has its length; derives nothing."""
    if not is_hex(costs.salt, SALT_LENGTH):
        raise VaultDamaged("key", "shape")
    within = (
        floor.memory_kib <= costs.memory_kib <= CEILING.memory_kib
        and floor.passes <= costs.passes <= CEILING.passes
        and floor.lanes <= costs.lanes <= CEILING.lanes
    )
    if not within:
        raise VaultDamaged("key", "costs")


def is_hex(text: str, length: int) -> bool:
    """Whether a text is so many bytes in small hex letters."""
    return len(text) == 2 * length and all(letter in "0123456789abcdef" for letter in text)
