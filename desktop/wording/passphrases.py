"""How strong a passphrase is, in words. Why one is not taken is said by ``faults``."""

from desktop.domain.passphrases import Strength
from desktop.wording.translation import Translate, english


def strength_words(strength: Strength, translate: Translate = english) -> str:
    """How strong a passphrase is."""
    return {
        Strength.WEAK: translate("Passphrase", "too easily guessed"),
        Strength.FAIR: translate("Passphrase", "good enough"),
        Strength.STRONG: translate("Passphrase", "strong"),
    }[strength]
