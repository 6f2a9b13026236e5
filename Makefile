# Two commands do everything: `make build` and `make test`. Both need only Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: build docs site demo-site test lint lock clean

build: .venv/.run
	@$(BIN)/klantprofielen build publications

test: .venv/.dev
	@bash tests/run

lint: .venv/.dev
	@bash tests/lint

# A folder that opens from disk: docs-site/index.html.
docs: .venv/.dev
	@$(BIN)/klantprofielen docs

ifneq ($(shell command -v npm 2>/dev/null),)
SITE_PARTS := site/node_modules/.package-lock.json
endif
# The public site of the published release: a folder for any file server.
site: .venv/.run $(SITE_PARTS)
	@$(BIN)/klantprofielen site

# The same of invented figures, in demo/public: publications of nine quarters that the tests' factory draws.
demo-site: .venv/.dev $(SITE_PARTS)
	@mkdir -p demo/documents
	@PYTHONPATH=tests $(BIN)/python -m facsimiles.history demo/documents
	@$(BIN)/klantprofielen --home demo build demo/documents
	@$(BIN)/klantprofielen --home demo site --demo

# The database for the browser comes from npm; where there is no npm, the SQL page says that it is left out.
site/node_modules/.package-lock.json: site/package-lock.json
	@(cd site && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json) || \
	  echo "npm could not bring the database for the browser: the SQL page says that it is left out."

# An environment is its lock file: a changed lock makes it again, an unchanged one costs nothing.
.venv/.run: requirements.lock pyproject.toml
	@$(MAKE) --no-print-directory environment LOCK=requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock requirements-source.lock pyproject.toml
	@$(MAKE) --no-print-directory environment LOCK=requirements-dev.lock
	@$(INSTALL) --require-hashes --no-deps --no-build-isolation -r requirements-source.lock
	@touch $@ .venv/.run

.PHONY: environment
ifdef UV
INSTALL := VIRTUAL_ENV=.venv $(UV) pip install --quiet
NEW := test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv
else
INSTALL := $(BIN)/pip install --quiet
NEW := test -x $(BIN)/pip || $(PYTHON) -m venv .venv
endif
environment:
	@$(NEW)
	@$(INSTALL) --require-hashes --no-deps --only-binary :all: -r $(LOCK)
	@$(INSTALL) --no-deps --no-build-isolation --editable .

# Writes both lock files anew from pyproject.toml; needs uv. They hold versions and hashes, and name no host.
# What is only to be had as source (halo, of dbt-metricflow: Python alone) has a lock file of its own, so that nothing
# else is ever built from source.
lock:
	@$(UV) pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes \
	  --extra build -o requirements.lock pyproject.toml
	@$(UV) pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes \
	  --extra build --extra dev -c requirements.lock --no-emit-package halo -o requirements-dev.lock pyproject.toml
	@echo halo | $(UV) pip compile --quiet --no-header --no-annotate --no-deps --generate-hashes -o requirements-source.lock -

include bi/Makefile

clean:
	rm -rf .venv target logs warehouse landing.duckdb
