"""An attempt: one try at a door. A fact, which can be voided but never rewritten."""

from sync.protocol.kinds.field import FACT, PLAIN, Belongs, Kind

ATTEMPT = Kind(
    "attempt",
    {
        "household": FACT,
        "contact": FACT,  # who answered, if anybody did
        "outcome": FACT,  # not_home, talked, refused, come_back, moved, language, child, do_not_visit
        "at": FACT,  # ISO instant, UTC
        "turf": FACT,
        "come_back_at": FACT,  # ISO local time asked for
        "mode": FACT,  # door, sheet …
        "voided": PLAIN,
    },
    Belongs.TURF,
)
