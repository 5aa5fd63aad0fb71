"""That people were taken out of the program into a file or onto paper: how many, and why. Never who."""

from sync.protocol.kinds.field import FACT, SEALED_FACT, Belongs, Kind

EXPORT = Kind(
    "export",
    {
        "what": FACT,
        "people": FACT,
        "reason": FACT,
        "words": SEALED_FACT,
    },
    Belongs.BRANCH,
)
