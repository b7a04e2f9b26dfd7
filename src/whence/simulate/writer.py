"""Write a company as raw tables, one file per table, by DuckDB."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeAlias

import duckdb

from whence.errors import InputError
from whence.simulate.company import Company
from whence.simulate.relations import relations_of

FileFormat: TypeAlias = Literal["csv", "parquet"]

TABLES = (
    "accounts",
    "contacts",
    "touches",
    "page_views",
    "deals",
    "deal_contacts",
    "deal_stages",
    "spend",
    "targets",
)
#: Tells the tables of an imaginary company from real ones, which must never be overwritten.
LABEL = "simulation.json"

_QUERIES = Path(__file__).parent / "tables"
_OPTIONS = {
    "csv": "format csv, header, timestampformat '%Y-%m-%d %H:%M:%S'",
    "parquet": "format parquet, compression zstd",
}


def check_folder(folder: Path) -> None:
    """Raise InputError when ``folder`` is a file or holds tables that are not simulated."""
    if folder.is_file():
        raise InputError(f"{folder} is a file; name a folder to write the tables to.")
    if (folder / LABEL).exists():
        return
    for path in _table_files(folder):
        raise InputError(
            f"{folder} has a {path.name} that whence simulate did not write; name another folder."
        )


def write_company(
    company: Company,
    folder: Path,
    file_format: FileFormat,
    label: dict[str, object],
    report: Callable[[str], None],
) -> dict[str, int]:
    """Write all tables to ``folder`` and return their numbers of rows.

    The files replace those of an earlier simulation only when all are written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".simulate-", dir=folder) as work:
            row_counts = _write_tables(company, Path(work), file_format, report)
            # before the tables, so that a folder with some of them is known for what it is
            (folder / LABEL).write_text(json.dumps(label, indent=2) + "\n", encoding="utf-8")
            for path in _table_files(folder):
                path.unlink()
            for table in TABLES:
                name = f"{table}.{file_format}"
                (Path(work) / name).replace(folder / name)
    except (OSError, duckdb.IOException) as error:
        raise InputError(f"The tables cannot be written to {folder}: {error}.") from error
    return row_counts


def _write_tables(
    company: Company, folder: Path, file_format: FileFormat, report: Callable[[str], None]
) -> dict[str, int]:
    row_counts = {}
    # texts are texts from the first row to the last: looking at more rows to be sure is slow
    with duckdb.connect(
        config={"temp_directory": str(folder), "pandas_analyze_sample": 1}
    ) as connection:
        for name, relation in relations_of(company).items():
            connection.register(name, relation)
        connection.execute((_QUERIES / "names.sql").read_text("utf-8"))
        for table in TABLES:
            report(f"writing {table}")
            query = (_QUERIES / f"{table}.sql").read_text("utf-8")
            path = str(folder / f"{table}.{file_format}").replace("'", "''")
            written = connection.execute(f"copy ({query}) to '{path}' ({_OPTIONS[file_format]})")
            [(row_counts[table],)] = written.fetchall()
    return row_counts


def _table_files(folder: Path) -> list[Path]:
    paths = (folder / f"{table}.{suffix}" for table in TABLES for suffix in _OPTIONS)
    return [path for path in paths if path.exists()]
