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

HOLDS = "holds"
_DONE = "turf_scopes"
_DOORS = (
    "SELECT household.rowid FROM turf, json_each(turf.streets) AS wanted"
    " JOIN street ON street.key = unhex(wanted.value) JOIN household ON household.street = street.rowid"
    " WHERE turf.id = ?1"
)


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
        places = self._places(turf)
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

    def _places(self, turf: TurfId) -> list[str]:
        rows = self.reading.execute(
            f"SELECT id FROM household WHERE rowid IN ({_DOORS})"  # noqa: S608 - our own constants
            f" UNION SELECT id FROM contact WHERE household IN ({_DOORS})",
            (packed(turf),),
        ).fetchall()
        return sorted(unpacked(row[0]) for row in rows)

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
