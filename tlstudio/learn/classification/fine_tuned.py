"""A finished run as a model: load its best network and predict, in batches that long work can be interrupted between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from tlstudio.core.errors import ImageError, JobError
from tlstudio.core.words import Task
from tlstudio.imaging.read import read_for_network
from tlstudio.learn.backbones import registry
from tlstudio.learn.calibration import sigmoid, softmax
from tlstudio.learn.classification.build import build_network
from tlstudio.learn.classification.network import StagedNetwork
from tlstudio.learn.training import checkpoint


@dataclass(frozen=True, slots=True)
class Predicted:
    """The answer for one batch.

    Attributes:
        indices: (b,) positions in the list of paths.
        probs: (b, C) float32; one label per image: rows sum to at most 1, the rest is "none of the labels".
        unreadable: Position -> why the picture could not be decoded; these are not among `indices`.
    """

    indices: np.ndarray
    probs: np.ndarray
    unreadable: dict[int, str]


class FineTuned:
    """The best network of a run, ready to predict.

    Attributes:
        labels: Names in the order of the columns.
        multilabel: Several labels per image.
    """

    def __init__(self, network: StagedNetwork, header: dict[str, object], device: torch.device) -> None:
        self.network, self.device = network.eval(), device
        self.labels = tuple(str(name) for name in header["labels"])  # pyright: ignore[reportGeneralTypeIssues] - a list in the file
        self.multilabel = header["task"] == Task.MULTILABEL.value
        self.backbone = str(header["backbone"])
        self.image_size = int(str(header["image_size"]))
        self.temperature = float(str(header["temperature"]))
        card = registry.get(self.backbone)
        self.mean, self.std = card.mean, card.std

    @classmethod
    def load(cls, folder: Path, device: str = "cpu") -> FineTuned:
        """Load `best.safetensors` of a run's folder.

        Raises:
            JobError: The run has no best epoch yet, or the file is damaged.
        """
        tensors, header = checkpoint.load(folder / checkpoint.BEST_FILE)
        target = torch.device(device)
        try:
            network = build_network(
                header["network"], header["backbone"], header["outputs"], pretrained=False, device=target
            )
            network.load_state_dict(tensors)
        except (KeyError, RuntimeError) as error:
            raise JobError(
                f"The network of run {folder.name} does not fit its description.",
                hint="Run it again.",
                detail=str(error),
            ) from error
        return cls(network, header, target)

    @torch.no_grad()
    def probs(self, pixels: np.ndarray) -> np.ndarray:
        """Return (B, C) float32 for pictures (B, S, S, 3) uint8 RGB of the network's size."""
        batch = torch.from_numpy(pixels).to(self.device).permute(0, 3, 1, 2).float()
        mean = torch.tensor(self.mean, device=self.device).view(1, 3, 1, 1)
        std = torch.tensor(self.std, device=self.device).view(1, 3, 1, 1)
        images = ((batch - mean) / std).contiguous(memory_format=torch.channels_last)
        logits = self.network(images).float().cpu().numpy() / self.temperature
        answer = sigmoid(logits) if self.multilabel else softmax(logits)
        return answer[:, : len(self.labels)].astype(np.float32)

    def predict(
        self, paths: Sequence[Path], pages: Sequence[int] | None = None, *, batch_size: int = 16
    ) -> Iterator[Predicted]:
        """Decode and predict; yields after each batch."""
        for start in range(0, len(paths), batch_size):
            pixels: list[np.ndarray] = []
            indices: list[int] = []
            unreadable: dict[int, str] = {}
            for index in range(start, min(start + batch_size, len(paths))):
                try:
                    pixels.append(
                        read_for_network(paths[index], page=pages[index] if pages else 0, size=self.image_size)
                    )
                    indices.append(index)
                except ImageError as error:
                    unreadable[index] = error.sentence
            probs = self.probs(np.stack(pixels)) if pixels else np.empty((0, len(self.labels)), np.float32)
            yield Predicted(np.array(indices, np.int64), probs, unreadable)
