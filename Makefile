# Every habit of this project is one command; `make` alone lists them.
# The first one needs the network once: it puts what the lock files name, and nothing else, into .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# The lock files name every package with its hash; the project itself is built with the hatchling they name.
RUNTIME := $(VENV)/.ready-to-report
DEV := $(VENV)/.ready-to-test
# What `make bench` measures beside has an environment of its own: none of it is ours to depend on.
PEER_ENV := build/bench-peers
PEERS := $(PEER_ENV)/.ready
# One file for every platform and every Python from 3.11 on, with the hashes of all their builds, and no addresses.
LOCK := --no-config --universal --python-version 3.11 --generate-hashes --no-annotate --extra fast --custom-compile-command "make lock"

.PHONY: help report test check fix golden gold bench lock clean
.DELETE_ON_ERROR:

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

report: $(RUNTIME) ## set up, and write report.html: the two bundled constitutions compared
	@$(BIN)/constitution-diff report -o report.html
	@echo "The report is $(CURDIR)/report.html: open it in any browser."

test: $(DEV) ## set up, and run the whole test suite
	@.ci/packages
	$(BIN)/python -m pytest $(ARGS)

check: $(DEV) ## format, lint, strict types, doctests, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q constitution_diff tests/test_layers.py

fix: $(DEV) ## format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(DEV) ## write the golden reports and the table of thresholds anew; read the difference before you commit it
	$(BIN)/python -m pytest -q tests/golden tests/test_docs.py --rewrite-golden
	@git --no-pager diff --stat -- tests/golden docs

gold: $(DEV) ## precision, recall and F1 of the links, against alignments marked by people
	$(BIN)/python -m tests.gold

bench: $(DEV) $(PEERS) ## measure time and memory beside other programs, and write docs/performance.md (half an hour; ARGS=--quick)
	$(BIN)/python -m bench --peers $(PEER_ENV)/bin/python --date "$$(date -u +%F)" $(ARGS)

lock: pyproject.toml $(DEV) ## choose versions anew and write both lock files
	$(PIP) install "uv>=0.9"
	$(BIN)/uv pip compile -q --upgrade $(LOCK) --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --upgrade $(LOCK) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis report.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Adding what the tests need to $(VENV) ..." >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(PEERS): bench/peers.txt | $(BIN)/python
	@echo "Setting up $(PEER_ENV) ..." >&2
	@$(BIN)/python -m venv --clear $(PEER_ENV)
	@$(PEER_ENV)/bin/python -m pip --quiet --disable-pip-version-check install -r bench/peers.txt || echo "some peers could not be installed; they are named as missing" >&2
	@touch $@

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) (needs the network, once) ..." >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "error: there is no $(PYTHON). Install Python 3.11 or later, or name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: $$($(PYTHON) --version 2>&1) is too old: Python 3.11 or later is needed. Name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "error: $$($(PYTHON) --version 2>&1) came without its venv module. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
