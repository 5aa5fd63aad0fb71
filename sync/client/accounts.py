"""Asking the server about roles, about branches from above, and about whoever is above a branch."""

from sync.client.transport import Transport
from sync.protocol.accounts import BranchesAnswer, CoordinatorsAnswer, RoleAnswer, RoleRequest


def change_role(transport: Transport, device: str, role: str) -> RoleAnswer:
    """Let a colleague's device have another role from now on.

    Raises ExchangeError; ServerRefused with ``role`` for one that the asker may not give, ``not_found`` for a laptop that is
    not of this branch or was shut out, ``last_laptop`` where nobody could give the branch to anybody any more.
    """
    return transport.post("/v1/roles", RoleRequest(device=device, role=role), RoleAnswer)


def ask_branches(transport: Transport) -> BranchesAnswer:
    """The branches of this region. Raises ExchangeError; ServerRefused with ``role`` for whoever is of a branch."""
    return transport.get("/v1/branches", {}, BranchesAnswer)


def ask_coordinators(transport: Transport) -> CoordinatorsAnswer:
    """The coordinators above this branch. Raises ExchangeError; ServerRefused with ``role`` unless an organiser asks."""
    return transport.get("/v1/coordinators", {}, CoordinatorsAnswer)
