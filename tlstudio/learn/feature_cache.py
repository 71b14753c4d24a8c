"""Pooled features on disk: rows appended to one mapped file, found by content hash and page, safe against any kill.

`rows.f16` holds the rows one after the other; `index.bin` holds one 32-byte record per row, written after the row it
speaks of. What a killed process left half-written (a torn record, a row without record) is cut off by the next writer
and never seen by a reader. Deleting the folder loses nothing but time.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from filelock import FileLock

# Halves the disk; the rounding (5e-4 relative) is far below what another runtime may differ.
ROW_DTYPE = np.dtype(np.float16)
RECORD = np.dtype([("hash", "S16"), ("page", "<u4"), ("row", "<u4"), ("row_crc", "<u4"), ("record_crc", "<u4")])


class FeatureCache:
    """One folder for one backbone, its weights and one way of preprocessing.

    Keys are `hash:page`, the content hash as 32 hex digits. Several processes may read and append; a lock keeps
    appends apart. One object is used by one thread at a time.

    Args:
        folder: Created when missing.
        dim: Numbers per row.
    """

    def __init__(self, folder: Path, dim: int) -> None:
        self.folder = folder
        self.dim = dim
        folder.mkdir(parents=True, exist_ok=True)
        self._rows_path = folder / "rows.f16"
        self._index_path = folder / "index.bin"
        self._lock = FileLock(folder / "writer.lock")
        self._places: dict[bytes, int] = {}
        self._read_bytes = 0
        self._map: np.ndarray | None = None
        self.refresh()

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, key: str) -> bool:
        return _packed(key) in self._places

    def refresh(self) -> None:
        """Take up what another process appended since."""
        size = self._index_path.stat().st_size if self._index_path.exists() else 0
        if size < self._read_bytes:  # the folder was emptied under us
            self._places, self._read_bytes, self._map = {}, 0, None
        whole = (size - self._read_bytes) // RECORD.itemsize
        if whole == 0:
            return
        with self._index_path.open("rb") as stream:
            stream.seek(self._read_bytes)
            records = np.frombuffer(stream.read(whole * RECORD.itemsize), RECORD)
        n_rows = self._rows_path.stat().st_size // self._row_bytes if self._rows_path.exists() else 0
        for record in records:
            raw = record.tobytes()
            if zlib.crc32(raw[:-4]) != int(record["record_crc"]) or int(record["row"]) >= n_rows:
                break
            self._places[raw[:20]] = int(record["row"])
            self._read_bytes += RECORD.itemsize

    def rows(self, keys: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Look up rows.

        Returns:
            (N, D) float32, zeros where absent, and (N,) bool: present.
        """
        places = np.array([self._places.get(_packed(key), -1) for key in keys], np.int64)
        present = places >= 0
        out = np.zeros((len(keys), self.dim), np.float32)
        if present.any():
            mapped = self._mapped(int(places.max()) + 1)
            # In the order of the file: a cold cache is then read once from front to back.
            order = np.flatnonzero(present)[np.argsort(places[present], kind="stable")]
            out[order] = mapped[places[order]]
        return out, present

    def append(self, keys: Sequence[str], rows: np.ndarray) -> None:
        """Add rows; keys that are known already are left as they are.

        Args:
            keys: (N,).
            rows: (N, D) of any float type.

        Raises:
            OSError: No space left; what was there stays readable.
        """
        with self._lock:
            self.refresh()
            fresh = [place for place, key in enumerate(dict.fromkeys(keys)) if _packed(key) not in self._places]
            if not fresh:
                return
            unique = list(dict.fromkeys(keys))
            position = {key: i for i, key in reversed(list(enumerate(keys)))}
            kept = np.ascontiguousarray(rows[[position[unique[i]] for i in fresh]], ROW_DTYPE)
            start = self._cut_torn_tail()
            with self._rows_path.open("ab") as stream:
                stream.write(kept.tobytes())
            records = b"".join(
                _record(_packed(unique[i]), start + n, zlib.crc32(kept[n].tobytes())) for n, i in enumerate(fresh)
            )
            with self._index_path.open("ab") as stream:
                stream.write(records)
            self.refresh()

    def check(self) -> list[str]:
        """Hashes (hex) whose row does not match its checksum, for `doctor`; reads the whole file."""
        if not self._places:
            return []
        damaged: list[str] = []
        records = np.frombuffer(self._index_path.read_bytes()[: self._read_bytes], RECORD)
        mapped = self._mapped(int(records["row"].max()) + 1)
        for record in records:
            if zlib.crc32(mapped[int(record["row"])].tobytes()) != int(record["row_crc"]):
                damaged.append(record.tobytes()[:16].hex())
        return damaged

    @property
    def _row_bytes(self) -> int:
        return self.dim * ROW_DTYPE.itemsize

    def _mapped(self, at_least: int) -> np.ndarray:
        """The file mapped read-only; mapped again when it has grown past the last map."""
        if self._map is None or len(self._map) < at_least:
            n_rows = self._rows_path.stat().st_size // self._row_bytes
            self._map = np.memmap(self._rows_path, ROW_DTYPE, mode="r", shape=(n_rows, self.dim))
        return self._map

    def _cut_torn_tail(self) -> int:
        """Cut both files back to what is whole; return the number of the next row."""
        for path, whole in ((self._index_path, self._read_bytes), (self._rows_path, None)):
            if not path.exists():
                continue
            size = path.stat().st_size
            # Rows without a record are skipped, not cut: a reader may have them mapped.
            keep = size // self._row_bytes * self._row_bytes if whole is None else whole
            if keep != size:
                with path.open("r+b") as stream:
                    stream.truncate(keep)
        return self._rows_path.stat().st_size // self._row_bytes if self._rows_path.exists() else 0


def key_of(content_hash: str, page: int) -> str:
    """The cache key of one page of a file."""
    return f"{content_hash}:{page}"


def _packed(key: str) -> bytes:
    content_hash, _, page = key.partition(":")
    return bytes.fromhex(content_hash).ljust(16, b"\0")[:16] + int(page or 0).to_bytes(4, "little")


def _record(packed: bytes, row: int, row_crc: int) -> bytes:
    raw = packed + row.to_bytes(4, "little") + row_crc.to_bytes(4, "little")
    return raw + zlib.crc32(raw).to_bytes(4, "little")
