"""The promise of docs/guide/extending.md: the code of that page, put into one file, is found and works."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tlstudio.cli.main import main
from tlstudio.core import discover
from tlstudio.query import registry
from tlstudio.query.pool import Pool

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "extending.md"


def _plant(package: str, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the page's code for `name` into a folder that the package is scanned in too."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"`tlstudio/\S*{name}\.py`:\n```python\n(.*?)```", text, re.DOTALL)
    assert found is not None
    (folder / f"{name}.py").write_text(found[1], encoding="utf-8")
    module = importlib.import_module(package)
    monkeypatch.setattr(module, "__path__", [*module.__path__, str(folder)])
    importlib.invalidate_caches()


@pytest.fixture
def surest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    _plant("tlstudio.query", "surest", tmp_path, monkeypatch)
    registry.strategies.cache_clear()
    yield
    registry.strategies.cache_clear()


@pytest.mark.usefixtures("surest")
def test_a_strategy_in_one_file_is_found_and_picks() -> None:
    rng = np.random.default_rng(0)
    features = rng.normal(size=(6, 4)).astype(np.float32)
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    probs = np.array([[0.5, 0.5], [0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.7, 0.3], [0.55, 0.45]], np.float32)
    pool = Pool(features=features, labelled=np.zeros(6, bool), class_counts=np.array([1, 1]), probs=probs)
    assert [pick.index for pick in registry.queue("surest", pool, 2)] == [1, 3]


def test_a_verb_in_one_file_is_found_and_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _plant("tlstudio.cli.verbs", "hello", tmp_path, monkeypatch)
    assert main(["init", str(tmp_path / "shop")]) == 0
    capfd.readouterr()
    assert main(["hello", "-C", str(tmp_path / "shop"), "--json"]) == 0
    assert json.loads(capfd.readouterr().out) == {"images": 0}


def test_a_format_in_one_file_is_recognised_imported_and_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plug").mkdir()
    _plant("tlstudio.formats", "word_list", tmp_path / "plug", monkeypatch)
    for number in range(3):
        pixels = np.random.default_rng(number).integers(0, 255, (16, 16, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / f"{number}.png")
    (tmp_path / "first.words").write_text("0.png|cat\n1.png\n2.png|dog\ngone.png|cat\n")
    shop = ["-C", str(tmp_path / "shop"), "--json"]
    assert main(["init", str(tmp_path / "shop")]) == 0
    capfd.readouterr()
    assert main(["import", "auto", str(tmp_path / "first.words"), *shop]) == 3  # with two rows skipped
    said = json.loads(capfd.readouterr().out)
    assert said["format"] == "word_list"
    assert [(Path(one["path"]).name, one["line"]) for one in said["skipped"]] == [("1.png", 2), ("gone.png", 4)]
    assert main(["export", "word_list", str(tmp_path / "again.words"), *shop]) == 0
    assert (tmp_path / "again.words").read_text() == "0.png|cat\n2.png|dog\n"


def test_a_backbone_in_one_file_is_found_cut_at_its_taps_and_takes_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch
    from safetensors.torch import save_file

    from tlstudio.learn.backbones import own
    from tlstudio.learn.backbones import registry as backbones
    from tlstudio.learn.trunk import PooledFeatures

    monkeypatch.setenv("TLSTUDIO_CONFIG", str(tmp_path / "config"))
    _plant("tlstudio.learn.backbones", "fourfold", tmp_path, monkeypatch)
    card = backbones.get("fourfold")
    trunk = backbones.build_random("fourfold").eval()
    maps = trunk.forward_taps(torch.zeros(1, 3, 64, 64))
    assert [tuple(one.shape) for one in maps] == [(1, 8, 16, 16), (1, 16, 4, 4)]
    assert [64 // one.shape[2] for one in maps] == [tap.stride for tap in card.taps]

    numbers = {name.removeprefix("units."): value.clone() for name, value in trunk.state_dict().items()}
    save_file(numbers, tmp_path / "mine.safetensors")
    assert "Fourfold" in own.add("mine", "fourfold", tmp_path / "mine.safetensors")
    pictures = torch.randint(0, 255, (2, 64, 64, 3), dtype=torch.uint8)
    with torch.inference_mode():
        rows = PooledFeatures(backbones.load("mine"), card.mean, card.std)(pictures)
        assert torch.equal(rows, PooledFeatures(trunk, card.mean, card.std)(pictures))
    assert rows.shape == (2, card.embedding_dim)


def test_a_key_that_exists_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _plant("tlstudio.query", "surest", tmp_path, monkeypatch)
    path = tmp_path / "surest.py"
    path.rename(tmp_path / "again.py")
    (tmp_path / "again.py").write_text((tmp_path / "again.py").read_text().replace('"surest"', '"margin"'))
    with pytest.raises(discover.DuplicateKey, match="margin"):
        discover.discover("tlstudio.query")
