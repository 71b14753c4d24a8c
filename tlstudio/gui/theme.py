"""The colours of the program: two frozen tables of tokens, and what is built from them.

This is the only file with colour literals. Everything that paints asks `tokens()` for the colour of a purpose
(`text2`, `accent`, `hover`), so that light and dark differ here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication


class Scheme(StrEnum):
    """What the person chose: follow the system, or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colour by purpose, as `#RRGGBB` or `#AARRGGBB`; `tokens().color("text2")` gives the QColor."""

    name: str
    win: str
    panel: str
    surf: str
    raised: str
    canvas: str
    field: str
    hover: str
    press: str
    line: str
    grid: str
    edge: str
    text: str
    text2: str
    text3: str
    text_off: str
    accent: str
    on_accent: str
    key_on_accent: str
    acct: str
    soft: str
    err: str
    err_bg: str
    accepted: str
    corrected: str
    rejected: str
    suggested: str
    accepted_bg: str
    suggested_bg: str
    on_state: str
    keycap: str
    shadow: str
    card_shadow: str
    # The same in both themes: what lies on images, where the ground is unknown.
    image_text: str = "#FFFFFF"
    image_plate: str = "#CC141414"
    image_ring: str = "#B0101010"
    image_accepted: str = "#0A7355"
    image_corrected: str = "#6B3FBA"
    image_rejected: str = "#B03A12"
    image_suggested: str = "#5F3C00"
    swatch_edge: str = "#3D000000"
    outline_under: str = "#80000000"
    outline_over: str = "#E6FFFFFF"
    pixel_grid: str = "#40808080"
    scrim: str = "#61000000"
    black: str = "#000000"
    white: str = "#FFFFFF"

    def color(self, token: str) -> QColor:
        """Return the colour of a token, or of a `#RRGGBB` given as such (label colours)."""
        return _colour(token if token.startswith("#") else getattr(self, token))

    @property
    def is_dark(self) -> bool:
        """Whether this is the dark table."""
        return self.name == "dark"


@cache
def _colour(value: str) -> QColor:
    return QColor(value)


LIGHT = Tokens(
    name="light",
    win="#F3F3F3", panel="#F9F9F9", surf="#FFFFFF", raised="#FFFFFF", canvas="#E2E2E2", field="#FFFFFF",
    hover="#EAEAEA", press="#DFDFDF", line="#DCDCDC", grid="#E6E6E6", edge="#8C8C8C",
    text="#1A1A1A", text2="#555555", text3="#6A6A6A", text_off="#A2A2A2",
    accent="#2459D9", on_accent="#FFFFFF", key_on_accent="#4C77E0", acct="#1D4CC0", soft="#E0E8FB",
    err="#B3261E", err_bg="#FBE9E7",
    accepted="#0A7355", corrected="#6B3FBA", rejected="#B03A12", suggested="#815200",
    accepted_bg="#E0F2EC", suggested_bg="#FBEFD6", on_state="#FFFFFF", keycap="#FFFFFF",
    shadow="#26000000", card_shadow="#13000000",
)  # fmt: skip

DARK = Tokens(
    name="dark",
    win="#1B1B1B", panel="#202020", surf="#272727", raised="#2E2E2E", canvas="#121212", field="#161616",
    hover="#2C2C2C", press="#363636", line="#333333", grid="#303030", edge="#7C7C7C",
    text="#EDEDED", text2="#B4B4B4", text3="#9A9A9A", text_off="#626262",
    accent="#3D6CE6", on_accent="#FFFFFF", key_on_accent="#6088EB", acct="#98B6FF", soft="#22345F",
    err="#FF8A80", err_bg="#44201D",
    accepted="#45CFA5", corrected="#BC9FFF", rejected="#FF9B75", suggested="#F0B850",
    accepted_bg="#15362C", suggested_bg="#3D2F14", on_state="#1A1A1A", keycap="#363636",
    shadow="#78000000", card_shadow="#00000000",
)  # fmt: skip

# In the order in which labels get them; kept apart for normal, deutan, protan and tritan eyes as measured in the design.
LABEL_COLOURS = (
    "#2B7FE0", "#F28E1C", "#29D5A5", "#B01F4F", "#F9E93A", "#A3B4F2", "#75FEF9", "#724F9A", "#B9758A", "#E43A1E",
    "#2154D8", "#B5EC9B", "#8393CF", "#E3BE61", "#8ADBFA", "#91AD6F", "#10B9B5", "#6574AD", "#717F3F", "#B74B81",
)  # fmt: skip


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2, 0 (black) to 1 (white)."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG 2 contrast ratio of two opaque colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(colour: QColor) -> QColor:
    """Return black or white, whichever contrasts more with a ground."""
    black, white = LIGHT.color("black"), LIGHT.color("white")
    return black if contrast(colour, black) >= contrast(colour, white) else white


class Theme(QObject):
    """Which of the two tables is in use; emits `changed` after the application has been repainted with it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._scheme = Scheme.SYSTEM

    @property
    def tokens(self) -> Tokens:
        """The table in use."""
        return self._tokens

    @property
    def scheme(self) -> Scheme:
        """What the person chose."""
        return self._scheme

    def follow_system(self) -> None:
        """Listen to the system's switch between light and dark; call once after the application exists."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def choose(self, scheme: Scheme) -> None:
        """Take over the person's choice and apply it.

        The offscreen platform reports no scheme and ignores requests, so the table is applied here and not by waiting
        for Qt's signal.
        """
        self._scheme = scheme
        hints = QGuiApplication.styleHints()
        wanted = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}
        if scheme is Scheme.SYSTEM:
            hints.unsetColorScheme()
            self.apply(DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT)
        else:
            hints.setColorScheme(wanted[scheme])
            self.apply(DARK if scheme is Scheme.DARK else LIGHT)

    def apply(self, table: Tokens) -> None:
        """Paint the whole application with a table, on any platform."""
        self._tokens = table
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(build_palette(table))
            application.setStyleSheet(build_style_sheet(table))
        self.changed.emit()

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._scheme is Scheme.SYSTEM:
            self.apply(DARK if scheme == Qt.ColorScheme.Dark else LIGHT)


@cache
def theme() -> Theme:
    """Return the one theme of this process."""
    return Theme()


def tokens() -> Tokens:
    """Return the table in use."""
    return theme().tokens


def color(token: str) -> QColor:
    """Return the colour of a token in the table in use."""
    return theme().tokens.color(token)


def build_palette(table: Tokens) -> QPalette:
    """Return the palette for Qt's Fusion style: standard controls take their colours from it."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, token in (
        (role.Window, "win"), (role.WindowText, "text"), (role.Base, "field"), (role.AlternateBase, "panel"),
        (role.Text, "text"), (role.PlaceholderText, "text3"), (role.Button, "surf"), (role.ButtonText, "text"),
        (role.Highlight, "soft"), (role.HighlightedText, "text"), (role.Accent, "accent"), (role.Link, "acct"),
        (role.ToolTipBase, "raised"), (role.ToolTipText, "text"), (role.Light, "surf"), (role.Midlight, "hover"),
        (role.Mid, "line"), (role.Dark, "edge"), (role.Shadow, "line"),
    ):  # fmt: skip
        palette.setColor(target, table.color(token))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, table.color("text_off"))
    return palette


