"""The recovery code: printed on a sheet, kept in a drawer, typed when the passphrase is lost.

Eight groups of four letters out of 24 (no I, no O), about 108 bits. In each group the weighted sum of the
letters' numbers and the group's own number is 0 modulo 29. As 29 is prime and larger than the alphabet, one
wrong letter, any two letters swapped, and a group in another group's place are each certain to be noticed,
group by group.
"""

import unicodedata
from collections.abc import Callable, Sequence

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS = 8
GROUP_LENGTH = 4
_PRIME = 29
_LONGEST_TYPED = 1024


class RecoveryCodeWrong(Exception):
    """What was typed is not a recovery code. ``groups`` are those to look at again, counted from 1."""

    def __init__(self, groups: tuple[int, ...]) -> None:
        super().__init__(groups)
        self.groups = groups


def new_code(choose: Callable[[Sequence[str]], str]) -> str:
    """A fresh code, ``ABCD-EFGH-…``. ``choose`` picks one of many, and must be unpredictable."""
    return "-".join(_new_group(number, choose) for number in range(1, GROUPS + 1))


def read_code(typed: str) -> str:
    """The code that somebody typed in any case and spacing, as it was printed; or RecoveryCodeWrong."""
    groups = _split(typed)
    wrong = [
        number
        for number in range(1, GROUPS + 1)
        if number > len(groups) or not _holds(number, groups[number - 1])
    ]
    if wrong or len(groups) > GROUPS:
        raise RecoveryCodeWrong(tuple(wrong))
    return "-".join(groups)


def _new_group(number: int, choose: Callable[[Sequence[str]], str]) -> str:
    while True:
        letters = "".join(choose(ALPHABET) for _ in range(GROUP_LENGTH - 1))
        for last in ALPHABET:
            if _holds(number, letters + last):
                return letters + last


def _holds(number: int, group: str) -> bool:
    """Whether a group is whole: four letters of the alphabet whose weighted sum comes out."""
    if len(group) != GROUP_LENGTH or any(letter not in ALPHABET for letter in group):
        return False
    weighted = sum(weight * ALPHABET.index(letter) for weight, letter in enumerate(group, start=1))
    return (weighted + number) % _PRIME == 0


def _split(typed: str) -> list[str]:
    """Groups as they were typed apart, or, if they were not, every four characters."""
    plain = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).upper()
    parts = "".join(character if character.isalnum() else " " for character in plain).split()
    if len(parts) == GROUPS:
        return parts
    run = "".join(parts)
    return [run[start : start + GROUP_LENGTH] for start in range(0, len(run), GROUP_LENGTH)]
