"""The first start: join, practise, or start a branch."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.painting import fill
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.page import scrolled
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import HairRule, SwelledRule
from desktop.ui.widgets.ways import Way, WayList
from desktop.ui.widgets.words import Words


class Promises(Part):
    """The darker side: the name of the program, and what it promises."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = QVBoxLayout(self)
        self._all.addStretch(2)
        self._all.addWidget(Words("Groundswell", Type.NAMEPLATE))
        self._all.addWidget(SwelledRule())
        about = translate(
            "Start",
            "Your branch’s doors and people,\nkept on this laptop and locked with\nyour own passphrase.",
        )
        self._all.addWidget(Words(about, Type.LEAD))
        self._promises = QVBoxLayout()
        for first, second in (
            (
                translate("Start", "No network needed."),
                translate("Start", "Everything works on a street without one."),
            ),
            (
                translate("Start", "Locked whenever you close it."),
                translate("Start", "Without your passphrase it cannot be read."),
            ),
            (
                translate("Start", "Nothing is lost."),
                translate("Start", "Each key you press is kept as you press it."),
            ),
        ):
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
        self._promises.setSpacing(px(5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The darker ground, with a hair at the edge."""
        with self.painter() as painter:
            fill(painter, QRectF(self.rect()), self.look.colour(Role.SHADE))
            role = Role.EDGE if self.look.colours.outlined else Role.HAIR
            fill(painter, QRectF(self.width() - 1, 0, 1, self.height()), self.look.colour(role))


class FirstStart(Part):
    """Three ways to begin, each with its key."""

    join = Signal()
    practise = Signal()
    start = Signal()
    restore = Signal()
    next_palette = Signal()
    larger_text = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = Promises()
        question = translate("Start", "How do you want to begin?")
        self.ways = WayList(_ways(), name=question)
        self.ways.chosen.connect(lambda index: (self.join, self.practise, self.start)[index].emit())
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(Words(question, Type.HEADING))
        column.addWidget(self.ways)
        column.addStretch(2)
        self._right = QVBoxLayout()
        self._right.addWidget(scrolled(body), 1)
        self._hints = QHBoxLayout()
        for keys, words, signal in (
            ("B", translate("Start", "I have a backup"), self.restore),
            ("C", translate("Start", "Colours"), self.next_palette),
            ("Ctrl+=", translate("Start", "Larger text"), self.larger_text),
        ):
            hint = KeyHint(keys, words)
            hint.triggered.connect(signal)
            if keys in ("B", "C"):
                install(keys, hint.click, hint)
            self._hints.addWidget(hint)
        self._others = KeyHint("Escape", translate("Start", "Back to the others"))
        self._others.triggered.connect(lambda: self._to_others and self._to_others())
        install("Escape", self._others.click, self._others)
        self._to_others: Callable[[], None] | None = None
        self._others.hide()
        self._hints.addWidget(self._others)
        self._hints.addStretch(1)
        self._right.addLayout(self._hints)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.side, 54)
        self._row.addLayout(self._right, 82)
        self.ensure_dressed()

    def offer_others(self, to_others: Callable[[], None] | None) -> None:
        """How one goes back to others who share this laptop, if there are any."""
        self._to_others = to_others
        self._others.setVisible(to_others is not None)

    def take_keys(self) -> None:
        """The first way has the keys."""
        self.ways.take_keys()

    def dress(self) -> None:
        """The right side keeps a page's margins; where it is narrow it has the page to itself."""
        px = self.look.px
        narrow = self.width() < px(sizes.NARROW_BELOW)
        self.side.setVisible(not narrow)
        side = px(sizes.SPACE_5 if narrow else 72)
        self._right.setContentsMargins(side, px(24), side, px(20))
        self._hints.setSpacing(px(sizes.SPACE_5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self.dress()


def _ways() -> list[Way]:
    return [
        Way(
            "J",
            translate("Start", "Join my branch"),
            translate(
                "Start",
                "Your organiser has given you a code of twelve letters.\n"
                "You choose a passphrase, then compare three words with them.",
            ),
            translate("Start", "About four minutes. Needs a network once, now or later."),
        ),
        Way(
            "P",
            translate("Start", "Practise on a made-up street"),
            translate(
                "Start",
                "Forty doors, and nobody behind them is real.\nLearn the keys before the first cold evening.",
            ),
            translate("Start", "About ten minutes. Nothing is kept and nothing is sent."),
        ),
        Way(
            "S",
            translate("Start", "Start a branch"),
            translate(
                "Start",
                "For organisers: bring in the council’s register,\n"
                "cut the streets into walks, and invite your canvassers.",
            ),
            translate("Start", "About half an hour. Have the register file at hand."),
        ),
    ]
