# Everything sets itself up: each target works on a fresh clone. `make help` lists them.
# Needs Python 3.11 or later with venv and pip. `make test` also wants LibreOffice, see below.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
# Python compiles what it imports; compiling all that is installed takes a third of installing it.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile

# The Python that makes the virtual environment: the first one that is new enough.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo "$$python"; break; }; done)

# Where this is set, as in many containers, each process compiles the whole package again.
export PYTHONDONTWRITEBYTECODE :=

# What `make test` passes to pytest; `make test PYTEST_ARGS="tests/test_calendars.py -x"`.
PYTEST_ARGS ?= -n auto --dist loadgroup
# What `make bench` passes to the benchmark; `make bench BENCH_ARGS=--json`.
BENCH_ARGS ?=

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

.PHONY: demo
demo: $(VENV)/.stamp-run ## the main job end to end, in demo/ (no account, no network)
	@mkdir -p demo
	@cd demo && "$(CURDIR)/$(BIN)/python" -m retrosheet demo

.PHONY: test
test: $(VENV)/.stamp-dev programs website/node_modules ## all tests
	$(BIN)/python -m pytest $(PYTEST_ARGS)

# Measuring doubles the time, so it stands apart; pyproject.toml says what it must reach.
.PHONY: coverage
coverage: ## all tests, and no fewer branches reached than pyproject.toml asks for
	$(MAKE) test PYTEST_ARGS="-n auto --dist loadgroup --cov"

.PHONY: thorough
thorough: coverage judges ## coverage, all pairs of values and the long random runs, two hours
	RETROSHEET_THOROUGH=1 $(MAKE) test

# Two more readers of Microsoft Project's XML, MPXJ on Java and GNOME Planner, and a second browser:
# heavy to install, so that only the thorough run asks them.
.PHONY: judges
judges: $(VENV)/.stamp-dev
	$(INSTALL) --editable '.[judges]'
	@missing=; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	command -v planner >/dev/null || missing="$$missing planner"; \
	command -v firefox-esr >/dev/null || command -v firefox >/dev/null \
		|| missing="$$missing firefox-esr"; \
	[ -z "$$missing" ] || { $(call apt-install,$$missing) }

.PHONY: lint
lint: $(VENV)/.stamp-dev ## rules, format and types, without changing anything
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

.PHONY: format
format: $(VENV)/.stamp-dev ## format the code and fix what can be fixed
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

.PHONY: docs
docs: $(VENV)/.stamp-dev ## write what the docs take from the code: help, Google's differences
	$(BIN)/python -m retrosheet.cli.reference

.PHONY: library
library: $(VENV)/.stamp-dev ## check the archetypes of templates/ and keep what was read
	$(BIN)/python -m retrosheet.archetype.checked

.PHONY: catalogue
catalogue: $(VENV)/.stamp-dev ## gather the texts for translators, in build/retrosheet.pot
	$(BIN)/python -m retrosheet.language.extract build/retrosheet.pot

.PHONY: site
site: $(VENV)/.stamp-dev website/node_modules ## the web page, in build/site/: a folder for any static host
	$(BIN)/python -m website --out build/site

.PHONY: site-serve
site-serve: site ## the web page on this machine, at http://127.0.0.1:8000/
	$(BIN)/python -m http.server 8000 --bind 127.0.0.1 --directory build/site

.PHONY: bench
bench: $(VENV)/.stamp-dev ## the speed targets, measured on this machine
	$(BIN)/python -m benchmarks.run $(BENCH_ARGS)

.PHONY: clean
clean: ## remove everything that make made, demo/ included
	rm -rf $(VENV) demo dist build website/node_modules .coverage .coverage.* htmlcov \
		.hypothesis .mypy_cache .pytest_cache .ruff_cache
	find retrosheet tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} + \
		2>/dev/null || true

# One virtual environment, three stamps: it exists; it can run retrosheet; it can also develop it.
# The last two are renewed when pyproject.toml changes.

$(VENV)/.stamp-venv:
	@if [ -z "$(PYTHON)" ] || \
		! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "retrosheet needs Python 3.11 or later; '$(or $(PYTHON),python3)' is" \
			"$$($(or $(PYTHON),python3) --version 2>/dev/null || echo 'not installed')." >&2; \
		echo "Install a newer Python, or name one: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi
	@if ! "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "Python's venv module is missing (Debian and Ubuntu ship it apart)."; \
		$(call apt-install,python3-venv) \
		"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
			echo "Install it (apt-get install python3-venv), then run make again." >&2; exit 1; }; \
	fi
	"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.stamp-run: pyproject.toml | $(VENV)/.stamp-venv
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.stamp-dev: pyproject.toml | $(VENV)/.stamp-venv
	$(INSTALL) --editable '.[dev]'
	@touch $(VENV)/.stamp-run $@

# CPython for browsers, and what the tests drive browsers with: versions and hashes in the lock file.
website/node_modules: website/package-lock.json
	@command -v npm >/dev/null || { $(call apt-install,nodejs npm) }
	npm ci --prefix website --silent --no-audit --no-fund
	@touch $@

# The programs that the tests use as independent judges: LibreOffice Calc recalculates and prints
# the workbooks (driven through python3-uno; the fonts have the widths of Excel's), poppler reads
# the pages, TaskJuggler (tj3) schedules the same campaigns, Chromium visits the web page. Installed by apt where there is apt,
# also where LibreOffice is there without its Calc (libsclo.so). Elsewhere the tests that need them
# are skipped, or fail when CI=true.

.PHONY: programs
programs:
	@missing=; \
	office=$$(command -v soffice || command -v libreoffice \
		|| ls /Applications/LibreOffice.app/Contents/MacOS/soffice 2>/dev/null); \
	[ -n "$$office" ] || missing=" libreoffice-calc"; \
	if command -v apt-get >/dev/null; then \
		[ -z "$$office" ] || [ -e "$$(dirname "$$(readlink -f "$$office")")/libsclo.so" ] \
			|| missing=" libreoffice-calc"; \
		/usr/bin/python3 -c 'import uno' 2>/dev/null || missing="$$missing python3-uno"; \
		fc-list 2>/dev/null | grep -qi carlito || missing="$$missing fonts-crosextra-carlito"; \
		fc-list 2>/dev/null | grep -qi liberation || missing="$$missing fonts-liberation"; \
	fi; \
	command -v pdftotext >/dev/null || missing="$$missing poppler-utils"; \
	command -v tj3 >/dev/null || missing="$$missing tj3"; \
	command -v chromium >/dev/null || command -v google-chrome >/dev/null \
		|| missing="$$missing chromium"; \
	[ -n "$$missing" ] || exit 0; \
	echo "The tests also use programs that are not here:$$missing"; \
	if $(call apt-install,$$missing) then exit 0; fi; \
	echo "Going on without. Install LibreOffice, poppler and TaskJuggler by hand to run the" \
		"tests that need them; without, they are skipped, or fail when CI=true." >&2

# $(call apt-install,PACKAGES): a shell command list, true when apt has installed them.
# As root, or through sudo, which may ask for a password. Only apt's errors are shown.
apt-install = \
	if ! command -v apt-get >/dev/null; then \
		echo "There is no apt-get on this machine to install:" $1 >&2; false; \
	elif [ "$$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then \
		echo "Only root can install, and there is no sudo here:" $1 >&2; false; \
	else \
		[ "$$(id -u)" -eq 0 ] && sudo= || sudo=sudo; \
		echo "Installing with apt-get, which can take some minutes:" $1; \
		$$sudo apt-get update -qq; \
		$$sudo env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $1 >/dev/null; \
	fi;
