"""Unpack a .zip that an export came in: into a folder of its own, for as long as it is read, and never beyond limits."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from tlstudio.core.errors import FormatError
from tlstudio.core.words import Skipped
from tlstudio.formats import progress

MOST_FILES = 500_000
MOST_BYTES = 50_000_000_000
MOST_GROWTH = 200
"""How many times its packed size a file may have: text packs 20 times, a bomb a thousand."""
_SMALL = 10_000_000
_PIECE = 1 << 20
# What systems put beside the files.
_CLUTTER = ("__MACOSX", ".DS_Store", "Thumbs.db")


@dataclass(frozen=True, slots=True)
class Opened:
    """A place to read from.

    Attributes:
        path: The path itself, or what was in the archive.
        unpacked: The temporary folder; None = the path was no archive.
        skipped: Members that were left out.
    """

    path: Path
    unpacked: Path | None = None
    skipped: tuple[Skipped, ...] = ()


def is_archive(path: Path) -> bool:
    """Whether a path is a .zip, by name and content."""
    return path.suffix.lower() == ".zip" and path.is_file() and zipfile.is_zipfile(path)


@contextmanager
def opened(path: Path) -> Generator[Opened]:
    """Give a path to read from: itself, or the content of an archive, which vanishes at the end.

    Members whose name leads out of the folder, links and devices are left out and listed.

    Raises:
        FormatError: The archive is damaged, encrypted, or holds more than is sensible; or there is no room.
        Stopped: The person who watches ended it.
    """
    if not is_archive(path):
        yield Opened(path)
        return
    folder = Path(tempfile.mkdtemp(prefix="tlstudio-"))
    try:
        skipped = _unpack(path, folder)
        yield Opened(_inner(folder), folder, tuple(skipped))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _inner(folder: Path) -> Path:
    """A folder or file that is alone in an archive is meant, not the archive."""
    found = list(folder.iterdir())
    return found[0] if len(found) == 1 else folder


def _unpack(path: Path, folder: Path) -> list[Skipped]:
    skipped: list[Skipped] = []
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check(path, members)
            left = MOST_BYTES
            for member in members:
                progress.check()
                parts = PurePosixPath(member.filename.replace("\\", "/")).parts
                if member.filename.endswith("/") or any(part in _CLUTTER for part in parts):
                    continue
                reason = _refusal(member)
                if reason:
                    skipped.append(Skipped(f"{path.name}/{member.filename}", reason))
                    continue
                try:
                    left -= _write(archive, member, folder.joinpath(*parts), left)
                except (FileExistsError, NotADirectoryError, IsADirectoryError):
                    skipped.append(Skipped(f"{path.name}/{member.filename}", "has the name of another"))
                if left < 0:
                    raise FormatError(f"{path.name} holds more than it says.", hint="It was not unpacked.")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError) as err:
        raise FormatError(f"{path.name} is a damaged archive.", hint="Download it again.", detail=str(err)) from err
    except RuntimeError as err:
        raise FormatError(f"{path.name} is encrypted.", hint="Unpack it yourself.") from err
    except OSError as err:
        raise FormatError(f"{path.name} cannot be unpacked: {err.strerror or err}.", hint="Is the disk full?") from err
    return skipped


def _check(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Refuse what says itself that it is too much, before anything is written."""
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_FILES:
        raise FormatError(
            f"{path.name} holds {len(members):,} files, more than {MOST_FILES:,}.", hint="Unpack it yourself."
        )
    if total > MOST_BYTES or (total > _SMALL and total > MOST_GROWTH * max(1, packed)):
        raise FormatError(
            f"{path.name} would grow from {packed:,} to {total:,} bytes; it was not unpacked.",
            hint="Unpack it yourself if you trust it, and import the folder.",
        )
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if total > free:
        raise FormatError(
            f"{path.name} needs {total:,} bytes to be unpacked, and {free:,} are free.",
            hint="Make room, or unpack it yourself.",
        )


def _refusal(member: zipfile.ZipInfo) -> str:
    """Why a member must not be written; "" = it may."""
    name = member.filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or PureWindowsPath(name).drive or ".." in parts or "\0" in name:
        return "leads out of the archive's folder"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "is a link" if kind == stat.S_IFLNK else "is no file"
    return ""


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Write one member; return its true size, which ends where the limit is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    # "x": two members of one name, also by upper and lower case, must not overwrite each other.
    with target.open("xb") as file, archive.open(member) as source:
        while size <= min(left, member.file_size) and (piece := source.read(_PIECE)):
            size += len(piece)
            file.write(piece)
    return size if size <= member.file_size else left + 1
