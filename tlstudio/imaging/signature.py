"""What a file is, from its first bytes: names and extensions lie."""

from __future__ import annotations

from tlstudio.imaging.source import Fault

_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"BM", "bmp"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"\0\0\1\0", "ico"),
    (b"P1", "pnm"),
    (b"P2", "pnm"),
    (b"P3", "pnm"),
    (b"P4", "pnm"),
    (b"P5", "pnm"),
    (b"P6", "pnm"),
    (b"\x1aE\xdf\xa3", "video"),  # Matroska, WebM
    (b"\0\0\1\xba", "video"),  # MPEG
    (b"\0\0\1\xb3", "video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),  # Windows Media
    (b"FLV\1", "video"),
)
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_VIDEO_BRANDS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V",
    b"qt  ",
    b"3gp",
    b"3g2",
    b"dash",
    b"MSNV",
    b"f4v",
    b"XAVC",
)
# QuickTime files of old begin with one of these.
_QUICKTIME_ATOMS = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip"})
# Formats without a signature; only here the extension decides.
_BY_EXTENSION = {".tga": "tga", ".dcm": "dicom"}

_FAMILIES = {
    "jpeg": (".jpg", ".jpeg", ".jpe", ".jfif", ".jls", ".mpo"),
    "png": (".png", ".apng"),
    "tiff": (".tif", ".tiff"),
    "bmp": (".bmp", ".dib"),
    "jp2": (".jp2", ".j2k", ".jpx", ".jpf", ".j2c"),
    "heif": (".avif", ".avifs", ".heic", ".heif"),
    "pnm": (".pgm", ".ppm", ".pbm", ".pnm"),
    "others": (".gif", ".webp", ".tga", ".ico", ".dcm"),
}
# What a folder scan looks at; a file named by hand is told by its content alone.
EXTENSIONS = frozenset(extension for family in _FAMILIES.values() for extension in family)
VIDEO_EXTENSIONS = frozenset(
    [".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv", ".mts", ".m2ts", ".3gp", ".flv"]
)


def signature(head: bytes, extension: str = "") -> str:
    """Name the picture format of a file from its first bytes (at least 132 for DICOM, 400 for MPEG streams), or return "".

    Args:
        head: First bytes of the file.
        extension: Lower case with the dot; decides only for formats that have no signature (TGA, bare DICOM).
    """
    if head[128:132] == b"DICM":
        # First of all: its free preamble of 128 bytes may hold a TIFF header.
        return "dicom"
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "video"
    if head[4:8] == b"ftyp":
        brands = {head[8:12], *(head[at : at + 4] for at in range(16, min(len(head), 64), 4))}
        if brands & {b"avif", b"avis"}:
            return "avif"
        if brands & _HEIF_BRANDS:
            return "heif"
        return "video" if any(brand.startswith(_VIDEO_BRANDS) for brand in brands) else ""
    if head[4:8] in _QUICKTIME_ATOMS or _is_transport_stream(head):
        return "video"
    return "" if looks_like_text(head) else _BY_EXTENSION.get(extension, "")


def _is_transport_stream(head: bytes) -> bool:
    """MPEG packets of 188 bytes, or of 192 with a time before each, every one with the same first byte."""
    return any(
        len(head) > at + 2 * length and all(head[at + n * length] == 0x47 for n in range(3))
        for at, length in ((0, 188), (4, 192))
    )


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes read as UTF-8 or plain 8-bit text."""
    start = head[:512]
    return bool(start) and not any(byte < 9 or 13 < byte < 32 for byte in start)


def not_a_picture(head: bytes, size: int) -> Fault:
    """Say what a file without a known signature is instead of a picture."""
    if size == 0:
        return Fault("is empty (0 bytes)", hint="Copy it again from where it came.")
    if not head.strip(b"\0"):
        return Fault(
            "holds only zero bytes, as after a power cut or a broken copy", hint="Copy it again from where it came."
        )
    if head.startswith(b"version https://git-lfs"):
        return Fault(
            "is a Git LFS pointer; the real file was not fetched", hint="Run `git lfs pull` where it came from."
        )
    lowered = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head[:2048].lower():
        return Fault("is a vector drawing (SVG); labels need pixels", hint="Save it as PNG first.")
    if lowered.startswith((b"<!doctype html", b"<html", b"<head")):
        return Fault(
            "is a web page, not a picture (an error page saved in its place)", hint="Download the picture again."
        )
    if head.startswith(b"%PDF"):
        return Fault("is a PDF document, not a picture", hint="Save its pages as PNG first.")
    if b"\xff\xd8\xff" in head[:64]:
        return Fault("has stray bytes before its JPEG data", hint="Save it again with an image program.")
    if looks_like_text(head):
        return Fault("is a text file, not a picture")
    return Fault("is not a picture of a known kind", hint="Save it as JPEG, PNG or TIFF.")
