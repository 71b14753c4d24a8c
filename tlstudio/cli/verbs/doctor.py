"""What this machine and this project are like, and what is wrong with them."""

from __future__ import annotations

import shutil
import sys
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import typer

from tlstudio.cli.session import Session, session_of
from tlstudio.cli.verb import PROGRAM, VerbCard
from tlstudio.core.errors import NotAProject, ProjectLocked, StoreError, StudioError
from tlstudio.core.version import __version__

CARD = VerbCard("doctor", "What this machine and this project are like, and what is wrong.", PROGRAM)
PACKAGES = ("PySide6-Essentials", "numpy", "opencv-python-headless", "Pillow", "SQLAlchemy")
FREE_MEGABYTES = 500


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str
    hint: str = ""


def run(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="put the newest good backup in a damaged project's place")
    ] = False,
) -> None:
    """Versions, window libraries, disk, device, weights, runtime, and the health of the project."""
    session = session_of(ctx)
    checks = [_program(), _qt_version(), _window(), _disk(session.options.project)]
    checks += _project(session.options.project, repair=repair)
    checks += _engine(session)
    ok = all(check.ok for check in checks)
    lines: list[str] = []
    for check in checks:
        lines.append(f"{'ok ' if check.ok else 'NO '} {check.name}: {check.detail}")
        if check.hint:
            lines.append(f"    {check.hint}")
    session.finish({"ok": ok, "checks": [asdict(check) for check in checks]}, "\n".join(lines))
    if not ok:
        raise typer.Exit(1)


def _program() -> Check:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    return Check("versions", True, f"tlstudio {__version__}, Python {sys.version.split()[0]}, {versions}")


def _qt_version() -> Check:
    """PySide6 6.12 drops a reference to None at every painter call; below Python 3.12 that aborts within seconds."""
    found = metadata.version("PySide6-Essentials")
    aborts = sys.version_info < (3, 12) and tuple(int(part) for part in found.split(".")[:2]) >= (6, 12)
    if aborts:
        return Check(
            "Qt", False, f"PySide6 {found} aborts on Python below 3.12.", "pip install 'PySide6-Essentials<6.12'"
        )
    return Check("Qt", True, f"PySide6 {found} works with this Python")


def _window() -> Check:
    from tlstudio.core.qt_libraries import install_command, missing_libraries, window_problem

    sentence, hint = window_problem()
    missing = missing_libraries()
    if not sentence and not missing:
        return Check("window", True, "a window can be opened")
    if missing:
        names = ", ".join(sorted(missing))
        return Check(
            "window",
            False,
            sentence or f"this system lacks {names}",
            f"On Debian or Ubuntu: {install_command(missing)}",
        )
    return Check("window", True, f"{sentence} The command line works.", hint)


def _disk(folder: Path) -> Check:
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    free = shutil.disk_usage(place).free / 1e6
    detail = f"{free / 1000:,.1f} GB free at {place}"
    if free < FREE_MEGABYTES:
        return Check("disk", False, detail, "Free some space: features, runs and backups need it.")
    return Check("disk", True, detail)


def _project(folder: Path, *, repair: bool) -> list[Check]:
    from tlstudio.project.repair import fault_in
    from tlstudio.project.repair import repair as bring_back

    named = folder.absolute()
    if not (named / "project.db").is_file() and not (named / "backups").is_dir():
        return [Check("project", True, f"{named} is not a project; nothing to check")]
    try:
        fault = fault_in(named)
        if not fault:
            return [Check("project", True, f"{named.name}/project.db is whole"), *_missing_files(named)]
        if repair:
            return [Check("project", True, bring_back(named).sentence)]
        hint = "`tlstudio doctor --repair` puts the newest good backup in its place; the damaged file is kept."
        return [Check("project", False, f"{named.name}/project.db is damaged: {fault}", hint)]
    except NotAProject as error:
        return [Check("project", True, error.sentence)]
    except ProjectLocked as error:
        return [Check("project", not repair, error.sentence, error.hint)]
    except StoreError as error:
        return [Check("project", False, error.sentence, error.hint)]


def _missing_files(folder: Path) -> list[Check]:
    from tlstudio.project.project import Project

    with Project.open(folder, read_only=True) as project:
        images = project.read.images(project.read.table().ids)
        gone = [image.path for image in images if not project.absolute(image).exists()]
    if not gone:
        return [Check("images", True, f"all {len(images):,} files are where they were")]
    hint = "`tlstudio add FOLDER` finds them again by content, wherever they are now."
    return [Check("images", False, f"{len(gone):,} of {len(images):,} files are missing, first {gone[0]}", hint)]


def _engine(session: Session) -> list[Check]:
    """What the learning process says about itself."""
    from tlstudio.cli.machine import machine_engine

    try:
        with machine_engine(session) as engine:
            answer: dict[str, Any] = session.wait(engine, engine.request("doctor"), "Looking at the engine")
    except StudioError as error:
        return [Check("engine", False, error.sentence, error.hint)]
    return [Check(row["name"], bool(row["ok"]), row["detail"], row.get("hint", "")) for row in answer["checks"]]
