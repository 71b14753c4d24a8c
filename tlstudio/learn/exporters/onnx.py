"""A finished run as one ONNX file that takes plain RGB pictures, with a card beside it that says what it is.

Preparing the pixels and turning logits into probabilities are part of the graph: whoever uses the file needs no more
than a picture of the right size.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tlstudio.jobs.files import write_json, write_text
from tlstudio.jobs.spec import read_dataset, read_spec
from tlstudio.learn.backbones import registry

if TYPE_CHECKING:
    from torch import nn

    from tlstudio.learn.classification.run_model import RunModel

MODEL_FILE = "model.onnx"
CARD_FILE = "model_card.json"
CARD_TEXT_FILE = "MODEL_CARD.md"
OPSET = 18
# The exported graph must answer as the network does; half a percent is less than the last shown digit.
LARGEST_DIFFERENCE = 5e-3
FIGURES = ("accuracy", "balanced_accuracy", "macro_f1", "auroc", "ece")


def export_run(folder: Path, destination: Path) -> list[Path]:
    """Write `model.onnx`, `model_card.json` and `MODEL_CARD.md`.

    The graph: input `images` (B, S, S, 3) uint8 RGB; output `probs` (B, C) float32 in the order of the card's labels.

    Args:
        folder: A finished run.
        destination: Folder, made when missing.

    Raises:
        JobError: The run is not done.
        LearnError: The graph does not answer as the network does.
        DiskFull: The folder cannot be written.
    """
    from tlstudio.learn.classification.run_model import RunModel

    model = RunModel.load(folder)
    destination.mkdir(parents=True, exist_ok=True)
    target = destination / MODEL_FILE
    part = target.with_name(MODEL_FILE + ".part")
    write_graph(model, part)
    _check(model, part)
    part.replace(target)
    card = _card(folder, model)
    write_json(destination / CARD_FILE, card)
    write_text(destination / CARD_TEXT_FILE, _as_text(card))
    return [target, destination / CARD_FILE, destination / CARD_TEXT_FILE]


def write_graph(model: RunModel, path: Path) -> None:
    """Write the network as a graph: `images` (B, S, S, 3) uint8 RGB in, `probs` (B, labels) float32 out."""
    import warnings

    import torch

    example = torch.zeros(2, model.input_size, model.input_size, 3, dtype=torch.uint8)
    with warnings.catch_warnings():
        # The exporter by tracing needs no further package; torch announces that it prefers its successor.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _graph(model),
            (example,),
            str(path),
            input_names=["images"],
            output_names=["probs"],
            dynamic_axes={"images": {0: "batch"}, "probs": {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )


def _graph(model: RunModel) -> nn.Module:
    """Pixels in, probabilities out."""
    import torch
    from torch import nn

    class PictureToProbs(nn.Module):
        mean: torch.Tensor
        scale: torch.Tensor

        def __init__(self) -> None:
            super().__init__()
            self.network = model.network
            self.register_buffer("mean", model.mean)
            self.register_buffer("scale", 1.0 / model.std)

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            x = (images.permute(0, 3, 1, 2).float() - self.mean) * self.scale
            logits = self.network(x) / model.temperature
            probs = torch.sigmoid(logits) if model.multilabel else torch.softmax(logits, dim=1)
            return probs[:, : len(model.labels)]

    return PictureToProbs().eval()


def _check(model: RunModel, path: Path) -> None:
    """Compare the file with the network on a picture of noise."""
    import numpy as np
    import onnxruntime

    from tlstudio.core.errors import LearnError

    pixels = np.random.default_rng(0).integers(0, 255, (3, model.input_size, model.input_size, 3), dtype=np.uint8)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found: Any = session.run(["probs"], {"images": pixels})[0]
    difference = float(np.abs(found - model.run(pixels)[:, : len(model.labels)]).max())
    if difference > LARGEST_DIFFERENCE:
        path.unlink(missing_ok=True)
        raise LearnError(
            f"The exported graph differs from the network by {difference:.3f}.", hint="Use another network or backbone."
        )


def _card(folder: Path, model: RunModel) -> dict[str, Any]:
    """Everything a user of the file should know."""
    spec, rows = read_spec(folder), read_dataset(folder)
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    held_out = metrics["held_out"]
    backbone = registry.get(model.backbone)
    counts: dict[str, dict[str, int]] = {}
    for side in ("train", "val", "test"):
        counts[side] = dict(Counter(spec.labels[index] for row in rows if row.split == side for index in row.targets))
    return {
        "format": "ONNX",
        "input": {
            "name": "images",
            "shape": ["batch", model.input_size, model.input_size, 3],
            "type": "uint8",
            "colours": "RGB",
        },
        "preparation": "Squash the upright picture to the input's size; everything else is in the graph.",
        "output": {"name": "probs", "shape": ["batch", len(model.labels)], "type": "float32"},
        "labels": list(model.labels),
        "task": spec.task,
        "several_labels": model.multilabel,
        "backbone": {"name": backbone.title, "licence": backbone.licence, "paper": backbone.paper},
        "trained_on": counts,
        "images": [{"path": row.path, "split": row.split, "hash": row.content_hash} for row in rows],
        "scores": {"side": held_out, **{name: metrics[held_out].get(name) for name in FIGURES}},
        "intervals": metrics[held_out]["intervals"],
        "recommended_cuts": {row["label"]: row["threshold"]["recommended"] for row in metrics[held_out]["per_label"]},
        "verdict": metrics.get("verdict"),
        "seed": spec.seed,
        "created_at": spec.created_at,
    }


def _as_text(card: dict[str, Any]) -> str:
    verdict = card["verdict"] or {"headline": "Not measured", "detail": ""}
    scores = [f"| {name} | {value:.3f} |" for name, value in card["scores"].items() if isinstance(value, float)]
    counts = [
        f"| {label} | "
        + " | ".join(str(card["trained_on"][side].get(label, 0)) for side in ("train", "val", "test"))
        + " |"
        for label in card["labels"]
    ]
    size = card["input"]["shape"][1]
    return "\n".join(
        [
            f"# {verdict['headline']}",
            "",
            verdict["detail"],
            "",
            f"Input `images`: uint8 RGB, batch x {size} x {size} x 3. {card['preparation']}",
            f"Output `probs`: one column per label: {', '.join(card['labels'])}.",
            "",
            f"Backbone: {card['backbone']['name']}, licence of its weights: {card['backbone']['licence']}.",
            "",
            f"| measured on {card['scores']['side']} | |",
            "| --- | --- |",
            *scores,
            "",
            "| label | train | val | test |",
            "| --- | --- | --- | --- |",
            *counts,
            "",
            "The images it learnt from are listed in model_card.json. Other cameras, light or places were not tested.",
            "",
        ]
    )
