"""A survey in one version, and a response: one filled survey, its free text sealed."""

from sync.protocol.kinds.field import FACT, PLAIN, SEALED_FACT, Belongs, Kind

SURVEY = Kind(
    "survey",
    {"form_id": FACT, "version": FACT, "title": FACT, "definition": FACT, "in_use": PLAIN},
    Belongs.EVERYWHERE,
)

RESPONSE = Kind(
    "response",
    {
        "attempt": FACT,
        "survey": FACT,
        "contact": FACT,
        "household": FACT,
        "answers": FACT,  # closed answers: question name to value
        "texts": SEALED_FACT,  # free text: question name to text
        "read_aloud": FACT,
        "voided": PLAIN,
    },
    Belongs.TURF,
)
