"""JPEG: its header read by hand, decoding at a reduced scale, and finding out whether the file ends early.

OpenCV's decoder is two to four times as fast as Pillow's where a smaller picture is enough, and releases the interpreter's
lock. It hands back a whole picture for a file that was cut and had an end marker put behind it, so the end is checked first.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import cv2
import numpy as np

from tlstudio.imaging.orientation import exif_orientation
from tlstudio.imaging.source import Fault
from tlstudio.imaging.tones import to_rgb, to_uint8

_SOF = frozenset({*range(0xC0, 0xD0), 0xF7}) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_LOSSLESS = frozenset({0xC3, 0xC7, 0xCB, 0xCF})
_JPEG_LS = 0xF7
# With Huffman codes a block takes two bits or more: 227 pixels per byte with the coarsest usual sub-sampling, 256 in grey;
# JPEG-LS codes runs, and gets far only in blank pictures. A small file with a huge size in its header is refused before
# that size is allocated and filled.
_MOST_PIXELS_PER_BYTE = {0xC0: 512, 0xC1: 512, 0xC2: 512, 0xC3: 512, _JPEG_LS: 2000}
_END = b"\xff\xd9"
_BGRA = 13  # JCS_EXT_BGRA of libjpeg-turbo
_FLAGS = {
    1: cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION,
    2: cv2.IMREAD_REDUCED_GRAYSCALE_2 | cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION,
    4: cv2.IMREAD_REDUCED_GRAYSCALE_4 | cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION,
    8: cv2.IMREAD_REDUCED_GRAYSCALE_8 | cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION,
}


@dataclass(frozen=True, slots=True)
class JpegHeader:
    """What a JPEG says before its first scan.

    Attributes:
        width: Stored width in pixels (before turning upright).
        height: Stored height in pixels.
        bits: Bits per sample.
        frame: Code of the start-of-frame marker (0xC0 baseline, 0xC2 progressive, 0xC3 lossless, 0xF7 JPEG-LS).
        scan_at: Offset of the first start-of-scan marker.
    """

    width: int
    height: int
    channels: int
    bits: int
    frame: int
    orientation: int
    scan_at: int

    @property
    def is_progressive(self) -> bool:
        """Whether it is refined from scan to scan."""
        return self.frame in _PROGRESSIVE

    @property
    def mode(self) -> str:
        """Pillow's name for the channels."""
        if self.bits > 8:
            return "I;16"
        return {1: "L", 3: "RGB", 4: "CMYK"}.get(self.channels, "RGB")


def read_header(data: bytes) -> JpegHeader:
    """Walk the markers up to the first scan.

    Raises:
        Fault: The file ends inside the header, or has no frame.
    """
    at, orientation, frame = 2, 0, None
    while True:
        at = data.find(b"\xff", at)
        while 0 <= at < len(data) - 1 and data[at + 1] in (0xFF, 0x00):
            at += 1 if data[at + 1] == 0xFF else 2
        if at < 0 or at + 4 > len(data):
            raise Fault("ends inside its header", hint="Copy it again from where it came.")
        code = data[at + 1]
        if 0xD0 <= code <= 0xD9 or code == 0x01:
            at += 2
            continue
        length = struct.unpack_from(">H", data, at + 2)[0]
        body = data[at + 4 : at + 2 + length]
        if code in _SOF and len(body) >= 6:
            bits, height, width, channels = struct.unpack_from(">BHHB", body)
            frame = (width, height, channels, bits, code)
        elif code == 0xE1 and not orientation and body[:6] == b"Exif\0\0":
            orientation = exif_orientation(body)
        elif code == 0xDA:
            if frame is None:
                raise Fault("has no frame header before its data")
            return JpegHeader(*frame, orientation=orientation or 1, scan_at=at)
        at += 2 + length


