"""The classical assists on drawn pictures whose truth is known, and on real ones with masks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.geometry.raster import pixels_of
from tlstudio.imaging.assists import grabcut, magic_wand, superpixels, watershed
from tlstudio.imaging.assists.cutout import Cutout, cut, minus, polygon, union, without_specks
from tlstudio.imaging.assists.live_wire import LiveWire
from tlstudio.imaging.assists.reduction import enlarge, reduce
from tlstudio.imaging.read import read_image

GROUND, INK = (90, 120, 60), (200, 60, 50)


def iou(found: Cutout | None, truth: np.ndarray) -> float:
    height, width = truth.shape
    on = found.on_image(width, height) if found is not None else np.zeros_like(truth)
    return float((on & truth).sum() / (on | truth).sum())


def disk(height: int, width: int, radius: int, *, hole: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """A noisy red disk in the middle of a green ground, and where it is."""
    truth = np.zeros((height, width), np.uint8)
    cv2.circle(truth, (width // 2, height // 2), radius, 1, -1)
    if hole:
        cv2.circle(truth, (width // 2, height // 2), hole, 0, -1)
    noise = np.random.default_rng(0).normal(0, 3, (height, width, 3))
    rgb = np.where(truth[:, :, None] > 0, INK, GROUND) + noise
    return np.clip(rgb, 0, 255).astype(np.uint8), truth > 0


@st.composite
def bitmaps(draw: st.DrawFn) -> np.ndarray:
    height, width = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    bits = draw(st.lists(st.booleans(), min_size=height * width, max_size=height * width))
    return np.array(bits).reshape(height, width)


def _without_islands(on: np.ndarray) -> np.ndarray:
    """Without the parts that lie in a hole of another one."""
    ground = cv2.connectedComponents(np.pad(~on, 1, constant_values=True).astype(np.uint8), connectivity=4)[1]
    shore = cv2.dilate((ground == ground[0, 0]).astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)))
    parts = cv2.connectedComponents(on.astype(np.uint8), connectivity=8)[1]
    outer = np.unique(parts[on & (shore[1:-1, 1:-1] > 0)])
    return on & np.isin(parts, outer)


class TestCutout:
    @given(bitmaps(), st.integers(0, 5), st.integers(0, 5))
    def test_an_exact_outline_fills_to_the_same_pixels(self, on: np.ndarray, left: int, top: int) -> None:
        found = cut(on, left, top)
        if found is None:
            assert not on.any()
            return
        outline = polygon(found, 0)
        assert outline is not None
        height, width = on.shape[0] + top, on.shape[1] + left
        assert np.array_equal(pixels_of(outline, width, height), _without_islands(found.on_image(width, height)))
        assert np.array_equal(found.on_image(width, height)[top:, left:], on)

    @given(bitmaps(), bitmaps(), st.integers(0, 9), st.integers(0, 9))
    def test_union_and_difference_are_those_of_the_sets(self, a: np.ndarray, b: np.ndarray, dx: int, dy: int) -> None:
        def whole(one: Cutout | None) -> np.ndarray:
            return one.on_image(24, 24) if one is not None else np.zeros((24, 24), bool)

        first, second = cut(a), cut(b, dx, dy)
        assert np.array_equal(whole(union([first, second])), whole(first) | whole(second))
        assert np.array_equal(whole(minus(first, second)), whole(first) & ~whole(second))

    def test_a_simplified_outline_keeps_the_hole_and_needs_few_vertices(self) -> None:
        _, truth = disk(300, 300, 100, hole=40)
        found = cut(truth)
        assert found is not None
        outline = polygon(found)
        assert outline is not None
        assert (len(outline.rings), len(outline.holes)) == (1, 1)
        assert len(outline.points) < 100
        filled = pixels_of(outline, 300, 300)
        assert (filled & truth).sum() / (filled | truth).sum() > 0.99

    def test_specks_go_and_small_holes_close(self) -> None:
        on = np.zeros((40, 40), bool)
        on[5:30, 5:30] = True
        on[10:12, 10:12] = False
        on[35, 35] = True
        cleaned = without_specks(cut(on), 9)
        assert cleaned is not None
        assert cleaned.edges == (5, 5, 30, 30)
        assert cleaned.on.all()

    def test_the_largest_part_stays_even_when_it_is_small(self) -> None:
        cleaned = without_specks(cut(np.eye(3, dtype=bool)), 50)
        assert cleaned is not None
        assert cleaned.area == 1


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 200))
def test_what_is_chosen_whole_comes_back_whole_at_any_reduction(height: int, width: int, pixels: int) -> None:
    of = reduce(np.zeros((height, width, 3), np.uint8), pixels)
    found = enlarge(np.ones(of.small.shape[:2], bool), of)
    assert found is not None
    assert found.edges == (0, 0, width, height)
    assert found.on.all()


class TestMagicWand:
    @pytest.mark.parametrize("max_pixels", [10_000_000, 20_000])
    def test_it_takes_the_ring_and_leaves_its_hole_at_full_and_reduced_scale(self, max_pixels: int) -> None:
        rgb, truth = disk(403, 601, 150, hole=40)
        wand = magic_wand.MagicWand(rgb, 301 + 90, 201, max_pixels=max_pixels)
        assert iou(wand.select(20), truth) > 0.99

    def test_a_greater_tolerance_never_chooses_less(self) -> None:
        rgb, _ = disk(200, 200, 60)
        wand = magic_wand.MagicWand(rgb, 100, 100)
        areas = [found.area if (found := wand.select(tolerance)) else 0 for tolerance in (1, 3, 6, 12, 90)]
        assert areas == sorted(areas)
        assert areas[-1] == 200 * 200

    def test_what_does_not_touch_is_taken_only_when_asked(self) -> None:
        rgb = np.full((60, 90, 3), GROUND, np.uint8)
        rgb[10:30, 10:30] = rgb[10:30, 50:70] = INK
        near = magic_wand.select(rgb, 15, 15, 10)
        both = magic_wand.select(rgb, 15, 15, 10, connected=False)
        assert near is not None
        assert both is not None
        assert (near.area, both.area) == (400, 800)

    def test_a_noisy_pixel_under_the_pointer_does_not_matter(self) -> None:
        rgb, truth = disk(100, 100, 30)
        rgb[50, 50] = 255
        found = magic_wand.select(rgb, 50, 50, 20)
        assert iou(found, truth) > 0.99


class TestGrabCut:
    @pytest.mark.parametrize("max_pixels", [1_000_000, 5_000])
    def test_a_disk_in_a_box(self, max_pixels: int) -> None:
        rgb, truth = disk(300, 400, 80)
        found = grabcut.segment(rgb, (110, 60, 290, 240), max_pixels=max_pixels)
        assert iou(found, truth) > 0.98

    def test_a_hint_in_the_middle_opens_the_hole(self) -> None:
        rgb, truth = disk(300, 400, 80, hole=25)
        hints = grabcut.Hints(outside=[(200, 150)])
        found = grabcut.segment(rgb, (110, 60, 290, 240), hints=hints)
        assert iou(found, truth) > 0.97

    def test_nothing_outside_of_the_box_is_chosen(self) -> None:
        rgb, _ = disk(200, 200, 80)
        found = grabcut.segment(rgb, (60, 60, 140, 140))
        assert found is not None
        assert found.left >= 60
        assert found.edges[2] <= 140

    def test_the_same_box_gives_the_same_object(self) -> None:
        rgb, _ = disk(150, 150, 40)
        first, second = (grabcut.segment(rgb, (30, 30, 120, 120)) for _ in range(2))
        assert first is not None
        assert second is not None
        assert first.edges == second.edges
        assert np.array_equal(first.on, second.on)

    @pytest.mark.parametrize("box", [(10, 10, 10, 40), (300, 10, 340, 40), (5, 5, 6, 6)])
    def test_a_box_without_pixels_gives_nothing(self, box: tuple[float, float, float, float]) -> None:
        rgb, _ = disk(100, 100, 30)
        assert grabcut.segment(rgb, box) is None

    def test_a_box_over_the_whole_picture_works(self) -> None:
        rgb, truth = disk(120, 120, 40)
        assert iou(grabcut.segment(rgb, (-5, -5, 500, 500)), truth) > 0.97


class TestLiveWire:
    def test_the_path_runs_along_the_edge_and_not_straight_across(self) -> None:
        rgb, _ = disk(300, 300, 100)
        path = LiveWire(rgb, 250, 150).path_to(150, 250)
        assert np.allclose(path[0], (250, 150))
        assert np.allclose(path[-1], (150, 250))
        assert np.abs(np.hypot(*(path - 150).T) - 100).max() < 4

    def test_beyond_reach_it_ends_straight(self) -> None:
        rgb, _ = disk(300, 900, 100)
        wire = LiveWire(rgb, 450, 50, reach=100)
        assert not wire.reaches(890, 150)
        assert np.allclose(wire.path_to(890, 150)[-1], (890, 150))

    def test_an_evenly_coloured_picture_gives_a_path_too(self) -> None:
        path = LiveWire(np.full((50, 50, 3), 7, np.uint8), 5, 5).path_to(40, 40)
        assert len(path) >= 2


class TestWatershed:
    def test_three_touching_disks_become_three(self) -> None:
        on = np.zeros((120, 260), np.uint8)
        for x in (60, 125, 190):
            cv2.circle(on, (x, 60), 36, 1, -1)
        whole = cut(on > 0)
        assert whole is not None
        found = watershed.split(whole)
        assert len(found) == 3
        assert [abs((one.edges[0] + one.edges[2]) / 2 - x) < 4 for one, x in zip(sorted(found, key=lambda c: c.left), (60, 125, 190), strict=True)] == [True] * 3  # fmt: skip

    def test_a_convex_object_stays_whole(self) -> None:
        _, truth = disk(200, 200, 70)
        whole = cut(truth)
        assert whole is not None
        assert len(watershed.split(whole)) == 1

    @given(bitmaps(), st.floats(0.02, 0.9), st.integers(8, 200))
    def test_the_objects_are_the_pixels_and_nothing_twice(self, on: np.ndarray, depth: float, pixels: int) -> None:
        whole = cut(on, 2, 3)
        if whole is None:
            return
        found = watershed.split(whole, depth, max_pixels=pixels)
        together = sum(one.on_image(20, 20).astype(int) for one in found)
        assert np.array_equal(together, whole.on_image(20, 20).astype(int))


class TestSuperpixels:
    def test_patches_keep_to_the_edge_of_the_disk(self) -> None:
        rgb, truth = disk(240, 320, 80)
        patches = superpixels.superpixels(rgb, 16)
        assert iou(patches.cutout(_mostly(patches.numbers, truth)), truth) > 0.97

    def test_every_patch_hangs_together(self) -> None:
        rgb = np.random.default_rng(1).integers(0, 255, (90, 130, 3), np.uint8)
        numbers = superpixels.superpixels(rgb, 13).numbers
        for patch in np.unique(numbers):
            assert cv2.connectedComponents((numbers == patch).astype(np.uint8), connectivity=8)[0] == 2

    def test_a_part_at_a_reduced_scale_answers_in_pixels_of_the_picture(self) -> None:
        rgb, truth = disk(600, 800, 200)
        patches = superpixels.superpixels(rgb, 40, part=(150, 50, 650, 550), max_pixels=30_000)
        assert patches.part.factor > 1
        found = patches.cutout([patches.at(400, 300)])
        assert found is not None
        assert found.holds(400, 300)
        assert not (found.on_image(800, 600) & ~truth).any()


class TestRealPictures:
    @pytest.mark.parametrize("name", ["nuts", "car_parts"])
    def test_grabcut_is_nearer_to_the_object_than_its_box(self, shared: Path, name: str) -> None:
        boxes, cuts = [], []
        for rgb, truth in _objects(shared / "datasets" / name, images=6):
            whole = cut(truth)
            if whole is None or whole.area < 80:
                continue
            left, top, right, bottom = whole.edges
            box = np.zeros_like(truth)
            box[top:bottom, left:right] = True
            boxes.append((box & truth).sum() / (box | truth).sum())
            cuts.append(iou(grabcut.segment(rgb, (left - 1, top - 1, right + 1, bottom + 1)), truth))
        assert len(cuts) > 20
        assert np.mean(cuts) > np.mean(boxes)

    def test_superpixels_of_a_nut_cover_it_well(self, shared: Path) -> None:
        found: list[float] = []
        patches = None
        for rgb, truth in _objects(shared / "datasets" / "nuts", images=1):
            patches = patches or superpixels.superpixels(rgb, 12)
            found.append(iou(patches.cutout(_mostly(patches.numbers, truth)), truth))
        assert np.mean(found) > 0.75

    def test_split_finds_more_nuclei_than_connected_parts_do(self, shared: Path) -> None:
        split = joined = 0
        for path in sorted((shared / "datasets/nuclei_dsb/instances").glob("*.png"))[:12]:
            numbers = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
            count, parts = cv2.connectedComponents((numbers > 0).astype(np.uint8), connectivity=8)
            for part in range(1, count):
                here = [numbers == n for n in np.unique(numbers[parts == part])]
                whole = cut(parts == part)
                if not 2 <= len(here) <= 8 or whole is None:
                    continue
                pieces = watershed.split(whole)
                split += sum(max(iou(piece, truth) for piece in pieces) > 0.7 for truth in here)
                joined += sum(iou(whole, truth) > 0.7 for truth in here)
        assert split > joined


def _mostly(numbers: np.ndarray, truth: np.ndarray) -> list[int]:
    """The patches that lie in the truth by more than half."""
    inside = np.bincount(numbers.ravel(), weights=truth.ravel())
    return np.flatnonzero(inside > 0.5 * np.bincount(numbers.ravel())).tolist()


def _objects(folder: Path, *, images: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    document = json.loads((folder / "instances_train.json").read_text())
    for image in document["images"][:images]:
        rgb = read_image(folder / "images" / Path(image["file_name"]).name)
        for one in document["annotations"]:
            if one["image_id"] != image["id"] or not isinstance(one["segmentation"], list):
                continue
            truth = np.zeros(rgb.shape[:2], np.uint8)
            rings = [np.round(np.array(ring).reshape(-1, 2)).astype(np.int32) for ring in one["segmentation"]]
            cv2.fillPoly(truth, rings, 1)
            yield rgb, truth > 0
