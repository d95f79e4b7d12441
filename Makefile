# Each target sets up all it needs, from pinned and hashed requirements; only Python >= 3.11 and make must be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: release test dev lint ci clean lock

release: $(READY)
	$(BIN)/testimonia release

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

dev: $(READY)
	mkdir -p .dagster
	$(BIN)/dagster dev -w workspace.yaml

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

ci:
	.ci/run

clean:
	rm -rf $(VENV) build .dagster .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Needs uv; the lock holds names, versions and hashes, and no addresses.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements.lock

# The lock is complete, so pip resolves nothing (--no-deps), and then checks that nothing is missing.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-build-isolation --editable .
	$(BIN)/python -m pip check
	touch $(READY)
