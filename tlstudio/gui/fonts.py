"""Sizes of text and of everything measured in text: multiples of the system's font, so that 80-200 % works.

The design's pixel measures are at a body of 13 px. A system font below that is raised to it (the smallest text is
0.85 of the body and must not fall under 11 px); a larger one enlarges everything in proportion.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication

BODY_PX = 13.0


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of text.

    Attributes:
        ratio: Size relative to the body.
        weight: OpenType weight.
        tight: Letter spacing in percent of the normal one.
    """

    ratio: float
    weight: int
    tight: float = 100.0


ROLES = {
    "number": Role(2.0, 600, 98.6),
    "sentence": Role(1.55, 600, 98.6),
    "section": Role(1.15, 600),
    "body": Role(1.0, 400),
    "button": Role(1.0, 500),
    "strong": Role(1.0, 600),
    "second": Role(0.92, 400),
    "second_strong": Role(0.92, 500),
    "key": Role(0.85, 500),
}

_scale_of_person = 1.0


def set_text_size(percent: int) -> None:
    """Take over the person's text size, 80 to 200 % of the system's; windows made before must be laid out again."""
    global _scale_of_person  # one application, one text size; read by every paint call
    _scale_of_person = min(200, max(80, percent)) / 100.0
    application = QApplication.instance()
    if isinstance(application, QApplication):
        base = application.property("system_font") or application.font()
        application.setProperty("system_font", base)
        body_px.cache_clear()
        scaled = QFont(base)
        scaled.setPointSizeF(_points(body_px()))
        application.setFont(scaled)
    body_px.cache_clear()
    font.cache_clear()
    metrics.cache_clear()


def _dots_per_inch() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInchY() if screen else 96.0


def _points(pixels: float) -> float:
    return pixels * 72.0 / _dots_per_inch()


def system_px() -> float:
    """Return the system font's size in device-independent pixels."""
    application = QApplication.instance()
    base = application.property("system_font") if application else None
    base = base if isinstance(base, QFont) else QGuiApplication.font()
    return float(base.pixelSize()) if base.pixelSize() > 0 else base.pointSizeF() * _dots_per_inch() / 72.0


@lru_cache(maxsize=1)
def body_px() -> float:
    """Return the body size in device-independent pixels."""
    return max(BODY_PX, system_px()) * _scale_of_person


def scale() -> float:
    """Return how much larger than drawn in the design everything measured in text is; 1.0 at a body of 13 px."""
    return body_px() / BODY_PX


def px(measure: float) -> int:
    """Return a measure of the design (a row's height, a padding) at the present text size."""
    return round(measure * scale())


@lru_cache(maxsize=64)
def font(role: str = "body") -> QFont:
    """Return the font of a role, with tabular figures so that changing numbers do not jump."""
    kind = ROLES[role]
    result = QFont(QGuiApplication.font())
    result.setPointSizeF(_points(body_px() * kind.ratio))
    result.setWeight(QFont.Weight(kind.weight))
    result.setFeature(QFont.Tag("tnum"), 1)
    if kind.tight != 100.0:
        result.setLetterSpacing(QFont.SpacingType.PercentageSpacing, kind.tight)
    return result


@lru_cache(maxsize=64)
def metrics(role: str = "body") -> QFontMetrics:
    """Return the metrics of a role's font."""
    return QFontMetrics(font(role))


def text_width(text: str, role: str = "body") -> int:
    """Return the width of a text in pixels."""
    return metrics(role).horizontalAdvance(text)


def init_fonts() -> None:
    """Raise a too small system font to the body size; call once after the application exists."""
    set_text_size(round(_scale_of_person * 100))
