"""The Train room on a stand-in for the project's runs: what a person sees before, during and after a run."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.core.words import Label
from tlstudio.gui.models import training_views as views
from tlstudio.gui.models.training import Compared
from tlstudio.gui.workspaces.train.pages import ReadyPage, RunningPage
from tlstudio.gui.workspaces.train.runs_table import RunsTable
from tlstudio.jobs.events import EpochEnd, Notice, Phase, Progress, Samples
from tlstudio.jobs.spec import DatasetRow, RunSpec
from tlstudio.project.run_log import Run, RunState
from tlstudio.project.run_plan import Plan

NOW = datetime(2026, 11, 21, 14, 3)
LABELS = [Label(1, "cat", "#2B7FE0", 0), Label(2, "dog", "#F28E1C", 1)]
SPEC = RunSpec(labels=("cat", "dog"), label_ids=(1, 2))


@pytest.fixture
def plan() -> Plan:
    rows = [DatasetRow(f"{i}.jpg", (i % 2,), ("train", "val", "test")[i % 3]) for i in range(12)]
    return Plan(
        spec=SPEC,
        rows=tuple(rows),
        sentence="Fine-tune EfficientNet-Lite0 on 8 labelled images",
        duration="About 2 to 3 min on this CPU, 1 thread",
        seconds_range=(120, 180),
        freeze="Head only (feature extraction)",
        why="the rarest label has 4 images",
        expectation="Below 50, fine-tuning seldom beats the instant learner.",
        reason_off="",
        per_label=(("cat", 6), ("dog", 6)),
        sides={"train": 4, "val": 4, "test": 4},
        evened_out="",
        held_out="Test and validation images are those of the project's split",
    )


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(
        id="8",
        folder=tmp_path,
        spec=SPEC,
        state=RunState.RUNNING,
        freeze="Last 2 stages with batch norm frozen",
        images={"train": 90, "val": 22, "test": 100},
        started_at=NOW.timestamp(),
        epoch=2,
        epochs=5,
        metric="balanced_accuracy",
        value=0.93,
        curve=(0.8, 0.9, 0.93),
        seconds=125,
        seconds_left=(60, 130),
        phase="Epoch 3",
        progress=Progress(phase="Epoch 3", done=48, total=90, rate=7.5),
    )


def events() -> list[object]:
    def epoch(number: int, value: float, *, best: bool) -> EpochEnd:
        metrics = {
            "val/loss": 1 - value,
            "val/balanced_accuracy": value,
            "train/loss": 0.2,
            "train/balanced_accuracy": 1.0,
        }
        return EpochEnd(epoch=number, epochs=5, seconds=12, metrics=metrics, best=best, best_epoch=number)

    row = {
        "image_id": 3,
        "path": "3.jpg",
        "targets": [1],
        "before": 0,
        "before_score": 0.6,
        "now": 1,
        "now_score": 0.88,
    }
    return [
        Phase(name="Features", total=212, share=0.1),
        Progress(phase="Features", done=212, total=212),
        Phase(name="Boundary cache", total=90, share=0.2),
        epoch(0, 0.8, best=True),
        Phase(name="Epoch 1", share=0.1),
        epoch(1, 0.9, best=True),
        epoch(2, 0.93, best=True),
        epoch(3, 0.4, best=False),
        epoch(2, 0.91, best=False),  # resumed after a crash: epoch 2 was done again
        Phase(name="Epoch 3"),
        Samples(epoch=2, rows=[row]),
        Notice(code="memory", sentence="Memory ran short at batch 16.", hint="Goes on with 8."),
    ]


def test_the_ready_view_counts_the_training_side_as_its_sentence_does(plan: Plan):
    view = views.ready_view(plan, LABELS)
    assert sum(label.count for label in view.labels) == view.sides[0] == 4
    assert view.sides == (4, 4, 4)
    assert view.reason_off == ""


def test_a_plan_that_is_off_disables_the_button_with_the_reason_beside_it(qtbot: QtBot, plan: Plan):
    page = ReadyPage([], "Ctrl+Enter")
    qtbot.addWidget(page)
    reason = "Needs 2 labels with 5 decided images each; now cat 12, dog 3"
    off = replace(plan, rows=(), sides={}, freeze="", duration="", expectation="", reason_off=reason)
    page.show_view(views.ready_view(off, LABELS), backbone="Lite0", draws=3, link="", why="")
    page.show()
    assert not page.start.isEnabled()
    assert page._reason.isVisible()
    assert page._reason.text() == reason
    with qtbot.assertNotEmitted(page.start_wanted):
        page.start.click()


def test_a_project_without_decisions_is_not_told_that_it_has_suggestions(plan: Plan):
    off = replace(plan, rows=(), sides={}, freeze="", duration="", expectation="", reason_off="Needs 2 labels")
    assert "already come from" in views.ready_view(off, LABELS).second
    nothing = replace(off, per_label=(("cat", 0), ("dog", 0)))
    assert views.ready_view(nothing, LABELS).second.startswith("Label a few images first")


def test_what_a_resumed_run_did_again_replaces_what_it_had_done_before(run: Run):
    view = views.running_view(run, events(), None)
    assert view.metric == [(0.0, 0.8), (1.0, 0.9), (2.0, 0.91)]
    assert view.loss[-1][0] == 2.0
    assert view.in_use == (0.8, "instant learner")


def test_the_running_view_says_where_it_is(run: Run):
    view = views.running_view(run, events(), None)
    assert view.phase == "Epochs"
    assert view.detail == "3 of 5, image 48 of 90, 7.5 images/s, 12.0 s an epoch"
    assert view.left == "1 to 3 min left"
    assert [phase.name for phase in view.phases] == ["Features", "Boundary cache", "Epochs", "Test"]
    assert [phase.done for phase in view.phases] == [1.0, 1.0, 0.4, 0.0]
    assert view.samples[0].is_right
    assert view.samples[0].before == "cat"
    assert view.notices == ["Memory ran short at batch 16. Goes on with 8."]


def test_the_running_page_offers_three_ways_to_end_and_says_when_one_was_asked(qtbot: QtBot, run: Run):
    page = RunningPage()
    qtbot.addWidget(page)
    page.resize(1100, 500)
    page.show()
    page.show_view(views.running_view(run, events(), None), lambda _: None, "")
    for button, request in ((page.stop, "stop"), (page.pause, "pause")):
        with qtbot.waitSignal(page.asked) as caught:
            button.click()
        assert caught.args == [request]
    with qtbot.assertNotEmitted(page.asked):
        page.discard.click()
    assert page.discard.text() == "Discard for good"
    with qtbot.waitSignal(page.asked) as caught:
        page.discard.click()
    assert caught.args == ["discard"]
    page.show_view(views.running_view(run, events(), None), lambda _: None, "stop")
    assert not page.stop.isEnabled()
    assert "Stopping" in page.bar.accessibleName()
    paused = replace(run, state=RunState.PAUSED)
    page.show_view(views.running_view(paused, events(), None), lambda _: None, "")
    assert page.pause.text() == "Go on"


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({}, Compared.OPEN, "Known when it ends"),
        ({"state": RunState.FAILED, "sentence": "Memory ran short."}, Compared.WORSE, "Stopped: Memory ran short"),
        (
            {"state": RunState.DONE, "comparison": "Better by 0.04 (0.01 to 0.08) on 100 images", "better": True},
            Compared.BETTER,
            "Better by 0.04 (0.01 to 0.08)",
        ),
        (
            {"state": RunState.DONE, "comparison": "No clear difference: −0.01 (−0.04 to 0.02) on 100 images"},
            Compared.SAME,
            "Same, −0.01 (−0.04 to 0.02)",
        ),
        (
            {"state": RunState.DONE, "comparison": "Worse by 0.09 (−0.1 to −0.02) on 50 images", "better": False},
            Compared.WORSE,
            "Worse by 0.09 (−0.1 to −0.02)",
        ),
    ],
)
def test_the_outcome_of_a_run_in_words(run: Run, changes: dict[str, object], kind: Compared, said: str):
    row = views.run_row(replace(run, **changes), "instant", NOW)  # type: ignore[arg-type]
    assert (row.compared, row.compared_words) == (kind, said)


def test_the_table_of_runs_opens_the_selected_one_by_keyboard(qtbot: QtBot, run: Run):
    from PySide6.QtCore import Qt

    table = RunsTable()
    qtbot.addWidget(table)
    older = replace(run, id="7", state=RunState.DONE)
    table.show_rows([views.run_row(run, "7", NOW), views.run_row(older, "7", NOW)], "Balanced accuracy")
    assert table.current_id == "8"
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == ["7"]
    assert "in use" in table.accessibleDescription()
