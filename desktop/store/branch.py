"""The branch that a vault belongs to: its own from the first, or a colleague's, taken before anything is written."""

from desktop.store.errors import EntriesExist
from desktop.store.journal import Journal
from desktop.store.rows import Rows
from desktop.store.session import REGION, write_identity
from desktop.store.transactions import Transactions
from sync.protocol.entries import Scope
from sync.protocol.scopes import is_region
from sync.protocol.sealing import KEY_LENGTH


class Branch(Rows):
    """The branch's id and key."""

    def __init__(self, base: Transactions, journal: Journal) -> None:
        super().__init__(base)
        self._journal = journal

    @property
    def id(self) -> str:
        """The branch's id, 32 hex letters; or the region's, if this vault belongs to one."""
        return self.base.session.branch

    @property
    def scope(self) -> Scope:
        """The scope of all that the branch holds."""
        return self.base.session.scope

    @property
    def key(self) -> bytes:
        """The branch key, for sealing it to a newcomer."""
        return self.base.session.keys.branch_key

    def can_adopt(self) -> bool:
        """Whether nothing was written here yet."""
        return self._journal.is_empty()

    @property
    def is_region(self) -> bool:
        """Whether this vault belongs to a region, where nobody's people are."""
        return is_region(self.scope)

    def adopt_region(self, region: str) -> None:
        """Belong to a region from now on, by its id. EntriesExist if anything was written here for a branch."""
        if self.is_region and region == self.id:
            return
        with self.base.transaction() as connection:
            if not self._journal.is_empty():
                raise EntriesExist
            write_identity(connection, "branch", bytes.fromhex(region))
            write_identity(connection, "home", REGION)
            self.base.reload_session()

    def adopt(self, branch: str, key: bytes) -> None:
        """Belong to a colleague's branch from now on. EntriesExist if anything was written here for another.

        Adopting the branch that this vault belongs to already changes nothing.
        """
        if len(key) != KEY_LENGTH:
            raise ValueError(len(key))
        if branch == self.id and key == self.key and not self.is_region:
            return
        with self.base.transaction() as connection:
            if not self._journal.is_empty():
                raise EntriesExist
            write_identity(connection, "branch", bytes.fromhex(branch))
            write_identity(connection, "branch_key", key)
            for table in ("notes_key", "vouched", "inviting"):  # of the branch before
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own constants
            write_identity(connection, "home", b"")
            self.base.reload_session()
