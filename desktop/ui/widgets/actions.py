"""The action bar: what can be done here, each with its key, the likeliest filled and first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import sizes
from desktop.ui.look.painting import CapState, paint_ring, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.flow import FlowRow, hugging
from desktop.ui.widgets.keys import KeyHint, PressedByKeys, caps_width, paint_caps
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.tips import set_tip


class Kind(Enum):
    """Where an action stands in the bar, and how loudly."""

    PRIMARY = "filled, at the left"
    PLAIN = "key and words"
    FAR = "key and words, at the right"
    STOP = "what cannot be taken back, at the right"


@dataclass(frozen=True)
class Action:
    """One thing that can be done: its key as Qt writes it (`Ctrl+Return`, `N`; several parted by a space
    are alternatives), words that name its effect, and what to call. A `reason` says why it cannot be done
    now; the action then stands there soft, and says the reason."""

    keys: str
    words: str
    do: Callable[[], object]
    kind: Kind = Kind.PLAIN
    reason: str = ""


def takes_letters(widget: QWidget | None) -> bool:
    """Whether bare letters typed into `widget` are text."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return False


def is_bare(chord: str) -> bool:
    """Whether a key is one printable character without anything held down."""
    return len(chord) == 1


def sequences(keys: str) -> list[QKeySequence]:
    """Every key sequence that means `keys`: both Enters, and Alt with a bare letter."""
    made: list[QKeySequence] = []
    for chord in keys.split():
        names = [chord]
        if is_bare(chord):
            names.append(f"Alt+{chord}")
        if chord.endswith("Return"):
            names.append(chord[: -len("Return")] + "Enter")
        made.extend(QKeySequence(name) for name in names)
    return made


def install(keys: str, do: Callable[[], object], on: QWidget) -> QShortcut:
    """A shortcut that works while `on` is seen and enabled, wherever in its window the keys go."""
    shortcut = QShortcut(on)
    shortcut.setKeys(sequences(keys))
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(do)
    return shortcut


class PrimaryButton(PressedByKeys):
    """The one filled action of a page; it names its effect."""

    def sizeHint(self) -> QSize:
        """Caps and words with room around them."""
        look = self.look
        words = int(look.metrics(Type.STRONG).horizontalAdvance(self._words)) + 2
        caps = caps_width(look, self._caps) + look.px(10) if self._caps else 0
        return QSize(caps + words + 2 * look.px(sizes.SPACE_3), look.px(sizes.ACTION_PRIMARY))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled with accent; with the keys, a ring inside. What cannot be done now is an outline."""
        look = self.look
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRectF(self.rect())
            radius = look.px(sizes.RADIUS_KEY)
            able = self.isEnabled()
            if able:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour(Role.ACCENT))
                painter.drawRoundedRect(rect, radius, radius)
            else:
                painter.setPen(look.colour(Role.EDGE))
                painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            left: float = look.px(sizes.SPACE_3)
            if self._caps:
                state = CapState.ON_ACCENT if able else CapState.RESTING
                left = paint_caps(painter, look, left, rect.center().y(), self._caps, state) + look.px(10)
            box = QRectF(left, 0, rect.width() - left - look.px(sizes.SPACE_3) + 2, rect.height())
            role = Role.ONACCENT if able else Role.SOFT
            paint_text(painter, look, box, self._words, Type.STRONG, role)
            if self.hasFocus():
                inner = rect.adjusted(3, 3, -3, -3)
                paint_ring(painter, look, inner, Role.ONACCENT if able else Role.ACCENT, 1)


class ActionBar(Part):
    """A row of actions with their keys. While a text field has the keys, bare letters become Alt+letter."""

    def __init__(
        self, actions: Iterable[Action] = (), *, rule: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rule = HairRule()
        if not rule:
            self._rule.hide()  # never shown here: without a parent yet, it would be a window
        self._row = FlowRow()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._rule)
        self._stack.addLayout(self._row)
        self.setSizePolicy(hugging())
        self._actions: list[tuple[Action, PressedByKeys]] = []
        self._shortcuts: dict[PressedByKeys, QShortcut] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)
        self.set_actions(actions)
        self.ensure_dressed()

    def set_actions(self, actions: Iterable[Action]) -> None:
        """Replace what can be done here. What keeps its key keeps its button, so that a page need not be laid out anew."""
        held = {(action.keys, action.kind): button for action, button in self._actions}
        items = self._row.take_all()
        self._actions = []
        order = sorted(actions, key=lambda action: list(Kind).index(action.kind))
        for action in order:
            button = held.pop((action.keys, action.kind), None)
            if button is None:
                button = self._button(action)
                self._row.addWidget(button)
            else:
                button.say(action.words)
                self._row.addItem(items[id(button)])
            self._explain(action, button)
            self._actions.append((action, button))
        for button in held.values():
            self._retire(button)
        for (_, before), (_, after) in pairwise(self._actions):
            QWidget.setTabOrder(before, after)
        far = (at for at, action in enumerate(order) if action.kind in (Kind.FAR, Kind.STOP))
        self._row.set_far_from(next(far, None))
        self._show_keys(QApplication.focusWidget())

    def _button(self, action: Action) -> PressedByKeys:
        button: PressedByKeys
        if action.kind is Kind.PRIMARY:
            button = PrimaryButton(action.keys, action.words)
        else:
            button = KeyHint(action.keys, action.words, stop=action.kind is Kind.STOP)
        button.triggered.connect(lambda: self._do(button))
        if action.keys:
            self._shortcuts[button] = install(action.keys, button.click, button)
        return button

    def _do(self, button: PressedByKeys) -> None:
        for action, held in self._actions:
            if held is button:
                action.do()
                return

    def _explain(self, action: Action, button: PressedByKeys) -> None:
        button.setEnabled(not action.reason)
        set_tip(button, action.reason)
        button.setAccessibleDescription(action.reason or _spoken_keys(action.keys))

    def _retire(self, button: PressedByKeys) -> None:
        shortcut = self._shortcuts.pop(button, None)
        if shortcut is not None:
            shortcut.setEnabled(False)
        button.hide()
        button.deleteLater()

    @property
    def primary(self) -> PrimaryButton | None:
        """The filled action, to give it the keys."""
        return next((button for _, button in self._actions if isinstance(button, PrimaryButton)), None)

    def button(self, words: str) -> PressedByKeys | None:
        """The action with these words."""
        return next((button for action, button in self._actions if action.words == words), None)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._show_keys(now)

    def _show_keys(self, now: QWidget | None) -> None:
        typing = takes_letters(now) and now is not None and now.window() is self.window()
        for action, button in self._actions:
            chords = action.keys.split()[:1]
            shown = " ".join(f"Alt+{c}" if typing and is_bare(c) else c for c in chords)
            button.show_keys(shown)

    def dress(self) -> None:
        """The bar keeps its distance from the rule above it."""
        self._stack.setSpacing(self.look.px(6))
        self._row.setSpacing(self.look.px(sizes.SPACE_4 + 2))


def _spoken_keys(keys: str) -> str:
    """The key of an action as a screen reader says it after the words."""
    if not keys:
        return ""
    native = QKeySequence(keys.split()[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return QCoreApplication.translate("Widgets", "Key: %1").replace("%1", native)
