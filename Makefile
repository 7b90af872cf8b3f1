# Kvali. A bare `make` lists what can be done. Works with GNU make 3.81 (macOS) and newer.
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
VERSIONS := python3.14 python3.13 python3.12 python3.11 python3 python
IS_NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

.DEFAULT_GOAL := help
.PHONY: help setup setup-survey setup-engine setup-dev build release run test test-engine check indicators-page bench bench-pages bench-certainty bench-engine look clean chromium java

help: ## list the commands
	@echo "Kvali: indicators of civil society in Georgia"
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1|/' | awk -F'|' '{printf "%-22s %s\n", $$1, $$2}'
	@echo "Settings: PORT=8501 (make run), PYTHON=/path/to/python3.11 (make setup), KVALI_VAR (where releases go)"

# The newest Python that is at least 3.11; PYTHON= overrides.
$(BIN)/pip:
	@set -e; found=; for candidate in $(or $(PYTHON),$(VERSIONS)); do \
	  if "$$candidate" -c '$(IS_NEW_ENOUGH)' >/dev/null 2>&1; then found="$$candidate"; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "make: no Python 3.11 or newer found. Install one (Debian/Ubuntu: apt-get install python3 python3-venv; macOS: brew install python) or name it: make PYTHON=/path/to/python3.11"; exit 1; fi; \
	if ! "$$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then echo "make: $$found cannot make virtual environments. Debian/Ubuntu: apt-get install python3-venv, then again"; exit 1; fi; \
	echo "making $(VENV) with $$found"; \
	"$$found" -m venv $(VENV) || { rm -rf $(VENV); echo "make: the virtual environment could not be made. Debian/Ubuntu: apt-get install python3-venv, then again"; exit 1; }

# $(call install,FILE): pip with one moving line; what went wrong stands in a log, and one line says what to do.
define install
{ $(BIN)/pip install --disable-pip-version-check --progress-bar off --require-hashes -r $(1) 2>$(VENV)/pip.log; echo $$? >$(VENV)/pip.status; } \
  | awk '/^Collecting/ { n++; printf "\r  %3d packages: %-40s", n, substr($$2, 1, 40); fflush() } /^Installing/ { printf "\r  unpacking %-45s", n " packages"; fflush() } END { printf "\r%-60s\r", "" }'; \
if [ "$$(cat $(VENV)/pip.status)" != 0 ]; then echo "make: packages could not be installed (details: $(VENV)/pip.log). Is there a network? Behind a mirror set PIP_INDEX_URL; then the same command again"; exit 1; fi
endef

$(VENV)/.runs: requirements.txt $(BIN)/pip
	@echo "installing what Kvali runs on (once, about 300 MB)"
	@$(call install,requirements.txt)
	@touch $@

$(VENV)/.surveys: requirements-survey.txt $(VENV)/.runs
	@echo "installing what reads and estimates survey micro-data (once, about 220 MB)"
	@$(call install,requirements-survey.txt)
	@touch $@

$(VENV)/.engines: requirements-engine.txt $(VENV)/.runs
	@echo "installing Spark and the client of PostgreSQL (once, about 500 MB)"
	@$(call install,requirements-engine.txt)
	@touch $@

$(VENV)/.benches: requirements-bench.txt $(VENV)/.engines $(VENV)/.checks
	@echo "installing what the engine is measured against"
	@$(call install,requirements-bench.txt)
	@touch $@

$(VENV)/.checks: requirements-dev.txt $(VENV)/.runs
	@echo "installing what checks Kvali"
	@$(call install,requirements-dev.txt)
	@touch $@

setup: $(VENV)/.runs ## make .venv and install the pinned packages

setup-survey: $(VENV)/.surveys ## the same, with what survey micro-data need

setup-engine: $(VENV)/.engines ## the same, with what big data on a cluster need

setup-dev: $(VENV)/.checks ## the same, with what the tests need

build: setup ## build a release from data/sources into var/releases
	@$(BIN)/python -m analytics build

release: setup ## pack the current release as one file in var/packed and print its SHA-256
	@$(BIN)/python -m data pack

