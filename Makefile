# Everything one does here. A new machine needs Python 3.11 or later, make and, on 3.11 and 3.12, a C compiler.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
CASES ?= 20000

.PHONY: demo test check lint types layers wheel agreement schema traceability readme docs clean

demo: $(INSTALLED)  ## set up and diagnose the example region
	@$(BIN)/regiokompas check examples/rivierland.yaml --fail-level never

test: $(INSTALLED)  ## run every test, the examples in the docstrings included
	$(BIN)/python -m pytest -n auto

check: lint types layers test docs wheel  ## everything that must hold before a change lands

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

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
