"""Lay a part on a tray, light it with one soft lamp, and photograph it from above."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from tlstudio.project.sample import defects
from tlstudio.project.sample.field import Frame, Plane, coverage, floats, fractal, sample, smoothstep, streaks
from tlstudio.project.sample.parts import METALS, PARTS, Metal, Part, body, grain

WIDTH, HEIGHT = 448, 336
SHAPE = (HEIGHT, WIDTH)


_STEPS = 4095
_LINEAR = np.linspace(0, 1, _STEPS + 1)
_CURVE = np.where(_LINEAR <= 0.0031308, 12.92 * _LINEAR, 1.055 * np.power(_LINEAR, 1 / 2.4) - 0.055)
_SRGB = (_CURVE * 255 + 0.5).astype(np.uint8)


@dataclass(frozen=True)
class Lamp:
    """A soft lamp: direction towards it (unit vector, y down, z up) and colour."""

    direction: np.ndarray
    colour: np.ndarray
    strength: float
    ambient: float


@dataclass(frozen=True)
class Station:
    """What stays the same for all parts of one tray: the tray itself, the lamp, the camera's mood."""

    kind: int
    angle: float
    lamp: Lamp
    cast: np.ndarray
    blur: float
    noise: float


def station(rng: np.random.Generator, number: int) -> Station:
    """Set up tray number `number` under the lamp; the four kinds of tray take turns."""
    azimuth, elevation = rng.uniform(0, 2 * np.pi), rng.uniform(0.55, 0.75)
    direction = np.array(
        [np.cos(azimuth) * np.cos(elevation), np.sin(azimuth) * np.cos(elevation), np.sin(elevation)], np.float32
    )
    warmth = rng.uniform(-0.05, 0.07)
    lamp = Lamp(direction, floats([1 + warmth, 1, 1 - warmth]), rng.uniform(0.85, 1.15), rng.uniform(0.28, 0.42))
    cast = floats(1 + rng.normal(0, 0.015, 3))
    return Station(number % 4, rng.uniform(-0.12, 0.12), lamp, cast, rng.uniform(0.35, 0.8), rng.uniform(0.006, 0.014))


def photograph(rng: np.random.Generator, place: Station, label: str) -> np.ndarray:
    """Draw one photograph.

    Returns:
        Shape (HEIGHT, WIDTH, 3), uint8 RGB.
    """
    part = PARTS[int(rng.choice(len(PARTS), p=[0.85, 0.15]))]
    metal = METALS[int(rng.choice(len(METALS), p=[0.85, 0.15]))]
    centre = (WIDTH / 2 + rng.uniform(-26, 26), HEIGHT / 2 + rng.uniform(-26, 26))
    frame = Frame.turned(SHAPE, centre, rng.uniform(-0.3, 0.3), rng.uniform(1.6, 1.78))
    left_out = int(rng.choice(part.optional)) if label == "missing hole" else None
    ground = _tray(rng, place)
    piece = _piece(rng, part, metal, frame, left_out)
    _spoil(rng, part, frame, piece, label, left_out)
    cover = coverage(piece.metal * 1.2)
    lit_ground = _lit(ground, place.lamp, rng) * _shadow(piece.metal, place.lamp)[..., None]
    lit_piece = _lit(piece, place.lamp, rng)
    scene = lit_ground + cover[..., None] * (lit_piece - lit_ground)
    return _camera(rng, place, scene)


def _spoil(
    rng: np.random.Generator, part: Part, frame: Frame, piece: defects.Surface, label: str, left_out: int | None
) -> None:
    if rng.random() < 0.2:
        defects.oil(rng, part, frame, piece)
    if rng.random() < 0.15:
        defects.fingerprint(rng, part, frame, piece)
    for _ in range(int(rng.integers(0, 2))):
        defects.scratch(rng, part, frame, piece, strength=rng.uniform(0.05, 0.13))
    if label == "scratch":
        for _ in range(int(rng.integers(3, 6))):
            defects.scratch(rng, part, frame, piece, strength=rng.uniform(1.2, 2.2))
    elif label == "dent":
        for _ in range(int(rng.integers(2, 4))):
            defects.dent(rng, part, frame, piece)
    elif label == "rust":
        defects.rust(rng, part, frame, piece)
    elif left_out is not None:
        defects.missed_punch(rng, part, frame, piece, left_out)
    defects.dust(rng, piece)


def _piece(rng: np.random.Generator, part: Part, metal: Metal, frame: Frame, left_out: int | None) -> defects.Surface:
    """The clean part: bevelled edges, brush marks, slow changes of tone."""
    distance = body(part, frame, left_out)
    edge = smoothstep(0.0, 3.2, -distance)
    brushed = grain(rng, part, frame) * metal.brushed
    tone = 1 + brushed + metal.mottle * fractal(rng, SHAPE, 90, 3) + 0.012 * fractal(rng, SHAPE, 2.2, 1)
    albedo = floats(metal.colour) * np.clip(tone, 0.3, 1.8)[..., None]
    height = 3.0 * edge + 0.10 * brushed * edge
    gloss = np.clip(metal.gloss * (1 + 1.6 * brushed), 0.02, 1.2)
    return defects.Surface(height.astype(np.float32), albedo.astype(np.float32), gloss.astype(np.float32), distance)


