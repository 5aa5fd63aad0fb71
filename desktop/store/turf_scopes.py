"""What a turf's laptop is to hold: the doors of its streets, who lives behind them, and their rows of the register."""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.domain.ids import TurfId
from desktop.domain.register.edition import write_edition
from desktop.domain.register.elector import Elector
from desktop.domain.register.identity import Identities
from desktop.domain.turfs import NoSuchTurf
from desktop.store.attachments import Attachments
from desktop.store.editions import Editions
from desktop.store.extracts import EXTRACT, Extracts
from desktop.store.journal import Draft
from desktop.store.projection import Projection, changes, seen_heads
from desktop.store.rows import Rows, packed, unpacked
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from sync.protocol.merge import Folded

HOLDS = "holds"
_DONE = "turf_scopes"
_DOORS = (
    "SELECT household.rowid FROM turf, json_each(turf.streets) AS wanted"
    " JOIN street ON street.key = unhex(wanted.value) JOIN household ON household.street = street.rowid"
    " WHERE turf.id = ?1"
)
_PEOPLE = (
    f"WITH door AS ({_DOORS}) SELECT contact.id, elector.rowid IS NULL OR elector.household IN door"  # noqa: S608 - our own constants
    " FROM contact LEFT JOIN elector ON elector.rowid = contact.rowid WHERE contact.household IN door"
)
"""Who lives behind a turf's doors by what was written and by the register; and whether the register does not say otherwise."""


class TurfScopes(Rows):
    """Says what turfs hold, on a laptop that has the whole branch."""

    def __init__(
        self,
        base: Transactions,
        projection: Projection,
        editions: Editions,
        extracts: Extracts,
        attachments: Attachments,
        settings: Settings,
    ) -> None:
        super().__init__(base)
        self._projection = projection
        self._editions = editions
        self._extracts = extracts
        self._attachments = attachments
        self._settings = settings

    def can_say(self) -> bool:
        """Whether this laptop knows enough: it has the whole branch, and every register that was announced is folded."""
        return self._extracts.has_branch() and self._editions.is_complete()

    def kept(self) -> list[TurfId]:
        """The turfs that say already what they hold."""
        rows = self.reading.execute("SELECT id FROM turf ORDER BY id").fetchall()
        ids = [TurfId(unpacked(row[0])) for row in rows]
        return [turf for turf in ids if HOLDS in self._projection.folded("turf", turf).siblings]

    def renew(self, turf: TurfId) -> bool:
        """Write what a turf holds now, if that is news; whether it was. Inside a transaction. Raises NoSuchTurf.

        Of a turf that was removed nothing is said: it holds nothing, and whatever were written of it would bring it back.
        """
        folded = self._projection.folded("turf", turf)
        if not folded.siblings:
            raise NoSuchTurf()
        if folded.is_deleted:
            return False
        places = self._places(turf, folded)
        done = self._done()
        mark = hashlib.sha256(msgspec.json.encode([places, self._editions.standing()])).hexdigest()
        wanted: dict[str, Any] = {HOLDS: places}
        if done.get(turf) != mark or folded.conflict(EXTRACT) or EXTRACT not in folded.siblings:
            wanted[EXTRACT] = list(self._cut(set(places)))
        new = changes(folded, wanted, {})
        if new:
            self._projection.append(Draft("turf", turf, new, seen_heads(folded, new)))
        if done.get(turf) != mark:
            self._settings.write(_DONE, msgspec.json.encode({**done, turf: mark}).decode())
        return bool(new)

    def _done(self) -> dict[str, str]:
        """From what each turf's extract was made on this laptop, so that it is made again only where that changed."""
        found: dict[str, str] = msgspec.json.decode(self._settings.find(_DONE) or "{}")
        return found

    def _places(self, turf: TurfId, folded: Folded) -> list[str]:
        before = folded.value(HOLDS)
        held = {one for one in before if isinstance(one, str)} if isinstance(before, list) else set()
        doors = self.reading.execute(f"SELECT id FROM household WHERE rowid IN ({_DOORS})", (packed(turf),))  # noqa: S608 - our own constants
        places = {unpacked(row[0]) for row in doors.fetchall()}
        people = self.reading.execute(_PEOPLE, (packed(turf),)).fetchall()
        found = ((unpacked(row[0]), bool(row[1])) for row in people)
        return sorted(
            places | {who for who, is_near in found if is_near or who in held or self._is_brought(who)}
        )

    def _is_brought(self, contact: str) -> bool:
        """Whether somebody at this laptop said where a person lives, or who they are.

        Whom the register has elsewhere no word of another laptop brings here: it may be from whoever wants to read of them.
        """
        own = {row[0] for row in self.reading.execute("SELECT id FROM writer").fetchall()}
        said = self.reading.execute(
            "SELECT id FROM same_as WHERE ?1 IN (contact, other)", (packed(contact),)
        ).fetchall()
        claims = [
            ("contact", contact, "household"),
            *(("same_as", unpacked(row[0]), "other") for row in said),
        ]
        return any(
            write.writer in own
            for kind, eid, name in claims
            for write in self._projection.folded(kind, eid).siblings.get(name, ())
        )

    def _cut(self, places: set[str]) -> Iterator[dict[str, Any]]:
        """The rows of each register behind these doors, the oldest register first."""
        for attachment, authority, register in self._editions.standing():
            identities = Identities(self.base.session.keys.identities, authority, register)
            electors = list(_living_at(self._editions.electors(attachment), identities, places))
            if electors:
                sealed = self._editions.seal(write_edition(electors))
                edition = self._attachments.add(sealed)
                yield {"edition": edition, "size": len(sealed), "authority": authority, "register": register}


def _living_at(electors: Iterator[Elector], identities: Identities, places: set[str]) -> Iterator[Elector]:
    before, is_here = None, False
    for elector in electors:
        address = elector.address
        if address is not before:
            before = address
            is_here = address is not None and identities.household(address.key).hex() in places
        if is_here:
            yield elector
