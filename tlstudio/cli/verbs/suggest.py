"""Suggest labels for everything that nobody has decided."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tlstudio.cli.output import counted, score
from tlstudio.cli.session import session_of
from tlstudio.cli.verb import DECIDE, VerbCard
from tlstudio.cli.words import split_named
from tlstudio.core.errors import DiskFull, NotEnoughLabels
from tlstudio.core.words import Skipped

if TYPE_CHECKING:
    from tlstudio.core.words import Image, Suggestion

CARD = VerbCard("suggest", "Suggest labels for all images without a decision.", DECIDE)


def run(
    ctx: typer.Context,
    model: Annotated[str, typer.Option(help="auto (the one in use), instant, or the number of a run")] = "auto",
    split: Annotated[str, typer.Option(help="only train, val or test")] = "",
    out: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="write path,label,score")] = None,
) -> None:
    """Suggest labels for all images without a decision. Nothing is accepted."""
    session = session_of(ctx)
    wanted = split_named(split) if split else None
    with session.project() as project:
        if model != "auto":
            if model != "instant":
                project.runs.get(model)
            project.suggestions.prefer(model=model, seed=session.options.seed)
        began = time.monotonic()
        session.suggest(project)
        seconds = time.monotonic() - began
        suggestions = project.suggestions
        if not suggestions.model:
            raise NotEnoughLabels(
                suggestions.missing_reason(), hint="Decide a few images: `tlstudio label IMAGE LABEL`."
            )
        images = [i for i in project.read.images(suggestions.undecided()) if wanted is None or i.split is wanted]
        rows = [(image, one) for image in images if (one := suggestions.for_image(image.id)) is not None]
        names = {label.id: label.name for label in project.read.labels()}
        if out is not None:
            _write(out, rows, names)
        mean = sum(one.scores[0] for _, one in rows) / len(rows) if rows else None
        paths = {image.id: image.path for image in project.read.images(suggestions.unreadable)}
        hint = suggestions.hint()
        used = suggestions.model
    skipped = [Skipped(paths.get(image_id, str(image_id)), why) for image_id, why in suggestions.unreadable.items()]
    values = {
        "model": used,
        "images": len(rows),
        "seconds": round(seconds, 3),
        "mean_score": mean,
        "hint": hint,
        "file": str(out) if out else None,
    }
    text = f"{counted(len(rows), 'image')} with a suggestion from {_called(used)} in {seconds:.1f} s, mean score {score(mean)}"
    if out is not None:
        text += f", written to {out}"
    session.finish(values, f"{text}\n{hint}" if hint else text, skipped)


def _called(model: str) -> str:
    return "the instant learner" if model == "instant" else f"run {model}"


def _write(out: Path, rows: list[tuple[Image, Suggestion]], names: dict[int, str]) -> None:
    part = out.with_name(out.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["path", "label", "score"])
            writer.writerows([image.path, names[one.label_ids[0]], f"{one.scores[0]:.4f}"] for image, one in rows)
        part.replace(out)
    except OSError as err:
        raise DiskFull(f"{out} cannot be written: {err.strerror or err}.", hint="Choose another file.") from err
