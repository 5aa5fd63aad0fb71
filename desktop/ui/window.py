"""The window: first start, the passphrase, or the workplace around an opened store."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from desktop.domain.locking import LockReason
from desktop.operations.changed import Changed
from desktop.ui.appearance import read_appearance, write_appearance
from desktop.ui.backups.closing import close_stores
from desktop.ui.collecting import Collector
from desktop.ui.lock.hearing import hear_system
from desktop.ui.lock.lock import Lock
from desktop.ui.lock.surfaces import empty
from desktop.ui.look.wear import wear
from desktop.ui.start.beginning import WriteSheet
from desktop.ui.start.front import Front
from desktop.ui.start.pages import StartPages
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.actions import install

if TYPE_CHECKING:  # types alone: what they stand for is read once a passphrase is asked for
    from desktop.operations.vault_people import Renewed
    from desktop.store.device_secrets import DeviceSecrets
    from desktop.store.shelf import Shelf
    from desktop.store.store import Store
    from desktop.ui.backups.keeper import Keeper as BackupKeeper
    from desktop.ui.desk import PaintReport, Place
    from desktop.ui.handover.keeper import Keeper
    from desktop.ui.screen import Screen
    from desktop.ui.sending.sealer import Sealer
    from desktop.ui.sending.sender import Sender
    from desktop.ui.sending.typing import Typing
    from desktop.ui.workplace import Workplace

_LOCK_PATIENCE = 1.5
"""Seconds in which an exchange or a file may end before a lock goes on without it; a system that sleeps grants five."""


class Window(QWidget):
    """One window, one store. ``folder`` is where the encrypted store lies or will lie."""

    opened = Signal()
    locked = Signal()

    def __init__(
        self,
        *,
        tasks: Tasks,
        folder: Path,
        appearance_file: Path,
        write_sheet: WriteSheet,
        now: Callable[[], datetime],
        device: "DeviceSecrets | None" = None,
        logs: Sequence[Path] = (),
        shelf: "Shelf | None" = None,
        paint_report: "PaintReport | None" = None,
    ) -> None:
        super().__init__()
        self.tasks, self._now, self._paint_report = tasks, now, paint_report
        self._collector = Collector(self)
        self._appearance_file = appearance_file
        self._device = device
        self.appearance = read_appearance(appearance_file)
        self._store: Store | None = None
        self._practice: Store | None = None
        self.workplace: Workplace | None = None
        self.sending: Sender | None = None
        self.keeping: BackupKeeper | None = None
        self._typing: Typing | None = None
        self._keeper: Keeper | None = None
        self._sealer: Sealer | None = None
        self._layers = QStackedLayout(self)
        self.setWindowTitle("Groundswell")
        self.setMinimumSize(640, 480)
        self.resize(self.appearance.width, self.appearance.height)
        self.front = Front(self, tasks, folder, write_sheet, device=device, logs=logs, shelf=shelf)
        self.front.opened.connect(self.open_store)
        self.front.practise.connect(self.practise)
        self.front.next_palette.connect(self.next_palette)
        self.front.larger_text.connect(self.larger_text)
        self.front.changed.connect(self._follow_front)
        self._layers.addWidget(self.start)
        self._back_to: Place | None = None  # where one was when it was locked
        self.locking = Lock(
            self, is_open=lambda: self.is_open, shut=self._shut, forget=self.front.forget_typed
        )
        # Also the practice: the records are about to be destroyed.
        self.front.is_to_lock.connect(lambda: self.locking.lock(LockReason.SESSION))
        tasks.changed.connect(self._note)
        install("Ctrl+=", self.larger_text, self)
        install("Ctrl++", self.larger_text, self)
        install("Ctrl+-", lambda: self._resize_text(-1), self)
        install("Ctrl+0", lambda: self._resize_text(-10), self)
        install("F8", self.next_palette, self)
        install("Ctrl+Q", self.close, self)
        tasks.failed.connect(self._show_fault)

    @property
    def start(self) -> StartPages:
        """The pages in front of the vault that is meant now."""
        return self.front.pages

    @property
    def folder(self) -> Path:
        """Where the encrypted store that is meant now lies or will lie."""
        return self.front.folder

    def _follow_front(self) -> None:
        self._back_to = None  # that was in somebody else's
        self._layers.setCurrentIndex(self._layers.addWidget(self.start))

    def begin(self) -> None:
        """Show the passphrase if there is a store here, else the first start."""
        self._layers.setCurrentWidget(self.start)
        self.front.begin()

    def appear(self) -> None:
        """Show the window; where the screen has no room around it, fill the screen, so that its last line is seen."""
        room = self.screen().availableGeometry()
        if self.width() >= room.width() or self.height() >= room.height():
            self.showMaximized()
        else:
            self.show()

    def open_store(self, store: "Store") -> None:
        """Move in: build the workplace around a store that was just opened."""
        self._store = store
        self.front.note_opened()
        self._read_lock_minutes(store)
        self.locking.watch.touch()
        self._move_in(store, is_practice=False)

    def practise(self) -> None:
        """Open a made-up street in a store that is thrown away afterwards."""
        from desktop.operations.practice import Practice, open_practice
        from desktop.ui.desk import Place

        def begin(practice: Practice) -> None:
            self._move_out()
            self._practice = practice.store
            self._move_in(practice.store, is_practice=True)
            if self.workplace is not None:
                self.workplace.go(Place("doors", practice.turf))

        self.tasks.errand(open_practice, begin, owner=self)

    def _move_in(self, store: "Store", *, is_practice: bool) -> None:
        from desktop.operations.members import who_am_i
        from desktop.ui.backups.keeper import Keeper as BackupKeeper
        from desktop.ui.desk import Desk, Place
        from desktop.ui.handover.keeper import make_keeper
        from desktop.ui.rooms import plans_for
        from desktop.ui.sending.sealer import Sealer
        from desktop.ui.sending.sender import Sender
        from desktop.ui.sending.strip import StatusStrip, make_strip
        from desktop.ui.sending.typing import Typing
        from desktop.ui.workplace import Workplace

        desk = Desk(
            store=store,
            tasks=self.tasks,
            now=self._now,
            me=who_am_i(store),
            go=self._go,
            send=self._send,
            practise=self.practise,
            is_practice=is_practice,
            device=None if is_practice else self._device,
            renew_key=self.renew_key,
            paint_report=self._paint_report,
        )
        self._keeper = None if is_practice else make_keeper(store, self.locking.watch, self._device, self)
        on_lock = self._leave_practice if is_practice else self.lock
        if self._keeper is None:
            strip, plans = make_strip(desk, on_send=self._send, on_lock=on_lock), plans_for(desk)
        else:
            strip = StatusStrip(desk, self._keeper.actions(desk, on_lock=on_lock))
            plans = self._keeper.plans(desk, plans_for(desk))
        self.sending = None if is_practice else Sender(desk, self)
        if self.sending is not None:
            self.keeping = BackupKeeper(desk, self.sending)
            self.keeping.begin(strip.fail)
            self._sealer = Sealer(desk, self)
            self.sending.told.connect(strip.hear)
            self.sending.ended.connect(self._ask_if_shut_out)
            self._typing = Typing(self, store.giving_way)
        self.workplace = Workplace(desk, plans, strip, has_rail=self._keeper is None)
        if (keeper := self._keeper) is not None:
            keeper.again.connect(self.workplace.forget_room)
            keeper.again.connect(lambda _room: strip.set_actions(keeper.actions(desk, on_lock=on_lock)))
        self.workplace.role_changed.connect(self._move_again, Qt.ConnectionType.QueuedConnection)
        self._layers.addWidget(self.workplace)
        self._layers.setCurrentWidget(self.workplace)
        self._go(Place("home"))
        if not is_practice and self._back_to is not None:
            self._go(self._back_to)  # in a handover that is again the picking of initials
            self._back_to = None
        strip.read()
        if self.sending is not None:
            self.sending.begin()
        self.opened.emit()

    def _move_again(self) -> None:
        """The member does something else from now on: the same store, with the rooms of that."""
        if self._store is not None and self.workplace is not None and not self.workplace.desk.is_practice:
            self._move_out()
            self._move_in(self._store, is_practice=False)

    @property
    def is_open(self) -> bool:
        """Whether anything is open here that a lock would close."""
        return self.workplace is not None or self._store is not None or self.start.holds_store

    def hear_system(self) -> None:
        """Hear from the system that it sleeps or is locked, where it tells; what that needs is loaded now."""
        hear_system(self.locking, self)

    def lock(self) -> None:
        """Close everything: drafts kept, connections closed, screens and clipboard emptied."""
        self.locking.lock(LockReason.KEY)

    def _shut(self, reason: LockReason) -> None:
        if reason is LockReason.KEY and self._practice is not None:
            self._leave_practice()  # that is what the key says there
            return
        if self.workplace is not None and self._practice is None:
            self._back_to = self.workplace.place
        self._move_out(is_locking=True)
        self.start.let_go()
        close_stores(self._practice, self._store, has_time=reason is LockReason.KEY)
        self._practice = self._store = None
        self.begin()
        # Screens refer to themselves: once Qt has deleted its half, what they held is let go of too.
        QTimer.singleShot(0, self, gc.collect)
        self.locked.emit()

    def renew_key(self, passphrase: str, without: str = "") -> None:
        """Close everything, encrypt it anew, and open it again; by a passphrase that was checked. ``without``: whose goes."""
        from desktop.operations.vault_people import renew_without

        store = self._store
        if store is None or self.workplace is None:
            return
        self._move_out()
        self._store = None
        self.start.show_working()
        work = partial(renew_without, store, passphrase, without, device=self._device)
        self.tasks.errand(work, self._renewed, owner=self, failed=self.start.fail)

    def _renewed(self, renewed: "Renewed") -> None:
        from desktop.ui.desk import Place
        from desktop.ui.passphrase.page import PassphrasePage

        self.start.show_unlock()
        self.open_store(renewed.store)
        self._go(Place("passphrase", "home"))
        page = self.room("passphrase")
        if isinstance(page, PassphrasePage):
            page.show_renewed(renewed.recovery_code)

    def _ask_if_shut_out(self, ended: object) -> None:
        """The server refused this laptop: ask at once what it is to do."""
        if getattr(ended, "code", "") == "revoked":
            self.front.watch.ask()

    def give_back(self) -> "Store | None":
        """Move out and let go of the store, which stays open for whoever opened it."""
        self._move_out()
        store, self._store = self._store, None
        return store

    def _leave_practice(self) -> None:
        self._move_out()
        if self._practice is not None:
            self._practice.close()
            self._practice = None
        if self._store is not None:
            self._move_in(self._store, is_practice=False)
        else:
            self.begin()

    def _move_out(self, *, is_locking: bool = False) -> None:
        workplace = self.workplace
        if workplace is None:
            self.tasks.settle(_LOCK_PATIENCE if is_locking else None)
            return
        workplace.desk.closing.set()
        workplace.leave()
        # Another page is painted before anything is waited for: nobody is to read on meanwhile.
        self._layers.setCurrentWidget(self.start)
        self.start.cover()
        if self.sending is not None:
            self.sending.stop()
            self.sending.deleteLater()
            self.sending = self.keeping = None
        if self._typing is not None:
            self._typing.stop()
            self._typing = None
        if is_locking:
            workplace.desk.store.break_off_reading()
        self.tasks.settle(_LOCK_PATIENCE if is_locking else None)
        if self._sealer is not None:
            self._sealer.stop()
            self._sealer.deleteLater()
            self._sealer = None
        self._layers.removeWidget(workplace)
        # Deleted now, not by and by: nothing that shows a person may outlive the lock.
        empty(workplace)
        workplace.setParent(None)
        workplace.deleteLater()
        self.workplace = None
        if self._keeper is not None:
            self._keeper.deleteLater()
            self._keeper = None
        self.locking.clipboard.clear()

    def _note(self, changed: Changed) -> None:
        if changed & Changed.SETTINGS and self._store is not None:
            self._read_lock_minutes(self._store)
            if self._practice is None:
                QTimer.singleShot(0, self, self._follow_handover)

    def _follow_handover(self) -> None:
        """The laptop was handed over, or taken back: build the workplace that belongs to it."""
        from desktop.operations.handovers import read_handover

        store = self._store
        if store is None or (read_handover(store) is not None) == (self._keeper is not None):
            return
        self._move_out()
        self._move_in(store, is_practice=False)

    def _read_lock_minutes(self, store: "Store") -> None:
        from desktop.operations.locking import read_lock_minutes

        self.locking.watch.stillness.minutes = read_lock_minutes(store)

    def _go(self, place: "Place") -> None:
        if self.workplace is not None:
            self.workplace.go(place if self._keeper is None else self._keeper.allowed(place))

    def _send(self) -> None:
        if self.sending is not None:
            self.sending.send_now()

    def room(self, name: str) -> "Screen":
        """A room's screen in the workplace that is open."""
        if self.workplace is None:
            raise LookupError(name)
        return self.workplace.room(name)

    def next_palette(self) -> None:
        """Light, dark, high contrast."""
        self.appearance = self.appearance.next_palette()
        self._dress()

    def larger_text(self) -> None:
        """A tenth larger; after 200 % from 100 % again is done by Ctrl+0."""
        self._resize_text(1)

    def _resize_text(self, steps: int) -> None:
        self.appearance = self.appearance.larger(steps)
        self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            wear(app, self.appearance.look)
        write_appearance(self._appearance_file, self.appearance)

    def _show_fault(self, fault: object) -> None:
        if self.workplace is not None:
            self.workplace.strip.fail(fault)
        else:
            self.start.fail(fault)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep drafts, close the store, remember the size."""
        self.appearance = replace(self.appearance, width=self.width(), height=self.height())
        write_appearance(self._appearance_file, self.appearance)
        self.locking.stop()
        self._move_out()
        self.hide()
        close_stores(self._practice, self._store, has_time=True)
        self._practice = self._store = None
        self.front.stop()
        self.start.let_go()
        self.tasks.close()
        self._collector.stop()
        super().closeEvent(event)
