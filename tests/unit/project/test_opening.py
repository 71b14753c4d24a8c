from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import filelock
import pytest

from tests.unit.project.conftest import new_images
from tlstudio.core.errors import (
    DiskFull,
    NotAProject,
    ProjectDamaged,
    ProjectLocked,
    ProjectTooNew,
    ReadOnlyProject,
    UsageError,
)
from tlstudio.core.words import Task
from tlstudio.project.autobackup import AutoBackup
from tlstudio.project.commands.decisions import Decide
from tlstudio.project.commands.images import AddImages
from tlstudio.project.project import Project
from tlstudio.project.repair import fault_in, repair
from tlstudio.store import backup, database, health, migrations, schema

DECIDE_FOREVER = """
import sys
from pathlib import Path
from tlstudio.project.commands.decisions import Decide
from tlstudio.project.project import Project
project = Project.open(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    project.run(Decide([number % 8 + 1], [number % 3 + 1]))
    print(number, flush=True)
"""


@pytest.fixture
def root(project: Project) -> Path:
    """A closed project of 8 images, 3 of them decided."""
    project.run(Decide([1, 2, 3], [1]))
    project.close()
    return project.root


def corrupt(path: Path) -> None:
    """Cut a database in half."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def test_creating_twice_and_opening_nothing(tmp_path: Path, root: Path) -> None:
    with pytest.raises(UsageError):
        Project.create(root)
    with pytest.raises(NotAProject):
        Project.open(tmp_path / "nowhere")
    with Project.open(root) as opened:
        assert opened.info.name == "shop"
        assert opened.info.task is Task.CLASSIFICATION


def test_a_second_writer_is_told_who_has_it(root: Path) -> None:
    with Project.open(root):
        with pytest.raises(ProjectLocked, match=f"process {os.getpid()} of ") as caught:
            Project.open(root)
        assert "read-only" in caught.value.hint
        with Project.open(root, read_only=True) as reader:
            assert reader.read.counts().decided == 3
    Project.open(root).close()


def test_killed_while_deciding_every_acknowledged_decision_is_there(root: Path) -> None:
    with Project.open(root) as opened:
        before = len(opened.read.last_decisions(10_000))
    child = subprocess.Popen(
        [sys.executable, "-c", DECIDE_FOREVER, str(root)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert child.stdout is not None
    acknowledged = 0
    for line in child.stdout:
        acknowledged = int(line)
        if acknowledged >= 40:
            break
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read().split()
    child.wait()
    child.stdout.close()
    acknowledged = max([acknowledged, *(int(number) for number in rest if number.isdigit())])
    with Project.open(root) as opened:  # the lock did not outlive its holder
        after = opened.read.last_decisions(10_000)
        # The one more is a decision that was stored when the child died before it could say so.
        assert len(after) - before in {acknowledged, acknowledged + 1}
        assert opened.read.image(after[0].image_id).label_ids == after[0].label_ids
        assert opened.undo() is not None


def test_a_newer_version_is_left_alone(root: Path) -> None:
    with closing(sqlite3.connect(root / "project.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9000'")
        connection.commit()
    with pytest.raises(ProjectTooNew, match="9000"):
        Project.open(root)
    with pytest.raises(ProjectTooNew):
        Project.open(root, read_only=True)


@pytest.mark.parametrize("harm", ["half", "garbage", "empty", "middle"])
def test_a_damaged_file_says_what_can_be_saved_and_is_repaired(root: Path, harm: str) -> None:
    path = root / "project.db"
    backup.make_backup(path, root / "backups")
    if harm == "half":
        corrupt(path)
    elif harm == "garbage":
        path.write_bytes(os.urandom(5000))
    elif harm == "empty":
        path.write_bytes(b"")
    else:
        with path.open("r+b") as file:
            file.seek(path.stat().st_size // 2)
            file.write(b"\xaa" * (path.stat().st_size // 3))
        (root / "project.holder.json").write_text("{}")  # its last writer was killed: look at every page
    harmed = path.read_bytes()
    with pytest.raises(ProjectDamaged, match="can still be read") as caught:
        Project.open(root)
    assert "8 images, 3 decided" in caught.value.hint
    assert "project-" in caught.value.detail

    done = repair(root)
    assert done.moved_to is not None
    assert done.moved_to.read_bytes() == harmed
    assert done.restored_from is not None
    with Project.open(root) as opened:
        assert opened.read.counts().decided == 3
        assert opened.undo() is not None
    assert fault_in(root) == ""
    assert repair(root).moved_to is None


def test_without_a_backup_the_readable_rows_are_saved(tmp_path: Path) -> None:
    root = tmp_path / "large"
    with Project.create(root, labels=["good"]) as large:
        large.run(AddImages(new_images(3000)))
        large.run(Decide(range(1, 1001), [1]))
    with closing(sqlite3.connect(root / "project.db")) as connection:
        (first,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'row_changes'").fetchone()
    path = root / "project.db"
    with path.open("r+b") as file:  # harm the history only
        file.seek((first - 1) * 4096)
        file.write(b"\xaa" * 4096)
    (root / "project.holder.json").write_text("{}")
    with pytest.raises(ProjectDamaged, match=r"3,000 images \(1,000 decided\)") as caught:
        Project.open(root)
    assert "no backup" in caught.value.hint
    assert "read from the damaged file" in repair(root).sentence
    with Project.open(root) as opened:
        assert opened.read.counts().decided == 1000
        assert opened.read.counts().by_label == {1: 1000}
        opened.run(Decide([2000], [1]))
        assert opened.undo() is not None


def test_nothing_readable_and_no_backup_changes_nothing(root: Path) -> None:
    (root / "project.db").write_bytes(b"garbage")
    with pytest.raises(ProjectDamaged, match="nothing can be read"):
        repair(root)
    assert (root / "project.db").read_bytes() == b"garbage"


def test_damaged_backups_are_passed_over(root: Path) -> None:
    good = backup.make_backup(root / "project.db", root / "backups")
    bad = good.with_name("project-20990101-000000.db")
    shutil.copyfile(good, bad)
    corrupt(bad)
    corrupt(root / "project.db")
    assert repair(root).restored_from == good


def test_a_deleted_database_comes_back_from_its_backup(root: Path) -> None:
    backup.make_backup(root / "project.db", root / "backups")
    (root / "project.db").unlink()
    assert repair(root).moved_to is None
    with Project.open(root) as opened:
        assert opened.read.counts().decided == 3


def test_a_folder_that_cannot_be_written_offers_reading(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: filelock.FileLock, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    with pytest.raises(DiskFull, match="cannot be written") as caught:
        Project.open(root)
    assert "read-only" in caught.value.hint
    with Project.open(root, read_only=True) as reader:
        assert reader.read.counts().total == 8
        with pytest.raises(ReadOnlyProject):
            reader.run(Decide([1], [2]))


def test_reading_where_sqlite_may_not_put_its_side_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_can_share", lambda _: False)
    before = sorted(path.name for path in root.iterdir())
    with Project.open(root, read_only=True) as reader:
        assert reader.read.counts().decided == 3
        assert sorted(path.name for path in root.iterdir()) == before


def test_a_full_disk_loses_nothing_that_was_there(root: Path) -> None:
    with Project.open(root) as opened:
        with opened._database._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            # SQLite refuses to grow the file: the same answer as from a full disk.
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFull, match="no space"):
            opened.run(AddImages(new_images(2000, 100)))
        assert opened.read.counts().total == 8
        assert opened.read.next_undo() == "Label 3 images as good"


def test_backups_are_made_when_old_and_changed(root: Path) -> None:
    watch = AutoBackup(root)
    watch.look(0)
    watch.wait()
    assert backup.list_backups(root / "backups") == []
    with Project.open(root) as opened:  # opening looks by itself
        revision = opened.read.revision()
    copies = backup.list_backups(root / "backups")
    assert [(copy.revision, copy.images, copy.decided) for copy in copies] == [(revision, 8, 3)]
    Project.open(root).close()
    assert len(backup.list_backups(root / "backups")) == 1


def test_old_backups_are_thinned(tmp_path: Path) -> None:
    for day in range(1, 29):
        for hour in (8, 9):
            (tmp_path / f"project-202601{day:02}-{hour:02}0000.db").write_bytes(b"x")
    backup.thin(tmp_path, keep=10)
    days = sorted(path.name[14:16] for path in tmp_path.iterdir())
    assert len(days) == 10
    assert days[-2:] == ["28", "28"]
    assert int(days[0]) < 22


def test_an_older_version_is_backed_up_and_brought_to_ours(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(migrations.SCRIPTS, scripts)
    (scripts / "versions" / "v0003_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\nrevision = '0003'\ndown_revision = '0002'\n"
        "def upgrade():\n    op.add_column('labels', sa.Column('extra', sa.String))\n"
    )
    monkeypatch.setattr(migrations, "SCRIPTS", scripts)
    monkeypatch.setattr(schema, "HEAD", "0003")
    with pytest.raises(ReadOnlyProject, match="older version"):
        Project.open(root, read_only=True)
    with Project.open(root) as opened:
        assert opened.read.info().version == 3
        assert opened.read.counts().decided == 3
    assert len(backup.list_backups(root / "backups")) == 1
    with closing(sqlite3.connect(root / "project.db")) as connection:
        assert "extra" in [row[1] for row in connection.execute("PRAGMA table_info(labels)")]


def test_a_migration_that_fails_changes_nothing(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(migrations.SCRIPTS, scripts)
    (scripts / "versions" / "v0003_next.py").write_text(
        "from alembic import op\nrevision = '0003'\ndown_revision = '0002'\n"
        "def upgrade():\n    op.drop_table('annotations')\n    raise RuntimeError('power cut')\n"
    )
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "SCRIPTS", scripts)
        newer.setattr(schema, "HEAD", "0003")
        with pytest.raises(RuntimeError, match="power cut"):
            Project.open(root)
    with Project.open(root) as opened:
        assert opened.read.counts().by_label[1] == 3


def test_health_of_a_good_file(root: Path) -> None:
    assert health.fault_of(root / "project.db", thorough=True) == ""
