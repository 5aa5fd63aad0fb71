"""The sharing of a vault: until when others open it too, and as whom each of them writes. Never sent."""

from collections.abc import Sequence

from desktop.domain.ids import MemberId
from desktop.store.enrolment import Enrolments
from desktop.store.holders import NAME_OF, know, written_as
from desktop.store.rows import Rows
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions

_UNTIL = "shared_until"


class Sharing(Rows):
    """Others than the owner, and the instant until which they may be here."""

    def __init__(self, base: Transactions, settings: Settings, enrolments: Enrolments) -> None:
        super().__init__(base)
        self._settings = settings
        self._enrolments = enrolments

    @property
    def is_mine(self) -> bool:
        """Whether the owner opened these records."""
        return self.base.session.member == self.base.session.owner

    def until(self) -> int | None:
        """The instant (ms) at which the sharing ends, 0 if no day was said or this laptop has the whole branch.

        None where nobody but the owner opens these records.
        """
        if not self.others():
            return None
        return 0 if self._has_branch() else self.said()

    def said(self) -> int:
        """The instant that was said, whether anybody else is here or not; 0 if none was."""
        return int(self._settings.find(_UNTIL) or 0)

    def say(self, until: int) -> None:
        """Let the sharing end at another instant."""
        self._settings.write(_UNTIL, str(until))

    def may_begin(self) -> bool:
        """Whether what is here may be shared: turfs that came here, or what never joined anything."""
        scopes = self._scopes()
        return not self._is_joined() or (bool(scopes) and self.base.session.scope not in scopes)

    def others(self) -> dict[str, MemberId]:
        """As whom each writes who has a passphrase and is not the owner, by their slot's id."""
        return written_as(self.reading)

    def name_of(self, slot: str) -> str:
        """What was said that a holder is called; nothing if nothing was."""
        return self._settings.find(NAME_OF + slot) or ""

    def rename(self, slot: str, name: str) -> None:
        """Say what a holder is called."""
        self._settings.write(NAME_OF + slot, name)

    def add(self, slot: str, member: MemberId, name: str) -> None:
        """Know somebody more; inside a transaction."""
        know(self.writing, slot, member)
        self.rename(slot, name)

    def names(self) -> dict[MemberId, str]:
        """What the others are called, by the members as whom they write."""
        return {member: self.name_of(slot) for slot, member in self.others().items()}

    def _has_branch(self) -> bool:
        return self._is_joined() and self.base.session.scope in self._scopes()

    def _is_joined(self) -> bool:
        return self._enrolments.find() is not None

    def _scopes(self) -> Sequence[str]:
        return [row[0] for row in self.reading.execute("SELECT scope FROM scope").fetchall()]
