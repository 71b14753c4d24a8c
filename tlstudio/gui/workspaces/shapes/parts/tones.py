"""How light the picture is shown: sliders, window and level with the right button, by itself, and back to as it is.

What is set is remembered in the project, apart for pictures of 8 bits and for deeper ones, whose window counts in stored
values. It is a way of looking: the files, the thumbnails and what is learnt from stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF, QTimer
from PySide6.QtWidgets import QWidget

from tlstudio.core.words import Image
from tlstudio.gui.canvas.deep_picture import CODES, DeepPicture
from tlstudio.gui.canvas.picture import pixels_of
from tlstudio.gui.canvas.tones import GAMMAS, Tones
from tlstudio.gui.workspaces.shapes.part import RoomPart
from tlstudio.gui.workspaces.shapes.tones_panel import TonesPanel

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

SETTING = "view.tones"
REST_MS = 600
# Auto leaves this share of the pixels in sight out at each end.
LEFT_OUT = 0.5
PLAIN, DEEP = "8", "16"


class TonesPart(RoomPart):
    """Keeps what is set in stored values; the canvas gets codes."""

    section_place = 70

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self._set: dict[str, Tones] = _from_json(room.session.project.settings.get(SETTING))
        self._panel = TonesPanel()
        self._panel.chosen.connect(self._choose)
        self._panel.auto_wanted.connect(self.auto)
        self._panel.reset_wanted.connect(self.reset)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._remember)
        room.stage.read_values()
        room.canvas.picture_changed.connect(self._show)
        room.canvas.hands.right_drag = self._drag

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "tones": lambda: self._panel.setVisible(self._panel.isHidden()),
            "tones_auto": self.auto,
            "tones_reset": self.reset,
        }

    def section(self) -> QWidget | None:
        return self._panel

    def image_shown(self, image: Image | None) -> None:
        self._show()

    def close(self) -> None:
        self._rest.stop()
        self._remember()

    def auto(self) -> None:
        """Spread what is in sight over black to white."""
        values = self._in_sight()
        if values.size:
            low, high = (float(value) for value in np.percentile(values, (LEFT_OUT, 100 - LEFT_OUT)))
            if high > low:
                self._choose(replace(self._tones, window=(low, high)))

    def reset(self) -> None:
        """Show the picture as it is decoded."""
        self._choose(Tones())

    # -- inside ----------------------------------------------------------------------------------------------------

    @property
    def _deep(self) -> DeepPicture | None:
        return self.room.canvas.deep

    @property
    def _kind(self) -> str:
        return PLAIN if self._deep is None else DEEP

    @property
    def _tones(self) -> Tones:
        return self._set.get(self._kind, Tones())

    def _window(self) -> tuple[float, float]:
        """The stored values that are black and white now."""
        deep, window = self._deep, self._tones.window
        if window is not None:
            return window
        return (0.0, 255.0) if deep is None else (_value(deep, deep.low), _value(deep, deep.high))

    def _reach(self) -> tuple[float, float]:
        """Between which stored values the sliders go: a little beyond what is shown by default."""
        deep = self._deep
        if deep is None:
            return 0.0, 255.0
        margin = (deep.high - deep.low) / 2
        low, high = max(0.0, deep.low - margin), min(CODES - 1.0, deep.high + margin)
        return _value(deep, low), _value(deep, high)

    def _choose(self, tones: Tones) -> None:
        self._set[self._kind] = tones
        self._show()
        self._rest.start()

    def _drag(self, step: QPointF) -> None:
        reach = self._reach()
        self._choose(self._tones.dragged(step.x(), step.y(), self._window(), reach[1] - reach[0]))

    def _show(self) -> None:
        tones, deep = self._tones, self._deep
        if tones.window is not None and deep is not None:
            low, high = ((edge - deep.offset) / deep.slope for edge in tones.window)
            self.room.canvas.set_tones(replace(tones, window=(low, high)))
        else:
            self.room.canvas.set_tones(tones)
        self._panel.show_tones(tones, self._window(), self._reach())

    def _in_sight(self) -> np.ndarray:
        """Stored values of what the view shows, thinned out."""
        canvas, deep = self.room.canvas, self._deep
        width, height = canvas.image_size
        left, top = canvas.viewport.to_image(0, 0)
        right, bottom = canvas.viewport.to_image(*canvas.viewport.view_size)
        if deep is not None:
            samples = deep.levels[-1]
        elif canvas.finest_level is not None:
            samples = pixels_of(canvas.finest_level)[:, :, :3]
        else:
            return np.empty(0)
        rows, columns = samples.shape[:2]
        y0, y1 = int(max(0.0, top) / height * rows), int(np.ceil(min(height, bottom) / height * rows))
        x0, x1 = int(max(0.0, left) / width * columns), int(np.ceil(min(width, right) / width * columns))
        part = samples[y0:y1, x0:x1]
        step = max(1, int(np.sqrt(part.size / 500_000)))
        values = part[::step, ::step].reshape(-1).astype(np.float64)
        return values if deep is None else values * deep.slope + deep.offset

    def _remember(self) -> None:
        session = self.room.session
        if session.read_only:
            return
        wanted = _to_json(self._set)
        if wanted != (session.project.settings.get(SETTING) or {}):
            session.project.settings.set(SETTING, wanted)


def _value(deep: DeepPicture, code: float) -> float:
    return code * deep.slope + deep.offset


def _to_json(tones: Mapping[str, Tones]) -> dict[str, Any]:
    return {
        kind: {
            "brightness": one.brightness,
            "contrast": one.contrast,
            "gamma": one.gamma,
            "window": list(one.window) if one.window else None,
        }
        for kind, one in tones.items()
        if not one.is_neutral
    }


def _from_json(stored: object) -> dict[str, Tones]:
    """Read what was remembered; what cannot be read counts as not set."""
    found: dict[str, Tones] = {}
    for kind, row in stored.items() if isinstance(stored, dict) else ():
        try:
            window = (float(row["window"][0]), float(row["window"][1])) if row.get("window") else None
            gamma = min(GAMMAS[1], max(GAMMAS[0], float(row.get("gamma", 1.0))))
            found[str(kind)] = Tones(int(row.get("brightness", 0)), int(row.get("contrast", 0)), gamma, window)
        except (AttributeError, TypeError, ValueError, LookupError):
            continue
    return found


PART = TonesPart
