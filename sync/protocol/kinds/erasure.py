"""An erasure: somebody, or a door, of whom nothing is to be kept. The server and every laptop carry it out.

What is written later by somebody who knew of it stands: such an entry has the erasure in its ``seen``, under ERASED.
"""

from sync.protocol.kinds.field import FACT, Belongs, Kind

ERASED = "erased"
"""In the ``seen`` of an entry: the erasures of its subject that its author knew of."""

ERASURE = Kind("erasure", {"subject": FACT}, Belongs.EVERYWHERE)
