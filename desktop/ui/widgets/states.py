"""Empty, loading, failed, loaded: the four faces of whatever is read from the store."""

from enum import Enum

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.marks import Mark, Shape, paint_mark
from desktop.ui.look.painting import fill, paint_swelled
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.actions import Action, install
from desktop.ui.widgets.figures import ProgressLine
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import SwelledRule
from desktop.ui.widgets.words import Words, centred

RULE_LENGTH = 140


class TravellingRule(Part):
    """A hair along which the swell travels while something is read; it stands where nothing may move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._beat = QTimer(self)
        self._beat.setInterval(33)
        self._beat.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As long as the rules of the other states."""
        return QSize(self.look.px(RULE_LENGTH), self.look.px(24))

    def minimumSizeHint(self) -> QSize:
        """As the size asked for."""
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to travel."""
        super().showEvent(event)
        self._since.start()
        if not self.look.still:
            self._beat.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while unseen."""
        super().hideEvent(event)
        self._beat.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The hair, and the swell where it is by now."""
        look = self.look
        middle = self.height() // 2
        swell = self.width() * 0.57
        share = 0.5
        if self._beat.isActive():
            phase = self._since.elapsed() % sizes.SWELL_PERIOD_MS / sizes.SWELL_PERIOD_MS
            share = 1 - abs(2 * phase - 1)
        with self.painter() as painter:
            fill(painter, QRectF(0, middle, self.width(), 1), look.colour(Role.EDGE))
            body = QRectF((self.width() - swell) * share, middle - 3, swell, 7)
            paint_swelled(painter, look, body, Role.ACCENT, 8)


class BrokenRule(Part):
    """A rule in `stop`, broken by a square with `!`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As long as the rules of the other states."""
        return QSize(self.look.px(RULE_LENGTH), self.look.px(24))

    def minimumSizeHint(self) -> QSize:
        """As the size asked for."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two pieces and the mark between them."""
        look = self.look
        middle = QRectF(self.rect()).center()
        gap, thick = look.px(16), look.px(3)
        with self.painter() as painter:
            top = middle.y() - thick / 2
            stop = look.colour(Role.STOP)
            fill(painter, QRectF(0, top, middle.x() - gap, thick), stop)
            fill(painter, QRectF(middle.x() + gap, top, middle.x() - gap, thick), stop)
            paint_mark(painter, look, middle, Mark(Shape.NEVER, "!"))


