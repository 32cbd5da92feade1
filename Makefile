# make report   reports from data/sample       make lab        JupyterLab, ready
# make test     all tests                      make test-fast  what needs neither a browser nor long
# make check    lint and format                make bench      timings, as ratios of the same run
# make docs     write generated docs anew      make lock       resolve the dependencies anew
# make fonts    cut the letters of the pages anew (npm and pip bring what is needed)
# make prove    the long proofs: kills, readers, changing and damaged files (an hour or more)
# make fuzz     read damaged exports for SECONDS=60; what breaks is told with its seed

PYTHON ?= python3
BIN := .venv/bin
# Where a machine forbids it, every process of hundreds compiles the package anew.
export PYTHONDONTWRITEBYTECODE :=
# Tests of a file share what they build, so they stay with one worker. In the order of the folders
# the longest files come early, and no worker waits in the end for one of them.
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

.PHONY: setup setup-test browser report lab test test-fast fuzz prove check format docs fonts bench lock clean

setup: .venv/.installed
setup-test: .venv/.installed-test

# --no-build-isolation: the build backend is among the locked packages.
.venv/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/.installed-test: requirements-test.lock .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	touch $@

report: setup
	$(BIN)/pmo report --portfolio data/sample

lab: setup
	$(BIN)/pmo lab

# The fonts are those that pages are tried beside; pages bring their own.
BROWSER := chromium fonts-dejavu-core fonts-liberation
# On a machine of one's own a browser is not installed unasked: the tests say the command.
browser:
	@if [ "$$CI" = true ] && [ "$$(id -u)" = 0 ] && ! dpkg -s $(BROWSER) >/dev/null 2>&1; then \
	  apt-get update -qq && apt-get install -y -qq $(BROWSER) >/dev/null; \
	fi

test: setup-test browser
	$(PYTEST)

test-fast: setup-test
	$(PYTEST) -m "not browser and not notebooks and not slow"

SECONDS := 60
fuzz: setup-test
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

prove: setup-test
	$(BIN)/python -m tests.prove

check: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

format: setup-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup-test
	$(BIN)/python -m docs.generate

FONTS := build/fonts
fonts:
	mkdir -p $(FONTS) && $(PYTHON) -m venv $(FONTS)/.venv
	$(FONTS)/.venv/bin/python -m pip install --quiet fonttools==4.68.0 brotli==1.2.1
	@for package in source-sans@3.52.0 source-serif@4.5.1; do \
	  name=$${package%@*} && mkdir -p $(FONTS)/$$name && npm pack --silent $$package >/dev/null && \
	  tar -xzf $$name-$${package#*@}.tgz -C $(FONTS)/$$name --strip-components 1 && \
	  rm $$name-$${package#*@}.tgz || exit 1; \
	done
	$(FONTS)/.venv/bin/python docs/make_fonts.py $(FONTS)
	rm -rf $(FONTS)

bench: setup-test
	$(BIN)/python -m benchmarks

COMPILE := $(BIN)/pip-compile --quiet --allow-unsafe --generate-hashes --strip-extras \
  --build-deps-for editable --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock: setup-test
	$(BIN)/python -m pip install --quiet pip-tools
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) --extra test -c requirements.lock -o requirements-test.lock pyproject.toml

clean:
	rm -rf .venv reports/out data/sample/.pmo
