"""Weights of one's own: what fits is understood, what does not is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlstudio.core.errors import UsageError, WeightsMismatch, WeightsMissing
from tlstudio.learn.backbones import own, registry
from tlstudio.learn.weights_file import load_into, read_tensors

ARCH = "squeezenet1_1"


@pytest.fixture(scope="module")
def tensors():
    from torchvision import models

    return {name: tensor.clone() for name, tensor in models.squeezenet1_1(weights=None).state_dict().items()}


def saved(folder: Path, tensors: dict, name: str = "net.safetensors") -> Path:
    from safetensors.torch import save_file

    path = folder / name
    save_file({key: value.contiguous() for key, value in tensors.items()}, path)
    return path


@pytest.mark.parametrize("prefix", ["", "module.", "backbone.", "model.module."])
def test_common_prefixes_are_understood(tmp_path, tensors, prefix: str):
    import torch

    path = saved(tmp_path, {prefix + name: value for name, value in tensors.items()})
    own.add("mine", ARCH, path)
    trunk = registry.load("mine")
    assert torch.equal(trunk.units["unit0"].weight, tensors["features.0.weight"])
    assert registry.get("mine").title == "mine (SqueezeNet 1.1)"


def test_a_checkpoint_with_optimiser_is_understood(tmp_path, tensors):
    import torch

    path = tmp_path / "checkpoint.pth"
    torch.save({"state_dict": tensors, "epoch": 3, "optimizer": {"lr": 0.1}}, path)
    own.add("mine", ARCH, path)
    assert registry.available("mine") == path


def test_another_classifier_is_tolerated_and_said(tmp_path, tensors):
    import torch

    changed = {**tensors, "classifier.1.weight": torch.zeros(7, 512, 1, 1), "classifier.1.bias": torch.zeros(7)}
    note = own.add("seven", ARCH, saved(tmp_path, changed))
    assert "classifier has another size" in note
    without = {name: value for name, value in tensors.items() if not name.startswith("classifier")}
    own.add("headless", ARCH, saved(tmp_path, without, "headless.safetensors"))
    assert set(own.entries()) == {"seven", "headless"}


def test_the_first_mismatch_is_named(tmp_path, tensors):
    import torch

    missing = {name: value for name, value in tensors.items() if name != "features.3.squeeze.weight"}
    with pytest.raises(WeightsMismatch, match=r"has no 'features\.3\.squeeze\.weight' \(16, 64, 1, 1\)"):
        own.add("mine", ARCH, saved(tmp_path, missing))
    wrong = {**tensors, "features.0.weight": torch.zeros(8, 3, 3, 3)}
    with pytest.raises(WeightsMismatch, match=r"'features\.0\.weight' as \(8, 3, 3, 3\) where \(64, 3, 3, 3\)"):
        own.add("mine", ARCH, saved(tmp_path, wrong))
    assert own.entries() == {}


def test_a_file_that_would_run_code_is_refused(tmp_path):
    import pickle

    marker = tmp_path / "ran"

    class Trap:
        def __reduce__(self):
            return Path.touch, (marker,)

    (tmp_path / "trap.pth").write_bytes(pickle.dumps(Trap()))
    import torch

    torch.save({"a": Trap()}, tmp_path / "trap2.pth")
    for name in ("trap.pth", "trap2.pth"):
        with pytest.raises(WeightsMismatch, match="cannot be read as network weights"):
            read_tensors(tmp_path / name)
    assert not marker.exists()


def test_a_cut_file_is_refused(tmp_path, tensors):
    path = saved(tmp_path, tensors)
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(WeightsMismatch, match="cannot be read"):
        own.add("mine", ARCH, path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("length.safetensors", (2**62).to_bytes(8, "little") + b"{}"),
        ("noise.safetensors", b"\xff" * 64),
        ("empty.safetensors", b""),
        ("shape.safetensors", b'{"a":{"dtype":"F32","shape":[99999999999,99999999],"data_offsets":[0,4]}}'),
        ("type.safetensors", b'{"a":{"dtype":"X9","shape":[1],"data_offsets":[0,4]}}'),
        ("outside.safetensors", b'{"a":{"dtype":"F32","shape":[1],"data_offsets":[4000,4004]}}'),
        ("empty.pth", b""),
        ("text.pth", b"hello"),
        ("archive.pth", b"PK\x03\x04 no archive"),
        ("number.pth", b"\x80\x02K\x03."),
    ],
)
def test_hostile_headers_are_a_sentence(tmp_path, name: str, content: bytes):
    if content.startswith(b"{"):
        content = len(content).to_bytes(8, "little") + content + b"0000"
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WeightsMismatch, match=name):
        read_tensors(tmp_path / name)


def test_names_are_checked(tmp_path, tensors):
    path = saved(tmp_path, tensors)
    with pytest.raises(UsageError, match="comes with the program"):
        own.add("resnet18", ARCH, path)
    with pytest.raises(UsageError, match="no usable name"):
        own.add("../mine", ARCH, path)
    with pytest.raises(UsageError, match="No architecture") as caught:
        own.add("mine", "squeezenet", path)
    assert "squeezenet1_1" in caught.value.hint


def test_a_changed_or_vanished_file_is_noticed(tmp_path, tensors):
    path = saved(tmp_path, tensors)
    own.add("mine", ARCH, path)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(WeightsMismatch, match="sha256 differs"):
        registry.load("mine")
    path.unlink()
    with pytest.raises(WeightsMissing):
        registry.load("mine")
    own.remove("mine")
    assert "mine" not in registry.backbone_cards()


def test_nothing_is_changed_unless_everything_fits(tmp_path):
    import torch
    from torch import nn

    network = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    before = {name: value.clone() for name, value in network.state_dict().items()}
    path = saved(tmp_path, {"0.weight": torch.ones(2, 2), "0.bias": torch.ones(2), "1.weight": torch.ones(2, 2)})
    with pytest.raises(WeightsMismatch, match=r"has no '1\.bias'"):
        load_into(network, path)
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())


@pytest.mark.shared
def test_the_backbone_of_a_segmentation_network_without_its_last_block_is_named(shared: Path):
    with pytest.raises(WeightsMismatch, match=r"features\.18"):
        own.add("deeplab", "mobilenet_v2", shared / "weights" / "deeplabv3_mobilenetv2-voc.safetensors")
