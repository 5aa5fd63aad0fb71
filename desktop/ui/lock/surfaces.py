"""Whatever lies over the window or still holds somebody's words: closed, and emptied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)

from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.tips import set_tip

_MOST_LAYERS = 50
"""No more lie over one another; a popup that will not close must not keep us here."""


def close_above(window: QWidget) -> None:
    """Close popups, dialogs and whatever else is open beside the window; what a dialog asked is unasked.

    A dialog is refused, not accepted: nothing is done that nobody said. No drag begins in this program, and what is
    dragged over it from elsewhere falls on a page that takes nothing.
    """
    for _ in range(_MOST_LAYERS):
        popup = QApplication.activePopupWidget()
        if popup is None:
            break
        popup.close()
    for _ in range(_MOST_LAYERS):
        modal = QApplication.activeModalWidget()
        if modal is None or not _refuse(modal):
            break
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible() and not window.isAncestorOf(other):
            _refuse(other)
    QToolTip.hideText()
    # What an input method has composed was typed too, and belongs into the draft.
    QGuiApplication.inputMethod().commit()


def _refuse(widget: QWidget) -> bool:
    """Close one; whether it is gone. One that will not close is hidden."""
    if isinstance(widget, QDialog):
        widget.reject()
    else:
        widget.close()
    if widget.isVisible():
        widget.hide()
    return not widget.isVisible()


def empty(part: QWidget) -> None:
    """Take every word out of a part of the window that is about to go: it may live on until an event loop ends.

    Fields are set anew rather than cleared, as a cleared field can be undone.
    """
    for widget in (part, *part.findChildren(QWidget)):
        widget.blockSignals(True)
        if isinstance(widget, QLineEdit):
            widget.setText("")
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            widget.document().blockSignals(True)
            widget.setPlainText("")
        elif isinstance(widget, QLabel):
            widget.setText("")
        elif isinstance(widget, QAbstractItemView):
            model = widget.model()
            if isinstance(model, PagedModel):
                model.set_ids([])
            widget.setModel(None)
        set_tip(widget, "")
        widget.setAccessibleName("")
        widget.setAccessibleDescription("")
