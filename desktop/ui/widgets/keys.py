"""Keys on the screen: caps, and hints that are caps and words and can be clicked too."""

import sys

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFocusFrame, QPushButton, QSizePolicy, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.painting import CapState, cap_width, paint_cap, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.look.wear import look_of
from desktop.ui.widgets.part import Part

CAP_GAP = 4
WORD_GAP = 9
_SHOWN = {
    "Return": "Enter",
    "Backspace": "Bksp",
    "Escape": "Esc",
    "Insert": "Ins",
    "Delete": "Del",
    "PgDown": "PgDn",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Plus": "+",
}


def cap_words(keys: str) -> tuple[str, ...]:
    """What stands on the caps of a key sequence written as Qt does: `Ctrl+Return` is `Ctrl` and `Enter`.

    Several keys that belong to one hint are parted by a space: `Up Down`.
    """
    caps: list[str] = []
    for chord in keys.split():
        names = ["+"] if chord == "+" else chord.split("+")
        for name in names:
            shown = "Cmd" if name == "Ctrl" and sys.platform == "darwin" else name
            caps.append(_SHOWN.get(shown, shown))
    return tuple(caps)


def caps_width(look: Look, caps: tuple[str, ...]) -> int:
    """How wide a row of caps is."""
    gaps = look.px(CAP_GAP) * max(0, len(caps) - 1)
    return sum(cap_width(look, cap) for cap in caps) + gaps


def paint_caps(
    painter: QPainter, look: Look, left: float, middle: float, caps: tuple[str, ...], state: CapState
) -> float:
    """A row of caps; gives the left edge of what may follow them directly."""
    for cap in caps:
        left += paint_cap(painter, look, left, middle, cap, state) + look.px(CAP_GAP)
    return left - look.px(CAP_GAP)


class KeyCap(Part):
    """One key, or keys pressed together, without words."""

    def __init__(self, keys: str, state: CapState = CapState.RESTING, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps, self._state = cap_words(keys), state
        self.setAccessibleName(" ".join(self._caps))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def state(self) -> CapState:
        """What the key does just now."""
        return self._state

    def set_state(self, state: CapState) -> None:
        """Show what the key does from now on."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        """The caps side by side."""
        return QSize(caps_width(self.look, self._caps), self.look.px(sizes.KEY_CAP))

    def minimumSizeHint(self) -> QSize:
        """The caps side by side."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the caps."""
        with self.painter() as painter:
            paint_caps(painter, self.look, 0, self.height() / 2, self._caps, self._state)


class PressedByKeys(QPushButton):
    """A button of civic print: it answers Space and, while it holds the keys, Enter; Tab reaches it."""

    triggered = Signal()

    def __init__(self, keys: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = cap_words(keys)
        self._words = words
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.triggered)

    @property
    def look(self) -> Look:
        """What the button wears just now."""
        return look_of(self)

    @property
    def words(self) -> str:
        """What the button says it does."""
        return self._words

    @property
    def caps(self) -> tuple[str, ...]:
        """What stands on its caps just now."""
        return self._caps

    def show_keys(self, keys: str) -> None:
        """Change the caps, as when a text field takes the bare letters."""
        caps = cap_words(keys)
        if caps != self._caps:
            self._caps = caps
            self.updateGeometry()
            self.update()

    def say(self, words: str) -> None:
        """Change the words."""
        if words == self._words:
            return
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """The whole of it: no action is cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application changes its look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Keep Enter for itself while it holds the keys, before any shortcut of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what holds the keys."""
        if _is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


def _is_enter(event: QKeyEvent) -> bool:
    bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return bare and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyHint(PressedByKeys):
    """Caps and words: says which key does what, and does it when clicked.

    Without any key it is words alone. `stop` sets it in the colour of what cannot be taken lightly,
    `quiet` in the small voice for hints under a list.
    """

    def __init__(
        self,
        keys: str,
        words: str,
        *,
        stop: bool = False,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(keys, words, parent)
        self._stop = stop
        self._style = Type.NOTE if quiet else Type.STRONG if stop else Type.BODY
        self._ring: QFocusFrame | None = None

    def sizeHint(self) -> QSize:
        """Caps, gap, words; room for the ring above and below."""
        look = self.look
        words = int(look.metrics(self._style).horizontalAdvance(self._words)) + 2
        caps = caps_width(look, self._caps) + look.px(WORD_GAP) if self._caps else 0
        return QSize(caps + words, look.px(sizes.KEY_CAP))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring around the hint, outside its own ground."""
        super().focusInEvent(event)
        self._ring = self._ring or QFocusFrame(self)
        self._ring.setWidget(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        if self._ring is not None:
            self._ring.setWidget(None)  # type: ignore[arg-type]  # Qt takes null here, its stub does not say so

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw caps and words; what cannot be done now is soft."""
        look = self.look
        with QPainter(self) as painter:
            middle = self.height() / 2
            state = CapState.STOP if self._stop and self.isEnabled() else CapState.RESTING
            left = 0.0
            if self._caps:
                left = paint_caps(painter, look, 0, middle, self._caps, state) + look.px(WORD_GAP)
            role = Role.STOP if self._stop else Role.INK
            if not self.isEnabled():
                role = Role.SOFT
            box = QRectF(left, 0, self.width() - left, self.height())
            paint_text(painter, look, box, self._words, self._style, role)
