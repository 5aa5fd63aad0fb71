"""Organisers who can help when a passphrase is lost: this laptop's own recovery key, and those of others that are believed."""

import secrets
from collections import Counter
from typing import Any

import msgspec

from desktop.domain.helping import Helper, HelpersHeld
from desktop.store import sealing
from desktop.store.journal import Draft
from desktop.store.members import Members
from desktop.store.projection import Projection
from desktop.store.recovering import RENEWAL_DUE, organiser_locks
from desktop.store.rows import Rows
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from desktop.store.vouching import Vouching
from sync.protocol.entries import Body
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds.recovery_key import RECOVERY_KEY
from sync.protocol.recovery_keys import RecoveryKey, RecoveryOffer, check_recovery_key, sign_recovery_key
from sync.protocol.vouching import ORGANISER, read_key

MOST_HELPERS = 5
"""More could answer a request than fit into one square code that a camera reads."""
_PRIVATE, _REFUSED = "recovery_key", "helpers_refused"
_MARK_BYTES = 8


class Helpers(Rows):
    """Who may help here, and with what this laptop helps others."""

    def __init__(
        self,
        base: Transactions,
        projection: Projection,
        settings: Settings,
        members: Members,
        vouching: Vouching,
    ) -> None:
        super().__init__(base)
        self._projection = projection
        self._settings = settings
        self._members = members
        self._vouching = vouching

    # What this laptop helps with

    @property
    def private(self) -> bytes | None:
        """With what this laptop opens what was sealed for it; None if it never was an organiser's."""
        kept = self._settings.find(_PRIVATE)
        return bytes.fromhex(kept) if kept else None

    def offer(self) -> bool:
        """Say this laptop's recovery key, if it is an organiser's that has joined and did not; whether it did so now.

        Inside a transaction.
        """
        me, signer = self._vouching.me(), self._vouching.signer()
        if me is None or signer is None or all(keys.mark == me.mark for keys in self._vouching.standing()):
            return False  # nobody is there to be helped
        private = self.private
        if private is None:
            private = sealing.new_private()
            self._settings.write(_PRIVATE, private.hex())
        key = RecoveryKey(me.mark, sealing.public_of(private).hex(), self.base.session.owner)
        if key in self._offered():
            return False
        offer = RecoveryOffer(
            public=key.public,
            member=key.member,
            by=me.key.hex(),
            signature=sign_recovery_key(signer, self.base.session.branch, key),
        )
        self._projection.append(Draft(RECOVERY_KEY.name, key.mark, msgspec.to_builtins(offer)))
        return True

    def note_helped(self) -> None:
        """Let the branch know that this laptop helped somebody, not whom; inside a transaction."""
        me = self._vouching.me()
        if me is not None:
            mark = secrets.token_hex(_MARK_BYTES)
            self._projection.append(Draft(RECOVERY_KEY.name, me.mark, {"helped": {"add": [mark]}}))

    # Who helps here

    def keys(self) -> list[RecoveryKey]:
        """The recovery keys of other organisers' laptops that are known and stand, the same few at each time."""
        me = self._vouching.me()
        mine = self.private
        own = sealing.public_of(mine).hex() if mine is not None else ""
        held = {lock.hex() for lock in organiser_locks(self.base.folder)}
        found = [
            key
            for key in self._offered()
            if key.public != own and (me is None or key.mark != me.mark) and self._stands(key)
        ]
        found.sort(key=lambda key: (key.public not in held, key.mark, key.public))
        return found[:MOST_HELPERS]

    def wanted(self) -> frozenset[bytes]:
        """The public keys to which this vault is to be sealed; none where its owner wants nobody to help."""
        return frozenset() if self.is_refused else frozenset(read_key(key.public) for key in self.keys())

    @property
    def is_refused(self) -> bool:
        """Whether whoever works here wants nobody to help."""
        return bool(self._settings.find(_REFUSED))

    def refuse(self, is_refused: bool) -> None:
        """Want nobody's help, or want it again."""
        self._settings.write(_REFUSED, "1" if is_refused else "")

    @property
    def is_renewal_due(self) -> bool:
        """Whether somebody who could open this vault should not any more, so that its key is to be renewed."""
        return bool(self._settings.find(RENEWAL_DUE))

    def note_renewal(self, is_due: bool) -> None:
        """The vault's key is to be renewed, or was."""
        self._settings.write(RENEWAL_DUE, "1" if is_due else "")

    def held(self) -> HelpersHeld:
        """Who can help, by name."""
        names, helped = self._members.names(), self._helped()
        ready = {lock.hex() for lock in organiser_locks(self.base.folder)}
        helpers = [
            Helper(names.get(key.member, ""), key.public in ready, helped[key.mark]) for key in self.keys()
        ]
        me = self._vouching.me()
        return HelpersHeld(
            sorted(helpers, key=lambda one: one.name),
            is_refused=self.is_refused,
            is_helper=self._vouching.signer() is not None and self.private is not None,
            helped=helped[me.mark] if me is not None else 0,
        )

    # What entries say

    def _stands(self, key: RecoveryKey) -> bool:
        """Whether its laptop is known as an organiser's, was not shut out, and nobody says that it is another's by now."""
        known = self._vouching.known().get(key.mark)
        if known is None or known.is_out or known.keys.role != ORGANISER:
            return False
        roles = {str(one.id): one.role.value for one in self._members.listed()}
        return roles.get(key.member) in (None, ORGANISER)

    def _offered(self) -> list[RecoveryKey]:
        """What laptops that are known say of their own recovery keys."""
        known = self._vouching.known()
        found = []
        for mark, plain in self._said():
            laptop = known.get(mark)
            try:
                offer = msgspec.convert(plain, RecoveryOffer)
                key = RecoveryKey(mark, read_key(offer.public).hex(), offer.member)
                if laptop is None or read_key(offer.by) != laptop.keys.key:
                    continue
                check_recovery_key(laptop.keys.key, self.base.session.branch, key, offer.signature)
            except (msgspec.ValidationError, ProtocolError):
                continue
            if key not in found:
                found.append(key)
        return found

    def _helped(self) -> Counter[str]:
        marks: set[tuple[str, str]] = set()
        for mark, plain in self._said():
            helped = plain.get("helped")
            added = helped.get("add") if isinstance(helped, dict) else None
            marks.update((mark, one) for one in added or () if isinstance(one, str))
        return Counter(mark for mark, _ in marks)

    def _said(self) -> list[tuple[str, dict[str, Any]]]:
        rows = self.reading.execute(
            "SELECT eid, body FROM entry WHERE kind = 'recovery_key'"
            " AND id NOT IN (SELECT entry FROM quarantine) ORDER BY eid, id"
        )
        found = []
        for eid, body in rows.fetchall():
            try:
                found.append((eid, msgspec.json.decode(body, type=Body).plain))
            except (msgspec.DecodeError, RecursionError):
                continue
        return found
