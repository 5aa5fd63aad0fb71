"""Asks, while this laptop is locked and without its passphrase, whether it may still be used; silent where nobody answers."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.start import vaults
from desktop.ui.tasks import Tasks

if TYPE_CHECKING:  # a type alone: the window shows before anything of the network is read
    from desktop.operations.standing import Heard
    from desktop.store.device_secrets import DeviceSecrets

_EVERY_MS = 60 * 60 * 1000


class Watch(QObject):
    """``shut_out`` and ``wiped`` tell what the server said; ``is_to_lock`` asks for the laptop to be locked before a wipe."""

    shut_out = Signal()
    wiped = Signal()
    is_to_lock = Signal()

    def __init__(
        self,
        tasks: Tasks,
        folder: Path,
        parent: QObject | None = None,
        *,
        device: "DeviceSecrets | None" = None,
        logs: Sequence[Path] = (),
    ) -> None:
        super().__init__(parent)
        self._tasks, self._folder, self._device, self._logs = tasks, folder, device, logs
        self._is_asking = False
        self._every = QTimer(self)
        self._every.setInterval(_EVERY_MS)
        self._every.timeout.connect(self.ask)

    def begin(self) -> None:
        """Ask now, and each hour from now on."""
        self._every.start()
        self.ask()

    def stop(self) -> None:
        """Ask no more: the laptop was unlocked, and exchanges tell."""
        self._every.stop()

    def ask(self) -> None:
        """Ask once, unless that is under way."""
        if self._is_asking:
            return
        self._is_asking = True
        self._tasks.aside(
            partial(vaults.ask_standing, self._folder, self._device, self._logs),
            self._heard,
            owner=self,
            failed=self._failed,
        )

    def _heard(self, heard: "Heard") -> None:
        self._is_asking = False
        if heard.standing == "wiped":
            self.wiped.emit()
        elif heard.standing == "to_be_wiped":
            self.is_to_lock.emit()
            self._is_asking = True
            work = partial(vaults.carry_out_wipe, self._folder, heard.wipe, self._device, self._logs)
            self._tasks.aside(work, self._done, owner=self, failed=self._failed)
        elif heard.standing == "shut_out":
            self.shut_out.emit()

    def _done(self, _none: None) -> None:
        self._is_asking = False
        self._every.stop()
        self.wiped.emit()

    def _failed(self, _fault: Exception) -> None:
        # Nobody answered, or another process has the records open: it is tried again within the hour.
        self._is_asking = False
