"""Connecting this laptop to the branch's server: an address and a code, then three words to compare."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.servers import complete_address, is_address
from desktop.operations.branch import ServerHeld, read_server
from desktop.operations.changed import Changed
from desktop.operations.enrolment import Enrolled, confirm_server, enrol, leave_server
from desktop.ui.branch.holdings import Fact, FactLine
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words
from desktop.wording.branch import heard_words
from desktop.wording.faults import fault_words
from sync.protocol.enrolment import read_code
from sync.protocol.errors import ProtocolError

_COLUMN = 700


class ConnectForm(Part):
    """Where the server is, and its code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead = Words(
            translate(
                "Server",
                "Whoever looks after the server makes a code for your branch’s first organiser, and reads you "
                "three words that stand beside it.",
            ),
            Type.LEAD,
            wrap=True,
        )
        self.address = Field(
            translate("Server", "The server’s address"), note=translate("Server", "It begins with https://")
        )
        self.code = Field(
            translate("Server", "The code"),
            note=translate("Server", "Twelve letters. Capitals, small letters and gaps are all the same."),
        )
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for widget in (self.lead, self.address, self.code):
            self._stack.addWidget(widget)
        self._stack.addStretch(1)
        self.ensure_dressed()

    def check(self) -> bool:
        """Whether both lines can be what they should; the first that cannot has the keys."""
        address = complete_address(self.address.text())
        if address != self.address.text():
            self.address.set_text(address)
        self.address.set_error(
            ""
            if is_address(address)
            else translate("Server", "An address begins with https:// and has no gaps.")
        )
        try:
            read_code(self.code.text())
            self.code.clear_error()
        except ProtocolError:
            self.code.set_error(
                translate(
                    "Server", "A code has twelve letters, without I and O. Please compare it once more."
                )
            )
        wrong = next((field for field in (self.address, self.code) if field.error), None)
        if wrong is not None:
            wrong.line.setFocus()
        return wrong is None

    def dress(self) -> None:
        """A column as wide as text is read comfortably."""
        self.setMaximumWidth(self.look.px(_COLUMN))
        self._stack.setSpacing(self.look.px(sizes.SPACE_4))


