"""Who can read the branch's notes: renewing the key to them, giving it out, and knowing laptops by words."""

from collections.abc import Sequence
from contextlib import suppress

from desktop.domain.readers import NoSuchWords, OnlyOrganisersRenew, ReadersHeld
from desktop.operations.changed import Changed, Done
from desktop.operations.enrolment import NotJoined, open_transport
from desktop.store.store import Store
from sync.client import laptops as client
from sync.client.errors import ExchangeError, ServerRefused
from sync.client.transport import Transport
from sync.protocol.keys_told import KeysAnswer
from sync.protocol.vouching import LaptopKeys, words_of
from sync.protocol.words import wordlist

_OLDER = frozenset(
    {"not_found", "role"}
)  # what an older server answers, or one that knows this laptop otherwise
_MOST_COMPARED = 200


def read_readers(store: Store) -> ReadersHeld:
    """Who can read the notes, by what is known here. Needs no network."""
    return store.readers.held()


def tend(store: Store, transport: Transport, *, asks: bool = False) -> bool:
    """After an exchange: learn what was given; on an organiser's laptop vouch, renew and give. Whether anything was written.

    The server is asked for laptops' keys now and then, or at once with ``asks``. The key is renewed by itself once somebody was
    shut out who has it, unless that would leave out laptops that nobody could give it to yet: for that it takes a person.
    What the server does not answer is asked for another time.
    """
    is_organiser = store.vouching.signer() is not None and store.reach.is_whole
    answer = None
    if is_organiser and (asks or store.notes_keys.asks()):
        with suppress(ExchangeError):
            answer = _ask(store, transport)
    with store.transaction():
        if answer is not None:
            store.notes_keys.note_told(answer)
        learn(store)
        return is_organiser and _look_after(store)


def _look_after(store: Store) -> bool:
    keys = store.notes_keys
    is_due = keys.is_due() and bool(keys.current or not keys.unknown())
    # As long as one organiser alone knows everybody, and there is no key to give, nobody needs to be told.
    written = store.vouching.vouch() if is_due or keys.current or store.vouching.is_wanted() else 0
    written += keys.say_again()
    if is_due:
        written += keys.make() is not None
    return written + keys.give() > 0


def learn(store: Store) -> bool:
    """Believe what vouchers say and open what was given, inside a transaction; whether more can be read by it."""
    store.vouching.learn(store.notes_keys.out())
    return store.notes_keys.learn()


def renew_key(store: Store, *, authorities: str | None = None) -> Done[ReadersHeld]:
    """Make a new key for all laptops that are known and were not shut out. It goes out with the next exchange.

    The server is asked first who was shut out. Raises OnlyOrganisersRenew, NotJoined or ExchangeError.
    """
    if store.enrolment.find() is None:
        raise NotJoined
    if store.vouching.signer() is None:
        raise OnlyOrganisersRenew
    transport = open_transport(store, authorities=authorities)
    try:
        answer = _ask(store, transport)
    finally:
        transport.close()
    if answer is not None:
        with store.transaction():
            store.notes_keys.note_told(answer)
    return make_key(store)


def make_key(store: Store) -> Done[ReadersHeld]:
    """The same by what is known here already, without asking anybody."""
    with store.transaction():
        learn(store)
        store.vouching.vouch()
        store.notes_keys.make()
        store.notes_keys.give()
    return Done(store.readers.held(), Changed.SYNC | Changed.SETTINGS)


def own_words(store: Store) -> Sequence[str]:
    """The three words of this laptop, to be read out to a colleague. Takes a fifth of a second. Raises NotJoined."""
    me = store.vouching.me()
    if me is None:
        raise NotJoined
    return words_of(me.key, me.box, wordlist())


def know_by_words(store: Store, words: Sequence[str]) -> Done[ReadersHeld]:
    """Know for certain whose keys are whose, because a laptop's words were read out by whoever sits before it.

    On an organiser's laptop: vouch for it, and give it the key to the notes. On any other: believe that organiser's laptop.
    Takes a fifth of a second for each laptop that waits to be known. Raises NoSuchWords, NotJoined.
    """
    if store.enrolment.find() is None:
        raise NotJoined
    keys = _shown(store, [part for text in words for part in text.lower().split()])
    with store.transaction():
        store.vouching.trust(keys, "words")
        learn(store)
        store.vouching.vouch()
        store.notes_keys.give()
    return Done(store.readers.held(), Changed.SYNC | Changed.SETTINGS | Changed.CONTACTS)


def _shown(store: Store, words: list[str]) -> LaptopKeys:
    """The keys, among those that are told and not known, that have these words."""
    known = store.vouching.known()
    told = {one.mark: one for one in (*store.vouching.claimed(), *store.notes_keys.unknown())}
    for mark, keys in sorted(told.items())[:_MOST_COMPARED]:
        if mark not in known and words_of(keys.key, keys.box, wordlist()) == words:
            return keys
    raise NoSuchWords


def _ask(store: Store, transport: Transport) -> KeysAnswer | None:
    told = store.notes_keys.told()
    try:
        return client.ask_keys(transport, told.mark if told else "")
    except ServerRefused as refused:
        if refused.code not in _OLDER:
            raise
        return None
