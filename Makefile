# cxdash: `make run` opens the app, `make test` runs every test. `make help` lists the rest.

PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin

# uv is used when it is there; plain venv and pip do the same.
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
  MAKE_VENV = $(UV) venv --python $(PYTHON) $(VENV)
  INSTALL   = VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet -r
else
  MAKE_VENV = $(PYTHON) -m venv $(VENV)
  INSTALL   = $(BIN)/python -m pip install --quiet --disable-pip-version-check -r
endif

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint types imports spelling docs snapshots sample bench bench-pollock bench-ingest bad-files kills

help: ## List these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	$(MAKE_VENV)

$(VENV)/.app: requirements.txt | $(BIN)/python
	$(INSTALL) requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt | $(BIN)/python
	$(INSTALL) requirements-dev.txt
	@touch $@ $(VENV)/.app

setup: $(VENV)/.dev ## Install the app and what its tests need into .venv

run: $(VENV)/.app ## Install what the app needs and open it, the sample company loaded
	$(BIN)/streamlit run app.py

test: $(VENV)/.dev ## Install what the tests need and run them all
	$(BIN)/python -m pytest -q -n auto --dist loadfile

check: lint types imports spelling test ## Everything a change must pass

lint: $(VENV)/.dev ## Lint and format, without changing a file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## Types, strict for cxdash/
	$(BIN)/pyright

imports: $(VENV)/.dev ## The layers of the design
	$(BIN)/lint-imports

spelling: $(VENV)/.dev ## Spelling
	$(BIN)/codespell $$(git ls-files '*.py' '*.md' '*.toml' '*.sql' Makefile)

docs: $(VENV)/.dev ## Write docs/metrics.md and docs/formats.md from the catalogues
	$(BIN)/python -m docs.write

snapshots: $(VENV)/.dev ## Write the chart snapshots anew; then read the diff
	CXDASH_UPDATE_SNAPSHOTS=1 $(BIN)/python -m pytest tests/charts

sample: $(VENV)/.dev ## Make the sample company's files anew
	$(BIN)/python sample_data/make.py
	$(BIN)/python sample_data/formats.py

bench: $(VENV)/.dev ## Measure side by side, and print the tables
	$(BIN)/python -m benchmarks.engine
	$(BIN)/python -m benchmarks.page

bench-pollock: $(VENV)/.dev ## Score the reader on the damaged files of the real test data
	$(BIN)/python -m benchmarks.pollock

bench-ingest: $(VENV)/.dev ## Load a million rows beside pandas and DuckDB, and print the table
	$(BIN)/python -m benchmarks.ingest

kills: $(VENV)/.dev ## Kill a loading process 500 times and print what was lost
	$(BIN)/python -m benchmarks.kills

bad-files: $(VENV)/.dev ## Read every bad file and print what became of them
	$(BIN)/python -m tests.bad_files.figures
