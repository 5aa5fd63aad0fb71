"""The intake: what is taken in by the ids of its entries, whether it came by the network or on a stick."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection

from sync.protocol.audit import What
from sync.protocol.entries import Scope
from sync.protocol.messages import CarriedPush, GiveAnswer
from sync.protocol.receipts import Receipts
from sync.server import returns
from sync.server.admission import Clerk, keyed
from sync.server.audit import note
from sync.server.database import Database
from sync.server.devices import Now
from sync.server.epochs import Epochs
from sync.server.erasures import Erasing, Erasures
from sync.server.folder import ServerFolder
from sync.server.pushes import Push, Pushed
from sync.server.refusals import Refused
from sync.server.subjects import SubjectKeys


class Intake:
    """Takes entries into the ledger, and knows what each admission needs."""

    def __init__(
        self,
        database: Database,
        folder: ServerFolder,
        keys: SubjectKeys,
        epochs: Epochs,
        erasures: Erasures,
        now: Now,
        random: Callable[[int], bytes],
    ) -> None:
        self.receipts = Receipts(folder.derived_key("receipts/v1"))
        self._database = database
        self._keys = keys
        self._epochs = epochs
        self._erasures = erasures
        self._now = now
        self._random = random

    def clerk(self, connection: Connection, branch: Scope, keys: Mapping[str, bytes]) -> Clerk:
        """What an admission needs, as this transaction sees it."""
        epoch, find_key = self._epochs.read(connection), self._keys.find_one
        return Clerk(branch, self.receipts, epoch, self._now(), keys, self._random, find_key)

    def keys_for(self, branch: Scope, entries: Sequence[Pushed]) -> dict[str, bytes]:
        """Erasure keys of everybody whom entries are about, also those that are to lie apart; made before the transaction."""
        subjects = {keyed(entry.subject) for entry in entries if entry.subject}
        return self._keys.ensure(branch, subjects)

    def take_back(self, branch: Scope, given: Sequence[returns.Given], epoch: str = "") -> GiveAnswer:
        """Take in what is given back; what proves that this server was put back begins a new epoch.

        ``epoch`` is the one that the giver speaks of, empty for a stick, whose receipts all name theirs. Raises Refused
        ``epoch``.
        """
        keys = self.keys_for(branch, [one.pushed for one in given])

        def take(connection: Connection) -> returns.Returned:
            clerk = self.clerk(connection, branch, keys)
            taken = returns.take_given(connection, given, epoch or clerk.epoch, clerk)
            return taken.in_epoch(self._epochs.renew(connection)) if taken.is_restored else taken

        return self._settled(self._database.write(branch, take))

    def read_carried(
        self,
        branch: Scope,
        carried: Sequence[CarriedPush],
        *,
        even_of: str = "",
        by: returns.Giver | None = None,
    ) -> list[Push]:
        """Those of some carried pushes that a device of the branch signed, or that ``by`` whom it is carried answers for.

        ``even_of``: an organiser takes also what is of this device, though it was shut out, by what it was granted.
        """
        now = self._now()
        with self._database.reading(branch) as connection:
            found = (
                returns.read_carried(connection, one, branch, now, even_of=even_of, by=by) for one in carried
            )
            return [push for push in found if push is not None]

    def take_carried(self, branch: Scope, pushes: Sequence[Push], epoch: str = "") -> GiveAnswer:
        """Take carried pushes in. ``epoch`` is the one that the carrier speaks of, empty for a stick. Raises Refused."""
        keys = self.keys_for(branch, [entry for push in pushes for entry in push.entries])

        def take(connection: Connection) -> returns.Returned:
            clerk = self.clerk(connection, branch, keys)
            if epoch not in ("", clerk.epoch):
                raise Refused(409, "epoch", epoch=clerk.epoch)
            return returns.take_carried(connection, pushes, clerk)

        return self._settled(self._database.write(branch, take))

    def admit_apart(self, branch: Scope) -> int:
        """Admit what lies apart in a branch for want of a receipt; how many entries."""

        def subjects_apart(connection: Connection) -> list[str]:
            return returns.subjects_apart(connection, branch)

        def take(connection: Connection) -> tuple[int, list[Erasing]]:
            keys = self._keys.find(branch, subjects_apart(connection))
            admitted, erasing = returns.admit_apart(connection, self.clerk(connection, branch, keys))
            note(connection, branch, What.ADMITTED, "", "", self._now(), admitted)
            return admitted, erasing

        with self._database.reading(branch) as connection:
            subjects = subjects_apart(connection)
        self._keys.ensure(branch, subjects)
        admitted, erasing = self._database.write(branch, take)
        self._erasures.finish(erasing)
        return admitted

    def _settled(self, returned: returns.Returned) -> GiveAnswer:
        self._epochs.settle(returned.answer.epoch, returned.admitted)
        self._erasures.finish(returned.erasures)
        return returned.answer
