"""What is said when joining a branch, sending or receiving does not work."""

import errno
from math import ceil

from desktop.domain.readers import NoSuchWords, OnlyOrganisersRenew
from desktop.operations.bundles import BundleStopped, BundleUnwritable
from desktop.operations.enrolment import NotJoined
from desktop.operations.sent import ListNotWritten
from desktop.wording import counts
from desktop.wording.readers import reader_fault
from desktop.wording.told import Told
from desktop.wording.translation import Translate
from sync.client.errors import (
    BadAddress,
    BadAnswer,
    BadCode,
    Cancelled,
    ExchangeError,
    NotOurServer,
    ServerRefused,
    ServerUnreachable,
)
from sync.protocol.bundle import ForSomebodyElse, NotABundle, WrongBranch
from sync.protocol.errors import BadSignature, ProtocolError, TooLarge

_MINUTE_MS = 60_000
_Stick = NotABundle | WrongBranch | ForSomebodyElse | BundleUnwritable | BundleStopped


def sending_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of joining, sending or receiving, else None."""
    if isinstance(fault, NotJoined):
        return _not_joined(translate)
    if isinstance(fault, OnlyOrganisersRenew | NoSuchWords):
        return reader_fault(fault, translate)
    if isinstance(fault, ListNotWritten):
        return Told(
            "not_written",
            translate("Faults", "The list could not be written into that file."),
            _kept(translate),
            translate("Faults", "Choose a folder that is there, and that you may write to."),
        )
    if isinstance(fault, _Stick):
        return _stick(fault, translate)
    if isinstance(fault, ServerUnreachable):
        return _unreachable(fault.reason, translate)
    if isinstance(fault, ServerRefused):
        return _refused(fault.code, translate, fault.wait_ms)
    if isinstance(fault, ExchangeError):
        return _exchange(fault, translate)
    if isinstance(fault, ProtocolError):
        return _protocol(fault, translate)
    return None


def _kept(translate: Translate) -> str:
    return translate("Faults", "Everything is saved on this laptop.")


def _not_joined(translate: Translate) -> Told:
    return Told(
        "not_joined",
        translate("Faults", "This laptop has not joined a branch's server."),
        _kept(translate),
        translate("Faults", "Join with a code from your organiser, then try again."),
    )


def _stick(fault: _Stick, translate: Translate) -> Told:
    safe = translate("Faults", "Nothing was changed.")
    if isinstance(fault, NotABundle):
        return Told(
            "not_a_bundle",
            translate(
                "Faults", "This is not a file that Groundswell wrote on a stick, or its beginning is damaged."
            ),
            safe,
            translate("Faults", "Copy it once more from the other laptop."),
        )
    if isinstance(fault, WrongBranch):
        return Told(
            "other_branch",
            translate("Faults", "This file is of another branch, so it stays locked."),
            safe,
        )
    if isinstance(fault, ForSomebodyElse):
        return Told(
            "for_somebody_else",
            translate("Faults", "This file is for another laptop or for the server, so it stays locked."),
            safe,
            translate("Faults", "Ask for the file that is meant for this laptop."),
        )
    if isinstance(fault, BundleStopped):
        return Told(
            "stopped",
            translate("Faults", "Stopped. No file was written."),
            translate("Faults", "Everything is saved on this laptop."),
        )
    return _unwritable(fault.reason, translate)


def _unwritable(reason: int, translate: Translate) -> Told:
    again = translate(
        "Faults", "Look whether the stick is full, locked or gone, then try again under another name."
    )
    happened, remedy = {
        errno.ENOENT: (
            translate("Faults", "There is no such file or folder."),
            translate("Faults", "Look whether the stick is in its place, then choose again."),
        ),
        errno.ENOSPC: (
            translate("Faults", "There is no room for the file."),
            translate("Faults", "Make room there, or write it elsewhere."),
        ),
        errno.EACCES: (
            translate("Faults", "This file or folder may not be read or written here."),
            translate("Faults", "Choose a folder that you may write to, or another stick."),
        ),
        errno.EROFS: (
            translate("Faults", "The stick is locked against writing."),
            translate("Faults", "Unlock it, or write the file elsewhere."),
        ),
    }.get(
        reason,
        (
            translate("Faults", "The file on the stick could not be read or written ({n}).").format(n=reason),
            again,
        ),
    )
    return Told("stick", happened, translate("Faults", "Everything is saved on this laptop."), remedy)


def _unreachable(reason: str, translate: Translate) -> Told:
    happened = {
        "certificate": translate(
            "Faults", "The server could not prove who it is, so nothing was sent to it."
        ),
        "pin": translate(
            "Faults",
            "The line does not end at the server: it has a key that the server never told of, so nothing was sent.",
        ),
        "timeout": translate("Faults", "The server did not answer in time."),
        "broken_off": translate("Faults", "The connection to the server broke off."),
        "busy": translate("Faults", "The server is busy."),
    }.get(reason, translate("Faults", "The server could not be reached."))
    return Told(
        "unreachable",
        happened,
        _kept(translate),
        translate("Faults", "Check the connection and try again; the work goes on without it."),
    )


def _refused(code: str, translate: Translate, wait_ms: int = 0) -> Told:
    ask = translate("Faults", "Ask your organiser for a new one.")
    happened, remedy = {
        "not_found": (translate("Faults", "The server does not know that code."), ask),
        "expired": (translate("Faults", "That code is too old."), ask),
        "used": (translate("Faults", "That code was used already."), ask),
        "role": (
            translate("Faults", "Only an organiser may do that."),
            translate("Faults", "Ask your organiser to do it."),
        ),
        "branch_taken": (
            translate("Faults", "The code is for another branch than the one on this laptop."),
            translate("Faults", "Tell whoever looks after the server."),
        ),
        "last_laptop": (
            translate(
                "Faults",
                "This laptop is the last of an organiser’s that has the whole branch for good; with this code nobody would.",
            ),
            translate("Faults", "Let another organiser’s laptop join first."),
        ),
        "revoked": (
            translate("Faults", "This laptop may not send or receive any more."),
            translate("Faults", "Ask your organiser for a new code."),
        ),
        "clock": (
            translate("Faults", "This laptop's clock is wrong."),
            translate("Faults", "Set it right, then try again."),
        ),
        "too_large": (
            translate("Faults", "What was to be sent is larger than the server takes."),
            translate("Faults", "Tell whoever looks after the server."),
        ),
        "slow_down": (
            translate("Faults", "The server asks us to wait."),
            translate("Faults", "Try again in {minutes}.").format(
                minutes=counts.minutes(max(1, ceil(wait_ms / _MINUTE_MS)), translate)
            ),
        ),
    }.get(
        code,
        (
            translate("Faults", "The server did not agree to this."),
            translate("Faults", "Try again later; if it happens again, tell whoever looks after the server."),
        ),
    )
    return Told(
        f"server_{code}" if code.isidentifier() else "server_refused", happened, _kept(translate), remedy
    )


def _exchange(fault: ExchangeError, translate: Translate) -> Told:
    if isinstance(fault, BadAddress):
        return Told(
            "bad_address",
            translate("Faults", "That is not the address of a server."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "It begins with https:// and is written in your organiser's message."),
        )
    if isinstance(fault, BadCode):
        return Told(
            "bad_code",
            translate("Faults", "That cannot be a code: a code has twelve letters, and neither I nor O."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Look at it again, letter by letter."),
        )
    if isinstance(fault, NotOurServer):
        return Told(
            "not_our_server",
            translate("Faults", "Somebody answered who is not your branch's server, so nothing was sent."),
            _kept(translate),
            translate(
                "Faults", "If the network asks you to sign in, do that first. Else tell your organiser."
            ),
        )
    if isinstance(fault, BadAnswer):
        return Told(
            "bad_answer",
            translate("Faults", "The server answered with something that cannot be."),
            _kept(translate),
            translate("Faults", "Try again later; if it happens again, tell whoever looks after the server."),
        )
    if isinstance(fault, Cancelled):
        return Told("stopped", translate("Faults", "Stopped. What was sent is sent."), _kept(translate))
    return Told("exchange", translate("Faults", "Sending and receiving did not work."), _kept(translate))


def _protocol(fault: ProtocolError, translate: Translate) -> Told:
    if isinstance(fault, BadSignature):
        return Told(
            "not_trusted",
            translate(
                "Faults", "What the server sent does not come from where it should, so it was not taken."
            ),
            _kept(translate),
            translate("Faults", "Tell your organiser before you try again."),
        )
    if isinstance(fault, TooLarge):
        return Told(
            "too_large",
            translate("Faults", "What was to be sent or received is larger than the server takes."),
            _kept(translate),
            translate("Faults", "Tell whoever looks after the server."),
        )
    return Told(
        "not_understood",
        translate("Faults", "The server and this laptop did not understand each other."),
        _kept(translate),
        translate("Faults", "Check the address of the server, or install the newer version of Groundswell."),
    )
