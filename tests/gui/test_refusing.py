"""Why nothing was done is said without the tick that says that something was."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tlstudio.gui.widgets.toast import Toast


def test_a_refusal_has_no_tick_and_what_was_done_has_one(qtbot, light: object) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 300)
    host.show()
    toast = Toast(host)
    toast.tell("A polygon needs three vertices", mark=None)
    assert not toast._badge.isVisible()
    toast.tell("2 copied")
    assert toast._badge.isVisible()
