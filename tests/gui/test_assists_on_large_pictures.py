"""Assists on a picture that is shown by tiles: they see every pixel around what is seen, and shapes lie on the whole image."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.rooms import stored
from tlstudio.core.geometry.raster import pixels_of
from tlstudio.core.geometry.shapes import Mask, Polygon
from tlstudio.core.words import Annotation, Task
from tlstudio.gui.bridge import QtScheduler
from tlstudio.gui.canvas.assist_draft import cutout_of, moved
from tlstudio.gui.canvas.assist_source import Frame
from tlstudio.gui.canvas.assist_tool import AssistTool
from tlstudio.gui.canvas.shapes import Kind, Shape, box_ring
from tlstudio.gui.canvas.tools import cut_apart
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.session import Session
from tlstudio.gui.shortcuts import Shortcuts
from tlstudio.gui.workspaces.rooms import make_room
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.imaging import detail, regions
from tlstudio.imaging.assists.cutout import Cutout
from tlstudio.project.adding import add_images
from tlstudio.project.commands.shapes import EditShapes
from tlstudio.project.project import Project

LEFT, NONE, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
WIDTH, HEIGHT = 1800, 1500
MIDDLE = (1450, 1130)
OUTER, INNER = 90, 30


def truth() -> np.ndarray:
    ring = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(ring, MIDDLE, OUTER, 1, -1)
    cv2.circle(ring, MIDDLE, INNER, 0, -1)
    return ring > 0


@pytest.fixture(scope="module")
def slide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the picture."""
    folder = tmp_path_factory.mktemp("slides")
    noise = np.random.default_rng(0).integers(-5, 6, (HEIGHT, WIDTH, 1), np.int16)
    colours = np.where(truth()[:, :, None], np.int16((200, 60, 50)), np.int16((90, 120, 60)))
    pixels = (colours + noise).astype(np.uint8)
    tifffile.imwrite(folder / "slide.tif", pixels, tile=(256, 256), compression="zlib", photometric="rgb")
    return folder


