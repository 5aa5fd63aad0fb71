"""The notes keys that this laptop holds: opened from what others gave, made anew, and given on."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.store.journal import Draft, Journal
from desktop.store.projection import Projection
from desktop.store.rows import Rows
from desktop.store.session import later_keys
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from desktop.store.vouching import Vouching, keys_of
from sync.protocol.entries import is_id
from sync.protocol.errors import Malformed, ProtocolError
from sync.protocol.keys_told import KeysAnswer
from sync.protocol.kinds.notes_key import NOTES_KEY
from sync.protocol.notes_keys import Making, give, given_to, make, open_former, open_gift
from sync.protocol.sealing import KEY_LENGTH, BranchKeys, KeyName, NotesKey
from sync.protocol.vouching import ORGANISER, LaptopKeys, mark_of, read_key

_ANSWER, _ASKED = "keys_answer", "keys_asked_at"
_ASK_EVERY_MS = 10 * 60 * 1000


@dataclass(slots=True)
class KeySaid:
    """What entries say of one notes key. ``makings`` are believed by their signatures alone."""

    makings: list[Making] = field(default_factory=list)
    gifts: set[str] = field(default_factory=set)

    @property
    def boxes(self) -> frozenset[str]:
        """The box keys (hex) that it was given to."""
        return frozenset(given_to(one) for one in self.gifts)


class NotesKeys(Rows):
    """The notes keys after the first."""

    def __init__(
        self,
        base: Transactions,
        journal: Journal,
        projection: Projection,
        settings: Settings,
        vouching: Vouching,
    ) -> None:
        super().__init__(base)
        self._journal = journal
        self._projection = projection
        self._settings = settings
        self._vouching = vouching

    @property
    def current(self) -> KeyName:
        """Under which of them notes are written here."""
        return self.base.session.keys.current

    @property
    def held(self) -> dict[KeyName, NotesKey]:
        """Those that this laptop holds, besides the first."""
        return self.base.session.keys.later

    def said(self) -> dict[KeyName, KeySaid]:
        """What entries say, by the names of keys, whether or not its key is held."""
        found: dict[KeyName, KeySaid] = {}
        for eid, _, plain in self._journal.bodies(NOTES_KEY.name):
            if not is_id(eid):
                continue
            one = found.setdefault(KeyName(eid), KeySaid())
            given = plain.get("given")
            added = given.get("add") if isinstance(given, dict) else None
            one.gifts.update(gift for gift in added or () if isinstance(gift, str))
            try:
                one.makings.append(msgspec.convert(plain, Making))
            except msgspec.ValidationError:
                continue  # it only gives
        return found

    def count_shut(self) -> int:
        """How many notes and answers cannot be read here yet."""
        return sum(
            int(self.reading.execute(f"SELECT count(*) FROM {table} WHERE is_shut").fetchone()[0])  # noqa: S608 - our own constants
            for table in ("note", "response")
        )

    # What comes from others

    def keep(self, keys: Iterable[NotesKey]) -> bool:
        """Hold more keys, inside a transaction, and read what is sealed under them; whether any was new."""
        news = {key.name: key for key in keys if key.name not in self.held}
        if not news:
            return False
        self.writing.executemany(
            "INSERT OR IGNORE INTO notes_key (name, number, key) VALUES (?, ?, ?)",
            [(name, key.number, key.key) for name, key in news.items()],
        )
        self.base.session.keys = BranchKeys(self.base.session.keys.branch_key, later_keys(self.writing))
        self._projection.refold_many({one for name in news for one in self._journal.sealed_under(name)})
        return True

    def learn(self) -> bool:
        """Open what was given to this laptop of keys that an organiser made; whether any was new. In a transaction.

        A key that nobody known to be an organiser made is not taken, whoever gives it: notes would be written under it.
        """
        found = False
        standing = self._organisers()
        boxes = self._vouching.boxes()
        for name, one in self.said().items():
            made = self._made(name, one, standing.keys())
            if made is None:
                continue
            # What somebody made who was shut out since, or is no organiser any more, is read with, and not written under.
            number = made.number if standing[read_key(made.by)] else 0
            if number:
                self._vouching.shut_out(made.without)
            key = self.held.get(name) or self._opened(name, one, number, boxes)
            if key is None:
                continue
            found |= self.keep([key])
            if not set(made.after) <= self.held.keys():
                found |= self.keep(_former(key, made, number))
        return found

    def _organisers(self) -> dict[bytes, bool]:
        """The signing keys of laptops that are or were known as organisers', and whether each stands as that."""
        known = self._vouching.known().values()
        return {
            one.keys.key: one.keys.role == ORGANISER and not one.is_out for one in known if one.was_organiser
        }

    def _made(self, name: KeyName, one: KeySaid, organisers: Collection[bytes]) -> Making | None:
        """What was said of a key by an organiser's laptop that made it."""
        for made in one.makings:
            try:
                if read_key(made.by) in organisers:
                    made.check(self.base.session.branch, name)
                    return made
            except ProtocolError:
                continue
        return None

    def _opened(
        self, name: KeyName, one: KeySaid, number: int, boxes: dict[str, X25519PrivateKey]
    ) -> NotesKey | None:
        for gift in sorted(one.gifts):
            box = boxes.get(given_to(gift))
            if box is None:
                continue
            try:
                return NotesKey(number, open_gift(gift, self.base.session.branch, name, box))
            except ProtocolError:
                continue
        return None

    # What an organiser's laptop does

    def asks(self) -> bool:
        """Whether it is time to ask the server about laptops' keys."""
        asked = int(self._settings.find(_ASKED) or 0)
        return not asked <= self.base.now_ms() < asked + _ASK_EVERY_MS

    def ask_soon(self) -> None:
        """Let the next exchange ask, for something has changed."""
        self._settings.write(_ASKED, "0")

    def told(self) -> KeysAnswer | None:
        """The server's last answer about laptops' keys."""
        text = self._settings.find(_ANSWER)
        return msgspec.json.decode(text, type=KeysAnswer) if text else None

    def note_told(self, answer: KeysAnswer) -> None:
        """Keep an answer, inside a transaction, and know by it who was shut out and who came by a code from here."""
        self._settings.write(_ASKED, str(self.base.now_ms()))
        before = self.told()
        if answer.keys or before is None:
            self._settings.write(_ANSWER, msgspec.json.encode(answer).decode())
            self._vouching.meet(answer.keys)
        self._vouching.shut_out(self.out())

    def out(self) -> frozenset[str]:
        """The marks of laptops that were shut out, by the server's word and by what those who made keys knew."""
        answer = self.told()
        revoked = {
            mark_of(keys.key, keys.box)
            for one in (answer.keys if answer else ())
            if one.is_revoked and (keys := keys_of(one)) is not None
        }
        known = {mark for mark, one in self._vouching.known().items() if one.is_out}
        return frozenset(revoked | known | self._without(self.held))

    def _without(self, wanted: Iterable[KeyName]) -> set[str]:
        """Who was shut out when these were made, as far as an organiser's laptop says so."""
        said, organisers = self.said(), self._organisers()
        makings = [self._made(name, said[name], organisers.keys()) for name in wanted if name in said]
        return {mark for made in makings if made is not None for mark in made.without}

    def is_due(self) -> bool:
        """Whether the key that notes are written under is with somebody shut out, or one is of a former organiser.

        Theirs may be the one that notes are written under, or one that came after it was left: others, who never knew them,
        take it from a key that brings it along, and from nothing else.
        """
        return not self.out() <= self._without([self.current]) or self._is_of_former()

    def _is_of_former(self) -> bool:
        said, organisers = self.said(), self._organisers()
        makings = [
            self._made(key.name, said[key.name], organisers.keys())
            for key in self.heads()
            if key.name in said
        ]
        return any(made is not None and not organisers[read_key(made.by)] for made in makings)

    def unknown(self) -> list[LaptopKeys]:
        """Laptops that stand by the server's word, and whose keys nobody here knows for certain."""
        answer = self.told()
        known = self._vouching.known()
        found = [keys_of(one) for one in (answer.keys if answer else ()) if not one.is_revoked]
        return [keys for keys in found if keys is not None and keys.mark not in known]

    def make(self) -> KeyName | None:
        """Make a notes key for all that are known and stand, inside a transaction; None if this is no organiser's laptop."""
        signer = self._vouching.signer()
        if signer is None:
            return None
        session = self.base.session
        number = 1 + max((one.number for one in self.held.values()), default=0)
        key = NotesKey(number, session.random(KEY_LENGTH))
        before = dict(self.held)
        self.keep([key])
        self._say(signer, key, before)
        return key.name

    def say_again(self) -> int:
        """Say anew of keys from here that the server kept apart what they are; how many. Inside a transaction."""
        signer = self._vouching.signer()
        if signer is None:
            return 0
        rows = self.reading.execute(
            "SELECT DISTINCT eid FROM entry JOIN quarantine ON quarantine.entry = entry.id"
            " WHERE kind IN ('notes_key', 'voucher') AND kind = 'notes_key'"
        )
        apart = {KeyName(row[0]) for row in rows.fetchall()}
        said = self.said()
        lost = [
            key
            for name, key in self.held.items()
            if name in apart and key.number and not (name in said and said[name].makings)
        ]
        for key in lost:
            before = {name: one for name, one in self.held.items() if one.number < key.number}
            self._say(signer, key, before)
        return len(lost)

    def _say(self, signer: Ed25519PrivateKey, key: NotesKey, before: dict[KeyName, NotesKey]) -> None:
        session = self.base.session
        made = make(signer, session.branch, key, before, self.out(), session.random)
        values = msgspec.to_builtins(made) | {"given": {"add": self._gifts(key, frozenset())}}
        self._projection.append(Draft(NOTES_KEY.name, key.name, values))

    def heads(self) -> list[NotesKey]:
        """The keys that are held and that no other brings along, the one to write under last: whoever has them has all."""
        said, organisers = self.said(), self._organisers().keys()
        makings = [self._made(name, said[name], organisers) for name in self.held if name in said]
        brought = {one for made in makings if made is not None for one in made.after}
        return [key for name, key in self.held.items() if name not in brought]

    def give(self) -> int:
        """Give the keys that are held to all who are known, stand and lack them, inside a transaction; how many.

        What another key brings along need not be given by itself.
        """
        if self._vouching.signer() is None:
            return 0
        said = self.said()
        given = 0
        for key in self.heads():
            one = said.get(key.name)
            gifts = self._gifts(key, one.boxes) if one is not None else []
            if gifts:
                self._projection.append(Draft(NOTES_KEY.name, key.name, {"given": {"add": gifts}}))
                given += len(gifts)
        return given

    def _gifts(self, key: NotesKey, boxes: Collection[str]) -> list[str]:
        found = []
        for one in self._vouching.standing():
            if one.box.hex() not in boxes:
                with suppress(Malformed):  # whoever brought such a key cannot be given anything
                    found.append(give(key, self.base.session.branch, one.box))
        return found


def _former(key: NotesKey, made: Making, number: int) -> Sequence[NotesKey]:
    try:
        found = open_former(key, made.former)
    except ProtocolError:
        return []
    # What was made later brings along what was made before it, or is only read with.
    return [NotesKey(one.number if 0 < one.number < number else 0, one.key) for one in found]
