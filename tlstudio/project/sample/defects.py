"""What can be wrong with a part, and the harmless marks that make it hard to tell."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from tlstudio.project.sample.field import Frame, Plane, floats, fractal, smoothstep
from tlstudio.project.sample.parts import Part


@dataclass
class Surface:
    """A part while it is being made: later steps read what earlier ones changed.

    Attributes:
        height: Pixels above the tray, shape (H, W); its slope is what the lamp sees.
        albedo: Linear RGB, shape (H, W, 3).
        gloss: Strength of the lamp's reflection, shape (H, W).
        metal: Signed distance to the metal, negative inside.
    """

    height: Plane
    albedo: np.ndarray
    gloss: Plane
    metal: Plane


def spot(rng: np.random.Generator, part: Part, frame: Frame, surface: Surface, margin: float) -> tuple[float, float]:
    """Pick a place (u, v) on the metal at least `margin` pixels from every edge, or the best of many tries."""
    best, best_depth = (0.0, 0.0), np.inf
    for _ in range(60):
        u, v = rng.uniform(-1, 1, 2) * np.asarray(part.reach)
        depth = float(surface.metal[frame.pixel(u, v)])
        if depth < -margin:
            return float(u), float(v)
        if depth < best_depth:
            best, best_depth = (float(u), float(v)), depth
    return best


def scratch(rng: np.random.Generator, part: Part, frame: Frame, surface: Surface, *, strength: float) -> None:
    """Cut a slightly bent groove; its burr throws the light to one side. Faint ones are only handling marks."""
    u, v = spot(rng, part, frame, surface, 6)
    angle, length = rng.uniform(0, np.pi), rng.uniform(80, 170)
    bend = rng.uniform(-0.004, 0.004)
    c, s = np.cos(angle), np.sin(angle)
    along = (frame.u - u) * c + (frame.v - v) * s
    across = -(frame.u - u) * s + (frame.v - v) * c - bend * along**2
    across = across + 0.8 * np.sin(along / rng.uniform(9, 20) + rng.uniform(0, 6))
    ends = smoothstep(-length / 2, -length / 2 + 16, along) * smoothstep(-length / 2, -length / 2 + 16, -along)
    chatter = 0.65 + 0.35 * np.clip(fractal(rng, surface.height.shape, 12, 3), -1.5, 1.5)
    width = rng.uniform(1.0, 1.9)
    groove = np.exp(-((across / width) ** 2)) * ends * chatter
    burr = np.exp(-(((np.abs(across) - 2.0 * width) / width) ** 2)) * ends * chatter
    surface.height -= np.float32(1.0 * strength) * groove
    surface.height += np.float32(0.35 * strength) * burr
    # Fresh metal at the bottom of the cut: brighter than a dark surface, rougher than a polished one.
    fresh = np.clip(groove * strength, 0, 1)[..., None] * 0.45
    surface.albedo += fresh * (floats([0.62, 0.62, 0.62]) - surface.albedo)


def dent(rng: np.random.Generator, part: Part, frame: Frame, surface: Surface) -> None:
    """Press a shallow bowl with a raised rim, as a dropped part leaves it."""
    u, v = spot(rng, part, frame, surface, 13)
    radius = rng.uniform(18, 28)
    stretch = rng.uniform(0.75, 1.3)
    turn = rng.uniform(0, np.pi)
    du, dv = frame.u - u, frame.v - v
    a, b = du * np.cos(turn) + dv * np.sin(turn), -du * np.sin(turn) + dv * np.cos(turn)
    r = np.hypot(a * stretch, b / stretch) / radius
    depth = rng.uniform(9.0, 14.0)
    surface.height -= (depth * np.exp(-(r**2) * 1.6)).astype(np.float32)
    surface.height += (0.22 * depth * np.exp(-(((r - 1.25) / 0.3) ** 2))).astype(np.float32)


def rust(rng: np.random.Generator, part: Part, frame: Frame, surface: Surface) -> None:
    """Grow ragged brown patches that start at a place and fade into specks, with pitting below."""
    shape = surface.height.shape
    reach = np.full(shape, -np.inf, np.float32)
    for _ in range(int(rng.integers(1, 3))):
        u, v = spot(rng, part, frame, surface, rng.choice([1.0, 6.0]))
        radius = rng.uniform(28, 54)
        reach = np.maximum(reach, 1.0 - np.hypot(frame.u - u, frame.v - v) / radius)
    ragged = floats(reach * 1.3 + 0.5 * fractal(rng, shape, 22, 5))
    amount = smoothstep(0.05, 1.0, ragged) * smoothstep(-0.9, -0.1, reach)
    tone = fractal(rng, shape, 7, 4)[..., None]
    brown, orange = floats([0.085, 0.038, 0.02]), floats([0.34, 0.14, 0.045])
    colour = np.clip(brown + (orange - brown) * (0.5 + 0.32 * tone), 0.01, 1)
    cover = (amount * rng.uniform(0.6, 0.96))[..., None]
    surface.albedo += cover * (colour - surface.albedo)
    surface.gloss *= 1 - 0.9 * amount
    surface.height += amount * 0.35 * fractal(rng, shape, 4, 2)


def missed_punch(rng: np.random.Generator, part: Part, frame: Frame, surface: Surface, left_out: int) -> None:
    """Leave the faint ring or centre mark of a punch that did not go through; sometimes nothing at all."""
    hole = part.holes[left_out]
    kind = rng.integers(0, 3)
    if kind == 0:
        return
    distance = hole.distance(frame)
    if kind == 1:
        surface.height -= (0.7 * np.exp(-((distance / 1.1) ** 2))).astype(np.float32)
    else:
        surface.height -= (1.2 * np.exp(-(((distance + hole.radius) / 1.6) ** 2))).astype(np.float32)


def oil(rng: np.random.Generator, part: Part, frame: Frame, surface: Surface) -> None:
    """Spread a thin film: darker, glossier, harmless."""
    u, v = spot(rng, part, frame, surface, 0)
    shape = surface.height.shape
    reach = 1.0 - np.hypot(frame.u - u, (frame.v - v) * rng.uniform(0.7, 1.6)) / rng.uniform(24, 48)
    amount = smoothstep(0.0, 0.25, (reach + 0.18 * fractal(rng, shape, 40, 3)).astype(np.float32))
    surface.albedo *= 1 - (floats([0.16, 0.18, 0.24]) * rng.uniform(0.5, 1.2)) * amount[..., None]
    surface.gloss *= 1 + 0.35 * amount


def fingerprint(rng: np.random.Generator, part: Part, frame: Frame, surface: Surface) -> None:
    """Press a thumb on it: curved ridges in a soft oval, harmless."""
    u, v = spot(rng, part, frame, surface, 4)
    turn = rng.uniform(0, np.pi)
    du, dv = frame.u - u, frame.v - v
    a, b = du * np.cos(turn) + dv * np.sin(turn), -du * np.sin(turn) + dv * np.cos(turn)
    oval = smoothstep(0.0, 0.5, (1 - np.hypot(a / 22, b / 15)).astype(np.float32))
    ridges = 0.5 + 0.5 * np.sin(np.hypot(a + 5, b * 1.3) * 1.55 + 1.5 * fractal(rng, surface.height.shape, 24, 2))
    surface.gloss *= 1 - (0.45 * oval * ridges).astype(np.float32)
    surface.albedo *= (1 - 0.07 * oval * ridges)[..., None].astype(np.float32)


def dust(rng: np.random.Generator, surface: Surface) -> None:
    """Scatter specks and a few fibres over everything."""
    specks = np.zeros(surface.height.shape, np.float32)
    height, width, _ = surface.albedo.shape
    for _ in range(int(rng.integers(4, 22))):
        centre = (int(rng.integers(0, width)) * 16, int(rng.integers(0, height)) * 16)
        cv2.circle(specks, centre, int(rng.uniform(0.5, 1.4) * 16), float(rng.uniform(0.2, 0.7)), -1, cv2.LINE_AA, 4)
    for _ in range(int(rng.integers(0, 3))):
        start = rng.uniform((0, 0), (width, height))
        bends = np.cumsum(rng.normal(0, 3.5, (7, 2)) + rng.normal(0, 3, 2), axis=0)
        cv2.polylines(specks, [((start + bends) * 16).astype(np.int32)], False, 0.45, 1, cv2.LINE_AA, 4)
    surface.albedo += specks[..., None] * (floats([0.6, 0.59, 0.56]) - surface.albedo)
