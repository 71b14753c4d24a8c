"""The program is killed between and in the middle of edits of shapes: what was told as stored is there, whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation, Task
from tlstudio.project.commands.images import AddImages, NewImage
from tlstudio.project.commands.shapes import EditShapes
from tlstudio.project.project import Project

EDITOR = """
import json, sys
from dataclasses import replace
from pathlib import Path
from tlstudio.core.geometry.shapes import Box
from tlstudio.project.commands.shapes import EditShapes
from tlstudio.project.project import Project

with Project.open(Path(sys.argv[1])) as project:
    for number in range(1, 100_000):
        there = project.read.annotations([1])[1]
        changed = [
            replace(one, geometry=Box(number % 90, 2, 5, 5), note=str(number), z=number, locked=number % 2 == 0,
                    attributes={"n": float(number)}, group=number)
            for one in there
        ]
        added = [replace(there[0], id=0, note=str(number))] if number % 3 == 0 else []
        gone = [there[-1].id] if number % 3 == 1 and len(there) > 3 else []
        kept = [one for one in changed if one.id not in gone]
        project.run(EditShapes(1, added=added, changed=kept, deleted=gone))
        print(json.dumps([number, len(there) + len(added) - len(gone)]), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("edits_seen", [1, 4, 9])
def test_what_was_stored_is_there_and_can_be_undone(tmp_path: Path, edits_seen: int) -> None:
    root = tmp_path / "p"
    with Project.create(root, task=Task.DETECTION, labels=["cell"]) as project:
        project.run(AddImages([NewImage("../a.png", "0" * 32, width=100, height=100)]))
        project.run(EditShapes(1, added=[Annotation(0, 1, 1, Box(2 * i, 2, 5, 5)) for i in range(3)]))
        beginning, steps_before = project.read.annotations([1]), len(project.read.history(1000))
    editor = subprocess.Popen([sys.executable, "-c", EDITOR, str(root)], stdout=subprocess.PIPE, text=True)
    assert editor.stdout is not None
    seen = [json.loads(editor.stdout.readline()) for _ in range(edits_seen)]
    # It goes on editing meanwhile, so the signal comes at any point of a transaction.
    os.kill(editor.pid, signal.SIGKILL)
    seen += [json.loads(line) for line in editor.stdout.read().splitlines() if line.endswith("]")]
    editor.wait()
    editor.stdout.close()
    with Project.open(root) as project:
        there = project.read.annotations([1])[1]
        told = dict(seen)
        numbers = {one.z for one in there if one.note == str(one.z)}
        last = max(numbers)
        assert last >= seen[-1][0]  # an edit may have been stored that could not be told any more
        assert last <= seen[-1][0] + 1
        changed = [one for one in there if one.z == last]
        assert {(one.note, one.attributes["n"], one.group, one.locked) for one in changed} == {
            (str(last), float(last), last, last % 2 == 0)
        }
        if last in told:
            assert len(there) == told[last]
        assert len(project.read.history(1000)) - steps_before == last
        project.undo(last)
        assert project.read.annotations([1]) == beginning
