"""Decoders of large pictures wait for each other, the newest wish first; small ones never wait."""

from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image

from tlstudio.core.errors import ImageUnreadable
from tlstudio.imaging import jpeg, working_memory
from tlstudio.imaging.read import read_image
from tlstudio.imaging.source import Source
from tlstudio.imaging.working_memory import LIMIT, needed, needed_by_jpeg, taken

MOST = 30.0


class Decoders:
    """Threads that take memory one after the other, as far as they may."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.leave = {name: threading.Event() for name in ("first", "older", "newer", "small")}
        self.threads: list[threading.Thread] = []
        self._came = threading.Condition()

    def start(self, name: str, n_bytes: int) -> None:
        def work() -> None:
            with taken(n_bytes):
                with self._came:
                    self.got.append(name)
                    self._came.notify_all()
                self.leave[name].wait(MOST)

        thread = threading.Thread(target=work)
        thread.start()
        self.threads.append(thread)

    def wait_for(self, *names: str) -> None:
        with self._came:
            assert self._came.wait_for(lambda: self.got == list(names), MOST), self.got

    def wait_until_queued(self, count: int) -> None:
        with working_memory._changed:
            assert working_memory._changed.wait_for(lambda: len(working_memory._waiting) == count, MOST)

    def end(self) -> None:
        for event in self.leave.values():
            event.set()
        for thread in self.threads:
            thread.join(MOST)


@pytest.fixture
def decoders():
    found = Decoders()
    yield found
    found.end()
    assert working_memory._used == 0
    assert not working_memory._waiting


def test_the_newest_wish_comes_next_and_small_ones_at_once(decoders: Decoders) -> None:
    decoders.start("first", LIMIT)
    decoders.wait_for("first")
    decoders.start("older", LIMIT)
    decoders.wait_until_queued(1)
    decoders.start("newer", LIMIT)
    decoders.wait_until_queued(2)
    decoders.start("small", 1000)
    decoders.wait_for("first", "small")
    decoders.leave["first"].set()
    decoders.wait_for("first", "small", "newer")
    decoders.leave["newer"].set()
    decoders.wait_for("first", "small", "newer", "older")


def test_what_fits_goes_side_by_side_and_what_never_fits_goes_alone(decoders: Decoders) -> None:
    decoders.start("first", LIMIT // 2)
    decoders.wait_for("first")
    decoders.start("older", LIMIT // 2)
    decoders.wait_for("first", "older")
    decoders.start("newer", 5 * LIMIT)
    decoders.wait_until_queued(1)
    decoders.leave["first"].set()
    decoders.leave["older"].set()
    decoders.wait_for("first", "older", "newer")


def test_memory_comes_back_after_a_picture_that_cannot_be_read(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(working_memory, "_SMALL", 0)
    path = tmp_path / "cut.png"
    path.write_bytes(cv2.imencode(".png", np.random.default_rng(0).integers(0, 255, (50, 60), np.uint8))[1][:900])
    for _ in range(2):
        with pytest.raises(ImageUnreadable):
            read_image(path)
    assert working_memory._used == 0


def test_what_is_needed_is_told_by_the_header(tmp_path: Path) -> None:
    Image.fromarray(np.zeros((100, 200), np.uint8)).save(tmp_path / "grey.png")
    tifffile.imwrite(tmp_path / "deep.tif", np.zeros((100, 200, 3), np.uint16), photometric="rgb")
    photo = cv2.imencode(".jpg", np.zeros((100, 200, 3), np.uint8))[1].tobytes()
    fine = cv2.imencode(".jpg", np.zeros((100, 200, 3), np.uint8), [cv2.IMWRITE_JPEG_PROGRESSIVE, 1])[1].tobytes()

    grey = Source(tmp_path / "grey.png")
    assert needed(grey, "png", 0) == 100 * 200 * (1 + 4) + grey.bytes_on_disk
    assert needed(Source(tmp_path / "deep.tif"), "tiff", 0) == 100 * 200 * (6 + 4)
    assert needed_by_jpeg(jpeg.read_header(photo), 1) == 100 * 200 * 3
    assert needed_by_jpeg(jpeg.read_header(photo), 4) == 100 * 200 * 3 // 16
    assert needed_by_jpeg(jpeg.read_header(fine), 1) == 2 * 100 * 200 * 3
