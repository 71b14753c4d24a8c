"""A backbone with pooling as one ONNX file, for every runtime but torch."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import LearnError
from tlstudio.learn.backbones import registry
from tlstudio.learn.backbones.own import settings_folder

#: Change when decoding, normalising or pooling changes: cached features and exported graphs of other versions are stale.
PREPROCESSING = 2
#: Change when a graph is exported in another way with the same results: it is exported and measured again.
GRAPH = 2


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
