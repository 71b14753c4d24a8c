"""The cards that plug-in files carry at their top: what the window lists without loading anything heavy."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """Where a network's numbers come from.

    Attributes:
        url: Public address; empty when the file comes with a Python package.
        package: Package on the ordinary index that carries the file; empty otherwise.
        file_name: Name in the cache folder or inside the package (relative path).
        sha256: Expected digest, whole or (as torchvision's names carry) its first 8 digits.
        megabytes: Size on disk.
    """

    file_name: str
    sha256: str
    megabytes: float
    url: str = ""
    package: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """A place in a backbone where a feature map can be read.

    Attributes:
        name: Name of the module or stage as `build` understands it.
        stride: Input pixels per cell.
        channels: Channels of the map.
    """

    name: str
    stride: int
    channels: int


@dataclass(frozen=True, slots=True)
class BackboneCard:
    """A pre-trained feature extractor.

    Attributes:
        key: Name on the command line, for example `resnet18`.
        input_size: Side of the square input in pixels.
        mean: Per channel, on the 0..255 scale, subtracted from RGB.
        std: Per channel, on the 0..255 scale.
        top1: ImageNet top-1 accuracy in percent as published by the source of the weights; 0 = unknown.
        milliseconds: Median CPU time of one image here (docs/performance.md says on what); 0 = not measured.
        taps: From early to late; the pooled features are the spatial means of these, side by side.
    """

    key: str
    title: str
    family: str
    licence: str
    input_size: int
    embedding_dim: int
    parameters_millions: float
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    taps: tuple[Tap, ...]
    weights: WeightsFile | None
    paper: str = ""
    top1: float = 0.0
    milliseconds: float = 0.0
    when: str = ""


@dataclass(frozen=True, slots=True)
class NetworkCard:
    """A trainable network of one task."""

    key: str
    title: str
    task: str
    licence: str
    when: str
    paper: str = ""
    parameters_millions: float = 0.0
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class StrategyCard:
    """A query strategy.

    Attributes:
        acquisition: What the field calls it, with its source.
        when: When to choose it, in a sentence for the window.
    """

    key: str
    title: str
    acquisition: str
    when: str


@dataclass(frozen=True, slots=True)
class FormatOption:
    """Something about a label format that a file may leave open, and a person may have to say.

    Attributes:
        name: Keyword of the format's `read` or `write`, and name on the command line.
        values: What may be said; the first is what holds when nothing is.
        about: What it decides, in a sentence.
    """

    name: str
    values: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class FormatCard:
    """A label format.

    Attributes:
        holds: Kinds of annotation that are the same when they are read back: `image`, `box`, `rotated_box`, `polygon`, ...
        loses: What the format cannot express, in sentences shown before export.
        read_options: What a person may say about files that are read.
        write_options: What a person may choose about files that are written.
        takes_attributes: Whether `write` has a keyword `attributes`: label -> what is declared about its objects.
    """

    key: str
    title: str
    extensions: tuple[str, ...]
    tasks: tuple[str, ...]
    holds: tuple[str, ...] = ()
    can_read: bool = True
    can_write: bool = True
    loses: tuple[str, ...] = field(default_factory=tuple)
    read_options: tuple[FormatOption, ...] = ()
    write_options: tuple[FormatOption, ...] = ()
    takes_attributes: bool = False
