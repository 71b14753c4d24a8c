"""Ctrl+H: everything that was done, hour by hour, also in earlier sessions; choose a point and go back to it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.history_steps import Step, heading, steps_of
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.popover import Popover
from tlstudio.gui.widgets.rows import PADDING, paint_text
from tlstudio.gui.widgets.text import Text
from tlstudio.store.history import HistoryRow

ROW = 30
FIRST_ROWS = 500
_ITEM = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractListModel):
    """Headings (text) and steps, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[str | Step] = []

    def show(self, steps: list[Step]) -> None:
        """Show steps under the hours they were done in."""
        now = datetime.now().astimezone()
        self.beginResetModel()
        self.items = []
        last = ""
        for step in steps:
            hour = heading(step.at.astimezone(), now)
            if hour != last:
                self.items.append(hour)
                last = hour
            self.items.append(step)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self.items[index.row()]
        if isinstance(item, str) or item.is_gone:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == _ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(item, str):
                return item
            undone = self.tr("undone") if item.is_undone else ""
            return ", ".join(filter(None, (item.text, f"{item.at.astimezone():%H:%M}", item.who, undone)))
        return None


class _Rows(QStyledItemDelegate):
    """Paints a heading, or a step: state, text, who, when."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(fonts.px(200), fonts.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  (the stub lacks the fields)
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        item: str | Step = index.data(_ITEM)
        box = QRectF(area).adjusted(fonts.px(PADDING), 0, -fonts.px(PADDING), 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, str):
            paint_text(painter, box.adjusted(0, fonts.px(4), 0, 0), item, "second_strong", "text2")
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = "soft" if chosen else "hover" if state & QStyle.StateFlag.State_MouseOver and not item.is_gone else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(area).adjusted(0, 1, 0, -1), 6, 6)
        self._paint_step(painter, box, item, strong=chosen)
        painter.restore()

    def _paint_step(self, painter: QPainter, box: QRectF, step: Step, *, strong: bool) -> None:
        is_now = not step.is_undone and step.distance == 0
        icon = "ph.x" if step.is_gone else "ph.arrow-u-up-left" if step.is_undone else "ph.check"
        side = fonts.px(14)
        corner = QPointF(box.left(), box.center().y() - side / 2)
        paint_icon(painter, QRectF(corner.x(), corner.y(), side, side), icon, "acct" if is_now else "text3")
        rest = box.adjusted(fonts.px(24), 0, 0, 0)
        when = paint_text(painter, rest, f"{step.at.astimezone():%H:%M}", "second", "text2", right=True)
        rest.adjust(0, 0, -when - fonts.px(10), 0)
        who = self.tr("now") if is_now else step.who
        used = paint_text(painter, rest, who, "second", "acct" if is_now else "text3", right=True)
        rest.adjust(0, 0, -used - fonts.px(10), 0)
        tone = "text3" if step.is_undone else "text"
        paint_text(painter, rest, step.text, "strong" if strong or is_now else "body", tone)


class _List(QListView):
    """Up and Down pass over headings and what cannot be gone to."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        model = self.model()
        if step is None or model is None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
            else:
                event.ignore()
            return
        row = self.currentIndex().row() + step
        while 0 <= row < model.rowCount():
            index = model.index(row, 0)
            if model.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                return
            row += step


class HistoryPanel(Popover):
    """Nothing happens before the button, Enter or a double click: choosing a point says how many steps it takes."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._count = FIRST_ROWS
        self._steps: list[Step] = []
        self._rows = _Model()
        self._delegate = _Rows()
        self.list = _List()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.list.setAccessibleName(self.tr("History"))
        self.list.setFixedWidth(fonts.px(460))
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._chosen(now))
        self.list.activated.connect(lambda _index: self._go())
        self.list.doubleClicked.connect(lambda _index: self._go())
        self.list.verticalScrollBar().valueChanged.connect(self._read_on)
        self._words = Text("", "second", "text2", wrap=True)
        self.go = Button("", "primary", icon="ph.clock-counter-clockwise", height=36)
        self.go.clicked.connect(self._go)
        self.column.addWidget(Text(self.tr("History"), "section"))
        self.column.addWidget(self._words)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.go)

    def open_for(self, control: QWidget) -> None:
        """Open under a control, with the present state chosen."""
        self._count = FIRST_ROWS
        self._read()
        self._words.setText(
            self.tr("Everything that was done, also before today. What you go back from can be done again.")
            if self._steps
            else self.tr("Nothing was done in this project yet.")
        )
        host = control.window()
        room = min(fonts.px(480), host.height() - fonts.px(280))
        self.list.setFixedHeight(max(fonts.px(160), min(room, fonts.px(ROW) * len(self._rows.items))))
        self.open_below(control)
        self.list.setFocus()

    def choose(self, step_id: int) -> None:
        """Choose the step with this id."""
        for row, item in enumerate(self._rows.items):
            if isinstance(item, Step) and item.id == step_id:
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.list.selectionModel().setCurrentIndex(self._rows.index(row), flag)

    @property
    def steps(self) -> list[Step]:
        """The steps shown, the newest first."""
        return self._steps

    def _read(self) -> None:
        self._show(self._session.project.read.history(self._count))
        now = next((step for step in self._steps if not step.is_undone), None)
        if now is not None:
            self.choose(now.id)
        self._chosen(self.list.currentIndex())

    def _read_on(self, value: int) -> None:
        """Read further back when the end of the list is seen."""
        bar = self.list.verticalScrollBar()
        if value < bar.maximum() or len(self._steps) == 0:
            return
        rows = self._session.project.read.history(2 * self._count)
        if len(rows) <= self._count:
            return
        self._count *= 2
        chosen = self._selected()
        self._show(rows)
        if chosen is not None:
            self.choose(chosen.id)
        bar.setValue(value)

    def _show(self, rows: list[HistoryRow]) -> None:
        self._steps = steps_of(rows)
        if rows and len(rows) < self._count:
            done = sum(1 for step in self._steps if not step.is_undone)
            self._steps.append(Step(0, self.tr("Start of the project"), "", rows[-1].at, False, False, done))
        self._rows.show(self._steps)

    def _selected(self) -> Step | None:
        item = self.list.currentIndex().data(_ITEM)
        return item if isinstance(item, Step) and not item.is_gone else None

    def _chosen(self, index: QModelIndex) -> None:
        item = index.data(_ITEM) if index.isValid() else None
        step = item if isinstance(item, Step) and not item.is_gone else None
        off = self._session.read_only or step is None or step.distance == 0
        self.go.setEnabled(not off)
        self.go.setText(self._said(step))

    def _said(self, step: Step | None) -> str:
        if self._session.read_only:
            return self.tr("Open for reading only")
        if step is None or step.distance == 0:
            return self.tr("This is how it is now")
        number = abs(step.distance)
        when = f"{step.at.astimezone():%H:%M}"
        if step.distance > 0:
            if number == 1:
                return self.tr("Go back to {time}: undo 1 step").format(time=when)
            return self.tr("Go back to {time}: undo {n} steps").format(time=when, n=counted(number))
        if number == 1:
            return self.tr("Go forward to {time}: do 1 step again").format(time=when)
        return self.tr("Go forward to {time}: do {n} steps again").format(time=when, n=counted(number))

    def _go(self) -> None:
        step = self._selected()
        if step is None or step.distance == 0 or self._session.read_only:
            return
        self.close()
        self._session.go_back(step.distance)