@pytest.fixture
def room(
    qtbot,
    tmp_path: Path,
    slide: Path,
    light: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[ShapesWorkspace]:
    """A TIFF that counts as large, its overview many times smaller; a ring far down right."""
    monkeypatch.setattr(regions, "LARGE_PIXELS", 100_000)
    monkeypatch.setattr(regions, "OVERVIEW_SIDE", 200)
    noise = np.random.default_rng(0).normal(0, 3, (HEIGHT, WIDTH, 1))
    pixels = np.clip(np.where(truth()[:, :, None], (200, 60, 50), (90, 120, 60)) + noise, 0, 255).astype(np.uint8)
    (tmp_path / "pictures").mkdir()
    tifffile.imwrite(
        tmp_path / "pictures" / "slide.tif", pixels, tile=(256, 256), compression="zlib", photometric="rgb"
    )
    scheduler = QtScheduler()
    task = getattr(request, "param", Task.SEGMENTATION)
    with Project.create(tmp_path / "p", task=task, labels=["ring"], scheduler=scheduler) as project:
        add_images(project, [slide], workers=1)
        preferences = Preferences(tmp_path / "window.json")
        session = Session(project, scheduler, preferences, Keymap(preferences))
        made = make_room("label", session)
        assert isinstance(made, ShapesWorkspace)
        qtbot.addWidget(made)
        session.bridge.changed.connect(made.on_changes)
        keys = Shortcuts(made, session.keymap, made.context, lambda row, index: made.run_action(row.id, index))
        made.resize(1216, 700)
        made.show()
        made.activate()
        qtbot.waitUntil(lambda: made.canvas.tiles is not None, timeout=30_000)
        made.canvas.centre_on(*MIDDLE, 2.0)
        made.canvas.setFocus()
        yield made
        QApplication.instance().removeEventFilter(keys)
        made.deactivate()
        made.release()
        session.close()


def at(room: ShapesWorkspace, x: float, y: float) -> QPoint:
    """Where a place given from the middle of the ring lies in the view."""
    return room.canvas.to_view(MIDDLE[0] + x, MIDDLE[1] + y).toPoint()


def click(room: ShapesWorkspace, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(room.canvas, LEFT, modifiers, at(room, x, y))


def press(room: ShapesWorkspace, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(room.canvas, key, modifiers)


@pytest.fixture
def answered(room: ShapesWorkspace, qtbot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not room.canvas.tool.is_busy, timeout=30_000)


def overlap(annotation: Annotation, wanted: np.ndarray) -> float:
    assert annotation.geometry is not None
    on = pixels_of(annotation.geometry, WIDTH, HEIGHT)
    return float((on & wanted).sum() / (on | wanted).sum())


def assist(room: ShapesWorkspace) -> AssistTool:
    tool = room.canvas.tool
    assert isinstance(tool, AssistTool)
    return tool


def test_the_wand_finds_the_very_pixels(room: ShapesWorkspace, answered: Callable[[], None]) -> None:
    level = room.canvas.finest_level
    assert level is not None
    assert level.width() <= WIDTH / 8, "the overview alone could not have them"
    press(room, Qt.Key.Key_Q)
    click(room, 60, 0)
    answered()
    press(room, Qt.Key.Key_Return)
    (made,) = stored(room)
    assert isinstance(made.geometry, Mask)
    assert overlap(made, truth()) > 0.99


def test_a_click_beyond_what_was_read_takes_that_part_along(
    room: ShapesWorkspace, answered: Callable[[], None]
) -> None:
    press(room, Qt.Key.Key_Q)
    click(room, 60, 0)
    answered()
    source = assist(room).source
    assert source is not None
    assert not source.holds(200, 200)
    room.canvas.centre_on(200, 200, 2.0)
    QTest.mouseClick(room.canvas, LEFT, NONE, room.canvas.to_view(200, 200).toPoint())
    answered()
    assert source is not assist(room).source
    draft = assist(room).draft
    assert draft is not None
    assert draft.holds(200, 200)
    assert draft.holds(MIDDLE[0] + 60, MIDDLE[1])
    press(room, Qt.Key.Key_Backspace)
    answered()
    press(room, Qt.Key.Key_Return)
    assert overlap(stored(room)[0], truth()) > 0.99


@pytest.mark.parametrize("room", [Task.DETECTION], indirect=True)
def test_an_object_in_a_box_whose_corners_were_clicked_in_two_places(
    room: ShapesWorkspace, answered: Callable[[], None]
) -> None:
    press(room, Qt.Key.Key_Q, SHIFT)
    room.canvas.centre_on(MIDDLE[0] - 95, MIDDLE[1] - 95, 6.0)
    click(room, -95, -95)
    room.canvas.centre_on(MIDDLE[0] + 95, MIDDLE[1] + 95, 6.0)
    click(room, 95, 95)
    answered()
    room.canvas.centre_on(*MIDDLE, 2.0)
    click(room, 0, 0, SHIFT)
    answered()
    press(room, Qt.Key.Key_Return)
    (made,) = stored(room)
    assert isinstance(made.geometry, Polygon)
    assert overlap(made, truth()) > 0.95


def test_scissors_follow_the_circle(room: ShapesWorkspace, answered: Callable[[], None]) -> None:
    press(room, Qt.Key.Key_S, SHIFT)
    for x, y in ((OUTER, 0), (0, OUTER), (-OUTER, 0), (0, -OUTER)):
        click(room, x, y)
        answered()
    press(room, Qt.Key.Key_Return)
    disk = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(disk, MIDDLE, OUTER, 1, -1)
    assert overlap(stored(room)[0], disk > 0) > 0.95


def test_patches_painted_before_and_after_panning_make_one_mask(
    room: ShapesWorkspace, answered: Callable[[], None]
) -> None:
    press(room, Qt.Key.Key_B, SHIFT)
    answered()
    click(room, 60, 0)
    answered()
    room.canvas.pan(-40, 10)
    answered()
    for angle in np.linspace(0, 2 * np.pi, 60):
        click(room, 60 * float(np.cos(angle)), 60 * float(np.sin(angle)))
        answered()
    room.canvas.zoom_by(-3)
    answered()
    click(room, 60, 0, SHIFT)
    answered()
    click(room, 60, 0)
    answered()
    press(room, Qt.Key.Key_Return)
    (made,) = stored(room)
    assert made.geometry is not None
    on = pixels_of(made.geometry, WIDTH, HEIGHT)
    assert (on & truth()).sum() / on.sum() > 0.95
    assert (on & truth()).sum() > 0.2 * truth().sum()


def test_where_too_much_is_seen_it_is_reduced_and_still_in_place(
    room: ShapesWorkspace, answered: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detail.detail_around, "__kwdefaults__", {"table": None, "max_pixels": 700_000})
    room.canvas.fit()
    press(room, Qt.Key.Key_Q)
    click(room, 60, 0)
    answered()
    draft = assist(room).draft
    assert draft is not None
    assert draft.frame.scale < 1
    press(room, Qt.Key.Key_Return)
    assert overlap(stored(room)[0], truth()) > 0.93


def test_a_damaged_tile_leaves_the_overview(
    room: ShapesWorkspace, answered: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    tiles = room.canvas.tiles
    assert tiles is not None
    monkeypatch.setattr(tiles, "detail_around", lambda _box, _tones: None)
    press(room, Qt.Key.Key_Q)
    click(room, 60, 0)
    answered()
    draft = assist(room).draft
    assert draft is not None
    assert draft.frame.scale < 0.2
    press(room, Qt.Key.Key_Return)
    assert 0.6 < overlap(stored(room)[0], truth()) < 0.99


def test_a_polygon_beyond_the_limit_is_cut_apart_at_a_reduced_scale(
    qtbot, room: ShapesWorkspace, answered: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cut_apart, "MOST_PIXELS", 40_000)
    image = room.work.image
    assert image is not None
    two = np.zeros((HEIGHT, WIDTH), np.uint8)
    for x in (500, 850):
        cv2.circle(two, (x, 700), 190, 1, -1)
    outline = cv2.findContours(two, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0][0].reshape(-1, 2)
    polygon = Polygon((tuple((float(x), float(y)) for x, y in outline.tolist()),))
    (added,) = room.session.project.run(EditShapes(image.id, added=[Annotation(0, image.id, 1, polygon)])).result
    qtbot.waitUntil(lambda: len(room.work.table) == 1)
    room.canvas.select([added])
    press(room, Qt.Key.Key_X, SHIFT)
    answered()
    press(room, Qt.Key.Key_Return)
    assert len(stored(room)) == 2
    together = np.zeros((HEIGHT, WIDTH), bool)
    for one in stored(room):
        assert one.geometry is not None
        together |= pixels_of(one.geometry, WIDTH, HEIGHT)
    assert (together & (two > 0)).sum() / (together | (two > 0)).sum() > 0.97


def test_pixels_moved_to_another_part_stay_where_they_are() -> None:
    cutout = Cutout(4, 2, np.ones((3, 5), bool))
    there = moved(cutout, Frame(100, 200, 1.0), Frame(90, 180, 1.0))
    assert (there.left, there.top, there.on.shape) == (14, 22, (3, 5))
    coarse = moved(cutout, Frame(100, 200, 0.5), Frame())
    assert (coarse.edges, coarse.area) == ((108, 204, 118, 210), 60)
    again = moved(coarse, Frame(), Frame(100, 200, 0.5))
    assert np.array_equal(again.on, cutout.on)
    assert (again.left, again.top) == (4, 2)


def test_a_polygon_is_filled_in_another_frame() -> None:
    square = Shape(1, Kind.POLYGON, 1, (box_ring(100, 200, 140, 240),))
    whole, reduced = cutout_of(square), cutout_of(square, Frame(100, 200, 0.25))
    assert whole is not None
    assert reduced is not None
    assert whole.edges == (100, 200, 140, 240)
    assert reduced.edges == (0, 0, 10, 10)
