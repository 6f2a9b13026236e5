# Two commands do everything: `make build` and `make test`. Both need only Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: build test lint lock clean

build: .venv/.run
	@$(BIN)/klantprofielen build publications

test: .venv/.dev
	@bash tests/run

lint: .venv/.dev
	@bash tests/lint

# An environment is its lock file: a changed lock makes it again, an unchanged one costs nothing.
.venv/.run: requirements.lock pyproject.toml
	@$(MAKE) --no-print-directory environment LOCK=requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml
	@$(MAKE) --no-print-directory environment LOCK=requirements-dev.lock
	@touch $@ .venv/.run

.PHONY: environment
environment:
ifdef UV
	@test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --require-hashes --only-binary :all: -r $(LOCK)
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
else
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --require-hashes --only-binary :all: -r $(LOCK)
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
endif

# Writes both lock files anew from pyproject.toml; needs uv. They hold versions and hashes, and name no host.
lock:
	@$(UV) pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes \
	  --extra build -o requirements.lock pyproject.toml
	@$(UV) pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes \
	  --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv target logs warehouse landing.duckdb
