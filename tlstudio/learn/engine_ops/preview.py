"""One image as training would vary it, written as pictures for the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from tlstudio.core.errors import DiskFull
from tlstudio.learn.engine_ops.table import Operation

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session

SIDE = 160
MOST = 32


def preview(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Write the plain picture and `count - 1` draws of it as PNG files into `folder`; `files` lists them in order.

    Raises:
        ImageUnreadable: The picture cannot be decoded.
        DiskFull: The folder cannot be written.
    """
    from tlstudio.learn.training.augment import preview as draws_of

    folder = Path(args["folder"])
    count = min(int(args["count"]), MOST)
    draws = draws_of(Path(args["path"]), str(args["augmentation"]), count, size=SIDE, page=int(args.get("page") or 0))
    files: list[str] = []
    for number, picture in enumerate(draws):
        _, encoded = cv2.imencode(".png", np.ascontiguousarray(picture[..., ::-1]))
        path = folder / f"{number}.png"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(encoded.tobytes())
        except OSError as error:
            raise DiskFull(f"The preview could not be written to {folder}: {error.strerror or error}.") from error
        files.append(str(path))
    return {"files": files}


OPERATIONS = (Operation("preview", preview),)
