"""The list of 2048 English words from which a server's fingerprint is spoken (BIP 39's)."""

from collections.abc import Sequence


def wordlist() -> Sequence[str]:
    """The words, in their fixed order. Both sides must have the same list."""
    from mnemonic import Mnemonic

    return tuple(Mnemonic("english").wordlist)
