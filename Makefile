# Tegenwaarde. `make help` lists what can be asked.

PYTHON ?= python3
BIN := .venv/bin
STAMPS := build/stamps
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test test-pure check bench drill lock messages format assets demo clean

help: ## List what can be asked
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: export TEGENWAARDE_ENV := demo
run: setup ## Set everything up, fill the demo region and serve it on http://127.0.0.1:8000 (PORT=8001 for another)
	@$(BIN)/tegenwaarde manage migrate --verbosity 0
	@$(BIN)/tegenwaarde demo
	@$(BIN)/tegenwaarde serve

test: setup ## Set everything up and check all: style, types, rooms, migrations, tests on both databases, journeys
	@$(BIN)/python -m tools.check

test-pure: setup ## Test the pure rooms alone (without Django)
	@$(BIN)/pytest -c tests/pure.toml -q tests/kernel tests/policy tests/engine

check: setup ## Check style, types, rooms and migrations, without running tests
	@$(BIN)/python -m tools.check --static

bench: setup ## Measure the engine against plain Python, and the reader of notices against bare parsing
	@$(BIN)/python -m bench

drill: setup ## Rehearse a restore, a crowd at work at once, a killed server (SQLite and PostgreSQL), and spoiled notices
	@$(BIN)/python -m tools.drill

lock: $(STAMPS)/venv ## Resolve the newest requirements and write them down with their hashes
	@sh tools/lock.sh

messages: setup ## Gather the texts to translate into the Dutch catalogue, and compile it
	@$(BIN)/python -m tools.messages gather

format: setup ## Put the code in its usual shape
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

clean: ## Take away what was built (the demo's data in var/ stays)
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

setup: $(STAMPS)/python $(STAMPS)/assets $(STAMPS)/messages

assets: $(STAMPS)/assets

$(STAMPS)/venv: requirements/uv.txt
	@mkdir -p $(STAMPS)
	@echo "set-up: Python in .venv"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt
	@touch $@

$(STAMPS)/python: requirements/dev.txt pyproject.toml $(STAMPS)/venv
	@echo "set-up: requirements, hashes checked"
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements/dev.txt
	@$(BIN)/uv pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(STAMPS)/node: package.json package-lock.json requirements/node.txt $(STAMPS)/venv
	@echo "set-up: styles from npm"
	@npm --version >/dev/null 2>&1 || $(BIN)/uv pip install --quiet --require-hashes -r requirements/node.txt
	@npm ci --ignore-scripts --silent
	@touch $@

$(STAMPS)/assets: tools/assets.py $(STAMPS)/node
	@$(BIN)/python -m tools.assets
	@touch $@

$(STAMPS)/messages: tools/messages.py $(shell find src -name "*.po") $(STAMPS)/python
	@$(BIN)/python -m tools.messages compile
	@touch $@
