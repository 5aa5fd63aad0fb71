"""The pages before a store is open: first start, joining, founding, unlocking, recovering; and their order."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.members import Role
from desktop.operations.enrolment import Enrolled, enrol
from desktop.operations.members import name_branch, name_me
from desktop.operations.vaults import Created, create_vault, recover_vault, remove_vault, unlock_vault
from desktop.store.store import Store
from desktop.ui.start.first import FirstStart
from desktop.ui.start.passphrase import PassphraseStep
from desktop.ui.start.sheet import SheetStep, WriteSheet
from desktop.ui.start.step import Step
from desktop.ui.start.unlock import RecoverStep, UnlockStep
from desktop.ui.start.who import BranchStep, JoinStep
from desktop.ui.start.words import PromiseStep, WordsStep
from desktop.ui.tasks import Tasks
from desktop.ui.translating import translate
from desktop.wording.faults import fault_words


@dataclass
class Beginning:
    """What a newcomer has said so far. The passphrase is not among it: it goes straight to the store."""

    is_joining: bool = True
    store: Store | None = None
    recovery_code: str = ""
    recovered_by: str = ""


class StartPages(QStackedWidget):
    """Leads from nothing to an opened store, one page at a time."""

    opened = Signal(object)  # Store
    practise = Signal()
    next_palette = Signal()
    larger_text = Signal()

    def __init__(
        self, tasks: Tasks, folder: Path, write_sheet: WriteSheet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._folder = tasks, folder
        self._begun = Beginning()
        self.first = FirstStart()
        self.join = JoinStep()
        self.branch = BranchStep()
        self.passphrase = PassphraseStep(translate("Start", "2 of 4"))
        self.sheet = SheetStep(translate("Start", "3 of 4"), write_sheet)
        self.words = WordsStep(translate("Start", "4 of 4"))
        self.promise = PromiseStep(translate("Start", "The last page"))
        self.unlock = UnlockStep()
        self.recover = RecoverStep()
        self.new_passphrase = PassphraseStep(translate("Start", "2 of 2"))
        for page in (
            self.first,
            self.join,
            self.branch,
            self.passphrase,
            self.sheet,
            self.words,
            self.promise,
            self.unlock,
            self.recover,
            self.new_passphrase,
        ):
            self.addWidget(page)
        self._connect()

    def _connect(self) -> None:
        for signal, mine in (
            (self.first.practise, self.practise),
            (self.first.next_palette, self.next_palette),
            (self.first.larger_text, self.larger_text),
        ):
            signal.connect(mine)
        self.first.join.connect(lambda: self._begin(is_joining=True))
        self.first.start.connect(lambda: self._begin(is_joining=False))
        for step in (self.join, self.branch):
            step.back.connect(self.show_first)
            step.done.connect(lambda: self._show(self.passphrase))
        self.passphrase.back.connect(lambda: self._show(self.join if self._begun.is_joining else self.branch))
        self.passphrase.done.connect(self._create)
        self.sheet.done.connect(self._after_sheet)
        self.words.same.connect(lambda: self._show(self.promise))
        self.words.differ.connect(self._stop)
        self.words.again.connect(self._reach)
        self.words.later.connect(lambda: self._show(self.promise))
        self.promise.done.connect(self._open)
        self.unlock.unlock.connect(self._unlock)
        self.unlock.lost.connect(lambda: self._show(self.recover))
        self.recover.back.connect(self.show_unlock)
        self.recover.done.connect(self._recovered)
        self.new_passphrase.back.connect(lambda: self._show(self.recover))
        self.new_passphrase.done.connect(self._recover)

    # Where one is

    def show_first(self) -> None:
        """Nothing is stored here yet."""
        self.setCurrentWidget(self.first)
        self.first.take_keys()

    def show_unlock(self) -> None:
        """Something is stored here: ask for the passphrase."""
        self.unlock.forget()
        self._show(self.unlock)

    def fail(self, fault: object) -> None:
        """Something could not be done on the page that is shown."""
        sentence = _sentence(fault)
        if self.currentWidget() in (self.words, self.sheet):
            self._show(self.words)
            self.words.show_failure(sentence)
        elif self.currentWidget() is self.passphrase:
            self.passphrase.first.set_error(sentence)
        else:
            self.show_unlock()
            self.unlock.show_fault(sentence)

    def _show(self, step: Step) -> None:
        self.setCurrentWidget(step)
        step.take_keys()

    # Joining and founding

    def _begin(self, *, is_joining: bool) -> None:
        self._begun = Beginning(is_joining)
        self._show(self.join if is_joining else self.branch)

    def _create(self, passphrase: str) -> None:
        self._tasks.errand(
            partial(create_vault, self._folder, passphrase), self._created, owner=self, failed=self.fail
        )

    def _created(self, created: Created) -> None:
        self.passphrase.forget()
        self._begun.store, self._begun.recovery_code = created.store, created.recovery_code
        joining = self._begun.is_joining
        name = (self.join if joining else self.branch).name.text()
        branch = "" if joining else self.branch.branch.text()
        role = Role.CANVASSER if joining else Role.ORGANISER
        self._in_store(partial(_name, created.store, name, branch, role), self._named)

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
        work = partial(enrol, store, self.join.server.text().strip(), self.join.code.text())
        self._in_store(work, self._reached, lambda fault: self.words.show_failure(_sentence(fault)))

    def _reached(self, enrolled: Enrolled) -> None:
        self.words.show_words(list(enrolled.words))

    def _stop(self) -> None:
        # The words differed: nothing that came is kept, and nothing that was typed.
        store, self._begun.store = self._begun.store, None
        if store is not None:
            self._in_store(partial(remove_vault, store), lambda _value: self.show_first())

    def _open(self) -> None:
        store, self._begun.store = self._begun.store, None
        if store is not None:
            self.opened.emit(store)

    # Unlocking and recovering

    def _unlock(self, passphrase: str) -> None:
        self.unlock.wait(True)
        work = partial(unlock_vault, self._folder, passphrase)
        self._tasks.errand(work, self._unlocked, owner=self, failed=self._not_unlocked)

    def _unlocked(self, store: Store) -> None:
        self.unlock.forget()
        self.unlock.wait(False)
        self.opened.emit(store)

    def _not_unlocked(self, fault: Exception) -> None:
        self.unlock.show_fault(_sentence(fault))

    def _recovered(self, code: str) -> None:
        self._begun.recovered_by = code
        self._show(self.new_passphrase)

    def _recover(self, passphrase: str) -> None:
        work = partial(recover_vault, self._folder, self._begun.recovered_by, passphrase)
        self._tasks.errand(work, self._recovery_worked, owner=self, failed=self._not_recovered)

    def _recovery_worked(self, store: Store) -> None:
        self._begun = Beginning()
        self.recover.field.line.clear()
        self.new_passphrase.forget()
        self.opened.emit(store)

    def _not_recovered(self, fault: Exception) -> None:
        self._show(self.recover)
        self.recover.show_fault(_sentence(fault))

    def _in_store(
        self,
        work: Callable[[], object],
        then: Callable[..., None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        # The store's writer belongs to the store worker, also before the workplace is there.
        self._tasks.errand(lambda: self._tasks.in_store(work), then, owner=self, failed=failed or self.fail)


def _name(store: Store, name: str, branch: str, role: Role) -> None:
    name_me(store, name, _laptop_name(name), role)
    if branch:
        name_branch(store, branch)


def _laptop_name(name: str) -> str:
    first = name.split()[0] if name.split() else ""
    return translate("Start", "{name}’s laptop").format(name=first)


def _sentence(fault: object) -> str:
    told = fault_words(fault if isinstance(fault, Exception) else Exception(), translate)
    return (
        f"{told.happened} {told.safe} {told.remedy}"
        if told.code != "wrong_passphrase"
        else f"{told.happened} {told.safe}"
    )
