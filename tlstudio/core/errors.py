"""The errors that speak to a person; everything else is a bug and keeps its traceback.

StudioError            exit code 1
  UsageError                     2
  Stopped                      130
  StoreError                     4   ProjectLocked, ProjectTooNew, ProjectDamaged, NotAProject, DiskFull, ReadOnlyProject
  FormatError                    1   UnknownFormat (NoSuchFormat: 2), BadRecord
  ImageError                     1   ImageUnreadable, ImageTooLarge
  LearnError                     1   NotEnoughLabels, WeightsMissing, WeightsMismatch, OutOfMemory
  JobError                       1   JobCrashed
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class StudioError(Exception):
    """Something the person can understand and often mend.

    Attributes:
        sentence: What happened, with the place, ending in a full stop.
        hint: What to do about it; may be empty.
        detail: Text worth copying into a report (log tail, system error); may be empty.
    """

    exit_code = 1

    def __init__(self, sentence: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.detail = detail


class UsageError(StudioError):
    """The request itself makes no sense (unknown name, impossible combination)."""

    exit_code = 2


class Stopped(StudioError):
    """The person ended it before anything was changed or written."""

    exit_code = 130


class StoreError(StudioError):
    """The project folder or its database cannot be used."""

    exit_code = 4


class NotAProject(StoreError):
    """The folder holds no project.db."""


class ProjectLocked(StoreError):
    """Another process holds the project's lock."""


class ProjectTooNew(StoreError):
    """Written by a later version of the program."""


class ProjectDamaged(StoreError):
    """SQLite cannot read project.db; a backup may help."""


class ReadOnlyProject(StoreError):
    """A change was asked of a project opened for reading."""


class DiskFull(StoreError):
    """No space left, or the folder cannot be written."""


class FormatError(StudioError):
    """A label file cannot be read or written."""


class UnknownFormat(FormatError):
    """No reader recognises the file."""


class NoSuchFormat(UnknownFormat):
    """A format was named that does not exist."""

    exit_code = 2


class BadRecord(FormatError):
    """One row of a label file is wrong; the good rest still goes in."""


class ImageError(StudioError):
    """A picture cannot be used."""


class ImageUnreadable(ImageError):
    """Damaged, empty, or not a picture at all."""


class ImageTooLarge(ImageError):
    """Decoding would need more memory than is sensible."""


class LearnError(StudioError):
    """Suggestions or fine-tuning cannot go on."""


class NotEnoughLabels(LearnError):
    """Too few decisions; the sentence says how many are missing."""


class WeightsMissing(LearnError):
    """A backbone's weights are not on this machine."""


class WeightsMismatch(LearnError):
    """A weights file does not fit the network; the sentence names the first mismatch."""


class OutOfMemory(LearnError):
    """Even the smallest batch does not fit."""


class JobError(StudioError):
    """A child process failed."""


class JobCrashed(JobError):
    """A child process ended without saying why; `detail` holds the end of its log."""


def closest(word: str, known: Iterable[str]) -> str:
    """Return a hint naming the known word nearest to a mistyped one, or listing all of them."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known: {', '.join(names)}."
