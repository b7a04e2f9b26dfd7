"""The floor: DuckDB copies the raw tables from Parquet into a database, and does nothing else.

    .venv/bin/python -m benchmarks.whole.floor RAW DATABASE --threads N --memory-limit SIZE

Prints the seconds from opening the database to its being closed, and those of the processors.
"""

import argparse
import time
from pathlib import Path

import duckdb


def copy_raw(raw: Path, database: Path, threads: int, memory_limit: str) -> tuple[float, float]:
    """Copy every raw table into a new database; returns its seconds and processor seconds."""
    database.unlink(missing_ok=True)
    start, processor_start = time.perf_counter(), time.process_time()
    with duckdb.connect(
        str(database), config={"threads": threads, "memory_limit": memory_limit}
    ) as connection:
        connection.execute("set TimeZone = 'UTC'; set preserve_insertion_order = false")
        for path in sorted(raw.glob("*.parquet")):
            connection.execute(f"create table {path.stem} as select * from '{path}'")  # noqa: S608
    return time.perf_counter() - start, time.process_time() - processor_start


def main() -> None:
    """Copy and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("raw", type=Path)
    parser.add_argument("database", type=Path)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--memory-limit", required=True)
    given = parser.parse_args()
    print(*copy_raw(given.raw, given.database, given.threads, given.memory_limit))  # noqa: T201


if __name__ == "__main__":
    main()
