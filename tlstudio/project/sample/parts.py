"""The three stamped parts of the sample as signed distances, and the metals that they are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tlstudio.project.sample.field import TILE, Frame, Plane, floats, sample, streaks


@dataclass(frozen=True)
class Hole:
    """A round hole, or an obround slot where `half_length` is above 0; pixels in the part's frame."""

    u: float
    v: float
    radius: float
    half_length: float = 0.0

    def distance(self, frame: Frame) -> Plane:
        """Signed distance to the rim, negative inside the hole."""
        along = np.maximum(np.abs(frame.u - self.u) - self.half_length, 0.0)
        return (np.hypot(along, frame.v - self.v) - self.radius).astype(np.float32)


@dataclass(frozen=True)
class Part:
    """A kind of part.

    Attributes:
        holes: All that the drawing asks for.
        optional: Indices of those that a worn punch leaves out.
        reach: Half extents (u, v) that defects keep to.
        turned: Whether its brush marks run in circles (lathe) instead of straight (rolled sheet).
    """

    name: str
    holes: tuple[Hole, ...]
    optional: tuple[int, ...]
    reach: tuple[float, float]
    turned: bool = False


def _ring(count: int, radius: float, hole: float) -> tuple[Hole, ...]:
    angles = 2 * np.pi * np.arange(count) / count
    return tuple(Hole(float(radius * np.cos(a)), float(radius * np.sin(a)), hole) for a in angles)


PLATE = Part(
    "plate",
    (Hole(-80, -44, 9), Hole(80, -44, 9), Hole(-80, 44, 9), Hole(80, 44, 9), Hole(0, 0, 12, 26)),
    (0, 1, 2, 3),
    (86, 52),
)
FLANGE = Part("flange", (*_ring(6, 66, 9.5), Hole(0, 0, 28)), (0, 1, 2, 3, 4, 5), (70, 70), turned=True)
PARTS = (PLATE, FLANGE)


def outline(part: Part, frame: Frame) -> Plane:
    """Signed distance to the part's outer edge, negative inside."""
    if part is PLATE:
        du = np.abs(frame.u) - (104 - 16)
        dv = np.abs(frame.v) - (68 - 16)
        return (np.hypot(np.maximum(du, 0), np.maximum(dv, 0)) + np.minimum(np.maximum(du, dv), 0) - 16).astype(
            np.float32
        )
    return (np.hypot(frame.u, frame.v) - 90).astype(np.float32)


def body(part: Part, frame: Frame, left_out: int | None) -> Plane:
    """Signed distance to the metal: outline minus the holes, one of which the punch may have missed."""
    distance = outline(part, frame)
    for index, hole in enumerate(part.holes):
        if index != left_out:
            distance = np.maximum(distance, -hole.distance(frame))
    return distance


@dataclass(frozen=True)
class Metal:
    """A surface.

    Attributes:
        colour: Linear RGB reflectance, 0..1.
        brushed: Strength of the brush marks.
        gloss: Strength of the lamp's reflection.
        mottle: Strength of slow changes of tone.
    """

    name: str
    colour: tuple[float, float, float]
    brushed: float
    gloss: float
    mottle: float


METALS = (
    Metal("brushed steel", (0.44, 0.45, 0.46), 0.055, 0.50, 0.03),
    Metal("zinc, yellow passivated", (0.53, 0.46, 0.30), 0.05, 0.40, 0.10),
)


def grain(rng: np.random.Generator, part: Part, frame: Frame) -> Plane:
    """Brush marks in the part's frame: straight for sheet, in circles for what came off a lathe."""
    tile = streaks(int(rng.integers(0, 4)), int(rng.choice([24, 50])))
    shift = floats(rng.uniform(0, TILE, 2))
    if not part.turned:
        return sample(tile, frame.u + shift[0], frame.v + shift[1])
    angle = np.arctan2(frame.v, frame.u) * np.float32(TILE / (2 * np.pi))
    return sample(tile, angle, np.hypot(frame.u, frame.v) + shift[1])
