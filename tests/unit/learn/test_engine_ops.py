"""What doctor, backbones, replays and previews ask of the worker, over real pipes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import cv2
import pytest

from tlstudio.learn.backbones import registry

CONTENT = bytes(range(256)) * 12_000
FIRST = 1_500_000


@pytest.fixture
def slow_server() -> Iterator[tuple[str, threading.Event]]:
    """Sends half of a file, then waits until the event is set."""
    go_on = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(CONTENT)))
            self.end_headers()
            try:
                self.wfile.write(CONTENT[:FIRST])
                self.wfile.flush()
                go_on.wait(30)
                self.wfile.write(CONTENT[FIRST:])
            except ConnectionError:
                pass  # who cancelled has hung up

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/resnet18.pth", go_on
        go_on.set()
        running.shutdown()
        thread.join()


@pytest.fixture
def fetching(start_engine, slow_server, tmp_path) -> Any:
    """An engine for which ResNet-18 lies on the slow server."""
    code = f"""
import os
os.environ["TORCH_HOME"] = {str(tmp_path / "torch")!r}
from dataclasses import replace
from tlstudio.learn import engine
from tlstudio.learn.backbones import registry
published = registry.get("resnet18")
here = replace(published.weights, url={slow_server[0]!r}, sha256={hashlib.sha256(CONTENT).hexdigest()!r})
known = registry.get
registry.get = lambda key: replace(published, weights=here) if key == "resnet18" else known(key)
engine.main()
"""
    return start_engine(code)


def until_progress(engine: Any, number: int) -> dict[str, Any]:
    return next(message["progress"] for message in engine.messages(number) if "progress" in message)


def test_a_download_tells_how_far_it_is_and_ends_verified(fetching, slow_server, tmp_path):
    number = fetching.send("download", name="resnet18")
    told = until_progress(fetching, number)
    assert told["phase"] == "downloading ResNet-18, MB"
    assert told["done"] <= 1 < told["total"] == 3
    # A refit, or anything else that is short, is answered meanwhile.
    assert fetching.result("hello")["pid"] == fetching.process.pid
    slow_server[1].set()
    answer = list(fetching.messages(number))[-1]
    assert answer["ok"], answer
    assert Path(answer["result"]["file"]).read_bytes() == CONTENT


def test_a_cancelled_download_keeps_what_came(fetching, slow_server, tmp_path):
    number = fetching.send("download", name="resnet18")
    until_progress(fetching, number)
    assert fetching.result("cancel", request=number)["cancelled"] is True
    slow_server[1].set()
    answer = list(fetching.messages(number))[-1]
    assert answer["error"]["kind"] == "Cancelled"
    left = list((tmp_path / "torch").rglob("*.part"))
    assert len(left) == 1
    assert left[0].stat().st_size > 0


def test_own_weights_are_added_and_listed(engine):
    weights = registry.available(registry.DEFAULT)
    added = engine.result("add_backbone", name="mine", arch="efficientnet_lite0", weights=str(weights))
    assert added["name"] == "mine"
    listed = engine.result("backbones", name="mine")["backbones"]
    assert [row["available"] for row in listed] == [True]
    refused = engine.answer("add_backbone", name="other", arch="efficientnet_lite1", weights=str(weights))
    assert refused["error"]["kind"] == "WeightsMismatch"


def test_the_first_use_of_a_backbone_says_so_and_holds_up_no_refit(engine, tmp_path, pictures):
    engine.result("open", root=str(tmp_path), cache=str(tmp_path / "cache"), backbone="efficientnet_lite0", threads=1)
    engine.result("images", images=pictures[:4])
    long = engine.send("features", ids=None)
    assert until_progress(engine, long)["phase"] == "preparing the network"
    fitted = engine.send("fit", generation=1, n_classes=2, targets=[])
    order: list[int] = []
    phases: list[str] = []
    while len(order) < 2:
        message = engine.next_message()
        if "ok" in message:
            order.append(message["id"])
            assert message["ok"], message
        else:
            phases.append(message["progress"]["phase"])
    assert order == [fitted, long]
    assert "features" in phases
    # Measured once: doctor and the list of backbones know which runtime serves.
    checks = engine.result("doctor")
    assert checks["ok"], checks
    runtime = next(check for check in checks["checks"] if check["name"] == "runtime")
    assert "serves EfficientNet-Lite0 on 1 threads" in runtime["detail"]
    assert engine.result("backbones", name="efficientnet_lite0")["backbones"][0]["images_per_second"] > 0


def test_measuring_names_the_runtime_and_its_speed(engine):
    answers = list(engine.messages(engine.send("measure", names=["handcrafted"], threads=1)))
    assert answers[0]["progress"]["phase"] == "measuring backbones"
    (measured,) = answers[-1]["result"]["measured"]
    assert measured["runtime"] == "opencv"
    assert measured["images_per_second"]["opencv"] > 0


def test_a_preview_starts_with_the_plain_picture(engine, tmp_path, pictures):
    path = tmp_path / pictures[1][1]
    folder = tmp_path / "preview"
    files = engine.result("preview", path=str(path), augmentation="strong", count=4, folder=str(folder))["files"]
    assert [Path(one).name for one in files] == ["0.png", "1.png", "2.png", "3.png"]
    drawn = [cv2.imread(one) for one in files]
    assert all(one.shape == drawn[0].shape for one in drawn)
    assert abs(float(drawn[0].mean()) - float(cv2.imread(str(path)).mean())) < 4
    assert any((one != drawn[0]).any() for one in drawn[1:])
    broken = engine.answer(
        "preview", path=str(tmp_path / pictures[-1][1]), augmentation="mild", count=2, folder=str(folder)
    )
    assert broken["error"]["kind"] in {"ImageUnreadable", "ImageError"}


def test_several_labels_per_image_are_measured_and_replayed(engine, tmp_path, pictures):
    engine.result("open", root=str(tmp_path), cache=str(tmp_path / "cache"), backbone="handcrafted", device="cpu")
    engine.result("images", images=pictures)
    # Odd pictures are striped; the second label is carried by all but every fifth.
    decided = [[n + 1, [0] * (n % 2) + [1] * (n % 5 > 0)] for n in range(40)]
    sides = {"train": decided[:24], "test": decided[24:], "n_classes": 2, "multilabel": True}
    measured = engine.result("evaluate", **sides, names=["striped", "common"])
    assert measured["images"] == 16
    striped = [row[0] for row in measured["probs"]]
    truth = [image_id % 2 == 0 for image_id in measured["ids"]]
    assert all((score >= 0.5) == is_striped for score, is_striped in zip(striped, truth, strict=True))
    replay = engine.result("simulate", **sides, strategies=["random", "default"], seeds=1, batch=4)
    assert set(replay["curves"]) == {"random", "default"}
    assert 0.5 < replay["full_accuracy"] <= 1.0


def test_decisions_are_told_once_and_changed_one_by_one(engine, tmp_path, pictures):
    engine.result("open", root=str(tmp_path), cache=str(tmp_path / "cache"), backbone="handcrafted", device="cpu")
    engine.result("images", images=pictures)
    engine.result("features", ids=None)
    first = [[n + 1, [n % 2]] for n in range(8)]
    assert engine.result("decisions", whole=True, targets=first, known=[9], skipped=[10])["decided"] == 9
    assert engine.result("fit", generation=1, n_classes=2)["images"] == 31
    assert engine.result("decisions", targets=[[9, [0]]], open=[1, 10])["decided"] == 8
    assert engine.result("fit", generation=2, n_classes=2)["images"] == 32
    assert engine.result("decisions", whole=True, targets=first[:4])["decided"] == 4
