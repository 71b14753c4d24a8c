"""Paint the pictures of docs/screens anew: the demo's rooms and the journey's steps in the real window, without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageColor

from tlstudio.gui import theme

SCREENS = Path(__file__).resolve().parents[1] / "docs" / "screens"
LARGEST_BYTES = 290_000
LARGEST_TOOL_BYTES = 125_000


def main() -> int:
    """Run the demo in a temporary folder and keep its screenshots; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="tlstudio-screens-") as folder:
        out = Path(folder) / "Parts on a tray"
        # Settings of their own: nobody's recent projects, theme or keys belong into the pictures.
        own = os.environ | {"TLSTUDIO_CONFIG": str(Path(folder) / "config")}
        demo = [sys.executable, "-m", "tlstudio.cli.main", "demo", "--headless", "--out", str(out)]
        subprocess.run(demo, check=True, env=own)
        steps = Path(__file__).with_name("steps.py")
        subprocess.run([sys.executable, str(steps), str(out), str(out / "screens")], check=True, env=own)
        of_tools = Path(folder) / "tools"
        of_tools.mkdir()
        tools = Path(__file__).with_name("tools.py")
        subprocess.run([sys.executable, str(tools), str(out / "photos"), str(of_tools)], check=True)
        pictures = sorted((out / "screens").glob("*.png"))
        SCREENS.mkdir(parents=True, exist_ok=True)
        for path in pictures:
            keep(path, SCREENS / path.name)
        for path in sorted(of_tools.glob("*.png")):
            keep(path, SCREENS / path.name, LARGEST_TOOL_BYTES)
    return 0 if pictures else 1


def keep(source: Path, target: Path, largest: int = LARGEST_BYTES) -> None:
    """Store a picture as small as it can be; photographs in it may lose colours, letters stay sharp."""
    with Image.open(source) as picture:
        rgb = picture.convert("RGB")
    rgb.save(target, optimize=True)
    for colours in (256, 192, 128, 96, 64):
        if target.stat().st_size <= largest:
            break
        with_fewer_colours(rgb, colours).save(target, optimize=True)
    print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")


def with_fewer_colours(rgb: Image.Image, colours: int) -> Image.Image:
    """Quantise a picture; swatches and badges are too small to be counted, so their colours are kept by name."""
    marks = [*theme.LABEL_COLOURS[:8]]
    for table in (theme.LIGHT, theme.DARK):
        marks += [table.color(name).name() for name in ("accepted", "corrected", "rejected", "suggested", "accent")]
    kept = [channel for mark in marks for channel in ImageColor.getrgb(mark)]
    counted = rgb.quantize(colours - len(marks), method=Image.Quantize.MEDIANCUT)
    palette = Image.new("P", (1, 1))
    palette.putpalette(kept + (counted.getpalette() or [])[: 3 * (colours - len(marks))])
    return rgb.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)


if __name__ == "__main__":
    sys.exit(main())
