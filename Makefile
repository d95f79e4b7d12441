# Each target sets up all it needs, from pinned and hashed requirements; only Python >= 3.11 and make must be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# A second environment, with the tools that the benchmarks compare with.
PEERS := .venv-benchmarks

.PHONY: release test dev lint ci clean lock models benchmarks

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

# Both need the gold standards beside the project; models are the same bytes when nothing has changed.
SHARED ?= ../shared
models: $(READY)
	for name in kinds reports speakers confidence; do $(BIN)/python -m pipelines.extract.models.train_$$name $(SHARED)/gold $(SHARED)/seeds; done
	for name in references worthiness; do $(BIN)/python -m pipelines.extract.models.train_$$name $(SHARED)/gold; done

benchmarks: $(READY) $(PEERS)/.ready
	$(BIN)/python benchmarks/extraction.py --shared $(SHARED) --write
	$(BIN)/python benchmarks/claims.py --shared $(SHARED) --peers $(PEERS)/bin/python --write
	$(BIN)/python benchmarks/claim_links.py --write
	$(BIN)/python benchmarks/quotes.py --shared $(SHARED) --peers $(PEERS)/bin/python --write
	$(BIN)/python benchmarks/references.py --shared $(SHARED) --peers $(PEERS)/bin/python --write
	$(BIN)/testimonia docs

clean:
	rm -rf $(VENV) $(PEERS) build .dagster .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Needs uv; the lock holds names, versions and hashes, and no addresses.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements.lock
	uv pip compile pyproject.toml --extra benchmarks --universal --python-version 3.11 --generate-hashes \
	  --constraint requirements.lock \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements-benchmarks.lock

# The lock is complete, so pip resolves nothing (--no-deps), and then checks that nothing is missing.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-build-isolation --editable .
	$(BIN)/python -m pip check
	touch $(READY)

$(PEERS)/.ready: requirements-benchmarks.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement $<
	touch $@
