"""The start page: which project to go on with, how far it is, what it waits for; where to drop a folder."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tlstudio.core.version import __version__
from tlstudio.gui import fonts, theme
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.start.card_grid import CardGrid
from tlstudio.gui.start.drop_zone import DropZone
from tlstudio.gui.start.logo import Logo
from tlstudio.gui.start.recent_cards import RecentCards
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.fields import SearchField
from tlstudio.gui.widgets.notice import Notice
from tlstudio.gui.widgets.text import Icon, KeyCap, Text

# On very wide screens the cards stay together in the middle.
WIDEST = 1680


class StartPage(QWidget):
    """Left: what can be begun; right: recent projects as cards."""

    action_wanted = Signal(str)
    project_wanted = Signal(Path)
    folder_dropped = Signal(list)

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self.notice = Notice("err")
        self.cards = CardGrid()
        self.cards.chosen.connect(self.project_wanted)
        self._find = SearchField(self.tr("Find a project"))
        self._find.setFixedWidth(fonts.px(208))
        self._find.textChanged.connect(self.cards.set_filter)
        self._recent = RecentCards(self)
        self._recent.changed.connect(self.cards.set_cards)
        self._busy = Text("", "second", "text2")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left())
        layout.addWidget(self._right(), 1)
        self.setAcceptDrops(True)
        theme.theme().changed.connect(self.update)

    def refresh(self) -> None:
        """Look at the recent projects again; their facts come from a thread."""
        self._recent.refresh()

    def say_busy(self, sentence: str) -> None:
        """Say what is being opened; empty = nothing."""
        self._busy.setText(sentence)

    def _left(self) -> QWidget:
        column = QVBoxLayout()
        column.setContentsMargins(fonts.px(40), fonts.px(40), fonts.px(40), fonts.px(20))
        column.setSpacing(fonts.px(8))
        head = QHBoxLayout()
        head.setSpacing(fonts.px(14))
        head.addWidget(Logo())
        head.addWidget(Text("TL Studio", "sentence"))
        head.addStretch(1)
        column.addLayout(head)
        column.addSpacing(fonts.px(14))
        column.addWidget(
            Text(self.tr("Label a few images. The program suggests the rest, you decide."), "body", "text2", wrap=True)
        )
        column.addSpacing(fonts.px(6))
        for name, text, kind, icon in (
            ("app.new_project", self.tr("New project"), "primary", "ph.plus"),
            ("app.open_project", self.tr("Open a project folder"), "secondary", "ph.folder-open"),
            ("app.sample", self.tr("Try the sample"), "secondary", "ph.flask"),
        ):
            button = Button(text, kind, icon=icon, key=self._keymap.first(name), height=40)
            button.clicked.connect(lambda _checked=False, name=name: self.action_wanted.emit(name))
            column.addWidget(button)
        sample = Text(self.tr("Parts on a tray, 120 images, ready to review"), "second", "text2", wrap=True)
        sample.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(sample)
        column.addSpacing(fonts.px(24))
        drop = DropZone()
        drop.clicked.connect(lambda: self.action_wanted.emit("app.new_project"))
        column.addWidget(drop)
        column.addStretch(1)
        column.addWidget(self._busy)
        self._foot(column)
        left = QWidget()
        left.setLayout(column)
        # A longer language makes its column wider, never its buttons narrower.
        left.setFixedWidth(max(fonts.px(352), column.minimumSize().width()))
        self._left_width = left.width()
        return left

    def _foot(self, column: QVBoxLayout) -> None:
        threads = os.cpu_count() or 1
        processor = self.tr("CPU, 1 thread") if threads == 1 else self.tr("CPU, {} threads").format(threads)
        for icon, text, key in (
            ("ph.cpu", self.tr("{}. No graphics card needed").format(processor), ""),
            ("ph.shield-check", self.tr("Works offline. Nothing leaves this computer"), ""),
            ("ph.keyboard", self.tr("Shortcuts"), self._keymap.first("help.keys")),
        ):
            row = QHBoxLayout()
            row.setSpacing(fonts.px(9))
            row.addWidget(Icon(icon, 16))
            words = Text(text, "second", "text2", wrap=not key)
            row.addWidget(words, 0 if key else 1)
            if key:
                row.addWidget(KeyCap(key))
                row.addStretch(1)
            column.addLayout(row)
            column.addSpacing(fonts.px(4))
        foot = QHBoxLayout()
        foot.addWidget(Text(self.tr("Version {}").format(__version__), "key", "text2"))
        foot.addStretch(1)
        settings = IconButton("ph.gear", self.tr("Settings"))
        settings.clicked.connect(lambda: self.action_wanted.emit("app.settings"))
        foot.addWidget(settings)
        column.addLayout(foot)

    def _right(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Recent projects"), "sentence"))
        head.addStretch(1)
        head.addWidget(self._find)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(fonts.px(40), fonts.px(40), fonts.px(40), fonts.px(24))
        self._column.setSpacing(fonts.px(26))
        self._column.addLayout(head)
        self._column.addWidget(self.cards, 1)
        inside = QWidget()
        inside.setLayout(self._column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(area, 1)
        return right

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        spare = max(0, self.width() - self._left_width - WIDEST) // 2
        side = fonts.px(40) + spare
        self._column.setContentsMargins(side, fonts.px(40), side, fonts.px(24))

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        left = self._left_width
        painter.fillRect(0, 0, left, self.height(), theme.color("panel"))
        painter.fillRect(left, 0, 1, self.height(), theme.color("line"))
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.folder_dropped.emit(paths)
