"""The program's own settings: theme, text size, language, keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tlstudio.gui import fonts, motion, wheel
from tlstudio.gui.keymap import PRESETS, Keymap
from tlstudio.gui.language import translations_folder
from tlstudio.gui.preferences import NAME, Preferences, config_folder
from tlstudio.gui.theme import Scheme
from tlstudio.gui.widgets.buttons import IconButton
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.widgets.text import Elided, Hairline, Text
from tlstudio.gui.widgets.toggles import Segmented, Toggle

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)


class SettingsPage(QWidget):
    """One column; every choice holds at once and is remembered."""

    closed = Signal()

    def __init__(
        self,
        preferences: Preferences,
        keymap: Keymap,
        choose_theme: Callable[[Scheme], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._keymap = keymap
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        close = IconButton("ph.x", self.tr("Leave the settings"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(fonts.px(18), fonts.px(14), fonts.px(18), fonts.px(14))
        head.setSpacing(fonts.px(8))
        head.addWidget(close)
        head.addWidget(Text(self.tr("Settings"), "section"))
        head.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(fonts.px(56), fonts.px(8), fonts.px(24), fonts.px(24))
        self._column.setSpacing(fonts.px(14))
        self._add_name()
        self._column.addWidget(Hairline())
        self._add_look(choose_theme)
        self._column.addWidget(Hairline())
        self._add_keys()
        self._column.addWidget(Hairline())
        place = Elided(str(config_folder()), "second", "text2", mode=Qt.TextElideMode.ElideMiddle)
        place.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._column.addLayout(self._row(self.tr("These settings live in"), "", place))
        self._column.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._column)
        inside.setMaximumWidth(fonts.px(820))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Hairline())
        layout.addWidget(area, 1)

    def _add_name(self) -> None:
        self.who = QLineEdit(str(self._preferences.get(NAME, "")))
        self.who.setMinimumWidth(fonts.px(220))
        self.who.editingFinished.connect(lambda: self._preferences.set(NAME, self.who.text().strip() or None))
        hint = self.tr("Stands beside your decisions and comments; empty = as the system knows you")
        self._column.addLayout(self._row(self.tr("Your name"), hint, self.who))

    def _add_look(self, choose_theme: Callable[[Scheme], object]) -> None:
        schemes = (Scheme.SYSTEM, Scheme.LIGHT, Scheme.DARK)
        look = Segmented([self.tr("Like the system"), self.tr("Light"), self.tr("Dark")])
        look.choose(schemes.index(Scheme(self._preferences.get("theme", "system"))))
        look.chosen.connect(lambda index: choose_theme(schemes[index]))
        self._column.addLayout(self._row(self.tr("Theme"), "", look))
        self.text_size = Select()
        for size in SIZES:
            self.text_size.addItem(f"{size} %", size)
        self.text_size.setCurrentIndex(
            SIZES.index(min(SIZES, key=lambda s: abs(s - int(self._preferences.get("text_size", 100)))))
        )
        self.text_size.currentIndexChanged.connect(lambda place: self._preferences.set("text_size", SIZES[place]))
        self._column.addLayout(
            self._row(self.tr("Text size"), self.tr("Of the system's font; holds from the next start"), self.text_size)
        )
        self.language = Select()
        self.language.addItem(self.tr("Like the system"), "")
        self.language.addItem("English", "en")
        for file in sorted(translations_folder().glob("tlstudio_*.qm")):
            code = file.stem.removeprefix("tlstudio_")
            if code != "en":
                self.language.addItem(QLocale(code).nativeLanguageName() or code, code)
        known = self.language.findData(self._preferences.get("language", ""))
        self.language.setCurrentIndex(max(0, known))
        self.language.currentIndexChanged.connect(
            lambda _: self._preferences.set("language", self.language.currentData())
        )
        self._column.addLayout(self._row(self.tr("Language"), self.tr("Holds from the next start"), self.language))

        self.less_movement = Toggle(self.tr("Less movement"))
        self.less_movement.setChecked(bool(self._preferences.get("reduced_motion", False)))
        self.less_movement.toggled.connect(self._choose_movement)
        hint = self.tr("Nothing fades in; also when the system asks for it")
        self._column.addLayout(self._row(self.tr("Less movement"), hint, self.less_movement))

    def _choose_movement(self, less: bool) -> None:
        self._preferences.set("reduced_motion", less)
        motion.set_reduced(less)

    def _add_keys(self) -> None:
        keys = Segmented([self.tr("Standard"), self.tr("Left-handed"), self.tr("Mouse only")])
        keys.choose(PRESETS.index(self._keymap.preset))
        keys.chosen.connect(lambda index: self._keymap.choose_preset(PRESETS[index]))
        hint = self.tr("Press F1 in a room to see its keys and change single ones")
        self._column.addLayout(self._row(self.tr("Keys"), hint, keys))
        self.wheel_with_ctrl = Toggle(self.tr("The wheel zooms only with Ctrl"))
        self.wheel_with_ctrl.setChecked(bool(self._preferences.get(wheel.PREFERENCE, False)))
        self.wheel_with_ctrl.toggled.connect(self._choose_wheel)
        hint = self.tr("Without it, the wheel scrolls the picture")
        self._column.addLayout(self._row(self.tr("The wheel zooms only with Ctrl"), hint, self.wheel_with_ctrl))

    def _choose_wheel(self, needs_ctrl: bool) -> None:
        self._preferences.set(wheel.PREFERENCE, needs_ctrl)
        wheel.set_needs_ctrl(needs_ctrl)

    def _row(self, name: str, hint: str, control: QWidget) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(fonts.px(2))
        words.addWidget(Text(name, "button"))
        if hint:
            words.addWidget(Text(hint, "second", "text2", wrap=True))
        control.setAccessibleName(control.accessibleName() or name)
        row = QHBoxLayout()
        row.setSpacing(fonts.px(24))
        row.addLayout(words, 1)
        row.addWidget(control, 1 if isinstance(control, Elided) else 0)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
