"""The pre-trained feature extractors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from tlstudio.cli.output import table
from tlstudio.cli.session import Session, session_of
from tlstudio.cli.verb import PROGRAM, VerbCard

CARD = VerbCard("backbones", "Pre-trained networks: list, show, download, add, measure.", PROGRAM)
app = typer.Typer(no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME")]


@app.command("list")
def list_backbones(ctx: typer.Context) -> None:
    """All backbones: licence, size, cost, and whether the weights are on this machine."""
    session = session_of(ctx)
    rows = _ask(session, "backbones", {}, "Backbones")["backbones"]
    head = ("name", "licence", "MB", "input", "top-1", "here", "images/s")
    shown = [
        (
            row["name"],
            row["licence"],
            f"{row['megabytes']:.0f}",
            row["input"],
            row["top1"] and f"{row['top1']:.1f}",
            "yes" if row["available"] else "",
            row["images_per_second"] and f"{row['images_per_second']:.0f}",
        )
        for row in rows
    ]
    session.finish({"backbones": rows}, table(head, shown, right=(2, 3, 4, 6)))


@app.command("show")
def show_backbone(ctx: typer.Context, name: Name) -> None:
    """One backbone with everything known about it."""
    session = session_of(ctx)
    rows = _ask(session, "backbones", {"name": name}, "Backbones")["backbones"]
    lines = [f"{key:20} {_shown(value)}" for key, value in rows[0].items() if value not in (None, "")]
    session.finish({"backbones": rows}, "\n".join(lines))


@app.command("download")
def download_backbone(ctx: typer.Context, name: Name) -> None:
    """Fetch a backbone's weights (the only verb that uses the network)."""
    session = session_of(ctx)
    done = _ask(session, "download", {"name": name}, "Downloading")
    session.finish({**done, "backbones": [done]}, f"{name}: {done['file']} ({done['megabytes']} MB)")


@app.command("add")
def add_backbone(
    ctx: typer.Context,
    name: Name,
    arch: Annotated[str, typer.Option(metavar="ARCH", help="a backbone of the list, for example resnet18")],
    weights: Annotated[Path, typer.Option(metavar="FILE", help=".safetensors or .pth")],
) -> None:
    """Use weights of your own in one of the known networks."""
    session = session_of(ctx)
    asked = {"name": name, "arch": arch, "weights": str(weights.absolute())}
    done = _ask(session, "add_backbone", asked, "Checking the weights")
    session.finish({**done, "backbones": [done]}, f"{name} added. {done.get('note') or ''}".strip())


@app.command("measure")
def measure_backbones(
    ctx: typer.Context, names: Annotated[list[str] | None, typer.Argument(metavar="[NAME...]")] = None
) -> None:
    """Time the runtimes on this machine and remember the fastest that agrees with torch."""
    session = session_of(ctx)
    asked = {"names": names or [], "threads": session.options.threads}
    rows: list[dict[str, Any]] = _ask(session, "measure", asked, "Measuring")["measured"]
    lines: list[str] = []
    for row in rows:
        speeds = ", ".join(f"{key} {value:.0f}" for key, value in row.get("images_per_second", {}).items())
        lines.append(row.get("problem") or f"{row['name']}: {row['runtime']} serves (images per second: {speeds})")
    session.finish({"backbones": rows}, "\n".join(lines))


def _ask(session: Session, op: str, args: dict[str, Any], title: str) -> dict[str, Any]:
    from tlstudio.cli.machine import machine_engine

    with machine_engine(session) as engine:
        return session.wait(engine, engine.request(op, args), title)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(f"{tap['name']} (stride {tap['stride']}, {tap['channels']} channels)" for tap in value)
    return str(value)
