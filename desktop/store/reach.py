"""What this laptop may hold of what somebody brings who has more of the branch: the rule by which the server derives scopes.

A laptop with the whole branch holds everything. One with turfs or the training holds of a colleague's stick what its scopes
hold: kinds that belong everywhere, and whatever is about the doors and people that its turfs name.
"""

from collections.abc import Iterable, Sequence

from desktop.store.extracts import Extracts
from desktop.store.projection import Projection
from desktop.store.rows import Rows
from desktop.store.transactions import Transactions
from desktop.store.turf_scopes import HOLDS
from sync.protocol.entries import Entry, Landed, Scope, decode_body
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds import KINDS, Belongs
from sync.protocol.scopes import ScopeKind, read_scope

_EVERYWHERE = (Belongs.EVERYWHERE, Belongs.TRAINING)


class Reach(Rows):
    """Judges what comes by this laptop's scopes."""

    def __init__(self, base: Transactions, projection: Projection, extracts: Extracts) -> None:
        super().__init__(base)
        self._projection = projection
        self._extracts = extracts

    @property
    def is_whole(self) -> bool:
        """Whether this laptop has the whole branch, or has not been given anything yet."""
        return self._extracts.has_branch()

    def attachments(self) -> dict[str, Scope]:
        """The attachments that this laptop may have by its turfs, each with the scope by which it does."""
        return {one.edition: one.scope for one in self._extracts.held()}

    def scope_of_attachment(self, name: str) -> Scope:
        """By which scope this laptop has an attachment."""
        branch = self.base.session.scope
        return branch if self.is_whole else self.attachments().get(name, branch)

    def sort(self, landed: Sequence[Landed]) -> tuple[dict[Scope, list[Landed]], list[Landed]]:
        """Entries by a scope of this laptop that holds them, and those that none holds."""
        scopes = self._scopes()
        holds = {scope: self._holds(scope) for scope in scopes}
        found: dict[Scope, list[Landed]] = {}
        left: list[Landed] = []
        for one in landed:
            scope = next((scope for scope in scopes if self._is_in(scope, holds[scope], one.entry)), None)
            (left if scope is None else found.setdefault(scope, [])).append(one)
        return found, left

    def _scopes(self) -> list[Scope]:
        return [
            Scope(row[0]) for row in self.reading.execute("SELECT scope FROM scope ORDER BY scope").fetchall()
        ]

    def _holds(self, scope: Scope) -> frozenset[str]:
        name = read_scope(scope)
        if name is None or not name.turf:
            return frozenset()
        folded = self._projection.folded("turf", name.turf)
        held = None if folded.is_deleted else folded.value(HOLDS)
        return (
            frozenset(one for one in held if isinstance(one, str)) if isinstance(held, list) else frozenset()
        )

    def _is_in(self, scope: Scope, holds: frozenset[str], entry: Entry) -> bool:
        kind, name = KINDS.get(entry.kind), read_scope(scope)
        if kind is None or name is None:
            return False
        if kind.belongs is not Belongs.TURF:
            is_training = kind.belongs is Belongs.TRAINING and name.kind is ScopeKind.TRAINING
            return kind.belongs is Belongs.EVERYWHERE or is_training
        return _place(entry) in holds or self._is_held(scope, entry)

    def _is_held(self, scope: Scope, entry: Entry) -> bool:
        """Whether the entity is here by this scope already: it goes whole, whatever an entry of it names."""
        row = self.reading.execute(
            "SELECT 1 FROM entry JOIN holding ON holding.entry = entry.rowid"
            " JOIN scope ON scope.rowid = holding.scope"
            " WHERE entry.eid = ? AND entry.kind = ? AND scope.scope = ? LIMIT 1",
            (entry.eid, entry.kind, scope),
        )
        return row.fetchone() is not None


def goes_everywhere(landed: Iterable[Landed]) -> list[Landed]:
    """Those of a kind that no turf's doors decide over: what turfs hold is among them, and is to be known first."""
    kinds = ((one, KINDS.get(one.entry.kind)) for one in landed)
    return [one for one, kind in kinds if kind is not None and kind.belongs in _EVERYWHERE]


def names_no_place(entry: Entry) -> bool:
    """Whether an entry says by itself nothing of where it belongs, as that an attempt is void."""
    kind = KINDS.get(entry.kind)
    return kind is not None and kind.belongs is Belongs.TURF and not _place(entry)


def _place(entry: Entry) -> str:
    try:
        return KINDS[entry.kind].place_of(entry.eid, decode_body(entry).plain)
    except ProtocolError:
        return ""
