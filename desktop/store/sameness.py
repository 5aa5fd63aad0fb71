"""Contacts that are one person, because somebody said so: which they are, and under which id they are shown.

What was written stays under the id under which it was written. So what is said can be taken back, and both stand
again as they were.
"""

from collections.abc import Iterable, Sequence

import msgspec

from desktop.domain.sameness import shown_for
from desktop.store.rows import Rows, packed, text_of, unpacked
from sync.protocol.entries import is_id
from sync.protocol.merge import Folded

GROUP = (
    "SELECT {contact} UNION ALL SELECT contact FROM sameness WHERE shown = {contact} AND contact <> {contact}"
)
"""The ids of the person who is shown under an id, for a condition with IN."""


class Sameness(Rows):
    """Groups of contacts. Whoever stands alone has no row here."""

    def group(self, contact: str) -> list[str]:
        """Every id of a person, the one under which they are shown first; the id alone for most."""
        rows = self.reading.execute(
            "SELECT contact FROM sameness WHERE shown = (SELECT shown FROM sameness WHERE contact = ?)"
            " ORDER BY contact",
            (packed(contact),),
        ).fetchall()
        return [unpacked(row[0]) for row in rows] or [contact]

    def standing(self, contacts: Iterable[str]) -> list[tuple[str, str, str]]:
        """What was said of these and stands: (id of the entity, contact, other)."""
        rows = self.reading.execute(
            "SELECT id, contact, other FROM same_as WHERE stands"
            " AND contact IN (SELECT unhex(value) FROM json_each(?1)) ORDER BY id",
            (msgspec.json.encode(sorted(contacts)).decode(),),
        )
        return [(unpacked(row[0]), unpacked(row[1]), unpacked(row[2])) for row in rows.fetchall()]

    def take(self, eid: str, folded: Folded, *, is_erased: bool) -> list[str]:
        """Write what an entity says, and the groups that follow; the contacts whose groups may have changed."""
        named = [text_of(folded.value(name)) for name in ("contact", "other")]
        if not all(map(is_id, named)):
            return []
        stands = not (
            is_erased or folded.value("undone") is True or folded.is_deleted or named[0] == named[1]
        )
        before = self.writing.execute(
            "SELECT contact, other FROM same_as WHERE id = ?", (packed(eid),)
        ).fetchone()
        self.writing.execute(
            "INSERT INTO same_as (id, contact, other, stands) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " contact = excluded.contact, other = excluded.other, stands = excluded.stands",
            (packed(eid), *map(packed, named), stands),
        )
        return self._group_anew([*named, *map(unpacked, before or ())])

    def drop(self, eid: str) -> list[str]:
        """Forget an entity; the contacts whose groups may have changed."""
        row = self.writing.execute(
            "DELETE FROM same_as WHERE id = ? RETURNING contact, other", (packed(eid),)
        ).fetchall()
        return self._group_anew([unpacked(part) for part in row[0]]) if row else []

    def naming(self, contact: str) -> list[str]:
        """The entities that name a contact."""
        rows = self.reading.execute(
            "SELECT id FROM same_as WHERE contact = ?1 OR other = ?1 ORDER BY id", (packed(contact),)
        )
        return [unpacked(row[0]) for row in rows.fetchall()]

    def _group_anew(self, contacts: Sequence[str]) -> list[str]:
        # Groups that the contacts were in, and they themselves: whatever stands leads nowhere else.
        around = sorted({one for contact in contacts for one in self.group(contact)})
        pairs = [(contact, other) for _, contact, other in self.standing(around)]
        self.writing.executemany("DELETE FROM sameness WHERE contact = ?", [(packed(one),) for one in around])
        self.writing.executemany(
            "INSERT INTO sameness (contact, shown) VALUES (?, ?)",
            [(packed(one), packed(shown)) for one, shown in shown_for(pairs).items()],
        )
        return around
