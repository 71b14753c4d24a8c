"""Serve pooled features by the fastest runtime of this machine: torch, ONNX Runtime or OpenVINO.

Small networks on a few cores spend most of eager torch's time between the layers; a graph runtime is several times
faster. Which one depends on the machine, so a short measurement decides once and is remembered in the settings folder.
"""

from __future__ import annotations

import importlib
import json
import os
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import LearnError
from tlstudio.jobs.files import write_json
from tlstudio.learn.backbones import registry
from tlstudio.learn.backbones.own import settings_folder

#: Change when decoding, normalising or pooling changes: cached features and exported graphs of other versions are stale.
PREPROCESSING = 2
#: Change when a graph is exported in another way with the same results: it is exported and measured again.
GRAPH = 2
CHOICES_FILE = "runtimes.json"
BATCHES = (1, 4, 8)
FIRST_BATCH = 4
# On a graphics card.
DEVICE_BATCH = 64
MEASURE_SECONDS = 0.3
# The largest relative difference to torch that a runtime may show: |a - b| / |b| of whole rows.
TOLERANCE = 1e-2


class Runtime(Protocol):
    """Turns pictures into pooled features.

    Each call computes on one core, and several threads may call at once: threads inside a call wait for each other
    after every layer, so that one core taken by another program stalls all of them.

    Attributes:
        name: `torch`, `onnxruntime`, `openvino` or `opencv`.
        title: The same for a person.
    """

    name: str
    title: str

    def run(self, pictures: np.ndarray) -> np.ndarray:
        """Pooled features (B, D) float32 of pictures (B, S, S, 3) uint8 RGB."""
        ...


class TorchRuntime:
    """Eager torch, channels last."""

    name = "torch"

    def __init__(self, card: BackboneCard, *, device: str = "cpu") -> None:
        import torch

        from tlstudio.learn.trunk import PooledFeatures

        torch.set_num_threads(1)
        # A graphics card does one thing at a time; two callers would only fill its memory.
        self._turn: AbstractContextManager[object] = nullcontext() if device == "cpu" else threading.Lock()
        self.title = f"torch {torch.__version__.split('+')[0]}" + ("" if device == "cpu" else f" on {device}")
        self._device = device
        network = PooledFeatures(registry.load(card.key), card.mean, card.std)
        self._network = network.to(device, memory_format=torch.channels_last).eval()  # type: ignore[call-overload]  # memory_format is missing in torch's overloads

    def run(self, pictures: np.ndarray) -> np.ndarray:
        """Pooled features (B, D) float32 of pictures (B, S, S, 3) uint8 RGB."""
        import torch

        with self._turn, torch.inference_mode():
            return self._network(torch.from_numpy(pictures).to(self._device)).float().cpu().numpy()


class OnnxRuntime:
    """ONNX Runtime on the CPU."""

    name = "onnxruntime"

    def __init__(self, card: BackboneCard) -> None:
        import onnxruntime

        self.title = f"ONNX Runtime {onnxruntime.__version__}"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(exported(card)), options, providers=["CPUExecutionProvider"])

    def run(self, pictures: np.ndarray) -> np.ndarray:
        """Pooled features (B, D) float32 of pictures (B, S, S, 3) uint8 RGB."""
        return np.asarray(self._session.run(None, {"pictures": pictures})[0])


class OpenVinoRuntime:
    """OpenVINO on the CPU, in float32 or bfloat16, with one stream per calling thread."""

    def __init__(self, card: BackboneCard, *, threads: int, precision: str = "f32") -> None:
        # An extra that is not everywhere: an import statement would have to be found where the types are checked.
        openvino: Any = importlib.import_module("openvino")
        self.title = f"OpenVINO {openvino.__version__.split('-')[0]}" + ("" if precision == "f32" else " bfloat16")
        self.name = "openvino" if precision == "f32" else "openvino-bf16"
        core = openvino.Core()
        settings = {
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": threads,
            "INFERENCE_PRECISION_HINT": precision,
        }
        self._compiled = core.compile_model(core.read_model(str(exported(card))), "CPU", settings)
        self._of_thread = threading.local()

    def run(self, pictures: np.ndarray) -> np.ndarray:
        """Pooled features (B, D) float32 of pictures (B, S, S, 3) uint8 RGB."""
        request = getattr(self._of_thread, "request", None)
        if request is None:
            request = self._of_thread.request = self._compiled.create_infer_request()
        # A copy: the request's own memory is overwritten by its next call.
        return np.array(request.infer({0: pictures}, share_inputs=True)[0])


class HandcraftedRuntime:
    """Histograms by OpenCV: no network."""

    name = "opencv"
    title = "OpenCV"

    def run(self, pictures: np.ndarray) -> np.ndarray:
        """Features (B, D) float32 of pictures (B, S, S, 3) uint8 RGB."""
        from tlstudio.learn.backbones.handcrafted import features

        return np.stack([features(picture) for picture in pictures])


def graph_path(card: BackboneCard) -> Path:
    """Where the exported graph of a backbone lies (or would)."""
    return settings_folder() / "graphs" / f"{card.key}-{fingerprint(card)}-g{GRAPH}.onnx"


def fingerprint(card: BackboneCard) -> str:
    """What features depend on besides the picture: weights and preprocessing, for names of files and folders."""
    digest = card.weights.sha256[:8] if card.weights and card.weights.sha256 else "none"
    return f"{digest}-p{PREPROCESSING}"


def exported(card: BackboneCard) -> Path:
    """The backbone with pooling as an ONNX file, made on first need (a few seconds).

    Raises:
        WeightsMissing: The weights are not here.
        LearnError: The network cannot be exported.
    """
    path = graph_path(card)
    if path.exists():
        return path
    import torch

    from tlstudio.learn.trunk import PooledFeatures

    network = PooledFeatures(registry.load(card.key), card.mean, card.std).eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    # Two rows, so that nothing in the graph is fixed to a batch of one.
    example = torch.zeros((2, card.input_size, card.input_size, 3), dtype=torch.uint8)
    try:
        with warnings.catch_warnings():
            # The newer exporter needs packages beyond torch; this one writes the same graph.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                network,
                (example,),
                str(part),
                dynamo=False,
                opset_version=17,
                input_names=["pictures"],
                output_names=["features"],
                dynamic_axes={"pictures": {0: "batch"}, "features": {0: "batch"}},
            )
        part.replace(path)
    except (RuntimeError, ValueError, OSError, ImportError) as error:
        part.unlink(missing_ok=True)
        raise LearnError(
            f"{card.title} cannot be exported for other runtimes.", hint="It works in torch.", detail=str(error)
        ) from error
    return path


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
        "onnxruntime": lambda: OnnxRuntime(card),
        "openvino": lambda: OpenVinoRuntime(card, threads=threads),
        "openvino-bf16": lambda: OpenVinoRuntime(card, threads=threads, precision="bf16"),
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
