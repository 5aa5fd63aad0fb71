"""The terminal as commands see it: documents on standard output, everything else on standard error."""

import getpass
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, BinaryIO, TextIO

from desktop.cli.usage import PassphraseNeeded, PassphrasesDiffer

PASSPHRASE = "GROUNDSWELL_PASSPHRASE"  # noqa: S105 - the name of a variable
NEW_PASSPHRASE = "GROUNDSWELL_NEW_PASSPHRASE"  # noqa: S105 - the name of a variable
RECOVERY_CODE = "GROUNDSWELL_RECOVERY_CODE"
_TURNING = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""What lets letters run the other way."""
_STEERING: dict[int, str] = {
    **{code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0), *_TURNING) if chr(code) != "\t"},
    **dict.fromkeys((0x0A, 0x2028, 0x2029), " "),
}
"""What is shown in place of that, of control characters, and of whatever begins a line."""


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

    def print_words(self, words: str | Sequence[str]) -> None:
        """Print what a person reads as the answer: a line, or several. Nothing in a line begins another."""
        if words:
            self.out.write(_lines(words))
            self.out.flush()

    def tell(self, words: str | Sequence[str]) -> None:
        """Say something beside the answer: a line, or several."""
        self.err.write(_lines(words))
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


def one_line(words: str) -> str:
    """Words as a terminal may have them: what a colleague typed must not move its cursor, nor look like a line of ours."""
    return words.translate(_STEERING)


def _lines(words: str | Sequence[str]) -> str:
    return "".join(one_line(line) + "\n" for line in ([words] if isinstance(words, str) else words))


def as_json(value: Any) -> str:
    """One JSON value on one line; letters as they are, and what a terminal would not show as its number."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)


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
