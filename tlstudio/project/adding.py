"""Register pictures: scan, hash and look at each in worker threads, recognise what is known, say what was left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from tlstudio.core.errors import ImageError
from tlstudio.core.words import Image, Skipped
from tlstudio.imaging import hashes, read, scan
from tlstudio.project.commands.images import AddImages, NewImage, RelocateImages
from tlstudio.project.copying import copy_into
from tlstudio.project.grouping import GroupRule
from tlstudio.project.project import Project
from tlstudio.project.splits import join_sides

# One transaction per piece: what was finished is kept when the person stops or the power does.
PIECE = 256
_HASH_SIDE = 64


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the pictures.

    Attributes:
        added: New images (pages and frames count each).
        known: Files that are in the project already.
        moved: Known files whose old place is empty; the project now points to the new one.
        skipped: Files left out, with the reason.
        duplicates: Files with the same bytes as another one; counted in `known`, the reason names the other.
        image_ids: Ids of the new images.
        hashes: Content hash of every file that could be read.
        step: Continue it with `Project.run(..., step=...)` to undo both together; None = nothing changed.
        stopped: Whether it was interrupted; what was finished is in.
    """

    added: int = 0
    known: int = 0
    moved: int = 0
    skipped: tuple[Skipped, ...] = ()
    duplicates: tuple[Skipped, ...] = ()
    image_ids: tuple[int, ...] = ()
    hashes: Mapping[Path, str] = field(default_factory=dict[Path, str])
    step: int | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Looked:
    """One file after hashing and probing."""

    path: Path
    content_hash: str
    pages: tuple[NewImage, ...]


@dataclass
class _Tally:
    """What was found so far."""

    known: int = 0
    moved: int = 0
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    duplicates: list[Skipped] = field(default_factory=list[Skipped])
    image_ids: list[int] = field(default_factory=list[int])
    hashes: dict[Path, str] = field(default_factory=dict[Path, str])
    said: str = ""
    step: int | None = None


def add_images(
    project: Project,
    paths: Iterable[Path],
    *,
    recursive: bool = True,
    copy: bool = False,
    group_by: str = "",
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    workers: int | None = None,
) -> Added:
    """Register files and folders as images of the project; one undo step.

    Args:
        copy: Copy new files into `images/` of the project instead of pointing to where they are.
        group_by: See `GroupRule`.
        on_progress: Called with (done, total) files from this thread.
        should_stop: Asked after each piece of files; True ends early.

    Raises:
        UsageError: `group_by` is not a regular expression.
        DiskFull: The project (or a copy) could not be written; earlier pieces are kept.
    """
    rule = GroupRule(group_by)
    tally = _Tally()
    files: list[Path] = []
    for found in scan.scan(paths, recursive=recursive):
        if isinstance(found, Path):
            files.append(found)
        else:
            tally.skipped.append(found)
    tally.said = f"Add images from {len(files):,} files" if len(files) > PIECE else ""
    stopped = False
    with ThreadPoolExecutor(workers or os.cpu_count() or 2, thread_name_prefix="adding") as pool:
        for start in range(0, len(files), PIECE):
            piece = files[start : start + PIECE]
            if should_stop is not None and should_stop():
                stopped = True
                break
            looked = _look_at(
                project, piece, rule, pool, tally, lambda n, d=start: _report(on_progress, d + n, len(files))
            )
            _store(project, looked, copy, tally)
    if tally.image_ids:
        join_sides(project, tally.image_ids, step=tally.step)
    return Added(
        added=len(tally.image_ids),
        known=tally.known,
        moved=tally.moved,
        skipped=tuple(tally.skipped),
        duplicates=tuple(tally.duplicates),
        image_ids=tuple(tally.image_ids),
        hashes=tally.hashes,
        step=tally.step,
        stopped=stopped,
    )


def look_at(path: Path) -> tuple[str, list[NewImage]]:
    """Hash a file and look at each of its pages; paths and groups are left empty.

    Raises:
        ImageError: The file cannot be read as a picture.
    """
    content_hash = hashes.content_hash(path)
    probe = read.probe(path)
    pages: list[NewImage] = []
    for page in range(probe.pages):
        size = probe if page == 0 else read.probe(path, page=page)
        # Decoding once, small, also finds damage that a header does not show.
        small = read.read_image(path, page=page, max_side=_HASH_SIDE)
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
    return content_hash, pages


def _look_at(
    project: Project,
    piece: Sequence[Path],
    rule: GroupRule,
    pool: ThreadPoolExecutor,
    tally: _Tally,
    report: Callable[[int], None],
) -> list[_Looked]:
    """Look at files in parallel; keep their order, note those that cannot be read."""

    def one(path: Path) -> _Looked | Skipped:
        stored = project.relative(path)
        try:
            content_hash, pages = look_at(path)
        except ImageError as err:
            return Skipped(str(path), err.sentence)
        # Pages of one file show the same thing: they stay together in the split.
        group = rule.group_of(stored) or (stored if len(pages) > 1 else "")
        named = tuple(replace(page, path=stored, group=group) for page in pages)
        return _Looked(path, content_hash, named)

    good: list[_Looked] = []
    for number, result in enumerate(pool.map(one, piece), start=1):
        if isinstance(result, Skipped):
            tally.skipped.append(result)
        else:
            good.append(result)
            tally.hashes[result.path] = result.content_hash
        report(number)
    return good


def _store(project: Project, looked: Sequence[_Looked], copy: bool, tally: _Tally) -> None:
    """Tell new files from known and moved ones, and write the piece."""
    known: dict[str, list[Image]] = {}
    for image in project.read.images_by_hash(file.content_hash for file in looked):
        known.setdefault(image.content_hash, []).append(image)
    new: dict[str, _Looked] = {}
    moved: dict[int, str] = {}
    for file in looked:
        stored = project.relative(file.path)
        before = known.get(file.content_hash)
        if file.content_hash in new:
            _note_duplicate(tally, file, new[file.content_hash].pages[0].path)
        elif before is None:
            new[file.content_hash] = file
        elif any(image.path == stored for image in before):
            tally.known += 1
            moved.update({image.id: stored for image in before if image.missing})
        elif project.absolute(before[0]).exists():
            _note_duplicate(tally, file, before[0].path)
        else:
            tally.moved += 1
            moved.update(dict.fromkeys((image.id for image in before), stored))
    images = [page for file in new.values() for page in (_copied(project, file) if copy else file.pages)]
    if images:
        tally.image_ids += _run(project, AddImages(tuple(images), tally.said), tally)
    if moved:
        _run(project, RelocateImages(moved), tally)


def _run(project: Project, command: AddImages | RelocateImages, tally: _Tally) -> list[int]:
    outcome = project.run(command, step=tally.step)
    tally.step = outcome.step or tally.step
    return outcome.result if isinstance(outcome.result, list) else []


def _note_duplicate(tally: _Tally, file: _Looked, other: str) -> None:
    tally.known += 1
    tally.duplicates.append(Skipped(str(file.path), f"has the same content as {other}"))


def _copied(project: Project, file: _Looked) -> Iterator[NewImage]:
    stored = project.relative(copy_into(project.root / "images", file.path, file.content_hash))
    for page in file.pages:
        yield replace(page, path=stored)


def _report(on_progress: Callable[[int, int], None] | None, done: int, total: int) -> None:
    if on_progress is not None:
        on_progress(done, total)
