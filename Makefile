# Everything one does here. A new machine needs Python 3.11 or later, make and, on 3.11 and 3.12, a C compiler.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
CASES ?= 20000
SECONDS ?= 600
DIAGNOSES ?= 10000
FUZZED := texts tables graphs packs frames many

.PHONY: demo test check lint types layers wheel agreement schema traceability readme docs clean
.PHONY: lowest newest audit dependencies reproducible mutants fuzz soak

demo: $(INSTALLED)  ## set up and diagnose the example region
	@$(BIN)/regiokompas check examples/rivierland.yaml --fail-level never

test: $(INSTALLED)  ## run every test, the examples in the docstrings included
	$(BIN)/python -m pytest -n auto

check: lint types layers test docs wheel reproducible  ## everything that must hold before a change lands

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

layers: $(INSTALLED)
	$(BIN)/lint-imports

wheel: $(INSTALLED)  ## build the wheel, install it elsewhere, and run it as a user would
	rm -rf build/wheel && mkdir -p build/wheel
	$(BIN)/python -m build --wheel --outdir build/wheel . >build/wheel/log || { cat build/wheel/log; exit 1; }
	$(BIN)/python -m venv build/wheel/venv
	build/wheel/venv/bin/python -m pip install -q -c constraints.txt build/wheel/*.whl
	cp examples/rivierland.yaml build/wheel/
	cd build/wheel && venv/bin/regiokompas check rivierland.yaml --fail-level never --output-format json >report.json
	build/wheel/venv/bin/python -c "import json; assert json.load(open('build/wheel/report.json'))['findings']"

# A wheel is made twice and must be the same to the byte: dates come from the last commit and not from the clock.
reproducible: export SOURCE_DATE_EPOCH = $(shell git log -1 --format=%ct 2>/dev/null || echo 315532800)
reproducible: $(INSTALLED)  ## build wheel and sdist twice and compare, and see what they hold
	rm -rf build/reproducible && mkdir -p build/reproducible
	for turn in first second; do \
	  $(BIN)/python -m build --outdir build/reproducible/$$turn . >build/reproducible/$$turn.log || { cat build/reproducible/$$turn.log; exit 1; }; \
	done
	diff -r build/reproducible/first build/reproducible/second
	$(BIN)/python benchmarks/distributions.py build/reproducible/first

lowest: TRIED = build/lowest
lowest:  ## run the tests with the oldest versions that pyproject.toml allows
	rm -rf $(TRIED) && $(PYTHON) -m venv $(TRIED)
	$(TRIED)/bin/python -m pip install -q -c constraints-lowest.txt -e '.[dev]'
	$(TRIED)/bin/python -m pytest -n auto

newest: TRIED = build/newest
newest:  ## run the tests with the newest versions that an index has
	rm -rf $(TRIED) && $(PYTHON) -m venv $(TRIED)
	$(TRIED)/bin/python -m pip install -q -e '.[dev]'
	$(TRIED)/bin/python -m pytest -n auto

audit: $(INSTALLED)  ## ask a public service whether the pinned versions are known to be vulnerable; needs the network
	@test -x build/audit/bin/pip-audit || { $(PYTHON) -m venv build/audit && build/audit/bin/python -m pip install -q pip-audit; }
	@build/audit/bin/pip-audit --strict --no-deps --disable-pip --progress-spinner off -r constraints.txt \
	  || { echo "Either the lines above name vulnerable versions, or the service could not be asked: then nothing is known."; exit 1; }

dependencies: $(INSTALLED)  ## renew the table of what is installed with regiokompas, and under which licence
	$(BIN)/python benchmarks/dependencies.py

mutants:  ## change the code and see whether a test notices: make mutants MODULES="priorities engine/check"
	@test -x build/mutants/venv/bin/mutmut || { $(PYTHON) -m venv build/mutants/venv \
	  && build/mutants/venv/bin/python -m pip install -q -c constraints.txt -e '.[dev]' 'mutmut>=3.8,<4'; }
	nice build/mutants/venv/bin/python benchmarks/mutants.py $(MODULES)

agreement: $(INSTALLED)  ## let the engines and the plain evaluator judge many random packs
	REGIOKOMPAS_CASES=$(CASES) $(BIN)/python -m pytest -q tests/engine/test_agreement.py

schema: $(INSTALLED)  ## publish the JSON Schemas of all that is read and written
	$(BIN)/python -m regiokompas.schemas docs/schema

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "regiokompas needs Python 3.11 or later; this is $$($(PYTHON) -V). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 13))' || command -v cc >/dev/null || command -v gcc >/dev/null \
	  || { echo "On Python 3.11 and 3.12 durable-rules is compiled on install: a C compiler (cc) is needed, or Python 3.13."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	@touch $@

traceability: $(INSTALLED)  ## renew the table from claims to rules to facts
	$(BIN)/python -m regiokompas.rules.traceability >docs/traceability.md

docs: $(INSTALLED)  ## build the documentation site in build/docs/html; a warning is an error
	$(BIN)/python docs/generate.py build/docs/source
	$(BIN)/python -m sphinx -b html -W --keep-going -q -j auto -d build/docs/doctrees build/docs/source build/docs/html
	@! grep -rlE '<(script|link|img)[^>]+(src|href)="https?:' build/docs/html --include='*.html' \
	  || { echo "these pages load something from elsewhere"; exit 1; }
	@echo "build/docs/html/index.html"

readme: $(INSTALLED)  ## renew the output that the README shows
	$(BIN)/python tests/test_readme.py

fuzz: $(INSTALLED)  ## fuzz every reader with atheris, SECONDS each; atheris needs Python 3.11 to 3.13 on Linux or macOS
	$(BIN)/python -m pip install -q 'atheris>=2.3'
	mkdir -p build/fuzz
	set -e; for family in $(FUZZED); do $(BIN)/python fuzzing/$$family.py -max_total_time=$(SECONDS); done

soak: $(INSTALLED)  ## diagnose DIAGNOSES times in one process and watch memory; renews the page with the figures
	mkdir -p docs/measured
	$(BIN)/python benchmarks/soak.py $(DIAGNOSES) >docs/measured/soak.md.new
	mv docs/measured/soak.md.new docs/measured/soak.md

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