run: setup ## build a release if it is missing or stale, and serve it: make run PORT=8600
	@$(BIN)/python -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("", $(PORT)))' 2>/dev/null || { echo "make: port $(PORT) is in use. Take another: make run PORT=$$(( $(PORT) + 99 ))"; exit 1; }
	@$(BIN)/python -m analytics build --if-stale
	@echo "Kvali: http://localhost:$(PORT)  (stop with Ctrl+C)"
	@$(BIN)/streamlit run dashboard.py --server.port $(PORT)

check: setup-dev ## lint, types and import contracts only
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit -q -c pyproject.toml -r dashboard.py geo data analytics pages

test: check chromium ## lint, types, contracts and all tests
	@$(BIN)/python -m pytest -n 3 --dist loadfile --ignore=tests/engine $(if $(shell cat .no-chromium 2>/dev/null),-m "not browser")
	@if [ -f .no-chromium ]; then rm -f .no-chromium; echo; echo "  *** LEFT OUT: the browser tests. No Chromium was found: install one, or name it in KVALI_CHROMIUM. ***"; echo; fi

test-engine: setup-dev setup-engine java ## the same queries and builds on Spark, a loopback cluster and PostgreSQL (15 minutes)
	@$(BIN)/python -m pytest tests/engine --timeout=900
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || { echo; echo "  *** LEFT OUT: PostgreSQL is not installed here ***"; echo; }

# Spark is a Java program. As root on Debian a runtime is installed.
java:
	@if command -v java >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null; then \
	  echo "installing Debian's Java 17 for the tests of Spark"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jre-headless >/dev/null && exit 0; \
	fi; \
	echo "make: no Java found. Spark needs a Java 17 runtime (Debian/Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17), then again"; exit 1

# Browser tests need a Chromium. As root on Debian it is installed; Ubuntu's package of that name only points to snap.
chromium:
	@rm -f .no-chromium; \
	if [ -n "$$KVALI_CHROMIUM" ] || command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null; then \
	  echo "installing Debian's chromium for the browser tests"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0; \
	fi; \
	if grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; then echo "Ubuntu's chromium package is an empty shell for snap: install another Chromium and set KVALI_CHROMIUM"; fi; \
	if [ -n "$$CI" ]; then echo "make: no Chromium, and CI never leaves the browser tests out"; exit 1; fi; \
	echo yes > .no-chromium; echo "*** no Chromium found: the browser tests will be left out ***"

indicators-page: setup ## write docs/indicators.md from the records
	@$(BIN)/python -m analytics indicators-page

bench-pages: setup-dev ## time a rerun of every page, and the first map in a Chromium
	@$(BIN)/python -m analytics build --if-stale
	@$(BIN)/python -m bench.pages
	@$(BIN)/python -m bench.first_map

bench: setup-dev ## time everything: reruns, first map, paint and shift of every page, certainty, 50 and 100 readers
	@$(BIN)/python -m analytics build --if-stale
	@$(BIN)/python -m bench.pages
	@$(BIN)/python -m bench.first_map
	@$(BIN)/python -m bench.vitals
	@$(BIN)/python -m bench.certainty
	@$(BIN)/python -m bench.load --sessions 50 --seconds 180
	@$(BIN)/python -m bench.load --sessions 100 --seconds 180

look: setup ## two regions' briefings as pictures through LibreOffice, to be looked at (needs LibreOffice and poppler)
	@$(BIN)/python -m analytics build --if-stale
	@$(BIN)/python -m bench.look

bench-certainty: setup-dev ## time the certainty of the indices against a pandas loop and DuckDB
	@$(BIN)/python -m analytics build --if-stale
	@$(BIN)/python -m bench.certainty

bench-engine: $(VENV)/.benches java ## time big reductions on several engines and write docs/performance.md: make bench-engine ROWS=1000000,10000000
	@$(BIN)/python -m bench.engine $(if $(ROWS),--rows $(ROWS))

clean: ## remove .venv and var/ (releases too)
	@rm -rf $(VENV) var .no-chromium
