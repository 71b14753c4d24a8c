"""Import and export of decisions: what would happen is shown before anything happens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.core.words import Split
from tlstudio.gui import fonts
from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.notice import Notice
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.widgets.text import Hairline, Text

if TYPE_CHECKING:
    from tlstudio.core.cards import FormatCard
    from tlstudio.project.exporting import Exported
    from tlstudio.project.importing import Imported

REST_MS = 250
LISTED = 200


def open_labels_dialog(which: str, studio: Studio) -> QDialog:
    """Open one of the two; it does not block the window."""
    dialog = ImportDialog(studio) if which == "import" else ExportDialog(studio)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _cards(task: str, *, reading: bool) -> list[FormatCard]:
    from tlstudio.formats import registry

    cards = [module.CARD for module in registry.formats().values()]
    return [card for card in cards if task in card.tasks and (card.can_read if reading else card.can_write)]


class _Dialog(QDialog):
    """A head, a form, what would happen, and two buttons."""

    def __init__(self, studio: Studio, title: str, sentence: str, go: str) -> None:
        super().__init__(studio)
        self.studio = studio
        self.session = studio.session
        self.setWindowTitle(title)
        self.setMinimumWidth(fonts.px(560))
        self.notice = Notice("err")
        self.form = QVBoxLayout()
        self.form.setSpacing(fonts.px(10))
        self.preview = Text("", "body", "text", wrap=True)
        self.detail = Notice("suggested")
        self.go = Button(go, "primary", height=36)
        self.go.clicked.connect(self.start)
        cancel = Button(self.tr("Cancel"))
        cancel.setFixedHeight(fonts.px(36))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(24), fonts.px(20), fonts.px(24), fonts.px(16))
        column.setSpacing(fonts.px(12))
        column.addWidget(Text(title, "sentence"))
        column.addWidget(Text(sentence, "body", "text2", wrap=True))
        column.addWidget(self.notice)
        column.addLayout(self.form)
        column.addWidget(Hairline())
        column.addWidget(self.preview)
        column.addWidget(self.detail)
        column.addStretch(1)
        column.addLayout(foot)

    def row(self, name: str, *controls: QWidget) -> None:
        """Add a named row to the form."""
        line = QHBoxLayout()
        line.setSpacing(fonts.px(8))
        title = Text(name, "button")
        title.setMinimumWidth(fonts.px(130))
        line.addWidget(title)
        for place, control in enumerate(controls):
            control.setAccessibleName(control.accessibleName() or name)
            line.addWidget(control, 1 if place == 0 else 0)
        self.form.addLayout(line)

    def fit(self) -> None:
        """Take the height that the present texts need: wrapped lines are known only at the real width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.minimumSizeHint().height(), layout.totalHeightForWidth(self.width())))

    def start(self) -> None:
        """Do it."""
        raise NotImplementedError

    def show_error(self, error: StudioError) -> None:
        """Say why it cannot be done."""
        self.preview.setText("")
        self.detail.hide()
        self.notice.tell_error(error, closable=False)
        QTimer.singleShot(0, self, self.fit)


