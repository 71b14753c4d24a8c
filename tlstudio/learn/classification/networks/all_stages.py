"""Every stage of the backbone feeds the head: starts exactly where the instant learner stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlstudio.core.cards import NetworkCard

if TYPE_CHECKING:
    from tlstudio.learn.classification.network import StagedNetwork
    from tlstudio.learn.trunk import Trunk

CARD = NetworkCard(
    key="all_stages",
    title="All stages, linear head",
    task="classification",
    licence="Apache-2.0",
    when="The default: textures live in the middle stages, and training starts from the instant learner's weights.",
    paper="https://arxiv.org/abs/2201.03529",
)


def build(backbone: Trunk, widths: tuple[int, ...], n_outputs: int) -> StagedNetwork:
    """Put the head on a backbone whose taps have these numbers of channels."""
    from tlstudio.learn.classification.network import AllStagesHead, StagedNetwork

    return StagedNetwork(backbone, AllStagesHead(sum(widths), n_outputs))