class ServerWords(Part):
    """Three words, large, and what they are for; or the server that is connected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead = Words("", Type.LEAD, wrap=True)
        self.head = SectionHead(translate("Server", "Three words"))
        self.words = Words("", Type.NUMERAL, wrap=True)
        self.note = Words(role=Role.SOFT, wrap=True)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for widget in (self.lead, self.head, self.words, self.note):
            self._stack.addWidget(widget)
        self._stack.addLayout(self._facts)
        self._stack.addStretch(1)
        self.ensure_dressed()

    def show_words(self, lead: str, words: str, note: str, facts: list[Fact]) -> None:
        """Show the words, with what is to be said before and after them."""
        self.lead.say(lead)
        self.words.say(words)
        self.note.say(note)
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for fact in facts:
            self._facts.addWidget(FactLine(fact))

    def dress(self) -> None:
        """A column as wide as text is read comfortably."""
        self.setMaximumWidth(self.look.px(_COLUMN))
        self._stack.setSpacing(self.look.px(sizes.SPACE_3))


class ServerPage(BranchPage):
    """A form, then words to compare, then the server that is connected."""

    SHOWS: ClassVar[Changed] = Changed.SYNC

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Server", "The branch’s server"), parent=parent)
        self.form = ConnectForm()
        self.words = ServerWords()
        self.body = QStackedWidget()
        self.body.addWidget(self.form)
        self.body.addWidget(self.words)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.body)
        column.addStretch(1)
        self.columns.addLayout(column)
        self.held: ServerHeld | None = None
        self._to_compare: tuple[str, ...] | None = None
        self._is_asking = False
        self._keys_wanted = False
        for field in (self.form.address, self.form.code):
            field.edited.connect(lambda _text, field=field: field.clear_error())

    def refresh(self) -> None:
        """Read which server this laptop has joined."""
        self.desk.tasks.query(
            partial(read_server, self.desk.store), self._show, owner=self, failed=self.failed, latest=self
        )

    def take_keys(self) -> None:
        """The first line that is empty, or the filled action."""
        self._keys_wanted = not self.body.isVisible()
        if self.body.currentWidget() is self.form:
            fields = (self.form.address, self.form.code)
            next((field for field in fields if not field.text()), fields[0]).line.setFocus()
        else:
            super().take_keys()

    def connect_now(self) -> None:
        """Ask the server with the code."""
        if self._is_asking or not self.form.check():
            return
        self._is_asking = True
        self.states.loading(translate("Server", "Asking the server"))
        address, code = self.form.address.text().strip(), self.form.code.text()
        work = partial(enrol, self.desk.store, address, code, is_compared=False)
        self.desk.tasks.errand(work, self._enrolled, owner=self, failed=self._not_connected)

    def same(self) -> None:
        """The words are the same: from now on the laptop sends and receives."""
        confirm = partial(self.desk.tasks.in_store, partial(confirm_server, self.desk.store))
        self.desk.tasks.errand(confirm, self._confirmed, owner=self, failed=self._not_connected)

    def _confirmed(self, _value: object) -> None:
        self._to_compare = None
        self.form.code.set_text("")
        self.desk.tasks.tell(Changed.SYNC | Changed.MEMBERS | Changed.BRANCH)
        self.desk.send()

    def differ(self) -> None:
        """The words differ: let go of that server at once."""
        self._to_compare = None
        self.desk.tasks.errand(
            partial(self.desk.tasks.in_store, partial(leave_server, self.desk.store)),
            self._left,
            owner=self,
            failed=self._not_connected,
        )

    def _show(self, held: ServerHeld | None) -> None:
        self.held = held
        if self._is_asking or self._to_compare is not None:
            return
        had_keys = self._keys_wanted or not self.body.isVisible()
        if held is not None and not held.is_compared:
            self._compare(held.address, held.words, "")  # it was closed before anybody had compared
            return
        if held is None:
            self.page.set_title(
                translate("Server", "The branch’s server"), translate("Server", "this laptop has joined none")
            )
            self.body.setCurrentWidget(self.form)
            self._offer_form()
        else:
            self._show_held(held)
        self.states.loaded()
        if had_keys and self.isVisible():
            self.take_keys()

    def _offer_form(self) -> None:
        self.set_actions([Action("Return", translate("Server", "Connect"), self.connect_now, Kind.PRIMARY)])

    def _show_held(self, held: ServerHeld) -> None:
        self.page.set_title(translate("Server", "The branch’s server"), translate("Server", "connected"))
        self.words.show_words(
            translate("Server", "This laptop sends to the branch’s server and receives from it, by itself."),
            "   ".join(held.words),
            translate("Server", "They stand for this server on every laptop of the branch."),
            [
                Fact(translate("Server", "Address"), held.address),
                Fact(
                    translate("Server", "Last answered"),
                    heard_words(held.last_heard_at, self.desk.now(), translate),
                ),
            ],
        )
        self.body.setCurrentWidget(self.words)
        self.set_actions(
            [
                Action(
                    "Return I",
                    translate("Server", "Invite somebody"),
                    partial(self.asked.emit, "invite"),
                    Kind.PRIMARY,
                )
            ]
        )

    def _enrolled(self, enrolled: Enrolled) -> None:
        self._is_asking = False
        self._compare(enrolled.server, enrolled.words, enrolled.branch_name)

    def _compare(self, address: str, words: Sequence[str], branch: str) -> None:
        self._to_compare = tuple(words)
        self.page.set_title(translate("Server", "Compare three words"), branch or address)
        self.words.show_words(
            translate(
                "Server", "Beside the code stand three words. Have them read to you. They must be these:"
            ),
            "   ".join(words),
            translate(
                "Server",
                "If they differ, somebody may be listening in between. Then stop here, and nothing is sent.",
            ),
            [Fact(translate("Server", "Address"), address)],
        )
        self.body.setCurrentWidget(self.words)
        self.set_actions(
            [
                Action("Return", translate("Server", "They are the same"), self.same, Kind.PRIMARY),
                Action("X", translate("Server", "They differ"), self.differ, Kind.STOP),
            ],
            has_back=False,
        )
        self.states.loaded()
        if self.isVisible():
            self.take_keys()

    def _left(self, _value: object) -> None:
        self.form.code.set_text("")
        self.form.code.set_error(
            translate("Server", "Stopped: nothing was sent. Ask for a new code, and for its words.")
        )
        self.body.setCurrentWidget(self.form)
        self.refresh()

    def _not_connected(self, fault: Exception) -> None:
        self._is_asking = False
        told = fault_words(fault, translate)
        self.states.failed(
            told.happened,
            told.safe,
            told.remedy,
            Action("R", translate("Server", "Look at both lines again"), self._again),
        )

    def _again(self) -> None:
        self.states.loaded()
        self._offer_form()
        self.take_keys()
