"""Clips whose frames carry their number as bright and dark stripes, and a reader of the number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

STRIPE, SIZE = 20, (160, 96)


def write_clip(path: Path, frames: int = 60, *, codec: str = "mpeg4", gop: int = 12, b_frames: int = 0) -> Path:
    """Write `frames` frames of 160 x 96 pixels at 25 a second."""
    import av

    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=25)
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.codec_context.gop_size = gop
        if b_frames:
            stream.codec_context.max_b_frames = b_frames
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(draw(number), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def draw(number: int) -> np.ndarray:
    """Return (96, 160, 3) uint8 with the number's lowest eight bits as stripes."""
    pixels = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    for bit in range(8):
        if number >> bit & 1:
            pixels[:, bit * STRIPE : (bit + 1) * STRIPE] = 255
    return pixels


def number_in(rgb: np.ndarray) -> int:
    """Read the number back, at any scale."""
    height, width = rgb.shape[:2]
    middles = [int((bit + 0.5) * width / 8) for bit in range(8)]
    return sum(1 << bit for bit, x in enumerate(middles) if rgb[height // 2, x].mean() > 128)
