"""What is told of a widget that one points at. The only place that sets it: Qt would read marks in it as a page."""

import html

from PySide6.QtWidgets import QWidget


def set_tip(widget: QWidget, text: str) -> None:
    """Tell a text as it stands, whatever somebody typed into it: a picture named there is not fetched."""
    widget.setToolTip(as_it_stands(text))


def as_it_stands(text: str) -> str:
    """A text that Qt shows letter by letter, also where it guesses whether it is a page."""
    return f"<span>{html.escape(text)}</span>" if "<" in text or "&" in text else text
