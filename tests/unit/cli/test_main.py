"""What a person meets: exit codes, one JSON object on stdout, sentences with hints on stderr."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tlstudio.cli.main import main
from tlstudio.project.lock import ProjectLock
from tlstudio.project.project import Project


class Shell:
    """Calls the program in this process."""

    def __init__(self, capture: pytest.CaptureFixture[str], project: Path) -> None:
        self._capture = capture
        self.project = project
        self.error = ""

    def code(self, *arguments: object) -> int:
        code = main(["-C", str(self.project), *map(str, arguments)])
        self.error = self._capture.readouterr().err
        return code

    def json(self, *arguments: object, code: int = 0) -> dict[str, Any]:
        ended = main([*map(str, arguments), "--json", "--project", str(self.project)])
        said = self._capture.readouterr()
        self.error = said.err
        assert ended == code, said.err
        return json.loads(said.out)


@pytest.fixture
def shell(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    return Shell(capfd, tmp_path / "shop")


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    rng = np.random.default_rng(1)
    for number in range(6):
        Image.fromarray(rng.integers(0, 255, (40, 60, 3), dtype=np.uint8)).save(folder / f"part {number}.png")
    return folder


def test_a_project_is_made_filled_labelled_and_exported(shell: Shell, photos: Path, tmp_path: Path) -> None:
    assert shell.json("init", shell.project, "--labels", "ok, bad")["labels"] == ["ok", "bad"]
    assert shell.json("add", photos) == {"added": 6, "known": 0, "moved": 0, "skipped": []}
    assert shell.json("label", photos / "part 0.png", "part 1.png", "ok")["decided"] == 2
    assert shell.json("split")["train"] >= 3
    assert shell.json("status")["per_label"] == {"ok": 2, "bad": 0}
    exported = shell.json("export", "csv", tmp_path / "out.csv")
    assert exported["images"] == 2
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").count(",ok") == 2


def test_several_labels_per_image_are_given_with_commas(shell: Shell, photos: Path, tmp_path: Path) -> None:
    shell.json("init", shell.project, "--task", "multilabel")
    shell.json("add", photos)
    assert shell.json("label", "part 0.png", "rust,dent")["decided"] == 1
    assert shell.json("status")["per_label"] == {"rust": 1, "dent": 1}
    shell.json("export", "csv", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").count("part 0.png") == 2


def test_undo_takes_back_as_many_steps_as_asked(shell: Shell, photos: Path) -> None:
    shell.json("init", shell.project)
    shell.json("add", photos)
    shell.json("label", "part 0.png", "ok")
    undone = shell.json("undo", "--count", 2)
    assert undone["undone"] == 2
    assert shell.json("status")["images"] == 0
    assert shell.json("redo")["undone"] == 1
    assert shell.json("status")["images"] == 6


def test_inputs_left_out_end_with_3_and_are_listed(shell: Shell, photos: Path) -> None:
    (photos / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not much more")
    shell.json("init", shell.project)
    added = shell.json("add", photos, code=3)
    assert added["added"] == 6
    assert Path(added["skipped"][0]["path"]).name == "broken.jpg"
    assert added["skipped"][0]["reason"]


def test_a_table_with_missing_files_and_foreign_letters_goes_in_as_far_as_it_can(shell: Shell, photos: Path) -> None:
    table = photos / "labels.csv"
    table.write_bytes("path,label,weather\npart 0.png,größer,dry\ngone.png,größer,wet\n".encode("latin-1"))
    shell.json("init", shell.project)
    done = shell.json("import", "csv", table, code=3)
    assert done["created"] == 1
    assert done["labels"] == ["größer"]
    assert done["skipped"][0]["line"] == 3
    assert "weather" in shell.error + " ".join(done["notes"])


def test_a_dry_run_changes_nothing(shell: Shell, photos: Path) -> None:
    table = photos / "labels.csv"
    table.write_text("path,label\npart 0.png,ok\n", encoding="utf-8")
    shell.json("init", shell.project)
    assert shell.json("import", "auto", table, "--dry-run")["created"] == 1
    assert shell.json("status")["images"] == 0


def test_a_folder_without_pictures_is_wrong_usage(shell: Shell, tmp_path: Path) -> None:
    shell.json("init", shell.project)
    (tmp_path / "empty").mkdir()
    assert shell.code("add", tmp_path / "empty") == 2
    assert "There are no pictures in" in shell.error


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["status"], 4, "is not a project"),
        (["stat"], 2, "Did you mean status?"),
        (["queue", "--count", "many"], 2, "queue --help"),
        (["init"], 2, "DIR"),
        (["backbones", "fetch"], 2, "fetch"),
    ],
)
def test_wrong_usage_is_a_sentence_with_a_hint(shell: Shell, arguments: list[str], code: int, words: str) -> None:
    assert shell.code(*arguments) == code
    assert words in shell.error
    assert "error: " in shell.error
    assert "hint: " in shell.error
    assert "Traceback" not in shell.error


def test_unknown_names_get_the_closest_known_one(shell: Shell, photos: Path) -> None:
    shell.json("init", shell.project, "--labels", "scratch,ok")
    shell.json("add", photos)
    assert shell.code("accept", "--label", "scrach") == 2
    assert "Did you mean scratch?" in shell.error
    assert shell.code("queue", "--strategy", "margni") == 2
    assert "Did you mean margin?" in shell.error
    assert shell.code("suggest", "--split", "tset") == 2
    assert "Did you mean test?" in shell.error


def test_a_locked_project_ends_with_4_and_can_still_be_read(shell: Shell, photos: Path) -> None:
    shell.json("init", shell.project)
    lock = ProjectLock(shell.project)
    lock.acquire()
    try:
        assert shell.code("add", photos) == 4
        assert shell.json("status")["images"] == 0
    finally:
        lock.release()


def test_a_newer_project_ends_with_4(shell: Shell) -> None:
    import sqlite3

    shell.json("init", shell.project)
    connection = sqlite3.connect(shell.project / "project.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    assert shell.code("status") == 4
    assert "hint: " in shell.error


def test_a_damaged_project_is_brought_back(shell: Shell, photos: Path) -> None:
    shell.json("init", shell.project)
    shell.json("add", photos)
    database = shell.project / "project.db"
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
    assert shell.code("status") == 4
    assert "doctor --repair" in shell.error or "backup" in shell.error


def test_accepting_everything_blindly_is_refused(shell: Shell) -> None:
    shell.json("init", shell.project)
    assert shell.code("accept") == 2
    assert "--above" in shell.error


def test_an_interrupt_ends_with_130(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    shell.json("init", shell.project)
    monkeypatch.setattr(Project, "undo", stop)
    assert shell.code("undo") == 130
    assert "kept" in shell.error


def test_a_stopped_add_keeps_the_pieces_that_were_finished(
    shell: Shell, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tlstudio.project import adding

    monkeypatch.setattr(adding, "PIECE", 2)
    store = adding._store

    def store_then_stop(*arguments: Any) -> None:
        store(*arguments)
        if arguments[0].read.counts().total == 2:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(adding, "_store", store_then_stop)
    shell.json("init", shell.project)
    assert shell.json("add", photos, code=130)["added"] == 2
    assert shell.json("status")["images"] == 2


def test_a_fault_of_the_program_is_one_sentence_unless_debug(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("wires crossed")

    shell.json("init", shell.project)
    monkeypatch.setattr(Project, "undo", fail)
    assert shell.code("undo") == 1
    assert "wires crossed" in shell.error
    assert "Traceback" not in shell.error
    assert shell.code("undo", "--debug") == 1
    assert "Traceback" in shell.error


def test_every_verb_has_help_and_is_named_in_the_overview(capfd: pytest.CaptureFixture[str]) -> None:
    verbs = [
        "init",
        "add",
        "import",
        "export",
        "label",
        "accept",
        "undo",
        "redo",
        "status",
        "split",
        "train",
        "suggest",
        "queue",
        "evaluate",
        "runs",
        "simulate",
        "backbones",
        "models",
        "doctor",
        "demo",
        "gui",
    ]
    assert main(["--help"]) == 0
    overview = capfd.readouterr().out
    for verb in verbs:
        assert f" {verb} " in overview
        assert main([verb, "--help"]) == 0
        assert "Usage: tlstudio" in capfd.readouterr().out


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m tlstudio.cli.main models list | head -c 1", shell=True, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_models_are_listed_without_loading_them(shell: Shell) -> None:
    models = shell.json("models", "list")["models"]
    assert {"all_stages", "last_stage"} <= {row["name"] for row in models}
    assert all(row["licence"] and row["when"] for row in models)


def test_add_takes_each_nth_frame_of_a_video(shell: Shell, tmp_path: Path) -> None:
    pytest.importorskip("av")
    from tests.unit.imaging.video_clips import write_clip

    clip = write_clip(tmp_path / "clip.mp4", 50)
    shell.json("init", shell.project)
    added = shell.json("add", clip, "--every", "10")
    assert added["added"] == 5
    assert added["videos"] == {str(clip): "every 10th of 50 frames (2.5 a second)"}
    assert shell.json("add", clip, "--fps", "5")["added"] == 5
    assert shell.code("add", clip, "--fps", "5", "--every", "2") == 2
    assert "--every and --fps" in shell.error
