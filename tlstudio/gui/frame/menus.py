"""Menus out of the table of actions: one menu bar on macOS, one button's menu elsewhere, and context menus."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from tlstudio.gui import icons
from tlstudio.gui.actions import ACTIONS, Action
from tlstudio.gui.keymap import Keymap, shown

MENUS = ("file", "edit", "image", "view", "go", "help")

Run = Callable[[Action, int], object]
Reason = Callable[[Action], str]


def text_of(row: Action) -> str:
    """Return an action's text in the person's language."""
    return QCoreApplication.translate("actions", row.text)


def menu_title(menu: str) -> str:
    """Return a menu's title in the person's language."""
    titles = {
        "file": QCoreApplication.translate("menus", "File"),
        "edit": QCoreApplication.translate("menus", "Edit"),
        "image": QCoreApplication.translate("menus", "Image"),
        "view": QCoreApplication.translate("menus", "View"),
        "go": QCoreApplication.translate("menus", "Go"),
        "help": QCoreApplication.translate("menus", "Help"),
    }
    return titles[menu]


def fill_menu(menu: QMenu, rows: Iterable[Action], keymap: Keymap, run: Run, reason_off: Reason) -> None:
    """Add rows to a menu; what is off now stays readable and says why in its tip.

    The keys are shown as text only: `Shortcuts` hears them, so that bare keys stay out of text fields.
    """
    menu.setToolTipsVisible(True)
    for row in rows:
        keys = keymap.keys(row.id)
        label = text_of(row) + (f"\t{shown(keys[0])}" if keys else "")
        entry = QAction(label, menu)
        if row.icon:
            entry.setIcon(icons.icon(row.icon))
        reason = reason_off(row)
        entry.setEnabled(not reason)
        entry.setToolTip(reason)
        entry.triggered.connect(lambda _checked=False, row=row: run(row, 0))
        menu.addAction(entry)


def rows_of(menu: str, context: str) -> list[Action]:
    """Return the rows of a menu that make sense in a context."""
    return [row for row in ACTIONS if row.menu == menu and ("everywhere" in row.contexts or context in row.contexts)]


def whole_menu(parent: QWidget, context: str, keymap: Keymap, run: Run, reason_off: Reason) -> QMenu:
    """Return everything as one menu with submenus, for the button of the rail."""
    whole = QMenu(parent)
    for name in MENUS:
        rows = rows_of(name, context)
        if rows:
            fill_menu(whole.addMenu(menu_title(name)), rows, keymap, run, reason_off)
    return whole


def fill_menu_bar(bar: QMenuBar, context: Callable[[], str], keymap: Keymap, run: Run, reason_off: Reason) -> None:
    """Give a menu bar its menus; each is filled when it opens, so that it knows what is off."""
    for name in MENUS:
        menu = bar.addMenu(menu_title(name))

        def fill(menu: QMenu = menu, name: str = name) -> None:
            menu.clear()
            fill_menu(menu, rows_of(name, context()), keymap, run, reason_off)

        menu.aboutToShow.connect(fill)
        fill()
