"""A finished run as an ONNX file with its card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tlstudio.learn.engine_ops.table import Operation

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session


def export(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Write the network of `run` into `folder`; `files` lists what was written.

    Raises:
        JobError: The run is not done.
        LearnError: The graph does not answer as the network does.
        DiskFull: The folder cannot be written.
    """
    from tlstudio.learn.exporters.onnx import export_run

    return {"files": [str(path) for path in export_run(Path(args["run"]), Path(args["folder"]))]}


OPERATIONS = (Operation("export", export, is_long=True),)
