"""Fusion in our dress: the one style, which also carries the look to every widget.

Qt hands each widget the application's style and tells all widgets when it changes. So the style is where
the look lives, and no widget and no module has to keep another copy of it.
"""

from typing import cast

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QWidget,
)

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.painting import fill, paint_ring
from desktop.ui.look.palettes import Role


class LookStyle(QProxyStyle):
    """Fields, focus and scroll bars of civic print on Fusion; `look` is what the application wears."""

    def __init__(self, look: Look) -> None:
        super().__init__("Fusion")
        self.look = look

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Scroll bars are narrow, fields have no frame of their own, and the caret is readable."""
        if metric == QStyle.PixelMetric.PM_ScrollBarExtent:
            return self.look.px(sizes.SCROLL_BAR)
        if metric == QStyle.PixelMetric.PM_ScrollBarSliderMin:
            return self.look.px(32)
        if metric == QStyle.PixelMetric.PM_TextCursorWidth:
            return self.look.px(1.25)
        if metric in (
            QStyle.PixelMetric.PM_FocusFrameHMargin,
            QStyle.PixelMetric.PM_FocusFrameVMargin,
        ):
            return self.look.ring + 2
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's name
    ) -> int:
        """Hidden letters are small points."""
        if hint == QStyle.StyleHint.SH_LineEdit_PasswordCharacter:
            return ord("•")
        return super().styleHint(hint, option, widget, returnData)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """The frame around what holds the keys is our ring, with a gap of paper."""
        if element == QStyle.ControlElement.CE_FocusFrame:
            paint_ring(painter, self.look, QRectF(option.rect))
        else:
            super().drawControl(element, option, painter, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """A field is a sheet with a line to write on; the ring is drawn once, here."""
        if element == QStyle.PrimitiveElement.PE_PanelLineEdit:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            paint_field(painter, self.look, QRectF(option.rect), focused=focused)
        elif element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            paint_ring(painter, self.look, QRectF(option.rect))
        elif element != QStyle.PrimitiveElement.PE_FrameLineEdit:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """A scroll bar is a hair with a bar on it, without arrows."""
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            self._draw_scroll_bar(option, painter)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def _draw_scroll_bar(self, option: QStyleOptionSlider, painter: QPainter) -> None:
        look = self.look
        handle = QRectF(_scroll_bar_part(option, QStyle.SubControl.SC_ScrollBarSlider, look.px(32)))
        area = QRectF(option.rect)
        fill(painter, area, look.colour(Role.PAPER))
        if option.maximum <= option.minimum:
            return
        thick = look.px(5)
        if option.rect.height() >= option.rect.width():
            middle = area.left() + (area.width() - 1) // 2
            fill(painter, QRectF(middle, area.top(), 1, area.height()), look.colour(Role.HAIR))
            handle = QRectF(middle - thick // 2, handle.top(), thick, handle.height())
        else:
            middle = area.top() + (area.height() - 1) // 2
            fill(painter, QRectF(area.left(), middle, area.width(), 1), look.colour(Role.HAIR))
            handle = QRectF(handle.left(), middle - thick // 2, handle.width(), thick)
        fill(painter, handle, look.colour(Role.EDGE))

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        sub_control: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """The bar of a scroll bar uses the whole length, since there are no arrows."""
        if control != QStyle.ComplexControl.CC_ScrollBar or not isinstance(option, QStyleOptionSlider):
            return super().subControlRect(control, option, sub_control, cast(QWidget, widget))
        return _scroll_bar_part(option, sub_control, self.look.px(32))


def _scroll_bar_part(option: QStyleOptionSlider, part: QStyle.SubControl, shortest: int) -> QRect:
    """Where the handle, the groove and the ways before and behind the handle lie."""
    rect = option.rect
    upright = rect.height() >= rect.width()
    length = rect.height() if upright else rect.width()
    reach = option.maximum - option.minimum
    bar = length
    if reach > 0:
        bar = min(length, max(shortest, length * option.pageStep // (reach + option.pageStep)))
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - bar, option.upsideDown
    )
    spans = {
        QStyle.SubControl.SC_ScrollBarGroove: (0, length),
        QStyle.SubControl.SC_ScrollBarSlider: (start, bar),
        QStyle.SubControl.SC_ScrollBarSubPage: (0, start),
        QStyle.SubControl.SC_ScrollBarAddPage: (start + bar, length - start - bar),
    }
    if part not in spans:
        return QRect()
    at, long = spans[part]
    if upright:
        return QRect(rect.x(), rect.y() + at, rect.width(), long)
    return QRect(rect.x() + at, rect.y(), long, rect.height())


def paint_field(painter: QPainter, look: Look, rect: QRectF, *, focused: bool) -> None:
    """The ground of a field: a sheet over a heavy line; with the keys, the ring instead of the line."""
    fill(painter, rect, look.colour(Role.SHEET))
    line = look.section_rule if not look.colours.outlined else sizes.SECTION_RULE
    if focused:
        paint_ring(painter, look, rect)
        return
    if look.colours.outlined:
        edge = look.colour(Role.EDGE)
        for side in (
            QRectF(rect.left(), rect.top(), rect.width(), 1),
            QRectF(rect.left(), rect.top(), 1, rect.height()),
            QRectF(rect.right() - 1, rect.top(), 1, rect.height()),
        ):
            fill(painter, side, edge)
    fill(painter, QRectF(rect.left(), rect.bottom() - line, rect.width(), line), look.colour(Role.INK))
