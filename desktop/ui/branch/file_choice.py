"""Choosing a file: by a chooser, by pasting its path, or by dropping it on the page."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.ui.translating import translate
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.flow import hugging
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.part import Part


class FileChoice(Part):
    """A line with the path of a file; ``chosen`` when one was chosen or dropped."""

    chosen = Signal(str)

    def __init__(self, label: str, note: str, kinds: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._kinds = label, kinds
        self.field = Field(label, note=note)
        self.look_for = KeyHint("Alt+F", translate("Branch", "Look for it"))
        self.look_for.triggered.connect(self.open_chooser)
        install("Alt+F", self.look_for.click, self.look_for)
        self.field.field_line.addWidget(self.look_for)
        self.chooser: QFileDialog | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.field)
        self.setFocusProxy(self.field.line)
        self.setSizePolicy(hugging())
        self.ensure_dressed()

    @property
    def path(self) -> Path | None:
        """The file that the line names, if it names one; quotation marks and file:// around it are left away."""
        text = self.field.text().strip().strip("\"'").removeprefix("file://")
        return Path(text).expanduser() if text else None

    def open_chooser(self) -> None:
        """Let the person look for the file."""
        chooser = QFileDialog(self, self._label, "", self._kinds)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self.take)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def take(self, path: str) -> None:
        """Write the path of a file that was chosen or dropped."""
        self.field.clear_error()
        self.field.set_text(path)
        self.field.line.setFocus()
        self.chosen.emit(path)

    def accept_drops_on(self, page: QWidget) -> None:
        """Take a file that is dropped anywhere on a page."""
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say yes to a file that hovers, take one that falls."""
        if isinstance(event, QDragEnterEvent) and dropped_path(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and dropped_path(event):
            event.acceptProposedAction()
            self.take(dropped_path(event))
            return True
        return super().eventFilter(watched, event)


def dropped_path(event: QDropEvent) -> str:
    """The path of the first file that hovers or falls."""
    return next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
