"""How sentences reach another language: every function here is handed ``translate`` and calls it with its English.

Context and text stand in the call itself, ``translate("Context", "Text")``, where Qt Linguist's tool reads them.
"""

from typing import Protocol


class Translate(Protocol):
    """Given a context and English, returns the words in the person's language."""

    def __call__(self, context: str, text: str, /) -> str:
        """The words, or the English where there is no translation."""
        ...


def english(context: str, text: str, /) -> str:
    """The English as it stands."""
    del context
    return text