def scale_for(header: JpegHeader, shorter: int) -> int:
    """Return the largest reduction (1, 2, 4, 8) that leaves the shorter side at least `shorter` pixels long."""
    side = min(header.width, header.height)
    return next((scale for scale in (8, 4, 2) if side // scale >= shorter), 1)


def decode(data: bytes, header: JpegHeader, scale: int = 1) -> np.ndarray:
    """Decode to (H, W, 3) uint8 RGB as stored (not upright), sides divided by `scale`.

    Raises:
        Fault: The file ends early, or the codec is unknown or refuses.
    """
    _refuse_too_small(data, header)
    if header.frame == _JPEG_LS or header.frame in _LOSSLESS or header.bits > 8:
        return _decode_rare(data, header)
    buffer = _with_end(data, header)
    pixels = _decode_common(buffer, scale)
    if pixels is None:
        raise Fault("is damaged: its JPEG data cannot be decoded", hint="Copy it again from where it came.")
    return pixels


def _refuse_too_small(data: bytes, header: JpegHeader) -> None:
    most = _MOST_PIXELS_PER_BYTE.get(header.frame)
    if most is not None and header.width * header.height > most * len(data):
        raise Fault(
            f"ends early (its {len(data):,} bytes cannot hold {header.width:,} x {header.height:,} pixels)",
            hint="Copy it again from where it came.",
        )


def converts_by_itself(header: JpegHeader) -> bool:
    """Whether the decoder brings the stored colours to those of a screen: grey or colours of 8 bits, no inks."""
    is_rare = header.frame == _JPEG_LS or header.frame in _LOSSLESS
    return not is_rare and header.bits == 8 and header.channels in (1, 3)


def decode_into(data: bytes, header: JpegHeader, target: np.ndarray) -> bool:
    """Decode into memory that is there already, as stored (not upright), the same pixels as `decode`.

    Args:
        data: The whole file.
        header: Its header; `converts_by_itself` says whether it may be asked for.
        target: (H, W, 3) uint8 for RGB or (H, W, 4) uint8 for blue, green, red and 255; contiguous.

    Returns:
        False where the decoder refuses, and `decode` says why.

    Raises:
        Fault: The file ends early.
    """
    import imagecodecs

    _refuse_too_small(data, header)
    try:
        # Told by its number: of the names that imagecodecs knows, none stands for this order with a fourth byte.
        imagecodecs.jpeg8_decode(
            _with_end(data, header), outcolorspace="RGB" if target.shape[2] == 3 else _BGRA, out=target
        )
    except (RuntimeError, ValueError):
        return False
    return True


def _decode_common(data: bytes, scale: int) -> np.ndarray | None:
    try:
        return cv2.imdecode(np.frombuffer(data, np.uint8), _FLAGS[scale])
    except cv2.error as err:
        raise Fault("is damaged: its JPEG data cannot be decoded", detail=str(err)) from err


def _with_end(data: bytes, header: JpegHeader) -> bytes:
    """Return data that OpenCV decodes: as they are where an end marker follows the scan, else checked and completed."""
    # Inside a scan 0xFF is always followed by 0x00 or a restart marker, so a marker found from behind is a real end.
    if data.rfind(_END, header.scan_at) >= 0:
        return data
    kept = data.rstrip(b"\0")
    readable = _readable_share(kept, header)
    if readable is not None:
        where = f"cut at {100 * readable:.0f} %"
        if header.is_progressive:
            where = "a progressive JPEG: only a coarse picture is there"
        raise Fault(f"ends early ({where})", hint="Copy it again from where it came.")
    return kept + _END


def lacks_only_its_end(data: bytes) -> bool:
    """Whether a file that decodes has no end marker: finding out what is there makes the decoder complain by itself."""
    try:
        return data.startswith(b"\xff\xd8\xff") and data.rfind(_END, read_header(data).scan_at) < 0
    except Fault:
        return False


def _readable_share(data: bytes, header: JpegHeader) -> float | None:
    """Return which share of the picture the bytes cover, or None when only the end marker is missing.

    Decoded twice, with different bytes put behind the end: what changes was not in the file. Where all blocks are there,
    the decoder never looks at the bytes behind them.
    """
    grey = _decode_common(data + _END, 1)
    noise = _decode_common(data + bytes([0x5A, 0xC3, 0x39, 0x66]) * 4096 + _END, 1)
    if grey is None or noise is None:
        return 0.0
    changed = (grey != noise).any(axis=(1, 2))
    if not changed.any():
        return None
    return float(changed.argmax()) / header.height


def _decode_rare(data: bytes, header: JpegHeader) -> np.ndarray:
    """Decode 12-bit, lossless and JPEG-LS files, which OpenCV's colour decoding refuses."""
    import imagecodecs

    try:
        samples = imagecodecs.jpegls_decode(data) if header.frame == _JPEG_LS else imagecodecs.jpeg8_decode(data)
    except (RuntimeError, ValueError) as err:
        kind = "JPEG-LS" if header.frame == _JPEG_LS else "lossless JPEG" if header.frame in _LOSSLESS else "JPEG"
        raise Fault(
            f"is a {header.bits}-bit {kind} file that cannot be decoded",
            hint="Save it as PNG or TIFF.",
            detail=str(err),
        ) from err
    return to_rgb(to_uint8(samples, bits=header.bits))
