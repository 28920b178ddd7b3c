# `make demo` and `make test` do their own set-up: they need Python 3.11 or newer, and nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check faults clean

demo: .venv/demo
	$(BIN)/newsarchive demo

test: .venv/dev
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Every system call of a storage session failed and killed in turn; `make test` does it for one in eight.
faults: .venv/dev
	NEWSARCHIVE_FAULTS=all $(BIN)/python -m pytest tests/faults

clean:
	rm -rf .venv build *.egg-info

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/demo: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@
