"""The locked screen: the passphrase, or the printed code if it is lost."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.recovery import RecoveryCodeWrong, read_code
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.start.line_step import LineStep
from desktop.ui.start.step import Step
from desktop.ui.throttles import wait_words
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field, PassphraseField
from desktop.wording.faults import fault_words

_TICK_MS = 250


class UnlockStep(Step):
    """Asks for the passphrase. It never says more than that it is not right, and that nothing is lost."""

    unlock = Signal(str)
    lost = Signal()
    restore = Signal()
    hand_in = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "Locked"), "", parent)
        self.say(translate("Start", "Everything on this laptop is kept as you left it."), Type.LEAD)
        self.field = PassphraseField(
            translate("Start", "Your passphrase"),
            show=translate("Start", "show"),
            hide=translate("Start", "hide"),
        )
        self.body.addWidget(self.field)
        self.waiting = self.say("", Type.BODY, Role.SOFT)
        self.told = self.say("", Type.BODY, Role.CARE)
        self.body.addStretch(1)
        self.also: list[Action] = []  # what else leads from here
        self._seconds_left: Callable[[], int] = int
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self.offer(has_unsent=False)

    def offer(self, *, has_unsent: bool) -> None:
        """What can be done here; ``has_unsent``: something lies sealed that could be handed in without the passphrase."""
        unsent = Action("Alt+H", translate("Start", "Hand in what was not sent"), self.hand_in.emit)
        self.set_actions(
            [
                Action("Return", translate("Start", "Open"), self._go_on, Kind.PRIMARY),
                Action("Alt+L", translate("Start", "I have lost it"), self.lost.emit),
                Action("Alt+B", translate("Start", "Bring back a backup"), self.restore.emit),
                *([unsent] if has_unsent else []),
                *self.also,
            ]
        )

    def take_keys(self) -> None:
        """The line has the keys."""
        self.field.line.setFocus()

    def note(self, sentence: str) -> None:
        """Say what the server told while this laptop was locked."""
        self.told.say(sentence)
        self.told.show()

    def wait(self, is_waiting: bool) -> None:
        """While the key is worked out, the line rests."""
        self.field.setEnabled(not is_waiting)
        if not is_waiting:
            self.take_keys()

    def show_fault(self, sentence: str) -> None:
        """Say what was wrong; what was typed is taken away, as somebody may stand behind."""
        self.field.forget()
        self.field.set_error(sentence)
        self.wait(False)

    def say_waiting(self, words: str) -> None:
        """Say below the line what is being waited for."""
        self.waiting.say(words)

    def make_wait(self, seconds_left: Callable[[], int]) -> None:
        """After several wrong ones: take the next only when no seconds are left, and show how they run down."""
        self._seconds_left = seconds_left
        self._ticking.start()
        self._tick()

    def _tick(self) -> None:
        left = self._seconds_left()
        if left <= 0:
            self._ticking.stop()
        self.waiting.say(wait_words(left))

    def forget(self) -> None:
        """Leave nothing that was typed."""
        self.field.forget()

    def _go_on(self) -> None:
        if self.field.text() and self._seconds_left() <= 0:
            self.field.clear_error()
            self.unlock.emit(self.field.text())


class RecoverStep(LineStep):
    """Takes the code from the printed sheet; leads on where that is lost too."""

    done = Signal(str)
    ask = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("Start", "Open with the printed code"),
            translate("Start", "1 of 2"),
            Field(
                translate("Start", "The code on your recovery sheet"),
                note=translate(
                    "Start", "Eight groups of four letters. Small letters and gaps are all the same."
                ),
            ),
            parent=parent,
        )
        self.set_actions(
            [
                Action("Return", translate("Start", "Go on"), self._go_on, Kind.PRIMARY),
                Action("Alt+O", translate("Start", "Ask an organiser"), self.ask.emit),
                Action("Escape", translate("Start", "Back"), self.back.emit),
            ]
        )

    def _go_on(self) -> None:
        try:
            code = read_code(self.field.text())
        except RecoveryCodeWrong as wrong:
            told = fault_words(wrong, translate)
            self.show_fault(f"{told.happened} {told.remedy}")
            return
        self.field.clear_error()
        self.done.emit(code)
