"""Asking the server about the branch's laptops."""

from sync.client.transport import Transport
from sync.protocol.messages import LaptopsAnswer


def ask_laptops(transport: Transport) -> LaptopsAnswer:
    """The laptops of this organiser's branch, and how far its erasures are.

    Raises ServerRefused (``role`` unless an organiser asks) and the rest of the family ExchangeError.
    """
    return transport.get("/v1/laptops", {}, LaptopsAnswer)
