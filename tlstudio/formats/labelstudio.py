"""Label Studio: one JSON file of tasks, each with annotations; boxes (turned too), polygons, ellipses, key points, brush."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from tlstudio.core.cards import FormatCard, FormatOption
from tlstudio.core.errors import FormatError
from tlstudio.core.words import Attribute, Skipped
from tlstudio.formats import faults
from tlstudio.formats.files import copied_pictures, lead_to, new_folder, write_text
from tlstudio.formats.gather import Gatherer
from tlstudio.formats.jsonfile import as_dict, as_list, as_text, read_json
from tlstudio.formats.labelstudio_results import read_results
from tlstudio.formats.labelstudio_tasks import config_text, tasks_text
from tlstudio.formats.labelstudio_video import read_video, without_tracks
from tlstudio.formats.records import SPLIT_NAMES, ExportItem, Finder, Guess, ReadResult, Written
from tlstudio.formats.textfile import head_of
from tlstudio.imaging.signature import EXTENSIONS, VIDEO_EXTENSIONS

CARD = FormatCard(
    key="labelstudio",
    title="Label Studio (JSON)",
    extensions=(".json",),
    tasks=("detection", "segmentation"),
    holds=("box", "rotated_box", "polygon", "mask", "point"),
    loses=(
        "Polygons of several parts or with holes become brush strokes, as masks do.",
        "Attributes, groups and whether an object is occluded, truncated or difficult are written as `meta` of a region, "
        "which Label Studio keeps but does not show.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
    read_options=(
        FormatOption(
            "results", ("annotations", "predictions"), "Whose results: of people, or of a model (with scores)."
        ),
    ),
)

TASKS, CONFIG = "tasks.json", "label_config.xml"
_DATA_KEYS = ("image", "video", "img", "image_url", "url")
_FILES = EXTENSIONS | VIDEO_EXTENSIONS
_HASH = re.compile(r"^[0-9a-f]{6,}-")


def sniff(path: Path) -> Guess:
    """Recognise a JSON file with tasks or one task, or a folder that holds such files."""
    files = _files(path)
    if not files:
        return Guess(0.0, "is neither Label Studio's JSON nor a folder with such files")
    where = f"holds {files[0].relative_to(path)} with" if path.is_dir() else "has"
    return Guess(0.94, f"{where} Label Studio's tasks")


def _looks_like(file: Path) -> bool:
    head = head_of(file)
    if '"annotations"' not in head and '"completions"' not in head:
        return False
    # COCO and Datumaro have annotations too.
    return '"categories"' not in head and ('"data"' in head or ('"result"' in head and '"from_name"' in head))


def _files(path: Path) -> list[Path]:
    try:
        found = [path] if path.is_file() else sorted(path.glob("*.json"))
    except OSError:
        return []
    return [file for file in found if file.suffix.lower() == ".json" and file.is_file() and _looks_like(file)]


def read(
    path: Path, *, images: Path | None = None, find: Finder | None = None, results: str = "annotations"
) -> ReadResult:
    """Read an export (a list of tasks, or one task), or each one in a folder.

    Percents are those of the picture; boxes are turned about their upper left corner. Where several people annotated a
    task, the annotation marked as ground truth counts; else all do, with the attribute `annotation`. A submitted
    annotation without results is reviewed and empty, a skipped task undecided.

    Args:
        path: The file or folder.
        images: Folder that the pictures are in.
        find: Knows further pictures.
        results: `predictions` takes what the last model of each task found, with its scores, instead of `annotations`.

    Raises:
        FormatError: There is no such file, or the only one holds no tasks.
    """
    files = _files(path) if path.is_dir() else [path]
    if not files:
        raise FormatError(f"{path.name} holds no export of Label Studio's.", hint="Name the JSON file itself.")
    root = path if path.is_dir() else path.parent
    gathered = Gatherer([*([images] if images else []), root, root / "images"], find)
    if path.is_dir():
        gathered.skip_others(files)
    for file in files:
        try:
            content = read_json(file)
            tasks = [content] if isinstance(content, dict) else as_list(content)
            if not any("annotations" in as_dict(task) or "completions" in as_dict(task) for task in tasks):
                raise FormatError(f"{file.name} holds no tasks with annotations.", hint="Export JSON, not JSON-MIN.")
        except FormatError as err:
            if len(files) == 1:
                raise
            gathered.skip(str(file), err.sentence)
            continue
        for number, task in enumerate(tasks, start=1):
            _read_task(file, number, as_dict(task), results == "predictions", gathered)
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    count = f"{len(files)} files" if len(files) > 1 else files[0].name
    return gathered.result(f"Label Studio in {count}: {shapes:,} shapes on {len(gathered.pictures):,} images.")


def _read_task(file: Path, number: int, task: Mapping[str, Any], of_models: bool, gathered: Gatherer) -> None:
    what = f"{file.name}: task {as_text(task.get('id')) or f'number {number}'}"
    data = as_dict(task.get("data"))
    source = _source(data)
    chosen, left_out = _predicted(task) if of_models else _annotated(task)
    sizes = [(one.get("original_width"), one.get("original_height")) for several in chosen for one in several]
    size = next((one for one in sizes if all(one)), (0, 0))
    for key in _wrong_lists(task):
        gathered.skip(f"{what}, {key}", faults.NO_LIST)
    names = [*_names(source), as_text(task.get("file_upload"))]
    split = SPLIT_NAMES.get(as_text(data.get("split")).lower())
    if as_list(task.get("predictions")) and not of_models:
        gathered.notes.setdefault(
            "Predictions of models were not read, only what people annotated; the option results=predictions reads them."
        )
    if left_out:
        gathered.skip(what, f"{left_out} annotations beside the one marked as ground truth were left out")
    look = partial(gathered.picture, names, file, size=size, are_shares=True, split=split)
    has_tracks = [read_video(several, lambda page: look(page=page), what, gathered) for several in chosen]
    chosen = [one for one in map(without_tracks, chosen) if one or not any(has_tracks)]
    if any(has_tracks) and not chosen:
        return
    picture = look()
    if picture is None:
        return
    picture.is_reviewed = bool(chosen) and not of_models
    if len(chosen) > 1:
        gathered.notes.setdefault(
            f"{file.name} has tasks that several people annotated; all of their shapes went in, and the attribute "
            "annotation tells them apart."
        )
    for at, several in enumerate(chosen, start=1):
        extra: dict[str, Attribute] = {"annotation": float(at)} if len(chosen) > 1 else {}
        read_results(several, extra, picture, what, gathered)


def _wrong_lists(task: Mapping[str, Any]) -> Iterator[str]:
    """Yield what of a task should be a list, and is something else."""
    for key in ("annotations", "completions"):
        value = task.get(key, [])
        if not isinstance(value, list):
            yield key
        for number, one in enumerate(as_list(value), start=1):
            if not isinstance(as_dict(one).get("result"), list):
                yield f"annotation {number}"


def _annotated(task: Mapping[str, Any]) -> tuple[list[list[dict[str, Any]]], int]:
    """Return the results of each annotation that counts, and how many annotations do not beside a ground truth."""
    annotations = [as_dict(one) for one in as_list(task.get("annotations")) or as_list(task.get("completions"))]
    done = [one for one in annotations if one.get("was_cancelled") is not True and isinstance(one.get("result"), list)]
    counting = [one for one in done if one.get("ground_truth") is True] or done
    results = [[as_dict(one) for one in annotation["result"]] for annotation in counting]
    # A suggestion that a person accepted keeps the model's score; it is the person's word now.
    return [[one | {"score": None} for one in several] for several in results], len(done) - len(counting)


def _predicted(task: Mapping[str, Any]) -> tuple[list[list[dict[str, Any]]], int]:
    """Return the results of the last prediction, each with a score where one is said."""
    predictions = [as_dict(one) for one in as_list(task.get("predictions"))][-1:]
    return [
        [{"score": prediction.get("score")} | as_dict(one) for one in as_list(prediction.get("result"))]
        for prediction in predictions
    ], 0


def _source(data: Mapping[str, Any]) -> str:
    """Return where a task's picture or video is: the labelling interface says under which name, the export does not."""
    texts = {key: as_text(value) for key, value in data.items()}
    usual = [texts[key] for key in _DATA_KEYS if texts.get(key)]
    files = [text for text in texts.values() if PurePosixPath(text.partition("?")[0]).suffix.lower() in _FILES]
    return next(iter([*usual, *files, *filter(None, texts.values())]), "")


