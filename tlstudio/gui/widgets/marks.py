"""Small marks, painted the same way on images, in lists and in the inspector: badges, swatches, keycaps, plates.

Each function takes a painter in device-independent pixels and paints into the given rectangle. "On an image" the
ground is unknown, so the marks bring their own dark ring or plate and keep the light theme's deep colours.
"""

from __future__ import annotations

import math
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from tlstudio.core.words import State
from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon


class Mark(StrEnum):
    """What a badge says about an image; `SUGGESTED` is no state of the project but a model's guess."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    SUGGESTED = "suggested"
    UNDECIDED = "undecided"
    FLAGGED = "flagged"


ICONS = {
    Mark.ACCEPTED: "ph.check-bold",
    Mark.CORRECTED: "ph.pencil-simple-fill",
    Mark.REJECTED: "ph.x-bold",
    Mark.SUGGESTED: "ph.sparkle-fill",
    Mark.FLAGGED: "ph.flag-fill",
}


def mark_of(state: State, has_suggestion: bool = False) -> Mark:
    """Return the badge of an image's state; a label chosen without a suggestion counts as accepted."""
    if state in (State.ACCEPTED, State.LABELLED):
        return Mark.ACCEPTED
    if state is State.CORRECTED:
        return Mark.CORRECTED
    if state is State.REJECTED:
        return Mark.REJECTED
    return Mark.SUGGESTED if has_suggestion else Mark.UNDECIDED


def mark_token(mark: Mark) -> str:
    """Return the colour token of a mark."""
    return {Mark.UNDECIDED: "text3", Mark.FLAGGED: "rejected"}.get(mark, mark.value)


def paint_badge(painter: QPainter, rect: QRectF, mark: Mark, *, on_image: bool = False) -> None:
    """Paint a state's badge, 16 to 20 px: its shape tells the state without the colour.

    Args:
        painter: Painter in device-independent pixels.
        rect: Square of the badge itself; on an image a dark ring of 2 px lies outside it.
        mark: What to say.
        on_image: Whether it lies on a picture.
    """
    if rect.width() == round(rect.width()):
        _paint_cached_badge(painter, rect, mark, on_image)
    else:
        _paint_badge(painter, rect, mark, on_image)


# A gallery paints dozens of equal badges a frame: each kind is painted once and then copied.
_badges: dict[tuple[Mark, bool, float, float, str], QPixmap] = {}
_RING = 3


def _paint_cached_badge(painter: QPainter, rect: QRectF, mark: Mark, on_image: bool) -> None:
    ratio = painter.device().devicePixelRatioF()
    key = (mark, on_image, rect.width(), ratio, theme.tokens().name)
    found = _badges.get(key)
    if found is None:
        side = math.ceil((rect.width() + 2 * _RING) * ratio)
        found = QPixmap(side, side)
        found.setDevicePixelRatio(ratio)
        found.fill(Qt.GlobalColor.transparent)
        onto = QPainter(found)
        _paint_badge(onto, QRectF(_RING, _RING, rect.width(), rect.height()), mark, on_image)
        onto.end()
        _badges[key] = found
    painter.drawPixmap(rect.topLeft() - QPointF(_RING, _RING), found)


