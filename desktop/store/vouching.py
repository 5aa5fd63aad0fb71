"""Whose keys are whose, as far as this laptop knows for certain: by its own, by a code, by words, or by an organiser's word.

What was once known stays known; what somebody does is said by the latest word of a standing organiser's laptop. A laptop
that was shut out stays on the list and vouches for nobody any more; whom it vouched for is vouched for anew by another
organiser's laptop that knows them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.store.enrolment import Enrolments
from desktop.store.journal import Draft, Journal
from desktop.store.projection import Projection
from desktop.store.rows import Rows
from desktop.store.transactions import Transactions
from sync.protocol.errors import ProtocolError
from sync.protocol.keys_told import KeysTold
from sync.protocol.kinds.notes_key import VOUCHER
from sync.protocol.vouching import (
    ORGANISER,
    LaptopKeys,
    check_voucher,
    is_proved,
    read_key,
    sign_voucher,
)

_CODES_KEPT_MS = 30 * 24 * 60 * 60 * 1000
"""A code is good for three days; who used it may be told later, by a server that was not reached in between."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """A laptop whose keys are known for certain: ``self``, by a ``code``, by ``words``, or by a ``voucher``."""

    keys: LaptopKeys
    how: str
    is_out: bool
    was_organiser: bool = False  # now, or at any time before


class Voucher(msgspec.Struct, frozen=True, kw_only=True):
    """A voucher as it stands in an entry. Nothing of it is believed but by its signature."""

    device: str
    key: str
    box: str
    role: str
    by: str
    signature: str

    def keys(self) -> LaptopKeys:
        """Whom it is about. Raises Malformed."""
        return LaptopKeys(self.device, read_key(self.key), read_key(self.box), self.role)


class Vouching(Rows):
    """The laptops whose keys are known, and vouching for them."""

    def __init__(
        self, base: Transactions, journal: Journal, projection: Projection, enrolments: Enrolments
    ) -> None:
        super().__init__(base)
        self._journal = journal
        self._projection = projection
        self._enrolments = enrolments

    def me(self) -> LaptopKeys | None:
        """This laptop's own keys, once it has joined."""
        kept = self._enrolments.find()
        if kept is None:
            return None
        signer = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))
        box = X25519PrivateKey.from_private_bytes(bytes.fromhex(kept.box_key))
        return LaptopKeys(
            kept.device,
            signer.public_key().public_bytes_raw(),
            box.public_key().public_bytes_raw(),
            kept.role,
        )

    def signer(self) -> Ed25519PrivateKey | None:
        """With what this laptop signs, if it is an organiser's that has joined."""
        kept = self._enrolments.find()
        if kept is None or kept.role != ORGANISER:
            return None
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))

    def boxes(self) -> dict[str, X25519PrivateKey]:
        """The box keys that this laptop has or had, by the public half (hex)."""
        kept = self._enrolments.find()
        former = [row[0] for row in self.reading.execute("SELECT key FROM former_box").fetchall()]
        private = [
            X25519PrivateKey.from_private_bytes(bytes.fromhex(one))
            for one in (*former, *([kept.box_key] if kept is not None else []))
        ]
        return {one.public_key().public_bytes_raw().hex(): one for one in private}

    def keep_box(self) -> None:
        """This laptop is about to join anew: what was sealed for its box until now can still be opened."""
        kept = self._enrolments.find()
        if kept is not None:
            with self.base.alone():
                self.writing.execute("INSERT OR IGNORE INTO former_box (key) VALUES (?)", (kept.box_key,))

    # Who is known

    def known(self) -> dict[str, Vouched]:
        """Every laptop whose keys are known, by its mark; those that were shut out too."""
        rows = self.reading.execute(
            "SELECT mark, device, key, box, role, how, is_out, was_organiser FROM vouched ORDER BY mark"
        ).fetchall()
        return {
            row[0]: Vouched(
                LaptopKeys(row[1], bytes.fromhex(row[2]), bytes.fromhex(row[3]), row[4]),
                row[5],
                bool(row[6]),
                bool(row[7]),
            )
            for row in rows
        }

    def standing(self) -> list[LaptopKeys]:
        """Those of them that were not shut out."""
        return [one.keys for one in self.known().values() if not one.is_out]

    def trust(self, keys: LaptopKeys, how: str) -> None:
        """Know for certain whose keys these are, inside a transaction. Who was shut out stays so."""
        self.writing.execute(
            "INSERT INTO vouched (mark, device, key, box, role, how, was_organiser) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (mark) DO UPDATE SET role = excluded.role, was_organiser = 1 WHERE excluded.role = ?",
            (
                keys.mark,
                keys.device,
                keys.key.hex(),
                keys.box.hex(),
                keys.role,
                how,
                int(keys.role == ORGANISER),
                ORGANISER,
            ),
        )

    def name(self, device: str, role: str) -> None:
        """A colleague's laptop is somebody's who does something else from now on, inside a transaction.

        What was said of it until now counts no more, and an organiser's laptop lets the others know.
        """
        for mark, one in self.known().items():
            if one.keys.device == device:
                said = [at for at, keys, _ in self._vouchers() if keys.mark == mark]
                self._hear(mark, role, max(said, default=0))
        self.vouch()

    def _hear(self, mark: str, role: str, at: int) -> None:
        """Whose laptop it is that is known, by a word of that instant."""
        self.writing.execute(
            "UPDATE vouched SET role = ?, said_at = max(said_at, ?), was_organiser = max(was_organiser, ?) WHERE mark = ?",
            (role, at, int(role == ORGANISER), mark),
        )

    def shut_out(self, marks: Iterable[str]) -> None:
        """These were shut out, inside a transaction: nothing is sealed for them, and they vouch for nobody."""
        self.writing.executemany("UPDATE vouched SET is_out = 1 WHERE mark = ?", [(mark,) for mark in marks])

    def invited(self, address_hash: str, key: bytes, role: str) -> None:
        """A code was given out: whoever proves their keys under it is whom it was given to."""
        now = self.base.now_ms()
        with self.base.transaction() as connection:
            connection.execute("DELETE FROM inviting WHERE made_at < ?", (now - _CODES_KEPT_MS,))
            connection.execute(
                "INSERT OR REPLACE INTO inviting (address_hash, key, role, made_at) VALUES (?, ?, ?, ?)",
                (address_hash, key, role, now),
            )

    # What others say

    def learn(self, out: Collection[str]) -> bool:
        """Believe the vouchers that hold, inside a transaction; whether anybody is known by them who was not.

        The latest says whose a laptop is. ``out`` are the marks of those who were shut out, known or not: they are listed
        as that, and vouch for nobody.
        """
        me = self.me()
        if me is not None:
            self.trust(me, "self")
            self._hear(me.mark, me.role, 0)
        self.shut_out(out)
        known = self.known()
        organisers = {one.keys.key for one in known.values() if one.keys.role == ORGANISER and not one.is_out}
        heard = dict(self.reading.execute("SELECT mark, said_at FROM vouched").fetchall())
        left = [word for word in self._vouchers() if me is None or word[1].mark != me.mark]
        found = False
        while True:
            left = [word for word in left if word[0] > heard.get(word[1].mark, -1)]
            news = [
                (at, keys)
                for at, keys, voucher in left
                if (by := read_key(voucher.by)) in organisers
                and by != keys.key
                and self._holds(keys, voucher)
            ]
            if not news:
                return found
            for at, keys in news:  # the latest of each last
                found |= keys.mark not in known
                self.trust(keys, "voucher")
                self._hear(keys.mark, keys.role, at)
                heard[keys.mark] = at
                if keys.role == ORGANISER and keys.mark not in out:
                    organisers.add(keys.key)
                else:
                    organisers.discard(keys.key)
            self.shut_out(out)

    def meet(self, told: Sequence[KeysTold]) -> None:
        """Newcomers who prove their keys under a code from here are whom it was given to. Inside a transaction."""
        codes = {
            row[0]: (bytes(row[1]), row[2])
            for row in self.writing.execute("SELECT address_hash, key, role FROM inviting").fetchall()
        }
        for one in told:
            code = codes.get(one.invitation)
            keys = keys_of(one)
            if code is None or keys is None or not is_proved(code[0], keys.key, keys.box, one.proof):
                continue
            # The code's role, not the one that the server tells.
            self.trust(replace(keys, role=code[1]), "code")
            self.writing.execute("DELETE FROM inviting WHERE address_hash = ?", (one.invitation,))

    def claimed(self) -> list[LaptopKeys]:
        """Laptops that say themselves whose they are, which anybody can: for people who compare words."""
        return [
            keys
            for _, keys, voucher in self._vouchers()
            if voucher.by == voucher.key and self._holds(keys, voucher)
        ]

    # What this laptop says

    def is_wanted(self) -> bool:
        """Whether there is another organiser's laptop, which could use what this one knows."""
        me = self.me()
        return me is not None and any(
            keys.role == ORGANISER and keys.mark != me.mark for keys in self.standing()
        )

    def vouch(self) -> int:
        """Vouch for every standing laptop that is known here and that nobody would come to know who knows this one alone.

        How many those were. So whoever knows any organiser's laptop comes to know all that any of them knows.
        """
        me, signer = self.me(), self.signer()
        if me is None or signer is None:
            return 0
        known = self.known()
        organisers = {one.keys.key for one in known.values() if one.keys.role == ORGANISER and not one.is_out}
        vouchers = [
            (keys, by)
            for _, keys, voucher in self._vouchers()
            # For oneself one only says who one is.
            if (by := read_key(voucher.by)) in organisers
            and (by != keys.key or keys.mark == me.mark)
            and (keys.mark != me.mark or keys.role == me.role)
            and self._holds(keys, voucher)
        ]
        said = {keys.mark: keys.role for keys, _ in vouchers}  # the latest of each
        covered, reached, fresh = set[tuple[str, str]](), set[bytes](), {me.key}
        while fresh:
            reached |= fresh
            found = [keys for keys, by in vouchers if by in fresh]
            covered |= {(keys.mark, keys.role) for keys in found}
            fresh = {
                keys.key for keys in found if keys.role == ORGANISER and keys.key in organisers
            } - reached
        lacking = [
            one.keys
            for mark, one in known.items()
            if not one.is_out and (said.get(mark) != one.keys.role or (mark, one.keys.role) not in covered)
        ]
        self._projection.append(*(self._draft(signer, keys) for keys in lacking))
        return len(lacking)

    def _draft(self, signer: Ed25519PrivateKey, keys: LaptopKeys) -> Draft:
        voucher = Voucher(
            device=keys.device,
            key=keys.key.hex(),
            box=keys.box.hex(),
            role=keys.role,
            by=signer.public_key().public_bytes_raw().hex(),
            signature=sign_voucher(signer, self.base.session.branch, keys),
        )
        return Draft(VOUCHER.name, keys.mark, msgspec.to_builtins(voucher))

    def _holds(self, keys: LaptopKeys, voucher: Voucher) -> bool:
        try:
            check_voucher(read_key(voucher.by), self.base.session.branch, keys, voucher.signature)
        except ProtocolError:
            return False
        return True

    def _vouchers(self) -> list[tuple[int, LaptopKeys, Voucher]]:
        """Those that were said, with their stamps, the latest last."""
        found = []
        for eid, at, plain in self._journal.bodies(VOUCHER.name):
            try:
                voucher = msgspec.convert(plain, Voucher)
                keys = voucher.keys()
                read_key(voucher.by)
            except (msgspec.ValidationError, ProtocolError):
                continue
            if keys.mark == eid:
                found.append((at, keys, voucher))
        return found


def keys_of(told: KeysTold) -> LaptopKeys | None:
    """A laptop's keys as the server tells them; None if they are none."""
    try:
        return LaptopKeys(told.device, read_key(told.key), read_key(told.box), told.role)
    except ProtocolError:
        return None