def _names(source: str) -> list[str]:
    """Return what a picture may be called: as it stands, what a local path leads to, the end of a URL, without hash."""
    _, is_local, local = source.partition("?d=")
    plain = local if is_local else source.partition("?")[0] if "://" in source else source
    names = [unquote(plain), plain] if is_local or "://" in source else [plain, unquote(plain)]
    ends = [name.rpartition("/")[2] for name in names]
    return list(dict.fromkeys([*names, *ends, *(_HASH.sub("", end) for end in ends)]))


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write `tasks.json`, `label_config.xml` for a new project there and, if asked, `images/`; or one file DEST.json.

    Pictures are named as Label Studio's local files; LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT is the exported folder.
    An image that nobody has decided is a task without annotations.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    if with_images and dest.suffix.lower() == ".json":
        raise FormatError(
            f"{dest.name} names a file; with pictures the destination is a folder.", hint="Leave .json away."
        )
    if dest.suffix.lower() == ".json":
        placed = [(item, lead_to(item, dest.absolute().parent)) for item in items]
        write_text(dest, tasks_text(placed))
        return Written((dest,), len(items), sum(len(item.shapes) + len(item.labels) for item in items))
    skipped: list[Skipped] = []
    files: list[Path] = []
    with new_folder(dest) as stage:
        if with_images:
            kept = copied_pictures(items, stage, "images", skipped)
            files += [dest / place for _, place in kept]
            placed = [(item, str(place)) for item, place in kept]
        else:
            placed = [(item, lead_to(item, dest.absolute())) for item in items]
        write_text(stage / TASKS, tasks_text(placed))
        used = dict.fromkeys([*labels, *(shape.label for item in items for shape in item.shapes)])
        tags = dict.fromkeys(tag for item in items for tag in item.labels)
        write_text(stage / CONFIG, config_text(list(used), list(tags)))
        files += [dest / TASKS, dest / CONFIG]
    count = sum(len(item.shapes) + len(item.labels) for item, _ in placed)
    return Written(tuple(files), len(placed), count, tuple(skipped))
