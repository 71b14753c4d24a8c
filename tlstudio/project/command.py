"""What a command is: a finished, frozen request that changes rows inside one transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from tlstudio.core.changes import Changes
from tlstudio.core.words import Task
from tlstudio.store.gateway import Transaction


@dataclass(frozen=True, slots=True)
class Context:
    """What a command may use while it is applied.

    Attributes:
        rows: Reads and changes rows; everything it changes is recorded for undo.
        who: Name of the person or script.
        now: Seconds since 1970, the same for every row of the command.
    """

    rows: Transaction
    task: Task
    who: str
    now: float


@dataclass(frozen=True, slots=True)
class Applied:
    """What a command did.

    Attributes:
        text: For the history and "Undo ...", for example "Label 12 images as crack".
        result: What the caller wants to know (ids, numbers); its type is the command's.
    """

    text: str
    result: Any = None


class Command(ABC):
    """One change to the project; subclasses are frozen dataclasses that hold everything it needs.

    Attributes:
        is_undoable: False for what no person decided (a preference, a file that was not found): it gets no row in the
            history, so that Ctrl+Z takes back the decision before it, and what was undone can still be done again.
    """

    is_undoable: ClassVar[bool] = True

    @abstractmethod
    def apply(self, context: Context) -> Applied:
        """Change rows; raise `UsageError` (nothing is kept) when the request makes no sense."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `Project.run` returns.

    Attributes:
        changes: Empty when the command found nothing to change; then the history has no row either.
        step: Hand it to the next `run` to undo both together; None = nothing changed, or nothing to undo.
    """

    changes: Changes
    text: str
    result: Any = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What one `undo` or `redo` did.

    Attributes:
        image_ids: The images it touched, so that the window can go there.
    """

    text: str
    changes: Changes
    image_ids: tuple[int, ...]


def count_images(number: int) -> str:
    """Say how many: `1 image`, `12 images`."""
    return f"{number:,} image{'' if number == 1 else 's'}"
