# Needs Python 3.11 or later. Packages are installed into .venv, with the versions and hashes of requirements*.txt.

# The first interpreter in this list that is new enough; one that is no shared library, if there is any, because that
# takes an eighth longer for all that it does.
NAMES := python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(shell for name in $(NAMES); do "$$name" -c 'import ensurepip, os, sys, venv; maps = "/proc/self/maps"; \
	sys.exit(sys.version_info < (3, 11) or os.path.exists(maps) and "libpython" in open(maps).read())' 2>/dev/null && \
	echo "$$name" && exit; done; \
	for name in $(NAMES); do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r
# How many of them run at once, and the processes of the tests on either database: more than a small machine has cores,
# because many tests spend their time waiting.
JOBS ?= 2
PROCESSES ?= 3
# Keeps the output of parallel test runs apart. The make of macOS lacks this option.
SYNC := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
# What was compiled is kept, whatever the environment says: the parts of a test run import the same modules and tests.
test-%: export PYTHONDONTWRITEBYTECODE :=
# The folders with packages for Node, which is itself one of the Python packages. Theirs are installed before the tests
# start, because parallel runs would install them twice.
NODE := $(patsubst %/package.json,%,$(wildcard web/package.json tests/*/package.json))
NPM := $(BIN)/python web/npm.py
# What the front end is built from.
WEB := $(shell find web/src -type f) $(wildcard web/index.html web/*.js web/*.json web/*.ts) schema.graphql

.PHONY: run cluster test prepared built lint test-postgres test-sqlite test-node soak soak-money bench lock schema release migration

run: .venv/installed
	@echo "== creating or migrating the database, and filling an empty one with a demonstration: about ten seconds"
	@$(BIN)/python main.py migrate
	@$(BIN)/python main.py demo
	@$(MAKE) --no-print-directory web/dist/.built 2>web/trouble.txt && rm -f web/trouble.txt || { tail -n 3 web/trouble.txt; \
		echo "== the front end was not built, which needs a network once; the API is served all the same"; }
	@echo "== serving until Ctrl-C"
	@exec $(BIN)/python main.py serve

# The longest first; and the linters before PostgreSQL, whose tests are then compiled already: that takes seconds.
# Before them, the front end is built while other packages for Node are installed.
test: .venv/installed-dev
	@$(MAKE) --no-print-directory -j $(JOBS) prepared
	@$(MAKE) --no-print-directory -k -j $(JOBS) $(SYNC) test-sqlite lint test-postgres test-node

prepared: built $(NODE:%=%/node_modules/.installed)
	@:

built: web/node_modules/.installed
	@$(MAKE) --no-print-directory -s web/dist/.built

lint: .venv/installed-dev
	@echo "== ruff check" && $(BIN)/ruff check .
	@echo "== ruff format" && $(BIN)/ruff format --check .
	@echo "== mypy" && $(BIN)/mypy
	@echo "== lint-imports" && $(BIN)/lint-imports --no-logo

# All that one process has collected is run by several, a module at a time: whichever is free takes the next one. Each
# has its own PostgreSQL.
test-sqlite: .venv/installed-dev
	@echo "== pytest on SQLite" && $(PYTEST) -m "not soak and (not heavy or anywhere and not everywhere)" \
		-o cache_dir=.pytest_cache/sqlite --processes $(PROCESSES)

test-postgres: .venv/installed-dev
	@echo "== pytest on PostgreSQL, of what depends on the database" && TEST_DATABASE=postgres $(PYTEST) \
		-m "not soak and (not anywhere or everywhere)" -o cache_dir=.pytest_cache/postgres --processes $(PROCESSES)

test-node: .venv/installed-dev
	@for place in $(NODE); do echo "== npm test in $$place" && $(NPM) --prefix $$place test --silent || exit 1; done

cluster: .venv/installed-dev
	@exec $(BIN)/python -m bench.cluster

# The long forms, with other input each time; what is heavy on the other database; and the doors a level deeper.
soak: .venv/installed-dev soak-money
	@TEST_DATABASE=postgres TEST_SEED=$${TEST_SEED:-$$(date +%s)} $(PYTEST) -m soak --ignore tests/test_money_model.py
	@TEST_DATABASE=sqlite $(PYTEST) -m "heavy and not soak"
	@TEST_LOOKS=all $(PYTEST) tests/test_screens*.py
	@TEST_LATE=1500 $(PYTEST) tests/test_screens*.py
	@TEST_DEPTH=1 $(PYTEST) tests/test_visibility.py tests/test_discretion.py tests/test_secrets.py

# A million steps with money, seven of ten of them with SQLite, where a step takes less; in as many processes as there
# are cores, two at least.
MONEY_STEPS ?= 1000000
soak-money: .venv/installed-dev
	@seed=$${TEST_SEED:-$$(date +%s)}; count=$$(( ($$(getconf _NPROCESSORS_ONLN) + 1) / 2 * 2 )); running=; \
	for number in $$(seq $$count); do \
		database=sqlite; part=7; test $$(( number % 2 )) = 1 || { database=postgres; part=3; }; \
		TEST_DATABASE=$$database TEST_SEED=$$(( seed * 1000000 + number * 10000 )) \
			MONEY_STEPS=$$(( $(MONEY_STEPS) / 5 * part / count )) \
			$(PYTEST) -m soak tests/test_money_model.py -o cache_dir=.pytest_cache/money-$$number & \
		running="$$running $$!"; \
	done; for each in $$running; do wait $$each || failed=1; done; test -z "$$failed"

bench: .venv/installed-dev
	@$(BIN)/python -m bench

schema: .venv/installed
	@$(BIN)/python main.py schema > schema.graphql.new
	@mv schema.graphql.new schema.graphql
	@test ! -x web/node_modules/.bin/relay-compiler || $(NPM) --prefix web run relay --silent

# docs/deprecation.md says what else belongs to a release.
release: schema
	@cp schema.graphql schema.released.graphql

# make migration NAME=what_changes
migration: .venv/installed
	@$(BIN)/tortoise makemigrations --name $(NAME)
	@$(BIN)/python -m models.frozen

# Keeps the locked versions where possible; `make lock UPGRADE=--upgrade` takes the newest. requirements.txt is
# constrained by requirements-dev.txt, so the server runs with the versions that were tested.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header -q
lock:
	@$(COMPILE) $(UPGRADE) --group dev -o requirements-dev.txt
	@$(COMPILE) $(UPGRADE) -c requirements-dev.txt -o requirements.txt
	@uv pip compile --group pyproject.toml:web --universal --python-version 3.11 --generate-hashes --no-header -q \
		-c requirements-dev.txt -o requirements-web.txt

# The packages for the tests are all of them: looking through them again takes seconds.
HAS_ALL = test .venv/installed-dev -nt requirements-dev.txt -a .venv/installed-dev -nt $<

.venv/installed: requirements.txt | $(BIN)/python
	@$(HAS_ALL) || { echo "== installing $$(grep -c '^[a-z].*==' $<) packages into .venv: about a minute, and only now" && \
		$(INSTALL) $<; }
	@touch $@

.venv/installed-dev: requirements-dev.txt | $(BIN)/python
	@echo "== installing $$(grep -c '^[a-z].*==' $<) packages into .venv, for the tests, too: some minutes, and only now"
	@$(INSTALL) $<
	@touch $@

.venv/installed-web: requirements-web.txt | .venv/installed
	@$(HAS_ALL) || { echo "== installing Node into .venv, for the front end: some seconds, and only now" && $(INSTALL) $<; }
	@touch $@

web/dist/.built: web/node_modules/.installed-to-build $(WEB)
	@echo "== building the front end: some seconds, and only after it has changed"
	@$(NPM) --prefix web run build --silent -- --logLevel error && $(BIN)/python -m edge.parsing && touch $@

# What the build needs, unless all of the packages are there already.
web/node_modules/.installed-to-build: web/package-lock.json | .venv/installed-web
	@test web/node_modules/.installed -nt $< || { echo "== installing packages for the front end: half a minute, and only now" && \
		$(NPM) --prefix web ci --omit=dev --loglevel error --no-audit --no-fund; }
	@touch $@

%/node_modules/.installed: %/package-lock.json | .venv/installed-dev
	@echo "== installing packages for Node into $*: about a minute, and only now"
	@$(NPM) --prefix $* ci --silent --no-audit --no-fund && touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "$(PYTHON) cannot create virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "== creating .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
