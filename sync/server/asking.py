"""What a request says: its message, its query, and whether the device may ask that."""

from collections.abc import Mapping
from typing import TypeVar

from sync.protocol.codec import decode, unpack
from sync.protocol.entries import Scope
from sync.protocol.messages import UNPACKED_CAP, EnrolRequest
from sync.server.devices import Device
from sync.server.door import Call
from sync.server.refusals import malformed, not_found

Result = TypeVar("Result")
Query = Mapping[str, str]
_MOST_DIGITS = 15


def message_in(call: Call, kind: type[Result], cap: int = UNPACKED_CAP) -> Result:
    """The message that a call carries, of so many bytes at most. Raises a ProtocolError."""
    return decode(unpack(call.request.body, call.encoding, cap), kind)


def granted(device: Device, query: Query) -> Scope:
    """The scope that a query names; Refused ``not_found`` unless the device may have it."""
    return required(device, Scope(query.get("scope", "")))


def required(device: Device, scope: Scope) -> Scope:
    """A scope; Refused ``not_found`` unless the device may have it."""
    if scope not in device.scopes:
        raise not_found()
    return scope


def number_in(query: Query, name: str, default: int = 0) -> int:
    """A number that a query names; Refused ``malformed`` if it is none."""
    text = query.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        raise malformed()
    return int(text)


def key_of(asked: EnrolRequest) -> bytes:
    """The newcomer's public key; Refused ``malformed`` if it is none."""
    try:
        return bytes.fromhex(asked.device_key)
    except ValueError as fault:
        raise malformed() from fault
