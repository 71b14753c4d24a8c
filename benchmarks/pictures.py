"""Opening pictures in the canvas: 24 megapixels as JPEG and PNG, 400 megapixels as TIFF, and two thousand one after another.

The pictures are drawn here and kept in a folder of the system's for temporary files. Each scene runs in a process of its
own, so that its peak of memory is its own. Cold means that the file was dropped from the page cache where the system can
(POSIX_FADV_DONTNEED); figures of opening are wall time, for two threads share the work; the reference is a full decode by
Qt of the same file in the same process. The peak counts the whole process: Python, Qt and OpenCV alone take about 130 MB.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.harness import Row

# Measured from inside: what the stage has in memory, and whether its workers rest.
# pyright: reportPrivateUsage=false

NAME = "pictures"
FOLDER = Path(tempfile.gettempdir()) / "tlstudio-bench-pictures"
VIEW = (1250, 860)
PHOTO = (6000, 4000)
LARGE = 20_000
MANY = 2_000
REPEAT = 7
FIRST, SHARP, NEXT = (
    "first pixels, cold, wall",
    "sharp at the view's size, cold, wall",
    "next image after a pause, wall",
)


def run() -> list[Row]:
    """Draw what is missing and measure every scene."""
    draw()
    rows: list[Row] = []
    for scene in ("jpeg", "slow", "tiled_overview", "tiled", "strips", "many"):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.pictures", scene], check=True, capture_output=True, text=True
        )
        rows += [Row(**row) for row in json.loads(done.stdout.splitlines()[-1])]
    return rows


# -- scenes, each in a process of its own ------------------------------------------------------------------------------


def jpeg() -> list[Row]:
    """A camera's JPEG of 24 megapixels."""
    name = f"24-MP JPEG ({(FOLDER / 'photo0.jpg').stat().st_size / 1e6:.1f} MB)"
    scene = _Scene()
    firsts, sharps, nexts = [], [], []
    for _ in range(REPEAT):
        scene.forget()
        first, sharp = scene.open(FOLDER / "photo0.jpg", PHOTO)
        firsts.append(first)
        sharps.append(sharp)
    for number in range(1, REPEAT + 1):
        path, following = (FOLDER / f"photo{(number + shift) % 3}.jpg" for shift in (0, 1))
        scene.open(path, PHOTO, ahead=[(following, PHOTO)])
        scene.rest(following)
        nexts.append(scene.open(following, PHOTO, is_cold=False)[0])
    whole = scene.zoom_in()
    peak = _peak_mb()
    scene.close()
    plain = _qt_milliseconds(FOLDER / "photo0.jpg")  # last, for it takes more memory than everything before
    return [
        Row(f"{name}: {FIRST}", statistics.median(firsts), plain, "ms", "ours <= 80"),
        Row(f"{name}: {SHARP}", statistics.median(sharps), plain, "ms", "ours <= 250"),
        Row(f"{name}: {NEXT}", statistics.median(nexts), plain, "ms", "ours <= 20"),
        Row(f"{name}: every pixel after zooming to 100 %, wall", whole, plain, "ms"),
        Row(f"{name}: peak memory of the process", peak, None, "MB", "ours <= 300"),
    ]


def slow() -> list[Row]:
    """Formats that cannot be decoded in parts: their thumbnail comes first."""
    rows: list[Row] = []
    scene = _Scene()
    for file, kind in (("progressive.jpg", "progressive JPEG"), ("photo.png", "PNG")):
        path = FOLDER / file
        plain = _qt_milliseconds(path)
        firsts, sharps = [], []
        for _ in range(3):
            scene.forget()
            first, sharp = scene.open(path, PHOTO, with_thumbnail=True)
            firsts.append(first)
            sharps.append(sharp)
        rows += [
            Row(f"24-MP {kind}: cached thumbnail, wall", statistics.median(firsts), plain, "ms", "ours <= 80"),
            Row(f"24-MP {kind}: {SHARP}", statistics.median(sharps), plain, "ms"),
        ]
    scene.close()
    return rows


def tiled_overview() -> list[Row]:
    """Tiles in JPEG with a reduced copy in the file."""
    return _large("tiled_overview.tif", "tiled JPEG with overview", "ours <= 100")


def tiled() -> list[Row]:
    """Tiles without a reduced copy."""
    return _large("tiled.tif", "tiled deflate, no overview", "ours <= 100")


def strips() -> list[Row]:
    """Plain strips."""
    return _large("strips.tif", "plain strips", "ours <= 500")


