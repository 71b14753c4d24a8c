"""Charts as inline SVG whose colours are the page's: the same file reads well on a light and on a dark screen."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Stand-ins that matplotlib writes and the page's variables replace.
COLOURS = {
    "#010101": "var(--text)",
    "#020202": "var(--soft-text)",
    "#030303": "var(--line)",
    "#040404": "var(--accent)",
    "#050505": "var(--bad)",
    "#060606": "var(--good)",
}
TEXT, SOFT, LINE, ACCENT, BAD, GOOD = COLOURS
WIDTH, HEIGHT = 5.2, 3.0


def reliability(bins: Sequence[dict[str, Any]]) -> str:
    """Whether scores can be trusted: claimed against true share, with 95 % intervals and the number of images."""
    used = [one for one in bins if one["count"]]

    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color=SOFT, linewidth=1, linestyle=(0, (4, 3)))
        total = sum(one["count"] for one in used) or 1
        for one in used:
            axes.bar(
                (one["low"] + one["high"]) / 2,
                0.25 * one["count"] / total,
                width=0.08,
                color=LINE,
                linewidth=0,
                zorder=0,
            )
            axes.plot([one["confidence"]] * 2, one["interval"], color=ACCENT, linewidth=1)
        axes.plot(
            [one["confidence"] for one in used],
            [one["accuracy"] for one in used],
            color=ACCENT,
            marker="o",
            markersize=4,
        )
        axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel="score", ylabel="share that is right")

    return _svg(draw, "Reliability diagram")


def thresholds(curve: dict[str, Any], label: str) -> str:
    """Misses and false alarms per 100 images at every cut of a label's scores."""

    def draw(axes: Axes) -> None:
        axes.plot(curve["cuts"], curve["misses"], color=BAD, label="misses")
        axes.plot(curve["cuts"], curve["false_alarms"], color=ACCENT, linestyle=(0, (5, 3)), label="false alarms")
        if curve["recommended"] is not None:
            axes.axvline(curve["recommended"], color=TEXT, linewidth=1)
        axes.set(xlim=(0, 1), xlabel=f"cut of {label}", ylabel="per 100 images")
        _legend(axes)

    return _svg(draw, f"Where to cut {label}")


def curves(
    epochs: Sequence[int], validation: Sequence[float], training: Sequence[float | None], name: str, best: int
) -> str:
    """One figure over the epochs: validation solid, training dashed, the best epoch marked."""

    def draw(axes: Axes) -> None:
        pairs = [(epoch, value) for epoch, value in zip(epochs, training, strict=True) if value is not None]
        axes.plot(epochs, validation, color=ACCENT, linewidth=2, label="validation")
        if pairs:
            axes.plot(
                [epoch for epoch, _ in pairs],
                [value for _, value in pairs],
                color=SOFT,
                linestyle=(0, (4, 3)),
                label="training",
            )
        if best in epochs:
            axes.plot(
                [best], [validation[list(epochs).index(best)]], color=GOOD, marker="*", markersize=11, linestyle=""
            )
        axes.set(xlabel="epoch", ylabel=name)
        _legend(axes)

    return _svg(draw, name)


def _legend(axes: Axes) -> None:
    for text in axes.legend(frameon=False, fontsize=9).get_texts():
        text.set_color(TEXT)


def _svg(draw: Callable[[Axes], None], title: str) -> str:
    """Draw on bare axes and return an `<svg>` element without ids that could clash on the page."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": title,
            "font.family": "sans-serif",
            "font.size": 9.5,
            # A label may hold dollar signs; it is a name, not a formula.
            "text.parse_math": False,
        }
    ):
        figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
        figure.patch.set_alpha(0.0)
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.patch.set_alpha(0.0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.grid(axis="y", color=LINE, linewidth=0.8)
        axes.set_axisbelow(True)
        axes.tick_params(colors=SOFT, length=0)
        draw(axes)
        axes.xaxis.label.set_color(SOFT)
        axes.yaxis.label.set_color(SOFT)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _inline(buffer.getvalue(), title)


def _inline(document: str, title: str) -> str:
    svg = document[document.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", svg)
    for stand_in, variable in COLOURS.items():
        svg = svg.replace(stand_in, variable)
    prefix = re.sub(r"\W+", "-", title.lower())
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", svg)
    svg = re.sub(r'xlink:href="#([^"]+)"', rf'href="#{prefix}-\1"', svg)
    return svg.replace("<svg", f'<svg role="img" aria-label="{re.sub(r"[<>&" + chr(34) + "]", "", title)}"', 1)
