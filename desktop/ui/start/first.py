"""The first start: join, practise, or start a branch."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.painting import CapState, cap_width, fill, paint_cap, paint_ring, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.look.wear import look_of
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import HairRule, SectionRule, SwelledRule
from desktop.ui.widgets.words import Words

_HEIGHT = 156


class Beginning(QPushButton):
    """One of the three ways to begin: key, name, two sentences, and how long it takes."""

    def __init__(
        self, key: str, name: str, first: str, second: str, time: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._name, self._lines, self._time = key, name, (first, second), time
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join((first, second, time)))
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        install(key, self.click, self)

    @property
    def look(self) -> Look:
        """What the button wears just now."""
        return look_of(self)

    def sizeHint(self) -> QSize:
        """Four lines and room around them."""
        return QSize(self.look.px(560), self.look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high as its lines; words may be set smaller."""
        return QSize(self.look.px(320), self.look.px(_HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application changes its look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """With the keys: tint, bar and ring, and Enter at the right."""
        look, rect, px = self.look, QRectF(self.rect()), self.look.px
        here = self.hasFocus()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if here:
                inside = rect.adjusted(4, 4, -4, -4)
                fill(painter, inside, look.colour(Role.TINT))
                bar = QRectF(inside.left(), inside.top(), sizes.HERE_BAR, inside.height())
                fill(painter, bar, look.colour(Role.ACCENT))
                paint_ring(painter, look, rect)
                enter = translate("Start", "Enter")
                paint_cap(
                    painter,
                    look,
                    rect.right() - px(24) - cap_width(look, enter),
                    px(34),
                    enter,
                    CapState.CHOSEN,
                )
            state = CapState.ANSWERING if here else CapState.RESTING
            paint_cap(painter, look, px(24), px(34), self._key, state)
            left, room = px(66), rect.width() - px(66) - px(100)
            paint_text(painter, look, QRectF(left, px(12), room, px(44)), self._name, Type.TITLE)
            for row, line in enumerate(self._lines):
                box = QRectF(left, px(58 + 24 * row), rect.width() - left - px(16), px(24))
                paint_text(painter, look, box, line, Type.BODY)
            box = QRectF(left, px(110), rect.width() - left - px(16), px(22))
            paint_text(painter, look, box, self._time, Type.NOTE, Role.SOFT)


class _Side(Part):
    """The darker side with the name of the program and three promises."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = QVBoxLayout(self)
        self._all.addStretch(2)
        self._all.addWidget(Words("Groundswell", Type.NAMEPLATE))
        self._all.addWidget(SwelledRule())
        about = translate(
            "Start",
            "Your branch’s doors, people and assemblies,\nkept on this laptop and locked with\nyour own passphrase.",
        )
        self._all.addWidget(Words(about, Type.LEAD))
        promises = (
            (
                translate("Start", "No network needed."),
                translate("Start", "Everything works in a hall without one."),
            ),
            (
                translate("Start", "Locked whenever you close it."),
                translate("Start", "Without your passphrase it cannot be read."),
            ),
            (
                translate("Start", "Nothing is lost."),
                translate("Start", "Each key you press is kept as you press it."),
            ),
        )
        self._promises = QVBoxLayout()
        for first, second in promises:
            self._promises.addWidget(HairRule())
            self._promises.addWidget(Words(first, Type.STRONG))
            self._promises.addWidget(Words(second, role=Role.SOFT))
        self._promises.addWidget(HairRule())
        self._all.addLayout(self._promises)
        self._all.addStretch(3)
        self.ensure_dressed()

    def dress(self) -> None:
        """Wide margins, as on a notice."""
        px = self.look.px
        self._all.setContentsMargins(px(64), px(24), px(64), px(24))
        self._all.setSpacing(px(sizes.SPACE_4))
        self._promises.setSpacing(px(3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The darker ground, with a hair at the edge."""
        with self.painter() as painter:
            fill(painter, QRectF(self.rect()), self.look.colour(Role.SHADE))
            edge = QRectF(self.width() - 1, 0, 1, self.height())
            fill(painter, edge, self.look.colour(Role.HAIR))


class FirstStart(Part):
    """Three ways to begin, each with its key."""

    join = Signal()
    practise = Signal()
    start = Signal()
    next_palette = Signal()
    larger_text = Signal()
    help = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = _Side()
        self.beginnings = (
            Beginning(
                "J",
                translate("Start", "Join my branch"),
                translate("Start", "Your organiser has given you a code of twelve letters."),
                translate("Start", "You choose a passphrase, then compare three words with them."),
                translate("Start", "About four minutes. Needs a network once, now or later."),
            ),
            Beginning(
                "P",
                translate("Start", "Practise on a made-up street"),
                translate("Start", "Forty doors, and nobody behind them is real."),
                translate("Start", "Learn the keys before the first cold evening."),
                translate("Start", "About ten minutes. Nothing is kept and nothing is sent."),
            ),
            Beginning(
                "S",
                translate("Start", "Start a branch"),
                translate("Start", "For organisers: bring in the council’s register,"),
                translate("Start", "cut the streets into walks, and invite your canvassers."),
                translate("Start", "About half an hour. Have the register file at hand."),
            ),
        )
        for beginning, signal in zip(self.beginnings, (self.join, self.practise, self.start), strict=True):
            beginning.clicked.connect(signal)
        self._right = QVBoxLayout()
        self._right.addStretch(1)
        self._right.addWidget(Words(translate("Start", "How do you want to begin?"), Type.HEADING))
        for beginning in self.beginnings:
            self._right.addWidget(SectionRule())
            self._right.addWidget(beginning)
        self._right.addStretch(2)
        self._hints = QHBoxLayout()
        for keys, words, signal in (
            ("C", translate("Start", "Colours"), self.next_palette),
            ("Ctrl+=", translate("Start", "Larger text"), self.larger_text),
            ("F1", translate("Start", "Help"), self.help),
        ):
            hint = KeyHint(keys, words)
            hint.triggered.connect(signal)
            if keys == "C":
                install(keys, hint.click, hint)
            self._hints.addWidget(hint)
            if keys == "Ctrl+=":
                self._hints.addStretch(1)
        self._right.addLayout(self._hints)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.side, 54)
        self._row.addLayout(self._right, 82)
        self.ensure_dressed()

    def take_keys(self) -> None:
        """The first beginning has the keys."""
        self.beginnings[0].setFocus()

    def dress(self) -> None:
        """The right side keeps a page's margins."""
        px = self.look.px
        self._right.setContentsMargins(px(72), px(24), px(72), px(20))
        self._right.setSpacing(px(3))
        self._hints.setSpacing(px(sizes.SPACE_5))
        self.side.setVisible(self.width() >= px(sizes.SINGLE_PANE_BELOW + 140))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the three beginnings have the page to themselves."""
        super().resizeEvent(event)
        self.dress()
