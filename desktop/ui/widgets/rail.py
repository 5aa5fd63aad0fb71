"""The rail at the left: the rooms of the program, the one you are in, and who you are."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.icons import Icon, paint_icon
from desktop.ui.look.look import Look
from desktop.ui.look.painting import CENTRE, RIGHT, fill, paint_ring, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.look.wear import look_of
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.keys import KeyHint, cap_words
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import SwelledRule
from desktop.ui.widgets.tips import set_tip
from desktop.ui.widgets.words import Words


@dataclass(frozen=True)
class Room:
    """One room of the program: its icon, its word, and the key that leads there."""

    icon: Icon
    words: str
    keys: str


class RoomButton(QPushButton):
    """A room in the rail: icon, word and key; where you are: tint, bar, bold."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self._narrow = False
        self.setCheckable(True)
        self.setAccessibleName(room.words)
        self.setAccessibleDescription(room.keys)
        set_tip(self, " ".join(cap_words(room.keys)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def look(self) -> Look:
        """What the button wears just now."""
        return look_of(self)

    def set_narrow(self, narrow: bool) -> None:
        """Put the word under the icon, or beside it again."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Only the rail says where you are."""

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        width = sizes.RAIL_NARROW if self._narrow else sizes.RAIL
        return QSize(self.look.px(width), self.look.px(sizes.ROOM_NARROW if self._narrow else sizes.ROOM))

    def minimumSizeHint(self) -> QSize:
        """Where the window is low, the narrow rail leaves the keys away: they are in the tool tip."""
        return QSize(self.sizeHint().width(), self.look.px(46 if self._narrow else 36))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application changes its look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint and bar for where you are, then icon, word and key."""
        look, rect, here = self.look, QRectF(self.rect()), self.isChecked()
        with QPainter(self) as painter:
            if here:
                fill(painter, rect, look.colour(Role.TINT))
                if look.colours.outlined:
                    paint_ring(painter, look, rect, radius=0)
                bar = QRectF(0, 0, sizes.HERE_BAR, rect.height())
                fill(painter, bar, look.colour(Role.ACCENT))
            keys = " ".join(cap_words(self.room.keys))
            if self._narrow:
                self._paint_narrow(painter, look, rect, keys, here=here)
            else:
                self._paint_wide(painter, look, rect, keys, here=here)
            if self.hasFocus():
                paint_ring(painter, look, rect.adjusted(2, 2, -2, -2))

    def _paint_wide(self, painter: QPainter, look: Look, rect: QRectF, keys: str, *, here: bool) -> None:
        side = look.px(sizes.ICON)
        paint_icon(painter, look, look.px(24), (rect.height() - side) / 2, self.room.icon)
        right = rect.right() - look.px(14)
        shown = look.metrics(Type.NOTE).horizontalAdvance(keys)
        style = Type.STRONG if here else Type.BODY
        left = look.px(54)
        box = QRectF(left, 0, right - shown - look.px(6) - left, rect.height())
        paint_text(painter, look, box, self.room.words, style)
        box = QRectF(right - shown - 1, 0, shown + 1, rect.height())
        paint_text(painter, look, box, keys, Type.NOTE, Role.SOFT, RIGHT)

    def _paint_narrow(self, painter: QPainter, look: Look, rect: QRectF, keys: str, *, here: bool) -> None:
        side = look.px(sizes.ICON)
        paint_icon(
            painter,
            look,
            (rect.width() - side) / 2,
            min(look.px(8), rect.height() - look.px(40)),
            self.room.icon,
        )
        inner = rect.adjusted(look.px(6), 0, -look.px(3), 0)
        top = min(look.px(28), rect.height() - look.px(19))
        box = QRectF(inner.left(), top, inner.width(), look.px(18))
        paint_text(painter, look, box, self.room.words, Type.LABEL, Role.INK, CENTRE)
        if rect.height() < look.px(66):
            return
        box = QRectF(inner.left(), look.px(46), inner.width(), look.px(18))
        role = Role.INK if here else Role.SOFT
        paint_text(painter, look, box, keys, Type.NOTE, role, CENTRE)


class Rail(Part):
    """The rooms given as data. `room_chosen` says which was asked for; the owner then calls `set_current`."""

    room_chosen = Signal(int)
    help_asked = Signal()

    def __init__(
        self,
        rooms: Iterable[Room],
        *,
        wordmark: str = "Groundswell",
        help_words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._narrow = False
        self._wordmark = wordmark
        self.wordmark = Words(wordmark, Type.HEADING)
        self._swell = SwelledRule()
        self._head = QVBoxLayout()
        self._head.addWidget(self.wordmark)
        self._head.addWidget(self._swell)
        room_list = QWidget()
        self._rooms = QVBoxLayout()
        self._rooms.setSpacing(0)
        upper = QVBoxLayout(room_list)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addLayout(self._rooms)
        upper.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(room_list)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.who = Words(style=Type.LABEL)
        self.role = Words(style=Type.NOTE, role=Role.SOFT)
        help_words = help_words or QCoreApplication.translate("Widgets", "Help")
        self.help = KeyHint("F1", help_words, quiet=True)
        self.help.triggered.connect(self.help_asked)
        install("F1", self.help.click, self.help)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(0)
        for widget in (self.who, self.role):
            self._foot.addWidget(widget)
        self._foot.addSpacing(sizes.SPACE_2 - 2)
        self._foot.addWidget(self.help)
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 1, 0)
        self._all.setSpacing(0)
        self._all.addLayout(self._head)
        self._all.addWidget(self._area, 1)
        self._all.addLayout(self._foot)
        self._buttons: list[RoomButton] = []
        self.set_rooms(rooms)
        self.ensure_dressed()

    def set_rooms(self, rooms: Iterable[Room]) -> None:
        """Replace the rooms, as when a branch switches one on."""
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = [RoomButton(room) for room in rooms]
        for index, button in enumerate(self._buttons):
            button.clicked.connect(lambda _checked=False, index=index: self.room_chosen.emit(index))
            install(button.room.keys, button.click, button)
            button.set_narrow(self._narrow)
            self._rooms.addWidget(button)
        order = [*self._buttons, self.help]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def set_current(self, index: int) -> None:
        """Show in which room one is."""
        for at, button in enumerate(self._buttons):
            button.setChecked(at == index)
            if at == index:
                self._area.ensureWidgetVisible(button, 0, 0)

    def set_person(self, who: str, role: str) -> None:
        """Show who one is, and as what."""
        self.who.say(who)
        self.role.say(role)

    @property
    def is_narrow(self) -> bool:
        """Whether words stand under the icons."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Make the rail narrow, or wide again."""
        self._narrow = narrow
        for button in self._buttons:
            button.set_narrow(narrow)
        self.who.setVisible(not narrow)
        self.role.setVisible(not narrow)
        self.wordmark.say(self._wordmark[:1] if narrow else self._wordmark)
        self.dress()

    def dress(self) -> None:
        """The width, and the distances of head and foot."""
        px = self.look.px
        side = px(16 if self._narrow else 24)
        self.setFixedWidth(px(sizes.RAIL_NARROW if self._narrow else sizes.RAIL))
        self._head.setContentsMargins(side, px(18), side - 1, px(17))
        self._head.setSpacing(px(3))
        if self._narrow:
            self._head.setAlignment(self.wordmark, Qt.AlignmentFlag.AlignHCenter)
        else:
            self._head.setAlignment(self.wordmark, Qt.AlignmentFlag.AlignLeft)
        self._foot.setContentsMargins(px(2) if self._narrow else side, 0, 0, px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The darker ground, with a hair at the edge of the page."""
        with self.painter() as painter:
            fill(painter, QRectF(self.rect()), self.look.colour(Role.SHADE))
            edge = QRectF(self.width() - 1, 0, 1, self.height())
            role = Role.EDGE if self.look.colours.outlined else Role.HAIR
            fill(painter, edge, self.look.colour(role))
