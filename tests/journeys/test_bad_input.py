"""Bad input, full disks and kills met by the whole program: the good rest goes in, and nothing decided is lost."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tlstudio.jobs.events import Started
from tlstudio.project.adding import add_images
from tlstudio.project.commands.decisions import Decide
from tlstudio.project.project import Project
from tlstudio.project.run_log import RunState
from tlstudio.project.scheduler import PlainScheduler

PROGRAM = (sys.executable, "-m", "tlstudio.cli.main")


@dataclass(frozen=True)
class Said:
    """How one call ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project of 6 images in photos/, two of them decided, closed."""
    with Project.create(tmp_path / "shop", labels=["ok", "bad"]) as project:
        add_images(project, [paint(tmp_path / "photos", 6)])
        project.run(Decide([1], [1]))
        project.run(Decide([2], [2]))
    return tmp_path / "shop"


def paint(folder: Path, count: int) -> Path:
    """Small pictures; odd numbers are striped."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(count)
    for number in range(count):
        pixels = rng.integers(0, 90, (24, 32, 3), dtype=np.uint8)
        if number % 2:
            pixels[:, ::4] = 255
        Image.fromarray(pixels).save(folder / f"part {number:04}.png")
    return folder


def tlstudio(root: Path, *arguments: object, largest_file: int = 0) -> Said:
    """Call the program in a process of its own.

    Args:
        largest_file: Bytes that one file may have before writing fails, as it does on a full disk.
    """

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    done = subprocess.run(
        [*PROGRAM, "-C", str(root), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        preexec_fn=limit if largest_file else None,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def decided(root: Path) -> int:
    with Project.open(root) as project:
        return project.read.counts().decided


def test_a_folder_of_awkward_pictures_goes_in_as_far_as_it_can(shop: Path, shared: Path) -> None:
    odd = shared / "oddimages"
    said = tlstudio(shop, "add", odd, "--json")
    assert said.code == 3
    with (odd / "expected.csv").open(encoding="utf-8", newline="") as file:
        decodable = {row["file"]: row["decodable"] for row in csv.DictReader(file)}
    skipped = {Path(row["path"]).relative_to(odd).as_posix(): row["reason"] for row in said.json["skipped"]}
    assert all(skipped.values())
    assert not [name for name in skipped if decodable.get(name) == "yes"]
    with Project.open(shop, read_only=True) as project:
        inside = {project.absolute(path).resolve() for (path,) in project.read.strings("path")}
    assert not [name for name, answer in decodable.items() if answer == "no" and (odd / name).resolve() in inside]
    # What file managers leave behind passes silently; everything else that cannot be read has its line.
    litter = {"wrong/Thumbs.db", "wrong/apple_double/._photo.jpg"}
    assert {name for name, answer in decodable.items() if answer == "no"} - litter <= skipped.keys()
    assert len(inside) > 90
    again = tlstudio(shop, "add", odd, "--json")
    assert (again.code, again.json["added"]) == (3, 0)


def test_names_that_trouble_other_systems(shop: Path, shared: Path, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(shared / "oddimages" / "names_awkward.zip") as archive:
        archive.extractall(tmp_path / "names")
    # The archive holds one picture again and again: each copy gets bytes of its own.
    files = [path for path in (tmp_path / "names").rglob("*") if path.is_file()]
    for number, path in enumerate(files):
        path.write_bytes(path.read_bytes() + bytes([number]))
    said = tlstudio(shop, "add", tmp_path / "names", "--json")
    assert said.code == 3
    assert {Path(row["path"]).name for row in said.json["skipped"]} == {".hidden.jpg", "..hidden.jpg"}
    assert said.json["added"] == len(files) - 2
    one = next(path for path in files if "\n" in path.name)
    assert tlstudio(shop, "label", one, "ok", "--json").json["decided"] == 1
    assert tlstudio(shop, "export", "csv", tmp_path / "out.csv").code == 0
    assert tlstudio(shop, "import", "csv", tmp_path / "out.csv", "--json").json["unchanged"] == 3


def test_a_folder_without_pictures_is_a_sentence(shop: Path, tmp_path: Path) -> None:
    (tmp_path / "empty" / "deeper").mkdir(parents=True)
    (tmp_path / "empty" / "notes.txt").write_text("no picture")
    said = tlstudio(shop, "add", tmp_path / "empty", "--json")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: There are no pictures in ")
    assert "hint: " in said.err
    missing = tlstudio(shop, "add", tmp_path / "nowhere")
    assert missing.code == 3
    assert "nowhere" in missing.err


def test_two_pictures_of_one_name_are_told_apart(shop: Path, tmp_path: Path) -> None:
    for number, folder in enumerate(("left", "right")):
        (tmp_path / folder).mkdir()
        Image.new("RGB", (8, 8), (number * 200, 0, 0)).save(tmp_path / folder / "scan.png")
    assert tlstudio(shop, "add", tmp_path / "left", tmp_path / "right", "--json").json["added"] == 2
    either = tlstudio(shop, "label", "scan.png", "ok")
    assert either.code == 2
    assert "fits several" in either.err
    assert tlstudio(shop, "label", tmp_path / "right" / "scan.png", "ok", "--json").json["decided"] == 1
    assert tlstudio(shop, "export", "imagefolder", tmp_path / "out", "--with-images").code == 0
    assert (tmp_path / "out" / "ok" / "scan.png").read_bytes() == (tmp_path / "right" / "scan.png").read_bytes()


def test_one_label_under_two_spellings_stays_one(tmp_path: Path) -> None:
    said = tlstudio(tmp_path, "init", "twice", "--labels", "ok, ok,  ok ,caf\u00e9,cafe\u0301", "--json")
    assert said.json["labels"] == ["ok", "caf\u00e9"]
    again = tlstudio(tmp_path, "init", "twice")
    assert again.code == 2
    assert "project already" in again.err


def test_a_table_with_unknown_columns_missing_files_and_another_encoding(shop: Path, tmp_path: Path) -> None:
    rows = [
        "path,label,colour",
        f"{tmp_path}/photos/part 0003.png,Prüfung,red",
        "nothing.png,ok,red",
        f"{tmp_path}/photos/part 0004.png,,",
    ]
    (tmp_path / "labels.csv").write_bytes("\n".join(rows).encode("latin-1"))
    tried = tlstudio(shop, "import", "csv", tmp_path / "labels.csv", "--dry-run", "--json")
    assert decided(shop) == 2
    said = tlstudio(shop, "import", "auto", tmp_path / "labels.csv", "--json")
    assert (said.code, tried.code) == (3, 3)
    assert said.json["created"] == tried.json["created"] >= 1
    assert "Prüfung" in said.json["labels"]
    assert any("colour" in note for note in said.json["notes"])
    assert any("latin" in note.lower() or "1252" in note for note in said.json["notes"])
    assert ("nothing.png", 3) in [(row["path"], row.get("line")) for row in said.json["skipped"]]
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    refused = tlstudio(shop, "import", "csv", empty)
    assert refused.code == 1
    assert refused.err.startswith("error: ")


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no limit on file sizes")
def test_on_a_full_disk_nothing_is_half_done(shop: Path, tmp_path: Path) -> None:
    many = paint(tmp_path / "many", 300)
    before = (shop / "project.db").stat().st_size
    said = tlstudio(shop, "add", many, largest_file=before + 2000)
    assert said.code == 4, said.err
    assert said.err.splitlines()[-2].startswith("error: shop/project.db was not saved: ")
    assert "doctor" not in said.err
    assert decided(shop) == 2
    with Project.open(shop) as project:
        assert project.read.counts().total == 6
    assert tlstudio(shop, "add", many, "--json").json["added"] == 300


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_project_can_be_looked_at(shop: Path) -> None:
    shop.chmod(0o555)
    try:
        assert tlstudio(shop, "status", "--json").json["decided"] == 2
        said = tlstudio(shop, "undo")
        assert said.code == 4
        assert "cannot be written" in said.err
    finally:
        shop.chmod(0o755)


def test_a_project_cut_in_half_says_what_can_be_saved_and_comes_back(shop: Path) -> None:
    path = shop / "project.db"
    # The automatic backup was made when the project was opened again after its first changes.
    assert decided(shop) == 2
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    harmed = path.read_bytes()
    said = tlstudio(shop, "status")
    assert said.code == 4
    assert "can still be read" in said.err
    assert "6 images, 2 decided" in said.err
    assert "doctor --repair" in said.err
    repaired = tlstudio(shop, "doctor", "--repair", "--json")
    assert "was brought back" in " ".join(check["detail"] for check in repaired.json["checks"])
    assert tlstudio(shop, "status", "--json").json["decided"] == 2
    assert [kept.read_bytes() for kept in (shop / "backups").glob("damaged-*/project.db")] == [harmed]


def test_a_newer_project_and_a_locked_one_are_left_alone(shop: Path) -> None:
    with Project.open(shop):
        said = tlstudio(shop, "undo")
        assert said.code == 4
        assert f"process {os.getpid()} of " in said.err
        assert tlstudio(shop, "status", "--json").json["decided"] == 2
    with closing(sqlite3.connect(shop / "project.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9000'")
        connection.commit()
    said = tlstudio(shop, "status")
    assert said.code == 4
    assert "later version" in said.err
    assert tlstudio(shop.parent, "status").code == 4


def test_killed_while_adding_the_finished_pieces_are_kept(shop: Path, tmp_path: Path) -> None:
    many = paint(tmp_path / "many", 700)
    child = subprocess.Popen([*PROGRAM, "-C", str(shop), "add", str(many)], stderr=subprocess.DEVNULL)
    with Project.open(shop, read_only=True) as reader:
        until(child, lambda: reader.read.counts().total > 6)
    child.send_signal(signal.SIGKILL)
    child.wait()
    with Project.open(shop) as project:
        kept = project.read.counts().total - 6
        assert kept in {256, 512, 700}
        assert project.read.counts().decided == 2
    said = tlstudio(shop, "add", many, "--json")
    assert (said.json["added"], said.json["known"]) == (700 - kept, kept)


def test_killed_while_the_engine_computes_features(shop: Path, tmp_path: Path) -> None:
    tlstudio(shop, "add", paint(tmp_path / "many", 400))
    with Project.open(shop) as project:
        project.settings.set("backbone", "handcrafted")
    child = subprocess.Popen(
        [*PROGRAM, "-C", str(shop), "suggest"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    rows = (shop / "cache" / "features").glob
    until(child, lambda: any(path.stat().st_size for path in rows("*/*/index.bin")))
    assert child.poll() is None
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert decided(shop) == 2  # the lock went with its holder
    said = tlstudio(shop, "suggest", "--json")
    assert said.code == 0, said.err
    assert said.json["images"] == 404


def until(child: subprocess.Popen[bytes], happened: Callable[[], bool]) -> None:
    """Wait for something that a child does, or for its end."""
    while not happened():
        try:
            child.wait(timeout=0.02)
        except subprocess.TimeoutExpired:
            continue
        break


def test_a_trainer_killed_in_an_epoch_is_resumed(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    with Project.create(root, labels=["plain", "striped"]) as project:
        add_images(project, [paint(tmp_path / "photos", 24)])
        for image in project.read.images(project.read.image_ids()):
            project.run(Decide([image.id], [int(image.name[5:9]) % 2 + 1]))
        run = project.runs.start(project.runs.plan(epochs=3, freeze="head", image_size=64, threads=1))
        scheduler = project.scheduler
        assert isinstance(scheduler, PlainScheduler)
        killed: list[int] = []

        def kill_once() -> None:
            now = project.runs.get(run.id)
            if now.epoch >= 1 and not killed and now.state.is_live:
                started = [event for event in project.runs.events(run.id) if isinstance(event, Started)]
                killed.append(started[-1].pid)
                os.kill(killed[0], signal.SIGKILL)

        ended = scheduler.wait_for(project.runs.finished(run.id), kill_once, tick=0.02)
        assert killed
        assert ended.state is RunState.CRASHED
        assert ended.sentence
        assert project.read.counts().decided == 24
    said = tlstudio(root, "train", "--resume", run.id, "--json")
    assert said.code == 0, said.err
    assert (said.json["run"], said.json["epochs"]) == (run.id, 3)
    with Project.open(root, read_only=True) as project:
        assert project.runs.get(run.id).state is RunState.DONE


def test_names_of_labels_never_lead_out_of_an_export(shop: Path, tmp_path: Path) -> None:
    names = ["../x", "..", "/tmp/x", "a/../../x", "<script>alert(1)</script>", "a\\..\\b"]
    with (tmp_path / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("path", "label"))
        table.writerows((tmp_path / "photos" / f"part {i:04}.png", name) for i, name in enumerate(names))
    said = tlstudio(shop, "import", "csv", tmp_path / "labels.csv", "--on-conflict", "update", "--json")
    assert set(names) <= set(said.json["labels"])
    before = {path for path in tmp_path.rglob("*") if path.is_file() and shop not in path.parents}
    folders = tlstudio(shop, "export", "imagefolder", tmp_path / "out", "--with-images", "--json")
    assert folders.code == 3
    assert "cannot be the name of a folder" in folders.json["skipped"][0]["reason"]
    table = tlstudio(shop, "export", "csv", tmp_path / "table" / "out.csv", "--json")
    assert (table.code, table.json["images"]) == (0, 6)
    after = {path for path in tmp_path.rglob("*") if path.is_file() and shop not in path.parents}
    assert all({tmp_path / "out", tmp_path / "table"} & set(path.parents) for path in after - before)
    assert not list(tmp_path.parent.glob("x*"))
    assert tlstudio(shop, "runs", "delete", "../photos").code == 2
    assert (tmp_path / "photos").is_dir()


@pytest.mark.skipif(sys.platform != "linux", reason="only here may names be any bytes")
def test_names_that_are_no_text_are_a_sentence(shop: Path, tmp_path: Path) -> None:
    odd = os.fsdecode(b"\xff\xfe")
    (tmp_path / "photos" / "part 0000.png").rename(tmp_path / "photos" / f"{odd}.png")
    said = tlstudio(shop, "add", tmp_path / "photos")
    assert said.code == 3
    assert "not valid UTF-8" in said.err
    made = tlstudio(tmp_path, "init", odd)
    assert made.code == 2
    assert "not valid UTF-8" in made.err
    named = tlstudio(shop, "label", "part 0001.png", f"crack{odd}", "--json")
    assert named.code == 0, named.err
    assert tlstudio(shop, "status", "--json").json["per_label"]["crack"] == 1
