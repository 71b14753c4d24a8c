"""Buttons: primary (one a screen), secondary, ghost, danger; the key that does the same stands inside.

A disabled button does not explain itself by a tip only: put the reason beside it as visible text.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.widgets import marks

KINDS = ("primary", "secondary", "ghost", "danger")


class Button(QAbstractButton):
    """A push button with icon, text and keycap.

    Args:
        text: Verb first, with the number in it.
        kind: One of `KINDS`.
        icon: Icon name such as `ph.tag`; empty for none.
        key: Text of the keycap; empty for none.
        height: Pixels of the design (32, at the foot of an inspector 36-40, Fine-tune 48).
        menu: Whether a caret says that a list opens.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "secondary",
        *,
        icon: str = "",
        key: str = "",
        height: int = 32,
        menu: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon_name = icon
        self._key = key
        self._height = height
        self._menu = menu
        self._is_bare = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setProperty("kind", kind)
        # A click must not take the focus away from the grid or canvas, else Space would press the button again.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def fit(self, wordings: Sequence[str], width: int) -> None:
        """Say as much as finds room: the first wording that fits, the last one without icon and key if it must.

        Args:
            wordings: The same in ever fewer words; the first is what a screen reader says.
            width: Pixels that the button may take.
        """
        self._is_bare = False
        for words in wordings:
            self.setText(words)
            if self.sizeHint().width() <= width:
                break
        else:
            self._is_bare = True
            self.updateGeometry()
        self.setAccessibleName(wordings[0])

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Show another key (re-assigned shortcuts)."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Turn into another kind."""
        self._kind = kind
        self.setProperty("kind", kind)
        self.update()

    def _parts(self) -> list[tuple[str, float]]:
        parts: list[tuple[str, float]] = []
        if self._icon_name and not self._is_bare:
            parts.append(("icon", fonts.px(18)))
        if self.text():
            parts.append(("text", fonts.text_width(self.text(), "button")))
        if self._key and not self._is_bare:
            parts.append(("key", marks.keycap_size(self._key).width()))
        if self._menu:
            parts.append(("menu", fonts.px(14)))
        return parts

    def _content_width(self) -> float:
        parts = self._parts()
        return sum(width for _, width in parts) + fonts.px(8) * max(0, len(parts) - 1)

    def sizeHint(self) -> QSize:
        padding = 24 if self.text() else 14
        return QSize(round(self._content_width()) + fonts.px(padding), fonts.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Return (ground, line, text) for the present state."""
        table = theme.tokens()
        hot = self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            ground = None if self._kind == "ghost" else table.color("hover")
            return ground, None, table.color("text_off")
        if self._kind == "primary":
            ground = table.color("accent")
            return (
                (ground.darker(112) if self.isDown() else ground.lighter(108) if hot else ground),
                None,
                table.color("on_accent"),
            )
        pressed = self.isDown() or self.isChecked()
        if self._kind == "ghost":
            ground = table.color("press") if self.isDown() else table.color("hover") if hot else None
            return (
                (table.color("soft") if self.isChecked() else ground),
                None,
                table.color("acct" if self.isChecked() else "text2"),
            )
        ground = table.color("press" if pressed else "hover" if hot else "surf")
        return ground, table.color("line"), table.color("err" if self._kind == "danger" else "text")

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, line, ink = self._colours()
        if ground is not None:
            painter.setBrush(ground)
            painter.setPen(QPen(line, 1.0) if line is not None else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._paint_parts(painter, ink)
        painter.end()

    def _paint_parts(self, painter: QPainter, ink: QColor) -> None:
        middle = self.height() / 2
        left = (self.width() - self._content_width()) / 2
        for part, width in self._parts():
            if part in ("icon", "menu"):
                name = self._icon_name if part == "icon" else "ph.caret-down"
                box = QRectF(QPointF(left, middle - width / 2), QPointF(left + width, middle + width / 2))
                paint_icon(painter, box, name, ink)
            elif part == "text":
                painter.setFont(fonts.font("button"))
                painter.setPen(ink)
                box = QRectF(left - 1, 0, width + 2, self.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic, self.text())
            else:
                size = marks.keycap_size(self._key)
                box = QRectF(QPointF(left, middle - size.height() / 2), size)
                on_accent = self._kind == "primary" and self.isEnabled()
                marks.paint_keycap(painter, box, self._key, on_accent=on_accent, enabled=self.isEnabled())
            left += width + fonts.px(8)


class IconButton(Button):
    """A ghost button with an icon only; its name is the tip and what a screen reader says."""

    def __init__(self, icon: str, name: str, *, size: int = 32, glyph: int = 18, parent: QWidget | None = None) -> None:
        super().__init__("", "ghost", icon=icon, height=size, parent=parent)
        self._size = size
        self._glyph = glyph
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _parts(self) -> list[tuple[str, float]]:
        return [("icon", fonts.px(self._glyph))]

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(self._size), fonts.px(self._size))


class LinkButton(Button):
    """A text in the accent colour that does something; for "Undo" in a toast or "All 6 labels"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "ghost", height=28, parent=parent)

    def sizeHint(self) -> QSize:
        return QSize(round(self._content_width()) + fonts.px(12), fonts.px(self._height))

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        ground, line, ink = super()._colours()
        return ground, line, theme.color("acct") if self.isEnabled() else ink
