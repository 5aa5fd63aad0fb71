"""Everything that was ever written of an entity: who, when, on which laptop, and what became of it."""

from collections.abc import Sequence

from desktop.domain.contacts import Standing, Written
from desktop.store.members import Members
from desktop.store.projection import Projection
from desktop.store.rows import Rows, instant_of
from desktop.store.transactions import Transactions
from sync.protocol.kinds import KINDS
from sync.protocol.merge import Folded, Write, fold


class Histories(Rows):
    """The journal as people read it."""

    def __init__(self, base: Transactions, projection: Projection, members: Members) -> None:
        super().__init__(base)
        self._projection = projection
        self._members = members

    def read(self, kind: str, eid: str) -> tuple[Folded, list[Written]]:
        """What an entity amounts to, and every value of it, the latest first."""
        writes = self._projection.writes(kind, eid)
        folded = fold(KINDS[kind], writes)
        return folded, self._written(writes, folded)

    def raw_values(self, kind: str, eid: str, field: str) -> dict[str, object]:
        """Every value that a field ever had, in its own shape, by how it is shown."""
        writes = self._projection.writes(kind, eid)
        return {shown(write.values[field]): write.values[field] for write in writes if field in write.values}

    def _written(self, writes: Sequence[Write], folded: Folded) -> list[Written]:
        names, laptops = self._members.names(), self._members.laptop_names()
        own = self._members.own_writers()
        ordered = sorted(writes, key=lambda write: (write.eff, write.id), reverse=True)
        return [
            Written(
                field=name,
                value=shown(value),
                at=instant_of(write.eff),
                by=names.get(write.actor, ""),
                laptop=laptops.get(write.writer, ""),
                standing=_standing(folded, name, write),
                is_this_laptop=write.writer in own,
            )
            for write in ordered
            for name, value in write.values.items()
        ]


def shown(value: object) -> str:
    """A value as a line of text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {shown(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(shown(part) for part in value)
    return "" if value is None else str(value)


def _standing(folded: Folded, name: str, write: Write) -> Standing:
    siblings = [sibling.entry for sibling in folded.siblings.get(name, ())]
    if name in folded.sets or name in folded.sums:
        return Standing.SHOWN
    if write.id not in siblings:
        return Standing.REPLACED
    is_shown = siblings[0] == write.id or folded.value(name) == write.values[name]
    return Standing.SHOWN if is_shown else Standing.KEPT
