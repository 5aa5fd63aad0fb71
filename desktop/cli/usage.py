"""What is wrong with a command before anything was done, and the help that was asked for."""


class WrongUsage(Exception):
    """The command cannot be understood; ``words`` say why, ``usage`` how it goes."""

    def __init__(self, words: str, usage: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.usage = usage


class PassphraseNeeded(Exception):
    """A passphrase is needed, none was given, and nobody can be asked."""


class NobodyWrites(Exception):
    """Nothing came for as long as records may stay open unwatched."""


class HelpWanted(Exception):
    """Help was asked for; ``text`` is the help."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class PassphrasesDiffer(Exception):
    """A new passphrase was typed twice, and not alike."""
