"""The gallery: every widget, in every palette, at every size, with a name for those who do not see it."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.gallery.sheets import SHEETS
from desktop.ui.gallery.window import Gallery
from desktop.ui.look.look import Look
from desktop.ui.look.palettes import PALETTES, PaletteName
from desktop.ui.look.wear import wear
from desktop.ui.widgets.keys import PressedByKeys
from desktop.ui.widgets.words import Words
from tests.ui.keys import press

EVERY_SHEET = pytest.mark.parametrize("sheet", range(len(SHEETS)), ids=[name for name, _ in SHEETS])


def shown(app: QApplication, qtbot: QtBot, sheet: int) -> Gallery:
    gallery = Gallery(app)
    gallery.show_sheet(sheet)
    qtbot.addWidget(gallery)
    with qtbot.waitExposed(gallery):
        gallery.show()
    gallery.activateWindow()
    return gallery


@EVERY_SHEET
def test_whatever_can_hold_the_keys_has_a_name(app: QApplication, qtbot: QtBot, sheet: int) -> None:
    gallery = shown(app, qtbot, sheet)
    nameless = [
        type(widget).__name__
        for widget in gallery.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert not nameless


@EVERY_SHEET
def test_tab_reaches_everything_and_comes_round(app: QApplication, qtbot: QtBot, sheet: int) -> None:
    gallery = shown(app, qtbot, sheet)
    wanted = {
        widget
        for widget in gallery.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    reached: set[QWidget] = set()
    for _ in range(len(wanted) * 2 + 4):
        press(gallery, "Tab")
        now = gallery.focusWidget()
        if now is not None:
            reached.add(now)
    assert wanted <= reached


@EVERY_SHEET
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_window_fits_a_small_laptop_at_every_size(
    app: QApplication, qtbot: QtBot, sheet: int, scale: float
) -> None:
    gallery = shown(app, qtbot, sheet)
    wear(app, Look(scale=scale, still=True))
    gallery.resize(1366, 688)
    app.processEvents()
    assert gallery.width() == 1366
    assert gallery.height() == 688


@EVERY_SHEET
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_words_are_cut_at_any_size(app: QApplication, qtbot: QtBot, sheet: int, scale: float) -> None:
    wear(app, Look(scale=scale, still=True))
    gallery = shown(app, qtbot, sheet)
    app.processEvents()
    for words in gallery.findChildren(Words):
        if words.isVisible() and words.text():
            assert words.height() >= words.heightForWidth(words.width()), words.text()
            assert words.width() >= words.minimumSizeHint().width(), words.text()
    for button in gallery.findChildren(PressedByKeys):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.words
            inside = QRect(button.mapTo(gallery, QPoint(0, 0)), button.size())
            assert inside.right() <= gallery.width(), button.words


@pytest.mark.parametrize("palette", list(PALETTES))
def test_a_palette_is_worn_live_by_every_widget(
    app: QApplication, qtbot: QtBot, palette: PaletteName
) -> None:
    gallery = shown(app, qtbot, 0)
    wear(app, Look(palette, still=True))
    app.processEvents()
    live = gallery.grab().toImage()
    gallery.hide()
    fresh = shown(app, qtbot, 0).grab().toImage()
    assert difference(live, fresh) < 200
    paper = live.pixelColor(700, 20).name().upper()
    assert paper == PALETTES[palette].paper


def difference(one: QImage, other: QImage) -> int:
    """How many of every seventh pixel differ."""
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for x in range(0, min(one.width(), other.width()), 7)
        for y in range(0, min(one.height(), other.height()), 7)
    )


@pytest.mark.parametrize(
    ("width", "scale", "narrow"), [(1366, 1.0, False), (1366, 1.5, True), (1000, 1.0, True)]
)
def test_the_rail_is_narrow_where_the_window_or_the_text_asks_for_it(
    app: QApplication, qtbot: QtBot, width: int, scale: float, narrow: bool
) -> None:
    gallery = shown(app, qtbot, 0)
    wear(app, Look(scale=scale, still=True))
    gallery.resize(width, 768)
    app.processEvents()
    assert gallery.rail.is_narrow is narrow


def test_rooms_are_reached_by_their_keys(app: QApplication, qtbot: QtBot) -> None:
    gallery = shown(app, qtbot, 0)
    press(gallery, "Ctrl+3")
    assert gallery.shell.pages.currentIndex() == 2
    press(gallery, "Ctrl+1")
    assert gallery.shell.pages.currentIndex() == 0


def test_colours_and_size_change_by_key(app: QApplication, qtbot: QtBot) -> None:
    gallery = shown(app, qtbot, 3)
    gallery.setFocus()
    press(gallery, "Ctrl+=")
    assert gallery.shell.look.scale == 1.25
    press(gallery, "Ctrl+-")
    assert gallery.shell.look.scale == 1.0
