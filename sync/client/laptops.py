"""Asking the server about the laptops of a branch."""

from sync.client.transport import Transport
from sync.protocol.keys_told import KeysAnswer
from sync.protocol.messages import LaptopsAnswer


def ask_laptops(transport: Transport) -> LaptopsAnswer:
    """What the server knows of the branch's laptops and erasures.

    Raises ExchangeError; ServerRefused with ``role`` unless it is an organiser or a coordinator who asks.
    """
    return transport.get("/v1/laptops", {}, LaptopsAnswer)


def ask_keys(transport: Transport, mark: str) -> KeysAnswer:
    """The keys of the branch's laptops, unless ``mark`` is of what is known already.

    Raises ExchangeError; ServerRefused with ``role`` unless an organiser asks, ``not_found`` by an older server.
    """
    return transport.get("/v1/keys", {"mark": mark} if mark else {}, KeysAnswer)