def many() -> list[Row]:
    """Two thousand photographs one after another."""
    scene = _Scene()
    paths = [FOLDER / f"small{number}.jpg" for number in range(20)]
    after: list[float] = []
    for number in range(MANY):
        scene.open(paths[number % 20], (1600, 1200), key=f"{number}", is_cold=False)
        if number in (MANY // 10, MANY - 1):
            after.append(_now_mb())
    scene.close()
    what = f"{MANY:,} images of 2 MP one after another: growth of memory from image {MANY // 10} to the last"
    return [Row(what, after[1] - after[0], None, "MB", "ours <= 20")]


def _large(file: str, kind: str, goal: str) -> list[Row]:
    from tlstudio.gui.canvas.image_view import ImageView

    path = FOLDER / file
    scene = _Scene(overviews=Path(tempfile.mkdtemp(dir=FOLDER)))
    import tifffile  # what the program would have imported when the image was added

    del tifffile
    size = (LARGE, LARGE)
    first, _ = scene.open(path, size)
    built = scene.until_idle()
    again: list[float] = []
    for _ in range(REPEAT):
        scene.forget()
        again.append(scene.open(path, size)[0])
    view: ImageView = scene.view
    view.zoom_to_pixels()
    region = scene.until_tiles()
    pans = [scene.pan(-120, -60) for _ in range(12)]
    peak = _peak_mb()
    scene.close()
    name = f"20,000 x 20,000 TIFF, {kind}"
    return [
        Row(f"{name}: first picture at the first opening, cold, wall", first, None, "ms", goal),
        Row(f"{name}: first picture at later openings, cold, wall", statistics.median(again), None, "ms", goal),
        Row(f"{name}: reduced copies built beside, wall", built, None, "ms"),
        Row(f"{name}: sharp region at 100 %, wall", region, None, "ms"),
        Row(f"{name}: pan step on the window's thread, median", statistics.median(pans), None, "ms", "ours <= 16"),
        Row(f"{name}: peak memory of the process", peak, None, "MB", "ours <= 300"),
    ]


class _Scene:
    """A stage as the Label room has it, driven by the event loop."""

    def __init__(self, overviews: Path | None = None) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtWidgets import QApplication

        from tlstudio.gui import fonts, theme
        from tlstudio.gui.canvas.canvas import Canvas
        from tlstudio.gui.canvas.stage import ImageStage

        self._application = QApplication.instance() or QApplication([])
        fonts.init_fonts()
        theme.theme().apply(theme.DARK)
        self.view = Canvas()
        self.stage = ImageStage(has_caption=False, has_arrows=False, view=self.view)
        self.stage.keep_overviews_in(overviews)
        self.stage.read_values()
        self.stage.resize(*VIEW)
        self.stage.show()
        self._application.processEvents()

    def close(self) -> None:
        """End the workers before the program ends."""
        self.stage.close_pictures()
        self.view.close_layers()

    def forget(self) -> None:
        """Close the image, so that the next opening finds nothing in memory."""
        self.stage.clear()
        self.stage._pictures.forget()
        self.stage._pictures._large.close()

    def open(
        self, path: Path, size: tuple[int, int], *, key: str = "", is_cold: bool = True, with_thumbnail: bool = False,
        ahead: list[tuple[Path, tuple[int, int]]] | None = None,
    ) -> tuple[float, float]:  # fmt: skip
        """Open an image; milliseconds until anything of it is painted, and until it is sharp at the view's size."""
        from PySide6.QtGui import QImage

        if is_cold:
            _drop_from_cache(path)
        began = time.perf_counter()
        thumbnail = QImage(str(path.with_suffix(".thumb"))) if with_thumbnail else None
        nexts = [(_image(other, other_size), other) for other, other_size in ahead or []]
        self.stage.show_image(_image(path, size, key), path, thumbnail, ahead=nexts)
        self._wait(lambda: self.view.has_picture)
        self._paint()
        first = _since(began)
        self._wait(lambda: self.view.tiles is not None or self._level_width() >= min(size[0], 1000))
        self._paint()
        return first, _since(began)

    def rest(self, following: Path) -> None:
        """Wait as a person does who looks at the image: the next one is fetched meanwhile."""
        self._wait(lambda: self.stage._pictures.cached(_image(following, PHOTO)) is not None)

    def zoom_in(self) -> float:
        """Milliseconds until every pixel is there after zooming to 100 %."""
        began = time.perf_counter()
        self.view.zoom_to_pixels()
        self._wait(lambda: self._level_width() >= PHOTO[0])
        self._paint()
        return _since(began)

    def until_idle(self) -> float:
        """Milliseconds until the reduced copies of a large picture are built."""
        began = time.perf_counter()
        pool = self.stage._pictures._large._pool
        self._wait(lambda: pool.activeThreadCount() == 0, 120)
        self._paint()
        return _since(began)

    def until_tiles(self) -> float:
        """Milliseconds until all tiles in sight are painted."""
        began = time.perf_counter()
        self._paint()
        tiles = self.view.tiles
        self._wait(lambda: tiles is not None and tiles.is_idle)
        self._paint()
        return _since(began)

    def pan(self, dx: float, dy: float) -> float:
        """Milliseconds that a step of a hand's drag takes on the window's thread."""
        began = time.perf_counter()
        self.view.pan(dx, dy)
        self._paint()
        taken = _since(began)
        self.until_tiles()
        return taken

    def _level_width(self) -> int:
        level = self.view.finest_level
        return level.width() if level is not None else 0

    def _paint(self) -> None:
        self.view.repaint()
        self._application.processEvents()

    def _wait(self, is_done: Callable[[], bool], seconds: float = 30) -> None:
        ends = time.monotonic() + seconds
        while not is_done() and time.monotonic() < ends:
            self._application.processEvents()
            time.sleep(0.0005)


def _image(path: Path, size: tuple[int, int], key: str = "") -> Any:
    from tlstudio.core.words import Image

    return Image(id=abs(hash(key or path.name)), path=str(path), content_hash=key or path.stem, width=size[0], height=size[1])  # fmt: skip


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def _qt_milliseconds(path: Path) -> float:
    """A full decode into what Qt paints, as a plain viewer does it."""
    from PySide6.QtGui import QImageReader, QPixmap

    QImageReader.setAllocationLimit(0)
    times: list[float] = []
    for _ in range(3):
        _drop_from_cache(path)
        began = time.perf_counter()
        QPixmap.fromImage(QImageReader(str(path)).read())
        times.append(_since(began))
    return statistics.median(times)


def _drop_from_cache(path: Path) -> None:
    with contextlib.suppress(AttributeError, OSError):  # only where the system has it
        handle = os.open(path, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def _status(field: str) -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024


def _peak_mb() -> float:
    return _status("VmHWM")


def _now_mb() -> float:
    return _status("VmRSS")


# -- pictures ----------------------------------------------------------------------------------------------------------


def draw() -> None:
    """Draw the pictures that are not there yet."""
    import tifffile

    FOLDER.mkdir(exist_ok=True)
    if not (FOLDER / "photo.png").exists():
        photo = _texture(*PHOTO)
        for number in range(3):
            photo = _texture(*PHOTO, seed=number)
            cv2.imwrite(str(FOLDER / f"photo{number}.jpg"), photo, [cv2.IMWRITE_JPEG_QUALITY, 90])
        small = cv2.imencode(".jpg", cv2.resize(photo, (320, 213), interpolation=cv2.INTER_AREA))[1].tobytes()
        for name in ("progressive", "photo"):
            (FOLDER / f"{name}.thumb").write_bytes(small)
        cv2.imwrite(str(FOLDER / "progressive.jpg"), photo, [cv2.IMWRITE_JPEG_PROGRESSIVE, 1])
        for number in range(20):
            cv2.imwrite(str(FOLDER / f"small{number}.jpg"), _texture(1600, 1200, seed=number))
        cv2.imwrite(str(FOLDER / "photo.png"), photo, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    shape: dict[str, Any] = {"shape": (LARGE, LARGE, 3), "dtype": np.uint8, "photometric": "rgb", "metadata": None}
    if not (FOLDER / "tiled.tif").exists():
        tifffile.imwrite(FOLDER / "tiled.tif", _tiles(), tile=(512, 512), compression="zlib", **shape)
    if not (FOLDER / "tiled_overview.tif").exists():
        with tifffile.TiffWriter(FOLDER / "tiled_overview.tif") as writer:
            writer.write(_tiles(), tile=(512, 512), compression="jpeg", **shape)
            writer.write(
                cv2.resize(_texture(2500, 2500), (1250, 1250), interpolation=cv2.INTER_AREA), tile=(256, 256),
                compression="jpeg", photometric="rgb", subfiletype=1, metadata=None,
            )  # fmt: skip
    if not (FOLDER / "strips.tif").exists():
        band = np.ascontiguousarray(np.tile(_texture(2500, 16), (1, 8, 1)))
        tifffile.imwrite(FOLDER / "strips.tif", (band for _ in range(LARGE // 16)), rowsperstrip=16, **shape)


def _tiles() -> Iterator[np.ndarray]:
    kinds = [_texture(512, 512, seed=seed) for seed in range(7)]
    side = -(-LARGE // 512)
    for number in range(side * side):
        yield kinds[number % 7]


def _texture(width: int, height: int, *, seed: int = 0) -> np.ndarray:
    """Soft colours with the grain of a sensor, (H, W, 3) uint8."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(40, 210, (max(2, height // 100), max(2, width // 100), 3), dtype=np.uint8)
    soft = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return cv2.add(soft, rng.integers(0, 12, (height, width, 3), dtype=np.uint8))


if __name__ == "__main__":
    SCENES = {scene.__name__: scene for scene in (jpeg, slow, tiled_overview, tiled, strips, many)}
    print(json.dumps([vars(row) for row in SCENES[sys.argv[1]]()]))
