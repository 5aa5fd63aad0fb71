"""The notes keys after the first, each an entity with the key's name as its id; and vouchers, which say whose keys are whose.

Neither holds a word about anybody. What they say counts by its signature alone, so readers look at every entry by itself:
see ``sync.protocol.notes_keys`` and ``sync.protocol.vouching``.
"""

from sync.protocol.kinds.field import FACT, Belongs, FieldRule, Kind, Merge

NOTES_KEY = Kind(
    "notes_key",
    {
        "number": FACT,
        "by": FACT,  # the maker's signing key
        "after": FACT,  # names of those that whoever holds this one holds too
        "former": FACT,  # their keys, sealed under this one
        "without": FACT,  # marks of laptops that were shut out when it was made
        "signature": FACT,
        "given": FieldRule(Merge.SET),  # the key, sealed for a laptop's box key each
    },
    Belongs.EVERYWHERE,
)

VOUCHER = Kind(
    "voucher",
    {
        "device": FACT,
        "key": FACT,
        "box": FACT,
        "role": FACT,
        "by": FACT,  # the signing key of whoever vouches
        "signature": FACT,
    },
    Belongs.EVERYWHERE,
)
"""The entity id is the laptop's mark, so that what several people say of one laptop stands together."""
