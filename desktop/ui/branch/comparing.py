"""Three words to compare: this laptop's own, to be read out, and a line for those of another, which make it known."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.readers import ReadersHeld
from desktop.operations.changed import Changed, Done
from desktop.operations.readers import know_by_words, own_words, read_readers
from desktop.store.store import Store
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words
from desktop.wording.readers import known_words, own_words_line, reader_line, waiting_words

_WORDS = 3


class ComparingPage(BranchPage):
    """Two people, each before a laptop, read three words to each other; Enter takes those that were heard."""

    SHOWS: ClassVar[Changed] = Changed.MEMBERS | Changed.SYNC | Changed.SETTINGS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            translate("Readers", "Words to compare"),
            translate("Readers", "so that a laptop is known for certain"),
            parent=parent,
        )
        self.held: ReadersHeld | None = None
        self.own = Words("", Type.FIGURE, wrap=True)
        self.field = Field(
            translate("Readers", "The three words that the other laptop shows"),
            note=translate("Readers", "Capitals and gaps do not matter."),
        )
        self.told = Words(role=Role.SOFT, wrap=True)
        self.waiting_head = SectionHead(translate("Readers", "Laptops to compare words with"))
        self._waiting = QVBoxLayout()
        self._fill_columns()
        self._back = Place("home")
        self._is_busy = False
        self.back.connect(lambda: desk.go(self._back))
        self._offer()

    def open(self, about: Any) -> None:
        """Remember where one came from."""
        if isinstance(about, Place):
            self._back = about

    def refresh(self) -> None:
        """Read this laptop's words, and with whom to compare."""
        self.states.loading(translate("Readers", "Reading the words of this laptop"))
        read = partial(_read, self.desk.store)
        self.desk.tasks.query(read, self._show, owner=self, failed=self._not_read, latest=self)

    def take_keys(self) -> None:
        """The line that one types on has the keys."""
        self.field.line.setFocus()

    def leave(self) -> None:
        """Leave nothing that was typed."""
        self.field.forget()
        self.told.say("")

    def know(self) -> None:
        """Enter: the laptop with these words is known from now on."""
        words = self.field.text().split()
        if len(words) != _WORDS:
            self.field.set_error(translate("Readers", "Type all three words, parted by gaps."))
            return
        if self._is_busy:
            return
        self._is_busy = True
        self.field.clear_error()
        self.told.say(translate("Readers", "One moment."), Role.SOFT)
        work = partial(know_by_words, self.desk.store, words)
        self.desk.tasks.errand(work, self._known, owner=self, failed=self._not_known)

    def _offer(self) -> None:
        words = translate("Readers", "These are its words")
        self.set_actions([Action("Return", words, self.know, Kind.PRIMARY)])

    def _fill_columns(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(sizes.SPACE_3)
        left.addWidget(SectionHead(translate("Readers", "The words of this laptop")))
        left.addWidget(self.own)
        left.addWidget(
            Words(
                translate(
                    "Readers",
                    "Read them out to whoever sits before the other laptop, side by side or by a telephone on which you know"
                    " each other's voice; never by a message.",
                ),
                role=Role.SOFT,
                wrap=True,
            )
        )
        left.addWidget(self.field)
        left.addWidget(self.told)
        left.addStretch(1)
        right.addWidget(self.waiting_head)
        right.addLayout(self._waiting)
        right.addWidget(SectionHead(translate("Readers", "What this is for")))
        for paragraph in _explanations():
            right.addWidget(Words(paragraph, role=Role.SOFT, wrap=True))
        right.addStretch(1)
        self.columns.addLayout(left, 52)
        self.columns.addLayout(right, 48)

    def _show(self, read: tuple[Sequence[str], ReadersHeld]) -> None:
        words, held = read
        had_keys = self.isVisible() and not self.content.isVisible()
        self.own.say("   ".join(words))
        self.own.setAccessibleName(own_words_line(" ".join(words), translate))
        self._show_waiting(held)
        self.states.loaded()
        self._offer()
        if had_keys:
            self.take_keys()

    def _show_waiting(self, held: ReadersHeld) -> None:
        self.held = held
        clear(self._waiting)
        waiting = [one for one in held.readers if not one.is_known and not one.is_this_one]
        self.waiting_head.say(translate("Readers", "Laptops to compare words with"))
        self._waiting.addWidget(Words(waiting_words(len(waiting), translate), role=Role.SOFT, wrap=True))
        for one in waiting:
            self._waiting.addWidget(Words(reader_line(one, translate), wrap=True))

    def _not_read(self, fault: Exception) -> None:
        told = fault_words(fault, translate)
        again = Action("R", translate("Branch", "Try again"), self.refresh)
        self.states.failed(told.happened, told.safe, told.remedy, again)
        self._keep_keys_within()

    def _known(self, done: Done[ReadersHeld]) -> None:
        self._is_busy = False
        self.field.forget()
        self._show_waiting(done.value)
        self.told.say(known_words(translate), Role.INK)
        self.desk.tasks.tell(done.changed)
        self.take_keys()

    def _not_known(self, fault: Exception) -> None:
        self._is_busy = False
        self.told.say("")
        told = fault_words(fault, translate)
        self.field.set_error(f"{told.happened} {told.remedy}")
        self.take_keys()


def _read(store: Store) -> tuple[Sequence[str], ReadersHeld]:
    return own_words(store), read_readers(store)


def _explanations() -> tuple[str, ...]:
    return (
        translate(
            "Readers",
            "The key to the notes is given only to laptops of which an organiser's laptop knows for certain whose they are."
            " Whoever joins by a code is known by that. A laptop that joined with an older program is known by its words.",
        ),
        translate(
            "Readers",
            "Each of you types what the other reads out. If the words differ from those on the other screen, type nothing,"
            " and call your organiser: somebody may stand between you and the server.",
        ),
    )
