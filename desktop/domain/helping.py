"""Helping: an organiser opens a colleague's records whose passphrase was lost, from afar and without a network.

A request goes one way and an answer the other, each as one line of capital letters and digits: in a file, in a square code,
or typed by a scanner.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from enum import StrEnum

_CHECK_LENGTH = 4
_LONGEST = 8192
LONGEST_NAME = 60
"""Letters of what somebody who asks says that they are called."""


class HelpPart(StrEnum):
    """What a line is: the way that it begins."""

    REQUEST = "GWASK1"
    ANSWER = "GWHELP1"


@dataclass(frozen=True, slots=True)
class Helper:
    """An organiser who offers help. ``is_ready``: these records open with their help now; ``helped``: how often they did so."""

    name: str
    is_ready: bool
    helped: int


@dataclass(frozen=True, slots=True)
class HelpersHeld:
    """Who can help whoever works here. ``is_refused``: they want nobody to. ``is_helper``: this laptop can help others."""

    helpers: list[Helper]
    is_refused: bool
    is_helper: bool
    helped: int


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """A request: the line that carries it, its three words, and how many organisers can answer it."""

    text: str
    words: list[str]
    helpers: int


class HelpProblem(Exception):
    """Help could not be asked for, given or taken."""


class HelpUnreadable(HelpProblem):
    """What was given is no request, or no answer, or not whole. ``part`` says which was wanted."""

    def __init__(self, part: HelpPart) -> None:
        super().__init__(part)
        self.part = part


class NobodyHelps(HelpProblem):
    """No organiser can open these records."""


class NoHelpAsked(HelpProblem):
    """There is an answer, but nobody here waits for one."""


class AnswerForAnother(HelpProblem):
    """The answer is to another request, or the records were locked anew since."""


class HelpWordsDiffer(HelpProblem):
    """The words that were typed are not those of the request."""


class CannotHelp(HelpProblem):
    """The request is not for this laptop: its key opens none of it."""


class HelpNotWritten(HelpProblem):
    """The file for a request or an answer could not be written."""


def write_line(part: HelpPart, body: bytes) -> str:
    """The line that carries a request or an answer."""
    return part.value + base64.b32encode(body + _check(part, body)).decode().rstrip("=")


def read_line(part: HelpPart, text: str) -> bytes:
    """What a line carries, in whatever case and broken by whatever gaps. Raises HelpUnreadable."""
    line = "".join(text[:_LONGEST].split()).upper()
    if not line.startswith(part.value):
        raise HelpUnreadable(part)
    letters = line.removeprefix(part.value)
    try:
        whole = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError):
        raise HelpUnreadable(part) from None
    body, check = whole[:-_CHECK_LENGTH], whole[-_CHECK_LENGTH:]
    if check != _check(part, body):
        raise HelpUnreadable(part)
    return body


def _check(part: HelpPart, body: bytes) -> bytes:
    return hashlib.sha256(part.value.encode() + body).digest()[:_CHECK_LENGTH]
