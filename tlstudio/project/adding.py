"""Register pictures: scan, hash and look at each in worker threads, recognise what is known, say what was left out."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from tlstudio.core.errors import ImageError
from tlstudio.core.words import Image, Skipped
from tlstudio.imaging import scan, series
from tlstudio.imaging.complaints import Listening
from tlstudio.imaging.jpeg import lacks_only_its_end
from tlstudio.imaging.read import read_image
from tlstudio.imaging.sampling import DEFAULT, Sampling
from tlstudio.project.commands.images import AddImages, NewImage, RelocateImages
from tlstudio.project.copying import copy_into
from tlstudio.project.grouping import GroupRule
from tlstudio.project.looking import Looked, look_at
from tlstudio.project.project import Project
from tlstudio.project.splits import join_sides

# One transaction per piece: what was finished is kept when the person stops or the power does.
PIECE = 256
DAMAGED = "damaged: part of the picture may be wrong"
_SMALL = 64


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the pictures.

    Attributes:
        added: New images (pages and frames count each).
        known: Files that are in the project already.
        moved: Known files whose old place is empty; the project now points to the new one.
        skipped: Files, or pages of a file, left out, with the reason.
        duplicates: Files with the same bytes as another one; counted in `known`, the reason names the other.
        image_ids: Ids of the new images.
        hashes: Content hash of every file that could be read.
        step: Continue it with `Project.run(..., step=...)` to undo both together; None = nothing changed.
        stopped: Whether it was interrupted; what was finished is in.
        damaged: Files that are in, flagged: their decoder found wrong data and went on.
        videos: Video -> which of its frames were taken, in words.
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
    damaged: tuple[Skipped, ...] = ()
    videos: Mapping[Path, str] = field(default_factory=dict[Path, str])


@dataclass(frozen=True, slots=True)
class _Found:
    """One file after it was looked at; its pages have their path and group."""

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
    damaged: list[Skipped] = field(default_factory=list[Skipped])
    image_ids: list[int] = field(default_factory=list[int])
    hashes: dict[Path, str] = field(default_factory=dict[Path, str])
    videos: dict[Path, str] = field(default_factory=dict[Path, str])
    said: str = ""
    step: int | None = None

    def added(self, *, stopped: bool) -> Added:
        """The result as it stands now."""
        return Added(
            added=len(self.image_ids),
            known=self.known,
            moved=self.moved,
            skipped=tuple(self.skipped),
            duplicates=tuple(self.duplicates),
            image_ids=tuple(self.image_ids),
            hashes=self.hashes,
            step=self.step,
            stopped=stopped,
            damaged=tuple(self.damaged),
            videos=self.videos,
        )


def add_images(
    project: Project,
    paths: Iterable[Path],
    *,
    recursive: bool = True,
    copy: bool = False,
    group_by: str = "",
    sampling: Sampling = DEFAULT,
    on_progress: Callable[[int, int], None] | None = None,
    on_page: Callable[[Path, int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    workers: int | None = None,
) -> Added:
    """Register files and folders as images of the project; one undo step.

    Args:
        copy: Copy new files into `images/` of the project instead of pointing to where they are.
        group_by: See `GroupRule`.
        sampling: Which frames of videos become images; adding a video again with another choice adds what lacks.
        on_progress: Called with (done, total) files from this thread.
        on_page: Called with (file, done, total) pages or frames of a file with several, from other threads.
        should_stop: Asked after each piece of files, and from other threads after each page of several; True ends early.

    Raises:
        UsageError: `group_by` is not a regular expression.
        DiskFull: The project (or a copy) could not be written; earlier pieces are kept.
    """
    rule = GroupRule(group_by)
    look = partial(look_at, sampling=sampling, on_page=on_page, should_stop=should_stop)
    tally = _Tally()
    found = list(scan.scan(paths, recursive=recursive))
    tally.skipped += [one for one in found if isinstance(one, Skipped)]
    files, series_of = series.in_order([one for one in found if isinstance(one, Path)])
    tally.said = f"Add images from {len(files):,} files" if len(files) > PIECE else ""
    stopped = False
    with Listening() as ears, ThreadPoolExecutor(workers or os.cpu_count() or 2, thread_name_prefix="adding") as pool:
        for start in range(0, len(files), PIECE):
            piece = files[start : start + PIECE]
            if should_stop is not None and should_stop():
                stopped = True
                break
            named = {path: rule.group_of(project.relative(path)) or series_of.get(path, "") for path in piece}
            looked = _look_at(
                project, named, look, pool, tally, lambda n, d=start: _report(on_progress, d + n, len(files))
            )
            if ears.heard_damage():
                looked = [_marked(file, ears, tally) for file in looked]
            _store(project, looked, copy, tally)
    if tally.image_ids:
        join_sides(project, tally.image_ids, step=tally.step)
    return tally.added(stopped=stopped)


def _look_at(
    project: Project,
    groups: Mapping[Path, str],
    look: Callable[[Path], Looked],
    pool: ThreadPoolExecutor,
    tally: _Tally,
    report: Callable[[int], None],
) -> list[_Found]:
    """Look at files in parallel; keep their order, note those that cannot be read."""

    def one(path: Path) -> Looked | Skipped:
        try:
            return look(path)
        except ImageError as err:
            return Skipped(str(path), err.sentence)

    good: list[_Found] = []
    for number, (path, result) in enumerate(zip(groups, pool.map(one, groups), strict=True), start=1):
        if isinstance(result, Skipped):
            tally.skipped.append(result)
        else:
            stored = project.relative(path)
            # Pages of one file show the same thing: they stay together in the split.
            group = groups[path] or (stored if result.pages[0].pages > 1 else "")
            pages = tuple(replace(page, path=stored, group=group) for page in result.pages)
            good.append(_Found(path, result.content_hash, pages))
            tally.hashes[path] = result.content_hash
            tally.skipped += result.skipped
            if result.said:
                tally.videos[path] = result.said
        report(number)
    return good


def _marked(file: _Found, ears: Listening, tally: _Tally) -> _Found:
    """Decode a file of a piece in which damage was heard once more, alone, and flag it if it was the one."""
    if len(file.pages) != 1:
        return file  # pages of a stack or frames of a video are no JPEG file
    with contextlib.suppress(ImageError, OSError):
        if lacks_only_its_end(file.path.read_bytes()):
            return file
        read_image(file.path, page=next(iter(file.pages)).page, max_side=_SMALL)
    if not ears.heard_damage():
        return file
    tally.damaged.append(Skipped(str(file.path), DAMAGED))
    return replace(file, pages=tuple(replace(page, note=DAMAGED) for page in file.pages))


def _store(project: Project, looked: Sequence[_Found], copy: bool, tally: _Tally) -> None:
    """Tell new files from known and moved ones, and write the piece."""
    known: dict[str, list[Image]] = {}
    for image in project.read.images_by_hash(file.content_hash for file in looked):
        known.setdefault(image.content_hash, []).append(image)
    new: dict[str, _Found] = {}
    moved: dict[int, str] = {}
    lacking: list[NewImage] = []
    for file in looked:
        stored = project.relative(file.path)
        before = known.get(file.content_hash)
        if file.content_hash in new:
            _note_duplicate(tally, file, new[file.content_hash].pages[0].path)
        elif before is None:
            new[file.content_hash] = file
        elif any(image.path == stored for image in before):
            tally.known += 1
            lacking += _lacking(file, before)
            moved.update({image.id: stored for image in before if image.missing})
        elif project.absolute(before[0]).exists():
            _note_duplicate(tally, file, before[0].path)
        else:
            tally.moved += 1
            moved.update(dict.fromkeys((image.id for image in before), stored))
    images = [page for file in new.values() for page in (_copied(project, file) if copy else file.pages)]
    images += lacking
    if images:
        tally.image_ids += _run(project, AddImages(tuple(images), tally.said), tally)
    if moved:
        _run(project, RelocateImages(moved), tally)


def _lacking(file: _Found, before: Sequence[Image]) -> list[NewImage]:
    """Pages that were not taken the last time; they join the group that the others are in now."""
    there = {image.page for image in before}
    return [replace(page, group=before[0].group) for page in file.pages if page.page not in there]


def _run(project: Project, command: AddImages | RelocateImages, tally: _Tally) -> list[int]:
    outcome = project.run(command, step=tally.step)
    tally.step = outcome.step or tally.step
    return outcome.result if isinstance(outcome.result, list) else []


def _note_duplicate(tally: _Tally, file: _Found, other: str) -> None:
    tally.known += 1
    tally.duplicates.append(Skipped(str(file.path), f"has the same content as {other}"))


def _copied(project: Project, file: _Found) -> Iterator[NewImage]:
    stored = project.relative(copy_into(project.root / "images", file.path, file.content_hash))
    for page in file.pages:
        yield replace(page, path=stored)


def _report(on_progress: Callable[[int, int], None] | None, done: int, total: int) -> None:
    if on_progress is not None:
        on_progress(done, total)
