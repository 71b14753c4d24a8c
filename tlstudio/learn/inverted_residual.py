"""Layers of the EfficientNet-Lite family: convolutions with TensorFlow's padding and inverted residual blocks."""

from __future__ import annotations

from collections import OrderedDict

from torch import Tensor, nn

# TensorFlow's batch norm of these checkpoints.
NORM_EPS = 1e-3
NORM_MOMENTUM = 0.01


class PadSame(nn.Module):
    """TensorFlow's 'SAME' for strided convolutions: ceil(size / stride) output cells, the odd pixel right and below."""

    def __init__(self, kernel: int, stride: int) -> None:
        super().__init__()
        self.kernel, self.stride = kernel, stride

    def forward(self, x: Tensor) -> Tensor:
        """Pad a map (B, C, H, W) with zeros."""
        # int(): an exported graph keeps the sizes as constants, so that its runtime can fuse padding and convolution.
        down, right = (
            max((-(-int(size) // self.stride) - 1) * self.stride + self.kernel - int(size), 0) for size in x.shape[2:]
        )
        # The zero is written out: without it the exported graph has an empty input there, with which ONNX Runtime does not
        # fuse padding and convolution (an eighth of the network's time with one picture, a fifth with four).
        return nn.functional.pad(x, (right // 2, right - right // 2, down // 2, down - down // 2), value=0.0)


def conv_norm(
    in_channels: int, out_channels: int, kernel: int, *, stride: int = 1, groups: int = 1, act: bool = True
) -> nn.Sequential:
    """Convolution, batch norm and (unless `act` is off) ReLU6, with 'SAME' padding."""
    parts: OrderedDict[str, nn.Module] = OrderedDict()
    if stride > 1:
        parts["pad"] = PadSame(kernel, stride)
    padding = kernel // 2 if stride == 1 else 0
    parts["conv"] = nn.Conv2d(in_channels, out_channels, kernel, stride, padding, groups=groups, bias=False)
    parts["norm"] = nn.BatchNorm2d(out_channels, eps=NORM_EPS, momentum=NORM_MOMENTUM)
    if act:
        parts["act"] = nn.ReLU6(inplace=True)
    return nn.Sequential(parts)


class InvertedResidual(nn.Module):
    """Expand, filter each channel, project (Sandler et al. 2018); adds its input where the shapes allow."""

    def __init__(self, in_channels: int, out_channels: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        hidden = in_channels * expansion
        self.expand = conv_norm(in_channels, hidden, 1) if expansion > 1 else None
        self.depthwise = conv_norm(hidden, hidden, kernel, stride=stride, groups=hidden)
        self.project = conv_norm(hidden, out_channels, 1, act=False)
        self.has_shortcut = stride == 1 and in_channels == out_channels

    def forward(self, x: Tensor) -> Tensor:
        """Map (B, C, H, W) -> (B, C', ceil(H / stride), ceil(W / stride))."""
        y = x if self.expand is None else self.expand(x)
        y = self.project(self.depthwise(y))
        return x + y if self.has_shortcut else y
