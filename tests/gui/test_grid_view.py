"""The grid: places, selection, keyboard, and that only visible cells are painted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tlstudio.gui.widgets.grid_layout import GridLayout
from tlstudio.gui.widgets.grid_view import GridView
from tlstudio.gui.widgets.selection import Selection


class CountingCells:
    """Paints nothing and remembers what it was asked for."""

    def __init__(self) -> None:
        self.painted: list[int] = []

    def prepare(self, ids) -> None:
        return

    def paint(self, painter, cell, image_id, *, selected, focused, hovered) -> None:
        self.painted.append(image_id)

    def describe(self, image_id: int) -> str:
        return f"image {image_id}"


@pytest.fixture
def cells() -> CountingCells:
    return CountingCells()


@pytest.fixture
def grid(qtbot, light: QApplication, cells: CountingCells) -> GridView:
    view = GridView(cells, "Images")
    qtbot.addWidget(view)
    view.set_cell(100, caption=20, gap=10)
    view.resize(460, 400)
    view.set_ids(np.arange(1, 1001))
    view.show()
    view.activateWindow()
    view.setFocus()
    return view


layouts = st.builds(
    lambda width, wanted, caption, gap: _layout(width, wanted, caption, gap),
    st.integers(60, 3000), st.integers(40, 260), st.integers(0, 40), st.integers(0, 20),
)  # fmt: skip


def _layout(width: int, wanted: int, caption: int, gap: int) -> GridLayout:
    layout = GridLayout()
    layout.wanted_width, layout.caption, layout.gap = wanted, caption, gap
    layout.fit(width)
    return layout


@given(layouts, st.integers(0, 5000), st.integers(0, 20000))
def test_the_middle_of_a_cell_is_that_cell(layout: GridLayout, index: int, offset: int) -> None:
    assert layout.index_at(layout.cell(index, offset).center(), offset) == index


@given(layouts, st.integers(1, 3000), st.integers(0, 20000), st.integers(50, 2000))
def test_exactly_the_cells_that_meet_the_view_are_visible(
    layout: GridLayout, count: int, offset: int, extent: int
) -> None:
    first, last = layout.visible(offset, extent, count)
    for index in {0, first - 1, first, last - 1, last, count - 1} & set(range(count)):
        cell = layout.cell(index, offset)
        meets = cell.top() < extent and cell.top() + cell.height() > 0
        assert not meets or first <= index < last


@given(layouts, st.integers(1, 300), st.integers(0, 500), st.integers(0, 800), st.integers(0, 600))
def test_a_rubber_band_takes_what_it_touches(layout: GridLayout, count: int, offset: int, x: int, y: int) -> None:
    box = QRect(QPoint(0, 0), QPoint(x, y))
    touched = {index for index in range(count) if layout.cell(index, offset).intersects(box)}
    assert set(layout.indices_in(box, offset, count).tolist()) == touched


def test_only_visible_cells_are_painted(qtbot, light: QApplication, cells: CountingCells) -> None:
    view = GridView(cells, "Images")
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.set_ids(np.arange(1, 100_001))
    view.grab()
    assert 0 < len(cells.painted) <= 60
    cells.painted.clear()
    view.set_current(70_000)
    view.grab()
    assert 70_000 in cells.painted
    assert len(cells.painted) <= 60


def test_arrows_move_and_shift_extends(qtbot, grid: GridView) -> None:
    columns = grid.grid.columns
    assert grid.current_id == 1
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.current_id == 2 + columns
    qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert grid.selected_ids() == [2 + columns, 3 + columns, 4 + columns]
    qtbot.keyClick(grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert grid.selected_ids() == [2 + columns, 3 + columns]
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.current_id == 1000
    assert not grid.cell_rect(1000).intersected(grid.viewport().rect()).isEmpty()
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert grid.current_id == 1


def test_mouse_selects_one_toggles_and_extends(qtbot, grid: GridView) -> None:
    def click(image_id: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, grid.cell_rect(image_id).center())

    click(2)
    assert grid.selected_ids() == [2]
    click(4, Qt.KeyboardModifier.ControlModifier)
    assert grid.selected_ids() == [2, 4]
    click(6, Qt.KeyboardModifier.ShiftModifier)
    assert grid.selected_ids() == [4, 5, 6]
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.cell_rect(1).topLeft() + QPoint(8, 8))
    assert grid.selected_ids() == [1, 4, 5, 6]


def test_a_drag_on_empty_space_selects(qtbot, grid: GridView) -> None:
    view = grid.viewport()
    start = QPoint(grid.cell_rect(1).right() + 4, 2)
    end = grid.cell_rect(3).center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    assert grid.selected_ids() == [2, 3]


def test_the_focused_image_keeps_its_place_when_others_come_and_go(grid: GridView) -> None:
    grid.set_current(500)
    before = grid.cell_rect(500).top()
    grid.set_ids(np.concatenate([np.arange(2000, 2400), np.arange(1, 1001)]))
    assert grid.current_id == 500
    assert abs(grid.cell_rect(500).top() - before) <= grid.grid.pitch_y


def test_what_is_no_longer_shown_is_no_longer_selected(grid: GridView) -> None:
    grid.select([1, 2, 900])
    grid.set_ids(np.arange(1, 100))
    assert grid.selected_ids() == [1, 2]


def test_a_screen_reader_hears_where_the_focus_is(qtbot, grid: GridView) -> None:
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.accessibleName() == "Images"
    assert grid.accessibleDescription() == "2 of 1000, image 2"
    interface = QAccessible.queryAccessibleInterface(grid)
    assert "image 2" in interface.text(QAccessible.Text.Description)


def test_selection_extends_from_where_it_began() -> None:
    selection = Selection()
    shown = np.arange(10, 20)
    selection.extend(shown, 3, 5)
    selection.extend(shown, 5, 1)
    assert selection.in_order(shown) == [11, 12, 13]
    selection.forget_anchor()
    selection.extend(shown, 1, 0)
    assert selection.in_order(shown) == [10, 11]
