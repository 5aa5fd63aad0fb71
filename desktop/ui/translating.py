"""The one way in which words of the screens reach Qt Linguist: ``translate("Context", "Words")``."""

from PySide6.QtCore import QCoreApplication


def translate(context: str, words: str) -> str:
    """The words in the language in use; English as they stand if there is no translation."""
    return QCoreApplication.translate(context, words)
