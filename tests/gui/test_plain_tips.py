"""What a person wrote is shown as written, also where Qt would take it for HTML."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from tlstudio.gui.widgets.text import Elided, Text, plain_tip


@pytest.mark.parametrize(
    "name",
    ["<img src='//server/share/x.png'>", "<b>crack</b>", "a < b", "crack & dent", "plain", "<h1>", "x\ny", "<b>\n y"],
)
def test_a_tip_shows_the_name_and_nothing_else(qtbot, name: str) -> None:
    shown = QTextDocument()
    tip = plain_tip(name)
    # Qt's own rule begins with the same sign; without it a text is never taken for HTML.
    shown.setHtml(tip) if "<" in tip else shown.setPlainText(tip)
    assert shown.toPlainText() == name
    assert "<img" not in tip
    line = Elided()
    qtbot.addWidget(line)
    line.setText(name)
    assert line.toolTip() == tip
    assert line.textFormat() == Text().textFormat() == Qt.TextFormat.PlainText
