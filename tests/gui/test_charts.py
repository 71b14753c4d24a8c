from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tlstudio.gui.charts.confusion import ConfusionMatrix
from tlstudio.gui.charts.curve import CurveChart, Curves, epoch_ticks, value_range
from tlstudio.gui.charts.cut import CutChart, CutCurve
from tlstudio.gui.charts.reliability import Bin, ReliabilityDiagram

COUNTS = [[20, 0, 0], [5, 15, 0], [0, 1, 19]]


@given(st.lists(st.floats(0, 1), max_size=20), st.booleans())
def test_all_values_of_an_accuracy_lie_inside_the_axis(values: list[float], with_rival: bool):
    points = [(i + 1.0, v) for i, v in enumerate(values)]
    low, high, step = value_range(Curves(points, in_use=(0.5, "run 1") if with_rival else None, bounded=True))
    assert 0 <= low < high <= 1.0 + 1e-9
    assert all(low - 1e-9 <= v <= high + 1e-9 for v in values)
    assert 1 <= round((high - low) / step) <= 6


@given(st.lists(st.floats(1e-4, 1e4), min_size=1, max_size=20))
def test_all_losses_lie_inside_the_axis(values: list[float]):
    low, high, step = value_range(Curves([(i + 1.0, v) for i, v in enumerate(values)]))
    assert low == 0
    assert max(values) <= high * (1 + 1e-9)
    assert 1 <= round((high - low) / step) <= 6


@given(st.integers(1, 500))
def test_epoch_ticks_begin_with_one_end_with_the_last_and_are_few(epochs: int):
    ticks = epoch_ticks(epochs)
    assert ticks[0] == 1
    assert ticks[-1] == epochs
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= 9


def test_a_curve_describes_itself_for_a_screen_reader(qtbot: QtBot):
    chart = CurveChart("Balanced accuracy")
    qtbot.addWidget(chart)
    chart.resize(400, 280)
    chart.show()
    chart.show_curves(Curves([(1, 0.5), (2, 0.8)], best=(2, 0.8), in_use=(0.7, "run 1"), epochs=5, bounded=True))
    assert "best 0.80 at epoch 2" in chart.accessibleDescription()
    assert chart.value.text() == "0.80"
    assert chart.place(2, 0.8).y() < chart.place(1, 0.5).y()


def test_a_click_on_a_wrong_cell_tells_which(qtbot: QtBot):
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(360, 300)
    matrix.show_counts(["miner", "rust", "phoma"], ["#2B7FE0"] * 3, COUNTS)
    matrix.show()
    assert matrix.worst_cell() == (1, 0)
    at = matrix._box(1, 0).center().toPoint()
    with qtbot.waitSignal(matrix.selected) as caught:
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=at)
    assert caught.args == [1, 0]
    assert matrix.accessibleDescription() == "rust called miner, 5"


def test_an_empty_cell_cannot_be_selected_and_arrows_skip_it(qtbot: QtBot):
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(360, 300)
    matrix.show_counts(["miner", "rust", "phoma"], ["#2B7FE0"] * 3, COUNTS)
    with qtbot.assertNotEmitted(matrix.selected):
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix._box(0, 1).center().toPoint())
    matrix.select(1, 0)
    with qtbot.waitSignal(matrix.selected) as caught:
        qtbot.keyClick(matrix, Qt.Key.Key_Right)
    assert caught.args == [1, 1]


def test_dragging_the_limit_shows_its_price(qtbot: QtBot):
    chart = CutChart()
    qtbot.addWidget(chart)
    chart.resize(360, 200)
    cuts = [0.1, 0.3, 0.5, 0.7, 0.9]
    chart.show_curve(CutCurve(cuts, [0, 1, 2, 5, 9], [20, 8, 3, 1, 0], 0.5))
    assert chart.at_cut() == (2.0, 3.0)
    with qtbot.waitSignal(chart.moved):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() - 12, 60))
    misses, alarms = chart.at_cut()
    assert misses == 9.0
    assert alarms == 0.0


def test_the_reliability_sentence_names_an_unsure_bin(qtbot: QtBot):
    diagram = ReliabilityDiagram()
    qtbot.addWidget(diagram)
    diagram.show_bins([Bin(0.7, 0.8, 0.75, 0.5, 8), Bin(0.9, 1.0, 0.97, 1.0, 90)])
    assert diagram.sentence() == "Of 8 with scores near 0.75, 4 are right"