class _StatePage(Part):
    """Rule, heading, sentences and one key, centred: the only centred text there is."""

    def __init__(self, rule: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = centred("", Type.HEADING)
        self.first = centred("")
        self.second = centred("", role=Role.SOFT)
        self.bar = ProgressLine()
        self.bar.hide()
        self._stack = QVBoxLayout(self)
        self._stack.addStretch(1)
        self._rule = rule
        self._stack.addWidget(rule, 0, Qt.AlignmentFlag.AlignHCenter)
        self._stack.addSpacing(6)
        for words in (self.heading, self.first, self.second):
            self._stack.addWidget(words)
        self._stack.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        self._stack.addSpacing(9)
        self._key: KeyHint | None = None
        self._stack.addStretch(2)
        self.ensure_dressed()

    @property
    def key(self) -> KeyHint | None:
        """The one key of the state."""
        return self._key

    def say(self, heading: str, first: str = "", second: str = "", action: Action | None = None) -> None:
        """Set the words and the key."""
        self.setAccessibleName(" ".join(part for part in (heading, first, second) if part))
        for words, text in ((self.heading, heading), (self.first, first), (self.second, second)):
            words.say(text)
            words.setVisible(bool(text))
        if self._key is not None:
            self._key.hide()
            self._key.deleteLater()
            self._key = None
        if action is not None:
            hint = KeyHint(action.keys.partition(" ")[0], action.words)
            hint.triggered.connect(action.do)
            install(action.keys, hint.click, hint)
            self._stack.insertWidget(self._stack.count() - 1, hint, 0, Qt.AlignmentFlag.AlignHCenter)
            self._key = hint

    def dress(self) -> None:
        """A quiet page with room around it."""
        px = self.look.px
        self._stack.setContentsMargins(px(16), px(16), px(16), px(16))
        self._stack.setSpacing(0)
        self._rule.setFixedHeight(px(24))
        self.bar.setFixedWidth(px(RULE_LENGTH * 1.6))


class Empty(_StatePage):
    """What is absent, why, and one key."""

    def __init__(
        self,
        heading: str = "",
        first: str = "",
        second: str = "",
        action: Action | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(SwelledRule(RULE_LENGTH, swell=8), parent)
        self.first.say("", Role.SOFT)
        self.say(heading, first, second, action)


class Loading(_StatePage):
    """What is being read, how far, how long still, and the key that stops it."""

    def __init__(
        self,
        heading: str = "",
        count: str = "",
        left: str = "",
        action: Action | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(TravellingRule(), parent)
        self.first.say("", Role.SOFT)
        self.say(heading, count, left, action)

    def progress(self, count: str, left: str = "", share: float | None = None) -> None:
        """Say how far it is; `share` between 0 and 1 also draws the bar."""
        self.first.say(count)
        self.first.setVisible(bool(count))
        self.second.say(left)
        self.second.setVisible(bool(left))
        self.bar.setVisible(share is not None)
        if share is not None:
            self.bar.show_share(share)


class Failed(_StatePage):
    """What could not be done; first what is safe, then what to do, then the key."""

    def __init__(
        self,
        heading: str = "",
        safe: str = "",
        advice: str = "",
        action: Action | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(BrokenRule(), parent)
        self.say(heading, safe, advice, action)


class Face(Enum):
    """Which face a `StateStack` shows."""

    BLANK = "blank"
    LOADING = "loading"
    FAILED = "failed"
    EMPTY = "empty"
    LOADED = "loaded"


class _Notice(Part):
    """One line over rows that stay: what is being read again, a bar, the key that stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Words(style=Type.NOTE, role=Role.SOFT)
        self.bar = ProgressLine()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words)
        self._row.addWidget(self.bar, 1)
        self._key: KeyHint | None = None
        self.hide()
        self.ensure_dressed()

    def say(self, sentence: str, stop: Action | None) -> None:
        """Set the sentence and the key."""
        self.words.say(sentence)
        self.setAccessibleName(sentence)
        self.bar.show_share(0.0)
        if self._key is not None:
            self._key.setParent(None)
            self._key.deleteLater()
            self._key = None
        if stop is not None:
            self._key = KeyHint(stop.keys.partition(" ")[0], stop.words, quiet=True)
            self._key.triggered.connect(stop.do)
            install(stop.keys, self._key.click, self._key)
            self._row.addWidget(self._key)

    def dress(self) -> None:
        """Close to the rows below."""
        self._row.setContentsMargins(0, 0, 0, self.look.px(sizes.SPACE_1))
        self._row.setSpacing(self.look.px(sizes.SPACE_4))


class StateStack(QWidget):
    """Shows `content`, or the state that stands in its place.

    Loading shows nothing for 150 ms. If the content was loaded before, its old rows stay while it is read
    again, and a line above them says so. `delay` is the timer that counts the 150 ms; a test hands in its
    own and rings it.
    """

    def __init__(
        self, content: QWidget, *, delay: QTimer | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.content = content
        self._notice = _Notice()
        self._faces_stack = QStackedWidget()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self._notice)
        stack.addWidget(self._faces_stack, 1)
        self.loading_page, self.failed_page, self.empty_page = Loading(), Failed(), Empty()
        self._faces = {
            Face.BLANK: QWidget(),
            Face.LOADING: self.loading_page,
            Face.FAILED: self.failed_page,
            Face.EMPTY: self.empty_page,
            Face.LOADED: content,
        }
        for widget in self._faces.values():
            self._faces_stack.addWidget(widget)
        self._waiting = False
        self._delay = delay or QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(sizes.LOADING_AFTER_MS)
        self._delay.timeout.connect(self._show_loading)

    def hasHeightForWidth(self) -> bool:
        """Takes whatever height there is: else each layout above asks each below again and again, for every key."""
        return False

    @property
    def face(self) -> Face:
        """What is shown just now."""
        shown = self._faces_stack.currentWidget()
        return next(face for face, widget in self._faces.items() if widget is shown)

    @property
    def is_waiting(self) -> bool:
        """Whether something is being read, shown or not."""
        return self._waiting

    @property
    def is_noticed(self) -> bool:
        """Whether the line over the old rows says that they are being read again."""
        return not self._notice.isHidden()

    def loading(self, heading: str, *, stop: Action | None = None) -> None:
        """Something is being read: say so if it takes longer than 150 ms."""
        self._waiting = True
        if self.face is Face.LOADED:
            self._notice.say(heading, stop)
        else:
            self.loading_page.say(heading, "", "", stop)
            self.loading_page.progress("")
            if self.face is not Face.LOADING:
                self._faces_stack.setCurrentWidget(self._faces[Face.BLANK])
        self._delay.start()

    def progress(self, count: str, left: str = "", share: float | None = None) -> None:
        """Say how far the reading is; `share` between 0 and 1."""
        self.loading_page.progress(count, left, share)
        self._notice.bar.show_share(share or 0.0)

    def loaded(self) -> None:
        """Show the content."""
        self._settle(Face.LOADED)

    def empty(self, heading: str, first: str = "", second: str = "", action: Action | None = None) -> None:
        """Say what is absent, why, and which key to press."""
        self.empty_page.say(heading, first, second, action)
        self._settle(Face.EMPTY)

    def failed(self, heading: str, safe: str, advice: str = "", action: Action | None = None) -> None:
        """Say what could not be read; first what is safe, then what to do."""
        self.failed_page.say(heading, safe, advice, action)
        self._settle(Face.FAILED)

    def _settle(self, face: Face) -> None:
        self._waiting = False
        self._delay.stop()
        self._notice.hide()
        self._faces_stack.setCurrentWidget(self._faces[face])

    def _show_loading(self) -> None:
        if not self._waiting:
            return
        if self.face is Face.LOADED:
            self._notice.show()
        else:
            self._faces_stack.setCurrentWidget(self.loading_page)
