"""How laptops are kept in good hands, as organisers are told it, and by which they shut one out."""

import msgspec

from sync.protocol.entries import Number


class ShutOutRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An organiser shuts a device of the branch out.

    ``wipe`` orders it to destroy its records, ``withdraw`` takes such an order back.
    """

    device: str
    wipe: bool = False
    withdraw: bool = False


class Custody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How one device of a branch is kept, as its organisers are told; times in ms since 1970, 0 for never.

    ``wipe_by`` names the device that ordered a wipe, and is empty where the server's own command did. ``hears`` is whether it
    has a status key, without which it can be told nothing once it is shut out.
    """

    device: str
    lease_until: Number = 0
    disk: str = ""
    hears: bool = False
    asked_at: Number = 0
    wipe_at: Number = 0
    wipe_by: str = ""
    wipe_told_at: Number = 0
    wipe_withdrawn_at: Number = 0
    wiped_at: Number = 0
    handed_in: Number = 0
    handed_in_at: Number = 0
