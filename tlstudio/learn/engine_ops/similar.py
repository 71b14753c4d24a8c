"""More images like one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.core.errors import UsageError
from tlstudio.learn.engine_ops.table import Operation
from tlstudio.query.blocks import times

if TYPE_CHECKING:
    from tlstudio.learn.engine import Job
    from tlstudio.learn.session import Session


def similar(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Images nearest to `id` by cosine of the features (`among`: only these), nearest first, itself left out.

    Raises:
        UsageError: The image has no features yet, or could not be read.
    """
    image_id, count = int(args["id"]), int(args.get("count") or 24)
    ready = session.pool.ready()
    _, own = session.pool.rows_of([image_id])
    if not own:
        reason = session.pool.unreadable.get(image_id, "its features are not computed yet.")
        raise UsageError(f"Nothing can be said about this image: {reason}")
    among = args.get("among")
    rows = np.arange(len(ready.ids)) if among is None else np.array(session.pool.rows_of(map(int, among))[1], np.int64)
    rows = rows[rows != own[0]]
    cosines = times(ready.features, ready.features[own[0]].astype(np.float32)[:, None])[rows, 0]
    order = np.argsort(-cosines, kind="stable")[:count]
    return {
        "ids": ready.ids[rows[order]].tolist(),
        "similarities": [round(float(value), 4) for value in cosines[order]],
    }


OPERATIONS = (Operation("similar", similar),)
