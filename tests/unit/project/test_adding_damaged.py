"""A JPEG with a flipped byte goes in, flagged, and libjpeg says nothing on the terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from tlstudio.imaging.complaints import Listening
from tlstudio.project.adding import DAMAGED, add_images
from tlstudio.project.project import Project


def photo(path: Path, seed: int) -> Path:
    patches = np.random.default_rng(seed).integers(0, 255, (30, 40, 3), dtype=np.uint8)
    pixels = cv2.resize(patches, (320, 240), interpolation=cv2.INTER_CUBIC)
    path.write_bytes(cv2.imencode(".jpg", pixels)[1].tobytes())
    return path


def break_data(path: Path) -> None:
    """Put a marker into the middle of the scan: libjpeg ends there, fills up with grey, and warns."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 2] = b"\xff\xd0"
    path.write_bytes(data)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(6):
        photo(folder / f"{number}.jpg", number)
    break_data(folder / "3.jpg")
    whole = (folder / "4.jpg").read_bytes()
    (folder / "4.jpg").write_bytes(whole[:-2])  # only the end marker is missing: all of the picture is there
    return folder


def test_the_damaged_one_is_flagged_and_the_terminal_stays_quiet(
    tmp_path: Path, photos: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Project.create(tmp_path / "shop", labels=["good"]) as project:
        added = add_images(project, [photos])
        assert (added.added, added.skipped) == (6, ())
        assert [(Path(one.path).name, one.reason) for one in added.damaged] == [("3.jpg", DAMAGED)]
        flagged = [image for image in project.read.images(added.image_ids) if image.flagged]
        assert [(image.name, image.note) for image in flagged] == [("3.jpg", DAMAGED)]
    assert capfd.readouterr().err == ""


def test_what_others_say_is_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    with Listening() as ears:
        os.write(2, b"Corrupt JPEG data: 7 extraneous bytes before marker 0xd9\nanother library: careful\n")
        assert ears.heard_damage()
        assert not ears.heard_damage()
        with Listening() as second:
            os.write(2, b"Corrupt JPEG data: again\n")
            assert not second.heard_damage()
        print("python", file=sys.stderr)
    assert sorted(capfd.readouterr().err.splitlines()) == ["another library: careful", "python"]
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"


def test_a_wrapped_stream_stays_usable(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stderr", os.fdopen(2, "w", buffering=1, closefd=False))
    with Listening():
        inner = sys.stderr
        sys.stderr = wrapper = type("Wrapper", (), {"write": lambda _self, text: inner.write(text)})()
    assert sys.stderr is wrapper
    sys.stderr = inner  # what a progress bar does at its end
    print("still here", file=sys.stderr)
    inner.close()
    assert capfd.readouterr().err == "still here\n"
