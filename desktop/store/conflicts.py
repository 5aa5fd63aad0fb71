"""Conflicts: fields that hold several answers. Kept by the projection; here they are read and settled."""

from collections.abc import Sequence
from typing import Any

from desktop.domain.conflicts import (
    Answer,
    Conflict,
    ConflictPage,
    NoSuchConflict,
    NotAnAnswer,
    takes_any_text,
)
from desktop.domain.typed import printable
from desktop.store.histories import Histories, shown
from desktop.store.journal import Draft
from desktop.store.members import Members
from desktop.store.projection import Projection, seen_heads
from desktop.store.rows import Rows, instant_of, packed
from desktop.store.transactions import Transactions
from sync.protocol.merge import Folded, Sibling

_WHOSE = {
    "contact": "SELECT contact.name, coalesce(contact.address, household.place, '') FROM contact"
    " LEFT JOIN household ON household.rowid = contact.household WHERE contact.id = ?",
    "household": "SELECT '', place FROM household WHERE id = ?",
    "turf": "SELECT name, '' FROM turf WHERE id = ?",
    "survey": "SELECT title, '' FROM survey WHERE id = ?",
    "member": "SELECT name, '' FROM member WHERE id = lower(hex(?))",
    "laptop": "SELECT name, '' FROM laptop WHERE id = lower(hex(?))",
    "branch": "SELECT name, '' FROM branch WHERE id = lower(hex(?))",
}


class Conflicts(Rows):
    """What somebody must say."""

    def __init__(
        self, base: Transactions, projection: Projection, members: Members, histories: Histories
    ) -> None:
        super().__init__(base)
        self._projection = projection
        self._members = members
        self._histories = histories

    def count(self) -> int:
        """How many fields hold several answers."""
        return int(self.reading.execute("SELECT count(*) FROM conflict").fetchone()[0])

    def fields_of(self, entity: str) -> list[str]:
        """The fields of an entity that hold several answers."""
        rows = self.reading.execute("SELECT field FROM conflict WHERE eid = ? ORDER BY field", (entity,))
        return [row[0] for row in rows.fetchall()]

    def listed(self) -> list[Conflict]:
        """All of them, the longest-standing first."""
        rows = self.reading.execute("SELECT kind, eid, field FROM conflict ORDER BY since, eid, field")
        return [self._conflict(*row) for row in rows.fetchall()]

    def page(self, entity: str, field: str) -> ConflictPage | None:
        """One of them, with everything that was written there; None if it is settled."""
        kind = self._kind(entity, field)
        if kind is None:
            return None
        _, history = self._histories.read(kind, entity)
        about = history if field == "deleted" else [written for written in history if written.field == field]
        return ConflictPage(self._conflict(kind, entity, field), about)

    def resolve(self, entity: str, field: str, value: str) -> list[str]:
        """Write what is right, having seen every answer; what it replaced. NoSuchConflict if it is settled, NotAnAnswer."""
        kind = self._kind(entity, field)
        if kind is None:
            raise NoSuchConflict()
        folded = self._projection.folded(kind, entity)
        answers = _answers(folded, field)
        values = {field: _chosen(answers, value, takes_any_text(kind, field))}
        self._projection.append(Draft(kind, entity, values, seen_heads(folded, values)))
        return [shown(answer.value) for answer in answers]

    def reopen(self, kind: str, entity: str, field: str, answers: Sequence[str]) -> None:
        """Let a field hold these answers again, side by side, the first of them shown; inside a transaction."""
        held = self._histories.raw_values(kind, entity, field)
        folded = self._projection.folded(kind, entity)
        # Both have seen what was settled, and neither the other: that is what makes them two answers.
        seen = seen_heads(folded, [field])
        values = [{field: held.get(answer, answer)} for answer in reversed(answers)]
        self._projection.append(*(Draft(kind, entity, value, seen) for value in values))

    def _kind(self, entity: str, field: str) -> str | None:
        row = self.reading.execute(
            "SELECT kind FROM conflict WHERE eid = ? AND field = ?", (entity, field)
        ).fetchone()
        return row[0] if row else None

    def _conflict(self, kind: str, entity: str, field: str) -> Conflict:
        folded = self._projection.folded(kind, entity)
        query = _WHOSE.get(kind)
        row = self.reading.execute(query, (packed(entity),)).fetchone() if query else None
        names, laptops = self._members.names(), self._members.laptop_names()
        own = self._members.own_writers()
        answers = [
            Answer(
                value=shown(sibling.value),
                at=instant_of(sibling.eff),
                by=names.get(sibling.actor, ""),
                laptop=laptops.get(sibling.writer, ""),
                entry=sibling.entry,
                is_this_laptop=sibling.writer in own,
            )
            for sibling in _answers(folded, field)
        ]
        name, address = row or ("", "")
        return Conflict(entity, kind, field, name, address, answers)


def _answers(folded: Folded, field: str) -> list[Sibling]:
    found = folded.conflict(field)
    if found or field != "deleted":
        return found
    # Deleted by one, edited by another: the deletion, and the edits that it had not seen.
    return [*folded.siblings["deleted"], *folded.edits_unseen_by_deletion()]


def _chosen(answers: Sequence[Sibling], text: str, is_free: bool) -> Any:
    """The value that a text means. One of the answers keeps its own shape: true stays true."""
    if text in ("true", "false") and any(isinstance(answer.value, bool) for answer in answers):
        return text == "true"
    for answer in answers:
        if shown(answer.value) == text:
            return answer.value
    if not is_free:
        raise NotAnAnswer()
    return printable(text)
