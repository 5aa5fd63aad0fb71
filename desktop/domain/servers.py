"""The address of a server as somebody types it."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""This laptop itself: the only place that may be spoken to without a certificate."""


def complete_address(typed: str) -> str:
    """An address with its scheme: https, or http where it leads to this very laptop. Nothing else is changed."""
    address = typed.strip()
    if not address or "://" in address:
        return address
    return f"http://{address}" if address.startswith(LOOPBACK) else f"https://{address}"


def is_address(text: str) -> bool:
    """Whether this can be a server's address: https, or http on this laptop, and no gaps."""
    allowed = ("https://", *(f"http://{host}" for host in LOOPBACK))
    return (
        text.startswith(allowed) and not any(letter.isspace() for letter in text) and not text.endswith("://")
    )
