"""Palette and list of shapes share the height of the inspector."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation, Label
from tlstudio.gui import fonts
from tlstudio.gui.canvas.convert import shape_of
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.rows import LabelLine
from tlstudio.gui.workspaces.shapes.inspector import LEAST_OF_PALETTE, ROWS_OF_SHAPES, ShapesInspector
from tlstudio.gui.workspaces.shapes.object_list import ROW

MANY = 18


@pytest.fixture
def panel(qtbot, light: QApplication) -> ShapesInspector:
    inspector = ShapesInspector(Keymap({}))
    qtbot.addWidget(inspector)
    inspector.show_labels([LabelLine(number, f"part {number}", "#0072B2") for number in range(MANY)])
    inspector.show()
    return inspector


def show(panel: ShapesInspector, shapes: int, height: int) -> None:
    found = (shape_of(Annotation(i + 1, 1, 0, Box(0, 0, 9, 9))) for i in range(shapes))
    panel.resize(304, height)
    panel.show_shapes([shape for shape in found if shape], {0: Label(0, "part 0", "#0072B2", 0)}, "Draw one.")
    for _ in range(3):  # a hint changes, then the layout, then what depends on the height
        QApplication.processEvents()


@pytest.mark.parametrize("height", [640, 724, 1004])
def test_a_long_palette_leaves_rows_to_the_shapes(panel: ShapesInspector, height: int) -> None:
    show(panel, 7, height)
    assert panel.objects.height() >= ROWS_OF_SHAPES * fonts.px(ROW)
    assert panel.palette_list.height() >= fonts.px(LEAST_OF_PALETTE)


def test_what_few_shapes_do_not_need_is_the_palettes(panel: ShapesInspector) -> None:
    show(panel, 7, 724)
    beside_many = panel.palette_list.height()
    show(panel, 1, 724)
    assert panel.palette_list.height() > beside_many
    assert panel.objects.height() == fonts.px(ROW)


def test_a_high_window_shows_every_label(panel: ShapesInspector) -> None:
    show(panel, 7, 1400)
    assert panel.palette_list.height() >= panel.palette_list.sizeHint().height()
