"""What can be done once the lease has ended: taking data in, sending it, and what looks after the laptop itself."""

from desktop.operations.leases import require_lease
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
        "vault backup",
        "vault backups",
        "vault create",
        "vault passphrase",
        "vault recover",
        "vault recovery-code",
        "vault lock-after",
        "vault rescue",
        "vault restore",
        "vault show",
    }
)
"""The commands that do: whatever is not named shows or gives out what a laptop without a lease keeps to itself."""


def check_command(name: str, store: Store) -> None:
    """Raise TakesInOnly if a command may not be done on this laptop now."""
    if name not in TAKES_IN:
        require_lease(store)
