"""``groundswell-server pins``: which TLS keys laptops are told to accept alone; and where that is kept.

The server need not end TLS itself: what it says may as well be the keys of a proxy before it.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from sync.protocol.errors import Malformed
from sync.protocol.pins import LONGEST_DAYS, Pins
from sync.protocol.tls_keys import pin_in
from sync.server.devices import wall_clock
from sync.server.folder import ServerFolder

_DAY_MS = 24 * 60 * 60 * 1000
_DAYS = 90
_NONE = "Laptops accept whatever certificate their authorities vouch for. Nothing is pinned."
_WITHDRAWN = (
    "Nothing is pinned any more. A laptop learns that with its next lease, within a day of its next exchange."
)


class PinsUnusable(Exception):
    """What is to be pinned cannot be: a file holds no key, or both hold the same one."""


class OtherKeyPinned(Exception):
    """The server is to answer with a key that its laptops were told not to accept."""


def read_pins(folder: ServerFolder, now: int) -> Pins | None:
    """What laptops are told now; None if nothing is pinned, or that has ended. Raises FolderDamaged."""
    pins = folder.pins()
    return pins if pins is not None and now < pins.until else None


def check_pinned(folder: ServerFolder, certificate: Path | None, now: int) -> None:
    """Before the server answers with a certificate. Raises OtherKeyPinned."""
    pins = read_pins(folder, now)
    if pins is None or certificate is None:
        return
    try:
        is_pinned = pin_in(certificate.read_bytes()) in pins.keys
    except (OSError, Malformed):
        return  # whatever is wrong with it is said by whoever listens with it
    if not is_pinned:
        raise OtherKeyPinned


def add_commands(commands: Any, add: Any) -> None:
    """Let the server's command line know ``pins``; ``add`` makes a parser with what every command takes."""
    parser = add(commands, "pins", _pins, "show or say which keys laptops are to accept of this server alone")
    parser.add_argument(
        "--certificate", type=Path, metavar="FILE", help="the certificate (or its key) of now, PEM"
    )
    parser.add_argument(
        "--next",
        type=Path,
        metavar="FILE",
        help="the key with which the certificate will be renewed, PEM; keep it elsewhere",
    )
    parser.add_argument(
        "--days", type=_days, default=_DAYS, help=f"for how long, at most {LONGEST_DAYS}; {_DAYS} if not said"
    )
    parser.add_argument("--withdraw", action="store_true", help="pin nothing any more")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(days)
    return days


def _pins(given: argparse.Namespace) -> int:
    folder, now = ServerFolder(given.data), wall_clock()
    if (given.certificate is None) != (given.next is None) or (given.withdraw and given.next is not None):
        sys.stderr.write("--certificate and --next go together, and without --withdraw.\n")
        return 2
    if given.withdraw:
        folder.note_pins(None)
    elif given.next is not None:
        keys = [_read(given.certificate), _read(given.next)]
        if keys[0] == keys[1]:
            raise PinsUnusable
        folder.note_pins(Pins(keys=keys, until=now + given.days * _DAY_MS))
    pins = read_pins(folder, now)
    if given.json:
        document = {"keys": pins.keys if pins else [], "until": _instant(pins.until) if pins else None}
        text = msgspec.json.encode(document).decode()
    else:
        text = _words(pins) if pins else (_WITHDRAWN if given.withdraw else _NONE)
    sys.stdout.write(f"{text}\n")
    return 0


def _read(place: Path) -> str:
    try:
        return pin_in(place.read_bytes() if place.is_file() else b"")
    except (OSError, Malformed) as fault:
        raise PinsUnusable from fault


def _words(pins: Pins) -> str:
    lines = [f"Until {_instant(pins.until)} laptops accept these keys alone, once each has learnt of them:"]
    return "\n".join([*lines, *(f"  {key}" for key in pins.keys), _RENEW])


def _instant(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


_RENEW = (
    "Renew the certificate with one of these keys only, then say so here with a new key to follow. If both are lost, laptops"
    " come back after that day, or by a new code, and sticks work meanwhile."
)
