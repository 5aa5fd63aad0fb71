"""What was taken out of the program by whom, and why."""

from collections.abc import Sequence

from desktop.domain.exports import ExportRow, Reason
from desktop.store.journal import Draft
from desktop.store.members import Members
from desktop.store.projection import Projection
from desktop.store.rows import Rows, instant, packed, text_of, unpacked
from desktop.store.transactions import Transactions
from sync.protocol.clock import milliseconds_of
from sync.protocol.kinds.export import EXPORT
from sync.protocol.merge import Folded, Write


class Exports(Rows):
    """Entries that say that people were taken out; they go to every laptop with the whole branch, and to the server."""

    def __init__(self, base: Transactions, projection: Projection, members: Members) -> None:
        super().__init__(base)
        self._projection = projection
        self._members = members
        projection.register(EXPORT.name, self.project)

    def note(self, export: str, what: str, people: int, reason: Reason, words: str) -> None:
        """Write one down, inside a transaction."""
        values = {"what": what, "people": people, "reason": reason.value}
        self._projection.append(Draft(EXPORT.name, export, values | ({"words": words} if words else {})))

    def taken_since(self, member: str, at_ms: int) -> int:
        """How many people a member took out since an instant."""
        row = self.reading.execute(
            "SELECT coalesce(sum(people), 0) FROM export WHERE actor = ? AND at >= ?", (member, at_ms)
        ).fetchone()
        return int(row[0])

    def listed(self) -> list[ExportRow]:
        """Every one that is known here, the latest first."""
        names = self._members.names()
        rows = self.reading.execute(
            "SELECT id, what, people, reason, words, actor, at FROM export ORDER BY at DESC, id"
        ).fetchall()
        return [
            ExportRow(
                unpacked(row[0]), row[1], row[2], row[3], row[4], names.get(row[5], ""), instant(row[6])
            )
            for row in rows
        ]

    def project(self, eid: str, folded: Folded, writes: Sequence[Write]) -> None:
        """Write the row of an export."""
        first = min(writes, key=lambda write: (write.eff, write.id))
        people = folded.value("people")
        self.writing.execute(
            "INSERT INTO export (id, what, people, reason, words, actor, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET what = excluded.what, people = excluded.people, reason = excluded.reason,"
            " words = excluded.words, actor = excluded.actor, at = excluded.at",
            (
                packed(eid),
                text_of(folded.value("what")),
                people if type(people) is int and 0 <= people < 1 << 53 else 0,
                *(text_of(folded.value(name)) for name in ("reason", "words")),
                first.actor,
                milliseconds_of(first.eff),
            ),
        )
