# Everything runs in .venv, made from uv.lock; uv itself is taken from the PATH or put into .uv.
PYTHON ?= python3
UV := $(shell command -v uv || echo .uv/bin/uv)
RUN := .venv/bin
export UV_PYTHON_DOWNLOADS = never
export UV_PYTHON = $(shell command -v $(PYTHON))
export UV_PROJECT_ENVIRONMENT = .venv

.PHONY: help setup demo test lint test-deps worlds run bench clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.done  ## make the environment

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet uv

.venv/.done: pyproject.toml uv.lock | $(filter .uv/%,$(UV))
	@echo "making the environment (once; it takes a minute or two)"
	$(UV) sync --quiet --frozen --all-extras
	@touch $@

demo: setup  ## the whole chain in the demo world, then the dashboard
	$(RUN)/leadwright demo

run: setup  ## the product, with leadwright.toml of this folder
	$(RUN)/leadwright run

lint: setup  ## style, types and floors
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

test: lint  ## lint, types, floors and every test
	$(RUN)/pytest -n 2 --dist loadgroup

test-deps:  ## the Debian packages that the full suite needs (root or sudo)
	./.ci/packages

worlds: setup  ## seeds 1 to 20 of the demo world, three weeks each, judged
	$(RUN)/python bench/worlds.py

bench: setup  ## figures and ratios, side by side
	$(RUN)/python bench/all.py

clean:  ## remove the environment and caches
	rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
