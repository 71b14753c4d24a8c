"""Tones, window and level, navigator, cross hair, values under the mouse and the image beside, in the shapes room."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
import pytest
import tifffile
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tlstudio.core.words import Image
from tlstudio.gui.canvas.deep_picture import DeepPicture
from tlstudio.gui.canvas.image_view import ImageView
from tlstudio.gui.canvas.picture import Picture, build_levels, pixels_of
from tlstudio.gui.canvas.pictures import Pictures
from tlstudio.gui.canvas.stage import ImageStage
from tlstudio.gui.canvas.tones import Tones, graded, table
from tlstudio.gui.canvas.values import Values
from tlstudio.gui.workspaces.shapes.parts.tones import SETTING, TonesPart
from tlstudio.gui.workspaces.shapes.parts.viewing import Viewing
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.imaging import regions
from tlstudio.imaging.regions import RegionReader
from tlstudio.imaging.samples import read_samples

Part = TypeVar("Part")


def part_of(room: ShapesWorkspace, kind: type[Part]) -> Part:
    (found,) = [part for part in room.parts.all if isinstance(part, kind)]
    return found


def deep_picture() -> DeepPicture:
    codes = np.tile(np.arange(64, dtype=np.uint16) * 50 + 1000, (48, 1))
    return DeepPicture((codes,), 1000.0, 4150.0, slope=1.0, offset=-1024.0)


@pytest.fixture
def room(qtbot, shapes_room: ShapesWorkspace) -> ShapesWorkspace:
    qtbot.waitUntil(lambda: shapes_room.canvas.has_picture, timeout=30_000)
    return shapes_room


# -- tables ------------------------------------------------------------------------------------------------------------


def test_neutral_tones_change_nothing() -> None:
    assert np.array_equal(table(Tones(), 256, 0, 255), np.arange(256))


def test_a_window_makes_its_ends_black_and_white() -> None:
    shown = table(Tones(window=(1000, 3000)), 65536, 0, 65535)
    assert (shown[:1001] == 0).all()
    assert (shown[3000:] == 255).all()
    assert shown[2000] in (127, 128)


def test_brightness_contrast_and_gamma_go_the_way_their_names_say() -> None:
    plain = table(Tones(), 256, 0, 255).astype(int)
    assert (table(Tones(brightness=20), 256, 0, 255) >= plain).all()
    steep = table(Tones(contrast=50), 256, 0, 255)
    assert (steep[:120] <= plain[:120]).all()
    assert (steep[136:] >= plain[136:]).all()
    assert table(Tones(gamma=2.0), 256, 0, 255)[64] == pytest.approx(128, abs=1)
    assert table(Tones(), 256, 0, 255, is_inverted=True)[0] == 255


def test_grading_leaves_the_fourth_channel() -> None:
    pixels = np.full((2, 2, 4), 100, np.uint8)
    assert graded(pixels, Tones(brightness=100)).tolist()[0][0] == [255, 255, 255, 100]


def test_dragging_sideways_widens_and_down_raises_the_level() -> None:
    wider = Tones().dragged(50, 0, (1000, 2000), 5000).window
    assert wider == (750, 2250)
    assert Tones().dragged(0, 50, (1000, 2000), 5000).window == (1500, 2500)


# -- the room ----------------------------------------------------------------------------------------------------------


def test_a_right_drag_changes_the_window_of_a_deep_picture(qtbot, room: ShapesWorkspace) -> None:
    canvas = room.canvas
    canvas.set_deep(deep_picture())
    middle = QPoint(canvas.width() // 2, canvas.height() // 2)
    before = canvas.grab().toImage().pixelColor(middle).red()
    QTest.mousePress(canvas, Qt.MouseButton.RightButton, pos=middle)
    QTest.mouseMove(canvas, middle + QPoint(0, 60))
    QTest.mouseRelease(canvas, Qt.MouseButton.RightButton, pos=middle + QPoint(0, 60))
    window = canvas.tones.window
    assert window is not None
    assert window[1] - window[0] == pytest.approx(3150)
    assert canvas.grab().toImage().pixelColor(middle).red() < before - 20
    assert len(room.work.table) == 0


def test_what_is_set_is_remembered_in_stored_values_and_undo_passes_over_it(room: ShapesWorkspace) -> None:
    part = part_of(room, TonesPart)
    room.canvas.set_deep(deep_picture())
    assert room.run_action("shapes.tones_auto")
    part._remember()
    stored = room.session.project.settings.get(SETTING)
    low, high = stored["16"]["window"]
    assert (low, high) == pytest.approx((-24, 3126), abs=60)
    assert room.session.project.read.next_undo() != "shapes.tones_auto"
    again = TonesPart(room)
    assert again._tones.window == pytest.approx((low, high))
    assert room.run_action("shapes.tones_reset")
    assert room.canvas.tones.is_neutral
    part._remember()
    assert room.session.project.settings.get(SETTING) == {}


def test_settings_that_cannot_be_read_count_as_not_set(room: ShapesWorkspace) -> None:
    room.session.project.settings.set(SETTING, {"8": 3, "16": {"window": ["x"]}, "9": {"gamma": 99}})
    assert TonesPart(room)._set["9"].gamma == 5.0
    assert TonesPart(room)._tones == Tones()


def test_the_sliders_follow_and_lead(room: ShapesWorkspace) -> None:
    part = part_of(room, TonesPart)
    assert part._panel.isHidden()
    assert room.run_action("shapes.tones")
    assert not part._panel.isHidden()
    part._panel.brightness.setValue(30)
    assert room.canvas.tones.brightness == 30
    part._panel.low.setValue(500)
    assert room.canvas.tones.window == pytest.approx((127.5, 255))
    room.run_action("shapes.tones_reset")
    assert part._panel.brightness.value() == 0
    assert part._panel.low.value() == 0


def test_only_what_is_seen_is_graded(room: ShapesWorkspace) -> None:
    canvas = room.canvas
    level = canvas.finest_level
    assert level is not None
    stored = pixels_of(level).copy()
    before = canvas.grab().toImage()
    part_of(room, TonesPart)._panel.brightness.setValue(100)
    middle = QPoint(canvas.width() // 2, canvas.height() // 2)
    assert canvas.grab().toImage().pixelColor(middle).getRgb()[:3] == (255, 255, 255)
    corner = QPoint(2, 2)
    assert canvas.grab().toImage().pixelColor(corner) == before.pixelColor(corner)
    assert np.array_equal(pixels_of(level), stored)


def test_place_and_value_are_told_under_the_mouse(room: ShapesWorkspace) -> None:
    pointing = part_of(room, Viewing).pointing
    canvas = room.canvas
    x, y = canvas.to_view(3.5, 4.5).toTuple()
    QTest.mouseMove(canvas, QPointF(x, y).toPoint())
    level = canvas.finest_level
    assert level is not None
    colour = level.pixelColor(3, 4)
    assert pointing.text == f"3, 4    {colour.red()}  {colour.green()}  {colour.blue()}"
    canvas.set_deep(deep_picture())
    value = canvas.value_at(canvas.image_size[0] - 0.1, 0)
    assert value == ((1000 + 63 * 50 - 1024,), True)
    QTest.mouseMove(canvas, QPoint(1, 1))
    assert pointing.text == ""


def test_the_cross_hair_is_one_light_and_one_dark_pixel_wide(room: ShapesWorkspace) -> None:
    canvas = room.canvas
    assert room.run_action("shapes.crosshair")
    at = QPoint(canvas.width() // 2, canvas.height() // 2)
    plain = canvas.grab().toImage()
    QTest.mouseMove(canvas, at)
    crossed = canvas.grab().toImage()
    changed = [x for x in range(canvas.width()) if plain.pixel(x, 40) != crossed.pixel(x, 40)]
    assert changed == [at.x(), at.x() + 1]
    room.run_action("shapes.crosshair")


def test_dragging_in_the_navigator_moves_the_view(room: ShapesWorkspace) -> None:
    navigator, canvas = part_of(room, Viewing).navigator, room.canvas
    assert room.run_action("shapes.navigator")
    assert navigator.frame().width() == navigator.width()
    canvas.zoom_by(14)
    assert navigator.frame().width() < navigator.width() / 2
    QTest.mouseClick(navigator, Qt.MouseButton.LeftButton, pos=QPoint(navigator.width() // 3, navigator.height() // 3))
    x, y = canvas.viewport.to_image(canvas.width() / 2, canvas.height() / 2)
    assert (x, y) == pytest.approx((canvas.image_size[0] / 3, canvas.image_size[1] / 3), abs=1.0)
    navigator.grab()
    room.run_action("shapes.navigator")
    assert not navigator.isVisible()


def test_the_previous_image_stands_beside_and_moves_along(qtbot, room: ShapesWorkspace) -> None:
    room.step(1)
    whole = room.canvas.width()
    assert room.run_action("shapes.compare")
    beside = part_of(room, Viewing).beside
    assert beside is not None
    assert room.canvas.width() < whole / 2 + 2
    qtbot.waitUntil(lambda: beside.stage.view.has_picture, timeout=30_000)
    assert beside.stage.image is not None
    assert beside.stage.image.id == room.queue.ids[0]
    room.canvas.zoom_by(10)
    room.canvas.pan(-30, 12)
    other, here = beside.stage.view.viewport, room.canvas.viewport
    assert other.zoom == pytest.approx(here.zoom)
    middle = here.to_image(here.view_size[0] / 2, here.view_size[1] / 2)
    assert other.to_image(other.view_size[0] / 2, other.view_size[1] / 2) == pytest.approx(middle, abs=0.2)
    beside.stage.view.pan(20, 0)
    again = room.canvas.viewport.to_image(here.view_size[0] / 2, here.view_size[1] / 2)
    assert again[0] == pytest.approx(middle[0] - 20 / here.zoom, abs=0.2)
    room.step(-1)
    assert not beside.stage.view.has_picture
    room.run_action("shapes.compare")
    assert room.canvas.width() == whole


def test_without_a_previous_image_the_zoom_stays(room: ShapesWorkspace) -> None:
    room.canvas.zoom_by(8)
    before = room.canvas.viewport.zoom
    room.run_action("shapes.compare")
    beside = part_of(room, Viewing).beside
    assert beside is not None
    assert room.canvas.viewport.zoom == before
    beside.stage.view.resize(beside.stage.view.width() - 40, beside.stage.view.height())
    beside.stage.view.zoom_by(-3)
    assert room.canvas.viewport.zoom == before
    assert "no previous image" in beside.stage.view.accessibleDescription()
    room.run_action("shapes.compare")


def test_the_pixel_grid_can_be_switched_off(room: ShapesWorkspace) -> None:
    canvas = room.canvas
    canvas.zoom_by(30)
    with_grid = canvas.grab().toImage()
    assert room.run_action("shapes.pixel_grid")
    assert canvas.grab().toImage() != with_grid
    room.run_action("shapes.pixel_grid")


# -- values and large pictures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_deep_values_are_read_as_stored(tmp_path: Path, suffix: str) -> None:
    values = (np.arange(600, dtype=np.uint16) * 7).reshape(20, 30)
    path = tmp_path / f"a{suffix}"
    if suffix == ".png":
        cv2.imwrite(str(path), values)
    else:
        tifffile.imwrite(path, values)
    found = read_samples(path)
    assert found is not None
    assert np.array_equal(found.codes, values)


def test_signed_values_keep_their_sign_by_an_offset(tmp_path: Path) -> None:
    values = np.linspace(-1000, 3000, 600).astype(np.int16).reshape(20, 30)
    tifffile.imwrite(tmp_path / "a.tif", values)
    found = read_samples(tmp_path / "a.tif")
    assert found is not None
    assert np.array_equal(found.codes * found.slope + found.offset, values)


def test_pictures_of_8_bits_have_no_values_apart(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((5, 5), np.uint8))
    tifffile.imwrite(tmp_path / "a.tif", np.zeros((5, 5), np.uint8))
    (tmp_path / "b.png").write_bytes(b"nothing")
    assert [read_samples(tmp_path / name) for name in ("a.png", "a.tif", "b.png")] == [None, None, None]


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_a_large_tiff_is_shown_by_tiles(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dtype: str) -> None:
    monkeypatch.setattr(regions, "LARGE_PIXELS", 100_000)
    monkeypatch.setattr(regions, "OVERVIEW_SIDE", 300)
    side = 1536
    ramp = np.add.outer(np.arange(side), np.arange(side)) * (255 if dtype == "uint8" else 4000) / (2 * side)
    pixels = ramp.astype(dtype)
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, pixels, tile=(256, 256), compression="zlib", metadata=None)
    whole_reads: list[object] = []
    monkeypatch.setattr(tifffile.TiffPage, "asarray", lambda *_a, **_k: whole_reads.append(1))
    stage = ImageStage(has_caption=False, has_arrows=False)
    qtbot.addWidget(stage)
    stage.keep_overviews_in(tmp_path / "cache")
    stage.resize(400, 300)
    stage.show()
    image = Image(id=1, path=str(path), content_hash="abc", width=side, height=side)
    stage.show_image(image, path, None)
    view = stage.view
    qtbot.waitUntil(lambda: (tmp_path / "cache" / "abc-0.tif").exists(), timeout=30_000)
    qtbot.waitUntil(lambda: view.tiles is not None, timeout=30_000)
    view.zoom_to_pixels()
    view.grab()
    tiles = view.tiles
    assert tiles is not None
    qtbot.waitUntil(lambda: tiles.is_idle, timeout=30_000)
    x, y = view.viewport.to_image(200, 150)
    assert view.value_at(x, y) == ((float(pixels[int(y), int(x)]),) if dtype == "uint16" else (
        float(pixels[int(y), int(x)]),) * 3, True)  # fmt: skip
    shown = view.grab().toImage().pixelColor(200, 150).red()
    expected = ramp[int(y), int(x)] / (1 if dtype == "uint8" else 4095 / 255)
    assert shown == pytest.approx(expected, abs=3)
    assert not whole_reads
    stage.close_pictures()


def test_tiles_are_let_go_of_beyond_their_limit(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tlstudio.gui.canvas import tiles as module

    monkeypatch.setattr(module, "KEPT_BYTES", 1_000_000)
    tifffile.imwrite(tmp_path / "a.tif", np.zeros((2048, 2048, 3), np.uint8), tile=(256, 256), photometric="rgb")
    kept = module.Tiles(RegionReader(tmp_path / "a.tif"))
    view = ImageView()
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    small = build_levels(np.zeros((128, 128, 3), np.uint8))
    view.set_picture(Picture(("a", 0), small, (2048, 2048), tiles=kept))
    view.zoom_to_pixels()
    for _ in range(12):
        view.pan(-120, -120)
        view.grab()
        qtbot.waitUntil(lambda: kept.is_idle, timeout=30_000)
    assert 0 < kept._bytes <= max(1_000_000, 2 * 9 * 256 * 256 * 4)
    assert kept._bytes == sum(samples.nbytes for samples in kept._kept.values())
    kept.close()
    kept.reader.close()


def test_an_assist_gets_the_pixels_that_the_overview_lacks_shown_as_the_view_shows_them(tmp_path: Path) -> None:
    from tlstudio.gui.canvas.tiles import Tiles

    pixels = np.random.default_rng(5).integers(0, 255, (1024, 1200, 3), np.uint8)
    tifffile.imwrite(tmp_path / "a.tif", pixels, tile=(256, 256), photometric="rgb")
    tiles = Tiles(RegionReader(tmp_path / "a.tif"))
    darker = Tones(brightness=-20)

    plain = tiles.detail_around((500, 400, 700, 500), Tones())
    changed = tiles.detail_around((500, 400, 700, 500), darker)

    assert plain is not None
    assert changed is not None
    left, top, right, bottom = plain.box
    np.testing.assert_array_equal(plain.rgb, pixels[top:bottom, left:right])
    bgra = cv2.cvtColor(plain.rgb, cv2.COLOR_RGB2BGRA)
    np.testing.assert_array_equal(changed.rgb, cv2.cvtColor(graded(bgra, darker), cv2.COLOR_BGRA2RGB))
    tiles.close()
    tiles.reader.close()
    assert tiles.detail_around((500, 400, 700, 500), Tones()) is None


def test_values_of_a_picture_that_was_left_are_let_go_of(qtbot, tmp_path: Path) -> None:
    values = Values()
    deep, plain = tmp_path / "deep.tif", tmp_path / "plain.jpg"
    tifffile.imwrite(deep, np.arange(600, dtype=np.uint16).reshape(20, 30))
    first = Image(id=1, path=str(deep), content_hash="1", width=30, height=20)
    second = Image(id=2, path=str(plain), content_hash="2", width=30, height=20)
    with qtbot.waitSignal(values.came, timeout=30_000):
        values.look(first, deep)

    values.leave(first)
    assert values.wanted == ("1", 0)
    assert values._deep is not None

    values.leave(second)
    assert values.wanted is None
    assert values._deep is None
    values.close()


def test_a_thumbnail_that_stands_in_asks_for_no_more_than_the_view_shows(qtbot, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "a.jpg"
    cv2.imwrite(str(path), np.full((2100, 2400, 3), 90, np.uint8))
    image = Image(id=1, path=str(path), content_hash="a", width=2400, height=2100)
    stage = ImageStage()
    qtbot.addWidget(stage)
    stage.resize(600, 500)
    stage.show()
    whole: list[Image] = []
    monkeypatch.setattr(stage._pictures, "sharpen", lambda image, _path: whole.append(image))

    stage.show_image(image, path, QImage(160, 140, QImage.Format.Format_RGB32))
    qtbot.waitUntil(lambda: stage._pictures.cached(image) is not None, timeout=30_000)
    stage.view.grab()
    assert not whole

    stage.view.zoom_to_pixels()
    assert whole
    stage.close_pictures()


def test_every_pixel_of_an_image_that_was_left_is_not_kept(qtbot, tmp_path: Path) -> None:
    pictures = Pictures()
    images: list[tuple[Image, Path]] = []
    for number in range(2):
        path = tmp_path / f"{number}.jpg"
        cv2.imwrite(str(path), np.full((2100, 2400, 3), 90, np.uint8))
        images.append((Image(id=number + 1, path=str(path), content_hash=str(number), width=2400, height=2100), path))
    (first, first_path), (second, second_path) = images
    pictures.show(first, first_path, max_side=600)
    qtbot.waitUntil(lambda: pictures.cached(first) is not None, timeout=30_000)

    pictures.show(second, second_path, max_side=600)
    pictures.answers.arrived.emit(
        ("0", 0), None, Picture(("0", 0), build_levels(np.zeros((2100, 2400, 3), np.uint8)), (2400, 2100))
    )

    kept = pictures.cached(first)
    assert kept is not None
    assert max(kept.levels[0].width(), kept.levels[0].height()) < 1300
    assert pictures.is_wanted(("1", 0), whole=True)
    assert not pictures.is_wanted(("0", 0), whole=True)
    pictures.close()


def test_other_images_keep_only_what_fills_the_view(qtbot, tmp_path: Path) -> None:
    pictures = Pictures()
    images: list[tuple[Image, Path]] = []
    for number in range(3):
        path = tmp_path / f"{number}.jpg"
        cv2.imwrite(str(path), np.full((2100, 2400, 3), 90, np.uint8))
        images.append((Image(id=number + 1, path=str(path), content_hash=str(number), width=2400, height=2100), path))
    for image, path in images:
        pictures.show(image, path, max_side=600)
        qtbot.waitUntil(lambda image=image: pictures.cached(image) is not None, timeout=30_000)
        pictures.sharpen(image, path)
        qtbot.waitUntil(
            lambda image=image: (found := pictures.cached(image)) is not None and found.is_whole, timeout=30_000
        )
    sizes = [found.levels[0].width() for image, _ in images if (found := pictures.cached(image)) is not None]
    assert sizes == [1200, 1200, 2400]
    pictures.close()
