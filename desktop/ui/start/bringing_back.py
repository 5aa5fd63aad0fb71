"""What the page that brings a backup back does: it looks, asks, works in a worker that may wait, and hands on what opens."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.throttle import Throttle
from desktop.store.clock import street_time
from desktop.store.vault_names import vault_exists
from desktop.ui.start import vaults
from desktop.ui.start.restore import RestoreStep
from desktop.ui.tasks import Job, Tasks
from desktop.ui.translating import translate
from desktop.wording.backups import restored_words
from desktop.wording.faults import fault_words
from desktop.wording.terminal import rescued_words

if TYPE_CHECKING:  # types alone: the window shows before any of them is read
    from desktop.operations.backups import Restored
    from desktop.operations.vaults import Rescue
    from desktop.store.device_secrets import DeviceSecrets
    from desktop.store.store import Store

Way = Callable[..., None]


class BringingBack(QObject):
    """Serves a `RestoreStep`. ``opened`` gives a store that was rescued, ``unlock`` the passphrase and ``by_code`` the
    code by which what was brought back opens."""

    opened = Signal(object)  # Store
    unlock = Signal(str)
    by_code = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        folder: Path,
        throttle: Throttle,
        device: "DeviceSecrets | None" = None,
    ) -> None:
        self.step = self._step = step = RestoreStep()
        super().__init__(step)
        self._tasks, self._folder, self._throttle, self._device = tasks, folder, throttle, device
        self._job: Job | None = None
        self._then: Callable[[], None] | None = None
        self.rescued: Store | None = None
        step.look_wanted.connect(self._look)
        step.restore_wanted.connect(self._restore)
        step.rescue_wanted.connect(self._rescue)
        step.place_chosen.connect(self._find)
        step.stopped.connect(self._stop)
        step.go_on.connect(self._go_on)

    def lead(self, step: RestoreStep, back: Way, opened: Way, unlock: Way, by_code: Way) -> "BringingBack":
        """Where each end of it leads. Itself."""
        step.back.connect(back)
        self.opened.connect(opened)
        self.unlock.connect(unlock)
        self.by_code.connect(by_code)
        return self

    def begin(self, damage: Exception | None = None) -> RestoreStep:
        """List the backups that lie with the records; ``damage`` is what kept them shut, if that leads here. The page."""
        told = fault_words(damage, translate) if damage is not None else None
        sentence = f"{told.happened} {told.safe}" if told is not None else ""
        self._step.begin(street_time(), sentence, has_records=vault_exists(self._folder))
        self._errand(partial(vaults.find_backups, self._folder), self._step.show_rows)
        return self._step

    def forget(self) -> None:
        """Leave nothing that was typed or shown, unless it works just now."""
        if self._job is None:
            self._step.forget()

    def let_go(self) -> None:
        """Close a store that was rescued and not opened yet."""
        store, self.rescued, self._then = self.rescued, None, None
        if store is not None:
            store.close()

    def _find(self, place: Path) -> None:
        self._errand(partial(vaults.find_backups, self._folder, place), self._step.show_rows)

    def _look(self, path: Path, typed: str, is_code: bool) -> None:
        if self._has_to_wait():
            return
        self._step.work(translate("Start", "Looking into it"))
        work = partial(vaults.look_into_backup, path, typed, is_code, self._device)
        self._errand(work, self._step.show_seen)

    def _restore(self, path: Path, typed: str, is_code: bool) -> None:
        job = self._begin(translate("Start", "Bringing the records back"))
        work = partial(
            vaults.restore_backup,
            self._folder,
            path,
            typed,
            is_code,
            self._device,
            lambda done, of: job.progress(done / of),
            job.is_cancelled,
        )

        def done(restored: "Restored") -> None:
            self._end()
            self._then = partial((self.by_code if is_code else self.unlock).emit, typed)
            self._step.show_done(restored_words(restored, translate))

        self._errand(work, done)

    def _rescue(self, passphrase: str) -> None:
        if self._has_to_wait():
            return
        self._begin(translate("Start", "Reading what can be read"))
        self._step.set_actions([])  # it is too short to be stopped, and leaves the damaged file as it is

        def done(rescue: "Rescue") -> None:
            self._end()
            self.rescued = rescue.store
            self._then = self._open_rescued
            words = rescued_words(
                rescue.entries, rescue.unsent, vaults.damaged_name(), translate, is_whole=rescue.is_whole
            )
            self._step.show_done(words)

        self._errand(partial(vaults.rescue_vault, self._folder, passphrase, self._device), done)

    def _open_rescued(self) -> None:
        store, self.rescued = self.rescued, None
        if store is not None:
            self.opened.emit(store)

    def _go_on(self) -> None:
        then, self._then = self._then, None
        self._step.forget()
        if then is not None:
            then()

    def _has_to_wait(self) -> bool:
        left = self._throttle.seconds_left()
        if left > 0:
            self._step.show_fault(
                translate("Start", "Wait, then try again: {seconds} s").format(seconds=left)
            )
        return left > 0

    def _begin(self, sentence: str) -> Job:
        self._job = job = Job(self)
        job.progressed.connect(self._step.show_progress)
        self._step.work(sentence)
        return job

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._step.tell(translate("Start", "Stopping"))

    def _errand(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._tasks.errand(work, then, owner=self, failed=self._fail)

    def _fail(self, fault: Exception) -> None:
        self._end()
        told = fault_words(fault, translate)
        if told.code == "wrong_passphrase":
            self._throttle.note_wrong()
        self._step.show_fault(told.sentence)