class ImportDialog(_Dialog):
    """Choose a file or folder; a dry run says what it would change."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(
            studio,
            studio.tr("Import labels"),
            studio.tr(
                "What the file says becomes decisions with the origin “import”. Nothing is changed before you agree."
            ),
            studio.tr("Import"),
        )
        self._ticket = 0
        self._report: Imported | None = None
        self.path = QLineEdit()
        self.path.setPlaceholderText(self.tr("CSV file or folder"))
        self.path.setFixedHeight(fonts.px(32))
        file_button = Button(self.tr("File"), icon="ph.file-text")
        folder_button = Button(self.tr("Folder"), icon="ph.folder-open")
        file_button.clicked.connect(self._choose_file)
        folder_button.clicked.connect(self._choose_folder)
        self.format = Select()
        self.format.addItem(self.tr("Recognise it"), "auto")
        for card in _cards(self.session.project.info.task.value, reading=True):
            self.format.addItem(card.title, card.key)
        self.conflict = Select()
        self.conflict.addItem(self.tr("Keep what was decided"), "skip")
        self.conflict.addItem(self.tr("Replace it"), "update")
        self.row(self.tr("From"), self.path, file_button, folder_button)
        self.row(self.tr("Format"), self.format)
        self.row(self.tr("Decided otherwise"), self.conflict)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self.look)
        self.path.textChanged.connect(lambda _text: self._timer.start())
        self.format.currentIndexChanged.connect(lambda _place: self.look())
        self.conflict.currentIndexChanged.connect(lambda _place: self.look())
        self.go.setEnabled(False)
        self.preview.setText(self.tr("Choose a file or folder to see what would be imported"))

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Which label file?"))
        if chosen:
            self.path.setText(chosen)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Which folder?"))
        if chosen:
            self.path.setText(chosen)

    def look(self) -> None:
        """Ask for a dry run on a thread; the newest answer wins."""
        text = self.path.text().strip()
        self.go.setEnabled(False)
        if not text:
            return
        self._ticket += 1
        ticket = self._ticket
        self.notice.hide()
        self.preview.setText(self.tr("Looking into it ..."))
        key, conflict = self.format.currentData(), self.conflict.currentData()
        self.session.in_background(
            lambda: self._import(Path(text), key, conflict, dry_run=True),
            lambda report: self._show(report) if ticket == self._ticket else None,
            lambda error: self.show_error(error) if ticket == self._ticket else None,
        )

    def _import(self, path: Path, key: str, conflict: str, *, dry_run: bool) -> Imported:
        from tlstudio.project.importing import import_decisions

        return import_decisions(self.session.project, key, path, on_conflict=conflict, dry_run=dry_run)

    def _show(self, report: Imported) -> None:
        self._report = report
        parts = [
            self.tr("{} images newly decided").format(f"{report.created:,}"),
            self.tr("{} replaced").format(f"{report.updated:,}"),
            self.tr("{} the same already").format(f"{report.unchanged:,}"),
            self.tr("{} images new to the project").format(f"{report.added:,}"),
        ]
        names = ", ".join(report.labels[:8]) + (" ..." if len(report.labels) > 8 else "")
        self.preview.setText(
            "\n".join([report.why, ", ".join(parts), self.tr("Labels: {}").format(names), *report.notes])
        )
        self._show_skipped(report)
        QTimer.singleShot(0, self, self.fit)
        changes = report.created + report.updated + report.added
        self.go.setText(
            self.tr("Import {} decisions").format(f"{report.created + report.updated:,}")
            if changes
            else self.tr("Import")
        )
        self.go.setEnabled(changes > 0)

    def _show_skipped(self, report: Imported) -> None:
        if not report.skipped:
            self.detail.hide()
            return
        lines = [f"{one.path}{f', line {one.line}' if one.line else ''}: {one.reason}" for one in report.skipped]
        self.detail.tell(
            self.tr("1 row is left out")
            if len(lines) == 1
            else self.tr("{} rows are left out").format(f"{len(lines):,}"),
            lines[0],
            detail="\n".join(lines[:LISTED]),
            closable=False,
        )

    def start(self) -> None:
        path, key, conflict = Path(self.path.text().strip()), self.format.currentData(), self.conflict.currentData()
        studio = self.studio
        studio.activity.begin(self.tr("Importing {}").format(path.name))

        def done(report: Imported) -> None:
            studio.activity.end()
            studio.session.told.emit(
                studio.tr("{} images decided from {}").format(f"{report.created + report.updated:,}", path.name), True
            )

        def failed(error: StudioError) -> None:
            studio.activity.end()
            studio.session.failed.emit(error)

        self.session.in_background(lambda: self._import(path, key, conflict, dry_run=False), done, failed)
        self.accept()


class ExportDialog(_Dialog):
    """Choose a format and a place; says what goes in and what the format loses."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(
            studio,
            studio.tr("Export decisions"),
            studio.tr("Only what a person decided is written. Suggestions stay here."),
            studio.tr("Export"),
        )
        self.format = Select()
        self._formats = _cards(self.session.project.info.task.value, reading=False)
        for card in self._formats:
            self.format.addItem(card.title, card.key)
        self.path = QLineEdit()
        self.path.setFixedHeight(fonts.px(32))
        choose = Button(self.tr("Choose"), icon="ph.folder-open")
        choose.clicked.connect(self._choose)
        self.side = Select()
        self.side.addItem(self.tr("All sides"), None)
        for split in Split:
            self.side.addItem(split.value, split)
        self.copies = QCheckBox(self.tr("Copy the images too"))
        self.row(self.tr("Format"), self.format)
        self.row(self.tr("To"), self.path, choose)
        self.row(self.tr("Split"), self.side)
        self.form.addWidget(self.copies)
        self.format.currentIndexChanged.connect(lambda _place: self._propose())
        self.side.currentIndexChanged.connect(lambda _place: self._show())
        self.path.textChanged.connect(lambda _text: self._show())
        self._propose()

    def _card(self) -> FormatCard:
        return self._formats[max(0, self.format.currentIndex())]

    def _propose(self) -> None:
        root = self.session.project.root
        suffix = self._card().extensions[0] if self._card().extensions else ""
        place = root / "exports" / (f"{root.name}{suffix}" if suffix else f"{root.name}-{self._card().key}")
        self.path.setText(str(place))
        self._show()

    def _choose(self) -> None:
        if self._card().extensions:
            chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Where to?"), self.path.text())
        else:
            chosen = QFileDialog.getExistingDirectory(self, self.tr("Into which empty folder?"))
        if chosen:
            self.path.setText(chosen)

    def _show(self) -> None:
        """The dry run: counted from the project, nothing is written."""
        import numpy as np

        from tlstudio.store.codes import DECIDED_CODES, SPLIT_CODES

        table = self.session.project.read.table()
        decided = np.isin(table.state, DECIDED_CODES)
        side = self.side.currentData()
        if side is not None:
            decided &= table.split == SPLIT_CODES[side]
        number = int(decided.sum())
        none = int((decided & (table.label == 0)).sum())
        self.preview.setText(
            self.tr("{} decided images, {} of them with none of the labels").format(f"{number:,}", f"{none:,}")
        )
        loses = self._card().loses
        if loses:
            self.detail.tell(
                self.tr("What {} cannot hold").format(self._card().title), "\n".join(loses), closable=False
            )
        else:
            self.detail.hide()
        QTimer.singleShot(0, self, self.fit)
        self.go.setText(self.tr("Export 1 image") if number == 1 else self.tr("Export {} images").format(f"{number:,}"))
        self.go.setEnabled(number > 0 and bool(self.path.text().strip()))

    def start(self) -> None:
        project, studio = self.session.project, self.studio
        key, dest = self._card().key, Path(self.path.text().strip())
        side, copies = self.side.currentData(), self.copies.isChecked()

        def work() -> Exported:
            from tlstudio.project.exporting import export_decisions

            dest.parent.mkdir(parents=True, exist_ok=True)
            return export_decisions(project, key, dest, split=side, with_images=copies)

        def done(report: Exported) -> None:
            studio.activity.end()
            studio.session.told.emit(
                studio.tr("{} images exported to {}").format(f"{report.images:,}", dest.name), False
            )
            if report.skipped:
                lines = [f"{one.path}: {one.reason}" for one in report.skipped]
                studio.notice.tell(
                    studio.tr("{} images were left out").format(len(lines)),
                    lines[0],
                    detail="\n".join(lines),
                    kind="suggested",
                )

        def failed(error: StudioError) -> None:
            studio.activity.end()
            studio.session.failed.emit(error)

        studio.activity.begin(self.tr("Exporting to {}").format(dest.name))
        self.session.in_background(work, done, failed)
        self.accept()
