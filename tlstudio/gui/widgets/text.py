"""Texts in the sizes and colours of the theme, hairlines, keycaps and marks as widgets."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.widgets import marks


class Text(QLabel):
    """A label in one of the roles of `fonts` and one colour token; never cut: it asks for the room it needs."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._role = role
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._dress()
        theme.theme().changed.connect(self._dress)

    def set_tone(self, tone: str) -> None:
        """Change the colour token."""
        if tone != self._tone:
            self._tone = tone
            self._dress()

    def _dress(self) -> None:
        self.setFont(fonts.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color(self._tone))
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._dress()
        super().changeEvent(event)


def plain_tip(text: str) -> str:
    """Return what `setToolTip` shows as exactly this text.

    Qt takes what looks like HTML for HTML: a label in somebody's project could then fetch a picture from a server.
    """
    return f'<span style="white-space: pre-wrap">{escape(text)}</span>' if "<" in text else text


def plain_entry(text: str) -> str:
    """Return what a menu shows as exactly this text; an ampersand in a name would mark the next letter as its key."""
    return text.replace("&", "&&")


def wrapped_height(text: Text, width: int) -> int:
    """Return the height of a wrapped text at a width."""
    room = QRect(0, 0, max(1, width), 10_000)
    return text.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), text.text()).height() + 2


class Elided(Text):
    """A name or path that may be cut with an ellipsis; the full text is its tip. Not for buttons or headings."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, role, tone, parent)
        self._mode = mode
        self.setToolTip(plain_tip(text))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain_tip(text))

    def sizeHint(self) -> QSize:
        return QSize(fonts.text_width(self.text(), self._role) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(24), self.fontMetrics().height())

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = QFontMetrics(self.font()).elidedText(self.text(), self._mode, self.width())
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


class Hairline(QWidget):
    """One line between groups."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False, tone: str = "line") -> None:
        super().__init__(parent)
        self._tone = tone
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(self._tone))
        painter.end()


class _Painted(QWidget):
    """A small mark of fixed size."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size)
        theme.theme().changed.connect(self.update)


class KeyCap(_Painted):
    """A keycap beside a text.

    Args:
        key: What stands on it.
        action: Id of the action whose key it is, for whoever holds the table of keys and calls `set_key`.

    Attributes:
        action: As given; empty = nobody changes the key.
    """

    def __init__(self, key: str, parent: QWidget | None = None, *, action: str = "") -> None:
        super().__init__(marks.keycap_size(key).toSize(), parent)
        self._key = key
        self.action = action

    @property
    def key(self) -> str:
        """What stands on it."""
        return self._key

    def set_key(self, key: str) -> None:
        """Show another key; an empty one hides the cap."""
        self._key = key
        self.setVisible(bool(key))
        self.setFixedSize(marks.keycap_size(key).toSize())
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        marks.paint_keycap(painter, QRectF(self.rect()), self._key)
        painter.end()


class Icon(_Painted):
    """An icon as a widget."""

    def __init__(self, name: str, size: int = 18, tone: str = "text2", parent: QWidget | None = None) -> None:
        side = fonts.px(size)
        super().__init__(QSize(side, side), parent)
        self._name = name
        self._tone = tone

    def set_icon(self, name: str, tone: str = "") -> None:
        """Show another icon."""
        wanted = (name, tone or self._tone)
        if wanted != (self._name, self._tone):
            self._name, self._tone = wanted
            self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, self._tone)
        painter.end()


class Badge(_Painted):
    """A state's badge as a widget."""

    def __init__(self, mark: marks.Mark, size: int = 16, parent: QWidget | None = None) -> None:
        side = fonts.px(size)
        super().__init__(QSize(side, side), parent)
        self._mark = mark

    def set_mark(self, mark: marks.Mark) -> None:
        """Show another state."""
        self._mark = mark
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        marks.paint_badge(painter, QRectF(self.rect()), self._mark)
        painter.end()


class Swatch(_Painted):
    """A label's swatch as a widget."""

    def __init__(self, colour: str, size: int = 10, parent: QWidget | None = None, *, hollow: bool = False) -> None:
        side = fonts.px(size)
        super().__init__(QSize(side, side), parent)
        self._colour = colour
        self._hollow = hollow

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        marks.paint_swatch(painter, QRectF(self.rect()), self._colour, hollow=self._hollow)
        painter.end()
