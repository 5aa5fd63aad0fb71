"""Extracts of the register: the rows behind a turf's doors, for a laptop that has the turf and not the whole branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.store.projection import Projection
from desktop.store.rows import Rows, text_of
from desktop.store.transactions import Transactions
from sync.protocol.entries import Scope
from sync.protocol.merge import Sibling
from sync.protocol.messages import ATTACHMENT_CAP
from sync.protocol.scopes import read_scope

EXTRACT = "extract"
_NAME_LETTERS = 64
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Extract:
    """An edition that a turf names. ``rank`` orders it among editions; ``scope`` is the turf's."""

    edition: str
    authority: str
    register: str
    size: int
    rank: tuple[int, str]
    actor: str
    scope: Scope

    @property
    def key(self) -> tuple[str, str, str]:
        """What names an edition."""
        return self.edition, self.authority, self.register


class Extracts(Rows):
    """The extracts that turfs of this laptop name."""

    def __init__(self, base: Transactions, projection: Projection) -> None:
        super().__init__(base)
        self._projection = projection

    def held(self) -> list[Extract]:
        """Of the turfs whose scopes this laptop has; one that was removed names none."""
        found = []
        for scope in self._scopes():
            name = read_scope(scope)
            if name is not None and name.turf:
                folded = self._projection.folded("turf", name.turf)
                standing = [] if folded.is_deleted else folded.siblings.get(EXTRACT, [])
                found += _read(standing[0], scope) if standing else []
        return found

    def to_fold(self) -> list[Extract]:
        """Those of them that stand for the register here: none as long as the whole branch is here."""
        return [] if self.has_branch() else self.held()

    def has_branch(self) -> bool:
        """Whether this laptop has the whole branch, or has not been given anything yet."""
        scopes = self._scopes()
        return not scopes or self.base.session.scope in scopes

    def _scopes(self) -> list[Scope]:
        return [
            Scope(row[0]) for row in self.reading.execute("SELECT scope FROM scope ORDER BY scope").fetchall()
        ]


def _read(said: Sibling, scope: Scope) -> list[Extract]:
    """What a turf's field says, as far as it makes sense; the first is the oldest."""
    listed: Sequence[Any] = said.value if isinstance(said.value, list) else []
    found = []
    for place, one in enumerate(listed):
        edition = text_of(one.get("edition")) if isinstance(one, dict) else ""
        if len(edition) != _NAME_LETTERS or not _HEX.issuperset(edition):
            continue
        size = one.get("size")
        found.append(
            Extract(
                edition,
                text_of(one.get("authority")),
                text_of(one.get("register")),
                size if isinstance(size, int) and 0 < size <= ATTACHMENT_CAP else 0,
                (said.eff, f"{said.entry}{place:04d}"),
                said.actor,
                scope,
            )
        )
    return found