def _tray(rng: np.random.Generator, place: Station) -> defects.Surface:
    """One of four trays: ribbed plastic, brushed bench, rubber mat with pips, pale felt."""
    frame = Frame.turned(SHAPE, (rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT)), place.angle, 1.0)
    fine, slow = fractal(rng, SHAPE, 2.4, 2), fractal(rng, SHAPE, 120, 3)
    height = np.zeros(SHAPE, np.float32)
    if place.kind == 0:
        colour, gloss = (0.085, 0.115, 0.16), 0.16
        rib = np.abs((frame.u % 74) - 37)
        height += 2.4 * smoothstep(4.5, 1.5, rib) + 0.16 * fine
        tone = 1 + 0.05 * fine + 0.07 * slow
    elif place.kind == 1:
        colour, gloss = (0.30, 0.305, 0.31), 0.30
        marks = sample(streaks(7, 70), frame.u, frame.v)
        tone = 1 + 0.09 * marks + 0.05 * slow
        height += 0.12 * marks
    elif place.kind == 2:
        colour, gloss = (0.055, 0.058, 0.06), 0.10
        pip = np.hypot((frame.u % 22) - 11, ((frame.v + 11 * (frame.u // 22 % 2)) % 22) - 11)
        height += 1.5 * smoothstep(4.2, 2.2, pip) + 0.2 * fine
        tone = 1 + 0.10 * fine + 0.08 * slow
    else:
        colour, gloss = (0.42, 0.40, 0.355), 0.02
        weave = np.sin(frame.u * 2.1) * np.sin(frame.v * 2.1)
        tone = 1 + 0.05 * weave + 0.08 * fine + 0.06 * slow
        height += 0.16 * weave + 0.25 * fine
    albedo = floats(colour) * np.clip(tone, 0.3, 1.7)[..., None]
    return defects.Surface(
        height, albedo.astype(np.float32), np.full(SHAPE, gloss, np.float32), np.full(SHAPE, -9, np.float32)
    )


def _lit(surface: defects.Surface, lamp: Lamp, rng: np.random.Generator) -> np.ndarray:
    """Lambert's law plus a broad reflection of the lamp (Blinn, 1977), in linear light."""
    slope_x = cv2.Sobel(surface.height, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    slope_y = cv2.Sobel(surface.height, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    length = np.sqrt(slope_x**2 + slope_y**2 + 1)
    d = lamp.direction
    diffuse = np.clip((-slope_x * d[0] - slope_y * d[1] + d[2]) / length, 0, 1)
    half = d + floats([0, 0, 1])
    half = half / np.linalg.norm(half)
    # The lamp is a bright rectangle above: its mirror image runs as a soft band over what lies flat.
    band = _band(rng, d)
    shine = np.clip((-slope_x * half[0] - slope_y * half[1] + half[2]) / length, 0, 1) ** 14 * band
    light = lamp.ambient + lamp.strength * diffuse
    return (surface.albedo * light[..., None] + (surface.gloss * shine * 0.5)[..., None]) * lamp.colour


def _band(rng: np.random.Generator, direction: np.ndarray) -> Plane:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    norm = float(np.hypot(direction[0], direction[1])) or 1.0
    along = ((x - WIDTH / 2) * direction[0] + (y - HEIGHT / 2) * direction[1]) / norm
    shift, spread = rng.uniform(-30, 40), rng.uniform(110, 150)
    return (0.35 + np.exp(-(((along - shift) / spread) ** 2))).astype(np.float32)


def _shadow(metal: Plane, lamp: Lamp) -> Plane:
    """How much light reaches the tray, 0..1: the part's soft shadow plus the dark line where it touches."""
    mask = coverage(metal)
    reach = 9.0 / max(float(lamp.direction[2]), 0.3)
    shift = floats([[1, 0, -lamp.direction[0] * reach], [0, 1, -lamp.direction[1] * reach]])
    cast = cv2.warpAffine(mask, shift, (WIDTH, HEIGHT))
    cast = 0.6 * cv2.GaussianBlur(cast, (0, 0), 3.0) + 0.4 * cv2.GaussianBlur(cast, (0, 0), 9.0)
    touch = cv2.GaussianBlur(mask, (0, 0), 5.0)
    return np.clip(1 - 0.62 * cast - 0.30 * touch, 0.08, 1).astype(np.float32)


def _camera(rng: np.random.Generator, place: Station, scene: np.ndarray) -> np.ndarray:
    """Vignette, uneven light, exposure, defocus, sensor noise and the sRGB curve."""
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j].astype(np.float32)
    uneven = (
        1 + rng.uniform(-0.14, 0.14) * x + rng.uniform(-0.14, 0.14) * y - rng.uniform(0.08, 0.2) * (x**2 + y**2) / 2
    )
    image = scene * uneven[..., None] * place.cast * rng.uniform(0.8, 0.92)
    image = cv2.GaussianBlur(image.astype(np.float32), (0, 0), place.blur)
    bright = np.clip(image, 0, None)
    image = bright + rng.standard_normal(image.shape).astype(np.float32) * place.noise * np.sqrt(bright + 0.02)
    image = image / (1 + np.clip(image - 0.75, 0, None))  # a sensor's shoulder instead of a hard clip
    return _SRGB[np.clip(image * _STEPS, 0, _STEPS).astype(np.uint16)]
