"""Networks with weights of the person's own: a small registry file in the settings folder."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tlstudio.core.cards import BackboneCard, WeightsFile
from tlstudio.core.errors import UsageError, WeightsMismatch, closest
from tlstudio.jobs.files import write_json

FILE_NAME = "backbones.json"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def settings_folder() -> Path:
    """The program's settings folder (`TLSTUDIO_CONFIG` moves it); not created."""
    moved = os.environ.get("TLSTUDIO_CONFIG")
    if moved:
        return Path(moved)
    from platformdirs import user_config_path

    return user_config_path("tlstudio", appauthor=False)


def entries() -> dict[str, dict[str, Any]]:
    """Name -> {arch, weights, sha256, megabytes, note} of everything added; empty without a readable file."""
    try:
        content = json.loads((settings_folder() / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): entry for name, entry in content.items()} if isinstance(content, dict) else {}


def architecture(key: str) -> str:
    """The key whose file builds this backbone: its own, or that of the architecture it was added with."""
    entry = entries().get(key)
    return str(entry["arch"]) if entry else key


def cards(known: Mapping[str, BackboneCard]) -> dict[str, BackboneCard]:
    """Cards of the added networks whose architecture is known."""
    result: dict[str, BackboneCard] = {}
    for name, entry in entries().items():
        base = known.get(str(entry.get("arch")))
        if base is None or name in known:
            continue
        result[name] = replace(
            base,
            key=name,
            title=f"{name} ({base.title})",
            licence="your own",
            top1=0.0,
            milliseconds=base.milliseconds,
            weights=WeightsFile(
                file_name=str(entry["weights"]),
                sha256=str(entry.get("sha256", "")),
                megabytes=float(entry.get("megabytes", 0.0)),
            ),
            when=str(entry.get("note", "")),
        )
    return result


def add(name: str, arch: str, weights: Path) -> str:
    """Check that a file fits an architecture and remember it under a name; the file stays where it is.

    Returns:
        A sentence about what was found.

    Raises:
        UsageError: The name is taken or not usable, or the architecture unknown.
        WeightsMismatch: The sentence names the first tensor that does not fit.
    """
    from tlstudio.core.discover import discover
    from tlstudio.learn.backbones import registry
    from tlstudio.learn.weights_file import Loaded

    known = registry.backbone_cards()
    if not NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} is no usable name for a backbone.", hint="Use letters, digits, '-', '_' and '.', at most 64."
        )
    if name in known and name not in entries():
        raise UsageError(
            f"{name!r} is the name of a backbone that comes with the program.", hint="Choose another name."
        )
    if arch not in known or arch in entries() or known[arch].weights is None:
        raise UsageError(
            f"No architecture is called {arch!r}.",
            hint=closest(arch, [key for key, card in known.items() if key not in entries() and card.weights]),
        )
    path = weights.expanduser().resolve()
    if not path.is_file():
        raise WeightsMismatch(f"There is no file {path}.", hint="Check the path given with --weights.")
    trunk = discover(registry.PACKAGE)[arch].build(known[arch], path)
    loaded: Loaded | None = getattr(trunk, "loaded", None)
    note = f"{known[arch].title} with the weights of {path.name}"
    if loaded is not None and loaded.head_left:
        note += "; its classifier has another size and is not used for features"
    elif loaded is not None and loaded.left_out:
        note += f"; {len(loaded.left_out)} tensors of the file belong to a head and are not used"
    note += "."
    folder = settings_folder()
    folder.mkdir(parents=True, exist_ok=True)
    entry = {
        "arch": arch,
        "weights": str(path),
        "sha256": registry.digest_of(path),
        "megabytes": round(path.stat().st_size / 1e6, 1),
        "note": note,
    }
    write_json(folder / FILE_NAME, {**entries(), name: entry})
    return note


def remove(name: str) -> None:
    """Forget an added network; its file stays.

    Raises:
        UsageError: Nothing was added under this name.
    """
    rest = entries()
    if name not in rest:
        raise UsageError(f"No backbone was added as {name!r}.", hint=closest(name, rest) if rest else "")
    del rest[name]
    write_json(settings_folder() / FILE_NAME, rest)
