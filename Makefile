# Two commands on a fresh machine: `make demo` and `make test`. Each makes .venv and installs what it needs with plain pip.
# TORCH=cpu takes PyTorch's own CPU builds (about 200 MB instead of several GB with CUDA).
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
ONLY   ?=
TORCH  ?=
CPU_INDEX := https://download.pytorch.org/whl/cpu

.PHONY: demo test run lint types contracts check bench screens clean

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
ifeq ($(TORCH),cpu)
	$(BIN)/python -m pip install --quiet --index-url $(CPU_INDEX) torch torchvision
endif
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed
	$(BIN)/tlstudio demo

run: $(VENV)/.installed
	$(BIN)/tlstudio

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadscope

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/pyright

contracts: $(VENV)/.installed-dev
	$(BIN)/lint-imports --no-cache

check: test lint types contracts

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks $(ONLY)

screens: $(VENV)/.installed
	$(BIN)/python packaging/screens.py

clean:
	rm -rf build dist .pytest_cache .ruff_cache .hypothesis
