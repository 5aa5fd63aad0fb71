"""The look: contrast, letters, live change, and what it refuses."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFontMetricsF, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.look import resources
from desktop.ui.look.icons import Icon, icon_pixmap
from desktop.ui.look.look import Look
from desktop.ui.look.painting import fitting
from desktop.ui.look.palettes import (
    LIGHT,
    MARK_ON,
    PALETTES,
    TEXT_ON,
    Palette,
    Role,
    contrast_ratio,
    qt_palette,
)
from desktop.ui.look.resources import ResourceMissing, resource
from desktop.ui.look.type_styles import SMALLEST_POINTS, Type, pixels
from desktop.ui.look.wear import look_of, wear, worn_by
from desktop.ui.widgets.words import Quotation, Words

WELSH = "ŵŷâêîôûŴŶÂÊÎÔÛäëïöüẁẃẅỳýÿ"
POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
SOMALI = "abcdefghijklmnopqrstuwxy’ʼ"
BENGALI_ROMANISED = "āīūṛṝḷṭḍṇśṣñṅṃḥḌṬṆŚṢĀĪŪ"
SIGNS = "“”‘’–—…·•£€%½✓"[:12]
EVERY_PALETTE = pytest.mark.parametrize("palette", list(PALETTES.values()), ids=list(PALETTES))


@EVERY_PALETTE
def test_every_text_stands_four_and_a_half_to_one_on_its_ground(palette: Palette) -> None:
    weak = {
        (text, ground): contrast_ratio(palette.hex(text), palette.hex(ground))
        for text, ground in TEXT_ON
        if contrast_ratio(palette.hex(text), palette.hex(ground)) < 4.5
    }
    assert not weak


@EVERY_PALETTE
def test_every_mark_that_carries_meaning_stands_three_to_one(palette: Palette) -> None:
    assert min(contrast_ratio(palette.hex(mark), palette.hex(ground)) for mark, ground in MARK_ON) >= 3.0


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast_ratio(LIGHT.soft, LIGHT.tint) == pytest.approx(6.04, abs=0.01)


@EVERY_PALETTE
def test_qt_draws_its_own_widgets_in_our_colours(palette: Palette) -> None:
    qt = qt_palette(palette)
    assert qt.color(QPalette.ColorRole.Window) == QColor(palette.paper)
    assert qt.color(QPalette.ColorRole.Text) == QColor(palette.ink)
    assert qt.color(QPalette.ColorRole.Highlight) == QColor(palette.accent)


SPOKEN_AND_NAMED = [style for style in Type if style is not Type.QUOTE]


@pytest.mark.parametrize("style", SPOKEN_AND_NAMED, ids=[style.name for style in SPOKEN_AND_NAMED])
def test_our_families_have_the_letters_people_here_are_called_by(app: QApplication, style: Type) -> None:
    raw = QRawFont.fromFont(Look().font(style))
    assert raw.familyName() == style.value.family
    missing = [
        letter
        for letter in WELSH + POLISH + SOMALI + BENGALI_ROMANISED + SIGNS
        if not raw.supportsCharacter(ord(letter))
    ]
    assert not missing


def test_a_quotation_is_set_in_the_italic_that_has_all_its_letters(app: QApplication, qtbot: QtBot) -> None:
    quotation = Quotation("“Damp since the flood.”")
    qtbot.addWidget(quotation)
    assert quotation.style_used.name == "QUOTE"
    quotation.quote("“Mae’r tŷ yn llaith.”")
    assert quotation.style_used.name == "QUOTE_SANS"


def test_weights_are_those_of_the_type_scale(app: QApplication) -> None:
    for style in Type:
        raw = QRawFont.fromFont(Look().font(style))
        assert raw.weight() == style.value.weight, style


def test_figures_in_lists_are_equally_wide(app: QApplication) -> None:
    for style in (Type.BODY, Type.STRONG, Type.NOTE, Type.DOOR):
        metrics = QFontMetricsF(Look().font(style))
        assert len({round(metrics.horizontalAdvance(digit * 8), 3) for digit in "0123456789"}) == 1, style


def test_nothing_is_set_smaller_than_ten_and_a_half_points() -> None:
    assert min(style.value.points for style in Type) == SMALLEST_POINTS
    assert pixels(SMALLEST_POINTS, 1.0) == 14


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_everything_grows_with_the_text(app: QApplication, scale: float) -> None:
    look = Look(scale=scale)
    assert look.font(Type.BODY).pixelSize() == round(16 * scale)
    assert look.px(40) == round(40 * scale)
    assert look.px(0) == 0
    assert look.px(1) >= 1


@pytest.mark.parametrize("scale", [0.5, 2.5])
def test_a_size_outside_one_to_two_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match=str(scale)):
        Look(scale=scale)


def test_a_widget_that_is_there_already_changes_with_the_look(app: QApplication, qtbot: QtBot) -> None:
    words = Words("Alma Terrace", Type.TITLE)
    qtbot.addWidget(words)
    low = words.sizeHint().height()
    wear(app, Look("dark", 1.5))
    assert look_of(words) == worn_by(app) == Look("dark", 1.5)
    assert words.sizeHint().height() == round(low * 1.5)
    assert app.palette().color(QPalette.ColorRole.Window) == QColor("#1A1815")


def test_words_are_plain_whatever_they_hold(app: QApplication, qtbot: QtBot) -> None:
    words = Words("<b>Zoë</b> & <img src=x>")
    qtbot.addWidget(words)
    label: QLabel = words
    assert label.textFormat().name == "PlainText"
    assert label.text() == "<b>Zoë</b> & <img src=x>"


@EVERY_PALETTE
def test_every_icon_is_drawn_in_the_ink_of_the_palette(app: QApplication, palette: Palette) -> None:
    for icon in Icon:
        image = icon_pixmap(Look(palette.name, 2.0), icon).toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        ]
        assert inked, icon
        assert {colour.name() for colour in inked} == {palette.hex(Role.INK).lower()}, icon


def test_icons_are_our_own_strokes_and_nothing_else() -> None:
    for icon in Icon:
        svg = resource(f"icons/{icon.value}.svg").read_text(encoding="utf-8")
        assert 'stroke-width="1.75"' in svg
        assert 'viewBox="0 0 20 20"' in svg
        assert not re.search(r"<(script|image|use|style|text)\b", svg)


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(ResourceMissing) as missing:
        resource("icons/unicorn.svg")
    assert missing.value.path == "icons/unicorn.svg"


def test_resources_are_found_in_an_installed_wheel_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "desktop" / "resources" / "icons"
    inside.mkdir(parents=True)
    (inside / "only-here.svg").write_text("<svg/>", encoding="utf-8")
    module = tmp_path / "desktop" / "ui" / "look" / "resources.py"
    monkeypatch.setattr(resources, "__file__", str(module))
    assert resource("icons/only-here.svg") == inside / "only-here.svg"


def test_no_window_uses_a_style_sheet_or_a_proxy_model() -> None:
    here = Path(resources.__file__).resolve().parents[2]
    for source in [*here.glob("ui/**/*.py"), *here.glob("print/**/*.py")]:
        text = source.read_text(encoding="utf-8")
        for banned in ("setStyleSheet", "QSortFilterProxyModel", "QGraphicsDropShadowEffect", "Gradient("):
            assert banned not in text, (source.name, banned)


def test_a_hundred_thousand_calls_without_a_result_do_not_end_the_process(app: QApplication) -> None:
    """PySide6 6.12.0 drops a reference to None at each such call, and Python 3.11 dies of it."""
    thing = QObject()
    for _ in range(100_000):
        thing.setObjectName("a")
    assert thing.objectName() == "a"


def test_what_would_be_squeezed_is_worded_shorter(app: QApplication) -> None:
    look = Look()
    wordings = ("Hope-Taylor, Stępień, Campbell", "Hope-Taylor, Stępień +1", "Hope-Taylor +2")
    widths = [look.metrics(Type.BODY).horizontalAdvance(one) for one in wordings]
    least = pixels(SMALLEST_POINTS, 1.0) / pixels(Type.BODY.value.points, 1.0)
    for wording, width in zip(wordings, widths, strict=True):
        assert fitting(look, wordings, Type.BODY, width * least + 1) == wording
    assert fitting(look, wordings, Type.BODY, 10) == wordings[-1]
