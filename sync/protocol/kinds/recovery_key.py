"""The recovery key of an organiser's laptop: who has its private half can help colleagues who lost their passphrase.

The entity id is the laptop's mark. What it says counts by its signature alone: see ``sync.protocol.recovery_keys``.
"""

from sync.protocol.kinds.field import FACT, Belongs, FieldRule, Kind, Merge

RECOVERY_KEY = Kind(
    "recovery_key",
    {
        "public": FACT,
        "member": FACT,  # whose laptop it is
        "by": FACT,  # its signing key
        "signature": FACT,
        "helped": FieldRule(Merge.SET),  # one random mark for each time that it helped somebody
    },
    Belongs.EVERYWHERE,
)
