"""What can be done once the lease has ended: taking data in, sending it, and what looks after the laptop itself."""

from desktop.operations.leases import read_lease, require_lease
from desktop.store.store import Store

TAKES_IN = frozenset(
    {
        "attempt add",
        "attempt restore",
        "attempt undo",
        "batch",
        "bundle read",
        "bundle write",
        "enrol",
        "handover begin",
        "handover end",
        "laptops handed-in",
        "laptops list",
        "laptops report",
        "laptops shut-out",
        "laptops wipe",
        "lease ask",
        "lease hand-in",
        "lease show",
        "lease take",
        "members name",
        "people add",
        "people note",
        "sent list",
        "survey fill",
        "survey list",
        "sync",
        "turf list",
        "turf walk",
        "vault ask-help",
        "vault backup",
        "vault backups",
        "vault create",
        "vault helpers",
        "vault passphrase",
        "vault recover",
        "vault recovery-code",
        "vault lock-after",
        "vault rescue",
        "vault restore",
        "vault show",
        "vault take-help",
    }
)
"""The commands that do: whatever is not named shows or gives out what a laptop without a lease keeps to itself."""


OF_SHARING = frozenset({"vault person list", "vault person remove", "vault person until"})
"""Those by which a sharing goes on or ends, once it alone is over."""


def check_command(name: str, store: Store) -> None:
    """Raise TakesInOnly if a command may not be done on this laptop now."""
    is_open = name in TAKES_IN or (name in OF_SHARING and read_lease(store).is_sharing)
    if not is_open:
        require_lease(store)
