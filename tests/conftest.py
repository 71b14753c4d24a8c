"""What every test gets: an offscreen Qt, one BLAS thread, its own settings folder, the real data where it is."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no failure; what hangs is ended by the timeout in pyproject.toml.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

SHARED = Path(os.environ.get("TLSTUDIO_SHARED") or Path(__file__).resolve().parents[2] / "shared")


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tester's own settings and recent projects out of the tests."""
    monkeypatch.setenv("TLSTUDIO_CONFIG", str(tmp_path_factory.mktemp("config")))


@pytest.fixture
def shared() -> Path:
    """The folder with real data sets, weights and awkward pictures; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"real data not found at {SHARED} (set TLSTUDIO_SHARED)")
    return SHARED
