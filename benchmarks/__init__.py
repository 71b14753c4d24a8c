"""Measured figures, each beside its reference from the same run: `python -m benchmarks [name ...]`."""
