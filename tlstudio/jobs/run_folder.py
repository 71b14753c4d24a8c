"""Files of a run's folder that more than one room knows; what one alone reads is named beside its reader."""

from __future__ import annotations

METRICS_FILE = "metrics.json"
BEST_FILE = "best.safetensors"
"""The network of the best epoch; its header says what is needed to build and use it."""
RIVAL_FILE = "rival.json"
"""Predictions of the run that serves now on the images it was tested on; written by whoever starts the run."""
