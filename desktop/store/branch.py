"""The branch that a vault belongs to: its own from the first, or a colleague's, taken before anything is written."""

from desktop.store.errors import EntriesExist
from desktop.store.journal import Journal
from desktop.store.rows import Rows
from desktop.store.session import write_identity
from desktop.store.transactions import Transactions
from sync.protocol.entries import Scope
from sync.protocol.sealing import KEY_LENGTH


class Branch(Rows):
    """The branch's id and key."""

    def __init__(self, base: Transactions, journal: Journal) -> None:
        super().__init__(base)
        self._journal = journal

    @property
    def id(self) -> str:
        """The branch's id, 32 hex letters; its scope is ``branch:`` and this."""
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

    def adopt(self, branch: str, key: bytes) -> None:
        """Belong to a colleague's branch from now on. EntriesExist if anything was written here for another.

        Adopting the branch that this vault belongs to already changes nothing.
        """
        if len(key) != KEY_LENGTH:
            raise ValueError(len(key))
        if branch == self.id and key == self.key:
            return
        with self.base.transaction() as connection:
            if not self._journal.is_empty():
                raise EntriesExist
            write_identity(connection, "branch", bytes.fromhex(branch))
            write_identity(connection, "branch_key", key)
            for table in ("notes_key", "vouched", "inviting"):  # of the branch before
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own constants
            self.base.reload_session()
