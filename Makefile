# `make demo` and `make test` do their own set-up: they need Python 3.11 or newer, and nothing else.
PYTHON ?= python3
BIN := .venv/bin
TESTS_AT_ONCE ?= $(shell $(PYTHON) -c 'import os; print(min(8, 2 * os.cpu_count()))')

.PHONY: demo test check faults pywb clean

demo: .venv/demo
	$(BIN)/newsarchive demo

# Two tests at a time on each core, eight at most: half of their time goes in waiting, for disks, portals and browsers.
test: .venv/dev
	$(BIN)/python -m pytest --numprocesses $(TESTS_AT_ONCE) --dist worksteal

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Every system call of a storage session failed and killed in turn, and a hundred crawls; `make test` tries eight of
# each kind of call, and twenty crawls.
faults: .venv/dev
	NEWSARCHIVE_FAULTS=all $(BIN)/python -m pytest tests/faults

# pywb, in which the tests replay our WARC files; in an environment of its own, since it pins old libraries.
pywb: .venv-pywb/done

clean:
	rm -rf .venv .venv-pywb build *.egg-info

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/demo: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

# setuptools gives back distutils, which pywb imports and Python 3.12 has no more.
.venv-pywb/done:
	$(PYTHON) -m venv .venv-pywb
	.venv-pywb/bin/python -m pip install --quiet 'pywb==2.10.*' setuptools
	touch $@
