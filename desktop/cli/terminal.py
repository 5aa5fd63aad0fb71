"""The terminal as commands see it: documents on standard output, everything else on standard error."""

import getpass
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, BinaryIO, TextIO

from desktop.cli.usage import PassphraseNeeded, PassphrasesDiffer

PASSPHRASE = "GROUNDSWELL_PASSPHRASE"  # noqa: S105 - the name of a variable
NEW_PASSPHRASE = "GROUNDSWELL_NEW_PASSPHRASE"  # noqa: S105 - the name of a variable
RECOVERY_CODE = "GROUNDSWELL_RECOVERY_CODE"
_CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


@dataclass(slots=True)
class Terminal:
    """Where words come from and go to. ``ask`` asks for a secret without showing it."""

    input: BinaryIO
    out: TextIO
    err: TextIO
    environment: Mapping[str, str] = field(repr=False)
    ask: Callable[[str], str]
    is_quiet: bool = False

    def print_document(self, document: Any) -> None:
        """Print one JSON document and a line's end; an iterator as a list, a row at a time."""
        if isinstance(document, Iterator):
            first = list(islice(document, 1))  # whatever can fail does so before anything is printed
            self.out.write("[")
            for place, row in enumerate(chain(first, document)):
                self.out.write((", " if place else "") + as_json(row))
            self.out.write("]\n")
        else:
            self.out.write(as_json(document) + "\n")
        self.out.flush()

    def print_words(self, words: str) -> None:
        """Print what a person reads as the answer."""
        if words:
            self.out.write(_harmless(words) + "\n")
            self.out.flush()

    def tell(self, words: str) -> None:
        """Say something beside the answer."""
        self.err.write(_harmless(words) + "\n")
        self.err.flush()

    def show_progress(self, words: str) -> None:
        """Show how far long work has come, on a line that is written over; only where somebody looks."""
        if self.err.isatty() and not self.is_quiet:
            self.err.write(f"\r\x1b[K{words}")
            self.err.flush()

    def end_progress(self) -> None:
        """Clear the line of the progress."""
        self.show_progress("")

    def secret(self, variable: str, words: str) -> str:
        """A secret from its environment variable, or asked for. Raises PassphraseNeeded."""
        given = self.environment.get(variable)
        return given if given is not None else self.ask(words)

    def new_secret(self, variable: str, words: str, again: str) -> str:
        """A new secret; asked for twice. Raises PassphraseNeeded, or PassphrasesDiffer."""
        given = self.environment.get(variable)
        if given is not None:
            return given
        first = self.ask(words)
        if self.ask(again) != first:
            raise PassphrasesDiffer
        return first


def _harmless(words: str) -> str:
    """Words as a terminal may have them: what a colleague typed must not move its cursor or change its title."""
    return words.translate(_CONTROLS)


def as_json(value: Any) -> str:
    """One JSON value on one line, letters as they are."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))


def ask_person(words: str) -> str:
    """Ask whoever sits there for a secret, and show nothing of it. Raises PassphraseNeeded if they end it."""
    try:
        return getpass.getpass(words)
    except EOFError:
        raise PassphraseNeeded from None


def ask_nobody(words: str) -> str:
    """Where nobody can be asked."""
    del words
    raise PassphraseNeeded


def quiet_out(stream: TextIO) -> None:
    """Let nothing more be written to a stream whose reader has gone, also not when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, stream.fileno())
    finally:
        os.close(nowhere)
