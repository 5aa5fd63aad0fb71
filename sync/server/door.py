"""The door: lets a request in only if a device signed it, now, once."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection

from sync.protocol.errors import BadSignature
from sync.protocol.rights import may_ask
from sync.protocol.signing import TIME_WINDOW_MS, Request, verify_request
from sync.server.database import Database
from sync.server.devices import Device, Now, find_device, home_named, status_keys
from sync.server.limits import ReplayCache
from sync.server.pacing import Paces, what_is_asked
from sync.server.refusals import Refused, malformed

_NOBODY = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
"""A key by which to check what a device signed that is not known."""
_KEEP_MS = 15 * 60 * 1000
_START_SLACK_MS = 2000


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came in: what was signed, the signature, how its body is packed, from where, and which request it is.

    ``asks`` is the method and the path, as ``sync.protocol.rights.ASKS`` names them.
    """

    request: Request
    signature: str
    encoding: str
    peer: str
    asks: str = ""


class Door:
    """Checks signature, revocation, time, replay, pace and role, in this order: what was heard before uses no pace up."""

    def __init__(self, database: Database, now: Now, paces: Paces | None = None) -> None:
        self._database = database
        self._now = now
        self._paces = paces
        self._opened_at = now()
        self._seen = ReplayCache(_KEEP_MS)

    @contextmanager
    def entering(self, call: Call) -> Iterator[tuple[Connection, Device]]:
        """A transaction that only reads, and sees the home of the device that signed a call. Raises Refused as ``admit``."""
        with self._reading(call) as connection:
            yield connection, self.admit(connection, call)

    def let_in(self, call: Call) -> Device:
        """The device that signed a call, where no more is read. Raises Refused as ``admit``."""
        with self._reading(call) as connection:
            return self.admit(connection, call)

    @contextmanager
    def entering_by_status_key(self, call: Call) -> Iterator[tuple[Connection, Device, str]]:
        """The same for a call that a status key signed, with that key. Raises Refused as ``admit_status``."""
        with self._reading(call) as connection:
            yield connection, *self.admit_status(connection, call)

    def _reading(self, call: Call) -> AbstractContextManager[Connection]:
        """A transaction that sees the home of whoever a call says that it is from: nobody was let in yet."""
        return self._database.reading(home_named(call.request.device))

    def admit(self, connection: Connection, call: Call) -> Device:
        """The device that signed a call.

        Raises Refused: ``signature`` (also for a device that is not known), ``revoked``, ``clock``, ``replay``, ``slow_down``,
        ``role``. One who is not known costs as much time as one whose signature is wrong.
        """
        device = find_device(connection, call.request.device, self._now())
        self.check_signature(_NOBODY if device is None else device.key, call)
        if device is None:
            raise Refused(401, "signature")
        if device.is_revoked:
            raise Refused(403, "revoked")
        self._check_time(call)
        self.check_replay(call)
        self._check_pace(device, call)
        return _able(device, call)

    def confirm(self, connection: Connection, device: Device, call: Call) -> Device:
        """The same device as a transaction sees it that carries out what it asked, and has locked the head of its home.

        Whoever shut it out or gave it another role between came first. Raises Refused: ``revoked``, ``role``.
        """
        found = find_device(connection, device.name, self._now())
        if found is None or found.is_revoked:
            raise Refused(403, "revoked")
        return _able(found, call)

    def check_origin(self, call: Call) -> None:
        """Raise Refused ``slow_down`` if too many requests come from where this one does."""
        if self._paces is not None:
            self._paces.check_origin(call.peer, what_is_asked(call.request.method, call.request.target))

    def admit_status(self, connection: Connection, call: Call) -> tuple[Device, str]:
        """The device whose status key signed a call, and that key; also if shut out. Raises Refused as ``admit`` does."""
        device = find_device(connection, call.request.device, self._now())
        if device is None:
            self.check_signature(_NOBODY, call)  # who is not known costs as much time
            raise Refused(401, "signature")
        for key in status_keys(connection, device):
            try:
                self.check_signature(bytes.fromhex(key), call)
            except Refused:
                continue
            self._check_time(call)
            self.check_replay(call)
            self._check_pace(device, call)
            return device, key
        raise Refused(401, "signature")

    def _check_pace(self, device: Device, call: Call) -> None:
        if self._paces is not None:
            self._paces.check_device(device.name, what_is_asked(call.request.method, call.request.target))

    def _check_time(self, call: Call) -> None:
        earliest = max(self._now() - TIME_WINDOW_MS, self._opened_at - _START_SLACK_MS)
        if not earliest <= call.request.time_ms <= self._now() + TIME_WINDOW_MS:
            raise Refused(401, "clock")

    def check_signature(self, key: bytes, call: Call) -> None:
        """Raise Refused ``signature`` unless this key signed the call."""
        try:
            verify_request(Ed25519PublicKey.from_public_bytes(key), call.request, call.signature)
        except (BadSignature, ValueError) as fault:
            raise Refused(401, "signature") from fault

    def check_replay(self, call: Call) -> None:
        """Raise Refused ``replay`` if the request id was used before."""
        if not call.request.has_sound_id:
            raise malformed()
        if not self._seen.is_new(call.request.device, call.request.request_id, self._now()):
            raise Refused(409, "replay")


def _able(device: Device, call: Call) -> Device:
    if not may_ask(device.role, call.asks):
        raise Refused(403, "role")
    return device
