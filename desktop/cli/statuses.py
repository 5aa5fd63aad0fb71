"""What a command's exit status means, and which one a fault has."""

from enum import IntEnum

from desktop.cli.usage import PassphraseNeeded, WrongUsage
from desktop.domain.recovery import RecoveryCodeWrong
from desktop.store.errors import DeviceSecretMissing, VaultOpenElsewhere, WrongPassphrase
from sync.client.errors import NotOurServer, ServerUnreachable


class Status(IntEnum):
    """The exit statuses of ``groundswell``."""

    DONE = 0
    REFUSED = 1  # the data or the rules said no
    USAGE = 2
    LOCKED = 3
    UNREACHABLE = 4
    OPEN_ELSEWHERE = 5
    STOPPED = 130  # by Ctrl+C, as shells say it


_STATUSES: dict[type[BaseException], Status] = {
    WrongUsage: Status.USAGE,
    PassphraseNeeded: Status.LOCKED,
    WrongPassphrase: Status.LOCKED,
    DeviceSecretMissing: Status.LOCKED,
    RecoveryCodeWrong: Status.LOCKED,
    VaultOpenElsewhere: Status.OPEN_ELSEWHERE,
    ServerUnreachable: Status.UNREACHABLE,
    NotOurServer: Status.UNREACHABLE,
    KeyboardInterrupt: Status.STOPPED,
}


def status_of(fault: BaseException) -> Status:
    """The exit status for a fault: its own, its family's, or REFUSED."""
    return next((_STATUSES[kind] for kind in type(fault).__mro__ if kind in _STATUSES), Status.REFUSED)