def _paint_badge(painter: QPainter, rect: QRectF, mark: Mark, on_image: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    token = mark_token(mark)
    deep = f"image_{token}" if on_image and token in ("accepted", "corrected", "rejected") else token
    fill = theme.color(deep)
    glyph = theme.color("white" if on_image else "on_state")
    shape = _badge_shape(rect, mark)
    if on_image:
        painter.strokePath(shape, QPen(theme.color("image_ring"), 4.0))
    if mark is Mark.SUGGESTED:
        ink = theme.color("image_suggested") if on_image else fill
        if on_image:
            painter.fillPath(shape, theme.color("white"))
        pen = QPen(ink, 1.5)
        pen.setDashPattern([2.2, 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.strokePath(_badge_shape(rect.adjusted(0.75, 0.75, -0.75, -0.75), mark), pen)
        paint_icon(painter, _inner(rect, 0.66), ICONS[mark], ink)
    elif mark is Mark.UNDECIDED:
        inside = _badge_shape(rect.adjusted(0.75, 0.75, -0.75, -0.75), mark)
        painter.strokePath(inside, QPen(theme.color("white") if on_image else fill, 1.5))
    elif mark is Mark.FLAGGED:
        paint_icon(painter, rect, ICONS[mark], theme.color("white") if on_image else fill)
    else:
        painter.fillPath(shape, fill)
        paint_icon(painter, _inner(rect, 0.6), ICONS[mark], glyph)
    painter.restore()


def _inner(rect: QRectF, share: float) -> QRectF:
    side = rect.width() * share
    return QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)


def _badge_shape(rect: QRectF, mark: Mark) -> QPainterPath:
    path = QPainterPath()
    if mark is Mark.CORRECTED:
        path.addRoundedRect(rect, rect.width() * 0.2, rect.width() * 0.2)
    elif mark is Mark.REJECTED:
        radius = rect.width() / 2 / math.cos(math.pi / 8)
        corners = [math.pi / 8 + step * math.pi / 4 for step in range(8)]
        path.addPolygon(
            QPolygonF([rect.center() + QPointF(radius * math.cos(a), radius * math.sin(a)) for a in corners])
        )
        path.closeSubpath()
    else:
        path.addEllipse(rect)
    return path


def paint_swatch(painter: QPainter, rect: QRectF, colour: QColor | str, *, hollow: bool = False) -> None:
    """Paint a label's swatch: filled when decided, a hollow ring when suggested."""
    ink = theme.color(colour) if isinstance(colour, str) else colour
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    if hollow:
        inside = rect.adjusted(1.25, 1.25, -1.25, -1.25)
        path.addEllipse(inside)
        if not theme.tokens().is_dark:
            painter.strokePath(path, QPen(theme.color("swatch_edge"), 3.5))
        painter.strokePath(path, QPen(ink, 2.5))
    else:
        path.addRoundedRect(rect, 3, 3)
        painter.fillPath(path, ink)
        edge = QPainterPath()
        edge.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5)
        painter.strokePath(edge, QPen(theme.color("swatch_edge"), 1.0))
    painter.restore()


def keycap_size(text: str) -> QSizeF:
    """Return the size of a keycap with a text such as `Enter` or `Ctrl K`."""
    width = fonts.text_width(text, "key") + fonts.px(10)
    return QSizeF(max(width, fonts.px(20)), fonts.px(20))


def paint_keycap(painter: QPainter, rect: QRectF, text: str, *, on_accent: bool = False, enabled: bool = True) -> None:
    """Paint a keycap: the key that does what stands beside it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen if on_accent else QPen(theme.color("line"), 1.0))
    painter.setBrush(theme.color("key_on_accent" if on_accent else "keycap"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(fonts.font("key"))
    painter.setPen(theme.color("on_accent" if on_accent else "text2" if enabled else "text_off"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def plate_size(text: str, *, swatch: bool = False) -> QSizeF:
    """Return the size of a plate on an image."""
    return QSizeF(fonts.text_width(text, "key") + fonts.px(12 + (16 if swatch else 0)), fonts.px(20))


def paint_plate(painter: QPainter, at: QPointF, text: str, swatch: str = "") -> QRectF:
    """Paint a dark plate with a text (and a label's swatch) on an image, its top left corner `at`; return its box."""
    size = plate_size(text, swatch=bool(swatch))
    box = QRectF(at, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("image_plate"))
    painter.drawRoundedRect(box, 4, 4)
    left = box.left() + fonts.px(6)
    if swatch:
        side = fonts.px(9)
        paint_swatch(painter, QRectF(left, box.center().y() - side / 2, side, side), swatch)
        left += fonts.px(16)
    painter.setFont(fonts.font("key"))
    painter.setPen(theme.color("image_text"))
    inside = QRectF(left, box.top(), box.right() - left, box.height())
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()
    return box


def paint_tick(painter: QPainter, rect: QRectF) -> None:
    """Paint the tick of a selected thumbnail."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawRoundedRect(rect, 4, 4)
    paint_icon(painter, _inner(rect, 0.6), "ph.check-bold", "on_accent")
    painter.restore()


def paint_bar(
    painter: QPainter, rect: QRectF, share: float, colour: QColor | str = "accent", ground: str = "line"
) -> None:
    """Paint a progress or score bar with round ends; `share` 0 to 1."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = rect.height() / 2
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(rect, radius, radius)
    share = min(1.0, max(0.0, share))
    if share > 0:
        painter.setBrush(theme.color(colour) if isinstance(colour, str) else colour)
        width = max(rect.height(), rect.width() * share)
        painter.drawRoundedRect(QRectF(rect.x(), rect.y(), width, rect.height()), radius, radius)
    painter.restore()


def paint_frame(painter: QPainter, rect: QRectF, colour: str, width: float, radius: float, dash: float = 0.0) -> None:
    """Paint a rounded frame just inside a rectangle; `dash` > 0 gives dashes of that many pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color(colour), width)
    if dash:
        pen.setDashPattern([dash / width, dash * 0.75 / width])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def paint_focus_ring(painter: QPainter, rect: QRectF, radius: float = 6.0) -> None:
    """Paint the ring of keyboard focus: 2 px of accent, 2 px outside the control's rectangle."""
    paint_frame(painter, rect.adjusted(-4, -4, 4, 4), "accent", 2.0, radius + 3)


def picture_rect(size: QSizeF, rect: QRectF, *, whole: bool) -> tuple[QRectF, QRectF]:
    """Return (target, source) for a picture in a cell: cut to the middle to fill it, or whole on the canvas colour."""
    if size.isEmpty():
        return rect, QRectF()
    fit = size.scaled(
        rect.size(), Qt.AspectRatioMode.KeepAspectRatio if whole else Qt.AspectRatioMode.KeepAspectRatioByExpanding
    )
    if whole:
        corner = rect.center() - QPointF(fit.width() / 2, fit.height() / 2)
        return QRectF(corner, fit), QRectF(QPointF(0, 0), size)
    zoom = fit.width() / size.width()
    seen = QSizeF(rect.width() / zoom, rect.height() / zoom)
    corner = QPointF((size.width() - seen.width()) / 2, (size.height() - seen.height()) / 2)
    return rect, QRectF(corner, seen)


def paint_picture(
    painter: QPainter,
    rect: QRectF,
    picture: QImage | QPixmap | None,
    *,
    whole: bool = False,
    radius: float = 6.0,
    opacity: float = 1.0,
) -> None:
    """Paint a picture with round corners; None leaves the canvas colour until the picture has come."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    if picture is None or picture.isNull() or whole:
        painter.fillPath(path, theme.color("canvas"))
    if picture is not None and not picture.isNull():
        target, source = picture_rect(QSizeF(picture.size()), rect, whole=whole)
        painter.setClipPath(path)
        painter.setOpacity(opacity)
        if isinstance(picture, QPixmap):
            painter.drawPixmap(target, picture, source)
        else:
            painter.drawImage(target, picture, source)
    painter.restore()
