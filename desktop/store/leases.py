"""This laptop's lease, and the time that was counted towards its end or that of a sharing; both kept with its enrolment."""

import msgspec

from desktop.domain.leases import DAY_MS, NO_LEASE, Counted, LeaseStanding, standing_of
from desktop.domain.sharing import shared_standing
from desktop.store.enrolment import Enrolments, EnrolmentTexts
from desktop.store.sharing import Sharing
from desktop.store.status_file import StatusFile, read_status_file, write_status_file
from desktop.store.transactions import Transactions
from sync.protocol.leases import RENEW_AFTER_MS, Lease
from sync.protocol.signed import Signed

_LEASE, _COUNTED, _CREDENTIAL = "lease", "lease_counted", "lease_credential"
_NOTED_EVERY_MS = 10 * 60 * 1000
_FUTURE = 400 * 365 * DAY_MS


class Leases(EnrolmentTexts):
    """At most one lease, of the device that this laptop is now."""

    def __init__(self, base: Transactions, enrolments: Enrolments, sharing: Sharing) -> None:
        super().__init__(base)
        self._enrolments = enrolments
        self._sharing = sharing

    def find(self) -> Lease | None:
        """The lease of this device, if it has one."""
        kept, text = self._enrolments.find(), self._read(_LEASE)
        lease = msgspec.json.decode(text, type=Lease) if text else None
        return lease if lease is not None and kept is not None and kept.device == lease.device else None

    def credential(self) -> Signed | None:
        """What lets this laptop renew the leases of others, if anything does."""
        text = self._read(_CREDENTIAL)
        return msgspec.json.decode(text, type=Signed) if text else None

    def keep(self, lease: Lease, credential: Signed | None, server_ms: int) -> None:
        """Keep a lease that the server gave now, by its own time."""
        self._write(_LEASE, msgspec.json.encode(lease).decode())
        self._write(_CREDENTIAL, msgspec.json.encode(credential).decode() if credential else "")
        self._write_counted(Counted(server_ms, self.base.now_ms()))
        self._note_seq(lease.seq)

    def keep_lent(self, lease: Lease) -> None:
        """Keep a lease that an organiser's laptop gave: what was counted stays, but time is at least when it was given."""
        counted = self._counted()
        self._write(_LEASE, msgspec.json.encode(lease).decode())
        instant = max(counted.instant, lease.issued) if counted else lease.issued
        self._write_counted(Counted(instant, self.base.now_ms()))
        self._note_seq(lease.seq)

    def is_to_be_renewed(self) -> bool:
        """Whether the next exchange asks for a lease: there is none, it is a day old, or what is here is an older copy."""
        lease, counted = self.find(), self._counted()
        if lease is None or counted is None or self._is_older_copy(lease):
            return True
        return counted.at(self.base.now_ms(), _FUTURE).instant - lease.issued >= RENEW_AFTER_MS

    def standing(self) -> LeaseStanding:
        """How the lease stands now, or the sharing of these records if that is over before. Writes nothing."""
        counted, until, clock = self._counted(), self._sharing.until(), self.base.now_ms()
        lease = self._lent(counted)
        if until is None:
            return lease
        return shared_standing(lease, until, counted or Counted(clock, clock), clock)

    def _lent(self, counted: Counted | None) -> LeaseStanding:
        lease = self.find()
        if lease is None or counted is None:
            return NO_LEASE
        return standing_of(
            lease.not_after,
            counted,
            self.base.now_ms(),
            is_shut_out=self._enrolments.is_shut_out(),
            must_ask=self._is_older_copy(lease),
        )

    def count(self) -> None:
        """Note how far time has been counted, unless that was noted a moment ago."""
        lease, counted, clock = self.find(), self._counted(), self.base.now_ms()
        end = lease.not_after if lease is not None else self._sharing.said()
        if end and counted is not None and not 0 <= clock - counted.clock < _NOTED_EVERY_MS:
            self._write_counted(counted.at(clock, end))

    def begin_counting(self) -> None:
        """Count time from what the clock says now, where no lease says what time it was: a sharing ends by it too."""
        if self.find() is None:
            clock = self.base.now_ms()
            self._write_counted(Counted(clock, clock))

    def _is_older_copy(self, lease: Lease) -> bool:
        beside = read_status_file(self.base.folder)
        return beside is not None and beside.device == lease.device and beside.lease_seq > lease.seq

    def _note_seq(self, seq: int) -> None:
        beside = read_status_file(self.base.folder)
        if beside is not None and beside.lease_seq < seq:
            write_status_file(self.base.folder, msgspec.structs.replace(beside, lease_seq=seq))

    def counted_now(self) -> int:
        """The time as it was counted up to now, or this laptop's own where nothing was; ms since 1970."""
        counted, clock = self._counted(), self.base.now_ms()
        return counted.at(clock, _FUTURE).instant if counted else clock

    def status_file(self) -> StatusFile | None:
        """What lies beside the store for the locked program."""
        return read_status_file(self.base.folder)

    def _counted(self) -> Counted | None:
        text = self._read(_COUNTED)
        return Counted(*msgspec.json.decode(text, type=tuple[int, int])) if text else None

    def _write_counted(self, counted: Counted) -> None:
        self._write(_COUNTED, msgspec.json.encode((counted.instant, counted.clock)).decode())
