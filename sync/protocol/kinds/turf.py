"""A turf: streets given to canvassers, walked in order."""

from sync.protocol.kinds.field import PLAIN, Belongs, Kind

TURF = Kind(
    "turf",
    {
        "name": PLAIN,
        "streets": PLAIN,  # list of street keys in the order they are walked
        "canvasser": PLAIN,  # member id
        "partner": PLAIN,
        "back_by": PLAIN,
        "survey": PLAIN,
        "holds": PLAIN,  # ids of the households and contacts that the turf's scope holds
        "extract": PLAIN,  # attachment: the register's rows of those households alone
    },
    Belongs.EVERYWHERE,
)
