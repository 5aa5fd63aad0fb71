"""Opening records whose passphrase was lost with an organiser's help, by file or square code, without a network.

The locked laptop asks (``ask_for_help``), an organiser's answers (``give_help``), the locked one takes it (``take_help``).
``stretch`` and ``floor`` say what Argon2id costs and the least that is accepted; only tests give them.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from desktop.domain import passphrases
from desktop.domain.helping import (
    AnswerForAnother,
    CannotHelp,
    HelpAsked,
    HelpNotWritten,
    HelpPart,
    HelpUnreadable,
    HelpWordsDiffer,
)
from desktop.operations.backups import follow_keys
from desktop.operations.changed import Changed, Done
from desktop.operations.recovery_keys import heed_helpers
from desktop.store import help_requests
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.disk import write_whole
from desktop.store.errors import VaultDamaged, VaultError, WrongPassphrase
from desktop.store.help_requests import Request
from desktop.store.recovering import open_by_store_key
from desktop.store.store import Store, open_store
from desktop.store.stretching import FLOOR
from sync.protocol.enrolment import Stretch, fingerprint
from sync.protocol.words import wordlist

_MOST_BYTES = 16 * 1024


def ask_for_help(folder: Path, who: str) -> HelpAsked:
    """Ask for help; what was asked before is void. ``who`` is what the organiser is told, and proves nothing.

    Takes a fifth of a second. Raises NobodyHelps, or any VaultError.
    """
    asked = help_requests.ask(folder, who)
    return HelpAsked(asked.text, words_of(asked), asked.helpers)


def read_request(text: str) -> Request:
    """What a request says, before anybody answers it. Raises HelpUnreadable."""
    return help_requests.read_request(text)


def words_of(request: Request) -> list[str]:
    """The three words of a request: they stand for all of it, stretched so that no other is found with the same."""
    return fingerprint(b"groundswell-help-words-v1" + request.body, wordlist())


def give_help(store: Store, text: str, words: Sequence[str]) -> Done[str]:
    """The answer to a request whose words somebody read out. The branch hears that this laptop helped, not whom.

    Raises HelpUnreadable, HelpWordsDiffer, or CannotHelp.
    """
    request = help_requests.read_request(text)
    if [part for typed in words for part in typed.lower().split()] != words_of(request):
        raise HelpWordsDiffer
    private = store.helpers.private
    if private is None or store.vouching.signer() is None:
        raise CannotHelp
    given = help_requests.answer(request, private)
    with store.transaction():
        store.helpers.note_helped()
    return Done(given, Changed.SYNC | Changed.SETTINGS)


def check_answer(folder: Path, text: str) -> None:
    """Whether an answer is to the request that waits here, before anybody thinks of a passphrase.

    Raises HelpUnreadable, NoHelpAsked, or AnswerForAnother.
    """
    help_requests.open_answer(folder, text)


def take_help(
    folder: Path,
    text: str,
    new_passphrase: str,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> Store:
    """Open the records by an answer, give them a new passphrase, and renew their key, which the organiser's laptop held.

    PassphraseRefused, HelpUnreadable, NoHelpAsked, AnswerForAnother or any VaultError leave everything as it was.
    """
    passphrases.accept(new_passphrase)
    key = help_requests.open_answer(folder, text)
    try:
        opened = open_by_store_key(folder, key, new_passphrase, stretch=stretch, floor=floor, device=device)
    except WrongPassphrase:
        raise AnswerForAnother from None
    except VaultDamaged as damaged:
        if (damaged.part, damaged.reason) == ("key", "mac"):
            raise AnswerForAnother from None  # the key was renewed since
        raise
    store = open_store(opened)
    with suppress(VaultError):  # those backups that cannot follow do so with the next one
        follow_keys(store)
    return heed_helpers(store, new_passphrase, floor=floor, device=device)


def write_text(file: Path, text: str) -> None:
    """Write a request or an answer into a file, whole. Raises HelpNotWritten."""
    try:
        write_whole(file, text.encode("ascii") + b"\n")
    except (OSError, ValueError):  # a path may hold a NUL
        raise HelpNotWritten from None


def read_text(part: HelpPart, source: str) -> str:
    """A request or an answer, from a file or as it was typed. Raises HelpUnreadable."""
    typed = "".join(source.split()).upper()
    if typed.startswith(part.value):
        return typed
    try:
        with Path(source.strip().strip("\"'").removeprefix("file://")).expanduser().open("rb") as file:
            return file.read(_MOST_BYTES).decode("ascii")
    except (OSError, ValueError, RuntimeError):
        raise HelpUnreadable(part) from None
