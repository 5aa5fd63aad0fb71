"""What of ours is on the clipboard: marked as private, and gone after a while and with the lock."""

import os
import struct
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS = 30_000
"""Long enough to paste what was copied."""
_MARKS = {
    # KDE's clipboard list and those that took its word; KeePassXC marks with these two.
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"text",
    # What Windows asks for: neither its history nor its cloud nor anybody who watches may keep it.
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': struct.pack("<I", 0),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': struct.pack("<I", 0),
}
_OURS = "application/x-groundswell"
_TOKEN = os.urandom(16)
"""By this a process knows its own, also where the system does not say whose it is."""
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardCare(QObject):
    """Watches what this program puts on the clipboard, whoever in it did: a message, or a line that was marked."""

    def __init__(
        self,
        parent: QObject | None = None,
        kept_ms: int = KEPT_MS,
        owns: Callable[[QClipboard.Mode], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._owns = owns or _owns
        self._is_marking = False
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(kept_ms)
        self._end.timeout.connect(self.clear)
        self._clipboard.changed.connect(self._note)

    def clear(self) -> None:
        """Take away what is ours; what another program put there stays."""
        self._end.stop()
        for mode in _MODES:
            if self._is_ours(mode):
                self._clipboard.clear(mode)

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        if mode is QClipboard.Mode.Selection and not self._clipboard.supportsSelection():
            return False
        held: QMimeData | None = self._clipboard.mimeData(mode)  # none where nothing lies there
        return self._owns(mode) or (held is not None and held.data(_OURS).data() == _TOKEN)

    def _note(self, mode: QClipboard.Mode) -> None:
        if self._is_marking or mode not in _MODES or not self._is_ours(mode):
            return
        held: QMimeData | None = self._clipboard.mimeData(mode)
        if held is None or not held.text():
            return
        self._end.start()
        if mode is QClipboard.Mode.Clipboard and not all(held.hasFormat(mark) for mark in _MARKS):
            self._is_marking = True
            try:
                self._clipboard.setMimeData(marked(held.text()), mode)
            finally:
                self._is_marking = False


def put_on_clipboard(text: str) -> None:
    """Copy a text of ours."""
    QGuiApplication.clipboard().setMimeData(marked(text))


def _owns(mode: QClipboard.Mode) -> bool:
    """Whether this program put there what is there, as far as the system knows."""
    clipboard = QGuiApplication.clipboard()
    is_selection = mode is QClipboard.Mode.Selection
    return clipboard.ownsSelection() if is_selection else clipboard.ownsClipboard()


def marked(text: str) -> QMimeData:
    """A text as it is put on the clipboard: nothing but letters, and a word to those who keep lists of what was copied."""
    made = QMimeData()
    made.setText(text)
    made.setData(_OURS, _TOKEN)
    for name, value in _MARKS.items():
        made.setData(name, value)
    return made
