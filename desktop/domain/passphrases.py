"""The passphrase that opens a vault: words to offer, how strong one is, and which are accepted.

Whatever is typed is made one thing before a key comes of it: NFKC (so that an accent typed on another
keyboard opens the same vault), white space at the ends dropped and inside made one space. Nothing is cut
off.
"""

import importlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

WORDS_OFFERED = 5  # of 2,048 each: 55 bits
SHORTEST = 10  # characters
LONGEST = 1024
WEIGHED = 72  # zxcvbn's own limit; it takes seconds for more, and what follows only adds
ACCEPTED_TENTHS = 80  # 10^8.0 guesses, each a fifth of a second of Argon2id
STRONG_TENTHS = 100

Choose = Callable[[Sequence[str]], str]


class Refusal(Enum):
    """Why a passphrase is not accepted."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"  # control characters, halves of characters, characters of no known script
    EASILY_GUESSED = "easily_guessed"


class Strength(Enum):
    """How long guessing would take, in three steps."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


class PassphraseRefused(Exception):
    """A passphrase that no vault may have; ``reason`` says why, never what was typed."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of a passphrase: strength, guesses in tenths of a power of ten, and any refusal."""

    strength: Strength
    guesses_tenths: int
    refusal: Refusal | None


def offer_words(choose: Choose) -> str:
    """Five words to be used as a passphrase. ``choose`` picks one of many, and must be unpredictable."""
    return " ".join(choose(_word_list()) for _ in range(WORDS_OFFERED))


def normalise(passphrase: str) -> bytes:
    """The bytes that a key is derived from; PassphraseRefused if there are none.

    Also used when unlocking, so it refuses only what no passphrase can be, however weak.
    """
    if len(passphrase) > LONGEST:
        raise PassphraseRefused(Refusal.TOO_LONG)
    plain = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    if not plain:
        raise PassphraseRefused(Refusal.EMPTY)
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in plain):
        raise PassphraseRefused(Refusal.NOT_TEXT)
    return plain.encode("utf-8")


def judge(passphrase: str) -> Judgement:
    """How strong a passphrase is, for showing while it is typed (a few milliseconds at most)."""
    try:
        plain = normalise(passphrase).decode("utf-8")
    except PassphraseRefused as refused:
        return Judgement(Strength.WEAK, 0, refused.reason)
    tenths = _guesses_tenths(plain)
    return Judgement(_strength(tenths), tenths, _refusal(plain, tenths))


def accept(passphrase: str) -> None:
    """PassphraseRefused unless a new vault may have this passphrase."""
    refusal = judge(passphrase).refusal
    if refusal is not None:
        raise PassphraseRefused(refusal)


def _refusal(plain: str, tenths: int) -> Refusal | None:
    if any(unicodedata.category(character) in {"Cn", "Co"} for character in plain):
        return Refusal.NOT_TEXT  # another year's Unicode may write it differently
    if len(plain) < SHORTEST:
        return Refusal.TOO_SHORT
    return Refusal.EASILY_GUESSED if tenths < ACCEPTED_TENTHS else None


def _strength(tenths: int) -> Strength:
    if tenths >= STRONG_TENTHS:
        return Strength.STRONG
    return Strength.FAIR if tenths >= ACCEPTED_TENTHS else Strength.WEAK


def _guesses_tenths(plain: str) -> int:
    estimate = importlib.import_module("zxcvbn").zxcvbn  # heavy (frequency lists) and without types
    return int(float(estimate(plain[:WEIGHED])["guesses_log10"]) * 10)


@cache
def _word_list() -> tuple[str, ...]:
    from mnemonic import Mnemonic  # reads a file

    return tuple(Mnemonic("english").wordlist)
