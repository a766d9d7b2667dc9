# Everything a user and CI need. Each target sets up the .venv beside this file by itself, from the exact versions of
# requirements.lock, and only when that has changed. jieba is the one package published as source only (pure Python).

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/.run
READY := $(VENV)/.ready
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
INSTALL := $(PIP) install
# jieba has no wheel; it is Python only, so nothing is compiled.
LOCKED := $(INSTALL) --require-hashes --no-build-isolation --only-binary :all: --no-binary jieba

.PHONY: extract test check schemas score compare bench wheel report lock audit clean

extract: $(RUN)
	$(BIN)/gongwen extract raw -o output

test: $(READY)
	$(BIN)/pytest -n auto

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

schemas: $(RUN)
	$(BIN)/gongwen schema -o schemas

# make score GOLD=tests/gold NOTICES=folder
GOLD ?= tests/gold
NOTICES ?=
score: $(READY)
	$(BIN)/python -m pipeline.scoring $(GOLD) $(if $(NOTICES),--notices $(NOTICES))

# make compare REV=main~1 FOLDER=raw
REV ?= HEAD
FOLDER ?= raw
compare: $(READY)
	$(BIN)/python -m pipeline.compare $(REV) $(FOLDER)

bench: $(READY)
	$(BIN)/python -m benchmarks

# A wheel in dist/ whose stages are compiled to machine code; made from a copy, so that nothing compiled stands beside the
# sources, where it would hide them. Needs a C compiler and some minutes.
wheel: $(READY)
	rm -rf dist
	$(BIN)/hatchling build --target sdist --directory dist
	HATCH_BUILD_HOOK_ENABLE_MYPYC=true $(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist dist/*.tar.gz

report: $(RUN)
	$(BIN)/gongwen report raw -o output/reports

# The locks hold every package with its hashes, for all systems and Python versions.
LOCKER := .locker
COMPILE := $(LOCKER)/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links
lock:
	$(PYTHON) -m venv $(LOCKER)
	$(LOCKER)/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(COMPILE) pyproject.toml --group dev --group build -o requirements.lock
	$(COMPILE) pyproject.toml -c requirements.lock -o requirements-run.lock
	$(COMPILE) --group build --python-version 3.11 -c requirements.lock -o requirements-build.lock

# Known weaknesses of the locked packages, asked of the package index: the one target that needs more than a registry.
# What could not be asked about counts as found.
AUDIT := .audit
audit:
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	for lock in requirements-run.lock requirements-build.lock requirements.lock; do \
	  $(AUDIT)/bin/pip-audit --strict --disable-pip --require-hashes -r $$lock || exit; \
	done

clean:
	rm -rf $(VENV) $(AUDIT) $(LOCKER) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(RUN): requirements-build.lock requirements-run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "gongwen needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1 || echo missing)." \
	       "Name another: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(INSTALL) --require-hashes --only-binary :all: -r requirements-build.lock
	$(LOCKED) -r requirements-run.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
# pip leaves bytecode with all it installs but what is editable: without, each start takes 0.3 s longer where Python may
# not write it; and 0.3 s longer without compiled rules and other patterns, which are kept when they are first used.
	$(BIN)/python -m compileall -q pipeline
	$(BIN)/python -m pipeline.lexicon
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pipeline.corpus.preload
	touch $@

$(READY): $(RUN) requirements.lock
	$(LOCKED) -r requirements.lock
	touch $@
