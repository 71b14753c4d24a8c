"""What training minimises: cross-entropy with labels evened out, or one yes/no entropy per label."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from tlstudio.learn.training.sides import image_weights, positive_weights


class Objective:
    """The loss of a run.

    Args:
        targets: (N, C) of 0 and 1 over all rows of the run.
        train: Rows (n,) of the training side: they say how rare a label is.
        balance: Let every label count the same.
        multilabel: Several labels per image.
    """

    def __init__(
        self, targets: np.ndarray, train: np.ndarray, *, balance: bool, multilabel: bool, device: torch.device
    ) -> None:
        self.targets, self.device, self.multilabel = targets, device, multilabel
        self.balance = balance and not multilabel
        self._weights = np.ones(len(targets), np.float32)
        if self.balance:
            self._weights[train] = image_weights(targets[train])
        positive = positive_weights(targets[train]) if balance and multilabel else np.ones(targets.shape[1], np.float32)
        self._loss: nn.Module = (
            nn.BCEWithLogitsLoss(pos_weight=torch.from_numpy(positive), reduction="none")
            if multilabel
            else nn.CrossEntropyLoss(reduction="none")
        ).to(device)

    def training(self, logits: torch.Tensor, rows: np.ndarray) -> torch.Tensor:
        """Return the mean loss of training images, with its graph."""
        return self._mean(logits, rows, self._weights[rows])

    def validation(self, logits: np.ndarray, rows: np.ndarray) -> float:
        """Return the mean loss of images whose labels are evened out among themselves, comparable with training."""
        weights = image_weights(self.targets[rows]) if self.balance else np.ones(len(rows), np.float32)
        return float(self._mean(torch.from_numpy(logits).to(self.device), rows, weights))

    def _mean(self, logits: torch.Tensor, rows: np.ndarray, weights: np.ndarray) -> torch.Tensor:
        targets = torch.from_numpy(self.targets[rows]).to(self.device)
        weighting = torch.from_numpy(weights).to(self.device)
        losses = self._loss(logits, targets)
        losses = losses.mean(dim=1) if losses.ndim == 2 else losses
        return (losses * weighting).sum() / weighting.sum()
