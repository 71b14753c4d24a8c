"""Paint the pictures of docs/screens anew: the demo's rooms and the journey's steps in the real window, without a screen."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

SCREENS = Path(__file__).resolve().parents[1] / "docs" / "screens"
LARGEST_BYTES = 290_000


def main() -> int:
    """Run the demo in a temporary folder and keep its screenshots; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="tlstudio-screens-") as folder:
        out = Path(folder) / "Parts on a tray"
        subprocess.run([sys.executable, "-m", "tlstudio.cli.main", "demo", "--headless", "--out", str(out)], check=True)
        steps = Path(__file__).with_name("steps.py")
        subprocess.run([sys.executable, str(steps), str(out), str(out / "screens")], check=True)
        pictures = sorted((out / "screens").glob("*.png"))
        SCREENS.mkdir(parents=True, exist_ok=True)
        for path in pictures:
            keep(path, SCREENS / path.name)
    return 0 if pictures else 1


def keep(source: Path, target: Path) -> None:
    """Store a picture as small as it can be; photographs in it may lose colours, letters stay sharp."""
    with Image.open(source) as picture:
        rgb = picture.convert("RGB")
    rgb.save(target, optimize=True)
    for colours in (256, 192, 128, 96):
        if target.stat().st_size <= LARGEST_BYTES:
            break
        fewer = rgb.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG)
        fewer.save(target, optimize=True)
    print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    sys.exit(main())
