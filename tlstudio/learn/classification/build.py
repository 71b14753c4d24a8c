"""Build a trainable network from a run's settings: backbone, head, which parts learn at which rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import nn

from tlstudio.core.discover import discover
from tlstudio.core.errors import UsageError, closest
from tlstudio.jobs.freeze import FreezePolicy
from tlstudio.jobs.spec import RunSpec
from tlstudio.learn.backbones import registry
from tlstudio.learn.classification.network import StagedNetwork

# Group and layer norm have no statistics to spoil.
BATCH_NORMS = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)
NETWORKS = "tlstudio.learn.classification.networks"
# Starting values measured in docs/performance.md; the head starts from a good place and may move faster.
BODY_RATE = 1e-4
HEAD_FACTOR = 3.0
SCRATCH_RATE = 2e-3
# TensorFlow's momentum, kept for fine-tuning, needs thousands of steps to find the statistics of random weights.
SCRATCH_NORM_MOMENTUM = 0.1


def build_network(
    network: str, backbone: str, n_outputs: int, *, pretrained: bool, device: torch.device
) -> StagedNetwork:
    """Build backbone and head.

    Raises:
        UsageError: Unknown network or backbone.
        WeightsMissing, WeightsMismatch: From the backbone's weights.
    """
    found = discover(NETWORKS)
    if network not in found:
        raise UsageError(f"No network is called {network!r}.", hint=closest(network, found))
    trunk = registry.load(backbone) if pretrained else registry.build_random(backbone)
    trunk.classifier = None
    widths = tuple(tap.channels for tap in registry.get(backbone).taps)
    built: StagedNetwork = found[network].build(trunk, widths, n_outputs)
    return built.to(device).to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue] - missing in torch's stub


def quicken_batch_norm(network: StagedNetwork) -> None:
    """Let batch norm find its statistics in as many steps as training from random weights has."""
    for module in network.modules():
        if isinstance(module, BATCH_NORMS):
            module.momentum = SCRATCH_NORM_MOMENTUM


def apply_policy(network: StagedNetwork, policy: FreezePolicy) -> list[str]:
    """Freeze what is below the boundary, and batch norm where the policy says so.

    Returns:
        Names in `state_dict` that learn: parameters, and the statistics of batch norms in training mode.
    """
    network.requires_grad_(False)
    network.head.requires_grad_(True)
    for stage in range(policy.boundary, policy.stages):
        for parameter in network.stages.parameters(stage):
            parameter.requires_grad_(True)
    learning = set[str]()
    for name, module in network.named_modules():
        if isinstance(module, BATCH_NORMS):
            if policy.batch_norm_frozen:
                module.requires_grad_(False)
            else:
                learning |= {f"{name}.{buffer}" for buffer, _ in module.named_buffers()}
    learning |= {name for name, parameter in network.named_parameters() if parameter.requires_grad}
    return [name for name in network.state_dict() if name in learning]


def parameter_groups(network: StagedNetwork, policy: FreezePolicy, spec: RunSpec) -> list[dict[str, Any]]:
    """Return AdamW groups, head last; vectors (biases, norms) are not decayed."""
    body = spec.learning_rate or (SCRATCH_RATE if spec.from_scratch else BODY_RATE)
    head = spec.head_learning_rate or (body if spec.from_scratch else body * HEAD_FACTOR)
    groups: list[dict[str, Any]] = []
    for stage in range(policy.boundary, policy.stages):
        rate = body if spec.from_scratch else body * policy.rate(stage)
        groups += _groups(network.stages.parameters(stage), rate, spec.weight_decay)
    return groups + _groups(list(network.head.parameters()), head, spec.weight_decay)


def _groups(parameters: Sequence[nn.Parameter], rate: float, decay: float) -> list[dict[str, Any]]:
    learning = [parameter for parameter in parameters if parameter.requires_grad]
    matrices = [parameter for parameter in learning if parameter.ndim > 1]
    vectors = [parameter for parameter in learning if parameter.ndim <= 1]
    pairs = ((matrices, decay), (vectors, 0.0))
    return [{"params": group, "lr": rate, "weight_decay": weight} for group, weight in pairs if group]


def training_mode(network: StagedNetwork, policy: FreezePolicy) -> None:
    """Set train mode for what learns; everything frozen (and frozen batch norm) stays in eval mode."""
    network.eval()
    network.head.train()
    if not policy.batch_norm_frozen:
        network.backbone.train()
