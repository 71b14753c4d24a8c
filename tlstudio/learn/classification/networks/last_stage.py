"""The classic: global average pooling of the last stage, dropout, one linear layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlstudio.core.cards import NetworkCard

if TYPE_CHECKING:
    from tlstudio.learn.classification.network import StagedNetwork
    from tlstudio.learn.trunk import Trunk

CARD = NetworkCard(
    key="last_stage",
    title="Last stage, linear head",
    task="classification",
    licence="Apache-2.0",
    when="For photographs of everyday objects, and for training from random weights.",
    paper="https://arxiv.org/abs/1312.4400",
)
DROPOUT = 0.2


def build(backbone: Trunk, widths: tuple[int, ...], n_outputs: int) -> StagedNetwork:
    """Put the head on a backbone whose taps have these numbers of channels."""
    from tlstudio.learn.classification.network import LastStageHead, StagedNetwork

    return StagedNetwork(backbone, LastStageHead(widths[-1], n_outputs, DROPOUT))
