"""Greeting, opening a project, telling which images it has."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tlstudio.core.version import __version__
from tlstudio.learn import runtime
from tlstudio.learn.engine_ops.table import Operation
from tlstudio.learn.image_pool import pool_images

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session


def hello(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Version, device, threads, runtime and process id."""
    return {
        "version": __version__,
        "pid": os.getpid(),
        "device": session.device,
        "threads": session.threads,
        "runtime": session.runtime_title,
    }


def open_project(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Open a cache folder for a backbone; `notice` says when another backbone has to serve."""
    notice = session.open(
        Path(args["root"]),
        Path(args["cache"]),
        str(args["backbone"]),
        device=runtime_device(str(args.get("device") or "auto")),
        threads=int(args.get("threads") or 0),
    )
    card = session.backbone
    known = runtime.remembered(card, threads=session.threads)
    return {
        "backbone": card.key,
        "title": card.title,
        "dim": card.embedding_dim,
        "runtime": known.runtime if known else "",
        "device": session.device,
        "threads": session.threads,
        "notice": notice,
    }


def runtime_device(wish: str) -> str:
    """`auto` becomes a graphics card only where one is; without one torch is not even imported."""
    if wish != "auto":
        return wish
    if Path("/dev/nvidia0").exists() or os.environ.get("CUDA_VISIBLE_DEVICES"):
        import torch

        return "cuda" if torch.cuda.is_available() else "cpu"
    return "cpu"


def images(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Take over the whole list (`images`), or changes of it (`remove`, then `add`)."""
    pool = session.pool
    if args.get("images") is not None:
        pool.replace(pool_images(args["images"], session.root))
    pool.remove(int(i) for i in args.get("remove") or ())
    pool.add(pool_images(args.get("add") or (), session.root))
    return {"images": len(pool), "missing": len(pool.missing()), "ready": len(pool.ready().ids)}


def decisions(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Take over what people decided: all of it (`whole`), or what changed since the last message."""
    session.decisions = session.decisions.told(args)
    return {"decided": len(session.decisions.targets) + len(session.decisions.known)}


OPERATIONS = (
    Operation("hello", hello),
    Operation("open", open_project),
    Operation("images", images),
    Operation("decisions", decisions),
)
