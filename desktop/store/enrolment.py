"""This laptop's enrolment with a server, and when the server was last spoken to."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

import msgspec

from desktop.store.rows import Rows, instant
from sync.protocol.pins import Pins

_ENROLLED, _ASKED, _SENT, _HEARD, _FAILED = "enrolled", "asked", "sent_at", "heard_at", "failed"
_TOLD, _SHUT_OUT = "told_at", "shut_out"
_PINS = "pins"
_REVOKED = "revoked"  # the code by which the server says so


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What an enrolment left behind. Keys are hex; the private ones never leave the store."""

    server: str  # URL
    server_key: str  # Ed25519, public
    device: str
    device_key: str = field(repr=False)  # Ed25519, private
    box_key: str = field(repr=False)  # X25519, private
    role: str = ""
    branch_name: str = ""
    is_compared: bool = (
        True  # whether its words were found the same, where somebody was asked to compare them
    )


class EnrolmentTexts(Rows):
    """What a laptop keeps of its place at a server, by name."""

    def _read(self, name: str) -> str:
        row = self.reading.execute("SELECT value FROM enrolment WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def _write(self, name: str, value: str) -> None:
        with self.base.alone():
            self.writing.execute(
                "INSERT INTO enrolment (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )


class Enrolments(EnrolmentTexts):
    """At most one enrolment."""

    def find(self) -> Enrolled | None:
        """The enrolment, if there is one."""
        text = self._read(_ENROLLED)
        return msgspec.json.decode(text, type=Enrolled) if text else None

    def save(self, enrolled: Enrolled) -> None:
        """Keep an enrolment. Inside a transaction or on its own."""
        self._write(_ENROLLED, msgspec.json.encode(asdict(enrolled)).decode())
        self._write(_SHUT_OUT, "")
        self._write(_PINS, "")

    def keep_pins(self, pins: Pins | None) -> None:
        """Which TLS keys the server says are its own, or that it says nothing."""
        self._write(_PINS, msgspec.json.encode(pins).decode() if pins else "")

    def pins(self, now_ms: int) -> list[str]:
        """The TLS keys that alone may answer for the server now; none if it pinned none, or that has ended."""
        text = self._read(_PINS)
        pins = msgspec.json.decode(text, type=Pins) if text else None
        return list(pins.keys) if pins is not None and now_ms < pins.until else []

    def forget(self) -> None:
        """Let go of the enrolment, and of the keys that were made for it."""
        self._write(_ENROLLED, "")

    def ask_with(self, device_key: str, box_key: str) -> None:
        """Keep the private keys (hex) with which a server is asked: an answer that is lost may be asked for again."""
        self._write(_ASKED, msgspec.json.encode([device_key, box_key]).decode())

    def asked_with(self) -> tuple[str, str] | None:
        """The private keys with which a server was asked that did not answer."""
        text = self._read(_ASKED)
        return msgspec.json.decode(text, type=tuple[str, str]) if text else None

    def stop_asking(self) -> None:
        """Forget those keys: the server has answered."""
        self._write(_ASKED, "")

    def is_enrolled(self) -> bool:
        """Whether a server knows this laptop, and nobody is still comparing its words."""
        kept = self.find()
        return kept is not None and kept.is_compared

    def heard(self, at_ms: int) -> None:
        """The server answered; what failed before is over."""
        self._write(_HEARD, str(at_ms))
        self._write(_FAILED, "")
        self._write(_SHUT_OUT, "")

    def heard_on_foot(self, at_ms: int, *, is_all_sent: bool) -> None:
        """The server answered on a stick, as it stood then. Why the network failed is still so."""
        for name in (_HEARD, _SENT) if is_all_sent else (_HEARD,):
            if at_ms > int(self._read(name) or 0):
                self._write(name, str(at_ms))

    def told_at(self) -> int:
        """The server's time when it last told what this laptop may have, in ms; 0 if it never did."""
        return int(self._read(_TOLD) or 0)

    def note_told(self, server_ms: int) -> None:
        """The server told what this laptop may have, at a time of its own clock."""
        self._write(_TOLD, str(max(server_ms, self.told_at())))

    def sent(self, at_ms: int) -> None:
        """Everything written up to then is with the server."""
        self._write(_SENT, str(at_ms))

    def failed(self, code: str) -> None:
        """An exchange failed: why, as a code. That this laptop was shut out is kept whatever fails after it."""
        if code == _REVOKED:
            self._write(_SHUT_OUT, code)
        self._write(_FAILED, code)

    def is_shut_out(self) -> bool:
        """Whether the server said that this laptop is shut out, and has not answered it since."""
        return bool(self._read(_SHUT_OUT)) or self.last_failure() == _REVOKED

    def last_heard_at(self) -> datetime | None:
        """When the server last answered."""
        return _instant(self._read(_HEARD))

    def last_sent_at(self) -> datetime | None:
        """When everything was last with the server."""
        return _instant(self._read(_SENT))

    def last_failure(self) -> str:
        """Why the last exchange failed; nothing if it did not."""
        return self._read(_FAILED)


def _instant(text: str) -> datetime | None:
    return instant(int(text)) if text else None
