"""How this laptop stands, asked while it is locked: nothing here needs a passphrase. And what follows if it was shut out."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from desktop.operations.drops import hand_in
from desktop.operations.status_line import open_status_line
from desktop.store.clock import clock_ms
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.errors import VaultMissing
from desktop.store.status_file import StatusFile, read_status_file, write_status_file
from desktop.store.vault_files import store_id_of
from desktop.store.vault_names import vault_exists
from desktop.store.wiping import (
    Marker,
    begin_wipe,
    destroy,
    finish_wipe,
    wipe_done,
    wipe_under_way,
)
from sync.client import custody as client
from sync.client.errors import ExchangeError, ServerUnreachable
from sync.protocol.errors import ProtocolError
from sync.protocol.wipes import StatusAnswer, open_wipe

log = logging.getLogger(__name__)
__all__ = [
    "Heard",
    "Standing",
    "ask_standing",
    "carry_out_wipe",
    "resume_wipe",
    "wipe_done",
    "wipe_under_way",
]


class Standing(StrEnum):
    """How this laptop stands. ``UNKNOWN``: it has not joined, or has no status key yet, so nobody can be asked."""

    UNKNOWN = "unknown"
    GOOD = "good"
    SHUT_OUT = "shut_out"
    TO_BE_WIPED = "to_be_wiped"
    WIPED = "wiped"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the server said; ``wipe`` is the number of the wipe that it ordered, if it did."""

    standing: Standing
    wipe: int = 0


def ask_standing(folder: Path, *, authorities: str | None = None) -> Heard:
    """Ask the server how this laptop stands; nothing is carried out yet. Raises ExchangeError, VaultUnwritable.

    An order counts only if the server signed it, for this laptop, and it is later than any that was withdrawn.
    """
    if wipe_done(folder) is not None and not vault_exists(folder):
        return Heard(Standing.WIPED)
    beside = read_status_file(folder)
    if beside is None:
        return Heard(Standing.UNKNOWN)
    transport = open_status_line(beside, authorities)
    try:
        answer = client.ask_status(transport)
    finally:
        transport.close()
    wipe = _ordered(beside, answer)
    if wipe:
        return Heard(Standing.TO_BE_WIPED, wipe)
    if answer.seq > beside.wipe_seq:
        write_status_file(folder, msgspec.structs.replace(beside, wipe_seq=answer.seq))
    return Heard(Standing.SHUT_OUT if answer.is_revoked else Standing.GOOD)


def carry_out_wipe(
    folder: Path,
    wipe: int,
    device: DeviceSecrets | None = None,
    logs: Sequence[Path] = (),
    *,
    authorities: str | None = None,
) -> None:
    """Hand in what was not sent, then destroy what is on this laptop: keys first. Nobody may have it open.

    A crash at any moment leaves nothing that opens once the keys are gone, and ``resume_wipe`` goes on. While the server cannot
    be reached nothing is destroyed; what it refuses to keep does not hold the wipe up. Raises ServerUnreachable,
    VaultOpenElsewhere, VaultUnwritable.
    """
    try:
        hand_in(folder, authorities=authorities)
    except ServerUnreachable:
        raise
    except ExchangeError:
        log.warning("what was sealed was not taken before a wipe")
    begin_wipe(folder, Marker(seq=wipe, at=clock_ms(), store=store_id_of(folder)))
    resume_wipe(folder, device, logs, authorities=authorities)


def resume_wipe(
    folder: Path,
    device: DeviceSecrets | None = None,
    logs: Sequence[Path] = (),
    *,
    authorities: str | None = None,
) -> bool:
    """Go on with a wipe that was begun, if one was; whether one was. Raises as ``carry_out_wipe`` does."""
    marker = wipe_under_way(folder)
    if marker is None:
        return False
    beside = read_status_file(folder)
    destroy(folder, marker, device, logs, beside.backups if beside is not None else "")
    if beside is not None:
        _tell(beside, marker.seq, authorities)
    finish_wipe(folder, marker)
    return True


def finish_what_was_begun(
    folder: Path, device: DeviceSecrets | None = None, logs: Sequence[Path] = ()
) -> None:
    """Before a vault is opened: go on with a wipe that a crash interrupted. Raises VaultMissing if there was one."""
    if resume_wipe(folder, device, logs):
        raise VaultMissing


def _ordered(beside: StatusFile, answer: StatusAnswer) -> int:
    """The number of the wipe that an answer orders; 0 if it orders none that counts."""
    if answer.wipe is None or not answer.is_revoked:
        return 0
    with suppress(ProtocolError):
        key = bytes.fromhex(beside.server_key)
        return open_wipe(answer.wipe, beside.device, key, beside.wipe_seq).seq
    return 0


def _tell(beside: StatusFile, wipe: int, authorities: str | None) -> None:
    """Tell the server that nothing is left here; where it cannot be told, the records are gone all the same."""
    transport = open_status_line(beside, authorities)
    try:
        with suppress(ExchangeError):
            client.ask_status(transport, wiped=wipe)
    finally:
        transport.close()
