"""Choose the runtime that serves a backbone on this machine: torch, ONNX Runtime or OpenVINO.

Small networks on a few cores spend most of eager torch's time between the layers; a graph runtime is several times
faster. Which one depends on the machine, so a short measurement decides once and is remembered in the settings folder.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from importlib import metadata
from typing import Any

import numpy as np

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import LearnError
from tlstudio.jobs.files import write_json
from tlstudio.learn.backbones.own import settings_folder
from tlstudio.learn.graph import GRAPH, exported, fingerprint
from tlstudio.learn.runtimes.base import Runtime
from tlstudio.learn.runtimes.eager import TorchRuntime
from tlstudio.learn.runtimes.handcrafted import HandcraftedRuntime
from tlstudio.learn.runtimes.onnx import OnnxRuntime
from tlstudio.learn.runtimes.openvino import OpenVinoRuntime

CHOICES_FILE = "runtimes.json"
BATCHES = (1, 4, 8)
FIRST_BATCH = 4
# On a graphics card.
DEVICE_BATCH = 64
MEASURE_SECONDS = 0.3
# The largest relative difference to torch that a runtime may show: |a - b| / |b| of whole rows.
TOLERANCE = 1e-2


@dataclass(frozen=True)
class Choice:
    """What a measurement decided.

    Attributes:
        runtime: Name of the fastest runtime whose results agree with torch.
        batch: Its best batch size.
        images_per_second: By runtime, each at its best batch size.
        differences: Largest relative difference to torch, by runtime.
        refused: Why a runtime was not considered, by runtime.
    """

    runtime: str
    batch: int
    images_per_second: dict[str, float] = field(default_factory=dict[str, float])
    differences: dict[str, float] = field(default_factory=dict[str, float])
    refused: dict[str, str] = field(default_factory=dict[str, str])


def candidates(card: BackboneCard, threads: int) -> dict[str, Callable[[], Runtime]]:
    """Runtimes that could serve a backbone here, the reference first."""
    if card.weights is None:
        return {"opencv": HandcraftedRuntime}
    return {
        "torch": lambda: TorchRuntime(card),
        "onnxruntime": lambda: OnnxRuntime(exported(card)),
        "openvino": lambda: OpenVinoRuntime(exported(card), threads=threads),
        "openvino-bf16": lambda: OpenVinoRuntime(exported(card), threads=threads, precision="bf16"),
    }


OnStep = Callable[[int, int], None]


def measure(
    card: BackboneCard,
    *,
    threads: int,
    seconds: float = MEASURE_SECONDS,
    seed: int = 0,
    on_step: OnStep | None = None,
) -> Choice:
    """Compare every runtime's results with torch's on random pictures, time those that agree, then batch sizes.

    Args:
        threads: Callers at once.
        seconds: For each timing; there are about six.
        seed: Of the pictures.
        on_step: Called with (runtimes measured, runtimes) before each; the first also exports the network.
    """
    side = card.input_size
    pictures = np.random.default_rng(seed).integers(0, 256, (max(BATCHES), side, side, 3), dtype=np.uint8)
    started: dict[str, Runtime] = {}
    rates: dict[str, tuple[float, int]] = {}
    differences: dict[str, float] = {}
    refused: dict[str, str] = {}
    reference: np.ndarray | None = None
    wanted = candidates(card, threads)
    for done, (name, start_it) in enumerate(wanted.items()):
        if on_step is not None:
            on_step(done, len(wanted))
        try:
            runtime = start_it()
            rows = runtime.run(pictures)
        except (ImportError, RuntimeError, ValueError, LearnError) as error:
            if reference is None:
                raise
            refused[name] = "not installed" if isinstance(error, ImportError) else str(error).splitlines()[0]
            continue
        reference = rows if reference is None else reference
        differences[name] = relative_difference(rows, reference)
        if differences[name] > TOLERANCE:
            refused[name] = f"differs from torch by {differences[name]:.3f}"
            continue
        started[name] = runtime
        rates[name] = images_per_second(runtime, pictures[:FIRST_BATCH], threads, seconds)
    best = max(rates, key=lambda name: rates[name][0])
    others = [images_per_second(started[best], pictures[:n], threads, seconds) for n in BATCHES if n != FIRST_BATCH]
    _, batch = max([rates[best], *others])
    return Choice(best, batch, {name: round(rate, 1) for name, (rate, _) in rates.items()}, differences, refused)


def relative_difference(rows: np.ndarray, reference: np.ndarray) -> float:
    """Largest |row - reference| / |reference| over the rows."""
    return float(np.max(np.linalg.norm(rows - reference, axis=1) / np.linalg.norm(reference, axis=1)))


def images_per_second(runtime: Runtime, pictures: np.ndarray, threads: int, seconds: float) -> tuple[float, int]:
    """Images per second of `threads` callers together (the best third of the time, which others disturb least).

    Returns:
        Images per second and the batch size.
    """

    def call_until(end: float) -> int:
        done = 0
        while time.perf_counter() < end or done == 0:
            runtime.run(pictures)
            done += len(pictures)
        return done

    best = 0.0
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda _: runtime.run(pictures), range(threads)))
        for _ in range(3):
            began = time.perf_counter()
            done = sum(pool.map(call_until, [began + seconds / 3] * threads))
            best = max(best, done / (time.perf_counter() - began))
    return best, len(pictures)


def choose(card: BackboneCard, *, threads: int, on_step: OnStep | None = None) -> Choice:
    """The remembered choice for this machine and backbone; measures when there is none or the versions changed."""
    served_by = list(candidates(card, threads))
    if len(served_by) == 1:
        return Choice(served_by[0], FIRST_BATCH)
    name = _choice_key(card, threads)
    known = _remembered()
    if name in known:
        try:
            return Choice(**known[name])
        except TypeError:
            pass
    return remember(card, measure(card, threads=threads, on_step=on_step), threads=threads)


def remember(card: BackboneCard, choice: Choice, *, threads: int) -> Choice:
    """Store a choice for this machine and backbone, and return it."""
    folder = settings_folder()
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / CHOICES_FILE, {**_remembered(), _choice_key(card, threads): asdict(choice)})
    return choice


def remembered(card: BackboneCard, *, threads: int) -> Choice | None:
    """The choice made earlier, or None."""
    entry = _remembered().get(_choice_key(card, threads))
    return Choice(**entry) if entry else None


def start(card: BackboneCard, name: str, *, threads: int) -> Runtime:
    """Start a named runtime; torch serves where the named one is gone."""
    try:
        return candidates(card, threads)[name]()
    except (ImportError, KeyError):
        return next(iter(candidates(card, threads).values()))()


def _remembered() -> dict[str, Any]:
    try:
        content = json.loads((settings_folder() / CHOICES_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _choice_key(card: BackboneCard, threads: int) -> str:
    versions: list[str] = []
    for package in ("torch", "onnxruntime", "openvino"):
        try:
            versions.append(metadata.version(package))
        except metadata.PackageNotFoundError:
            versions.append("-")
    return f"{card.key} {fingerprint(card)}-g{GRAPH} {threads} threads {' '.join(versions)}"
