"""Asking the server for a lease, how this laptop stands, and to shut a laptop out."""

from sync.client.transport import Transport
from sync.protocol.custody import ShutOutRequest
from sync.protocol.drops import DropAnswer, DropDecision, DropOutcome
from sync.protocol.leases import LeaseAnswer, LeaseRequest
from sync.protocol.messages import LaptopsAnswer
from sync.protocol.wipes import StatusAnswer, StatusRequest


def renew_lease(transport: Transport, seq: int, status_key: str, disk: str) -> LeaseAnswer:
    """A fresh lease; tells the status key (public, hex) and how the disk is. Raises ExchangeError."""
    asked = LeaseRequest(seq=seq, status_key=status_key, disk=disk)
    answer = transport.post("/v1/lease", asked, LeaseAnswer)
    transport.learn_time(answer.now)
    return answer


def ask_status(transport: Transport, wiped: int = 0) -> StatusAnswer:
    """How this laptop stands, over a transport that signs with the status key; tells a wipe that was carried out."""
    return transport.post("/v1/status", StatusRequest(wiped=wiped), StatusAnswer)


def hand_in(transport: Transport, content: bytes) -> DropAnswer:
    """Hand in what was sealed, over a transport that signs with the status key. Raises ExchangeError."""
    return transport.put_bytes("/v1/drop", {}, content, DropAnswer)


def decide_drops(transport: Transport, device: str, *, take: bool) -> DropOutcome:
    """Take what a laptop handed in, or leave it. Raises ServerRefused: ``role``, ``not_found``."""
    return transport.post("/v1/drops", DropDecision(device=device, take=take), DropOutcome)


def shut_out(
    transport: Transport, device: str, *, wipe: bool = False, withdraw: bool = False
) -> LaptopsAnswer:
    """Shut a laptop of the branch out, order it to destroy its records, or withdraw that.

    Raises ServerRefused: ``role`` unless an organiser asks, ``not_found``, ``last_laptop``, ``too_many_wipes``.
    """
    asked = ShutOutRequest(device=device, wipe=wipe, withdraw=withdraw)
    return transport.post("/v1/shut-outs", asked, LaptopsAnswer)
