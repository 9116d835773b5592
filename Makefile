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

bench:  ## how fast, beside a bare Django view; BENCH_SETS, _GUIDELINES, _EDITIONS, _ASSESSMENTS ask for more rows; BENCH_SCALE=2000: reading pages as the library grows
	$(python) -m tests.bench

torture:  ## the long form of the torture tests, on PostgreSQL and on SQLite: 30 seconds of writing from five processes
	TORTURE_SECONDS=30 bin/test tests -m torture
	TORTURE_SECONDS=30 $(python) -m pytest -q tests -m torture

nightly: torture  ## what is too long for every change: all tests on SQLite too, the walk of every address among them; stories told again in Arabic
	$(python) -m pytest -q -n 2 tests -m "not journey and not torture"
	bin/test tests/journeys -m "journey and nightly"
