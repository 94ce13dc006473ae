# What is done every day. `make` alone shows the list.
.DEFAULT_GOAL := help
.PHONY: help setup serve test quick nightly lint format lock demo bench pictures

run := .venv/bin

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do printf '  make %-10s %s\n' "$$name" "$$what"; done

setup: ## make the machine ready, tests included
	@scripts/setup test

serve: ## start the demonstration (PORT=8000, DATA=var/demo)
	@scripts/serve

test: ## everything that a submission must pass
	@scripts/test

quick: ## the same without browser and PostgreSQL
	@scripts/test --profile quick

nightly: ## the same with the tests that take long
	@scripts/test --profile nightly

lint: ## style, types and import contracts
	@scripts/setup quick
	$(run)/ruff check
	$(run)/ruff format --check
	$(run)/mypy
	$(run)/lint-imports --no-logo --no-cache

format: ## lay the code out and mend what can be mended by itself
	@scripts/setup quick
	$(run)/ruff format
	$(run)/ruff check --fix

lock: ## make the lock files anew (WORDS=--upgrade for newer versions)
	@scripts/lock $(WORDS)

demo: ## one whole case without a browser, its letters in var/letters
	@scripts/setup serve
	$(run)/approval demo --out var/letters

bench: ## every measurement, one JSON each
	@scripts/setup test
	@for file in bench/[a-z]*.py; do $(run)/python -m "bench.$$(basename "$$file" .py)" || exit; done

pictures: ## the pictures of the pages in the documents
	@scripts/setup test
	$(run)/python docs/pictures.py
