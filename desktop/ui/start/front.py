"""What stands in front of the records: the pages of one person's vault, and the way to the others who share this laptop."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.store.vault_names import vault_exists
from desktop.ui.start.beginning import WriteSheet
from desktop.ui.start.pages import StartPages
from desktop.ui.start.sharing import LabelStep, PeopleStep
from desktop.ui.start.watch import Watch
from desktop.ui.tasks import Tasks
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action

if TYPE_CHECKING:  # types alone: the window shows before any of them is read
    from desktop.store.device_secrets import DeviceSecrets
    from desktop.store.shelf import Shelf
    from desktop.ui.start.step import Step


class Front(QObject):
    """Holds the pages of the vault that is meant now, and asks for each that is here whether it may still be used.

    Where ``shelf`` is None the window was opened over a folder that was named, and there is nobody else.
    """

    opened = Signal(object)  # Store
    practise = Signal()
    next_palette = Signal()
    larger_text = Signal()
    changed = Signal()  # other pages stand here now: those of somebody else's vault
    is_to_lock = Signal()

    def __init__(
        self,
        window: QWidget,
        tasks: Tasks,
        folder: Path,
        write_sheet: WriteSheet,
        *,
        device: "DeviceSecrets | None" = None,
        logs: Sequence[Path] = (),
        shelf: "Shelf | None" = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks, self._write_sheet = tasks, write_sheet
        self._device, self._logs, self._shelf = device, logs, shelf
        self._watches: dict[Path, Watch] = {}
        self._passing: Step | None = None  # a page that is made for this once
        self._label = ""  # of somebody who begins here
        self._stand(folder)

    def _stand(self, folder: Path) -> None:
        self.folder = folder
        self.pages = StartPages(self._tasks, folder, self._write_sheet, self._window, device=self._device)
        self.pages.opened.connect(self.opened)
        self.pages.practise.connect(self.practise)
        self.pages.next_palette.connect(self.next_palette)
        self.pages.larger_text.connect(self.larger_text)

    @property
    def watch(self) -> Watch:
        """What asks after the vault that is meant now."""
        return self._watch(self.folder)

    def begin(self) -> None:
        """Show the page on which one opens what is here, or begins."""
        if self._shelf is not None:
            self._shelf.tidy()
            self._say_whose(self._shelf)
        self.pages.begin()
        for folder in self._all():
            self._watch(folder).begin()

    def note_opened(self) -> None:
        """A vault was opened: it comes first from now on, and nobody asks after it but its own exchanges."""
        self.watch.stop()
        if self._shelf is not None:
            self._shelf.put_first(self.folder, self._label)
            self._label = ""

    def stop(self) -> None:
        """Ask no more: the window closes."""
        for watch in self._watches.values():
            watch.stop()

    def show_people(self) -> None:
        """Whose is it? Everybody who shares this laptop, and whoever begins here."""
        if self._shelf is None or self._is_trying():
            return
        self.pages.forget_typed()
        step = PeopleStep(self._shelf.listed())
        step.chosen.connect(self.choose)
        step.begins.connect(self.show_label)
        step.back.connect(self.pages.begin)
        self._pass(step)

    def show_label(self) -> None:
        """Somebody else begins here: what are they called on the locked page?"""
        if self._shelf is None:
            return
        step = LabelStep(self._shelf)
        step.done.connect(self._begin_another)
        step.back.connect(self.show_people)
        self._pass(step)

    def choose(self, folder: Path, label: str = "") -> None:
        """Stand in front of another vault, or of where somebody's will be who is called ``label``."""
        self._label = label
        old = self.pages
        if not vault_exists(self.folder):
            self._watches.pop(self.folder, self.watch).stop()
        self._stand(folder)
        self.changed.emit()
        old.forget_typed()
        self._passing = None  # it goes with the pages among which it was shown
        old.deleteLater()
        self.begin()

    def forget_typed(self) -> None:
        """Leave nothing that was typed: nobody sits here any more."""
        self.pages.forget_typed()

    def _pass(self, step: "Step") -> None:
        """Show a page that is made for this once."""
        before, self._passing = self._passing, step
        self.pages.addWidget(step)
        self.pages.setCurrentWidget(step)
        step.take_keys()
        if before is not None:
            before.deleteLater()

    def _is_trying(self) -> bool:
        """Whether a passphrase is being tried: what it opens has to find these pages."""
        return "unlock" in vars(self.pages) and not self.pages.unlock.field.isEnabled()

    def _begin_another(self, label: str) -> None:
        if self._shelf is not None:
            self.choose(self._shelf.place_for_another(), label)

    def _say_whose(self, shelf: "Shelf") -> None:
        listed = shelf.listed()
        if vault_exists(self.folder):
            label = next((each.label for each in listed if each.folder == self.folder), "")
            self.pages.unlock.also = [Action("Alt+O", translate("Start", "Somebody else"), self.show_people)]
            self.pages.unlock.masthead.say(
                translate("Start", "Locked"), label if len(listed) > 1 or label != "Person 1" else ""
            )
        else:
            self.pages.first.offer_others(self.show_people if listed else None)

    def _all(self) -> list[Path]:
        here = [each.folder for each in self._shelf.listed()] if self._shelf is not None else []
        return [*here, *([] if self.folder in here else [self.folder])]

    def _watch(self, folder: Path) -> Watch:
        if folder not in self._watches:
            watch = Watch(self._tasks, folder, self, device=self._device, logs=self._logs)
            watch.wiped.connect(lambda: self._wiped(folder))
            watch.shut_out.connect(lambda: self._shut_out(folder))
            watch.is_to_lock.connect(lambda: self._lock_for(folder))
            self._watches[folder] = watch
        return self._watches[folder]

    def _wiped(self, folder: Path) -> None:
        if folder == self.folder:
            self.pages.show_wiped()

    def _shut_out(self, folder: Path) -> None:
        if folder == self.folder:
            self.pages.show_shut_out()

    def _lock_for(self, folder: Path) -> None:
        if folder == self.folder:  # of another's vault nothing is open here
            self.is_to_lock.emit()
