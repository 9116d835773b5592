# What developers type on top of bin/run and bin/test.
python := .venv/bin/python

.PHONY: lint format bench torture messages nightly

lint:  ## the checks that need no test runner
	$(python) -c "from tests.run import checks; raise SystemExit(not all(checks()))"

format:
	.venv/bin/ruff check --fix . ; .venv/bin/ruff format .
	.venv/bin/djhtml $$(git ls-files '*.html')

messages:  ## collect the messages of code and templates into locale/
	$(python) manage.py collect_messages

bench:  ## how fast, beside a bare Django view; BENCH_SETS, _GUIDELINES, _EDITIONS, _ASSESSMENTS ask for more rows
	$(python) -m tests.bench

torture:  ## the long form of the torture tests: 30 seconds of writing from five processes
	TORTURE_SECONDS=30 bin/test tests -m torture

nightly: torture  ## what is too long for every change
