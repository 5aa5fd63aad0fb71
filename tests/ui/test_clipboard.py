"""What of ours is on the clipboard: marked, gone after a while, and nobody else's touched."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.widgets.clipboard import KEPT_MS, ClipboardCare, put_on_clipboard

MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"text",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}


@pytest.fixture
def clipboard(app: QApplication) -> Iterator[QClipboard]:
    found = app.clipboard()
    yield found
    found.clear()


def marks(clipboard: QClipboard) -> dict[str, bytes]:
    held = clipboard.mimeData()
    return {name: bytes(held.data(name).data()) for name in MARKS if held.hasFormat(name)}


def test_half_a_minute_is_what_is_kept() -> None:
    assert KEPT_MS == 30_000


def test_what_we_copy_asks_every_list_of_copied_things_to_leave_it_out(clipboard: QClipboard) -> None:
    put_on_clipboard("the code")
    assert clipboard.text() == "the code"
    assert marks(clipboard) == MARKS


def test_what_we_copied_is_gone_after_the_while(clipboard: QClipboard) -> None:
    care = ClipboardCare(kept_ms=40)
    put_on_clipboard("the code")
    QTest.qWait(300)
    assert clipboard.text() == ""
    care.deleteLater()


def test_what_somebody_copies_from_a_line_is_marked_and_goes_too(clipboard: QClipboard) -> None:
    # The platform of these tests does not say whose the clipboard is; those of desktops do.
    care = ClipboardCare(kept_ms=40, owns=lambda _mode: True)
    clipboard.setText("07700 900 216")
    assert clipboard.text() == "07700 900 216"
    assert marks(clipboard) == MARKS
    QTest.qWait(300)
    assert clipboard.text() == ""
    care.deleteLater()


def test_what_another_program_copied_stays(clipboard: QClipboard) -> None:
    care = ClipboardCare(kept_ms=20)
    put_on_clipboard("ours")
    clipboard.setText("a shopping list")
    QTest.qWait(150)
    care.clear()
    assert clipboard.text() == "a shopping list"
    assert marks(clipboard) == {}
    care.deleteLater()
