"""A contact (a person in the store) and the notes kept about one. Field names are OSDI's."""

from sync.protocol.kinds.field import FACT, PLAIN, SEALED_FACT, Belongs, FieldRule, Kind, Merge

CONTACT = Kind(
    "contact",
    {
        "honorific_prefix": PLAIN,
        "given_name": PLAIN,
        "additional_name": PLAIN,
        "family_name": PLAIN,
        "honorific_suffix": PLAIN,
        "preferred_name": PLAIN,
        "email": PLAIN,
        "phone": PLAIN,
        "address": PLAIN,  # one line, where no household is known
        "locality": PLAIN,
        "postal_code": PLAIN,
        "birthdate": PLAIN,
        "language": PLAIN,
        "employer": PLAIN,
        "occupation": PLAIN,
        "household": PLAIN,  # id of a household
        "moved_away": PLAIN,
        "source": PLAIN,
        "tags": FieldRule(Merge.SET),
    },
    Belongs.TURF,
    is_person=True,
    joins=frozenset({"household"}),
)

NOTE = Kind(
    "note", {"contact": FACT, "household": FACT, "text": SEALED_FACT, "read_aloud": FACT}, Belongs.TURF
)
