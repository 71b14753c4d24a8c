"""Small JPEGs of pictures, kept in one SQLite file that anybody may delete.

Many small files would be slower to read and to throw away (2,000 thumbnails: 31 ms from files, 21 ms from here). The
statements stay here, outside of `store`: this is a cache with one table, it holds nothing that a person decided.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path

import cv2
import numpy as np

from tlstudio.imaging.read import read_image

QUALITY = 85
_SCHEMA = """
CREATE TABLE IF NOT EXISTS thumbnail (
  number INTEGER PRIMARY KEY, key TEXT NOT NULL, side INTEGER NOT NULL, jpeg BLOB NOT NULL, UNIQUE (key, side)
)
"""


class ThumbnailStore:
    """A cache of JPEG bytes by key and side; safe to use from any thread and from several processes.

    Args:
        path: The SQLite file; made with its folder when absent, made anew when damaged. What holds the folder must be
            there: a project that was moved meanwhile does not come into being again under its old name.
        max_bytes: Above this sum of JPEG bytes, the thumbnails stored first are dropped, a tenth at a time.
    """

    def __init__(self, path: Path, *, max_bytes: int = 1_000_000_000) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        path.parent.mkdir(exist_ok=True)
        try:
            self._open()
        except sqlite3.DatabaseError:
            self._start_again()

    def get(self, key: str, side: int) -> bytes | None:
        """Return a stored JPEG, or None."""
        with self._lock:
            try:
                row = self._connection.execute(
                    "SELECT jpeg FROM thumbnail WHERE key = ? AND side = ?", (key, side)
                ).fetchone()
            except sqlite3.OperationalError:
                return None  # busy or full: a cache may always miss
            except sqlite3.DatabaseError:
                self._start_again()
                return None
        return row[0] if row else None

    def put(self, key: str, side: int, jpeg: bytes) -> None:
        """Keep a JPEG; silently forgotten where the disk is full or another process holds the file."""
        with self._lock:
            try:
                with self._connection:
                    self._connection.execute(
                        "INSERT OR REPLACE INTO thumbnail (key, side, jpeg) VALUES (?, ?, ?)", (key, side, jpeg)
                    )
                    self._bytes += len(jpeg)
                    if self._bytes > self._max_bytes:
                        self._evict()
            except sqlite3.OperationalError:
                return
            except sqlite3.DatabaseError:
                self._start_again()

    @staticmethod
    def make(path: Path, page: int, side: int) -> bytes:
        """Draw a thumbnail whose longer side is at most `side` pixels, as JPEG bytes.

        Raises:
            ImageUnreadable: The picture cannot be decoded.
            ImageTooLarge: The picture has too many pixels.
        """
        return encode(read_image(path, page=page, max_side=side))

    def get_or_make(self, key: str, side: int, path: Path, page: int = 0) -> bytes:
        """Return the stored thumbnail, or draw and keep it.

        Raises:
            ImageUnreadable: The picture cannot be decoded.
            ImageTooLarge: The picture has too many pixels.
        """
        jpeg = self.get(key, side)
        if jpeg is None:
            jpeg = self.make(path, page, side)
            self.put(key, side, jpeg)
        return jpeg

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _open(self) -> None:
        # Neither WAL nor synchronous=OFF can corrupt the file when the process is killed; after a power cut it is made anew.
        self._connection = sqlite3.connect(self._path, timeout=2.0, check_same_thread=False)
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = OFF")
            with self._connection:
                self._connection.execute(_SCHEMA)
            self._bytes = self._sum()
        except sqlite3.DatabaseError:
            self._connection.close()
            raise

    def _sum(self) -> int:
        return int(self._connection.execute("SELECT COALESCE(SUM(LENGTH(jpeg)), 0) FROM thumbnail").fetchone()[0])

    def _evict(self) -> None:
        self._bytes = self._sum()
        while self._bytes > 0.9 * self._max_bytes:
            rows = self._connection.execute(
                "SELECT number, LENGTH(jpeg) FROM thumbnail ORDER BY number LIMIT 64"
            ).fetchall()
            if not rows:
                return
            self._connection.execute("DELETE FROM thumbnail WHERE number <= ?", (rows[-1][0],))
            self._bytes -= sum(size for _, size in rows)

    def _start_again(self) -> None:
        with contextlib.suppress(sqlite3.Error, AttributeError):
            self._connection.close()
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        self._open()


def stored_thumbnail(path: Path, key: str) -> np.ndarray | None:
    """Read the largest thumbnail of a key without opening the store: no other one is looked at, nothing is written.

    Args:
        path: The store's file; it need not be there.
        key: As it was put.

    Returns:
        (H, W, 3) uint8 RGB; None where there is none that can be read.
    """
    if not path.is_file():
        return None
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute(
                "SELECT jpeg FROM thumbnail WHERE key = ? ORDER BY side DESC LIMIT 1", (key,)
            ).fetchone()
    except sqlite3.Error:
        return None
    return decode(row[0]) if row else None


def encode(rgb: np.ndarray, quality: int = QUALITY) -> bytes:
    """Return (H, W, 3) uint8 RGB as JPEG bytes."""
    _, buffer = cv2.imencode(".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return buffer.tobytes()


def decode(jpeg: bytes) -> np.ndarray | None:
    """Return JPEG bytes of this store as (H, W, 3) uint8 RGB; None where they are damaged."""
    if not jpeg:
        return None  # OpenCV takes this for a mistake of its caller
    pixels = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    return None if pixels is None else cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
