"""What can be wrong with bytes that claim to be of this protocol."""


class ProtocolError(Exception):
    """Any violation of the protocol; carries a code, never the offending content."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class TooLarge(ProtocolError):
    """A body exceeds its cap, packed or unpacked."""


class Malformed(ProtocolError):
    """Bytes that are not the message they should be."""


class BadSignature(ProtocolError):
    """A signature, a body hash or a seal that does not hold."""
