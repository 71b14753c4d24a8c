"""The process of a run: `python -m tlstudio.learn.job runs/8 --root .`; everything it has to say is in the diary."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from dataclasses import replace
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Work on a run's folder until it is done; the exit code is 0 for Done and Cancelled, 1 for Failed."""
    parser = argparse.ArgumentParser(
        prog="python -m tlstudio.learn.job", description="Fine-tune as a run's folder says."
    )
    parser.add_argument("run", type=Path, help="folder with spec.json and dataset.jsonl")
    parser.add_argument(
        "--root", type=Path, help="what the paths of the snapshot are relative to (default: two above RUN)"
    )
    parser.add_argument("--device", choices=["auto", "cpu", "cuda", "mps"], help="instead of the spec's")
    parser.add_argument("--threads", type=int, help="instead of the spec's")
    parser.add_argument("--max-minutes", type=float, help="instead of the spec's")
    given = parser.parse_args(arguments)
    folder: Path = given.run.absolute()
    root: Path = (given.root or folder.parent.parent).absolute()
    changes = {
        name: value
        for name, value in (("device", given.device), ("threads", given.threads), ("max_minutes", given.max_minutes))
        if value is not None
    }
    return work(folder, root, changes)


def work(folder: Path, root: Path, changes: dict[str, object]) -> int:
    """Run under the folder's lock and turn every ending into its event."""
    from tlstudio.core.errors import JobError, StudioError
    from tlstudio.jobs.child import lower_priority
    from tlstudio.jobs.diary import DIARY_FILE, Diary
    from tlstudio.jobs.events import Cancelled, Failed
    from tlstudio.jobs.lock import RunLock
    from tlstudio.jobs.spec import read_dataset, read_spec

    lower_priority()
    # Before numpy and torch load: an unbounded BLAS beside the window's thread is what makes it stutter.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, str(max(1, (os.cpu_count() or 2) - 1)))
    if not folder.is_dir():
        print(f"error: {folder} is not a folder.", file=sys.stderr)
        return 2
    lock, diary = RunLock(folder), Diary(folder / DIARY_FILE)
    if not lock.acquire():
        print(f"error: another process works on {folder.name}.", file=sys.stderr)
        return 4
    try:
        spec = replace(read_spec(folder), **changes)  # pyright: ignore[reportArgumentType] - names and types come from argparse
        rows = list(read_dataset(folder))
        from tlstudio.learn.allocator import keep_freed_memory
        from tlstudio.learn.classification.train import FineTuning
        from tlstudio.learn.training.journal import DiscardAsked, Journal, StopAsked

        keep_freed_memory()
        journal = Journal(folder)
        try:
            FineTuning(folder, root, spec, rows, journal).run()
        except (StopAsked, DiscardAsked):
            diary.append(Cancelled(epoch=journal.epoch))
        return 0
    except StudioError as error:
        diary.append(Failed(sentence=error.sentence, hint=error.hint, detail=error.detail))
        if isinstance(error, JobError):
            print(f"error: {error.sentence}", file=sys.stderr)
        return 1
    except Exception as error:
        traceback.print_exc()
        diary.append(
            Failed(
                sentence=f"The fine-tuning ended unexpectedly: {error or type(error).__name__}.",
                hint="Your labels are safe. Resume it; if it happens again, send the details.",
                detail=traceback.format_exc(),
            )
        )
        return 1
    finally:
        lock.release()


if __name__ == "__main__":
    sys.exit(main())
