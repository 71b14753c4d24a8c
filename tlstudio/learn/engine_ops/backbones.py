"""List, fetch, add and time backbones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import StudioError
from tlstudio.learn import runtime
from tlstudio.learn.backbones import own, registry
from tlstudio.learn.backbones.download import download as fetch
from tlstudio.learn.engine_ops.table import Operation

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session

MEGABYTE = 1_000_000


def list_backbones(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """All backbones, or the one named `name`, with what is known about them on this machine."""
    name = args.get("name")
    chosen = [registry.get(str(name))] if name else list(registry.backbone_cards().values())
    return {"backbones": [describe(card, session.threads) for card in chosen], "default": registry.DEFAULT}


def describe(card: BackboneCard, threads: int) -> dict[str, Any]:
    """A card as plain values, with availability and the measured speed (None = not measured here)."""
    choice = runtime.remembered(card, threads=threads)
    return {
        "name": card.key,
        "title": card.title,
        "family": card.family,
        "licence": card.licence,
        "megabytes": card.weights.megabytes if card.weights else 0.0,
        "input": card.input_size,
        "dim": card.embedding_dim,
        "parameters_millions": card.parameters_millions,
        "top1": card.top1 or None,
        "milliseconds": card.milliseconds or None,
        "taps": [{"name": tap.name, "stride": tap.stride, "channels": tap.channels} for tap in card.taps],
        "available": card.weights is None or registry.available(card.key) is not None,
        "url": card.weights.url if card.weights else "",
        "paper": card.paper,
        "when": card.when,
        "runtime": choice.runtime if choice else None,
        "images_per_second": choice.images_per_second.get(choice.runtime) if choice else None,
    }


def download(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Fetch the weights of `name`."""
    card = registry.get(str(args["name"]))
    phase = f"downloading {card.title}, MB"
    path = fetch(card, on_progress=lambda done, total: job.progress(phase, done // MEGABYTE, total // MEGABYTE))
    return {"name": card.key, "file": str(path), "megabytes": round(path.stat().st_size / 1e6, 1)}


def add_backbone(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Remember weights of the person's own: `name`, `arch`, `weights`."""
    note = own.add(str(args["name"]), str(args["arch"]), Path(args["weights"]))
    return {"name": args["name"], "note": note}


def measure(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Time the runtimes for `names` (none = all whose weights are here) anew and remember the choice."""
    names = [str(name) for name in args.get("names") or ()]
    wanted = names or [key for key, card in registry.backbone_cards().items() if _is_here(card)]
    threads = int(args.get("threads") or session.threads)
    measured: list[dict[str, Any]] = []
    for done, name in enumerate(wanted):
        job.progress("measuring backbones", done, len(wanted))
        card = registry.get(name)
        phase = f"measuring {card.title}"
        try:
            found = runtime.measure(
                card, threads=threads, on_step=lambda step, steps, phase=phase: job.progress(phase, step, steps)
            )
            choice = runtime.remember(card, found, threads=threads)
        except StudioError as error:
            if names:
                raise
            measured.append({"name": name, "problem": error.sentence})
            continue
        measured.append(
            {
                "name": name,
                "runtime": choice.runtime,
                "batch": choice.batch,
                "threads": threads,
                "images_per_second": choice.images_per_second,
                "differences": choice.differences,
                "refused": choice.refused,
            }
        )
    return {"measured": measured}


def _is_here(card: BackboneCard) -> bool:
    return card.weights is None or registry.place_of(card.weights) is not None


OPERATIONS = (
    Operation("backbones", list_backbones),
    Operation("download", download, is_long=True),
    Operation("add_backbone", add_backbone, is_long=True),
    Operation("measure", measure, is_long=True),
)
