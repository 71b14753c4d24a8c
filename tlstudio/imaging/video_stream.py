"""Open a video with PyAV, if that optional package is there, and say what can go wrong in our words."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import Any

from tlstudio.imaging.source import MAX_PIXELS, Fault

COPY = "Copy it again from where it came."
_MISSING = "is a video, and the package that reads its frames is not installed"
_HINT = "Install it with `pip install tlstudio[video]`, then add the file again."
# A stream is told what it may open: a file that names other files or addresses gets neither.
_OPTIONS = {"protocol_whitelist": "file"}


def open_video(path: Path) -> Any:
    """Open a file; the container of PyAV.

    Raises:
        Fault: PyAV is missing, or the file is damaged.
    """
    if importlib.util.find_spec("av") is None:
        raise Fault(_MISSING, hint=_HINT)
    av = importlib.import_module("av")
    try:
        return av.open(str(path.absolute()), options=_OPTIONS, metadata_errors="replace")
    except damage() as err:
        raise Fault("is damaged or cut off: its video header cannot be read", hint=COPY, detail=str(err)) from err


def picture_stream(container: Any) -> Any:
    """Return the stream of moving pictures (a cover picture is none), set up to decode."""
    for stream in container.streams.video:
        context = stream.codec_context
        if context is not None and "attached_pic" not in str(stream.disposition).lower():
            # Beyond this many pixels the decoder itself refuses, also where the size changes midway.
            context.options = {"max_pixels": str(MAX_PIXELS)}
            stream.thread_type = "SLICE"
            return stream
    raise Fault("holds no pictures, or is coded in a way that cannot be decoded")


def stamp_of(thing: Any) -> int | None:
    """When a packet or a frame is shown, in the stream's units; None where nobody knows."""
    return thing.pts if thing.pts is not None else thing.dts


def damage() -> tuple[type[BaseException], ...]:
    """What PyAV raises on damaged data; most of its errors are an OSError or a ValueError as well."""
    av = importlib.import_module("av")
    return (av.FFmpegError, OSError, ValueError, RuntimeError, EOFError, MemoryError)
