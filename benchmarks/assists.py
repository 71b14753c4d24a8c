"""The classical assists: process CPU of one answer at 1 and 24 megapixels, and how near they come to real objects.

The pictures for time are drawn: a noisy disk with a hole, as wide as half the picture. Overlap is the mean IoU (intersection
over union) with the outlines of the set `nuts` in the shared data, against the box around each object; no parameter was
chosen per object, except that superpixels are painted as a perfect hand would: every patch that lies in the object by half.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from benchmarks.harness import Row
from benchmarks.real_sets import SHARED
from tlstudio.imaging.assists import grabcut, superpixels, watershed
from tlstudio.imaging.assists.cutout import Cutout, cut, polygon
from tlstudio.imaging.assists.live_wire import LiveWire
from tlstudio.imaging.assists.magic_wand import MagicWand
from tlstudio.imaging.read import read_image

NAME = "assists"
SIZES = {"1 MP": (1155, 866), "24 MP": (6000, 4000)}
REPEAT = 5
SMALLEST_OBJECT = 80


def run() -> list[Row]:
    """Measure times, and overlap where the shared data are."""
    rows = [row for name, size in SIZES.items() for row in _times(name, *size)]
    folder = SHARED / "datasets" / "nuts"
    if folder.is_dir():
        rows += _overlap(folder)
    return rows


def _times(name: str, width: int, height: int) -> list[Row]:
    rgb = _scene(width, height)
    middle, radius = (width / 2, height / 2), height / 4
    box = (middle[0] - 1.1 * radius, middle[1] - 1.1 * radius, middle[0] + 1.1 * radius, middle[1] + 1.1 * radius)
    wand = MagicWand(rgb, middle[0] + 0.7 * radius, middle[1])
    found = wand.select(20)
    wire = LiveWire(rgb, middle[0] + radius, middle[1])
    patches = superpixels.superpixels(rgb, width / 50)
    chosen = np.unique(patches.numbers)[::3].tolist()
    touching = _touching(width, height)
    assert found is not None
    answers: dict[str, Callable[[], object]] = {
        "magic wand, first answer": lambda: MagicWand(rgb, middle[0] + 0.7 * radius, middle[1]).select(20),
        "magic wand, another tolerance": lambda: wand.select(24),
        "outline of a region as a polygon": lambda: polygon(found),
        "object in a box (GrabCut)": lambda: grabcut.segment(rgb, box),
        "scissors, paths from a new point": lambda: LiveWire(rgb, middle[0] + radius, middle[1]),
        "scissors, path to the pointer": lambda: wire.path_to(middle[0] + radius - 30, middle[1] + 100),
        "superpixels of the whole picture": lambda: superpixels.superpixels(rgb, width / 50),
        "superpixels, pixels of a third of the patches": lambda: patches.cutout(chosen),
        "cut three touching disks apart": lambda: watershed.split(touching),
    }
    return [Row(f"{name}: {what}", _cpu_ms(work), None, "ms") for what, work in answers.items()]


def _overlap(folder: Path) -> list[Row]:
    boxes: list[float] = []
    cuts: list[float] = []
    painted: list[float] = []
    for rgb, truth in _objects(folder):
        whole = cut(truth)
        if whole is None or whole.area < SMALLEST_OBJECT:
            continue
        left, top, right, bottom = whole.edges
        box = np.zeros_like(truth)
        box[top:bottom, left:right] = True
        boxes.append(_iou(cut(box), truth))
        cuts.append(_iou(grabcut.segment(rgb, (left - 1, top - 1, right + 1, bottom + 1)), truth))
        part = (left - 20, top - 20, right + 20, bottom + 20)
        patches = superpixels.superpixels(rgb, np.sqrt(whole.area) / 4, part=part)
        height, width = patches.numbers.shape
        inside = truth[patches.part.top :, patches.part.left :][:height, :width]
        share = np.bincount(patches.numbers.ravel(), weights=inside.ravel()) / np.maximum(
            np.bincount(patches.numbers.ravel()), 1
        )
        painted.append(_iou(patches.cutout(np.flatnonzero(share > 0.5).tolist()), truth))
    count = f"{len(boxes)} nuts"
    box_iou = statistics.mean(boxes)
    return [
        Row(
            f"{count}: object in a box (GrabCut) against the box", statistics.mean(cuts), box_iou, "IoU", "ratio >= 1.0"
        ),
        Row(f"{count}: superpixels against the box", statistics.mean(painted), box_iou, "IoU", "ratio >= 1.0"),
    ]


def _scene(width: int, height: int) -> np.ndarray:
    truth = np.zeros((height, width), np.uint8)
    cv2.circle(truth, (width // 2, height // 2), height // 4, 1, -1)
    cv2.circle(truth, (width // 2, height // 2), height // 16, 0, -1)
    rgb = np.where(truth[:, :, None] > 0, np.uint8(170), np.uint8(90)) + np.array((20, 0, 40), np.uint8)
    noise = np.random.default_rng(0).integers(0, 12, rgb.shape, np.uint8)
    return rgb + noise


def _touching(width: int, height: int) -> Cutout:
    on = np.zeros((height, width), np.uint8)
    radius = height // 8
    for number in (-1, 0, 1):
        cv2.circle(on, (width // 2 + round(1.8 * number * radius), height // 2), radius, 1, -1)
    found = cut(on > 0)
    assert found is not None
    return found


def _objects(folder: Path) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for side in ("train", "test"):
        document = json.loads((folder / f"instances_{side}.json").read_text(encoding="utf-8"))
        names = {image["id"]: image["file_name"] for image in document["images"]}
        pictures = {key: read_image(folder / "images" / Path(name).name) for key, name in names.items()}
        for one in document["annotations"]:
            rgb = pictures[one["image_id"]]
            truth = np.zeros(rgb.shape[:2], np.uint8)
            rings = [np.round(np.array(points).reshape(-1, 2)).astype(np.int32) for points in one["segmentation"]]
            cv2.fillPoly(truth, rings, 1)
            yield rgb, truth > 0


def _iou(found: Cutout | None, truth: np.ndarray) -> float:
    on = found.on_image(truth.shape[1], truth.shape[0]) if found is not None else np.zeros_like(truth)
    return float((on & truth).sum() / (on | truth).sum())


def _cpu_ms(work: Callable[[], object]) -> float:
    work()
    times: list[float] = []
    for _ in range(REPEAT):
        began = time.process_time()
        work()
        times.append(1000 * (time.process_time() - began))
    return statistics.median(times)
