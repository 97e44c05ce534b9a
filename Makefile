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
.PHONY: help setup run test check lint types imports spelling docs snapshots sample bench bench-pollock bad-files kills
.PHONY: bench-statistics bench-sample bench-page bench-answers bench-start bench-sessions bench-growth bench-results bench-superset bench-ingest bench-questions bench-append

help: ## List these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

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

# ROWS=10000000 measures on more; what is made stays in $CXDASH_BENCH, or in the user's cache.
ROWS   ?= 1000000
BENCH   = $(BIN)/python -m benchmarks

bench: bench-statistics bench-sample bench-page bench-answers bench-start bench-sessions bench-growth ## Measure side by side, each of these in turn

bench-statistics: $(VENV)/.dev ## What the statistics cost, against DuckDB and statsmodels
	$(BENCH).engine

bench-sample: $(VENV)/.dev ## What a filter change costs on the sample company, against an empty page
	$(BENCH).sample_page

bench-page: $(VENV)/.dev ## What a filter change costs, against an empty and the usual page (ROWS=1000000)
	$(BENCH).page --rows $(ROWS)

bench-answers: $(VENV)/.dev ## What each answer costs, against pandas (ROWS=1000000)
	$(BENCH).answers --rows $(ROWS)

bench-start: $(VENV)/.dev ## What a start costs, against a bare Streamlit app (ROWS=1000000)
	$(BENCH).start --rows $(ROWS)

bench-sessions: $(VENV)/.dev ## What 1, 10, 30 and 60 readers at once cost (ROWS=1000000)
	$(BENCH).sessions --rows $(ROWS)

bench-growth: $(VENV)/.dev ## How time, memory and files grow from ROWS to ten times as many (ROWS=1000000)
	$(BENCH).growth --rows $(ROWS)

# Superset pins other versions than ours, so it has an environment of its own, and no test needs it.
SUPERSET = $(or $(CXDASH_BENCH),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/cxdash-bench)/superset

bench-superset: $(VENV)/.dev ## The same questions in Apache Superset, installed beside (ROWS=1000000)
	test -x $(SUPERSET)/bin/gunicorn || $(PYTHON) -m venv $(SUPERSET)
	$(SUPERSET)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/superset.txt
	$(BENCH).superset --rows $(ROWS) --environment $(SUPERSET)

bench-results: $(VENV)/.dev ## Write benchmarks/RESULTS.md anew from the parts beside it
	$(BENCH).results

bench-questions: $(VENV)/.dev ## Time the pages' questions from rollups against the base tables (ROWS=1000000)
	$(BENCH).questions --rows $(ROWS)

bench-append: $(VENV)/.dev ## Time adding one percent of rows to a warehouse against making it anew (ROWS=1000000)
	$(BENCH).append --rows $(ROWS)

bench-pollock: $(VENV)/.dev ## Score the reader on the damaged files of the real test data
	$(BIN)/python -m benchmarks.pollock

bench-ingest: $(VENV)/.dev ## Load a file beside pandas, DuckDB and polars where it is installed (ROWS=1000000)
	$(BENCH).ingest --rows $(ROWS)

kills: $(VENV)/.dev ## Kill a loading process 500 times and print what was lost
	$(BIN)/python -m benchmarks.kills

bad-files: $(VENV)/.dev ## Read every bad file and print what became of them
	$(BIN)/python -m tests.bad_files.figures
