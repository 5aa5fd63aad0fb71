"""Putting a look on the application, live, and reading it back from any widget."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.look.fonts import load_fonts
from desktop.ui.look.look import Look
from desktop.ui.look.palettes import qt_palette
from desktop.ui.look.style import LookStyle
from desktop.ui.look.type_styles import Type

PLAIN = Look()
"""What a widget is painted with while the application wears nothing of ours yet."""


def wear(app: QApplication, look: Look) -> None:
    """Dress the application, and every widget that is already there, in `look`."""
    style = app.style()
    if isinstance(style, LookStyle):
        style.look = look
    else:
        load_fonts()
        app.setStyle(LookStyle(look))
    app.setPalette(qt_palette(look.colours))
    app.setFont(look.font(Type.BODY))
    for widget in app.allWidgets():
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    for widget in app.allWidgets():
        widget.updateGeometry()  # once more, when all are dressed: some were measured beside others that were not


def look_of(widget: QWidget) -> Look:
    """The look that a widget wears."""
    style = widget.style()
    return style.look if isinstance(style, LookStyle) else PLAIN


def worn_by(app: QApplication) -> Look:
    """The look that the application wears."""
    style = app.style()
    return style.look if isinstance(style, LookStyle) else PLAIN
