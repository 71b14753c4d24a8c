"""What all benchmarks share: rows with a reference and a goal, repeated timing, the result file and the printed table."""

from __future__ import annotations

import json
import math
import operator
import os
import platform
import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
GOAL = re.compile(r"^(ours|ratio) (>=|<=) ([0-9.]+)$")
COMPARE = {">=": operator.ge, "<=": operator.le}


@dataclass(frozen=True)
class Row:
    """One figure beside its reference.

    Attributes:
        what: What was measured, with the sizes that matter.
        ours: Our figure.
        reference: The figure of the same run that ours is held against; None where the goal is absolute.
        unit: Of both, for example `images/s` or `ms`.
        goal: `ratio >= 2.0`, `ours <= 80`, or empty for a figure that is only told.
    """

    what: str
    ours: float
    reference: float | None
    unit: str
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours divided by the reference."""
        return self.ours / self.reference if self.reference else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        if not self.goal:
            return None
        parts = GOAL.match(self.goal)
        if parts is None:
            raise ValueError(f"a goal reads like 'ratio >= 2.0' or 'ours <= 80', not {self.goal!r}")
        value = self.ours if parts[1] == "ours" else self.ratio
        return value is not None and COMPARE[parts[2]](value, float(parts[3]))


def median_seconds(work: Callable[[], object], *, repeat: int = 7, warm_up: int = 1) -> float:
    """Median wall time of `repeat` calls after `warm_up` calls that do not count."""
    return statistics.median(seconds_of(work, repeat=repeat, warm_up=warm_up))


def seconds_of(work: Callable[[], object], *, repeat: int, warm_up: int = 1) -> list[float]:
    """Wall time of each of `repeat` calls after `warm_up` calls that do not count."""
    for _ in range(warm_up):
        work()
    times: list[float] = []
    for _ in range(repeat):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return times


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least `percent` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def machine() -> dict[str, Any]:
    """Describe where this ran, with the versions that decide the figures."""
    versions: dict[str, str] = {}
    for package in (
        "numpy",
        "torch",
        "torchvision",
        "onnxruntime",
        "openvino",
        "opencv-python-headless",
        "PySide6-Essentials",
    ):
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": platform.platform(),
        "python": platform.python_version(),
        "versions": versions,
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def write(name: str, rows: Sequence[Row], where: dict[str, Any], folder: Path = RESULTS) -> Path:
    """Write `results/NAME.json` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    document = {
        "name": name,
        "machine": where,
        "command": f"make bench ONLY={name}",
        "rows": [{**asdict(row), "ratio": row.ratio, "met": row.met} for row in rows],
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned text."""
    heads = ("what", "ours", "reference", "unit", "ratio", "goal", "met")
    body = [
        (
            row.what,
            f"{row.ours:.4g}",
            "" if row.reference is None else f"{row.reference:.4g}",
            row.unit,
            "" if row.ratio is None else f"{row.ratio:.3g}",
            row.goal,
            {True: "yes", False: "NO", None: ""}[row.met],
        )
        for row in rows
    ]
    widths = [max(len(line[i]) for line in (heads, *body)) for i in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (heads, *body)
    )
