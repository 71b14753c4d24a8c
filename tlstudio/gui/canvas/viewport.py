"""Where an image lies in a view: zoom and offset as plain numbers, without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

LARGEST_ZOOM = 64.0
SMALLEST_FIT_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Viewport:
    """An image in a view.

    Attributes:
        image_size: Width and height of the image in its own pixels.
        view_size: Width and height of the view in logical pixels.
        zoom: Logical pixels per image pixel.
        offset: Where the image's upper left corner lies, in logical pixels of the view.
        margins: Free space around a fitted image: left, top, right, bottom in logical pixels.
    """

    image_size: tuple[int, int] = (1, 1)
    view_size: tuple[int, int] = (1, 1)
    zoom: float = 1.0
    offset: tuple[float, float] = (0.0, 0.0)
    margins: tuple[int, int, int, int] = (24, 24, 24, 24)

    @property
    def fit_zoom(self) -> float:
        """The zoom at which the whole image is seen."""
        width = max(1, self.view_size[0] - self.margins[0] - self.margins[2])
        height = max(1, self.view_size[1] - self.margins[1] - self.margins[3])
        return min(width / max(1, self.image_size[0]), height / max(1, self.image_size[1]), LARGEST_ZOOM)

    @property
    def is_fitted(self) -> bool:
        """Whether the whole image fills the view."""
        return abs(self.zoom - self.fit_zoom) <= 1e-6 * self.fit_zoom

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """The image's place in the view: x, y, width, height in logical pixels."""
        return (*self.offset, self.image_size[0] * self.zoom, self.image_size[1] * self.zoom)

    def fitted(self) -> Viewport:
        """The whole image, in the middle."""
        return replace(self, zoom=self.fit_zoom)._settled()

    def resized(self, view_size: tuple[int, int]) -> Viewport:
        """Another view size: a fitted image stays fitted, another keeps what is in the middle."""
        if self.is_fitted:
            return replace(self, view_size=view_size).fitted()
        dx = (view_size[0] - self.view_size[0]) / 2
        dy = (view_size[1] - self.view_size[1]) / 2
        return replace(self, view_size=view_size, offset=(self.offset[0] + dx, self.offset[1] + dy))._settled()

    def zoomed(self, zoom: float, at: tuple[float, float] | None = None) -> Viewport:
        """Another zoom; the image point under `at` (default: the middle of the view) stays where it is."""
        x, y = at if at is not None else (self.view_size[0] / 2, self.view_size[1] / 2)
        zoom = min(LARGEST_ZOOM, max(zoom, min(self.fit_zoom, 1.0) * SMALLEST_FIT_SHARE))
        scale = zoom / self.zoom
        offset = (x - (x - self.offset[0]) * scale, y - (y - self.offset[1]) * scale)
        return replace(self, zoom=zoom, offset=offset)._settled()

    def panned(self, dx: float, dy: float) -> Viewport:
        """Move the image by logical pixels; an axis on which all of it is seen stays centred."""
        return replace(self, offset=(self.offset[0] + dx, self.offset[1] + dy))._settled()

    def to_image(self, x: float, y: float) -> tuple[float, float]:
        """Image coordinates of a point in the view."""
        return (x - self.offset[0]) / self.zoom, (y - self.offset[1]) / self.zoom

    def _settled(self) -> Viewport:
        x, y = (self._settle(axis) for axis in (0, 1))
        return replace(self, offset=(x, y))

    def _settle(self, axis: int) -> float:
        """Centre what fits between the margins; else let no edge come further in than a quarter of the view."""
        length, view = self.image_size[axis] * self.zoom, self.view_size[axis]
        near, far = self.margins[axis], self.margins[axis + 2]
        if length <= view - near - far + 1e-6:
            return near + (view - near - far - length) / 2
        slack = view / 4
        return min(slack, max(view - length - slack, self.offset[axis]))
