"""Why the server says no: a code for the client, a status for whatever stands between."""


class Refused(Exception):
    """A request that is refused. Nothing of it was kept."""

    def __init__(
        self, status: int, error: str, *, prefix: int = 0, epoch: str = "", wait_ms: int = 0
    ) -> None:
        super().__init__(status, error)
        self.status = status
        self.error = error
        self.prefix = prefix
        self.epoch = epoch
        self.wait_ms = wait_ms


def not_found() -> Refused:
    """What is not there, and what belongs to somebody else: the two cannot be told apart."""
    return Refused(404, "not_found")


def malformed() -> Refused:
    """Bytes that are not the message they should be."""
    return Refused(400, "malformed")
