"""Asking the server about the laptops of a branch."""

from sync.client.transport import Transport
from sync.protocol.messages import LaptopsAnswer


def ask_laptops(transport: Transport) -> LaptopsAnswer:
    """What the server knows of the branch's laptops and erasures.

    Raises ExchangeError; ServerRefused with ``role`` unless it is an organiser or a coordinator who asks.
    """
    return transport.get("/v1/laptops", {}, LaptopsAnswer)
