"""Downloads from a server on this machine: whole, broken off, wrong, refused."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tlstudio.core.errors import UsageError, WeightsMissing
from tlstudio.learn.backbones import download as module
from tlstudio.learn.backbones import registry
from tlstudio.learn.backbones.download import download

CONTENT = bytes(range(256)) * 4000


class Handler(BaseHTTPRequestHandler):
    content = CONTENT
    cut_after: ClassVar[list[int]] = []
    ranges: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        if self.path == "/missing.pth":
            self.send_error(404)
            return
        wanted = self.headers.get("Range", "")
        self.ranges.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        body = self.content[start:]
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.cut_after.pop(0)] if self.cut_after else body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.content, Handler.cut_after, Handler.ranges = CONTENT, [], []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture
def card(server: str, tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    found = registry.get("resnet18")
    assert found.weights is not None
    digest = hashlib.sha256(CONTENT).hexdigest()[:8]
    return replace(found, weights=replace(found.weights, url=f"{server}/resnet18.pth", sha256=digest))


def test_it_lies_where_torchvision_looks(card, tmp_path):
    told: list[tuple[int, int]] = []
    path = download(card, on_progress=lambda done, total: told.append((done, total)))
    assert path == tmp_path / "torch" / "hub" / "checkpoints" / "resnet18-f37072fd.pth"
    assert path.read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert registry.available("resnet18") == path
    download(card)
    assert len(Handler.ranges) == 1, "a verified file is not fetched again"


def test_a_broken_connection_is_taken_up_where_it_broke(card):
    Handler.cut_after = [100_000, 300_000]
    assert download(card).read_bytes() == CONTENT
    assert Handler.ranges[0] == ""
    assert all(one.startswith("bytes=") for one in Handler.ranges[1:])


def test_what_came_before_a_cancel_is_kept_for_the_next_try(card):
    class Enough(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        download(card, on_progress=cancel)
    part = registry.cache_folder() / "resnet18-f37072fd.pth.part"
    assert 0 < part.stat().st_size < len(CONTENT)
    assert download(card).read_bytes() == CONTENT
    assert Handler.ranges[-1].startswith("bytes=")


def test_a_wrong_file_is_thrown_away_and_the_way_by_hand_is_told(card):
    Handler.content = b"<html>blocked</html>"
    with pytest.raises(WeightsMissing, match="sha256 differs") as caught:
        download(card)
    assert card.weights.url in caught.value.hint
    assert str(registry.cache_folder()) in caught.value.hint
    assert list(registry.cache_folder().iterdir()) == []


def test_refusal_and_silence_are_sentences(card, monkeypatch):
    missing = replace(card, weights=replace(card.weights, url=card.weights.url.replace("resnet18.pth", "missing.pth")))
    with pytest.raises(WeightsMissing, match="the server answered 404"):
        download(missing)
    nobody = replace(card, weights=replace(card.weights, url="http://127.0.0.1:9/x.pth"))
    monkeypatch.setattr(module, "TRIES", 1)
    with pytest.raises(WeightsMissing, match="cannot be reached"):
        download(nobody)
    local = replace(card, weights=replace(card.weights, url="file:///etc/passwd"))
    with pytest.raises(WeightsMissing):
        download(local)


def test_what_comes_with_a_package_is_not_downloaded():
    with pytest.raises(UsageError, match="nothing to download"):
        download(registry.get(registry.DEFAULT))
