# Two commands: `make demo` and `make test`. Everything lands in .venv and in the user's cache folder for weights.
# Python 3.11 or newer is found by itself; PYTHON=/path/to/python chooses another.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test check bench docs clean

demo: .venv/installed  ## Install, fetch the model, build the demo database, ask it three questions.
	@$(BIN)/sqlcoder demo

test: check  ## Install, check style, types and docs, run all tests.
	$(BIN)/sqlcoder models pull small
	$(BIN)/python -m pytest

check: .venv/installed-all
	$(BIN)/ruff check src tests benchmarks docs
	$(BIN)/ruff format --check src tests benchmarks docs
	$(BIN)/mypy

bench: .venv/installed-all  ## Measure speed and memory against the bare engine; see docs/benchmarks.md.
	$(BIN)/python -m benchmarks.run

docs: .venv/installed-all  ## Write docs/cli.md anew from --help.
	$(BIN)/python docs/generate_cli.py > docs/cli.md

clean:  ## Remove what the targets above made here; weights in the cache folder stay.
	rm -rf .venv demo

# A file of its own, so that a half-made environment is made anew.
.venv/created:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found. Install it, or name it: make demo PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up .venv with $(PYTHON)"
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/installed: pyproject.toml constraints.txt | .venv/created
	@echo "Installing SQLCoder"
	@$(PIP) --editable .
	@touch $@

.venv/installed-all: pyproject.toml constraints.txt | .venv/created
	@echo "Installing SQLCoder with everything for tests; the first time takes some minutes"
	@$(PIP) --editable '.[all,dev]'
	@touch .venv/installed $@
