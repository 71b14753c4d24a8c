"""Everything that Pillow opens: PNG, GIF, WebP, AVIF, BMP, JPEG 2000, PNM, TGA, ICO, with frames as pages."""

from __future__ import annotations

import io
import re
import struct
import warnings
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFile, UnidentifiedImageError

from tlstudio.imaging import png
from tlstudio.imaging.orientation import exif_orientation
from tlstudio.imaging.source import MAX_PIXELS, Fault, TooLarge, check_size
from tlstudio.imaging.tones import cmyk_to_rgb, to_rgb, to_uint8

# Pillow's own guard stays as the second one, at our limit (it refuses at twice this number), for sizes that a file
# states only inside (an icon's PNG, a frame).
Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
# Damage is reported as our own sentence.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")

_FORMATS = {
    "png": ("PNG",),
    "gif": ("GIF",),
    "webp": ("WEBP",),
    "avif": ("AVIF",),
    "bmp": ("BMP", "DIB"),
    "jp2": ("JPEG2000",),
    "pnm": ("PPM",),
    "tga": ("TGA",),
    "ico": ("ICO",),
    "tiff": ("TIFF",),
    "jpeg": ("JPEG",),
}
KINDS = frozenset(_FORMATS)
# What Pillow's readers raise on damaged data; anything else is a bug of ours.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    RuntimeError,
    struct.error,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    MemoryError,
)


@dataclass(frozen=True, slots=True)
class Header:
    """What is read without decoding: stored size, frames, mode, EXIF orientation.

    Of videos: `rate` in frames a second, `lost` seconds at the end that the file promises and does not hold.
    """

    width: int
    height: int
    pages: int
    mode: str
    orientation: int
    rate: float = 0.0
    lost: float = 0.0


def read_header(data: bytes, kind: str, page: int = 0) -> Header:
    """Open a picture without decoding it.

    Raises:
        Fault: Damaged, or the page is not there.
        TooLarge: Beyond the limits.
    """
    with _open(data, kind, page) as image:
        return _header(image, kind)


def decode(data: bytes, kind: str, page: int = 0) -> tuple[np.ndarray, int]:
    """Decode one page to (H, W, 3) uint8 RGB as stored, and its EXIF orientation.

    Raises:
        Fault: Damaged, or the page is not there.
        TooLarge: Beyond the limits.
    """
    with _open(data, kind, page) as image:
        header = _header(image, kind)
        check_size(header.width, header.height)
        deep = _deep_samples(data, kind, page)
        if deep is not None:
            return to_rgb(deep), header.orientation
        try:
            image.load()
        except _DAMAGE as err:
            raise _damaged(err) from err
        return _pixels(image), header.orientation


def _open(data: bytes, kind: str, page: int) -> ImageFile.ImageFile:
    if kind == "png" and len(data) >= 24:
        # The size stands at a fixed place: this refusal can name it, Pillow's own cannot.
        check_size(*struct.unpack_from(">II", data, 16))
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS[kind])
        pages = _pages(image, kind)
        if not 0 <= page < pages:
            raise Fault(f"has {pages} page{'s' * (pages > 1)}; page {page + 1} is not there")
        if page:
            image.seek(page)
    except Image.DecompressionBombError as err:
        found = re.search(r"\d+", str(err))
        raise TooLarge(
            f"claims {int(found.group()) / 1e6 if found else 0:,.0f} megapixels; "
            f"more than {MAX_PIXELS // 1_000_000} megapixels are not decoded",
            hint="Cut it into smaller pictures, or save a smaller copy.",
        ) from err
    except UnidentifiedImageError as err:
        raise Fault(
            f"is damaged: its {kind.upper()} header cannot be read", hint="Copy it again from where it came."
        ) from err
    except _DAMAGE as err:
        raise _damaged(err) from err
    return image


def _pages(image: ImageFile.ImageFile, kind: str) -> int:
    # An icon holds one picture at several sizes, a stereo or phone JPEG a picture and its companions: one page each.
    return 1 if kind in ("ico", "jpeg") else int(getattr(image, "n_frames", 1))


def _header(image: ImageFile.ImageFile, kind: str) -> Header:
    # `info` instead of getexif(): the latter falls back to XMP, which we do not follow.
    exif = image.info.get("exif", b"")
    orientation = exif_orientation(exif) if isinstance(exif, bytes) else 1
    return Header(image.width, image.height, _pages(image, kind), image.mode, orientation)


def _deep_samples(data: bytes, kind: str, page: int) -> np.ndarray | None:
    """Return colour samples of 16 bits scaled to 8, channels last and RGB, where Pillow would cut them to their high byte."""
    if kind != "png" or page != 0 or not png.is_deep(data) or png.is_grey(data):
        return None
    samples = png.decode_deep(data)
    if samples.ndim == 2 or samples.shape[2] % 2:
        return to_uint8(samples)
    return np.dstack([to_uint8(samples[:, :, :-1]), (samples[:, :, -1] / 257).astype(np.uint8)])


def _pixels(image: Image.Image) -> np.ndarray:
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return to_rgb(to_uint8(_unsigned(np.asarray(image))))
    if image.mode == "CMYK":
        return cmyk_to_rgb(np.asarray(image))
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return to_rgb(np.asarray(image.convert("RGBA")))
    return to_rgb(np.asarray(image.convert("RGB")))


def _unsigned(samples: np.ndarray) -> np.ndarray:
    """Return Pillow's 32-bit mode as unsigned where no sample is negative: it holds 16-bit data without saying so."""
    if samples.dtype.kind == "i" and samples.size and samples.min() >= 0:
        return samples.astype(np.uint32)
    return samples


def _damaged(err: BaseException) -> Fault:
    text = str(err).lower()
    if "truncated" in text or isinstance(err, EOFError):
        return Fault("is cut off: its data end early", hint="Copy it again from where it came.", detail=str(err))
    if "checksum" in text or "crc" in text:
        return Fault("is damaged: a checksum is wrong", hint="Copy it again from where it came.", detail=str(err))
    return Fault("is damaged and cannot be decoded", hint="Copy it again from where it came.", detail=str(err))
