"""Undo and redo, step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tlstudio.cli.session import Session

if TYPE_CHECKING:
    from tlstudio.project.command import Undone


def replay(session: Session, step: Callable[[], Undone | None], count: int, done: str, nothing: str) -> None:
    """Take up to `count` steps and say what they were."""
    texts: list[str] = []
    for _ in range(count):
        undone = step()
        if undone is None:
            break
        texts.append(undone.text)
    session.finish({"undone": len(texts), "what": texts}, "\n".join(f"{done}: {text}" for text in texts) or nothing)
