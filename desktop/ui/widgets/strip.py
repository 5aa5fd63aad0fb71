"""The status strip: what is saved, what is not sent, and the keys that go with it. Always there."""

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.look.painting import fill
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.actions import Action, install
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.marks import MarkView, Tick
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words


class StripState(Enum):
    """What the strip says about what was typed."""

    SAVED = "saved"
    SENDING = "sending"
    FAILED = "failed"


class Strip(Part):
    """Tick, a bold sentence, the reason in the second voice, and hints at the right.

    It changes without moving. If saving fails it is set in `stop` with `!`.
    """

    def __init__(self, actions: Iterable[Action] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = StripState.SAVED
        self._short = False
        self._tick = Tick()
        self._wrong = MarkView(Mark(Shape.NEVER, "!"))
        self._wrong.hide()
        self.sentence = Words(style=Type.STRONG)
        self.reason = Words(role=Role.SOFT)
        self._row = QHBoxLayout(self)
        self._hints: list[KeyHint] = []
        self._shortcuts: list[QShortcut] = []
        self._saying = QHBoxLayout()
        for widget in (self._tick, self._wrong, self.sentence):
            self._saying.addWidget(widget)
        self._row.addLayout(self._saying)
        self._row.addWidget(self.reason)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_actions(actions)
        self.ensure_dressed()

    def set_actions(self, actions: Iterable[Action]) -> None:
        """Replace the hints at the right; each action's key works in the whole window."""
        for old in (*self._hints, *self._shortcuts):
            old.setParent(None)
            old.deleteLater()
        self._hints, self._shortcuts = [], []
        for action in actions:
            hint = KeyHint(action.keys.partition(" ")[0], action.words)
            hint.triggered.connect(action.do)
            hint.setEnabled(not action.reason)
            hint.setAccessibleDescription(action.reason)
            self._shortcuts.append(install(action.keys, hint.click, self))
            self._row.addWidget(hint)
            self._hints.append(hint)

    @property
    def state(self) -> StripState:
        """What the strip says just now."""
        return self._state

    def say(self, sentence: str, reason: str = "", state: StripState = StripState.SAVED) -> None:
        """Change what is said."""
        self._state = state
        failed = state is StripState.FAILED
        self._tick.setVisible(not failed)
        self._wrong.setVisible(failed)
        self.sentence.say(sentence, Role.STOP if failed else Role.INK)
        self.reason.say(reason, Role.INK if failed else Role.SOFT)
        self.setAccessibleName(" ".join(part for part in (sentence, reason) if part))
        self._make_room()
        self.update()

    def set_short(self, short: bool) -> None:
        """Lose four pixels where the window is low."""
        self._short = short
        self.dress()

    def dress(self) -> None:
        """Height and distances."""
        px = self.look.px
        self.setFixedHeight(px(sizes.STRIP_SHORT if self._short else sizes.STRIP))
        self._row.setContentsMargins(px(22), 1, px(22), 0)
        self._row.setSpacing(px(sizes.SPACE_5))
        self._saying.setSpacing(px(sizes.SPACE_2))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The reason goes first where there is no room, then the hints; their keys go on working."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        gap = self.look.px(sizes.SPACE_5)
        room = self.width() - self.sentence.sizeHint().width() - self.look.px(70) - 2 * gap
        for hint in reversed(self._hints):
            room -= hint.sizeHint().width() + gap
            hint.setVisible(room >= 0)
        self.reason.setVisible(bool(self.reason.text()) and self.reason.sizeHint().width() <= room)

    def minimumSizeHint(self) -> QSize:
        """The strip never holds a window wide: its words and hints give way."""
        return QSize(self.look.px(160), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The darker ground under an edge; in `stop` if saving failed."""
        look = self.look
        failed = self._state is StripState.FAILED
        with self.painter() as painter:
            ground = Role.STOPTINT if failed else Role.SHADE
            fill(painter, QRectF(self.rect()), look.colour(ground))
            edge = QRectF(0, 0, self.width(), 1)
            fill(painter, edge, look.colour(Role.STOP if failed else Role.EDGE))
