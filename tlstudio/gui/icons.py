"""Icons: outlines out of the icon fonts that qtawesome carries.

qtawesome itself loads a dozen fonts on the first icon (80 ms); only its font files are used here, one `QRawFont` per
family, and each glyph is kept as a path. A path is sharp at every size and pixel ratio and takes any colour.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont, QTransform

from tlstudio.gui import theme

_FILES = {"ph": ("phosphor", 1.0), "mdi6": ("materialdesignicons6-webfont", 1.0)}
_EM = 256.0


@cache
def _folder() -> Path:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("qtawesome is not installed; it carries the icon fonts.")
    return Path(spec.origin).parent / "fonts"


@cache
def _family(prefix: str) -> tuple[QRawFont, dict[str, str]]:
    stem = _FILES[prefix][0]
    fonts = sorted(_folder().glob(f"{stem}-[0-9]*.ttf"))
    charmaps = sorted(_folder().glob(f"{stem}-charmap-*.json"))
    names = json.loads(charmaps[-1].read_text(encoding="utf-8"))
    return QRawFont(str(fonts[-1]), _EM), names


@cache
def glyph(name: str) -> QPainterPath:
    """Return the outline of an icon such as `ph.gear` in a square of side 1 from (0, 0).

    Raises:
        KeyError: No such icon.
    """
    prefix, _, short = name.partition(".")
    font, names = _family(prefix)
    index = font.glyphIndexesForString(chr(int(names[short], 16)))[0]
    path = font.pathForGlyph(index)
    height = font.ascent() + font.descent()
    return QTransform.fromScale(1.0 / height, 1.0 / height).map(path.translated(0.0, font.ascent()))


def paint_icon(painter: QPainter, rect: QRectF | QRect, name: str, colour: QColor | str = "text2") -> None:
    """Paint an icon into a square rectangle; `colour` is a token or a colour."""
    fill = theme.color(colour) if isinstance(colour, str) else colour
    side = min(rect.width(), rect.height())
    left = rect.x() + (rect.width() - side) / 2.0
    top = rect.y() + (rect.height() - side) / 2.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QPointF(left, top))
    painter.scale(side, side)
    painter.fillPath(glyph(name), fill)
    painter.restore()


_pixmaps: dict[tuple[str, int, str, float], QPixmap] = {}


def pixmap(name: str, size: int, colour: QColor | str = "text2", ratio: float = 1.0) -> QPixmap:
    """Return an icon as a pixmap of `size` device-independent pixels; cached by name, size, colour and ratio."""
    fill = theme.color(colour) if isinstance(colour, str) else colour
    key = (name, size, fill.name(QColor.NameFormat.HexArgb), ratio)
    found = _pixmaps.get(key)
    if found is None:
        found = QPixmap(round(size * ratio), round(size * ratio))
        found.setDevicePixelRatio(ratio)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        paint_icon(painter, QRectF(0, 0, size, size), name, fill)
        painter.end()
        _pixmaps[key] = found
    return found


class _Engine(QIconEngine):
    """Paints with the theme's colours at the time of painting, so that a change of theme needs no new icons."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return theme.color("text_off")
        return theme.color("acct" if state == QIcon.State.On or mode == QIcon.Mode.Selected else self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, rect, self._name, self._colour(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, min(size.width(), size.height()), self._colour(mode, state))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = round(min(size.width(), size.height()) / scale)
        return pixmap(self._name, side, self._colour(mode, state), scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)


@cache
def icon(name: str, tone: str = "text2") -> QIcon:
    """Return a QIcon for menus and standard controls, in the theme's colours whatever the theme becomes.

    Raises:
        KeyError: No such icon; raised here, for an exception inside Qt's painting cannot be handled any more.
    """
    glyph(name)
    return QIcon(_Engine(name, tone))
