"""What can go wrong between a laptop and its server. Codes, no sentences, and nothing about anybody."""


class ExchangeError(Exception):
    """Any reason why an exchange stopped. Whatever was exchanged before is kept; the rest is still here."""


class ServerUnreachable(ExchangeError):
    """No answer. ``reason``: ``no_connection``, ``timeout``, ``broken_off``, ``certificate``, ``pin``, ``busy``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ServerRefused(ExchangeError):
    """The server said no. ``code`` as in ``messages.Refusal.error``; see docs/protocol.md. ``wait_ms``: when to ask again."""

    def __init__(self, code: str, *, prefix: int = 0, epoch: str = "", wait_ms: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.wait_ms = wait_ms
        self.prefix = prefix
        self.epoch = epoch


class NotOurServer(ExchangeError):
    """Somebody answered, but not the server that this laptop enrolled with: a sign-in page, or worse."""


class BadAnswer(ExchangeError):
    """Our server answered with something that cannot be; ``part`` says what."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class BadAddress(ExchangeError):
    """The address is not one of a server: https, or http on this machine alone."""


class BadCode(ExchangeError):
    """The code cannot be one: it has not twelve letters, or letters that no code has."""


class Cancelled(ExchangeError):
    """A person stopped the exchange. Whatever was exchanged before is kept."""
