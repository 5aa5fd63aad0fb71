"""Asking the server which laptop may have what, and changing that."""

from collections.abc import Sequence

from sync.client.transport import Transport
from sync.protocol.entries import Scope
from sync.protocol.messages import GrantRequest, GrantsAnswer


def ask_grants(transport: Transport) -> GrantsAnswer:
    """Every grant of the branch. Raises ExchangeError; ServerRefused with ``role`` unless an organiser asks."""
    return transport.get("/v1/grants", {}, GrantsAnswer)


def change_grants(
    transport: Transport, device: str, give: Sequence[Scope], end: Sequence[Scope], until_at: int = 0
) -> GrantsAnswer:
    """Let a device have scopes from now on (``until_at`` in ms; 0 for no end), and others no more; all or nothing.

    Raises ExchangeError; ServerRefused with ``not_found`` for a laptop or a turf that the server does not know, or a laptop
    that was shut out.
    """
    asked = GrantRequest(device=device, give=list(give), end=list(end), until_at=until_at)
    return transport.post("/v1/grants", asked, GrantsAnswer)
