"""That two contacts are one person. The smaller id is shown; undone, both stand again as they were."""

from sync.protocol.kinds.field import FACT, PLAIN, Belongs, Kind

SAME_AS = Kind(
    "same_as",
    {"contact": FACT, "other": FACT, "undone": PLAIN, "typed": FACT},
    Belongs.TURF,
    joins=frozenset({"contact", "other"}),
)
