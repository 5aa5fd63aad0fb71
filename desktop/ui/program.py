"""Builds the running program: application, workers, window. The only place of the windows that does."""

import logging
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.store.clock import street_time
from desktop.ui.appearance import read_appearance
from desktop.ui.look.resources import resource
from desktop.ui.look.wear import wear
from desktop.ui.start.beginning import WriteSheet
from desktop.ui.start.vaults import read_ahead
from desktop.ui.tasks import Tasks
from desktop.ui.window import Window
from desktop.wording.terminal import no_window_words

if TYPE_CHECKING:  # a type alone: the window shows before it is read
    from desktop.store.device_secrets import DeviceSecrets
    from desktop.store.shelf import Shelf
    from desktop.ui.desk import PaintReport

log = logging.getLogger(__name__)
_SWITCH_SECONDS = 0.0001
"""A worker that computes lets the window's own thread have its turn this soon: a key must be painted meanwhile."""
_READ_AHEAD_MS = 100
"""After this long the first page stands there; a slow laptop only begins a little early."""


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application, named, translated and quiet about what only we could mend."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    qInstallMessageHandler(_note_message)
    app = QApplication.instance()
    made = app if isinstance(app, QApplication) else QApplication(["groundswell", *arguments])
    made.setApplicationName("Groundswell")
    made.setDesktopFileName("groundswell")
    catalogue = QTranslator(made)
    if catalogue.load(QLocale(), "groundswell", "_", str(resource("i18n"))):
        made.installTranslator(catalogue)
    return made


def make_window(
    folder: Path,
    settings: Path,
    write_sheet: WriteSheet,
    now: Callable[[], datetime] = street_time,
    device: "DeviceSecrets | None" = None,
    logs: Sequence[Path] = (),
    shelf: "Shelf | None" = None,
    paint_report: "PaintReport | None" = None,
) -> Window:
    """The window over one store's folder; its workers end with it. ``device`` keeps this computer's own secret.

    ``shelf`` is where the vaults of those who share this laptop lie, if the folder is one of theirs.
    """
    app = QApplication.instance()
    if isinstance(app, QApplication):
        wear(app, read_appearance(settings / "appearance.json").look)
    return Window(
        tasks=Tasks(),
        folder=folder,
        appearance_file=settings / "appearance.json",
        write_sheet=write_sheet,
        now=now,
        device=device,
        logs=logs,
        shelf=shelf,
        paint_report=paint_report,
    )


def run(
    folder: Path,
    settings: Path,
    write_sheet: WriteSheet,
    device: "DeviceSecrets | None" = None,
    logs: Sequence[Path] = (),
    shelf: "Shelf | None" = None,
    paint_report: "PaintReport | None" = None,
) -> int:
    """Open the window and work until it is closed; the exit status. ``logs`` are destroyed with the records, if those are."""
    app = make_application(())
    window = make_window(
        folder, settings, write_sheet, device=device, logs=logs, shelf=shelf, paint_report=paint_report
    )
    window.appear()
    window.begin()
    QTimer.singleShot(_READ_AHEAD_MS, window, lambda: _read_ahead(window))
    return app.exec()


def _read_ahead(window: Window) -> None:
    """Once the first page is painted: hear from the system, and read in the background what its passphrase will open."""
    if window.isVisible():
        window.hear_system()
        window.tasks.errand(read_ahead, lambda _read: None, owner=window)


def _note_message(kind: QtMsgType, _context: object, message: str) -> None:
    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        log.error("qt: %s", message)
    if kind is QtMsgType.QtFatalMsg and sys.stderr is not None:  # Qt ends the program now: say at least why
        sys.stderr.write(no_window_words() + "\n")
