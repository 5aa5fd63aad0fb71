"""The pages before a store is open: first start, joining, founding, unlocking, recovering; and their order."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.store.vault_names import vault_exists
from desktop.ui.start import vaults
from desktop.ui.start.beginning import Beginning, WriteSheet
from desktop.ui.start.telling import laptop_name, sentence_of
from desktop.ui.tasks import Tasks
from desktop.ui.throttles import throttle_of
from desktop.ui.translating import translate
from desktop.wording.faults import fault_words

if TYPE_CHECKING:  # types alone: the window shows before any of them is read
    from desktop.operations.enrolment import Enrolled
    from desktop.operations.vaults import Created
    from desktop.store.device_secrets import DeviceSecrets
    from desktop.store.store import Store
    from desktop.ui.start.bringing_back import BringingBack
    from desktop.ui.start.first import FirstStart
    from desktop.ui.start.gone import GoneStep
    from desktop.ui.start.passphrase import PassphraseStep
    from desktop.ui.start.sheet import SheetStep
    from desktop.ui.start.step import Step
    from desktop.ui.start.unlock import RecoverStep, UnlockStep
    from desktop.ui.start.who import BranchStep, JoinStep
    from desktop.ui.start.words import PromiseStep, WordsStep

Page = TypeVar("Page", bound=QWidget)
Failed = Callable[[Exception], None] | None
_LOCKED_PAGES = ("unlock", "recover", "new_passphrase", "bringing_back", "help")
"""Those on which a vault is opened; the others make one."""


class StartPages(QStackedWidget):
    """Leads from nothing to an opened store, one page at a time; each page is read and built when it is first shown."""

    opened = Signal(object)  # Store
    practise = Signal()
    next_palette = Signal()
    larger_text = Signal()

    def __init__(
        self,
        tasks: Tasks,
        folder: Path,
        write_sheet: WriteSheet,
        parent: QWidget | None = None,
        *,
        device: "DeviceSecrets | None" = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._folder, self._write_sheet, self._device = tasks, folder, write_sheet, device
        self._throttle = throttle_of(folder)
        self._begun = Beginning()

    def _add(self, page: Page) -> Page:
        self.addWidget(page)
        return page

    @cached_property
    def first(self) -> "FirstStart":
        """Join, practise, or start a branch."""
        from desktop.ui.start.first import FirstStart

        page = self._add(FirstStart())
        page.practise.connect(self.practise)
        page.next_palette.connect(self.next_palette)
        page.larger_text.connect(self.larger_text)
        page.restore.connect(self.show_restore)
        page.join.connect(lambda: self._begin(is_joining=True))
        page.start.connect(lambda: self._begin(is_joining=False))
        return page

    @cached_property
    def join(self) -> "JoinStep":
        """A newcomer's name, code and server."""
        from desktop.ui.start.who import JoinStep

        page = self._add(JoinStep())
        page.back.connect(self.show_first)
        page.done.connect(lambda: self._show(self.passphrase))
        return page

    @cached_property
    def branch(self) -> "BranchStep":
        """A founder's name and branch."""
        from desktop.ui.start.who import BranchStep

        page = self._add(BranchStep())
        page.back.connect(self.show_first)
        page.done.connect(lambda: self._show(self.passphrase))
        return page

    @cached_property
    def passphrase(self) -> "PassphraseStep":
        """The passphrase of a new vault."""
        from desktop.ui.start.passphrase import PassphraseStep

        page = self._add(PassphraseStep(translate("Start", "2 of 4")))
        page.back.connect(lambda: self._show(self.join if self._begun.is_joining else self.branch))
        page.done.connect(self._create)
        return page

    @cached_property
    def sheet(self) -> "SheetStep":
        """The recovery sheet."""
        from desktop.ui.start.sheet import SheetStep

        page = self._add(SheetStep(translate("Start", "3 of 4"), self._write_sheet))
        page.done.connect(self._after_sheet)
        return page

    @cached_property
    def words(self) -> "WordsStep":
        """The three words to compare."""
        from desktop.ui.start.words import WordsStep

        page = self._add(WordsStep(translate("Start", "4 of 4")))
        page.same.connect(self._confirm)
        page.differ.connect(self._stop)
        page.again.connect(self._reach)
        page.later.connect(lambda: self._show(self.promise))
        return page

    @cached_property
    def promise(self) -> "PromiseStep":
        """What one will see, write and never write."""
        from desktop.ui.start.words import PromiseStep

        page = self._add(PromiseStep(translate("Start", "The last page")))
        page.done.connect(self._open)
        return page

    @cached_property
    def unlock(self) -> "UnlockStep":
        """The passphrase of the vault that is here."""
        from desktop.ui.start.unlock import UnlockStep

        page = self._add(UnlockStep())
        page.unlock.connect(self._unlock)
        page.lost.connect(lambda: self._show(self.recover))
        page.restore.connect(self.show_restore)
        page.hand_in.connect(self._hand_in)
        return page

    @cached_property
    def bringing_back(self) -> "BringingBack":
        """The backups that can be brought back, and doing it."""
        from desktop.ui.start.bringing_back import BringingBack

        made = BringingBack(self._tasks, self._folder, self._throttle, self._device)
        return made.lead(self._add(made.step), self.begin, self._resume, self._unlock, self._recovered)

    @cached_property
    def recover(self) -> "RecoverStep":
        """The printed code."""
        from desktop.ui.start.helping import HelpSteps
        from desktop.ui.start.unlock import RecoverStep

        page = self._add(RecoverStep())
        page.back.connect(self.show_unlock)
        page.done.connect(self._recovered)
        self.help = HelpSteps(self, self._tasks, self._folder, self._device, self._recovery_worked)
        page.ask.connect(partial(self.help.begin, page))
        return page

    @cached_property
    def new_passphrase(self) -> "PassphraseStep":
        """A new passphrase in place of the lost one."""
        from desktop.ui.start.passphrase import PassphraseStep

        page = self._add(PassphraseStep(translate("Start", "2 of 2")))
        page.back.connect(lambda: self._show(self.recover))
        page.done.connect(self._recover)
        return page

    @cached_property
    def gone(self) -> "GoneStep":
        """What was here was destroyed."""
        from desktop.ui.start.gone import GoneStep

        page = self._add(GoneStep())
        page.done.connect(self.show_first)
        return page

    def begin(self) -> None:
        """Ask for the passphrase if something is stored here, else how to begin."""
        (self.show_unlock if vault_exists(self._folder) else self.show_first)()

    def show_restore(self, damage: Exception | None = None) -> None:
        """Bring the records back from a backup; ``damage`` says what opening found."""
        self._show(self.bringing_back.begin(damage))

    def show_wiped(self) -> None:
        """Everything that was here was destroyed, because an organiser ordered it."""
        self._show(self.gone)

    def show_shut_out(self) -> None:
        """The server said that this laptop was shut out; it still opens, for what was written is in it."""
        from desktop.wording.custody import shut_out_words

        if self.currentWidget() is self.unlock:
            self.unlock.note(shut_out_words(translate))

    def show_first(self) -> None:
        """Nothing is stored here yet."""
        self.setCurrentWidget(self.first)
        self.first.take_keys()

    def show_unlock(self) -> None:
        """Something is stored here: ask for the passphrase."""
        self.unlock.forget()
        self.unlock.wait(False)
        self.unlock.make_wait(self._throttle.seconds_left)  # it goes on, whoever was asked for meanwhile
        self.unlock.offer(has_unsent=vaults.has_unsent(self._folder))
        self._show(self.unlock)

    def show_working(self) -> None:
        """Everything is closed while it is encrypted anew; nothing can be typed meanwhile."""
        self.show_unlock()
        self.unlock.wait(True)
        self.unlock.say_waiting(translate("Start", "Everything is encrypted anew. One moment."))

    def _hand_in(self) -> None:
        """Without the passphrase: let the server keep what was not sent, for an organiser to decide about."""
        work = partial(vaults.hand_in, self._folder)
        self._tasks.aside(work, self.unlock.note, owner=self, failed=self._not_unlocked)

    def fail(self, fault: object) -> None:
        """Something could not be done on the page that is shown."""
        sentence = sentence_of(fault)
        if self.currentWidget() in (self.words, self.sheet):
            self._show(self.words)
            self.words.show_failure(sentence)
        elif self.currentWidget() is self.passphrase:
            self.passphrase.first.set_error(sentence)
        else:
            self.show_unlock()
            self.unlock.show_fault(sentence)

    def _show(self, step: "Step") -> None:
        self.setCurrentWidget(step)
        step.take_keys()

    def _begin(self, *, is_joining: bool) -> None:
        self._begun = Beginning(is_joining)
        self._show(self.join if is_joining else self.branch)

    def _create(self, passphrase: str) -> None:
        work = partial(vaults.create_vault, self._folder, passphrase, self._device)
        self._tasks.errand(work, self._created, owner=self, failed=self.fail)

    def _created(self, created: "Created") -> None:
        from desktop.domain.members import Role

        self.passphrase.forget()
        self._begun.store, self._begun.recovery_code = created.store, created.recovery_code
        joining = self._begun.is_joining
        name = (self.join if joining else self.branch).name.text()
        branch = "" if joining else self.branch.branch.text()
        role = Role.CANVASSER if joining else Role.ORGANISER
        self._in_store(
            partial(vaults.name_all, created.store, name, laptop_name(name), branch, role), self._named
        )

    def _named(self, _value: None) -> None:
        branch = "" if self._begun.is_joining else self.branch.branch.text()
        self.sheet.show_code(self._begun.recovery_code, branch)
        self._show(self.sheet)

    def _after_sheet(self) -> None:
        self.sheet.forget()
        self._begun.recovery_code = ""
        if self._begun.is_joining:
            self._reach()
        else:
            self._show(self.promise)

    def _reach(self) -> None:
        store = self._begun.store
        if store is None:
            return
        self.words.show_waiting()
        self._show(self.words)
        work = partial(vaults.enrol, store, self.join.server.text().strip(), self.join.code.text())
        self._in_store(work, self._reached, lambda fault: self.words.show_failure(sentence_of(fault)))

    def _reached(self, enrolled: "Enrolled") -> None:
        self.words.show_words(list(enrolled.words))

    def _confirm(self) -> None:
        store = self._begun.store
        if store is not None:
            then = self._open if self._begun.is_resumed else partial(self._show, self.promise)
            self._in_store(partial(vaults.confirm_server, store), lambda _value: then())

    def _stop(self) -> None:
        store = self._begun.store
        if store is None:
            return
        if self._begun.is_resumed:
            self._in_store(partial(vaults.leave_server, store), lambda _value: self._open())
            return
        self._begun.store = None
        self._in_store(partial(vaults.remove_vault, store, self._device), lambda _value: self.show_first())

    def _open(self) -> None:
        store, self._begun.store = self._begun.store, None
        if store is not None:
            # What was typed here is not to be found behind the lock.
            if not self._begun.is_resumed:
                (self.join if self._begun.is_joining else self.branch).forget()
            self._begun = Beginning()
            self.opened.emit(store)

    @property
    def holds_store(self) -> bool:
        """Whether a store was made or unlocked that is not opened yet."""
        return self._begun.store is not None

    def cover(self) -> None:
        """Stand in front of everything at once, before whatever takes time."""
        self.repaint()

    def forget_typed(self, pages: Sequence[str] = _LOCKED_PAGES) -> None:
        """Leave nothing that was typed or shown: nobody sits here any more."""
        for name in pages:
            if name in self.__dict__:  # a page that was never shown holds nothing
                getattr(self, name).forget()
        self._begun.recovery_code = self._begun.recovered_by = ""

    def let_go(self) -> None:
        """Close a store that was made or unlocked and not opened yet: the window is closing, or locks."""
        if "bringing_back" in self.__dict__:
            self.bringing_back.let_go()
        store, self._begun.store = self._begun.store, None
        if store is not None:
            self.forget_typed((*_LOCKED_PAGES, "passphrase", "sheet"))
            store.close()

    def _unlock(self, passphrase: str) -> None:
        self._show(self.unlock)
        self.unlock.wait(True)
        work = partial(vaults.unlock_vault, self._folder, passphrase, self._device)
        self._tasks.errand(work, self._unlocked, owner=self, failed=self._not_unlocked)

    def _unlocked(self, store: "Store") -> None:
        self._throttle.note_right()
        self.unlock.forget()
        self.unlock.wait(False)
        self._resume(store)

    def _resume(self, store: "Store") -> None:
        """Open a store; but if the program ended while words were to be compared, they still are."""
        self._begun = Beginning(store=store, is_resumed=True)

        def go_on(words: list[str]) -> None:
            if not words:
                self._open()
                return
            self.words.show_words(words)
            self._show(self.words)

        self._in_store(partial(vaults.words_to_compare, store), go_on)

    def _not_unlocked(self, fault: Exception) -> None:
        self.unlock.show_fault(sentence_of(fault))
        if vaults.is_store_damaged(fault):
            self.show_restore(fault)
        if fault_words(fault, translate).code == "wrong_passphrase":
            self._throttle.note_wrong()
            self.unlock.make_wait(self._throttle.seconds_left)

    def _recovered(self, code: str) -> None:
        self._begun.recovered_by = code
        self._show(self.new_passphrase)

    def _recover(self, passphrase: str) -> None:
        code = self._begun.recovered_by
        work = partial(vaults.recover_vault, self._folder, code, passphrase, self._device)
        self._tasks.errand(work, self._recovery_worked, owner=self, failed=self._not_recovered)

    def _recovery_worked(self, store: "Store") -> None:
        self.forget_typed()
        self._resume(store)

    def _not_recovered(self, fault: Exception) -> None:
        self._show(self.recover)
        self.recover.show_fault(sentence_of(fault))

    def _in_store(self, work: Callable[[], object], then: Callable[..., None], failed: Failed = None) -> None:
        self._tasks.errand(lambda: self._tasks.in_store(work), then, owner=self, failed=failed or self.fail)
