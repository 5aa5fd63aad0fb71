"""A turf: streets given to canvassers, walked in order."""

from sync.protocol.kinds.field import PLAIN, Kind

TURF = Kind(
    "turf",
    {
        "name": PLAIN,
        "streets": PLAIN,  # list of street keys in the order they are walked
        "canvasser": PLAIN,  # member id
        "partner": PLAIN,
        "back_by": PLAIN,
        "survey": PLAIN,
    },
)
