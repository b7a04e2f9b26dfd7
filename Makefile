# Two commands on a fresh machine: `make build` and `make test`. They need Python 3.11 and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
UV_VERSION := 0.13.9

.PHONY: build test lint unit check lock demo docs evaluation bench bench-rules test-spark clean

build: .venv/installed  ## Install the locked environment and build the demo company's warehouse
	$(BIN)/whence build

test: lint unit  ## Run every check

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/yamllint --strict .
	$(BIN)/python tests/lint/parse_without_warnings.py
	$(BIN)/sqlfluff lint --processes 2 models tests analyses

unit: .venv/installed .venv-oldest/installed
	$(BIN)/pytest

lock: .venv/installed  ## Resolve the dependencies anew and write them down, with hashes, without addresses
	$(BIN)/uv lock --upgrade --quiet
	$(BIN)/uv export --quiet --all-groups --no-emit-project --no-header --no-annotate --output-file requirements.lock
	$(BIN)/uv pip compile --quiet pyproject.toml --extra spark --group dev --universal --generate-hashes --no-header --no-annotate \
		--constraint requirements.lock --output-file requirements-spark.lock

demo: .venv/installed  ## Write the demo company anew
	$(BIN)/whence simulate --out demo --shape connectors --accounts 300 --seed 7

docs: .venv/installed  ## Write what the pages of the rules take from the project anew
	$(BIN)/python docs/rules/generate.py
	$(BIN)/python docs/connectors/write_tables.py

.venv-oldest/installed: tests/clients/requirements.txt | .venv/installed
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-oldest
	$(BIN)/uv pip install --quiet --no-config --python .venv-oldest/bin/python --require-hashes --requirement $<
	touch $@

bench: .venv/installed  ## Measure whole builds of 1M and 10M touches on DuckDB; BENCH="--touches 1000000"
	$(BIN)/python -m benchmarks.whole --out docs/benchmarks.md $(BENCH)

bench-rules: .venv/installed benchmarks/.venv/installed  ## Compare the Markov rule with packages that compute the same; BENCH="--deals 100000"
	$(BIN)/python -m benchmarks --out benchmarks/README.md $(BENCH)

benchmarks/.venv/installed: benchmarks/requirements.txt | .venv/installed
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python benchmarks/.venv
	$(BIN)/uv pip install --quiet --python benchmarks/.venv/bin/python --require-hashes --requirement $<
	touch $@

evaluation: .venv/installed  ## Compare the rules with simulated truths anew: half an hour
	$(BIN)/whence evaluate --scenario A --scenario C --accounts 20000 --seed 1 --seed 2 --seed 3 --out docs/evaluation_large
	$(BIN)/whence evaluate --accounts 5000 --seed 1 --seed 2 --seed 3 --out docs/evaluation

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

test-spark: .venv-spark/installed  ## Build a company on Spark and on DuckDB and compare every mart; needs Java 17
	.venv-spark/bin/pytest --numprocesses 0 tests/python/test_spark.py

.venv-spark/installed: requirements-spark.lock pyproject.toml | .venv/installed
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-spark
	$(BIN)/uv pip install --quiet --python .venv-spark/bin/python --require-hashes --requirement requirements-spark.lock
	$(BIN)/uv pip install --quiet --python .venv-spark/bin/python --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf .venv .venv-oldest .venv-spark benchmarks/.venv target logs warehouse/*.duckdb warehouse/build
