"""Serve pooled features by eager torch: the reference, and the only one on a graphics card."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager, nullcontext

import numpy as np

from tlstudio.core.cards import BackboneCard
from tlstudio.learn.backbones import registry


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
