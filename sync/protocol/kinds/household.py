"""A household: an address and the wishes that were spoken at its door."""

from sync.protocol.kinds.field import PLAIN, Belongs, Kind

HOUSEHOLD = Kind(
    "household",
    {
        "do_not_visit": PLAIN,  # true or false
        "do_not_visit_since": PLAIN,  # ISO date on which it was asked
        "address": PLAIN,
        "postal_code": PLAIN,
    },
    Belongs.TURF,
    is_door=True,
)
