"""The network of a finished run, ready to say what it sees."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.core.errors import JobError
from tlstudio.jobs.run_folder import BEST_FILE
from tlstudio.jobs.spec import read_spec
from tlstudio.learn.backbones import registry

if TYPE_CHECKING:
    from tlstudio.learn.classification.network import StagedNetwork

STATE_KEY = "tlstudio"


class RunModel:
    """Turns pictures into probabilities; several threads may call at once (it satisfies `learn.runtimes.base.Runtime`).

    Attributes:
        input_size: Side of the square pictures in pixels.
        labels: Names of the first columns, as the run knew them; one more column may stand for none of them.
        backbone: Key of its backbone.
        network: In eval mode; takes normalised pictures (B, 3, S, S), gives logits.
        mean: (3, 1, 1) on the 0..255 scale, subtracted from RGB; `std` likewise.
        temperature: The logits are divided by it.
    """

    name = "torch"

    def __init__(
        self,
        network: StagedNetwork,
        *,
        mean: Sequence[float],
        std: Sequence[float],
        labels: Sequence[str],
        input_size: int,
        temperature: float,
        multilabel: bool,
        device: str,
        backbone: str = "",
    ) -> None:
        import torch

        torch.set_num_threads(1)
        self.title = f"torch {torch.__version__.split('+')[0]}"
        self.labels = tuple(labels)
        self.input_size, self.backbone = input_size, backbone
        self.network = network.eval().requires_grad_(False)
        self.mean = torch.tensor(mean, device=device)[:, None, None]
        self.std = torch.tensor(std, device=device)[:, None, None]
        self.temperature, self.multilabel, self._device = temperature, multilabel, device
        self._turn = threading.Lock()

    @staticmethod
    def load(folder: Path, *, device: str = "cpu") -> RunModel:
        """Read `best.safetensors` and build its network.

        Raises:
            JobError: Missing or damaged.
            WeightsMismatch: The file does not fit the network it names.
        """
        import torch

        from tlstudio.learn.classification.build import build_network
        from tlstudio.learn.weights_file import load_into

        state = _header(folder)
        network = build_network(
            state["network"],
            state["backbone"],
            int(state["outputs"]),
            pretrained=False,
            device=torch.device("cpu"),
        )
        load_into(network, folder / BEST_FILE)
        card = registry.get(state["backbone"])
        return RunModel(
            network.to(device),
            mean=card.mean,
            std=card.std,
            labels=state["labels"],
            input_size=int(state["image_size"]),
            temperature=float(state["temperature"]),
            multilabel=read_spec(folder).is_multilabel,
            device=device,
            backbone=state["backbone"],
        )

    @staticmethod
    def columns(folder: Path, label_ids: Sequence[int], *, needed: Collection[int]) -> list[int]:
        """Column of the run's output for each of the project's labels; -1 for a label that it never learnt.

        Args:
            folder: Of the run.
            label_ids: The project's labels; empty outside a project, where the columns are the run's own.
            needed: Labels without which its suggestions would be misleading: those that images carry.

        Raises:
            JobError: The run does not know a needed label.
        """
        spec = read_spec(folder)
        theirs = list(spec.label_ids)
        if not label_ids or not theirs:
            return list(range(len(spec.labels)))
        unknown = [label_id for label_id in label_ids if label_id in needed and label_id not in theirs]
        if unknown:
            raise JobError(
                f"Run {folder.name} was fine-tuned before {len(unknown)} of the labels existed.",
                hint="Fine-tune again, or pin the instant learner.",
            )
        return [theirs.index(label_id) if label_id in theirs else -1 for label_id in label_ids]

    def run(self, pictures: np.ndarray) -> np.ndarray:
        """Probabilities (B, outputs) float32 of pictures (B, S, S, 3) uint8 RGB."""
        import torch

        with torch.inference_mode():
            x = torch.from_numpy(pictures).to(self._device).permute(0, 3, 1, 2).float()
            logits = self.network((x - self.mean) / self.std) / self.temperature
            probs = logits.sigmoid() if self.multilabel else logits.softmax(1)
            return probs.float().cpu().numpy()


def _header(folder: Path) -> dict[str, Any]:
    from safetensors import safe_open

    try:
        with safe_open(str(folder / BEST_FILE), framework="pt") as stored:
            return json.loads((stored.metadata() or {})[STATE_KEY])
    except Exception as error:
        raise JobError(
            f"The network of run {folder.name} cannot be read.", hint="Pin another model.", detail=str(error)
        ) from error
