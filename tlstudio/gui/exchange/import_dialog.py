"""Import: choose a file or folder, see in numbers what it would change, then bring it in."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tlstudio.core.errors import StudioError
from tlstudio.gui import fonts
from tlstudio.gui.exchange.cards import readable, title_of
from tlstudio.gui.exchange.dialog import ExchangeDialog, at_left
from tlstudio.gui.exchange.import_report import ImportReport
from tlstudio.gui.exchange.importing import Wish, dry_run, import_in_background
from tlstudio.gui.exchange.option_fields import OptionFields
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.told_progress import ToldProgress
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.widgets.toggles import Segmented

if TYPE_CHECKING:
    from tlstudio.gui.frame.studio import Studio
    from tlstudio.project.importing import Imported, Phase


class ImportDialog(ExchangeDialog):
    """Every choice starts another dry run on a thread; the one before it is stopped."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(
            studio,
            studio.tr("Import labels"),
            studio.tr("Nothing is changed before you agree, and one undo takes all of it back."),
            studio.tr("Import"),
        )
        task = self.session.project.info.task
        self._has_shapes = task.has_shapes
        self._cards = {card.key: card for card in readable(task.value)}
        self._stop = threading.Event()
        self._report: Imported | None = None
        self._recognised = ("", "", "")  # path, the format's key, and why
        self._shown_options = ""
        self.report = ImportReport()
        self.report.suggestions_wanted.connect(lambda: self.read_as.choose(1, tell=True))
        self.report.finished_wanted.connect(self._take_as_finished)
        self.options = OptionFields()
        self.options.changed.connect(self.look)
        self._build()
        self.go.setEnabled(False)
        self.setAcceptDrops(True)
        self._again = Button(self.tr("Stop"), height=36)
        self._again.clicked.connect(self._stop_or_look)
        self._again.hide()
        self.foot.insertWidget(1, self._again)
        self.body.addWidget(self.report)
        self.report.say(self.tr("Choose a file, a folder or a .zip, or drop it here, to see what would be imported."))

    def _build(self) -> None:
        self.path = _path_field(self.tr("File, folder or .zip"))
        self.images = _path_field(self.tr("Where the file says; else beside it"))
        self.format = Select()
        self.format.addItem(self.tr("Recognise it"), "auto")
        for key, card in self._cards.items():
            self.format.addItem(title_of(card), key)
        self.read_as = Segmented([self.tr("Decisions"), self.tr("Suggestions to review")])
        self.conflict = Select()
        self.conflict.addItem(self.tr("Keep what was decided"), "skip")
        self.conflict.addItem(self.tr("Replace it"), "update")
        self.empty = Select()
        self.empty.addItem(self.tr("Stay undecided"), "undecided")
        self.empty.addItem(self.tr("Are finished, with nothing on them"), "finished")
        file_button = Button(self.tr("File"), icon="ph.file-text")
        file_button.clicked.connect(self._choose_file)
        folder_button = Button(self.tr("Folder"), icon="ph.folder-open")
        folder_button.clicked.connect(lambda: self._choose_folder(self.path))
        images_button = Button(self.tr("Folder"), icon="ph.folder-open")
        images_button.clicked.connect(lambda: self._choose_folder(self.images))
        self.row(self.tr("From"), self.path, file_button, folder_button)
        self.row(self.tr("Images are in"), self.images, images_button)
        self.row(self.tr("Format"), self.format)
        self.form.addWidget(self.options)
        self._as_row = self.row(self.tr("Take them as"), at_left(self.read_as))
        self.row(self.tr("Decided otherwise"), self.conflict)
        self._empty_row = self.row(self.tr("Images without labels"), self.empty)
        self._as_row.setVisible(self._has_shapes)
        self._empty_row.hide()
        for edit in (self.path, self.images):
            edit.textChanged.connect(lambda _text: self.look_soon())
        for select in (self.format, self.conflict, self.empty):
            select.currentIndexChanged.connect(lambda _place: self.look())
        self.read_as.chosen.connect(lambda _place: self.look())

    def open_with(self, path: Path | None) -> None:
        """Show, with a file or folder where one is known."""
        self.open_sized(680, 640)
        self.path.setFocus()
        if path is not None:
            self.path.setText(str(path))
            self.look()

    def wish(self) -> Wish:
        """What the person chose; a format that was recognised is named, for its options belong to it."""
        images, path = self.images.text().strip(), self.path.text().strip()
        key = str(self.format.currentData())
        if key == "auto" and self._recognised[0] == path:
            key = self._recognised[1]
        return Wish(
            path=Path(path).expanduser(),
            format=key,
            images=Path(images).expanduser() if images else None,
            read_as="suggestions" if self._has_shapes and self.read_as.index else "annotations",
            on_conflict=self.conflict.currentData(),
            empty=self.empty.currentData(),
            options=self.options.values() if key == self._shown_options else {},
        )

    def look(self) -> None:
        self._rest.stop()
        self._stop.set()
        self._report = None
        self.go.setEnabled(False)
        self.forget_question()
        if not self.path.text().strip():
            return
        if self.format.currentData() != "auto":
            self._show_options(self.format.currentData())
        self._stop = stop = threading.Event()
        wish, session = self.wish(), self.session
        self.notice.hide()
        self.working.setText(self.tr("Looking into {} ...").format(wish.path.name))
        self._again.setText(self.tr("Stop"))
        self._again.show()
        labels, images = self.tr("Reading labels, {} images so far"), self.tr("Looking at images, {} of {}")
        report = ToldProgress(session, labels, lambda text, _share: self._say_progress(text, stop))

        def begin(phase: Phase) -> None:
            if phase == "images":
                report.begin(images)

        self.ask(lambda: dry_run(session.project, wish, report, begin, stop), lambda done: self._show(done, stop))

    def _say_progress(self, text: str, stop: threading.Event) -> None:
        if stop is self._stop and self._report is None:
            self.working.setText(text)

    def _stop_or_look(self) -> None:
        if self._stop.is_set():
            self.look()
            return
        self._stop.set()
        self.forget_question()
        self.working.setText(self.tr("Stopped; nothing was changed"))
        self._again.setText(self.tr("Look again"))

    def _show(self, report: Imported, stop: threading.Event) -> None:
        if stop.is_set():
            return
        self._report = report
        if self.format.currentData() == "auto":
            path = self.path.text().strip()
            if self._recognised[0] != path:
                self._recognised = (path, report.format, report.why)
            report = replace(report, why=self._recognised[2])
        self._again.hide()
        self.working.setText("")
        self._show_options(report.format)
        self._empty_row.setVisible(bool(report.not_said) or self.empty.currentIndex() > 0)
        as_suggestions = self.wish().read_as == "suggestions"
        self.report.show_report(report, as_suggestions=as_suggestions, replaces=self.conflict.currentIndex() > 0)
        changes = report.created + report.updated
        text = self._button_text(changes, report.added, as_suggestions)
        self.go.setText(text)
        self.go.setEnabled(changes + report.added > 0)

    def _button_text(self, changes: int, added: int, as_suggestions: bool) -> str:
        number = changes or added
        if not number:
            return self.tr("Import")
        if as_suggestions and changes:
            one, many = self.tr("Suggest on 1 image"), self.tr("Suggest on {} images")
        elif changes:
            one, many = self.tr("Import 1 decision"), self.tr("Import {} decisions")
        else:
            one, many = self.tr("Add 1 image"), self.tr("Add {} images")
        return one if number == 1 else many.format(counted(number))

    def _show_options(self, key: str) -> None:
        if key == self._shown_options:
            return
        from tlstudio.project.format_options import chosen_options

        self._shown_options = key
        known = self._cards[key].read_options if key in self._cards else ()
        self.options.show_options(known, chosen_options(self.session.project, key, known, {})[0])

    def _take_as_finished(self) -> None:
        self._empty_row.show()
        self.empty.setCurrentIndex(1)

    def start(self) -> None:
        import_in_background(self.studio, self.wish())
        self.accept()

    def show_error(self, error: StudioError) -> None:
        self._again.hide()
        self.report.say("")
        super().show_error(error)

    def done(self, result: int) -> None:
        self._stop.set()
        super().done(result)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Which label file?"), self.path.text())
        if chosen:
            self.path.setText(chosen)

    def _choose_folder(self, edit: QLineEdit) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Which folder?"), edit.text())
        if chosen:
            edit.setText(chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.path.setText(paths[0])


def _path_field(placeholder: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    edit.setFixedHeight(fonts.px(32))
    return edit
