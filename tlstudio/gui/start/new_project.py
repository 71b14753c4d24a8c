"""Three steps to a new project: which images, what to decide, which labels. Each has defaults that work."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.gui import fonts, theme
from tlstudio.gui.start.folder_facts import FolderFacts, FolderLook
from tlstudio.gui.start.folder_panel import FolderPanel
from tlstudio.gui.start.project_plan import ProjectPlan, default_place
from tlstudio.gui.start.step_pages import DecisionStep, ImagesStep, LabelsStep
from tlstudio.gui.start.stepper import Stepper
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.notice import Notice
from tlstudio.gui.widgets.text import Text


class NewProjectPage(QWidget):
    """Head with the steps, the step itself, the folder at the right, and one primary button at the foot.

    Signals:
        finished: The plan; the page stays until the project is open.
        cancelled: The person left.
    """

    finished = Signal(object)  # ProjectPlan
    cancelled = Signal()

    def __init__(self, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts: FolderFacts | None = None
        self.step = 0
        self._use_folders = False
        self._touched_labels = False
        self._look = FolderLook(self)
        self._look.found.connect(self._show_facts)
        self.notice = Notice("err")
        self._stepper = Stepper([self.tr("Images"), self.tr("Decision"), self.tr("Labels")])
        self.images = ImagesStep()
        self.decision = DecisionStep()
        self.labels = LabelsStep()
        self.panel = FolderPanel()
        self._stack = QStackedWidget()
        for page in (self.images, self.decision, self.labels):
            self._stack.addWidget(page)
        self._back = Button(self.tr("Back"), icon="ph.arrow-left")
        self.forward = Button("", "primary", key="Enter", height=32)
        self._hint = Text("", "second", "text2")
        self._assemble()
        self._connect()
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if folder is not None:
            self.take_folder(folder)
        self._show_step(1 if folder is not None else 0)

    def _assemble(self) -> None:
        close = IconButton("ph.x", self.tr("Leave"))
        close.clicked.connect(self._leave)
        left = QHBoxLayout()
        left.addWidget(close)
        left.addSpacing(fonts.px(6))
        left.addWidget(Text(self.tr("New project"), "section"))
        left.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(fonts.px(18), 0, fonts.px(18), 0)
        head.addLayout(left, 1)
        head.addWidget(self._stepper)
        head.addStretch(1)
        self._head = QWidget()
        self._head.setLayout(head)
        self._head.setFixedHeight(fonts.px(64))
        foot = QHBoxLayout()
        foot.setContentsMargins(fonts.px(32), 0, fonts.px(32), 0)
        foot.setSpacing(fonts.px(16))
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._hint)
        foot.addWidget(self.forward)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        self._foot.setFixedHeight(fonts.px(64))
        self.panel.setFixedWidth(fonts.px(416))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.notice)
        column.addLayout(middle, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self._back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self.go_on)
        self.images.folder_wanted.connect(self._choose_folder)
        self.panel.change_wanted.connect(self._choose_folder)
        self.panel.labels_toggled.connect(self._toggle_folders)
        self.labels.list.changed.connect(self._labels_changed)
        self.labels.place_wanted.connect(self._choose_place)
        self.labels.list.field.installEventFilter(self)

    def take_folder(self, folder: Path) -> None:
        """Look into a folder."""
        self.facts = FolderFacts(folder)
        self.labels.set_project(folder.name or str(folder), default_place(folder))
        self.panel.show_facts(self.facts)
        self._look.start(folder)
        self._show_step(max(1, self.step))

    def show_error(self, error: StudioError) -> None:
        """Say what went wrong; the choices stay."""
        self.notice.tell_error(error)
        self.forward.setEnabled(True)

    def plan(self) -> ProjectPlan | None:
        """What is chosen; None without a folder."""
        if self.facts is None:
            return None
        task = self.decision.task
        return ProjectPlan(
            folder=self.labels.place,
            name=self.labels.name.text().strip() or self.facts.folder.name,
            task=task,
            labels=tuple(self.labels.list.names),
            sources=[self.facts.folder],
            folder_labels=self._use_folders and self.facts.looks_labelled and not task.has_shapes,
        )

    def _show_facts(self, facts: FolderFacts) -> None:
        first_time = self.facts is None or not self.facts.folders
        self.facts = facts
        self.panel.show_facts(facts)
        if first_time and facts.looks_labelled:
            self.panel.toggle.setChecked(True)
        names = list(facts.folders) if self._use_folders else []
        if facts.pictures:
            self.decision.show_picture(facts.pictures[0], names[0] if names else "")
        self.decision.show_expectation(facts.images, max(2, len(names)), os.cpu_count() or 1)
        self._show_step(self.step)

    def _toggle_folders(self, use: bool) -> None:
        self._use_folders = use
        if self.facts is not None and not self._touched_labels:
            self.labels.list.blockSignals(True)
            self.labels.list.set_names(list(self.facts.folders) if use else [])
            self.labels.list.blockSignals(False)

    def _labels_changed(self) -> None:
        self._touched_labels = True
        self._show_step(self.step)

    def _show_step(self, step: int) -> None:
        self.step = step
        self._stepper.set_step(step)
        self._stack.setCurrentIndex(step)
        self._back.setVisible(step > 0)
        self.panel.setVisible(self.facts is not None)
        texts = (self.tr("Continue"), self.tr("Continue to labels"), self.tr("Make the project"))
        self.forward.setText(texts[step])
        reason = self._reason_off()
        self.forward.setEnabled(not reason)
        self._hint.setText(reason or self.tr("Nothing is copied. A project folder is made next to your images."))

    def _reason_off(self) -> str:
        if self.facts is None:
            return self.tr("Choose a folder of images first")
        if self.facts.is_done and not self.facts.images:
            return self.tr("This folder has no images")
        return ""

    def go_on(self) -> None:
        """The primary button: the next step, or the plan."""
        if self._reason_off():
            return
        if self.step < 2:
            self._show_step(self.step + 1)
            if self.step == 2:
                self.labels.show_task(self.decision.task)
                self.labels.list.field.setFocus()
            return
        self.labels.list.take_typed()
        plan = self.plan()
        if plan is not None:
            self._look.stop()
            self.forward.setEnabled(False)
            self.finished.emit(plan)

    def _go_back(self) -> None:
        if self.step:
            self._show_step(self.step - 1)
            self.setFocus()

    def _leave(self) -> None:
        self._look.stop()
        self.cancelled.emit()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Which folder holds the images?"))
        if chosen:
            self._touched_labels = False
            self.take_folder(Path(chosen))

    def _choose_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where should the project's folder be?"))
        if chosen:
            self.labels.set_place(Path(chosen) / self.labels.place.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the field of labels takes the name; in the empty field it goes on, as everywhere on these pages.

        A line of text passes Enter to its parents after its own signal, so a name's Enter would end the steps as well.
        """
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.type() == QEvent.Type.KeyPress:
            if self.labels.list.field.text().strip():
                self.labels.list.take_typed()
            else:
                self.go_on()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            if self.step > 0:
                self._go_back()
            else:
                self._leave()
        elif self.step != 1 or not self.decision.choose(event.text()):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_folder(paths[0] if paths[0].is_dir() else paths[0].parent)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self._head.geometry().bottom(), self.width(), 1, theme.color("line"))
        painter.fillRect(0, self._foot.geometry().top(), self.width(), 1, theme.color("line"))
        painter.end()
