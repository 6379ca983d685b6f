# The daily commands. `make help` prints this list from the comments.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
POSTGRES ?= postgresql://postgres@127.0.0.1:5432/gongkai
WORKERS ?= 3
LOCKED := --quiet --upgrade --generate-hashes --no-header --no-annotate --python-version 3.11
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install run serve demo law test test-sqlite test-postgres check fix docs bench drill soak cover ci audit package publisher lock clean

help: ## print this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "make %-14s %s\n", $$1, $$2}'

$(BIN)/python:
	@echo "· creating $(VENV) with $(PYTHON)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (需要Python 3.11或更高版本)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "· installing what the platform runs on (about a minute the first time)"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "· installing what the tests and checks need"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements/dev.txt
	@touch $@

install: $(VENV)/.dev ## create the environment and install everything

run: $(VENV)/.run ## migrate, fill the demo when the database is empty, serve on loopback (PORT=8000)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python manage.py demo --if-empty
	@$(BIN)/python manage.py index_registers --verbosity 0
	@$(BIN)/python manage.py serve --port $(PORT)

demo: $(VENV)/.run ## rebuild the five places in a new database and print their log-ins (the past years whole: manage.py demo --replay all)
	@$(BIN)/python manage.py demo --rebuild

law: $(VENV)/.dev ## the pure tests only: seconds, no database
	@$(BIN)/python -m pytest tests/law tests/papers -n $(WORKERS)

test: test-sqlite test-postgres ## all tests, in parallel, on SQLite and on PostgreSQL

test-sqlite: $(VENV)/.dev ## all tests on SQLite
	@echo "· tests on SQLite"
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-postgres: $(VENV)/.dev ## the tests that touch a database again, on PostgreSQL
	@$(BIN)/python -m tests.postgres "$(POSTGRES)" -n $(WORKERS) --dist worksteal

check: $(VENV)/.dev ## format, lint, types, import contracts, missing migrations, generated docs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0
	@$(BIN)/python manage.py check
	@$(BIN)/python -m docs.generate --check

fix: $(VENV)/.dev ## apply what check can repair
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

docs: $(VENV)/.dev ## regenerate the pages of docs/ that are drawn from the code
	@$(BIN)/python -m docs.generate

bench: $(VENV)/.dev ## ratios against peers and limits, one table (PARTS="province quick" for three minutes of it)
	@$(BIN)/python -m bench $(PARTS)

drill: $(VENV)/.run ## back the installation up, restore it in a scratch place, prove it; the record stays in var/backups.jsonl
	@$(BIN)/python manage.py drill

soak: $(VENV)/.dev ## the long runs: long property profiles
	@HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n $(WORKERS) -m "soak or not soak" --timeout 3600
	@$(BIN)/python -m tests.postgres "$(POSTGRES)" soak -n $(WORKERS) --timeout 3600

cover: $(VENV)/.dev ## tests with branch coverage, report of what is not reached
	@$(BIN)/coverage run -m pytest ; $(BIN)/coverage report --skip-covered --sort=cover

ci: check test ## check and test, as CI runs them

package: $(VENV)/.run ## one file with the program and every Python package, for a host without internet (signed where PUBLISHER_KEY names a key)
	@PYTHON=$(BIN)/python sh deploy/package.sh

publisher: ## the key of whoever publishes packages, outside this folder (KEY=/somewhere/publisher.pem)
	@sh deploy/publisher.sh "$(KEY)"

audit: $(BIN)/python ## known faults of the locked packages (asks the public list of advisories; says so where it cannot be reached)
	@$(BIN)/python -m pip install --quiet pip-audit || true
	@$(BIN)/python -m bench.auditing requirements/run.txt requirements/dev.txt

lock: $(BIN)/python ## resolve requirements anew (names, versions and hashes, no addresses)
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile $(LOCKED) requirements/run.in -o requirements/run.txt
	@$(BIN)/uv pip compile $(LOCKED) --constraint requirements/run.txt requirements/dev.in -o requirements/dev.txt

clean: ## remove the environment and everything a run has made
	@rm -rf $(VENV) var build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
