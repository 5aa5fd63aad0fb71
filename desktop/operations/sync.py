"""Sending what is on this laptop only, and receiving what colleagues wrote."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from desktop.domain.members import Role
from desktop.operations.audit import witness_daily
from desktop.operations.changed import Changed, Done
from desktop.operations.drops import hand_in, seal_drop
from desktop.operations.enrolment import open_transport
from desktop.operations.laptops import hear_of_laptops
from desktop.operations.leases import renew_lease
from desktop.operations.readers import tend
from desktop.operations.recovery_keys import offer_help
from desktop.store.errors import VaultUnwritable
from desktop.store.store import Store
from sync.client.errors import Cancelled, ExchangeError, NotOurServer, ServerRefused, ServerUnreachable
from sync.client.exchange import exchange
from sync.client.manners import LONG_SLICE_SECONDS, SLICE_SECONDS, Manners
from sync.client.reports import Progress, Stage, SyncReport

_RECEIVED = (
    Changed.CONTACTS
    | Changed.HOUSEHOLDS
    | Changed.ATTEMPTS
    | Changed.SURVEYS
    | Changed.TURFS
    | Changed.REGISTER
    | Changed.MEMBERS
    | Changed.BRANCH
    | Changed.CONFLICTS
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending and receiving, and how many fields now hold two answers."""

    report: SyncReport
    conflicts: int


def sync_now(
    store: Store,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    authorities: str | None = None,
    may_remove: bool = False,
) -> Done[Sent]:
    """Send and receive until both sides hold the same. What was done before a fault is kept, and its reason noted.

    ``progress`` is told (stage, done, of how many); ``cancelled`` is asked between requests. Received entries are
    applied in slices, short ones while somebody writes. What left this laptop's part of the branch is removed once
    all is sent; where that is much, only if ``may_remove`` says that a person agreed.

    Raises NotJoined, ExchangeError or VaultError.
    """
    transport = open_transport(store, authorities=authorities)
    store.leases.count()
    manners = Manners(
        progress or _nobody,
        cancelled or _never,
        slice_seconds=lambda: SLICE_SECONDS if store.is_shared() else LONG_SLICE_SECONDS,
        may_remove=may_remove,
        give_way=store.giving_way.wait,
    )
    try:
        report = exchange(store.exchange, transport, manners)
        if _renew_turfs(store, report) | tend(store, transport) | offer_help(store):
            report = _and_then(report, exchange(store.exchange, transport, manners))
        renew_lease(store, transport)
        witness_daily(store, transport)
        has_heard = hear_of_laptops(store, transport)
    except Cancelled:
        raise
    except (ExchangeError, VaultUnwritable) as fault:
        store.enrolment.failed(failure_code(fault))
        if failure_code(fault) == "revoked":
            _hand_in(store, authorities)
        raise
    finally:
        transport.close()
    _note(store, report, transport.server_now())
    touched = Changed.SYNC | (_RECEIVED if report.received or report.removed else Changed.NOTHING)
    if has_heard:
        touched |= Changed.SETTINGS
    if _note_role(store, report.role):
        touched |= Changed.MEMBERS
    return Done(Sent(report, store.conflicts.count()), touched)


def _hand_in(store: Store, authorities: str | None) -> None:
    """This laptop was shut out: hand in what it had not sent, for an organiser to decide about. Else it is tried again."""
    with suppress(ExchangeError, VaultUnwritable):
        seal_drop(store)
        hand_in(store.folder, authorities=authorities)


def _renew_turfs(store: Store, report: SyncReport) -> bool:
    """After all was received: an organiser's laptop says anew what turfs hold that laptops have; whether anything changed."""
    kept = store.enrolment.find()
    is_whole = any(one.scope == store.branch.scope and one.agrees for one in report.scopes)
    if kept is None or kept.role != Role.ORGANISER.value or not is_whole or not store.turf_scopes.can_say():
        return False
    with store.transaction():
        return sum(store.turf_scopes.renew(turf) for turf in store.turf_scopes.kept()) > 0


def _and_then(first: SyncReport, second: SyncReport) -> SyncReport:
    """What came of two exchanges, one after the other."""
    return replace(
        second,
        sent=first.sent + second.sent,
        received=first.received + second.received,
        given_back=first.given_back + second.given_back,
        repaired=first.repaired + second.repaired,
        forks=first.forks + second.forks,
        removed=first.removed + second.removed,
        carried=first.carried + second.carried,
    )


def _note(store: Store, report: SyncReport, server_ms: int) -> None:
    """Keep that the server answered, and what is to be told of the exchange: all on the disk at once."""
    now = store.now_ms()
    with store.transaction():
        store.enrolment.heard(now)
        store.enrolment.note_told(server_ms)
        if not report.agrees:
            store.enrolment.failed("differs")
        store.bundling.drop_handed_on()
        store.sent.note_exchange(is_forked=report.forks > 0, removals_held=report.removals_held)
        if not report.pending:
            store.enrolment.sent(now)


def _note_role(store: Store, role: str) -> bool:
    """Be what the server says that this laptop's owner is now; whether that is news."""
    kept = store.enrolment.find()
    if kept is None or role not in list(Role) or (kept.role == role and store.members.owner().role == role):
        return False
    with store.transaction():
        store.enrolment.save(replace(kept, role=role))
        store.members.name_me("", "", Role(role))
    return True


def failure_code(fault: ExchangeError | VaultUnwritable) -> str:
    """Why an exchange failed, as the status strip keeps it; see ``wording.strip.failure_words``."""
    if isinstance(fault, VaultUnwritable):
        return "disk"
    if isinstance(fault, ServerUnreachable):
        return "not_trusted" if fault.reason in ("certificate", "pin") else "unreachable"
    if isinstance(fault, NotOurServer):
        return "not_trusted"
    if isinstance(fault, ServerRefused) and fault.code in ("revoked", "clock", "too_large"):
        return fault.code
    return "refused"


def _nobody(stage: Stage, done: int, of: int) -> None:
    del stage, done, of


def _never() -> bool:
    return False
