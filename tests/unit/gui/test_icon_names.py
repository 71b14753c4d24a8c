"""Every icon that the code names is in the fonts; one that is not is found only when it is painted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tlstudio import gui
from tlstudio.gui import icons

NAMES = sorted(
    {
        name
        for file in Path(gui.__path__[0]).rglob("*.py")
        for name in re.findall(r'"((?:ph|mdi6)\.[a-z0-9-]+)"', file.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize("name", NAMES)
def test_the_fonts_have_it(qapp: QApplication, name: str) -> None:
    assert not icons.glyph(name).isEmpty()