def build_style_sheet(table: Tokens) -> str:
    """Return the one style sheet: flat parts that the palette cannot say."""
    names = {field.name: getattr(table, field.name) for field in fields(table)}
    return _SHEET.format_map(names)


_SHEET = """
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {{
  background: {field}; color: {text}; border: 1px solid {line}; border-radius: 6px; padding: 5px 9px;
  selection-background-color: {soft}; selection-color: {text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {{
  border: 2px solid {accent}; padding: 4px 8px; }}
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled {{ color: {text_off}; background: {hover}; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ border: none; background: transparent; padding: 0px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBoxPrivateContainer {{ border: none; }}
QComboBox QAbstractItemView::item {{ min-height: 26px; padding: 0px 8px; }}
QComboBox QAbstractItemView::item:selected {{ background: {soft}; color: {text}; }}
QComboBox QAbstractItemView::item:disabled {{ color: {text_off}; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {line}; outline: none;
  selection-background-color: {soft}; selection-color: {text}; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{
  border: none; width: 16px; }}
QMenuBar {{ background: {win}; color: {text}; padding: 2px 8px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 6px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 8px; padding: 6px; }}
QMenu::item {{ padding: 6px 28px 6px 10px; border-radius: 6px; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::item:selected {{ background: {soft}; color: {acct}; }}
QMenu::item:disabled {{ color: {text_off}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 6px 4px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 5px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QTableView, QListView, QTreeView {{ background: {surf}; alternate-background-color: {panel}; border: none;
  gridline-color: {grid}; outline: none; selection-background-color: {soft}; selection-color: {text}; }}
QHeaderView::section {{ background: {surf}; color: {text2}; border: none; border-bottom: 1px solid {grid};
  padding: 6px 8px; }}
QSplitter::handle {{ background: {line}; }}
QCheckBox, QRadioButton {{ spacing: 8px; color: {text}; }}
QRadioButton::indicator {{ width: 12px; height: 12px; border: 2px solid {edge}; border-radius: 8px; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; background: {white}; }}
"""
