"""What has to be known of a file before its pictures become images: its hash, and size and look of each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tlstudio.core.errors import ImageError
from tlstudio.core.words import Skipped
from tlstudio.imaging import hashes, read
from tlstudio.imaging.sampling import DEFAULT, Sampling
from tlstudio.project.commands.images import NewImage

_HASH_SIDE = 64


@dataclass(frozen=True, slots=True)
class Looked:
    """One file after hashing and looking at its pages.

    Attributes:
        pages: Those that could be decoded, at least one; paths and groups are left empty.
        skipped: Pages that could not, and the end that a video lacks.
        said: Which frames of a video were taken, in words; empty for everything else.
    """

    content_hash: str
    pages: tuple[NewImage, ...]
    skipped: tuple[Skipped, ...] = ()
    said: str = ""


def look_at(
    path: Path,
    sampling: Sampling = DEFAULT,
    *,
    most: int | None = None,
    on_page: Callable[[Path, int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Looked:
    """Hash a file and look at each of its pages.

    Args:
        sampling: Which frames of a video; of other files all pages are taken.
        most: Look at no more pages than this; None = at all.
        on_page: Called with (file, done, total) before each page of several.
        should_stop: Asked after each page of several; True leaves the others out.

    Raises:
        ImageError: The file cannot be read as a picture, or none of its pages.
    """
    content_hash = hashes.content_hash(path)
    probe = read.probe(path)
    numbers, said = range(probe.pages), ""
    if probe.format == "video":
        numbers = range(0, probe.pages, sampling.step(probe.pages, probe.rate))
        said = sampling.sentence(probe.pages, probe.rate)
    pages: list[NewImage] = []
    faults: list[tuple[int, ImageError]] = []
    for done, page in enumerate(numbers[:most]):
        if on_page is not None and probe.pages > 1:
            on_page(path, done, len(numbers[:most]))
        try:
            size = probe if page == 0 or probe.format == "video" else read.probe(path, page=page)
            # Decoding once, small, also finds damage that a header does not show.
            small = read.read_image(path, page=page, max_side=_HASH_SIDE)
        except ImageError as error:
            faults.append((page, error))
            continue
        pages.append(
            NewImage(
                path="",
                content_hash=content_hash,
                page=page,
                pages=probe.pages,
                width=size.width,
                height=size.height,
                file_bytes=probe.file_bytes,
                perceptual_hash=hashes.perceptual_hash(small),
            )
        )
        if probe.pages > 1 and should_stop is not None and should_stop():
            break
    if not pages:
        raise faults[0][1]
    skipped = _skipped(path, numbers, faults)
    if probe.lost:
        skipped += (Skipped(f"{path} [after {probe.pages}]", f"The video's end is cut off: {probe.lost:.1f} s lack."),)
    return Looked(content_hash, tuple(pages), skipped, said)


def _skipped(path: Path, numbers: Sequence[int], faults: Sequence[tuple[int, ImageError]]) -> tuple[Skipped, ...]:
    """List pages that cannot be read; those that follow each other are one line, or a cut stack would fill the list."""
    runs: list[list[tuple[int, ImageError]]] = []
    following = dict(pairwise(numbers))
    for page, error in faults:
        if runs and following.get(runs[-1][-1][0]) == page:
            runs[-1].append((page, error))
        else:
            runs.append([(page, error)])
    return tuple(
        Skipped(
            f"{path} [{run[0][0] + 1}]" if len(run) == 1 else f"{path} [{run[0][0] + 1} to {run[-1][0] + 1}]",
            run[0][1].sentence,
        )
        for run in runs
    )
