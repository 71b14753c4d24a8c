"""The whole program beside labelme and X-AnyLabeling on the same scene: hover, drag, zoom, driven by the same mouse events.

What each draws: ours tinted insides, outlines 2 px wide with a dark tone around them, vertex handles on the hovered and the
selected shape, names off; labelme and X-AnyLabeling outlines with vertex handles on every shape (X-AnyLabeling also dims
and labels by its defaults, and draws a step of the wheel as an animation of 90 ms). Ours writes each change into the
project on the disk before the release of the mouse is over; the others keep it in memory until they save. Process CPU,
offscreen, medians; a zoom counts until nothing is drawn any more. A program that does not start, or gives no
figure within its limit, is told and left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import rival_driver
from benchmarks.canvas import COLOURS, SIZE, VERTICES, scene
from benchmarks.harness import Row
from benchmarks.rival_homes import rival

NAME = "rivals"
COUNT = 1000
LIMIT_SECONDS = 400
FIGURES = {
    "hover": ("hover with its repaint", "ratio <= 0.005"),
    "drag": ("a step of dragging a shape, with its repaint", "ratio <= 0.005"),
    "repaint": ("repaint of everything", ""),
    "release": ("letting go of a dragged shape", ""),
    "zoom": ("zoom step until nothing is drawn any more", "ratio <= 0.05"),
}


def run() -> list[Row]:
    """Measure ours, then each rival that installs, and set them side by side."""
    with tempfile.TemporaryDirectory(prefix="tlstudio-rivals-") as folder:
        work = Path(folder)
        picture, points = _write_scene(work)
        ours = _measure([sys.executable], "tlstudio", "PySide6", _project(work, picture), points, work)
        if isinstance(ours, str):
            raise RuntimeError(ours)
        rows: list[Row] = []
        for name in ("labelme", "x-anylabeling"):
            found = rival(name)
            theirs = (
                _measure([found.python], name, found.binding, picture, points, work) if found else "did not install"
            )
            title = f"{name} {found.version}" if found else name
            if isinstance(theirs, str):
                print(f"{title}: {theirs}", file=sys.stderr)
                continue
            rows += [
                Row(f"{COUNT:,} polygons x {VERTICES}, {what}, against {title}", ours[key], theirs[key], "ms", goal)
                for key, (what, goal) in FIGURES.items()
                if key in theirs
            ]
        return rows


def _measure(
    python: list[str], program: str, binding: str, scene_file: Path, points: Path, work: Path
) -> dict[str, float] | str:
    """Run the driver inside a program's environment; its figures, or why there are none."""
    home = work / f"home-{program}"
    home.mkdir()
    environment = {
        **os.environ,
        "HOME": str(home),
        "TLSTUDIO_CONFIG": str(home / "config"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(Path(__file__).parents[1]) if program == "tlstudio" else "",
    }
    command = [*python, str(Path(rival_driver.__file__)), program, binding, str(scene_file), str(points)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment, timeout=LIMIT_SECONDS, check=False, cwd=home
        )
    except subprocess.TimeoutExpired:
        return f"no figure within {LIMIT_SECONDS} s"
    for line in done.stdout.splitlines():
        if line.startswith(rival_driver.MARK):
            return json.loads(line.removeprefix(rival_driver.MARK))
    return f"said nothing: {(done.stderr or done.stdout)[-800:]}"


def _write_scene(work: Path) -> tuple[Path, Path]:
    """The picture with a labelme file beside it, which both rivals read, and the middle of each shape."""
    from PIL import Image

    from benchmarks.canvas import picture

    Image.fromarray(picture()).save(work / "scene.png")
    shapes = scene(COUNT)
    listed = [
        {
            "label": f"label {shape.label_id}",
            "points": shape.outline.tolist(),
            "group_id": None,
            "description": "",
            "shape_type": "polygon",
            "flags": {},
        }
        for shape in shapes
    ]
    label_file = {
        "version": "5.5.0",
        "flags": {},
        "shapes": listed,
        "imagePath": "scene.png",
        "imageData": None,
        "imageHeight": SIZE[1],
        "imageWidth": SIZE[0],
    }
    (work / "scene.json").write_text(json.dumps(label_file), encoding="utf-8")
    middles = [((s.bounds[0] + s.bounds[2]) / 2, (s.bounds[1] + s.bounds[3]) / 2) for s in shapes]
    (work / "points.json").write_text(json.dumps({"size": SIZE, "points": middles}), encoding="utf-8")
    return work / "scene.png", work / "points.json"


def _project(work: Path, picture_file: Path) -> Path:
    """A project with the scene's shapes."""
    from tlstudio.core.words import Task
    from tlstudio.project.adding import add_images
    from tlstudio.project.importing import import_decisions
    from tlstudio.project.project import Project

    labels = [f"label {number + 1}" for number in range(len(COLOURS))]
    with Project.create(work / "project", task=Task.DETECTION, labels=labels) as project:
        add_images(project, [picture_file])
        import_decisions(project, "labelme", work)
    return work / "project"
