"""A register import: one entry, however many electors; the edition itself is an attachment."""

from sync.protocol.kinds.field import FACT, PLAIN, Kind

REGISTER_IMPORT = Kind(
    "register_import",
    {
        "authority": FACT,
        "register": FACT,
        "layout": FACT,
        "edition": FACT,  # attachment id: SHA-256 of the ciphertext
        "size": FACT,  # bytes of the ciphertext
        "rows": FACT,
        "electors": FACT,
        "households": FACT,
        "undone": PLAIN,
    },
)
