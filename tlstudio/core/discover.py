"""Find plug-in files: every module of a folder that carries a CARD, and entry points of other packages."""

from __future__ import annotations

import importlib
import pkgutil
from importlib import metadata
from types import ModuleType

from tlstudio.core.errors import StudioError

GROUPS = {
    "tlstudio.learn.backbones": "tlstudio.backbones",
    "tlstudio.learn.classification.networks": "tlstudio.networks",
    "tlstudio.formats": "tlstudio.formats",
    "tlstudio.query": "tlstudio.strategies",
}


class DuplicateKey(StudioError):
    """Two plug-ins claim the same key."""


def discover(package: str, *, entry_points: bool = True) -> dict[str, ModuleType]:
    """Import each module directly below `package` that has `CARD` or `CARDS`; return key -> module, sorted by key.

    Importing them must be cheap: heavy imports live inside their functions.

    Raises:
        DuplicateKey: A key is claimed twice.
    """
    found: dict[str, ModuleType] = {}
    parent = importlib.import_module(package)
    modules = [
        importlib.import_module(f"{package}.{info.name}")
        for info in pkgutil.iter_modules(parent.__path__)
        if not info.name.startswith("_")
    ]
    if entry_points and package in GROUPS:
        modules += [point.load() for point in metadata.entry_points(group=GROUPS[package])]
    for module in modules:
        cards = getattr(module, "CARDS", None) or ([module.CARD] if hasattr(module, "CARD") else [])
        for card in cards:
            if card.key in found:
                raise DuplicateKey(
                    f"The key {card.key!r} is claimed by {found[card.key].__name__} and {module.__name__}.",
                    hint="Uninstall one of the two, or rename its key.",
                )
            found[card.key] = module
    return dict(sorted(found.items()))


def cards(package: str) -> dict[str, object]:
    """Return key -> card of everything `discover` finds in a package."""
    result: dict[str, object] = {}
    for module in {id(m): m for m in discover(package).values()}.values():
        for card in getattr(module, "CARDS", None) or [module.CARD]:
            result[card.key] = card
    return dict(sorted(result.items()))
