"""The thumbnail cache: kept, bounded, shared by threads, never in the way."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from tlstudio.core.errors import ImageUnreadable
from tlstudio.imaging.thumbnails import ThumbnailStore


@pytest.fixture
def store(tmp_path: Path):
    store = ThumbnailStore(tmp_path / "cache" / "thumbnails.db")
    yield store
    store.close()


def test_a_thumbnail_is_drawn_once_and_kept(store: ThumbnailStore, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(np.full((300, 400, 3), (200, 30, 30), np.uint8)).save(path)
    jpeg = store.get_or_make("abc:0", 160, path)
    path.unlink()
    assert store.get_or_make("abc:0", 160, path) == jpeg
    decoded = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR_RGB)
    assert decoded.shape == (120, 160, 3)
    assert np.abs(decoded[50, 50].astype(int) - (200, 30, 30)).max() < 8
    assert store.get("abc:0", 320) is None


def test_what_cannot_be_decoded_raises_and_is_not_kept(store: ThumbnailStore, tmp_path: Path) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    with pytest.raises(ImageUnreadable):
        store.get_or_make("bad:0", 160, tmp_path / "bad.jpg")
    assert store.get("bad:0", 160) is None


def test_the_oldest_leave_when_it_is_full(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path / "t.db", max_bytes=100_000)
    for number in range(300):
        store.put(str(number), 160, bytes(1000))
    kept = [number for number in range(300) if store.get(str(number), 160) is not None]
    assert sum(1000 for _ in kept) <= 100_000
    assert kept == list(range(300 - len(kept), 300))
    assert len(kept) >= 20
    store.close()


def test_threads_share_it(store: ThumbnailStore) -> None:
    def work(number: int) -> bool:
        store.put(f"{number % 50}", 160, bytes([number % 50]) * 500)
        return store.get(f"{number % 50}", 160) == bytes([number % 50]) * 500

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(2000)))


@pytest.mark.parametrize("damage", [b"this is no database at all" * 100, b"", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "t.db").write_bytes(damage)
    store = ThumbnailStore(tmp_path / "t.db")
    store.put("a", 160, b"jpeg")
    assert store.get("a", 160) == b"jpeg"
    store.close()


def test_it_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    script = (
        "import os, signal, sys; from pathlib import Path; from tlstudio.imaging.thumbnails import ThumbnailStore\n"
        "store = ThumbnailStore(Path(sys.argv[1]))\n"
        "for number in range(100): store.put(str(number), 160, bytes(2000))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    store = ThumbnailStore(path)
    assert all(store.get(str(number), 160) == bytes(2000) for number in range(100))
    store.close()


def test_a_folder_that_was_moved_does_not_come_into_being_again(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ThumbnailStore(tmp_path / "moved" / "cache" / "thumbnails.db")
    assert not (tmp_path / "moved").exists()
