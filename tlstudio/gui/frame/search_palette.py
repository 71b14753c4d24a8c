"""Ctrl+K: search all actions; what is off now stays in the list and says why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tlstudio.gui import fonts, theme
from tlstudio.gui.actions import ACTIONS, ROOMS, Action
from tlstudio.gui.frame.menus import text_of
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.keymap import Keymap, shown
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.shadow import MARGIN, Floating
from tlstudio.gui.widgets.text import Hairline, Icon, KeyCap, Text

_ROW = Qt.ItemDataRole.UserRole
_REASON = Qt.ItemDataRole.UserRole + 1
_KEY = Qt.ItemDataRole.UserRole + 2
_SPANS = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex


def matches(text: str, wanted: str) -> list[tuple[int, int]] | None:
    """Return where each word of the search begins a word of the text, as (start, length); None = no match."""
    spans: list[tuple[int, int]] = []
    lower = text.casefold()
    for word in wanted.casefold().split():
        starts = [0, *(i + 1 for i, letter in enumerate(lower) if letter in " -(")]
        place = next((start for start in starts if lower.startswith(word, start)), lower.find(word))
        if place < 0:
            return None
        spans.append((place, len(word)))
    return spans


class _Rows(QStyledItemDelegate):
    """Paints headings, icon, text with the found letters bold, key."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, fonts.px(32 if index.data(_ROW) else 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect  # type: ignore[attr-defined]  # PySide's stub lacks the fields of style options
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: Action | None = index.data(_ROW)
        if row is None:
            painter.setFont(fonts.font("second_strong"))
            painter.setPen(theme.color("text2"))
            box = area.adjusted(fonts.px(8), 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, index.data(Qt.ItemDataRole.DisplayRole))
            painter.restore()
            return
        reason: str = index.data(_REASON)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft"))
            painter.drawRoundedRect(QRectF(area), 6, 6)
        ink = theme.color("text_off" if reason else "acct" if chosen else "text")
        side = fonts.px(16)
        icon_box = QRectF(area.left() + fonts.px(12), area.center().y() - side / 2 + 1, side, side)
        if row.icon:
            paint_icon(painter, icon_box, row.icon, ink if chosen or reason else theme.color("text2"))
        right = area.right() - fonts.px(10)
        if reason:
            painter.setFont(fonts.font("second"))
            painter.setPen(theme.color("text3"))
            room = QRect(area.left() + fonts.px(200), area.top(), right - area.left() - fonts.px(200), area.height())
            cut = painter.fontMetrics().elidedText(reason, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, cut)
        elif key := index.data(_KEY):
            size = marks.keycap_size(key)
            box = QRectF(right - size.width(), area.center().y() - size.height() / 2 + 1, size.width(), size.height())
            marks.paint_keycap(painter, box, key)
        self._paint_text(painter, area.adjusted(fonts.px(40), 0, 0, 0), index, ink)
        painter.restore()

    @staticmethod
    def _paint_text(painter: QPainter, box: QRect, index: Index, ink: QColor) -> None:
        text: str = index.data(Qt.ItemDataRole.DisplayRole)
        bold = {place for start, length in index.data(_SPANS) or [] for place in range(start, start + length)}
        painter.setPen(ink)
        left, start = box.left(), 0
        while start < len(text):
            end = start
            while end < len(text) and (end in bold) == (start in bold):
                end += 1
            painter.setFont(fonts.font("strong" if start in bold else "body"))
            piece = text[start:end]
            painter.drawText(QRect(left, box.top(), box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, piece)
            left += painter.fontMetrics().horizontalAdvance(piece)
            start = end


class SearchPalette(QWidget):
    """Covers the window with a scrim and floats the list 28 px below its top."""

    chosen = Signal(object)  # Action

    def __init__(
        self, window: QWidget, keymap: Keymap, context: Callable[[], str], reason_off: Callable[[Action], str]
    ) -> None:
        super().__init__(window)
        self._host = window
        self.setProperty("overlay", True)
        self._keymap = keymap
        self._context = context
        self._reason_off = reason_off
        self._before: QWidget | None = None
        self._panel = Floating(self, radius=12)
        self.field = QLineEdit()
        self.field.setProperty("bare", True)
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Search actions"))
        self.field.setFont(fonts.font("section"))
        self._list = QListView()
        self._list.setAccessibleName(self.tr("Actions"))
        self._list.setItemDelegate(_Rows(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.viewport().setAutoFillBackground(False)
        self._model = QStandardItemModel(self)
        self._list.setModel(self._model)
        self._count = Text("", "second", "text2")
        self._assemble()
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self._list.clicked.connect(self._run_index)
        self._list.entered.connect(self._hover)
        window.installEventFilter(self)
        self.hide()

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(fonts.px(16), 0, fonts.px(16), 0)
        top.setSpacing(fonts.px(12))
        top.addWidget(Icon("ph.magnifying-glass", 20))
        top.addWidget(self.field, 1)
        top.addWidget(KeyCap("Esc"))
        head = QWidget()
        head.setLayout(top)
        head.setFixedHeight(fonts.px(48))
        foot = QHBoxLayout()
        foot.setContentsMargins(fonts.px(16), fonts.px(8), fonts.px(16), fonts.px(8))
        foot.setSpacing(fonts.px(8))
        foot.addWidget(self._count)
        foot.addStretch(1)
        for key, text in (("↑ ↓", self.tr("Choose")), ("Enter", self.tr("Run"))):
            foot.addWidget(KeyCap(key))
            foot.addWidget(Text(text, "second", "text2"))
        around = QHBoxLayout()
        around.setContentsMargins(fonts.px(8), fonts.px(6), fonts.px(8), fonts.px(6))
        around.addWidget(self._list)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Hairline())
        column.addLayout(around, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)

    def open(self) -> None:
        """Show all actions of the present place first, the field empty and focused."""
        self._before = self._host.focusWidget()
        self.setGeometry(self._host.rect())
        self._place()
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_palette(self) -> None:
        """Hide and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def _place(self) -> None:
        width = min(fonts.px(540), self.width() - 32) + 2 * MARGIN
        height = min(fonts.px(420), self.height() - 80) + 2 * MARGIN
        self._panel.setGeometry((self.width() - width) // 2, 28 - MARGIN, width, height)

    def _search(self, wanted: str) -> None:
        context = self._context()
        self._model.clear()
        here = [room for room in ROOMS if context.startswith(room)]
        order = [*here, *(room for room in ROOMS if room not in here)]
        found = 0
        for room in order:
            rows = [
                (row, spans)
                for row in ACTIONS
                if row.room == room and (spans := matches(text_of(row), wanted)) is not None
            ]
            rows = [(row, spans) for row, spans in rows if not row.is_native]
            # Who types "dark" means "Dark theme", not the first action that has the word somewhere.
            rows.sort(key=lambda found: bool(found[1]) and found[1][0][0] > 0)
            if not rows:
                continue
            heading = QStandardItem(self._room_name(room))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(heading)
            for row, spans in rows:
                self._model.appendRow(self._item(row, spans))
                found += 1
        total = sum(not row.is_native for row in ACTIONS)
        self._count.setText(self.tr("{} of {} actions").format(found, total))
        self._move(1, from_row=-1, only_on=True)

    def _item(self, row: Action, spans: list[tuple[int, int]]) -> QStandardItem:
        item = QStandardItem(text_of(row))
        keys = self._keymap.keys(row.id)
        item.setData(row, _ROW)
        item.setData(self._reason_off(row), _REASON)
        item.setData(shown(keys[0]) if keys else "", _KEY)
        item.setData(spans, _SPANS)
        item.setEditable(False)
        return item

    def _room_name(self, room: str) -> str:
        names = {
            "everywhere": self.tr("Everywhere"),
            "data": self.tr("Data"),
            "label": self.tr("Label"),
            "review": self.tr("Review"),
            "train": self.tr("Train"),
        }
        return names[room]

    def _move(self, step: int, from_row: int | None = None, *, only_on: bool = False) -> None:
        row = (self._list.currentIndex().row() if from_row is None else from_row) + step
        while 0 <= row < self._model.rowCount():
            index = self._model.index(row, 0)
            if index.data(_ROW) is not None and not (only_on and index.data(_REASON)):
                self._list.setCurrentIndex(index)
                return
            row += step
        if only_on:
            self._move(step, from_row)
        elif from_row is not None:
            self._list.setCurrentIndex(QModelIndex())

    def _hover(self, index: QModelIndex) -> None:
        if index.data(_ROW) is not None:
            self._list.setCurrentIndex(index)

    def _run_index(self, index: QModelIndex) -> None:
        row = index.data(_ROW)
        if row is not None and not index.data(_REASON):
            self.close_palette()
            self.chosen.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._host.rect())
            self._place()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._field_key(Qt.Key(event.key()))
        return False

    def _field_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run_index(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("scrim"))
        painter.end()
