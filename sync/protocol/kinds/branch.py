"""The branch itself: its name and what its registers are called."""

from sync.protocol.kinds.field import PLAIN, Belongs, Kind

BRANCH = Kind(
    "branch", {"name": PLAIN, "authority": PLAIN, "register": PLAIN, "survey": PLAIN}, Belongs.EVERYWHERE
)
