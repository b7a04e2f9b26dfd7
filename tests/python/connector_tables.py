"""Raw tables of one connector, written by hand and staged; what the tests of connectors share."""

import contextlib
import csv
import hashlib
import itertools
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import duckdb
import pytest
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner

from conftest import ROOT, work_folder
from whence.build import profiles_folder
from whence.dbt import Setting, build_args, close_database, told_to_user
from whence.errors import InputError
from whence.project import Project

#: Rows as {column: value}, or the text of a CSV file as it is. A column that a row lacks and None
#: are empty cells; true and false are written as JSON writes them.
Table = Sequence[Mapping[str, object]] | str

_NUMBERS = itertools.count(1)


def columns_of(rows: Iterable[Mapping[str, object]]) -> list[str]:
    """Return the columns that any of the rows has, in the order in which they first appear."""
    return list(dict.fromkeys(name for row in rows for name in row))


def write_tables(folder: Path, tables: Mapping[str, Table], file_format: str = "csv") -> Path:
    """Write {table: rows} as <table>.csv or <table>.parquet into `folder` and return it.

    Parquet columns have the types that DuckDB finds in the text, as a warehouse's columns would.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        path = folder / f"{name}.csv"
        if isinstance(table, str):
            path.write_text(table, "utf-8")
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns_of(table))
                writer.writeheader()
                writer.writerows({key: _cell(value) for key, value in row.items()} for row in table)
        if file_format == "parquet":
            typed = duckdb.read_csv(path, header=True, sample_size=-1, date_format="%Y-%m-%d")
            typed.write_parquet(str(path.with_suffix(".parquet")))
            path.unlink()
    return folder


def _cell(value: object) -> object:
    return json.dumps(value) if isinstance(value, bool) else value


@contextlib.contextmanager
def staged(
    source: str, tables: Mapping[str, Table], file_format: str = "csv", **variables: object
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Build models/staging/<source> from `tables` and lend a connection to what came of it.

    The models and their tests run as `whence build` runs them, with `variables` beside `sources`.
    Raises InputError with the sentence for the user when the raw tables stop the run, and fails
    with the messages of the nodes that failed.
    """
    folder = work_folder() / "connectors" / f"{source}_{next(_NUMBERS)}"
    write_tables(folder / "raw" / source, tables, file_format)
    database = build_staging(source, folder / "raw", folder / "whence.duckdb", **variables)
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def build_staging(source: str, raw: Path, database: Path, **variables: object) -> Path:
    """Build models/staging/<source> from the folder `raw` into `database` and return it.

    The file must be called whence.duckdb, since views name it. dbt reads the whole project once
    for every set of variables: it always builds at one path, from which the file is copied.
    """
    every = {"sources": [source]} | variables
    shared = work_folder() / "connectors"
    candidate = shared / "whence.duckdb"
    shared.mkdir(exist_ok=True)
    candidate.unlink(missing_ok=True)
    name = hashlib.sha256(json.dumps(every, sort_keys=True).encode()).hexdigest()[:12]
    setting = Setting(project=ROOT, profiles=profiles_folder(Project(ROOT)), variables=every)
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(ROOT):
        patch.setenv("DBT_TARGET_PATH", str(shared / f"target_{name}"))
        patch.setenv("WHENCE_RAW_DIR", str(raw))
        patch.setenv("WHENCE_DATABASE", str(candidate))
        arguments = [*build_args("build", setting), "--select", f"path:models/staging/{source}"]
        done = dbtRunner().invoke(arguments)
        close_database()
    if not isinstance(done.result, RunExecutionResult):
        _stop(str(done.exception))
    for node in done.result.results:
        if str(node.status) in ("error", "fail", "runtime error"):
            _stop(f"{node.node.name}: {node.message}")
    return Path(shutil.copyfile(candidate, database))


def _stop(message: str) -> NoReturn:
    if told := told_to_user(message):
        raise InputError(told)
    pytest.fail(message)


def rows_of(
    connection: duckdb.DuckDBPyConnection, model: str, columns: str
) -> dict[object, tuple[object, ...]]:
    """Return {first column: the other columns} of a staging model; no two rows may share a key."""
    found = connection.sql(f"select {columns} from staging.{model}").fetchall()
    keyed = {row[0]: row[1:] for row in found}
    assert len(keyed) == len(found), f"{model} repeats the key of {columns}"
    return keyed
