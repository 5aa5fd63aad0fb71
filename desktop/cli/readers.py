"""``groundswell readers``: which laptops can read the notes, renewing the key to them, and knowing a laptop by its words."""

import argparse

from desktop.cli.documents import plain
from desktop.cli.enrol import take_authorities
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.readers import ReadersHeld
from desktop.operations.readers import know_by_words, own_words, read_readers, renew_key
from desktop.wording.readers import (
    key_words,
    known_words,
    own_words_line,
    reader_line,
    renewed_words,
    shut_words,
)


def readers_document(held: ReadersHeld) -> dict[str, object]:
    """What ``readers list --json`` prints."""
    document: dict[str, object] = plain(held)
    return document


def _list(call: Call) -> Answer:
    held = read_readers(call.store)
    lines = [key_words(held), shut_words(held.shut), *(reader_line(reader) for reader in held.readers)]
    return Answer(readers_document(held), [line for line in lines if line])


def _renew(call: Call) -> Answer:
    held = renew_key(call.store, authorities=call.arguments.authorities).value
    return Answer(readers_document(held), renewed_words(held))


def _words(call: Call) -> Answer:
    words = list(own_words(call.store))
    return Answer({"words": words}, own_words_line(" ".join(words)))


def _know(call: Call) -> Answer:
    held = know_by_words(call.store, call.arguments.words).value
    return Answer(readers_document(held), known_words())


def _take_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="+", metavar="WORD", help="the three words that the other laptop shows"
    )


VERBS = (
    Verb(
        "readers list",
        "Show which laptops can read the notes, how old the key to them is, and what is to be done. Asks no server.",
        _list,
        ["groundswell readers list --vault records --json"],
    ),
    Verb(
        "readers renew",
        "Make a new key to the notes for every laptop that is known and was not shut out. It goes out with the next sending.",
        _renew,
        ["groundswell readers renew --vault records"],
        take_authorities,
    ),
    Verb(
        "readers words",
        "Show the three words of this laptop, to be read out to a colleague.",
        _words,
        ["groundswell readers words --vault records"],
    ),
    Verb(
        "readers know",
        "Say the words that another laptop shows: it is known for certain then, and an organiser's laptop gives it the key.",
        _know,
        ["groundswell readers know abandon zebra velvet --vault records"],
        _take_words,
    ),
)
