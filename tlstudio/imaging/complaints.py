"""Hear what libjpeg says about damaged data: it says it on the process's standard error only, and decodes on.

OpenCV hands neither the words nor their number on. While a `Listening` is entered, file descriptor 2 leads into a
temporary file; Python's own `sys.stderr` keeps leading to where it led, and what others wrote is passed on at the end.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import threading
from types import TracebackType
from typing import IO, TextIO

# What libjpeg and libjpeg-turbo begin their warnings about data with (jerror.h).
_WARNINGS = (
    b"Corrupt JPEG data",
    b"Premature end of JPEG",
    b"Inconsistent progression",
    b"Invalid SOS parameters",
    b"Warning: unknown JFIF",
    b"Unsupported marker type",
    b"Unknown Adobe color transform",
)
_DAMAGE = _WARNINGS[:3]
_STDERR = 2

_in_use = threading.Lock()


class Listening:
    """Listens from `with` on; one at a time in a process, any other one hears nothing."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._old_fd = -1
        self._old_stderr: TextIO | None = None
        self._own_stderr: TextIO | None = None
        self._read = 0

    def __enter__(self) -> Listening:
        """Lead descriptor 2 away, where there is one."""
        # Without pread the file could not be read while others write to it (Windows).
        if not hasattr(os, "pread") or not _in_use.acquire(blocking=False):
            return self
        try:
            self._old_fd = os.dup(_STDERR)
        except OSError:  # a window started without a console
            _in_use.release()
            return self
        self._file = tempfile.TemporaryFile()
        with contextlib.suppress(AttributeError, OSError, ValueError, io.UnsupportedOperation):
            if sys.stderr.fileno() == _STDERR:
                sys.stderr.flush()
                self._old_stderr = sys.stderr
                self._own_stderr = os.fdopen(os.dup(self._old_fd), "w", buffering=1, errors="backslashreplace")
                sys.stderr = self._own_stderr
        os.dup2(self._file.fileno(), _STDERR)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Bring everything back, and pass on what was not libjpeg's."""
        if self._file is None:
            return
        os.dup2(self._old_fd, _STDERR)
        # A progress bar may have wrapped the stream meanwhile, and will put it back: then it stays, leading to the same place.
        if self._own_stderr is not None and self._old_stderr is not None and sys.stderr is self._own_stderr:
            sys.stderr = self._old_stderr
            self._own_stderr.close()
        self._file.seek(0)
        others = [line for line in self._file if not line.startswith(_WARNINGS)]
        self._file.close()
        self._file = None
        with contextlib.suppress(OSError):
            os.write(self._old_fd, b"".join(others))
        os.close(self._old_fd)
        _in_use.release()

    def heard_damage(self) -> bool:
        """Whether a picture decoded since the last call was found damaged."""
        if self._file is None:
            return False
        written = os.pread(self._file.fileno(), 1 << 20, self._read)
        self._read = os.fstat(self._file.fileno()).st_size
        return any(line.startswith(_DAMAGE) for line in written.splitlines())
