# Two commands do everything: `make build` and `make test`. Both need only Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: build docs site demo demo-site bench test lint lock wheel clean

build: .venv/.run
	@$(BIN)/klantprofielen build publications

test: .venv/.dev
	@bash tests/run

lint: .venv/.dev
	@bash tests/lint

# A folder that opens from disk: docs-site/index.html.
docs: .venv/.dev
	@$(BIN)/klantprofielen docs

# A warehouse of a full synthetic history (35 regions, 32 quarters) in demo/; every document and output says that it is.
DEMO ?= demo
demo: .venv/.dev
	@PYTHONPATH=tests:. $(BIN)/python -m benchmarks.demo --home $(DEMO)

# Ours beside what a user would take instead, growth, and the analyst's queries: writes benchmarks/RESULTS.md.
SIZE ?= small
bench: .venv/.dev benchmarks/.venv/.peers
	@PYTHONPATH=tests:. $(BIN)/python -m benchmarks.bench --size $(SIZE)

benchmarks/.venv/.peers: benchmarks/peers.lock
	@test -x benchmarks/.venv/bin/pip || $(PYTHON) -m venv benchmarks/.venv
	@benchmarks/.venv/bin/pip install --quiet --require-hashes --no-deps --only-binary :all: -r benchmarks/peers.lock
	@touch $@

ifneq ($(shell command -v npm 2>/dev/null),)
SITE_PARTS := site/node_modules/.package-lock.json
endif
# The public site of the published release: a folder for any file server.
site: .venv/.run $(SITE_PARTS)
	@$(BIN)/klantprofielen site

# The same of the demonstration's invented figures, in demo/public.
demo-site: demo $(SITE_PARTS)
	@$(BIN)/klantprofielen --home $(DEMO) site --demo

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
INSTALL := $(BIN)/pip install --quiet --no-compile
NEW := test -x $(BIN)/pip || $(PYTHON) -m venv .venv
endif
environment:
	@count=$$(grep -c '==' $(LOCK)); began=$$(date +%s); \
	echo "Installing the $$count packages of $(LOCK) into .venv; that takes a minute or two."; \
	(while sleep 15 > /dev/null 2>&1; do \
	  echo "  $$(ls -d .venv/lib/python*/site-packages/*.dist-info 2> /dev/null | wc -l) of $$count packages installed ($$(($$(date +%s) - began)) s)"; \
	done) & ticker=$$!; trap "kill $$ticker" EXIT; \
	$(NEW) && \
	$(INSTALL) --require-hashes --no-deps --only-binary :all: -r $(LOCK) && \
	$(INSTALL) --no-deps --no-build-isolation --editable . && \
	echo "Installed in $$(($$(date +%s) - began)) s."

# What is given to others: dist/ with an sdist and the wheel that is made of it. It carries the dbt project and the samples.
wheel: .venv/.dev
	@$(BIN)/python -m build --no-isolation --outdir dist . > /dev/null
	@ls dist/*

# Writes both lock files anew from pyproject.toml; needs uv. They hold versions and hashes, and name no host.
# What is only to be had as source (halo, of dbt-metricflow: Python alone) has a lock file of its own, so that nothing
# else is ever built from source.
lock:
	@$(UV) pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes \
	  --extra build -o requirements.lock pyproject.toml
	@$(UV) pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes \
	  --extra build --extra dev -c requirements.lock --no-emit-package halo -o requirements-dev.lock pyproject.toml
	@echo halo | $(UV) pip compile --quiet --no-header --no-annotate --no-deps --generate-hashes -o requirements-source.lock -
	@$(UV) pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes \
	  -o benchmarks/peers.lock benchmarks/peers.in

include bi/Makefile
include spark/Makefile

clean:
	rm -rf .venv target logs warehouse landing.duckdb build dist
