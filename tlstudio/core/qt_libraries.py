"""Which system libraries Qt's window needs and whether they are here; asked before Qt would abort without a sentence."""

from __future__ import annotations

import ctypes
import os
import sys

# Library -> Debian/Ubuntu package. The first group is needed to import Qt at all, the second to open a window on X11.
IMPORT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}


def missing_libraries(*, with_window: bool = True) -> dict[str, str]:
    """Return library -> Debian package of what cannot be loaded; empty on other systems than Linux.

    Args:
        with_window: Also what a window on X11 needs, not only what importing and painting offscreen needs.
    """
    if not sys.platform.startswith("linux"):
        return {}
    wanted = IMPORT_LIBRARIES | (X11_LIBRARIES if with_window else {})
    return {library: package for library, package in wanted.items() if not _loads(library)}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_command(missing: dict[str, str]) -> str:
    """Return the command that brings the packages on Debian and Ubuntu."""
    return f"sudo apt-get install {' '.join(sorted(set(missing.values())))}"


def has_display() -> bool:
    """Whether there is a screen to open a window on."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal", "vnc", "linuxfb", "eglfs"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def window_problem() -> tuple[str, str]:
    """Return (sentence, hint) why no window can be opened here; two empty texts = it can."""
    offscreen = os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal"))
    missing = missing_libraries(with_window=not offscreen and bool(os.environ.get("DISPLAY")))
    if missing:
        names = ", ".join(sorted(missing))
        return (
            f"Qt cannot open a window: this system lacks {names}.",
            f"On Debian or Ubuntu: {install_command(missing)}",
        )
    if not has_display():
        return (
            "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.",
            "Log in with `ssh -X`, or use the command line: `tlstudio --help`, `tlstudio demo --headless`.",
        )
    return "", ""
